"""Where a run reads and writes: folders here, shared ones, object storage, each by its path or URL through fsspec.

A file is written whole or not at all. Here that is a temporary file beside the journal, renamed into its place; an object
store takes an object in one piece anyway.
"""

from __future__ import annotations

import os
import posixpath
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any
from zipfile import BadZipFile

from rubrics.errors import DabiaoError

HIDDEN = ".dabiao"
"""The folder in a local OUT that holds the journal, and files while they are written."""
PARTS = "parts"
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "obs", "memory"})
"""Protocols whose writes are one put: nobody ever sees half of an object."""
_numbers = count()


@dataclass(frozen=True)
class Storage:
    """A folder that files are written into, by names such as ``forms/a/x.docx``."""

    url: str

    @cached_property
    def local(self) -> Path | None:
        """The folder where it is one of this machine (or mounted there), else ``None``."""
        return local_path(self.url)

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all; ``DabiaoError`` where the storage does not take it."""
        with _told(self.where(name)):
            if self.local is not None:
                _write_here(self.local, name, lambda temporary: temporary.write_bytes(data))
            elif self._protocol in _WHOLE:
                self._fs.pipe_file(self._path(name), data)
            else:
                self._move_in(name, lambda temporary: self._fs.pipe_file(temporary, data))

    def put(self, name: str, path: Path) -> None:
        """Bring a file of this machine there, whole or not at all; it need not fit into memory."""
        with _told(self.where(name)):
            if self.local is not None:
                _write_here(self.local, name, lambda temporary: copyfile(path, temporary))
            elif self._protocol in _WHOLE:
                self._fs.put_file(str(path), self._path(name))
            else:
                self._move_in(name, lambda temporary: self._fs.put_file(str(path), temporary))

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, ``None`` where there is none."""
        try:
            if self.local is not None:
                return (self.local / name).stat().st_size
            return int(self._fs.info(self._path(name))["size"])
        except (FileNotFoundError, NotADirectoryError):
            return None

    def remove(self, name: str) -> None:
        """Remove a file, and the folders that are empty then; nothing where there is none."""
        with _told(self.where(name)):
            if self.local is None:
                if self._fs.exists(self._path(name)):
                    self._fs.rm_file(self._path(name))
                return
            path = self.local / name
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self.local or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()

    def clear_parts(self) -> None:
        """Remove what a run that was killed had not finished writing."""
        parts = f"{HIDDEN}/{PARTS}"
        with _told(self.where(parts)):
            if self.local is not None:
                for path in (self.local / parts).glob("*"):
                    path.unlink(missing_ok=True)
            elif self._protocol not in _WHOLE and self._fs.exists(self._path(parts)):
                self._fs.rm(self._path(parts), recursive=True)

    def is_empty(self) -> bool:
        """Tell whether nothing stands there yet."""
        with _told(self.url):
            if self.local is not None:
                return not self.local.exists() or not any(self.local.iterdir())
            try:
                return not self._fs.ls(self._root, detail=False)
            except FileNotFoundError:
                return True

    def where(self, name: str) -> str:
        """Return a file's whole name, for people."""
        return str(self.local / name) if self.local is not None else posixpath.join(self.url, name)

    @property
    def _protocol(self) -> str:
        return self.url.partition("://")[0]

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return filesystem(self.url)

    @property
    def _fs(self) -> Any:
        return self._opened[0]

    @property
    def _root(self) -> str:
        return self._opened[1]

    def _path(self, name: str) -> str:
        return posixpath.join(self._root, name)

    def _move_in(self, name: str, write: Callable[[str], object]) -> None:
        path, temporary = self._path(name), self._path(f"{HIDDEN}/{PARTS}/{_part_name()}")
        for folder in (posixpath.dirname(temporary), posixpath.dirname(path)):
            self._fs.makedirs(folder, exist_ok=True)
        write(temporary)
        self._fs.mv(temporary, path)


def local_path(url: str) -> Path | None:
    """Return the path that a URL or a path names on this machine, ``None`` for one that lies elsewhere.

    >>> local_path("s3://bucket/in") is None, local_path("file:///in") == Path("/in")
    (True, True)
    """
    if url.startswith("file://"):
        return Path(url.removeprefix("file://"))
    return None if "://" in url else Path(url)


def filesystem(url: str) -> tuple[Any, str]:
    """Return fsspec's filesystem for a URL, and the path within it; ``DabiaoError`` for one that it does not know."""
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - only where something lies elsewhere

    try:
        found: tuple[Any, str] = url_to_fs(url)
    except (ImportError, ValueError) as problem:
        raise DabiaoError("batch-no-such-storage", where=url, problem=str(problem)[:200]) from problem
    except (OSError, BadZipFile) as problem:  # what one URL within another lies in, such as a zip
        reason = getattr(problem, "strerror", None) or str(problem)[:200]
        raise DabiaoError("not-readable", where=url, reason=reason) from problem
    return found


def read_bytes(url: str, most: int) -> bytes:
    """Return the bytes of a file, at most ``most`` of them; ``DabiaoError`` where there is none or it cannot be read."""
    path = local_path(url)
    try:
        if path is not None:
            with path.open("rb") as file:
                return file.read(most)
        fs, inner = filesystem(url)
        with fs.open(inner, "rb") as file:
            return bytes(file.read(most))
    except FileNotFoundError:
        raise DabiaoError("no-such-file", where=url) from None
    except OSError as problem:
        raise DabiaoError("not-readable", where=url, reason=problem.strerror or str(problem)[:200]) from None


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise DabiaoError("batch-not-written", where=where, reason=problem.strerror or str(problem)[:200]) from problem


def _write_here(folder: Path, name: str, write: Callable[[Path], object]) -> None:
    """Write a file beside the journal and rename it into its place; folders are made when they are found to lack."""
    path, temporary = folder / name, folder / HIDDEN / PARTS / _part_name()
    try:
        _with_folder(temporary, lambda: write(temporary))
        _with_folder(path, lambda: temporary.replace(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _with_folder(path: Path, do: Callable[[], object]) -> None:
    try:
        do()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        do()


def _part_name() -> str:
    """Return a name that no other process has, on this machine or another that shares the folder."""
    return f"{socket.gethostname()}-{os.getpid()}-{next(_numbers)}"
