"""The documents that a command is given: files, folders of them, zips of them, each handed on with its bytes, one at a time.

Nothing is ever unpacked to the disk, so names in a zip can do no harm; bad ones are refused all the same, since nobody who means
well writes them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from extract import limits
from extract.archive import Archive, open_archive, shown_name
from extract.kinds import kind_of
from rubrics.errors import SourceError

TEXT_ENDINGS = frozenset({".txt", ".text", ".tsv", ".tab"})
"""Texts of other names in a folder (programs, notes, rubrics) are nobody's standard."""
LEFT_OUT = frozenset({"unknown-format", "not-a-word-document", "picture", "other-archive", "file-empty", "bare-part"})
"""Why a file in a folder or zip is no document; any other error is one of a document that somebody wanted read."""
MOST_ZIPS = 3
"""So many zips may stand in each other."""
_CLUTTER = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini")
"""How the names of files begin that programs leave in folders: Word's locks, hidden files, what macOS puts into a zip."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its name without folders, where it was found, its bytes, and why it is not read if it is not."""

    name: str
    where: str
    data: bytes
    problem: SourceError | None = None
    is_given: bool = False
    """whether somebody named this very file, and not a folder or zip that it is in"""

    @property
    def is_left_out(self) -> bool:
        """Whether it is no document, so that nobody misses it; one that could not be had has another problem."""
        return self.problem is not None and self.problem.code in LEFT_OUT


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield every document in ``paths`` in a settled order: a file is itself, a folder or zip what is in it at any depth.

    In a folder or zip, what is no document (a picture, a program, a presentation) comes with its ``problem``, and so does what
    cannot be had (no permission, a damaged entry); hidden files and what programs leave behind do not come at all. Raises
    ``SourceError`` for a path that cannot be read, for a zip that is damaged or out of bounds, where one holds no document, and
    where there are too many.
    """
    count = 0
    for path in paths:
        found = 0
        for source in _of_path(path):
            count += 1
            if count > limits.current().sources:
                raise SourceError("too-many-sources", where=str(path), limit=limits.current().sources)
            found += not source.is_left_out
            yield source
        if not found:
            raise SourceError("no-documents", where=str(path))


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; ``SourceError`` if there is none, or it cannot be read or is too large."""
    most = limits.current().file
    try:
        with path.open("rb") as file:
            data = file.read(most * limits.MEGABYTE + 1)
    except FileNotFoundError as problem:
        raise SourceError("no-such-file", where=str(path)) from problem
    except OSError as problem:
        raise SourceError("not-readable", where=str(path), reason=problem.strerror or "") from problem
    if len(data) > most * limits.MEGABYTE:
        raise SourceError("file-too-large", where=str(path), limit=most)
    return data


def shown(name: str) -> str:
    """Return the name of a file as text; bytes of it that are none in the system's encoding become ``?``."""
    return name.encode("utf-8", "replace").decode()


def _of_path(path: Path) -> Iterator[Source]:
    if path.is_dir():
        for inner in _files(path):
            yield from _had(shown(inner.name), shown(str(inner)), partial(read_file, inner), 0)
        return
    data = read_file(path)
    if data.startswith(b"PK") and kind_of(data, path.name).reader == "zip":
        yield from _in_zip(open_archive(data, path.name), str(path), 1)
    else:
        yield Source(shown(path.name), shown(str(path)), data, is_given=True)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, in the order of their names; links to other folders are not followed."""

    def refuse(problem: OSError) -> None:
        """Tell that a folder cannot be read."""
        raise SourceError("not-readable", where=str(problem.filename), reason=problem.strerror or "") from problem

    for base, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(_CLUTTER))
        for name in sorted(files):
            path = Path(base, name)
            if not name.startswith(_CLUTTER) and path.is_file():
                yield path


def _in_zip(archive: Archive, where: str, depth: int) -> Iterator[Source]:
    for key, info in sorted(archive.members.items()):
        path = PurePosixPath(shown_name(info).replace("\\", "/"))
        if not info.is_dir() and not any(part.startswith(_CLUTTER) for part in path.parts):
            yield from _had(path.name, f"{where}: {path}", partial(archive.read, key, limits.current().file), depth)


def _had(name: str, where: str, get: Callable[[], bytes], depth: int) -> Iterator[Source]:
    """Yield a file of a folder or zip, once it is had; why it cannot be had where it cannot."""
    try:
        data = get()
    except SourceError as problem:
        yield Source(name, where, b"", problem)
        return
    yield from _unpacked(name, where, data, depth)


def _unpacked(name: str, where: str, data: bytes, depth: int) -> Iterator[Source]:
    """Yield a file of a folder or zip as a source, or those in it, if it is a zip itself."""
    try:
        reader = kind_of(data, name).reader
    except SourceError as problem:
        yield Source(name, where, data, problem if problem.code in LEFT_OUT else None)
        return
    if reader == "zip" and depth < MOST_ZIPS:
        yield from _in_zip(open_archive(data, where), where, depth + 1)
    elif reader == "zip" or (reader == "text" and PurePosixPath(name).suffix.lower() not in TEXT_ENDINGS):
        yield Source(name, where, data, SourceError("unknown-format", where=where))
    else:
        yield Source(name, where, data)
