"""The JSON Schemas of the YAML formats, with which an editor completes and checks, and of the comparison of two editions.

Made from the models; the committed copies beside this module are what is written next to a YAML file. Descriptions are in
Chinese and English, whatever the locale, so that the same version always writes the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from rubrics.assessment import ASSESSMENT_SCHEMA, Assessment
from rubrics.files import SCHEMA_FILES
from rubrics.messages import translate_to
from rubrics.model import RUBRIC_SCHEMA, Rubric
from rubrics.revision.mapping import MAPPING_SCHEMA, Mapping
from rubrics.revision.model import REVISION_SCHEMA, Revision
from rubrics.values import Model

Kind = Literal["rubric", "assessment", "mapping", "revision"]
KINDS: tuple[Kind, ...] = ("rubric", "assessment", "mapping", "revision")
FOLDER = Path(__file__).parent
_MODELS: dict[Kind, tuple[str, type[Model]]] = {
    "rubric": (RUBRIC_SCHEMA, Rubric),
    "assessment": (ASSESSMENT_SCHEMA, Assessment),
    "mapping": (MAPPING_SCHEMA, Mapping),
    "revision": (REVISION_SCHEMA, Revision),
}


def schema(kind: Kind) -> str:
    """Return the JSON Schema of one kind of file as text; the same models give the same text."""
    name, model = _MODELS[kind]
    body = _spoken(model.model_json_schema(by_alias=True))
    body["required"] = ["schema", *body.get("required", ())]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_FILES[name]}
    return json.dumps(head | body, ensure_ascii=False, indent=1) + "\n"


def schema_file(kind: Kind) -> Path:
    """Return where the committed copy of a schema stands."""
    return FOLDER / SCHEMA_FILES[_MODELS[kind][0]]


def descriptions() -> list[str]:
    """Return every English description of the models, for the message catalogue."""
    found: dict[str, None] = {}
    for _, model in _MODELS.values():
        _collect(model.model_json_schema(by_alias=True), found)
    return list(found)


def _spoken(node: Any) -> Any:
    """Return a schema with each description in Chinese and English, and without the titles that pydantic makes of names."""
    if isinstance(node, list):
        return [_spoken(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _spoken(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if isinstance(kept.get("description"), str):
        english = _first_sentence(kept["description"])
        kept["description"] = f"{translate_to('zh', english)}\n{english}"
    return kept


def _collect(node: Any, found: dict[str, None]) -> None:
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _collect(inner, found)
    if isinstance(node, dict) and isinstance(node.get("description"), str):
        found[_first_sentence(node["description"])] = None


def _first_sentence(description: str) -> str:
    """Return a description on one line, of a docstring its first paragraph."""
    return " ".join(description.split("\n\n", maxsplit=1)[0].split())
