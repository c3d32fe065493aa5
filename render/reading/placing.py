"""Where in a filled form the rows and columns of its rubric are: read like a published standard, or known as one of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from extract.document import Document, Grid
from extract.word import open_word
from normalize.standard import normalize_all
from render.appending import completed, lacks_columns
from render.places import parse_place
from render.reading.blanking import blanked
from render.rebuilt import rebuild
from render.relocating import Relocated, relocate, relocate_rows
from rubrics.diagnostics import Diagnostic
from rubrics.errors import FormError, NoStandardError
from rubrics.model import Rubric

_SHOWN, _SIGNS = 5, 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A rubric with the places of a filled form, and what ``diagnostics`` tell about its rows.

    ``missing`` are the ids of items whose rows are gone, ``unknown`` the places of rows that are no items.
    """

    rubric: Rubric
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def placed_in(document: Document, rubric: Rubric) -> Placed:
    """Return the rubric with the places of a filled form, read as the blank one that it was, or as it is.

    A form that was built anew from the rubric is known by what it prints, also where its headings are ones that no published
    standard has. One in which people deleted, added or moved rows, or changed what is printed in a few, is known by the others.
    ``FormError`` where the form is about another standard.
    """
    blank = blanked(document, rubric)
    for each in (blank, document):
        with suppress(FormError, NoStandardError):
            return Placed(_read(each, rubric))
    ours = _as_built(document, rubric)
    if ours is not None:
        return Placed(ours)
    found = _with_other_rows(blank, rubric)
    if found is not None:
        unknown = tuple(item.at for item in found.unknown if item.at is not None)
        return Placed(found.rubric, found.missing, unknown, tuple(_told(found)))
    return Placed(_read(document, rubric))


def _with_other_rows(document: Document, rubric: Rubric) -> Relocated | None:
    """Return the rubric with the places of a form that has other rows by now: of several standards in it the one most alike."""
    try:
        read = normalize_all(document, id=rubric.id, preset=rubric.policy.preset)
    except NoStandardError:
        return None
    found = [relocated for each in read if (relocated := relocate_rows(rubric, each.rubric)) is not None]
    return min(found, key=lambda one: len(one.missing), default=None)


def _told(found: Relocated) -> Iterator[Diagnostic]:
    if found.missing:
        yield Diagnostic("read-rows-missing", figures={"count": len(found.missing), "items": _few(found.missing)})
    if found.unknown:
        texts = [" ".join(item.requirement.split()) for item in found.unknown]
        shown = _few([text if len(text) <= _SIGNS else text[: _SIGNS - 1] + "…" for text in texts])
        at = parse_place(found.unknown[0].at)
        yield Diagnostic("read-rows-unknown", at, figures={"count": len(texts), "texts": shown})
    if not found.missing and not found.unknown:
        yield Diagnostic("read-rows-moved")


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


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
