"""Which cells of the edited form are merged with the ones above them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from render.editing.formlines import FormLine
from render.editing.wordrows import WordCell


def regroup(lines: Sequence[FormLine], originals: Mapping[int, Hashable], columns: Sequence[int]) -> None:
    """Give the cells of the lines, as they stand below each other now, their groups.

    ``originals`` are the groups that cells (by identity) had; ``columns`` the grid columns at which the form's columns begin.
    """
    flat = [(line, row) for line in lines for row in line.rows]
    for number, (_, row) in enumerate(flat):
        for cell in row.cells:
            cell.group = ("new", number, cell.start, cell.stop)
    for (upper, above), (lower, below) in pairwise(flat):
        over = {(cell.start, cell.stop): cell for cell in above.cells}
        for cell in below.cells:
            one = over.get((cell.start, cell.stop))
            if one is not None and _is_one(upper, lower, _column(cell, columns), were=_were_one(one, cell, originals)):
                cell.group = one.group


def _were_one(upper: WordCell, lower: WordCell, originals: Mapping[int, Hashable]) -> bool:
    return originals[id(upper)] is not None and originals[id(upper)] == originals[id(lower)]


def _is_one(upper: FormLine, lower: FormLine, column: int | None, *, were: bool) -> bool:
    """Tell whether two cells are one: as before where nothing changed there, else as the form prints them.

    Cells that were there and stood apart stay apart.
    """
    if upper is lower or column is None:
        return were and not (upper.is_copy or lower.is_copy)
    if upper.is_copy or lower.is_copy or upper.rejoins(column) or lower.rejoins(column):
        return _prints_one(upper, lower, column)
    return were


def _prints_one(upper: FormLine, lower: FormLine, column: int) -> bool:
    above, below = upper.printed.box(column), lower.printed.box(column)
    return above is not None and below is not None and above.joins is not None and above.joins == below.joins


def _column(cell: WordCell, columns: Sequence[int]) -> int | None:
    """Return the column of the form that begins in a cell."""
    return next((number for number, start in enumerate(columns) if cell.start <= start < cell.stop), None)
