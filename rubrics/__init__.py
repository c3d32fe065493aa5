"""The rubric model, its YAML, its JSON Schema, and the library of published rubrics. Imports no stage.

The names below are loaded when they are first asked for: ``dabiao --version`` needs the message catalogue only, not the models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding
    from rubrics.files import dump_assessment, dump_rubric, load_assessment, load_rubric, write_together
    from rubrics.model import Element, Item, Rubric, Rule, walk_elements
    from rubrics.plain import content_hash

__all__ = [
    "Answer",
    "Assessment",
    "Element",
    "ElementAnswer",
    "Finding",
    "Item",
    "Rubric",
    "Rule",
    "content_hash",
    "dump_assessment",
    "dump_rubric",
    "load_assessment",
    "load_rubric",
    "walk_elements",
    "write_together",
]
_HOMES = {
    "model": ("Element", "Item", "Rubric", "Rule", "walk_elements"),
    "assessment": ("Answer", "Assessment", "ElementAnswer", "Finding"),
    "files": ("dump_assessment", "dump_rubric", "load_assessment", "load_rubric", "write_together"),
    "plain": ("content_hash",),
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"rubrics.{module}"), name)
    raise AttributeError(f"module 'rubrics' has no attribute {name!r}")
