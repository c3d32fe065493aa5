"""Which reader reads which kind of file, and in which process.

A stranger's PDF, web page and workbook are parsed by a process of its own. So is a Word document of more than ``SMALL_WORD``: up
to there its cost is bounded by its size (5 seconds and 200 MB for the worst that is known, docs/limits.md), and reading it
here is six times faster than starting a process for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from extract import limits
from extract.archive import open_archive
from extract.document import Block, Document, Paragraph
from extract.kinds import Kind, kind_of
from rubrics.errors import SourceError

SMALL_WORD = 2 * limits.MEGABYTE
"""Bytes of XML, unpacked, up to which a Word document is read in this process; published standards have under one megabyte."""


def read_document(data: bytes, name: str) -> Document:
    """Return the document in a file's bytes, whatever kind it is; ``SourceError`` where it cannot be read.

    What LibreOffice converts is what the same file saved as .docx or .xlsx is, but for ``format`` and ``sha256``.
    """
    kind = kind_of(data, name)
    if kind.reader == "zip":
        raise SourceError("several-documents", where=name, count=len(open_archive(data, name).members))
    if kind.reader == "office":
        from extract.office import convert  # noqa: PLC0415 - only where it is needed

        made = read_document(convert(data, name, kind), name)
        return replace(made, format=kind.format, sha256=hashlib.sha256(data).hexdigest())
    if _is_safe_here(data, name, kind):
        return document_of(data, name, kind)
    from extract.child import in_child  # noqa: PLC0415 - only where it is needed

    return in_child(document_of, data, name, kind, where=name)


def document_of(data: bytes, name: str, kind: Kind) -> Document:
    """Return the document in a file of a kind that is known, read in this process; ``SourceError`` as in ``read_document``."""
    try:
        document = _read(data, name, kind)
    except SourceError as problem:
        problem.where = problem.where or name
        raise
    except RecursionError as problem:
        raise SourceError("nested-too-deep", where=name, limit=limits.current().nesting) from problem
    _check_size(document)
    return document


def _read(data: bytes, name: str, kind: Kind) -> Document:
    """Read with the one reader; each loads its libraries only when it is the one."""
    if kind.reader in ("word", "flat-opc"):
        from extract.word import read_word  # noqa: PLC0415

        return read_word(data, name)
    if kind.reader == "workbook":
        from extract.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(data, name)
    if kind.reader == "page":
        from extract.page import read_page  # noqa: PLC0415

        return read_page(data, name)
    if kind.reader == "pdf":
        from extract.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, hashlib.sha256(data).hexdigest())
    from extract.text import read_text  # noqa: PLC0415

    return read_text(data, name)


def _is_safe_here(data: bytes, name: str, kind: Kind) -> bool:
    """Tell whether a file may be parsed by this process: a text, or a Word document of the usual size."""
    if kind.reader == "word":
        members = open_archive(data, name).members
        return sum(info.file_size for key, info in members.items() if key.endswith((".xml", ".rels"))) <= SMALL_WORD
    return kind.reader == "text" or (kind.reader == "flat-opc" and len(data) <= SMALL_WORD)


def _check_size(document: Document) -> None:
    bounds = limits.current()
    cells = sum(len(grid.cells) for grid in document.grids)
    if cells > bounds.cells:
        raise SourceError("too-many-cells", where=document.name, limit=bounds.cells)
    if _length(document.blocks) > bounds.text:
        raise SourceError("document-too-long", where=document.name, limit=bounds.text)


def _length(blocks: Iterable[Block]) -> int:
    """Return how many characters stand in blocks."""
    total = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            total += len(block.text)
        else:
            total += sum(len(cell.text) + _length(cell.grids) for cell in block.cells)
    return total
