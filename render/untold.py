"""What a form does not show, or shows in a way that a reader of it may take for an error: told beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.document import Cell, Document
from render import words
from render.checks import describes
from render.figures import Figures, below
from render.places import Covering, cell_at, covering, parse_place
from render.tickcolumns import tick_groups, tick_rows
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import ColumnRole, Element, Rubric
from rubrics.values import show
from scoring.scorecard import Status


@dataclass(frozen=True, slots=True)
class Beyond:
    """A sum row, by its number in ``form.totals``, over an element that is worth more than its items."""

    row: int
    label: str
    place: Place | None
    points: Decimal
    items: Decimal


def sums_beyond(rubric: Rubric) -> tuple[Beyond, ...]:
    """Return the sum rows with a cell for the deduction, in which what is lacking is more than findings can take."""
    if not any(column.role is ColumnRole.DEDUCTION for column in rubric.form.columns):
        return ()
    firsts = [name for name, element in rubric.by_element.items() if _is_first(rubric, element)]
    found = []
    for row, total in enumerate(rubric.form.totals):
        of = rubric.by_element.get(total.of or "")
        is_whole = total.of is None and total.since in (None, *firsts[:1]) and total.through in (None, *firsts[-1:])
        points = of.points if of is not None else rubric.points if is_whole else None
        own = [rubric.by_item[item].points for name in ([total.of] if total.of else firsts) for item in below(rubric, name)]
        known = [one for one in own if one is not None]
        if points is not None and own and len(known) == len(own) and sum(known) < points:
            found.append(Beyond(row, total.label, parse_place(total.at), points, sum(known, Decimal(0))))
    return tuple(found)


def untold(rubric: Rubric, sides: Mapping[str, Figures], beyond: Sequence[Beyond]) -> Iterator[Diagnostic]:
    """Yield what the filled form does not show of its assessments, and sums that hold more than was found."""
    for kind, figures in sides.items():
        cards = figures.filled.scorecard.items.values()
        said = [card.id for card in cards if card.deduction or card.note or card.status is Status.NOT_APPLICABLE]
        if said and not describes(rubric, kind):
            yield Diagnostic("words-without-column", figures={"kind": kind, "count": len(said)})
        for one in beyond:
            if figures.total(ColumnRole.DEDUCTION, one.row) not in ("", words.NOTHING):
                points = {"points": show(one.points), "items": show(one.items), "rest": show(one.points - one.items)}
                yield Diagnostic("sum-beyond-items", one.place, figures={"label": one.label, **points})


def left_columns(rubric: Rubric, document: Document) -> Iterator[Diagnostic]:
    """Yield the columns that stay blank though the form has room there: to tick, or of no known use and empty at every item."""
    groups, unknown = tick_groups(rubric)
    for heading in unknown:
        yield Diagnostic("tick-columns-unknown", figures={"heading": heading})
    rows = tick_rows(rubric, document)
    for group in groups:
        count = len(rubric.by_item) - sum(row.group == group for row in rows)
        if count:
            yield Diagnostic("tick-row-shared", figures={"heading": group.heading, "count": count})
    ticked = {number for group in groups for number in group.columns}
    told = {part for heading in unknown for part in heading.split("、")}
    columns = [(n, one) for n, one in enumerate(rubric.form.columns) if one.role is ColumnRole.IGNORED and n not in ticked]
    covered = covering(document) if columns else {}
    for number, column in columns:
        cells = _cells_below(rubric, covered, number) if _is_asked(column.heading, told) else []
        if cells and not any(cell.text.strip() for cell in cells):
            yield Diagnostic("column-left", cells[0].place, figures={"heading": column.heading})


def _is_asked(heading: str, told: Collection[str]) -> bool:
    """Tell whether a column is one that somebody would look for an answer in, and that nothing is told of so far."""
    above, _, label = heading.rpartition("/")
    return bool(label) and not {above, label} & set(told) and not any(word in heading for word in words.REMARKS)


def _cells_below(rubric: Rubric, cells: Covering, number: int) -> list[Cell]:
    """Return the cells of the items in a column of the form."""
    begins = {place.table: place.columns for place in rubric.source.tables} if rubric.source is not None else {}
    found = (cell_at(parse_place(item.at), number, begins, cells) for item in rubric.by_item.values())
    return [cell for cell in found if cell is not None]


def _is_first(rubric: Rubric, element: Element) -> bool:
    return element.kind == "scored" and any(element is first for first in rubric.elements)
