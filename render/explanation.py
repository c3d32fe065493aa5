"""The reason of every figure of a scorecard, so that a person can follow the sum by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from render.scorecards import figure
from rubrics.catalogue.presenting import EXPLANATION, STEPS
from rubrics.errors import AssessmentError
from rubrics.messages import translate
from rubrics.model import Item, Rubric, Rule
from rubrics.widths import one_line, shorten
from scoring.scorecard import ElementScore, ItemScore, Scorecard, Status, Step, TotalScore

_WIDTH = 96


def explanation_lines(rubric: Rubric, card: Scorecard, name: str | None = None) -> Iterator[str]:
    """Yield the sum of the item or element ``name``, or of everything, step by step.

    ``AssessmentError`` where the rubric has neither an item nor an element of that name.
    """
    if name is not None and name not in card.items and name not in card.elements:
        raise AssessmentError("no-such-item", where=rubric.id, id=name)
    for element in card.elements.values():
        if name in (None, element.id):
            yield from _element(rubric, element)
        for item in card.items.values():
            if item.element == element.id and name in (None, element.id, item.id):
                yield from _item(rubric, item)
    if name is None:
        yield from _total(card.total)


def _element(rubric: Rubric, element: ElementScore) -> Iterator[str]:
    yield ""
    yield _heading(f"{element.code} {element.title}", element.points, element.status)
    yield from _sum(element.steps, rubric.by_element[element.id].rules, element.score)


def _item(rubric: Rubric, item: ItemScore) -> Iterator[str]:
    source: Item = rubric.by_item[item.id]
    yield "  " + _heading(f"{item.id} {source.requirement}", item.points, item.status)
    yield from (f"  {line}" for line in _sum(item.steps, source.rules, item.score))
    if item.note:
        yield f"      {one_line(item.note)}"


def _total(total: TotalScore) -> Iterator[str]:
    yield ""
    yield _heading(translate(EXPLANATION["total"]), total.points, Status.SCORED)
    yield from _sum(total.steps, (), total.score)
    yield f"    {one_line(total.formula)}"


def _heading(words: str, points: Decimal | None, status: Status) -> str:
    said = [shorten(words, _WIDTH)]
    if points is not None:
        said.append(translate(EXPLANATION["points"]).format(points=figure(points)))
    if status is not Status.SCORED:
        said.append(translate(EXPLANATION[status.value]))
    return " · ".join(said)


def _sum(steps: Sequence[Step], rules: Sequence[Rule], score: Decimal | None) -> Iterator[str]:
    """Yield the steps with their signed figures and the figure that they come to."""
    for step in steps:
        yield f"  {_signed(step.raw):>8}  {_words(step, rules)}"
    if score is not None and steps:
        yield f"  {'=' + figure(score):>8}"


def _words(step: Step, rules: Sequence[Rule]) -> str:
    """Return what a step is: its kind, the clause of its rule, and what the assessor wrote."""
    count = figure(step.count) if step.count is not None else "1"
    said = translate(STEPS[step.kind.value]).format(rule=step.rule, count=count, object=step.object)
    parts = [f"{step.item}: {said}" if step.item else said]
    if step.rule is not None and step.rule <= len(rules) and step.item is None:
        parts.append(shorten(rules[step.rule - 1].text, _WIDTH))
    parts += [one_line(word) for word in (step.note, *step.evidence) if word]
    return " — ".join(parts)


def _signed(number: Decimal) -> str:
    return f"−{figure(-number)}" if number < 0 else f"+{figure(number)}"
