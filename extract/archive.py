"""A zip opened from untrusted bytes: its entries counted, named, measured and kept apart before one of them is unpacked.

The bounds are those of ``extract.limits``. Entries that share bytes of the file are how a small zip becomes petabytes (an entry
may quote the headers of the next ones as its own content), so no two may overlap, whatever the directory says.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from extract import limits
from extract.limits import MEGABYTE
from rubrics.errors import SourceError

SMALL_ENTRY = MEGABYTE
"""An entry of up to this size may be compressed at any ratio."""
SMALL_ARCHIVE = 32 * MEGABYTE
DIRECTORY_ENTRY = b"PK\1\2"
_INNER_ENTRIES = 20
"""A zip of documents holds the directories of these too; no more than so many times its own entries."""
_LOCAL_HEADER = 30
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_CP437, _UTF_8_NAME = "cp437", 0x800
_UNZIP_ERRORS = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


@dataclass(frozen=True)
class Archive:
    """An open zip: ``members`` by their keys (see ``key_of``), in the order of its directory."""

    name: str
    data: bytes
    zip: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    def has(self, member: str) -> bool:
        """Tell whether there is an entry of that name."""
        return key_of(member) in self.members

    def read(self, member: str, most: int | None = None) -> bytes:
        """Return an entry unpacked, ``most`` megabytes (those of ``limits.part`` where it is not given).

        Raises ``SourceError`` if it is missing, damaged, encrypted, or larger or denser than it may be.
        """
        info = self.members.get(key_of(member))
        if info is None:
            raise SourceError("part-missing", where=self.name, part=member)
        most = most or limits.current().part
        _check_entry(info, self.name, most)
        try:
            with self.zip.open(info) as entry:
                data = entry.read(most * MEGABYTE + 1)
        except _UNZIP_ERRORS as problem:
            raise SourceError("part-damaged", where=self.name, part=member) from problem
        if len(data) > most * MEGABYTE:
            raise SourceError("part-too-large", where=self.name, part=member, limit=most)
        return data


def open_archive(data: bytes, name: str) -> Archive:
    """Return the zip that ``data`` holds; ``name`` is what errors call the file.

    Raises ``SourceError``: no zip or cut off, too large, too many entries, entries with unsafe or repeated names, entries
    that overlap, and entries that swell too much all together.
    """
    bounds = limits.current()
    if len(data) > bounds.file * MEGABYTE:
        raise SourceError("file-too-large", where=name, limit=bounds.file)
    if data.count(DIRECTORY_ENTRY) > bounds.entries * _INNER_ENTRIES:  # before zipfile makes an object of each
        raise SourceError("too-many-members", where=name, limit=bounds.entries)
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except _UNZIP_ERRORS as problem:
        raise SourceError("package-damaged", where=name) from problem
    infos = opened.infolist()
    if len(infos) > bounds.entries:
        raise SourceError("too-many-members", where=name, limit=bounds.entries)
    _check_apart(infos, opened.start_dir, name)
    _check_all(infos, name)
    return Archive(name, data, opened, _members(infos, name))


def key_of(member: str) -> str:
    """Return the key by which a member is found: names differ by more than case (ECMA-376 part 2, 6.2.2.3)."""
    return member.replace("\\", "/").lstrip("/").lower()


def shown_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name as a person wrote it: Chinese Windows writes names in GBK and does not say so."""
    if info.flag_bits & _UTF_8_NAME:
        return info.filename
    try:
        return info.filename.encode(_CP437).decode("gb18030")
    except UnicodeError:
        return info.filename


def _members(infos: Sequence[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        key = key_of(info.filename)
        if _ABSOLUTE.match(info.filename) or ".." in key.split("/") or "\0" in key or key in members:
            raise SourceError("member-name", where=name, member=info.filename)
        members[key] = info
    return members


def _check_apart(infos: Sequence[zipfile.ZipInfo], directory: int, name: str) -> None:
    """Refuse entries that share bytes with each other or with the directory."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    starts = [*(info.header_offset for info in ordered), directory]
    for info, (start, end) in zip(ordered, pairwise(starts), strict=True):
        if start < 0 or start + _LOCAL_HEADER + info.compress_size > end:
            raise SourceError("members-overlap", where=name, member=info.filename)


def _check_all(infos: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that are too large, or grow too much, all together."""
    bounds = limits.current()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > bounds.unpacked * MEGABYTE:
        raise SourceError("package-unpacked", where=name, limit=bounds.unpacked)
    if unpacked > SMALL_ARCHIVE and unpacked > bounds.overall_ratio * packed:
        raise SourceError("package-too-dense", where=name, limit=bounds.overall_ratio)


def _check_entry(info: zipfile.ZipInfo, name: str, most: int) -> None:
    ratio = limits.current().ratio
    if info.flag_bits & 1:
        raise SourceError("encrypted", where=name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceError("part-packing", where=name, part=info.filename)
    if info.file_size > most * MEGABYTE:
        raise SourceError("part-too-large", where=name, part=info.filename, limit=most)
    if info.file_size > SMALL_ENTRY and info.file_size > ratio * max(info.compress_size, 1):
        raise SourceError("part-too-dense", where=name, part=info.filename, limit=ratio)
