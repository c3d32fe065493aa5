"""What a command was given to read: one document, or all that stand in files, folders and zips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract import limits, read, read_bytes
from extract.document import Document
from extract.sources import Source, sources
from rubrics.errors import SourceError


def one_document(path: Path, words: Iterable[str] = ()) -> Document:
    """Return the document at ``path``, within the limits that hold, moved by words such as ``part=64``.

    Raises ``SourceError`` where it cannot be read, or where a folder or zip holds several; ``DabiaoError`` for a bad word.
    """
    with limits.using(limits.changed(limits.current(), words)):
        return read(path)


def every_source(paths: Iterable[Path], words: Iterable[str]) -> Iterator[Source]:
    """Yield what stands at ``paths``, one by one, within limits as in ``one_document``.

    A path that cannot be read at all comes as a source with that ``problem``: what stands at the others is worth having.
    """
    bounds = limits.changed(limits.current(), words)
    for path in paths:
        with limits.using(bounds):
            found = sources([path])
        while True:
            try:
                with limits.using(bounds):
                    source = next(found, None)
            except SourceError as problem:
                source = Source(path.name, str(path), b"", problem, is_given=True)
            if source is None:
                break
            yield source


def document_in(source: Source, words: Iterable[str]) -> Document:
    """Return the document of a source within limits as in ``one_document``; ``SourceError`` where there is none to read."""
    if source.problem is not None:
        raise source.problem
    with limits.using(limits.changed(limits.current(), words)):
        return read_bytes(source.data, source.name)
