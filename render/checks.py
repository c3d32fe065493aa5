"""What has to hold before a form is filled: it is the rubric's own document, and has columns for what is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from render.figures import Filled
from rubrics.diagnostics import Diagnostic
from rubrics.errors import FormError
from rubrics.model import FILLED, ColumnRole, Rubric
from scoring.scorecard import Outcome, Status

WORD = ("docx", "flat-opc")
"""The formats of rubrics whose document can be filled: Word packages, in a zip or in one XML file."""


def check_source(source: bytes, rubric: Rubric) -> None:
    """Raise ``FormError`` unless ``source`` is the Word document that the rubric's places are about."""
    known = rubric.source
    if known is None or known.format not in WORD or not known.tables:
        raise FormError("docx-needed", rubric=rubric.id)
    if known.sha256 != hashlib.sha256(source).hexdigest():
        raise FormError("form-is-another", rubric=rubric.id, file=known.file or "?")


def check_columns(rubric: Rubric) -> None:
    """Raise ``FormError`` unless the form has columns to fill."""
    if not any(column.role in FILLED for column in rubric.form.columns):
        raise FormError("no-columns-to-fill", title=rubric.title)


def check_given(rubric: Rubric, filled: Sequence[Filled]) -> None:
    """Raise ``FormError`` unless there is at most one assessment of each kind, and each has columns of its own."""
    kinds = [one.assessment.kind for one in filled]
    for one in filled:
        if one.assessment.rubric != rubric.id or one.scorecard.rubric != rubric.id:
            raise FormError("form-of-another-rubric", rubric=rubric.id, other=one.assessment.rubric)
        if one.scorecard.kind != one.assessment.kind or kinds.count(one.assessment.kind) > 1:
            raise FormError("assessment-kind-twice", kind=one.assessment.kind)
    check_sides(rubric, kinds)


def check_sides(rubric: Rubric, kinds: Sequence[str]) -> None:
    """Raise ``FormError`` unless the form has columns for each of these kinds of assessment."""
    sides = {column.side for column in rubric.form.columns if column.role in FILLED}
    if None in sides and len(kinds) > 1:
        raise FormError("one-assessment-only", headings=_headings(rubric))
    for kind in kinds:
        if None not in sides and kind not in sides:
            raise FormError("no-column-for-kind", kind=kind, headings=_headings(rubric))


def describes(rubric: Rubric, kind: str) -> bool:
    """Tell whether an assessment of this kind has a column for descriptions."""
    return any(column.role is ColumnRole.DESCRIPTION and column.side in (None, kind) for column in rubric.form.columns)


def doubts(filled: Sequence[Filled]) -> Iterator[Diagnostic]:
    """Yield what a person should know about the assessments that a form was filled with."""
    for one in filled:
        if one.scorecard.outcome is Outcome.INCOMPLETE:
            left = [item.id for item in one.scorecard.items.values() if item.status is Status.UNASSESSED]
            shown = ", ".join(left[:5]) + (" …" if len(left) > 5 else "")
            yield Diagnostic("form-incomplete", figures={"kind": one.assessment.kind, "count": len(left), "items": shown})
    if len({one.assessment.unit for one in filled}) > 1:
        yield Diagnostic("units-differ", figures={"units": " / ".join(one.assessment.unit or "–" for one in filled)})


def _headings(rubric: Rubric) -> str:
    return ", ".join(column.heading for column in rubric.form.columns if column.role in FILLED)
