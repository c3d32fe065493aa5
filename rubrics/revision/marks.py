"""Marks of what an import gave, kept in the rubric: whether a person has edited a part since can then be told without the source.

One short mark for each field of the head and of the policy, each element, each item (its rules aside) and each rule. Marks say
nothing about ids and places, which change without anybody's doing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rubrics.model import Rubric
from rubrics.plain import plain_data, without_provenance
from rubrics.values import show

HEAD = ("title", "subtitle", "version", "date", "effective", "issuer", "supersedes", "points", "stated", "notes", "notes_below")
"""Fields of a rubric that stand for themselves."""
FORM = ("columns", "totals", "blanks")
_BELOW = frozenset({"elements", "items", "rules", "id", "at", "of", "since", "through"})
_SIGNS = 7
"""Signs of a mark: 35 bits, so that an edit passes for none once in ten million rubrics."""


def marked(rubric: Rubric) -> Rubric:
    """Return a rubric as it was imported, with the marks of everything in it."""
    if rubric.source is None:
        return rubric
    return rubric.model_copy(update={"source": rubric.source.model_copy(update={"imported": " ".join(marks_of(rubric))})})


def marks_of(rubric: Rubric) -> list[str]:
    """Return the marks of what a rubric says, each once, in reading order."""
    return list(dict.fromkeys(mark(kind, value) for kind, value in _parts(rubric)))


def mark(kind: str, value: Any) -> str:
    """Return the mark of one part: the same for the same words and figures.

    >>> mark('points', 600) == mark('points', 600), mark('points', 600) == mark('title', 600)
    (True, False)
    """
    text = json.dumps([kind, value], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_written)
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:_SIGNS].lower()


def own_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an element or item says itself, without its id, its place, its rules and what is below it."""
    return {key: value for key, value in data.items() if key not in _BELOW}


def _parts(rubric: Rubric) -> Iterator[tuple[str, Any]]:
    data = without_provenance(plain_data(rubric))
    yield from ((name, data[name]) for name in HEAD if name in data)
    yield from ((f"form.{name}", stripped(data["form"][name])) for name in FORM if name in data.get("form", {}))
    yield from ((f"policy.{name}", value) for name, value in data.get("policy", {}).items())
    yield from _of_elements(data.get("elements", ()))


def _of_elements(elements: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    for element in elements:
        yield "element", own_fields(element)
        yield from (("rule", rule) for rule in element.get("rules", ()))
        for item in element.get("items", ()):
            yield "item", own_fields(item)
            yield from (("rule", rule) for rule in item.get("rules", ()))
        yield from _of_elements(element.get("elements", ()))


def stripped(entries: Any) -> Any:
    """Return entries of a form without the ids in them."""
    return [own_fields(entry) for entry in entries]


def _written(value: object) -> str:
    return show(value) if isinstance(value, Decimal) else str(value)
