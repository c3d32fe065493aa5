"""A scorecard as text: the elements in figures, the result, what stands against it, and what was lost where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from render.terminal import diagnostic_line, table
from rubrics.assessment import Assessment
from rubrics.catalogue.presenting import COLUMNS, KINDS, OUTCOMES, SCORECARD
from rubrics.messages import translate
from rubrics.model import Rubric
from rubrics.values import show
from rubrics.widths import one_line, shorten
from scoring.scorecard import ElementScore, Scorecard, Status

_TITLE_WIDTH = 36
_REMARK_WIDTH = 88


def scorecard_lines(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Iterator[str]:
    """Yield a scorecard: the elements in figures, the result, what stands against it, and what was lost where."""
    yield one_line(rubric.title)
    yield heading_line(assessment)
    yield ""
    yield from table(_element_rows(card), "<<>>>>>>")
    yield ""
    yield from result_lines(card)
    yield from _losses(rubric, card)


def heading_line(assessment: Assessment) -> str:
    """Return who was assessed, how, and when."""
    days = [day.isoformat() for day in (assessment.begin, assessment.end) if day]
    parts = [assessment.unit or "", translate(KINDS[assessment.kind]), " – ".join(dict.fromkeys(days)), assessment.leader or ""]
    return one_line(" · ".join(part for part in parts if part))


def result_lines(card: Scorecard) -> Iterator[str]:
    """Yield the result, its sum, the grade, and what stands against it."""
    total = card.total
    yield _say("formula", formula=one_line(total.formula)) if total.formula else ""
    if total.result is not None:
        yield _say("result", result=show(total.result))
    if total.with_bonus is not None and total.bonus:
        yield _say("with-bonus", result=show(total.with_bonus))
    if card.called is not None:
        yield _say("grade", grade=card.called)
    yield _say("outcome", outcome=translate(OUTCOMES[card.outcome]))
    if card.against:
        yield translate(SCORECARD["against"])
        yield from (f"  {diagnostic_line(d)}" for d in card.against)
    left = [name for name, item in card.items.items() if item.status is Status.UNASSESSED]
    if left:
        yield _say("unassessed", count=len(left), items=", ".join(left))
    if card.diagnostics:
        yield translate(SCORECARD["look-at"])
        yield from (f"  {diagnostic_line(d)}" for d in card.diagnostics)


def _say(name: str, **figures: object) -> str:
    return translate(SCORECARD[name]).format(**figures)


def _element_rows(card: Scorecard) -> Iterator[Sequence[str]]:
    """Yield the scorecard's table: headings, every element, the total."""
    keys = ("points", "not-applicable", "due", "deduction", "score", "percent")
    yield ("", translate(COLUMNS["element"]), *(translate(COLUMNS[key]) for key in keys))
    for element in card.elements.values():
        yield (element.code, "  " * (element.level - 1) + shorten(element.title, _TITLE_WIDTH), *_figures(element))
    total = card.total
    figures = (total.points, total.not_applicable, total.due, total.deduction, total.score)
    yield ("", translate(COLUMNS["total"]), *(figure(number) for number in figures), percent(total.percent))
    if total.bonus:
        yield ("", translate(COLUMNS["bonus"]), "", "", "", "", figure(total.bonus), "")


def _figures(element: ElementScore) -> Iterator[str]:
    for number in (element.points, element.not_applicable or None, element.due, element.deduction, element.score):
        yield figure(number)
    yield percent(element.percent)


def figure(number: Decimal | None) -> str:
    """Return an exact figure as a person writes it, nothing where there is none; long ones are cut after two places."""
    if number is None:
        return ""
    short = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return show(number) if len(show(number)) <= len(show(short)) + 1 else show(short)


def percent(number: Decimal | None) -> str:
    """Return a percentage with one place, rounded half up."""
    return "" if number is None else str(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _losses(rubric: Rubric, card: Scorecard) -> Iterator[str]:
    """Yield the items that lost points or do not apply, with what was said about them."""
    lost = [item for item in card.items.values() if item.deduction]
    if lost:
        yield ""
        yield translate(SCORECARD["losses"])
        rows = [(i.id, f"−{figure(i.deduction)}", shorten(_remark(rubric, card, i.id), _REMARK_WIDTH)) for i in lost]
        yield from table(rows, "<><")
    out = [item for item in card.items.values() if item.status is Status.NOT_APPLICABLE]
    if out:
        yield ""
        yield _say("not-applicable", count=len(out))
        yield from table([(i.id, figure(i.points), shorten(_remark(rubric, card, i.id), _REMARK_WIDTH)) for i in out], "<><")


def _remark(rubric: Rubric, card: Scorecard, name: str) -> str:
    """Return what the assessor wrote about an item, else its requirement."""
    item = card.items[name]
    notes = [step.note for step in item.steps if step.note] or [item.note or rubric.by_item[name].requirement]
    return "；".join(dict.fromkeys(notes))


def scorecard_text(rubric: Rubric, filled: Filled) -> str:
    """Return a scorecard with the reason of every figure as it is written to a file: in Chinese, whatever the locale."""
    from render.explanation import explanation_lines  # noqa: PLC0415 - it builds on this module

    with speaking("zh"):
        lines = [*scorecard_lines(rubric, filled.assessment, filled.scorecard), *explanation_lines(rubric, filled.scorecard)]
    return "\n".join(lines) + "\n"
