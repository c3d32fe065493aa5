"""The rows of a form as the rubric has them: items, sum rows and the bands over them, and which tables they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rubrics.diagnostics import Place
from rubrics.model import ColumnRole, Element, Item, Rubric, TotalRow
from rubrics.numerals import element_id

Path = tuple[tuple[str, Element], ...]
"""The elements around a row with their ids, the outermost first; a band is none of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the body: an item, a sum row, the label of a band, or (with none of them) an element without items."""

    path: Path
    item: Item | None = None
    total: TotalRow | None = None
    band: Element | None = None


def tables_of(rubric: Rubric) -> list[list[Line]]:
    """Return the rows of each table, in order: one table for each first-level element where the source had that."""
    return [[line for element in together for line in _lines(rubric, element)] for together in _together(rubric)]


def levels(rubric: Rubric) -> list[int]:
    """Return the numbers of the element columns, the outermost first."""
    return [number for number, column in enumerate(rubric.form.columns) if column.role is ColumnRole.ELEMENT]


def _together(rubric: Rubric) -> list[list[Element]]:
    """Return the first-level elements table by table."""
    if not rubric.elements:
        return []
    return [list(group) for _, group in groupby(rubric.elements, key=lambda element: _table(element.at))]


def _table(at: str | None) -> int | None:
    try:
        return Place.parse(at).table if at else None
    except ValueError:
        return None


def _lines(rubric: Rubric, element: Element) -> Iterator[Line]:
    """Yield the rows of a first-level element, and the sum rows behind it."""
    name = element.id or element_id(element.code)
    is_band = _depth(rubric.elements) > len(levels(rubric))
    if is_band and not _is_whole(rubric, element):
        yield Line((), band=element)
    yield from _below(rubric, name, element, () if is_band else ((name, element),))
    is_last = element is rubric.elements[-1]
    for total in rubric.form.totals:
        of, through = total.of, total.through
        if name in (of, through) or (is_last and (of or through) not in rubric.by_element):
            yield Line((), total=total)


def _below(rubric: Rubric, name: str, element: Element, path: Path) -> Iterator[Line]:
    for item in element.items:
        yield Line(path, item=item)
    for child in element.elements:
        inner = child.id or element_id(child.code, name)
        inside = (*path, (inner, child))
        yield from _below(rubric, inner, child, inside)
        yield from (Line(inside, total=total) for total in rubric.form.totals if total.of == inner)
    if not element.items and not element.elements:
        yield Line(path)


def _depth(elements: Sequence[Element]) -> int:
    """Return how many elements stand above the deepest item."""
    return max((1 + _depth(element.elements) for element in elements), default=0)


def _is_whole(rubric: Rubric, element: Element) -> bool:
    """Tell whether an element stands for the whole standard, which prints no label for it."""
    return len(rubric.elements) == 1 and element.title == rubric.title and element.points is None
