"""Cells in which something is struck through: a reader sees 7 where the text says 87, so no figure is taken from them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from extract.kinds import kind_of
from extract.package import Package, open_package
from extract.word import WordFile, open_word
from extract.wordxml import RPR, VAL, R, T, W
from rubrics.diagnostics import Place
from rubrics.errors import SourceError

_STRIKES = (W + "strike", W + "dstrike")
_MARKS = (b"strike", b"s\0t\0r\0i\0k\0e")
_OFF = frozenset({"0", "false", "off", "none"})


def struck_cells(word: WordFile) -> frozenset[Place]:
    """Return the places of the cells of a Word document in which text is struck through by hand."""
    if not _has_strikes(word.package):
        return frozenset()
    cells = (cell.place for grid in word.document.grids for cell in grid.cells)
    return frozenset(place for place in cells if any(map(_is_struck, word.cell(place).iter(R))))


def struck_by(path: Path) -> frozenset[Place]:
    """Return the same of the file at ``path``, as Word or LibreOffice shows it; none where it is no such document."""
    try:
        data = path.read_bytes()
        kind = kind_of(data, path.name)
        if kind.reader == "office":
            from extract.office import convert  # noqa: PLC0415 - only where it is needed

            data = convert(data, path.name, kind)
        return struck_cells(open_word(data, path.name)) if _has_strikes(open_package(data, path.name)) else frozenset()
    except (OSError, SourceError):
        return frozenset()


def _has_strikes(package: Package) -> bool:
    """Tell whether text may be struck through anywhere: most forms have none, and need no further look."""
    xml = package.read(package.main_part)
    return any(mark in xml for mark in _MARKS)


def _is_struck(run: etree._Element) -> bool:
    """Tell whether a run has text, and a line through it."""
    properties = run.find(RPR)
    marks = [] if properties is None else [child for child in properties if child.tag in _STRIKES]
    return any(mark.get(VAL, "1") not in _OFF for mark in marks) and any((t.text or "").strip() for t in run.iterchildren(T))
