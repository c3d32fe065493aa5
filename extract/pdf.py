"""A born-digital PDF becomes a ``Document``: tables put together again over their pages, lines made paragraphs.

The road: an engine gives each page's signs and drawn lines (``pdf_pdfium``, ``pdf_pdfplumber``); the lines make cells
(``pdf_rules``, ``pdf_lattice``), the signs make lines of text in them (``pdf_lines``, ``pdf_tables``); what is no part of the
text falls away (``pdf_furniture``); and the pages become one document (``pdf_joining``, ``pdf_document``).

Parsing happens in C code that can hang or crash on a hostile file: read untrusted files with ``in_child(read_pdf, …)``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Literal

from extract import limits
from extract.document import Document
from extract.pdf_completing import completed
from extract.pdf_crosscheck import disagreements
from extract.pdf_document import blocks_of
from extract.pdf_furniture import without_furniture, without_watermarks
from extract.pdf_packed import PackedBlocks, packed
from extract.pdf_page import Page
from extract.pdf_rules import is_drawing, with_whole_rules
from extract.pdf_signs import readable_runs
from extract.pdf_tables import Blocks, PageTable, page_blocks
from extract.pdf_unruled import is_unruled
from rubrics.collecting import hardly_collecting
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

Engine = Literal["pdfium", "pdfplumber"]
PageReader = Callable[[bytes, str], Iterator[Page]]

_SHOWN = 60
UNPACKED = 50
"""The tables of so many pages are held as they are; no usual standard has more."""
PICTURE = 0.3
"""A page without text of which pictures cover so much is a scanned one."""


def read_pdf(data: bytes, name: str, sha256: str, *, engine: Engine = "pdfium", cross_check: bool = False) -> Document:
    """Return the document in the bytes of a PDF called ``name``; ``place`` names page, table, row and column.

    ``cross_check`` reads it with the other engine too, and tells where the two differ. Raises ``SourceError`` for a file that is
    encrypted, damaged, out of bounds, or holds no text but pictures of it.
    """
    document = _read(data, name, sha256, engine)
    if not cross_check:
        return document
    other = _read(data, name, sha256, "pdfplumber" if engine == "pdfium" else "pdfium")
    told = (*document.diagnostics, *disagreements(document, other))
    return Document(name, "pdf", sha256, document.blocks, diagnostics=told)


def _read(data: bytes, name: str, sha256: str, engine: Engine) -> Document:
    with hardly_collecting():
        try:
            pages, told = _pages(data, name, engine)
        except SourceError as problem:
            problem.where = problem.where or name
            raise
        furniture = without_furniture(pages)
        blocks, doubts = blocks_of(pages)
    return Document(name, "pdf", sha256, tuple(blocks), diagnostics=(*told, *furniture, *doubts))


def _reader(engine: Engine) -> PageReader:
    """Return the reader of an engine; only that one is loaded."""
    if engine == "pdfplumber":
        from extract.pdf_pdfplumber import pdfplumber_pages  # noqa: PLC0415

        return pdfplumber_pages
    from extract.pdf_pdfium import pdfium_pages  # noqa: PLC0415

    return pdfium_pages


def _pages(data: bytes, name: str, engine: Engine) -> tuple[deque[PackedBlocks], list[Diagnostic]]:
    """Return what stands on each page, watermarks left out, and what is to be said of that; all but the last pages are packed."""
    found: deque[PackedBlocks] = deque()
    pictures: list[int] = []
    unruled: list[int] = []
    watermarks: dict[str, list[int]] = {}
    told: list[Diagnostic] = []
    signs = 0
    blocks: Blocks = []
    for page in completed(_reader(engine)(data, name), data, name, told):
        kept, watermark = without_watermarks(_prepared(page))
        if watermark:
            watermarks.setdefault(watermark, []).append(page.number)
        if not kept.runs and (page.pictures > PICTURE or page.unseen):
            pictures.append(page.number)
        kept = _without_drawing(kept, told)
        signs += sum(len(run.text) for run in kept.runs)
        blocks = page_blocks(kept, blocks)
        if is_unruled(kept, blocks):
            unruled.append(page.number)
        _check(signs, blocks)
        found.append([*blocks])
        if len(found) > UNPACKED:
            found[-UNPACKED - 1] = packed(found[-UNPACKED - 1])
    if not signs:
        raise SourceError("pdf-scanned" if pictures else "pdf-no-text", where="")
    told += [
        Diagnostic("pdf-watermark", Place(page=numbers[0]), figures={"text": text[:_SHOWN], "count": len(numbers)})
        for text, numbers in watermarks.items()
    ]
    if unruled:
        told.append(Diagnostic("pdf-table-unruled", Place(page=unruled[0]), figures={"count": len(unruled)}))
    return found, [*told, *(Diagnostic("pdf-page-picture", Place(page=number)) for number in pictures)]


def _prepared(page: Page) -> Page:
    """Return a page with signs that a reader would recognise, and with whole rules."""
    return with_whole_rules(page._replace(runs=readable_runs(page.runs)))


def _without_drawing(page: Page, told: list[Diagnostic]) -> Page:
    """Return a page without its rules where they are too many for tables; ``told`` gets what was not looked at."""
    if page.is_cut:
        most = limits.current()
        figures = {"segments": most.pdf_segments, "forms": most.pdf_forms}
        told.append(Diagnostic("pdf-drawing-cut", Place(page=page.number), figures=figures))
    if not is_drawing(page):
        return page
    told.append(Diagnostic("pdf-drawing", Place(page=page.number)))
    return page._replace(level=[], upright=[])


def _check(signs: int, blocks: Blocks) -> None:
    """Raise ``SourceError`` for more signs or cells than the limits allow."""
    most = limits.current()
    if signs > most.text:
        raise SourceError("document-too-long", where="", limit=most.text)
    if sum(len(block.pieces) for block in blocks if isinstance(block, PageTable)) > most.cells:
        raise SourceError("too-many-cells", where="", limit=most.cells)
