"""What the computed rows of a table add up: the element that they close, or everything above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.entries import TotalEntry
from normalize.rows import is_subtotal
from rubrics.check import worth
from rubrics.model import Element, TotalRow
from rubrics.numerals import element_id


def total_rows(found: Sequence[tuple[TotalEntry, Sequence[str], str | None]], elements: Sequence[Element]) -> Iterator[TotalRow]:
    """Yield the computed rows, each with what it adds up: the element that it closes, or all down to the last one above it.

    Each entry comes with the ids of the elements that are open above it, and with that of the last one of the first level.
    """
    by_id = {element.id or element_id(element.code): element for element in elements}
    whole = sum((worth(element) or Decimal(0) for element in elements), Decimal(0))
    for entry, path, last in found:
        closes = _closed(entry, path, last, by_id, whole)
        yield TotalRow(
            label=entry.label,
            code=entry.index or None,
            of=closes,
            through=None if closes else last,
            points=entry.points,
            at=str(entry.place),
        )


def _closed(entry: TotalEntry, path: Sequence[str], last: str | None, by_id: dict[str, Element], whole: Decimal) -> str | None:
    """Return the id of the element that a computed row closes, ``None`` where it adds up everything above it.

    ``whole`` is what all first-level elements are worth.
    """
    if last is None:
        return None
    if entry.level is not None and 0 < entry.level <= len(path):
        return path[entry.level - 1]
    if is_subtotal(entry.label):
        return last
    own = worth(by_id[last]) if last in by_id else None
    return last if len(by_id) > 1 and entry.points is not None and entry.points == own != whole else None
