"""The assessments that a run is given: files, folders, globs, zips, here or wherever fsspec reaches.

They are listed one by one and never held together, so that a folder may hold millions; the order of the run is made by the
journal, which keeps the list.
"""

from __future__ import annotations

import glob
import os
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from batch.storage import filesystem, local_path, read_bytes
from extract.archive import shown_name
from rubrics.errors import DabiaoError
from rubrics.yaml_reading import MAX_BYTES

ENDINGS = (".yaml", ".yml")
_ZIP = ".zip"
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)
_CLUTTER = (".", "~$", "__MACOSX")
"""How the names of files begin that are nobody's assessment: hidden ones, locks, what macOS puts into a zip."""


@dataclass(frozen=True, slots=True)
class Input:
    """One assessment: its name within what was given, how a person calls it, and where it lies."""

    name: str
    shown: str
    place: str
    member: str | None = None
    problem: str | None = None


def inputs(word: str) -> Iterator[Input]:
    """Yield what a word of the command line means, in no settled order.

    A file that is named is one whatever it is called; in folders and zips those that end in ``.yaml`` or ``.yml`` count.
    Raises ``DabiaoError`` where there is no such file.
    """
    path = local_path(word)
    if path is None:
        yield from _elsewhere(word)
    elif path.is_dir():
        yield from _in_folder(path, "", word)
    elif path.exists() or not glob.has_magic(str(path)):
        yield from _one(path, path.name, word, is_given=True)
    else:
        yield from _in_glob(path)


def _in_folder(folder: Path, inside: str, shown: str) -> Iterator[Input]:
    """Yield the assessments below a folder; links to other folders are not followed.

    A folder that cannot be listed stands for itself, with what is wrong with it; ``DabiaoError`` where it is the one given.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(_CLUTTER):
                    continue
                name, called = posixpath.join(inside, entry.name), os.path.join(shown, entry.name)  # noqa: PTH118 - as it was typed
                if entry.is_dir(follow_symlinks=False):
                    yield from _in_folder(folder / entry.name, name, called)
                elif entry.name.lower().endswith((*ENDINGS, _ZIP)):
                    yield from _found(folder / entry.name, name, called)
    except OSError as problem:
        if not inside:
            raise DabiaoError("not-readable", where=shown, reason=problem.strerror or "?") from problem
        yield Input(inside, shown, os.path.abspath(folder), problem="batch-folder-not-readable")  # noqa: PTH100 - as below


def _in_glob(pattern: Path) -> Iterator[Input]:
    """Yield what a glob matches, by its path below the folder up to which nothing varies."""
    fixed = 0
    while not glob.has_magic(pattern.parts[fixed]):
        fixed += 1
    base = Path(*pattern.parts[:fixed])
    for found in glob.iglob(str(pattern), recursive=True):  # noqa: PTH207 - pathlib's would follow none of the user's dots
        path = Path(found)
        if not path.is_dir():
            yield from _found(path, path.relative_to(base).as_posix(), found)


def _found(path: Path, name: str, shown: str) -> Iterator[Input]:
    """Yield what was found under a name; what is no file, such as a link that leads nowhere, with what is wrong with it."""
    if path.is_file():
        yield from _one(path, name, shown)
    elif not path.is_dir():
        yield Input(name, shown, os.path.abspath(path), problem="batch-no-file")  # noqa: PTH100 - links are left as they are


def _one(path: Path, name: str, shown: str, *, is_given: bool = False) -> Iterator[Input]:
    if not path.is_file():
        raise DabiaoError("no-such-file", where=shown)
    place = os.path.abspath(path)  # noqa: PTH100 - links are left as they are
    if name.lower().endswith(_ZIP):
        yield from _in_zip(path, name, shown, place, is_given=is_given)
    else:
        yield Input(name, shown, place)


def _elsewhere(url: str) -> Iterator[Input]:
    fs, path = filesystem(url)
    try:
        if glob.has_magic(path):
            base = path[: path.rfind("/", 0, _first_magic(path)) + 1]
            for found in fs.glob(path):
                yield from _object(fs, found, found.removeprefix(base), url)
        elif not url.startswith(("http://", "https://")) and fs.isdir(path):
            base = path.rstrip("/") + "/" if path else ""
            for _, _, files in fs.walk(path, detail=True):
                for info in files.values():
                    if info["name"].lower().endswith((*ENDINGS, _ZIP)):
                        yield from _object(fs, info["name"], info["name"].removeprefix(base), url)
        else:
            yield from _object(fs, path, posixpath.basename(path), url, is_given=True)
    except OSError as problem:
        raise DabiaoError("not-readable", where=url, reason=problem.strerror or str(problem)[:200]) from problem


def _first_magic(path: str) -> int:
    return min(path.index(sign) for sign in "*?[" if sign in path)


def _object(fs: Any, path: str, name: str, given: str, *, is_given: bool = False) -> Iterator[Input]:
    url = _url(fs, path, given)
    if name.lower().endswith(_ZIP):
        with fs.open(path, "rb") as file:
            yield from _in_zip(file, name, url, url, is_given=is_given)
    elif fs.isfile(path):
        yield Input(name, url, url)
    else:
        raise DabiaoError("no-such-file", where=url)


def _url(fs: Any, path: str, given: str) -> str:
    """Return the URL of an object; behind one within another (``zip://a.yaml::s3://bucket/in.zip``) stands what it lies in."""
    own, apart, outer = given.partition("::")
    return f"{own.partition('://')[0]}://{path}::{outer}" if apart else str(fs.unstrip_protocol(path))


def _in_zip(file: Path | BinaryIO, name: str, shown: str, place: str, *, is_given: bool) -> Iterator[Input]:
    """Yield the assessments in a zip; of one that cannot be opened, itself, with what is wrong with it.

    A zip that stands in a folder is a folder of its name there; one that was given itself is the folder that was given.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        yield Input(name, shown, place, problem="batch-zip-damaged")
        return
    folder = "" if is_given else name[: -len(_ZIP)]
    for info in entries:
        inner = shown_name(info).replace("\\", "/")
        hidden = any(part.startswith(_CLUTTER) and part not in {".", ".."} for part in inner.split("/"))
        if inner.lower().endswith(ENDINGS) and not info.is_dir() and not hidden:
            yield Input(posixpath.join(folder, inner.lstrip("/")), f"{shown}: {inner}", place, info.filename)


def content(place: str, member: str | None, problem: str | None) -> bytes:
    """Return the bytes of an assessment; one more than the most that one may have tells that there are more.

    ``DabiaoError`` where it cannot be read; where ``problem`` says why already, with that.
    """
    if problem is not None:
        raise DabiaoError(problem, where=place)
    if member is None:
        return read_bytes(place, MAX_BYTES + 1)
    try:
        with _archive(place, _stamp(place)).open(member) as entry:
            return entry.read(MAX_BYTES + 1)
    except _ZIP_ERRORS as broken:
        raise DabiaoError("batch-entry-damaged", where=place, part=member) from broken
    except OSError as broken:
        raise DabiaoError("not-readable", where=place, reason=broken.strerror or str(broken)[:200]) from broken


def _stamp(place: str) -> object:
    """Return what is different where another zip stands under the same name by now."""
    path = local_path(place)
    if path is None:
        fs, inner = filesystem(place)
        return fs.ukey(inner)
    now = path.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns


@lru_cache(maxsize=1)
def _archive(place: str, _: object) -> zipfile.ZipFile:
    """Return an open zip; entries that come one after the other are most often of the same one."""
    path = local_path(place)
    if path is not None:
        return zipfile.ZipFile(path)
    fs, inner = filesystem(place)
    return zipfile.ZipFile(cast("BinaryIO", fs.open(inner, "rb")))
