"""A flattened text, read: every line that holds something is a paragraph.

A web page shows a standard's table as lines one below the other: no cell, no row, no merged cell is left. Which line was
which cell is for the normalize stage to find out; nothing is interpreted here.
"""

from __future__ import annotations

import re

from extract import limits
from extract.document import Document, Paragraph
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b]")
"""Signs that no reader sees."""


def read_flattened(text: str, name: str, sha256: str) -> Document:
    """Return a text without tables as a document of paragraphs, one for each line that is not empty.

    ``place.line`` counts all lines of the source from 1. Raises ``SourceError`` where the text has too many lines.
    """
    most = limits.current().lines
    if text.count("\n") >= most:
        raise SourceError("text-too-long", where=name, limit=most)
    lines = enumerate(text.split("\n"), start=1)
    paragraphs = tuple(Paragraph(shown, Place(line=number)) for number, line in lines if (shown := seen(line).strip()))
    return Document(name, "flattened", sha256, paragraphs, diagnostics=damaged(text))


def seen(line: str) -> str:
    """Return a line without the control characters in it.

    >>> seen(chr(12) + '一、目标' + chr(7))
    '一、目标'
    """
    return CONTROLS.sub("", line)


def damaged(text: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each line in which a converter put U+FFFD for a character that it lost."""
    if "\ufffd" not in text:
        return ()
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if "\ufffd" in line]
    return tuple(Diagnostic("text-damaged", Place(line=number)) for number in lines)
