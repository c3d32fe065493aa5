"""What the computed rows of a table add up: the element that they close, what stands since the last such row, or all above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.entries import TotalEntry
from normalize.labels import read_label, squeeze
from normalize.rows import is_subtotal
from rubrics.check import worth
from rubrics.model import Element, TotalRow
from rubrics.numerals import element_id


def total_rows(found: Sequence[tuple[TotalEntry, Sequence[str], str | None]], elements: Sequence[Element]) -> Iterator[TotalRow]:
    """Yield the computed rows, each with what it adds up.

    Each entry comes with the ids of the elements that are open above it, and with that of the last one of the first level.
    """
    summing = _Summing(elements)
    for entry, path, last in found:
        of, since, through = summing.reach(entry, path, last)
        yield TotalRow(
            label=entry.label,
            code=entry.index or None,
            of=of,
            through=through,
            since=since,
            points=entry.points,
            at=str(entry.place),
        )


class _Summing:
    """Goes down the computed rows; ``done`` is how many first-level elements stand above the last of them."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements
        self.ids = [element.id or element_id(element.code) for element in elements]
        self.worths = [worth(element) for element in elements]
        self.done = 0

    def reach(self, entry: TotalEntry, path: Sequence[str], last: str | None) -> tuple[str | None, str | None, str | None]:
        """Return the element that a row adds up; else the first and last one, no first one where it adds up all above."""
        if last not in self.ids:
            return None, None, last
        start, stop = self.done, self.ids.index(last) + 1
        level = entry.level or 0
        if level <= 1:
            self.done = stop
        if 0 < level <= len(path):
            return path[level - 1], None, None
        if self._is_of_one(entry, start, stop):
            return last, None, None
        return None, self.ids[start] if self._is_of_part(entry, start, stop) else None, last

    def _is_of_one(self, entry: TotalEntry, start: int, stop: int) -> bool:
        """Tell whether a row adds up the element right above it."""
        own, whole = self.worths[stop - 1], self._sum(0, len(self.ids))
        if not is_subtotal(entry.label):
            return len(self.ids) > 1 and entry.points is not None and entry.points == own != whole
        if stop - start < 2 or entry.points is None:
            return stop - start < 2 or self._names(entry, start, stop) == [stop - 1] or not _is_row(self.elements[stop - 1])
        return entry.points == own or entry.points not in (self._sum(start, stop), self._sum(0, stop))

    def _is_of_part(self, entry: TotalEntry, start: int, stop: int) -> bool:
        """Tell whether a row adds up only what stands since the one before it."""
        if start in (0, stop) or (entry.points is not None and entry.points == self._sum(0, stop)):
            return False
        if entry.points is not None and entry.points == self._sum(start, stop):
            return True
        is_named = bool(read_label(entry.text).code or self._names(entry, start, stop))
        return is_subtotal(entry.label) or is_named

    def _names(self, entry: TotalEntry, start: int, stop: int) -> list[int]:
        """Return which of the elements the label of a row names."""
        return [number for number in range(start, stop) if squeeze(self.elements[number].title) in squeeze(entry.text)]

    def _sum(self, start: int, stop: int) -> Decimal | None:
        known = [points for points in self.worths[start:stop] if points is not None]
        return sum(known, Decimal(0)) if len(known) == stop - start else None


def _is_row(element: Element) -> bool:
    """Tell whether an element is a single row, not one of those that have a 小计 of their own."""
    return not element.elements and len(element.items) == 1
