"""Stage one: a file becomes a ``Document``. Knows nothing of scores.

A file's kind is told by its bytes (``extract.kinds``), its reader chosen (``extract.readers``); all that bounds what a stranger's
file may cost stands in ``extract.limits``.
"""

from __future__ import annotations

from pathlib import Path

from extract.document import Document
from extract.readers import read_document
from extract.sources import Source, sources
from rubrics.errors import SourceError

__all__ = ["Source", "read", "read_bytes", "sources"]


def read(path: Path) -> Document:
    """Return the document in a file, whatever kind of file it is; ``SourceError`` if it cannot be read.

    A folder or a zip serves if it holds one document.
    """
    found = [source for source in sources([path]) if not source.is_left_out]
    if len(found) > 1:
        raise SourceError("several-documents", where=str(path), count=len(found))
    if found[0].problem is not None:
        raise found[0].problem
    return read_bytes(found[0].data, found[0].name)


def read_bytes(data: bytes, name: str) -> Document:
    """Return the document in a file's bytes, by what they are, not by the name; ``SourceError`` if they cannot be read."""
    return read_document(data, name)
