"""The papers around a form: summary, deductions with reasons, what does not apply, evidence, conclusion."""

from __future__ import annotations

from render.figures import Filled
from render.papers.document import PaperDocument
from render.papers.sheets import Sheet, sheets
from render.result import Result, result_of
from rubrics.model import Rubric

__all__ = ["bound_papers", "papers"]


def papers(rubric: Rubric, filled: Filled) -> dict[str, bytes]:
    """Return each paper as a Word document, by its name without an ending (评分汇总表 …); the same input, the same bytes."""
    result = result_of(rubric, filled)
    return {sheet.name: _document(rubric, result, sheet) for sheet in sheets(result)}


def bound_papers(rubric: Rubric, filled: Filled) -> bytes:
    """Return all papers behind each other in one Word document, each on pages of its own."""
    result = result_of(rubric, filled)
    return _document(rubric, result, *sheets(result))


def _document(rubric: Rubric, result: Result, *bound: Sheet) -> bytes:
    document = PaperDocument(rubric, result, bound[0])
    for sheet in bound:
        document.add_sheet(sheet, result)
    return document.save()
