"""A model as plain data: what is written to YAML, hashed, and compared."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from rubrics.model import Rubric
from rubrics.values import Model, show

PROVENANCE = frozenset({"at", "source", "pattern"})
"""Keys that say where something came from or how it was printed, not what it is."""


def plain_data(model: Model) -> dict[str, Any]:
    """Return ``model`` as mappings, lists, texts and exact numbers, in the order of its fields, defaults left out."""
    data = model.model_dump(by_alias=True, exclude_defaults=True)
    if "schema_" in type(model).model_fields:
        return {"schema": model.model_dump(by_alias=True, include={"schema_"})["schema"], **data}
    return data


def content_hash(model: Model) -> str:
    """Return ``sha256:…`` of what ``model`` says; of a rubric without its provenance, so that any layout gives one hash."""
    data = without_provenance(plain_data(model)) if isinstance(model, Rubric) else plain_data(model)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def without_provenance(data: Any) -> Any:
    """Return plain data without the keys that say where it came from, at any depth but policies' own sources."""
    if isinstance(data, dict):
        return {
            key: value if key == "policy" else without_provenance(value) for key, value in data.items() if key not in PROVENANCE
        }
    if isinstance(data, list | tuple):
        return [without_provenance(value) for value in data]
    return data


def _as_text(value: object) -> str:
    return show(value) if isinstance(value, Decimal) else str(value)
