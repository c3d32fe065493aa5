"""YAML in: plain data with the position of every value, hardened against hostile files.

Built on PyYAML's event stream, not on its constructors, because a rubric's numbers must stay exact decimals, every error
must name its line and column, and aliases (the billion-laughs trick) and endless nesting must be refused while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rubrics.errors import RubricError

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 40
MAX_SIGNS = 500_000
"""Keys, values, beginnings and ends; the longest of the library has 7,000. Each costs some 300 bytes while it is read."""
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,20})\.[0-9]{1,20}")
_WORDS = {"": None, "~": None} | {
    spelled: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for spelled in (word, word.capitalize(), word.upper())
}
"""The core schema of YAML 1.2."""

Path_ = tuple[str | int, ...]
Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Plain data, and where each key or list entry stands in the file."""

    name: str
    data: dict[str, Any]
    positions: dict[Path_, Position]

    def where(self, path: Path_) -> str:
        """Return ``file:line:column`` of the value at ``path``, or of the nearest thing above it."""
        while path and path not in self.positions:
            path = path[:-1]
        line, column = self.positions.get(path, (1, 1))
        return f"{self.name}:{line}:{column}"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; ``RubricError`` where there is none or it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise RubricError("no-such-file", where=str(path)) from None
    except IsADirectoryError:
        raise RubricError("is-folder", where=str(path)) from None
    except OSError as problem:
        raise RubricError("not-readable", where=str(path), reason=problem.strerror or "?") from None


def read_yaml(source: bytes, name: str) -> Loaded:
    """Return the one mapping that a YAML text holds, with positions; ``RubricError`` for anything else."""
    if len(source) > MAX_BYTES:
        raise RubricError("yaml-too-large", where=name, limit=MAX_BYTES // 1024 // 1024)
    try:
        builder = _Builder(name)
        for number, event in enumerate(yaml.parse(source.decode("utf-8-sig"), Loader=_LOADER)):
            if number > MAX_SIGNS:
                raise RubricError("yaml-too-many", where=name, limit=MAX_SIGNS)
            builder.take(event)
    except UnicodeDecodeError:
        raise RubricError("yaml-encoding", where=name) from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise RubricError("yaml-syntax", where=where, syntax=problem.problem or problem.context or "?") from None
    except yaml.reader.ReaderError as problem:
        where = f"{name}:{_first_place(source.decode('utf-8-sig'), chr(problem.character))}"
        raise RubricError("yaml-sign", where=where, sign=f"{problem.character:04X}") from None
    except yaml.YAMLError as problem:
        raise RubricError("yaml-syntax", where=name, syntax=" ".join(str(problem).split())) from None
    if not isinstance(builder.root, dict):
        raise RubricError("yaml-not-mapping", where=f"{name}:1:1")
    return Loaded(name, builder.root, builder.positions)


def _first_place(text: str, sign: str) -> str:
    r"""Return line and column of the first such sign in a text.

    >>> _first_place('甲乙\n丙\x07', '\x07')
    '2:2'
    """
    before = text.partition(sign)[0]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def read_head(source: bytes, until: str) -> dict[str, str]:
    """Return the texts of the keys that stand at the top of a YAML text above the key ``until``; nothing from what is no YAML.

    Only so much is taken apart: many large files can be asked for their names at once.
    """
    found: dict[str, str] = {}
    try:
        _read_head(yaml.parse(source.decode("utf-8-sig"), Loader=_LOADER), until, found)
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    return found


def _read_head(events: Iterator[yaml.Event], until: str, found: dict[str, str]) -> None:
    depth, key = 0, None
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth, key = depth + 1, None
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif depth == 1 and isinstance(event, yaml.ScalarEvent):
            if key is None and event.value == until:
                return
            if key is not None:
                found[key] = event.value
            key = event.value if key is None else None


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MISSING = object()


class _Builder:
    """Turns parser events into data, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.positions: dict[Path_, Position] = {}
        self._open: list[tuple[Any, Path_]] = []
        self._key: list[Any] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter([], event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise RubricError("yaml-alias", where=self._at(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise RubricError("yaml-several", where=self._at(event))

    def _at(self, event: yaml.Event) -> str:
        line, column = _position(event)
        return f"{self.name}:{line}:{column}"

    def _enter(self, container: Any, event: yaml.Event) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise RubricError("yaml-too-deep", where=self._at(event))
        if getattr(event, "anchor", None):
            raise RubricError("yaml-alias", where=self._at(event))
        path = self._add(container, event)
        self._open.append((container, path))
        self._key.append(_MISSING)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor:
            raise RubricError("yaml-alias", where=self._at(event))
        if self._open and isinstance(self._open[-1][0], dict) and self._key[-1] is _MISSING:
            self._take_key(event)
        else:
            self._add(_value(event), event)

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        container, path = self._open[-1]
        if event.value in container:
            raise RubricError("yaml-duplicate", where=self._at(event), key=event.value)
        self._key[-1] = event.value
        self.positions[(*path, event.value)] = _position(event)

    def _add(self, value: Any, event: yaml.Event) -> Path_:
        if not self._open:
            self.root = value
            return ()
        container, path = self._open[-1]
        if isinstance(container, list):
            own = (*path, len(container))
            container.append(value)
            self.positions[own] = _position(event)
            return own
        if self._key[-1] is _MISSING:
            raise RubricError("yaml-syntax", where=self._at(event), syntax="a key must be a plain text")
        key, self._key[-1] = self._key[-1], _MISSING
        container[key] = value
        return (*path, key)


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _value(event: yaml.ScalarEvent) -> Any:
    """Return what a scalar means: quoted ones are texts, plain ones may be numbers, true, false or null."""
    text: str = event.value
    if event.style:  # None or "" for a plain scalar, by which parser it comes from
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
