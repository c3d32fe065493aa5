"""Where in a filled form the rows and columns of its rubric are: read like a published standard, or known as one of ours."""

from __future__ import annotations

from contextlib import suppress

from extract.document import Document, Grid
from extract.word import open_word
from normalize.standard import normalize_all
from render.appending import completed, lacks_columns
from render.reading.blanking import blanked
from render.rebuilt import rebuild
from render.relocating import relocate
from rubrics.errors import FormError, NoStandardError
from rubrics.model import Rubric


def placed_in(document: Document, rubric: Rubric) -> Rubric:
    """Return the rubric with the places of a filled form, read as the blank one that it was, or as it is.

    A form that was built anew from the rubric is known by what it prints, also where its headings are ones that no published
    standard has. ``FormError`` where the form is about another standard.
    """
    try:
        return _read(blanked(document, rubric), rubric)
    except (FormError, NoStandardError):
        pass
    try:
        return _read(document, rubric)
    except (FormError, NoStandardError):
        ours = _as_built(document, rubric)
        if ours is None:
            raise
        return ours


def _read(document: Document, rubric: Rubric) -> Rubric:
    """Return the rubric with its places in a document; papers that are bound behind a form look like further standards."""
    *others, last = (each.rubric for each in normalize_all(document, id=rubric.id, preset=rubric.policy.preset))
    for found in others:
        with suppress(FormError):
            return relocate(rubric, found)
    return relocate(rubric, last)


def _as_built(document: Document, rubric: Rubric) -> Rubric | None:
    """Return the rubric with the places of its form built anew, where the document prints all that this form prints."""
    source, placed = rebuild(completed(rubric) if lacks_columns(rubric) else rubric)
    blank, filled = list(open_word(source, f"{rubric.id}.docx").document.grids), list(document.grids)
    is_ours = len(blank) == len(filled) and all(_prints(*pair) for pair in zip(filled, blank, strict=True))
    return placed if is_ours else None


def _prints(filled: Grid, blank: Grid) -> bool:
    """Tell whether a table has the cells of a blank one, and in them the texts that are printed there."""
    there, wanted = _texts(filled), _texts(blank)
    return there.keys() == wanted.keys() and all(text in ("", there[at]) for at, text in wanted.items())


def _texts(grid: Grid) -> dict[tuple[int, int, int], str]:
    return {(cell.row, cell.column, cell.column_span): "".join(cell.text.split()) for cell in grid.cells}
