"""What differs between a rubric and its source when the source is read again, element by element and item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Rubric, walk_elements
from rubrics.plain import plain_data, without_provenance
from rubrics.values import Model, show

_PARTS = frozenset({"elements", "items"})
"""Keys that hold what is compared by its own id."""


def differences(rubric: Rubric, again: Rubric) -> Iterator[Diagnostic]:
    """Yield what ``rubric`` says otherwise than ``again``, which was read from its source just now; provenance aside.

    Places are those of ``again``: where the source stands. A person may well have edited a rubric; then this is the list
    of the edits.
    """
    ours, theirs = _parts(rubric), _parts(again)
    for name, (data, place) in theirs.items():
        if name not in ours:
            yield Diagnostic("source-more", place, name.strip())
        else:
            yield from _fields(name, ours[name][0], data, place)
    yield from (Diagnostic("source-less", None, name.strip()) for name in ours if name not in theirs)


def _parts(rubric: Rubric) -> dict[str, tuple[dict[str, Any], Place | None]]:
    """Return the head (under an empty id), every element and every item as plain data, each without what is below it."""
    parts: dict[str, tuple[dict[str, Any], Place | None]] = {"": (_flat(rubric, "id", "schema"), None)}
    for name, element in walk_elements(rubric.elements):
        parts[f"{name} "] = (_flat(element), _place(element.at))  # an item may have the id of an element
        parts |= {item.id: (_flat(item), _place(item.at)) for item in element.items}
    return parts


def _flat(part: Model, *left_out: str) -> dict[str, Any]:
    data = without_provenance(plain_data(part))
    return {key: value for key, value in _leaves(data) if key.split(".")[0] not in {*_PARTS, *left_out}}


def _leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every figure and text with its way of keys: ``rules.2.deduct``, counted from 1 as a person counts."""
    if isinstance(data, Mapping):
        pairs = [(str(key), value) for key, value in data.items()]
    elif isinstance(data, list | tuple):
        pairs = [(str(number), value) for number, value in enumerate(data, 1)]
    else:
        yield path, data
        return
    for key, value in pairs:
        yield from _leaves(value, f"{path}.{key}" if path else key)


def _fields(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], place: Place | None) -> Iterator[Diagnostic]:
    for key in dict.fromkeys((*theirs, *ours)):
        if ours.get(key) != theirs.get(key):
            figures = {"key": key, "source": _word(theirs.get(key)), "rubric": _word(ours.get(key))}
            yield Diagnostic("source-differs", place, name.strip() or None, figures)


def _word(value: Any) -> str:
    """Return a figure or text as it stands in a sentence: — where there is none."""
    if value is None:
        return "—"
    return show(value) if isinstance(value, Decimal) else str(value).lower() if isinstance(value, bool) else str(value)


def _place(at: str | None) -> Place | None:
    return Place.parse(at) if at else None
