"""From rubric and scorecards to what people read: the authority's own Word form, filled.

A name is loaded when it is first asked for, so that what needs no Word document does not pay for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from render.figures import Filled
    from render.form import FilledForm, Form, prepare
    from render.official import official_form
    from render.relocating import relocate
    from rubrics.model import Rubric

__all__ = ["Filled", "FilledForm", "Form", "fill", "official_form", "prepare", "relocate"]
_HOMES = {
    "form": ("FilledForm", "Form", "prepare"),
    "figures": ("Filled",),
    "relocating": ("relocate",),
    "official": ("official_form",),
}


def fill(source: bytes, rubric: Rubric, filled: Sequence[Filled]) -> bytes:
    """Return the rubric's own Word document with an assessment in it; with a self-assessment and a review where it has room.

    ``source`` are the bytes of the document that the rubric was imported from. Raises ``FormError`` where that is another, has
    no columns to fill, or none for what is given. For many forms, and for what there is to say about one: ``prepare``.
    """
    from render.form import prepare  # noqa: PLC0415 - see above

    return prepare(source, rubric).fill(filled).data


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"render.{module}"), name)
    raise AttributeError(f"module 'render' has no attribute {name!r}")
