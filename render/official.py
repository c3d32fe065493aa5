"""The official form of a rubric, whatever it was read from: filled in place, with columns appended, or built anew."""

from __future__ import annotations

from dataclasses import replace

from render import words
from render.appending import append_columns, completed, lacks_columns
from render.form import Form, prepare
from render.templating import OwnTemplate
from render.tickcolumns import with_tick_columns
from rubrics.diagnostics import Diagnostic
from rubrics.model import Rubric


def official_form(rubric: Rubric, source: bytes | None, template: OwnTemplate | None = None) -> Form:
    """Return the form of a rubric, ready to be filled.

    ``source`` are the bytes of the Word document that the rubric was imported from; ``None`` where there is none, or where the
    rubric says otherwise by now: then the form is built anew. Where the form has no columns to fill, they are appended; a
    diagnostic says so. ``template`` composes the descriptions in place of the standard one. Raises ``FormError`` if ``source``
    is another document, ``SourceError`` if it cannot be read.
    """
    rubric = with_tick_columns(rubric)
    is_lacking = lacks_columns(rubric)
    said = [Diagnostic("columns-appended", figures={"headings": "、".join(words.APPENDED)})] if is_lacking else []
    if source is None:
        from render.rebuilt import rebuild  # noqa: PLC0415 - python-docx is loaded only where a form is built

        source, rubric = rebuild(completed(rubric) if is_lacking else rubric)
        said.append(Diagnostic("form-rebuilt"))
    elif is_lacking:
        source, rubric = append_columns(source, rubric)
    form = prepare(source, rubric, template)
    return replace(form, diagnostics=(*said, *form.diagnostics))
