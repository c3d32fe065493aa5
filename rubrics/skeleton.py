"""An empty assessment: every item of a rubric with its requirement, points and numbered rules, for a person to fill in.

Loaded untouched it is an assessment in which nothing was assessed. Its comments are in Chinese, the language of the standards:
the file is the same in every locale.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rubrics.assessment import ASSESSMENT_SCHEMA
from rubrics.binding import binding
from rubrics.catalogue.presenting import SKELETON
from rubrics.files import SCHEMA_FILES
from rubrics.messages import translate_to
from rubrics.model import Element, Item, Reach, Rubric, Rule, walk_elements
from rubrics.presets import effective_policy
from rubrics.values import show
from rubrics.widths import pad, shorten
from rubrics.yaml_writing import to_yaml

_WIDTH = 100


def skeleton(rubric: Rubric) -> str:
    """Return an empty assessment of ``rubric`` as YAML with comments."""
    return "\n".join((*_head(rubric), *_facts(rubric), *_elements(rubric), *_items(rubric))) + "\n"


def _head(rubric: Rubric) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA_FILES[ASSESSMENT_SCHEMA]}"
    yield f"# {shorten(rubric.title, _WIDTH)}"
    yield from _how_to()
    yield f"schema: {ASSESSMENT_SCHEMA}"
    for key, value in binding(rubric).items():
        if value is not None:
            yield f"{key}: {yaml_key(str(value))}"
    yield f"kind: self  # {_say('kind')}"
    for key in ("unit", "begin", "end", "leader"):
        yield f"{key}:  # {_say(key)}"
    yield f"members: []  # {_say('members')}"


def _how_to() -> Iterator[str]:
    note, reason = _say("note-example"), _say("reason-example")
    ways = {
        "full": "{full: true}",
        "findings": f"{{findings: [{{rule: 2, count: 1, note: {note}}}]}}",
        "score": f"{{score: 4, note: {reason}}}",
        "not-applicable": f"{{not_applicable: {reason}}}",
    }
    yield f"# {_say('how')}"
    yield from (f"#   {pad(example, 54)} {_say(name)}" for name, example in ways.items())
    yield f"#   {_say('values')}"


def _facts(rubric: Rubric) -> Iterator[str]:
    """Yield the questions about facts outside the table, to be answered with true or false."""
    facts = effective_policy(rubric.policy).facts
    if not facts:
        return
    yield f"# facts:  # {_say('facts')}"
    for fact in facts:
        yield f"#   {yaml_key(fact.id)}: true  # {shorten(fact.question, _WIDTH)}"


def _elements(rubric: Rubric) -> Iterator[str]:
    """Yield the elements that have rules of their own, such as vetoes."""
    ruled = [(name, element) for name, element in walk_elements(rubric.elements) if element.rules]
    if not ruled:
        return
    yield ""
    yield f"elements:  # {_say('elements')}"
    for name, element in ruled:
        yield from element_lines(name, element)
        yield f"  {yaml_key(name)}: {{}}"


def element_lines(name: str, element: Element) -> Iterator[str]:
    """Yield an element as it stands in an empty assessment, above its answer: its title, points and numbered rules."""
    yield f"  # {name} {shorten(element.title, _WIDTH)}{_points(element)}"
    yield from (f"  #   {line}" for line in _rules(element.rules))


def _items(rubric: Rubric) -> Iterator[str]:
    yield ""
    yield "items:" if rubric.by_item else "items: {}"
    for name, element in walk_elements(rubric.elements):
        if element.items:
            yield f"  # ---- {name} {shorten(element.title, _WIDTH)}{_points(element)}"
        for item in element.items:
            yield from item_lines(item, element)


def item_lines(item: Item, element: Element) -> Iterator[str]:
    """Yield an item as it stands in an empty assessment: its requirement, points and numbered rules, and room for the answer."""
    answer = f"  # {{met: true}} {_say('gate')}" if element.kind == "gate" else ""
    yield f"  # {item.id}{_points(item)} {shorten(item.requirement, _WIDTH)}"
    yield from (f"  #   {line}" for line in _rules(item.rules))
    yield f"  {yaml_key(item.id)}: {{}}{answer}"


def _rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield the rules under which a finding can be recorded, with their numbers."""
    for number, rule in enumerate(rules, 1):
        if rule.costs:
            veto = f"（{_say('veto', rank=rule.veto)}）" if rule.veto and rule.zero is not Reach.ITEM else ""
            yield f"{number}  {shorten(rule.text, _WIDTH)}{veto}"


def _points(part: Item | Element) -> str:
    stars = "★" * (part.stars or 0) if isinstance(part, Item) else ""
    return f"（{_say('points', points=show(part.points))}{stars}）" if part.points is not None else stars


@lru_cache(maxsize=8192)
def yaml_key(name: str) -> str:
    """Return a key as YAML writes it: quoted where it would be read as a number."""
    return to_yaml({name: 0}, "").splitlines()[1].removesuffix(": 0")


def _say(name: str, **figures: object) -> str:
    """Return a sentence in Chinese, whatever the locale: the same rubric gives the same file."""
    return translate_to("zh", SKELETON[name]).format(**figures)
