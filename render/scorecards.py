"""A scorecard as text: the elements in figures, the result, what stands against it, and what was lost where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from render.terminal import diagnostic_lines, few_lines, standard_line, table
from rubrics.assessment import Assessment
from rubrics.catalogue import Severity
from rubrics.catalogue.commands import SAID
from rubrics.catalogue.presenting import COLUMNS, KINDS, OUTCOMES, RANKING, SCORECARD
from rubrics.diagnostics import Diagnostic
from rubrics.errors import DabiaoError
from rubrics.messages import speaking, translate
from rubrics.model import Rubric
from rubrics.values import show
from rubrics.widths import one_line, shorten
from scoring.nearest import nearest
from scoring.ranking import Ranked
from scoring.scorecard import ElementScore, Scorecard, Status

if TYPE_CHECKING:
    from render.figures import Filled

_TITLE_WIDTH = 36
_REMARK_WIDTH = 88
_OPEN_ELEMENTS = 5


def scorecard_lines(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Iterator[str]:
    """Yield a scorecard: the elements in figures, the result, what stands against it, and what was lost where."""
    yield one_line(rubric.title)
    yield heading_line(assessment)
    yield ""
    yield from table(_element_rows(card), "<<>>>>>>")
    yield ""
    yield from result_lines(card)
    again = [name for name in assessment.again.items if name in card.items and card.items[name].status is Status.UNASSESSED]
    if again:
        yield _say("again", count=len(again), items=", ".join(again))
    yield from nearest_lines(rubric, card)
    yield from _losses(rubric, card)


def heading_line(assessment: Assessment) -> str:
    """Return who was assessed, how, and when."""
    days = [day.isoformat() for day in (assessment.begin, assessment.end) if day]
    parts = [assessment.unit or "", translate(KINDS[assessment.kind]), " – ".join(dict.fromkeys(days)), assessment.leader or ""]
    return one_line(" · ".join(part for part in parts if part))


def result_lines(card: Scorecard) -> Iterator[str]:
    """Yield the result, its sum, the grade, and what stands against it."""
    total = card.total
    if total.formula:
        yield _say("formula", formula=one_line(total.formula))
    if total.result is not None:
        yield _say("result", result=show(total.result))
    if total.with_bonus is not None and total.bonus:
        yield _say("with-bonus", result=show(total.with_bonus))
    if card.called is not None:
        yield _say("grade", grade=card.called)
    yield _say("outcome", outcome=translate(OUTCOMES[card.outcome]))
    against = [d for d in card.against if d.code != "unassessed"]  # they stand below, on one line
    if against:
        yield translate(SCORECARD["against"])
        yield from few_lines(against)
    left = [name for name, item in card.items.items() if item.status is Status.UNASSESSED]
    if left:
        yield _say("unassessed", count=len(left), items=", ".join(left))
    if card.diagnostics:
        yield translate(SCORECARD["look-at"])
        yield from few_lines(card.diagnostics)


def _say(name: str, **figures: object) -> str:
    return translate(SCORECARD[name]).format(**figures)


def _element_rows(card: Scorecard) -> Iterator[Sequence[str]]:
    """Yield the scorecard's table: headings, every element, the total."""
    keys = ("points", "not-applicable", "due", "deduction", "score", "percent")
    yield ("", translate(COLUMNS["element"]), *(translate(COLUMNS[key]) for key in keys))
    for element in card.elements.values():
        title = "  " * (element.level - 1) + shorten(element.title, _TITLE_WIDTH)
        yield (element.code if element.level == 1 else element.id, title, *_figures(element))
    total = card.total
    is_open = all(element.status is Status.UNASSESSED for element in card.elements.values())
    figures = (total.points, total.not_applicable, total.due, total.deduction, None if is_open else total.score)
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
    lost = [item for item in card.items.values() if item.deduction and rubric.by_element[item.element].kind == "scored"]
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


def nearest_lines(rubric: Rubric, card: Scorecard) -> Iterator[str]:
    """Yield what the next grade takes: what is missing, and the elements in which the most can be won."""
    found = nearest(rubric, card)
    if found is None:
        return
    yield ""
    said = "next-grade" if found.missing else "next-grade-not-by-points"
    yield _say(said, grade=found.name, missing=figure(found.missing))
    rows = []
    for element in found.elements[:_OPEN_ELEMENTS]:
        items = ", ".join(f"{item.id} +{figure(item.open)}" for item in element.items)
        title = rubric.by_element[element.id].title
        rows.append((element.id, shorten(title, _TITLE_WIDTH), f"+{figure(element.open)}", shorten(items, _REMARK_WIDTH)))
    yield from table(rows, "<<><") if rows else ()


def ranking_lines(ranked: Sequence[Ranked], scored: Sequence[Filled]) -> Iterator[str]:
    """Yield a ranking as a table: place, unit, the figure that counts, the result without bonus, the grade."""
    rows = [[translate(RANKING[key]) for key in ("rank", "unit", "figure", "result", "bonus", "grade")]]
    for one in ranked:
        assessment, total = scored[one.number].assessment, one.scorecard.total
        rows.append(
            [
                str(one.place) if one.place is not None else "—",
                one_line(assessment.unit or f"#{one.number + 1}"),
                figure(one.figure),
                figure(total.result),
                figure(total.bonus),
                one.scorecard.called or translate(OUTCOMES[one.scorecard.outcome]),
            ]
        )
    yield from table(rows, "><>>><")


def run_lines(
    rubric: Rubric, filled: Sequence[Filled], written: Sequence[Path], doubts: Sequence[Diagnostic], unfilled: DabiaoError | None
) -> Iterator[str]:
    """Yield what a whole run came to: the standard in figures, each result, the files, and what needs a human eye."""
    yield one_line(rubric.title)
    yield standard_line(rubric)
    for one in filled:
        yield ""
        yield heading_line(one.assessment)
        yield from result_lines(one.scorecard)
    yield ""
    yield translate(SAID["wrote-all"])
    yield from (f"  {path}" for path in written)
    yield ""
    serious = [doubt for doubt in doubts if doubt.severity is not Severity.INFO]
    if not serious and unfilled is None:
        yield translate(SAID["needs-no-eye"])
        return
    yield translate(SAID["needs-eye"])
    if unfilled is not None:
        yield f"  {unfilled}"
    yield from diagnostic_lines(serious)


def scorecard_text(rubric: Rubric, filled: Filled) -> str:
    """Return a scorecard with the reason of every figure as it is written to a file: in Chinese, whatever the locale."""
    from render.explanation import explanation_lines  # noqa: PLC0415 - it builds on this module

    with speaking("zh"):
        card = filled.scorecard
        lines = [*scorecard_lines(rubric, filled.assessment, card), *explanation_lines(rubric, card), ""]
        lines.append(_say("computed-from", engine=card.engine, rubric=card.rubric_hash, assessment=card.assessment_hash))
    return "\n".join(lines) + "\n"
