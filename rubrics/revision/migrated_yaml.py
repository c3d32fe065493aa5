"""A migrated assessment as YAML, with comments that tell a person what to do at each item that is to be assessed again.

Its comments are in Chinese, the language of the standards: the file is the same in every locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from rubrics.assessment import AgainItem, Answer, Finding, OldAnswer, Reason, Why
from rubrics.binding import edition_words
from rubrics.catalogue.migrating import FIELDS, MIGRATED, WHY
from rubrics.files import dump_assessment
from rubrics.messages import translate_to
from rubrics.model import Rubric, Rule
from rubrics.revision.crossing import Crossing
from rubrics.revision.holding import Touch
from rubrics.revision.migrating import Migration
from rubrics.revision.placing import has_content
from rubrics.skeleton import element_lines, item_lines, yaml_key
from rubrics.values import show
from rubrics.widths import shorten

_WIDTH = 100
_CLAUSE_WIDTH = 48
_REWORDED = frozenset({Why.CLAUSE, Why.UNIT, Why.MEASURE})


def migrated_yaml(way: Crossing, migration: Migration) -> str:
    """Return the migrated assessment as YAML with comments."""
    schema, *lines = dump_assessment(migration.assessment).splitlines()
    return "\n".join((schema, *_head(way, migration), *_commented(way, migration, lines))) + "\n"


def _head(way: Crossing, migration: Migration) -> Iterator[str]:
    old, new = ([one["rubric"], one["rubric_version"], one["rubric_hash"]] for one in (way.old_binding, way.new_binding))
    left = migration.left_over
    counts = {
        "carried": len(migration.carried),
        "again": len(migration.assessment.again.items) + len(migration.assessment.again.elements),
        "left": len(left.items) + len(left.elements) + len(left.facts) if left is not None else 0,
    }
    yield f"# {shorten(way.new.title, _WIDTH)}"
    yield f"# {_say('head', old=edition_words(old[0] or '', *old[1:]), new=edition_words(new[0] or '', *new[1:]), **counts)}"
    yield f"# {_say('how')}"
    yield f"# {_say('dates')}"


def _commented(way: Crossing, migration: Migration, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the YAML with a comment above each item that needs one, and above what stands below the items."""
    items = {f"  {yaml_key(name)}:": name for name in migration.assessment.items}
    elements = {f"  {yaml_key(name)}:": name for name in migration.assessment.again.elements}
    sections = {"again:": "again-head", "appendix:": "appendix-head"}
    section, inner = "", ""
    for line in lines:
        if not line.startswith(" "):
            section = line
            if line in sections:
                yield f"# {_say(sections[line])}"
        elif section == "items:" and line[2] != " ":
            name = _named(line, items)
            yield from _item_comments(way, migration, name) if name is not None else ()
        elif section == "elements:" and line[2] != " ":
            name = _named(line, elements)
            yield from _element_comments(way, migration, name) if name is not None else ()
        elif section == "again:" and line[2] != " ":
            inner = line.strip()
            yield from [f"  # {_say('fact')}"] if inner == "facts:" else []
        elif section == "again:" and inner == "facts:":
            name = line.partition(":")[0].strip(" '")
            yield f"    # {shorten(way.facts_new[name], _WIDTH)}"
        yield line


def _named(line: str, keys: Mapping[str, str]) -> str | None:
    """Return whose answer begins on a line."""
    return keys.get(line[: line.find(":") + 1]) or keys.get(line[: line.rfind("':") + 2])


def _element_comments(way: Crossing, migration: Migration, name: str) -> Iterator[str]:
    """Yield why an element's own rules are to be judged again, the rules, and what was found before."""
    asked = migration.assessment.again.elements[name]
    yield f"  # {_say('again', reasons=reason_words(asked.reasons))}"
    yield f"  # {_say('element')}"
    yield from element_lines(name, way.new.by_element[name])
    for one in asked.old:
        old = way.old.by_element.get(one.element) if one.edition is None else None
        answer = Answer(findings=one.answer.findings, note=one.answer.note)
        said = _words(answer, old.rules if old is not None else ()) if has_content(answer) else _say("see-again")
        yield f"  #   {shorten(_say('was', item=one.element, answer=said), _WIDTH * 2)}"


def _item_comments(way: Crossing, migration: Migration, name: str) -> Iterator[str]:
    again = migration.assessment.again.items.get(name)
    if again is not None:
        yield from _again_comments(way, name, again)
    elif not migration.assessment.items[name].is_given:
        yield from _described(way, name)
    elif name in migration.carried and migration.carried[name].touches:
        touches = _say("join").join(_touch(touch) for touch in migration.carried[name].touches)
        yield f"  # {shorten(touches, _WIDTH)}"


def _again_comments(way: Crossing, name: str, again: AgainItem) -> Iterator[str]:
    """Yield why an item is to be assessed again, its requirement and rules, and what the answer was."""
    yield f"  # {_say('again', reasons=reason_words(again.reasons))}"
    yield from _described(way, name)
    yield from _old_wording(way, name, again)
    for one in again.old:
        of = one.object or one.element
        said = {"item": one.item, "answer": _answer_words(one, way.old)}
        yield f"  #   {shorten(_say('was-of', of=of, **said) if of else _say('was', **said), _WIDTH * 2)}"


def _old_wording(way: Crossing, name: str, again: AgainItem) -> Iterator[str]:
    """Yield how the requirement, and the clauses that are named as changed, were worded before."""
    pair = way.revision.by_new_item[name]
    if len(pair.old) != 1 or pair.old[0] not in way.items:
        return
    item = way.old.by_item[pair.old[0]]
    if any(reason.why is Why.REQUIREMENT for reason in again.reasons):
        yield f"  #   {shorten(_say('old-requirement', text=item.requirement), _WIDTH * 2)}"
    changed = (reason.was for reason in again.reasons if reason.why in _REWORDED and reason.was is not None)
    for number in dict.fromkeys(changed):
        if number <= len(item.rules):
            yield f"  #   {shorten(_say('old-clause', rule=number, text=item.rules[number - 1].text), _WIDTH * 2)}"


def _described(way: Crossing, name: str) -> tuple[str, ...]:
    """Return an item as it stands in an empty assessment, without the room for its answer."""
    if not way.item_comments:
        for element in way.new.by_element.values():
            way.item_comments.update({item.id: tuple(item_lines(item, element))[:-1] for item in element.items})
    return way.item_comments[name]


def reason_words(reasons: Sequence[Reason], language: str = "zh") -> str:
    """Return reasons as one sentence."""
    words = (translate_to(language, WHY[one.why]).format(rule=one.rule or "?", was=one.was or "?") for one in reasons)
    return translate_to(language, MIGRATED["join"]).join(dict.fromkeys(words))


def _answer_words(old: OldAnswer, rubric: Rubric) -> str:
    """Return an old answer in words, its clauses in those of its edition (only their numbers where that is not at hand)."""
    rules = rubric.by_item[old.item].rules if old.edition is None and old.item in rubric.by_item else ()
    return _words(old.answer, rules)


def _words(answer: Answer, rules: tuple[Rule, ...]) -> str:
    if not answer.is_given:
        return _say("note", note=answer.note or "、".join(answer.evidence))
    if answer.score is not None:
        return _say("score", score=show(answer.score), note=answer.note)
    words = _say("full")
    if answer.not_applicable is not None:
        words = _say("not-applicable", reason=answer.not_applicable)
    elif answer.met is not None:
        words = _say("met" if answer.met else "not-met")
    elif answer.objects:
        words = _say("objects", count=len(answer.objects))
    elif answer.findings:
        words = _say("join").join(_finding(one, rules) for one in answer.findings)
    return f"{words} — {answer.note}" if answer.note else words


def _finding(finding: Finding, rules: tuple[Rule, ...]) -> str:
    text = shorten(rules[finding.rule - 1].text, _CLAUSE_WIDTH) if finding.rule <= len(rules) else "…"
    count = show(finding.count) if finding.count is not None else "1"
    return _say("finding", rule=finding.rule, count=count, text=text, note=finding.note or "").strip()


def _touch(touch: Touch) -> str:
    key = "changed" if touch.rule is None else "changed-rule"
    old, new = (_value(touch.field, value) for value in (touch.old, touch.new))
    return _say(key, field=translate_to("zh", FIELDS[touch.field]), rule=touch.rule, old=old, new=new)


def _value(field: str, value: str | None) -> str:
    """Return what a field said; of one that says only how far something reaches, that it was there."""
    return "—" if value is None else "✓" if field == "zero" else shorten(value, _CLAUSE_WIDTH)


def _say(name: str, **figures: object) -> str:
    return _sentence(name).format(**figures)


@cache
def _sentence(name: str) -> str:
    return translate_to("zh", MIGRATED[name])
