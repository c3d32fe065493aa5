"""Fields that say something else in two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from rubrics.revision.model import Value
from rubrics.revision.wording import said

Field = tuple[str, Value | None, Value | None]


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields whose values differ, with both; texts that say the same do not."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before != after and not (isinstance(before, str) and isinstance(after, str) and said(before) == said(after)):
            yield name, _value(before), _value(after)


def leaves(data: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every figure and text of plain data with its way of keys, lists counted from 1 as a person counts."""
    if isinstance(data, Mapping):
        inside = [(str(key), value) for key, value in data.items()]
    elif isinstance(data, list | tuple):
        inside = [(str(number), value) for number, value in enumerate(data, 1)]
    else:
        yield way, data
        return
    for key, value in inside:
        yield from leaves(value, f"{way}.{key}" if way else key)


def _value(value: Any) -> Any:
    """Return a value as a change holds it; that a flag is not set is no value."""
    if value is False or value == ():
        return None
    return value.value if isinstance(value, Enum) else value
