"""Stage one: a file becomes a ``Document``. Knows nothing of scores."""

from __future__ import annotations

from pathlib import Path

from extract import limits
from extract.document import Document
from rubrics.errors import SourceError

__all__ = ["read", "read_bytes"]

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of old Office programs begin, and encrypted ones of new."""
NOT_READ = (b"%pdf", b"{\\rtf", b"<?xml", b"<!doctype", b"<html", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf")
"""How files begin that are of some other kind than Word or plain text."""


def read(path: Path) -> Document:
    """Return the document in a file, whatever kind of file it is; ``SourceError`` if it cannot be read."""
    most = limits.current().file * limits.MEGABYTE
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as problem:
        raise SourceError("no-such-file", where=str(path)) from problem
    except OSError as problem:
        raise SourceError("not-readable", where=str(path), reason=problem.strerror or "") from problem
    if len(data) > most:
        raise SourceError("file-too-large", where=str(path), limit=limits.current().file)
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Return the document in a file's bytes, by what they are, not by the name; ``SourceError`` if they cannot be read."""
    if data.startswith((b"PK", OLE_MAGIC)):
        from extract.word import read_word  # noqa: PLC0415 - lxml is loaded only for Word

        return read_word(data, name)
    if not data:
        raise SourceError("file-empty", where=name)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(NOT_READ):
        raise SourceError("unknown-format", where=name)
    from extract.text import read_text  # noqa: PLC0415 - the readers of text are loaded only for text

    return read_text(data, name)
