"""What a form does not show, or shows in a way that a reader of it may take for an error: told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from render import words
from render.checks import describes
from render.figures import Figures, below
from render.places import parse_place
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
        is_whole = total.of is None and total.through in (None, *firsts[-1:])
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


def _is_first(rubric: Rubric, element: Element) -> bool:
    return element.kind == "scored" and any(element is first for first in rubric.elements)
