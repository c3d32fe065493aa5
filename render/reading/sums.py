"""The sums of a filled form beside what its items come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from render import words
from render.blanks import kinds_of
from render.celllabels import without_frame
from render.figures import Filled
from render.reading.cells import Side, Text
from render.reading.figures import Kind, read_figure
from render.sumtables import SumCell, SumKind, sum_text
from rubrics.assessment import Answer, Assessment
from rubrics.diagnostics import Diagnostic
from rubrics.errors import AssessmentError, DabiaoError, ErrorList
from rubrics.model import ColumnRole, Rubric, walk_elements
from rubrics.values import show
from scoring.engine import score
from scoring.plan import Plan
from scoring.scorecard import Scorecard, Status
from scoring.total_rows import RowScore, total_rows

_FIGURES = (ColumnRole.SCORE, ColumnRole.DEDUCTION)
_RATE_UNIT = Decimal("0.1")
"""Rates are worked out to so much."""


def accepted(plan: Plan, assessment: Assessment, side: Side, diagnostics: list[Diagnostic]) -> tuple[Assessment, Scorecard]:
    """Return the assessment without the answers that the standard does not allow, each of which is told, and its scorecard."""
    try:
        return assessment, score(plan, assessment)
    except DabiaoError as problem:
        errors = problem.errors if isinstance(problem, ErrorList) else [problem]
        refused = {str(error.path[1]): error for error in errors if isinstance(error, AssessmentError) and len(error.path) > 1}
        if not refused.keys() & {*assessment.items, *assessment.elements}:
            raise
    for name, error in refused.items():
        place = next((text.place for text in side.items.get(name, {}).values() if text.place), None)
        diagnostics.append(Diagnostic("read-answer-refused", place, name, {"problem": str(error)}))
    items = {name: _without_answer(answer) if name in refused else answer for name, answer in assessment.items.items()}
    elements = {name: answer for name, answer in assessment.elements.items() if name not in refused}
    return accepted(plan, assessment.model_copy(update={"items": items, "elements": elements}), side, diagnostics)


def compare_totals(rubric: Rubric, card: Scorecard, side: Side) -> Iterator[Diagnostic]:
    """Yield the sum rows that say another figure than their items come to; those over unassessed items cannot be checked."""
    rows = total_rows(rubric, card)
    for number, texts in side.totals.items():
        label = rubric.form.totals[number].label
        for role in _FIGURES:
            if role in texts:
                yield from _compared(texts[role], _figure(rows[number], role), label, rows[number].status)


def compare_shared(rubric: Rubric, card: Scorecard, side: Side) -> Iterator[Diagnostic]:
    """Yield the cells over several items that say another figure than the items come to together."""
    element_of = {
        tuple(item.id for _, inner in walk_elements((element,)) for item in inner.items): name
        for name, element in rubric.by_element.items()
    }
    seen = set()
    for texts in side.items.values():
        for role in _FIGURES:
            text = texts.get(role)
            if text is None or not text.shared or text.place in seen or text.shared not in element_of:
                continue
            seen.add(text.place)
            element = card.elements[element_of[text.shared]]
            row = RowScore(element.status, element.score, element.deduction)
            yield from _compared(text, _figure(row, role), f"{element.code} {element.title}", element.status)


def compare_sum_cells(rubric: Rubric, cells: Iterable[SumCell], given: Mapping[str, Filled]) -> Iterator[Diagnostic]:
    """Yield the cells of tables of sums that say another figure than the assessment comes to."""
    for one in cells:
        cards = [given[kind].scorecard for kind in kinds_of(one.heading) if kind in given]
        texts = {sum_text(card, one) for card in cards}
        computed = texts.pop() if len(texts) == 1 else ""
        plain = {sum_text(card, replace(one, with_bonus=False)) for card in cards}  # some add the bonus below the sum
        text = without_frame(one.cell.text, ColumnRole.SCORE).strip()
        if not text or not computed or text in {computed, *plain} or one.kind is SumKind.POINTS:
            continue
        label = rubric.by_element[one.element].title if one.element else words.TOTAL
        written = read_figure(text.rstrip("%％"))
        if written.value is None or written.kind is Kind.UNREAD:
            yield Diagnostic("read-sum-unread", one.cell.place, figures={"label": label, "text": text})
        elif not _is_same(written.value, computed.rstrip("%"), is_rate=one.kind is SumKind.PERCENT):
            figures = {"label": label, "written": show(written.value), "computed": computed}
            yield Diagnostic("read-sum-differs", one.cell.place, figures=figures)


def _is_same(written: Decimal, computed: str, *, is_rate: bool) -> bool:
    """Tell whether a figure is the computed one; a rate may be rounded further."""
    if computed == words.NOTHING:
        return written == 0
    places = written.normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(places if isinstance(places, int) and places < 0 else 0)
    near = max(unit, _RATE_UNIT) / 2 if is_rate else Decimal(0)
    return abs(written - Decimal(computed)) <= near


def _figure(row: RowScore, role: ColumnRole) -> Decimal | None:
    return row.score if role is ColumnRole.SCORE else row.deduction


def _compared(text: Text, computed: Decimal | None, label: str, status: Status) -> Iterator[Diagnostic]:
    """Yield what is wrong with one sum."""
    written = read_figure(text.text.rpartition("：")[2].rpartition(":")[2])
    if written.kind in (Kind.EMPTY, Kind.NOTHING) or status is Status.UNASSESSED:
        return
    if written.value is None or written.kind is Kind.UNREAD or text.struck:
        yield Diagnostic("read-sum-unread", text.place, figures={"label": label, "text": text.text})
    elif written.value != (computed or 0):
        figures = {"label": label, "written": show(written.value), "computed": show(computed or Decimal(0))}
        yield Diagnostic("read-sum-differs", text.place, figures=figures)


def _without_answer(answer: Answer) -> Answer:
    """Return what is kept of an answer that cannot stand: the words."""
    words = [answer.note, answer.not_applicable, *(finding.note for finding in answer.findings)]
    return Answer(note="；".join(word for word in words if word) or None)
