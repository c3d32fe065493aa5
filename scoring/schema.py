"""The JSON Schemas of a scorecard, and of what a change of the standard does to one, made from their dataclasses.

``dabiao score --json`` and ``dabiao migrate --json`` write them. The committed copies stand beside this module;
``python -m scoring.schema`` writes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from rubrics.catalogue import Severity
from rubrics.diagnostics import Diagnostic
from scoring.effect import Effect
from scoring.effects import EffectTable
from scoring.scorecard import Scorecard

FILE = Path(__file__).with_name("scorecard.schema.json")
SCHEMA = "dabiao/scorecard/v1"
EFFECT_FILES: dict[Path, tuple[type, str]] = {
    FILE.with_name("effect.schema.json"): (Effect, "dabiao/effect/v1"),
    FILE.with_name("effects.schema.json"): (EffectTable, "dabiao/effects/v1"),
}
"""The effect on one assessment, and on many."""
PLAIN: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
}
DIAGNOSTIC = {
    "description": "One thing that a person should know; code is stable, figures are what its sentence is about.",
    "type": "object",
    "properties": {
        "severity": {"enum": [severity.value for severity in Severity]},
        "code": {"type": "string"},
        "place": {"type": "string"},
        "subject": {"type": "string"},
        "figures": {"type": "object"},
    },
    "required": ["severity", "code"],
    "additionalProperties": False,
}


def scorecard_schema() -> str:
    """Return the JSON Schema of a scorecard as text; the same dataclasses give the same text."""
    return dataclass_schema(Scorecard, SCHEMA, "dabiao-scorecard-v1.schema.json")


def effect_schema(path: Path) -> str:
    """Return the JSON Schema that the file at ``path`` of ``EFFECT_FILES`` holds."""
    one, schema = EFFECT_FILES[path]
    return dataclass_schema(one, schema, f"dabiao-{path.name.partition('.')[0]}-v1.schema.json")


def dataclass_schema(one: type, schema: str, name: str) -> str:
    """Return the JSON Schema of a dataclass that is written as JSON under the key ``schema``, as a file called ``name``.

    What is ``None`` or empty is left out of the JSON, so only what always stands there is required.
    """
    described = {_name(each): _described(each) for each in _dataclasses(one, set())}
    body = described.pop(_name(one))
    body["properties"] = {"schema": {"const": schema}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name}
    return json.dumps(head | body | {"$defs": described}, ensure_ascii=False, indent=1) + "\n"


def _dataclasses(one: type, seen: set[type]) -> Iterator[type]:
    """Yield a dataclass and all that stand inside it, each once."""
    if one in seen:
        return
    seen.add(one)
    yield one
    if one is Diagnostic:
        return
    for hint in get_type_hints(one).values():
        for inner in _flat(hint):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from _dataclasses(inner, seen)


def _described(one: type) -> dict[str, Any]:
    if one is Diagnostic:
        return DIAGNOSTIC
    hints = get_type_hints(one)
    names = [field.name for field in fields(one)] if is_dataclass(one) else []
    return {
        "description": " ".join((one.__doc__ or "").split()).replace("``", ""),
        "type": "object",
        "properties": {name: _schema(hints[name]) for name in names},
        "required": [name for name in names if not _can_be_absent(hints[name])],
        "additionalProperties": False,
    }


def _schema(hint: Any) -> dict[str, Any]:
    """Return the schema of one type; of an optional one that of what it is when it is there."""
    origin, inside = get_origin(hint), [inner for inner in get_args(hint) if inner is not NoneType]
    if origin is UnionType:
        return _schema(inside[0])
    if origin is tuple:
        return {"type": "array", "items": _schema(inside[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(inside[1])}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [value.value for value in hint]}
    return PLAIN[hint] if hint in PLAIN else {"$ref": f"#/$defs/{_name(hint)}"}


def _can_be_absent(hint: Any) -> bool:
    return get_origin(hint) in (tuple, dict) or NoneType in get_args(hint)


def _flat(hint: Any) -> Iterator[Any]:
    inside = get_args(hint)
    if inside:
        for inner in inside:
            yield from _flat(inner)
    else:
        yield hint


def _name(one: Any) -> str:
    return str(one.__name__)


if __name__ == "__main__":
    FILE.write_text(scorecard_schema(), encoding="utf-8", newline="\n")
    for path in EFFECT_FILES:
        path.write_text(effect_schema(path), encoding="utf-8", newline="\n")
