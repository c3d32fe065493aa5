"""The directory of an OLE2 file ([MS-CFB]), in which old Office programs keep documents and new ones keep encrypted ones.

Only what tells the kinds of files apart is read: the names of the streams at the top, and how a stream begins.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rubrics.errors import SourceError

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER = 512
_IN_HEADER = 109
"""So many numbers of sectors of the allocation table stand in the header itself."""
_LAST = 0xFFFFFFFA
"""Numbers of sectors stop before this; above are marks such as the end of a chain."""
_MOST_ENTRIES = 20_000
_ENTRY = 128
_STREAM = 2


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream at the top of the file: its size in bytes, and how it begins (empty where it is a small one)."""

    size: int
    start: bytes


def read_streams(data: bytes, name: str) -> Mapping[str, Stream]:
    """Return what stands at the top of an OLE2 file by its name, in small letters; ``SourceError`` where the file is damaged."""
    try:
        return _Compound(data).streams()
    except (struct.error, IndexError, UnicodeDecodeError, ValueError) as problem:
        raise SourceError("package-damaged", where=name) from problem


class _Compound:
    """An OLE2 file and the numbers of its header."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.shift: int = struct.unpack_from("<H", data, 0x1E)[0]
        if self.shift not in (9, 12):
            raise ValueError(self.shift)
        self.directory, _, self.cutoff = struct.unpack_from("<III", data, 0x30)
        self.tables = list(self._tables())

    def streams(self) -> dict[str, Stream]:
        """Return the streams at the top by their names in small letters."""
        directory = b"".join(self._chain(self.directory))
        root_child = struct.unpack_from("<I", directory, 0x4C)[0]
        found: dict[str, Stream] = {}
        waiting, seen = [root_child], set()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= _LAST:
                continue
            seen.add(number)
            entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
            if len(entry) < _ENTRY:
                raise ValueError(number)
            length, kind = struct.unpack_from("<HB", entry, 0x40)
            waiting += struct.unpack_from("<II", entry, 0x44)
            start, size = struct.unpack_from("<II", entry, 0x74)
            is_large = kind == _STREAM and size >= self.cutoff
            name = entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
            found[name.lower()] = Stream(size, self._sector(start) if is_large else b"")
        return found

    def _tables(self) -> Iterator[int]:
        """Yield the sectors of the allocation table: those named in the header, then those named in further sectors."""
        yield from (n for n in struct.unpack_from(f"<{_IN_HEADER}I", self.data, 0x4C) if n < _LAST)
        further = struct.unpack_from("<I", self.data, 0x44)[0]
        for _ in range(_MOST_ENTRIES):
            if further >= _LAST:
                return
            *numbers, further = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            yield from (n for n in numbers if n < _LAST)

    def _chain(self, sector: int) -> Iterator[bytes]:
        """Yield the sectors of a chain; one that runs in a circle ends somewhere."""
        for _ in range(_MOST_ENTRIES * _ENTRY // self._size):
            if sector >= _LAST:
                return
            yield self._sector(sector)
            table, entry = divmod(sector, self._size // 4)
            sector = struct.unpack_from("<I", self._sector(self.tables[table]), entry * 4)[0]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self.shift
        return self.data[start : start + self._size]

    @property
    def _size(self) -> int:
        return 1 << self.shift
