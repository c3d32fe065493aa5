"""The official form of a rubric, whatever it was read from: filled in place, with columns appended, or built anew."""

from __future__ import annotations

from render.appending import append_columns, completed, lacks_columns
from render.form import Form, prepare
from rubrics.model import Rubric


def official_form(rubric: Rubric, source: bytes | None) -> Form:
    """Return the form of a rubric, ready to be filled.

    ``source`` are the bytes of the Word document that the rubric was imported from; ``None`` where there is none, or where the
    rubric says otherwise by now: then the form is built anew. Where the form has no columns to fill, they are appended. Raises
    ``FormError`` if ``source`` is another document, ``SourceError`` if it cannot be read.
    """
    if source is None:
        from render.rebuilt import rebuild  # noqa: PLC0415 - python-docx is loaded only where a form is built

        return prepare(*rebuild(completed(rubric) if lacks_columns(rubric) else rubric))
    return prepare(*append_columns(source, rubric)) if lacks_columns(rubric) else prepare(source, rubric)
