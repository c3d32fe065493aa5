"""The rubric model, its YAML, its JSON Schema, and the library of published rubrics. Imports no stage."""

from __future__ import annotations

from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding
from rubrics.files import dump_assessment, dump_rubric, load_assessment, load_rubric, write_whole
from rubrics.model import Element, Item, Rubric, Rule, walk_elements
from rubrics.plain import content_hash

__all__ = [
    "Answer", "Assessment", "Element", "ElementAnswer", "Finding", "Item", "Rubric", "Rule", "content_hash", "dump_assessment",
    "dump_rubric", "load_assessment", "load_rubric", "walk_elements", "write_whole",
]
