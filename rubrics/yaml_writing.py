"""YAML out: block style, a stable order, Chinese as it is, long texts as literal blocks, short rules on one line.

Written through PyYAML's event emitter (libyaml where it is there), so that quoting is the library's and the style is ours.
The same data gives the same bytes everywhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from rubrics.values import show

FLOW_KEYS = frozenset({"rules", "columns", "totals", "blanks", "findings", "tables", "tiers", "facts", "diagnostics"})
"""Lists whose mappings are written on one line each."""
_FLOW_WIDTH = 110
_SHORT = 12
"""A text with a line break that is no longer than this is written with ``\\n``, a longer one line by line."""


def to_yaml(data: Mapping[str, Any], schema_url: str) -> str:
    """Return ``data`` as YAML, with the line that names its JSON Schema on top."""
    return f"# yaml-language-server: $schema={schema_url}\n{_lines(data)}"


def written_entry(key: str, value: Any, indent: int) -> str:
    """Return a key and its value as lines of a mapping in block style, ``indent`` spaces from the left."""
    return _indented(_lines({key: value}), indent)


def written_item(value: Any, key: str, indent: int, *, flow: bool | None = None) -> str:
    """Return a value as lines of the list under ``key``; ``flow`` tells whether on one line (as usual for such a list if not)."""
    is_flow = key in FLOW_KEYS and _fits_a_line(value) if flow is None else flow
    events = [_BLOCK, *_node(value, key, flow=is_flow), _END_LIST]
    return _indented(_emitted([_MAP, _scalar("k", flow=True), *events, _END_MAP]).partition("\n")[2], indent)


def written_value(value: Any, key: str) -> str | None:
    """Return a value that takes one line as it stands behind its key; ``None`` for any other."""
    lines = _lines({key: value}).rstrip("\n")
    if "\n" in lines or isinstance(value, Mapping):
        return None
    return lines[len(_lines({key: None})) - len("null\n") :]


def _lines(data: Mapping[str, Any]) -> str:
    return _emitted([*_node(data, "")])


def _emitted(node: Sequence[yaml.Event]) -> str:
    out = io.StringIO()
    start, end = yaml.DocumentStartEvent(explicit=False), yaml.DocumentEndEvent(explicit=False)
    events = [yaml.StreamStartEvent(), start, *node, end, yaml.StreamEndEvent()]
    yaml.emit(iter(events), out, Dumper=_DUMPER, allow_unicode=True, width=-1 if _IS_C else 10**9, indent=2)
    return out.getvalue()


def _indented(text: str, indent: int) -> str:
    return "".join(" " * indent + line if line.strip() else line for line in text.splitlines(keepends=True))


_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_IS_C = hasattr(yaml, "CSafeDumper")
_BLOCK = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_FLOW = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=True)
_MAP = yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
_FLOW_MAP = yaml.MappingStartEvent(None, None, implicit=True, flow_style=True)
_END_LIST = yaml.SequenceEndEvent()
_END_MAP = yaml.MappingEndEvent()


def _node(value: Any, key: str, *, flow: bool = False) -> Iterator[yaml.Event]:
    if isinstance(value, Mapping):
        yield _FLOW_MAP if flow else _MAP
        for name, inner in value.items():
            yield _scalar(name, flow=True)
            yield from _node(inner, name, flow=flow)
        yield _END_MAP
    elif isinstance(value, Sequence) and not isinstance(value, str):
        plain = flow or not value or all(not isinstance(v, Mapping | str) for v in value)
        yield _FLOW if plain else _BLOCK
        for inner in value:
            yield from _node(inner, key, flow=plain or (key in FLOW_KEYS and _fits_a_line(inner)))
        yield _END_LIST
    else:
        yield _scalar(value, flow=flow)


def _fits_a_line(value: Any) -> bool:
    """Tell whether a mapping is short enough to be read on one line."""
    if not isinstance(value, Mapping):
        return False
    broken = any("\n" in v and len(v) > _SHORT for v in value.values() if isinstance(v, str))
    return not broken and len(str(value)) <= _FLOW_WIDTH * 2


def _scalar(value: Any, *, flow: bool) -> yaml.ScalarEvent:
    if isinstance(value, str):
        return _text(str(value), flow=flow)
    if value is None:
        text = "null"
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = show(Decimal(value))
    return yaml.ScalarEvent(None, None, (True, False), text)


def _text(value: str, *, flow: bool) -> yaml.ScalarEvent:
    if "\n" in value:
        return yaml.ScalarEvent(None, None, (True, True), value, style='"' if flow or len(value) <= _SHORT else "|")
    quoted = len(value) < 40 and _reads_as_other(value)
    return yaml.ScalarEvent(None, None, (True, True), value, style="'" if quoted else None)


@lru_cache(maxsize=4096)
def _reads_as_other(value: str) -> bool:
    """Tell whether a plain scalar with these letters would be read as a number, a date, a truth value or null."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str"


_RESOLVER = yaml.resolver.Resolver()
