"""What a command was given to read, as documents: one file, or all that stand in folders and zips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extract import limits, read
from extract.document import Document
from extract.readers import read_document
from extract.sources import sources
from rubrics.errors import SourceError


def one_document(path: Path, words: Iterable[str] = ()) -> Document:
    """Return the document at ``path``, within the limits that hold, moved by words such as ``part=64``.

    Raises ``SourceError`` where it cannot be read, or where a folder or zip holds several; ``DabiaoError`` for a bad word.
    """
    with limits.using(limits.changed(limits.current(), words)):
        return read(path)


def every_document(path: Path, words: Iterable[str], tell: Callable[[SourceError], None]) -> Iterator[Document]:
    """Yield the documents at ``path`` one by one: the file itself, or those in a folder or zip.

    ``tell`` is called with the reason for each file there that is no document. Raises as ``one_document``, at the first
    document that cannot be read.
    """
    bounds = limits.changed(limits.current(), words)
    with limits.using(bounds):
        found = sources([path])
    while True:
        with limits.using(bounds):
            source = next(found, None)
            document = None if source is None or source.problem is not None else read_document(source.data, source.name)
        if source is None:
            return
        if document is not None:
            yield document
        elif source.problem is not None:
            tell(source.problem)
