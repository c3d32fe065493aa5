"""Scorecards and diagnostics as JSON: figures as exact numbers, codes instead of sentences, the same in every locale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rubrics.diagnostics import Diagnostic, Place
from rubrics.plain import plain_data
from rubrics.revision.model import Revision
from rubrics.values import show
from scoring.scorecard import Scorecard


def scorecard_json(card: Scorecard) -> str:
    """Return a scorecard with the trace of every figure as JSON."""
    return as_json("dabiao/scorecard/v1", card)


def as_json(schema: str, value: Any) -> str:
    """Return a dataclass as JSON that names its schema; what is ``None`` or empty is left out."""
    return _json({"schema": schema, **_plain(value)})


def diagnostics_json(found: Mapping[str, Iterable[Diagnostic]]) -> str:
    """Return diagnostics by the name of the file that they are about as JSON."""
    return _json({"schema": "dabiao/diagnostics/v1", "files": {name: _plain(list(each)) for name, each in found.items()}})


def revision_json(revision: Revision) -> str:
    """Return what differs between two editions as JSON."""
    return _json(_plain(plain_data(revision)))


def exact_json(data: Any) -> str:
    """Return plain data as JSON, decimals digit for digit and days as texts."""
    return _json(data)


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; what is ``None`` or empty in a dataclass is left out."""
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, Diagnostic):
        return {"severity": value.severity.value, **_fields(value)}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    named = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: _plain(inner) for name, inner in named if inner is not None and inner not in ((), {})}


def _json(value: Any, margin: str = "\n") -> str:
    """Return plain data as JSON text; ``json`` itself cannot write a decimal digit for digit."""
    inner = margin + " "
    if isinstance(value, dict) and value:
        return "{" + ",".join(f"{inner}{_json(key)}: {_json(each, inner)}" for key, each in value.items()) + margin + "}"
    if isinstance(value, list | tuple) and value:
        return "[" + ",".join(inner + _json(each, inner) for each in value) + margin + "]"
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return show(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
