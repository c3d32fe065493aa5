"""Small forms drawn as tables, imported and filled for real: a test shows its case before and after at a glance."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from extract.word import open_word
from normalize.standard import normalize
from render import Filled, FilledForm, prepare
from render.reading import ReadForm
from rubrics import Assessment, Rubric
from rubrics.policy import Policy
from scoring import score
from tests.wordfile import docx, drawn, package, read_word, table

HEADER = "一级要素 | 二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 自评/评审描述 | 实际得分"
SMALL = f"""
{HEADER}
一、基础管理（10分） | 1.1安全目标（10分） | 制定年度目标。 | 6 | 未制定的，不得分；与实际不相符的，一处扣2分。 | =about | =score
^ | ^ | 对目标进行考核。 | 4 | 未考核的，不得分。 | |
小计 | < | < | 10 | 得分小计 | < |
"""
POLICY = Policy.model_validate({"formula": "percent", "scale": 100, "not_applicable": "exclude", "pool": "item"})


def form(drawing: str, *above: str, styles: str = "", **cells: str) -> tuple[bytes, Rubric]:
    """Return the Word file with a drawn form, and the rubric that it is imported as; ``cells`` are those drawn ``=name``."""
    empty = {name: "" for name in ("about", "score") if f"={name}" in drawing}
    parts = {"styles": styles} if styles else {}
    data = docx("某省企业安全生产标准化评分细则", *above, table(drawing, **{**empty, **cells}), **parts)
    return data, imported(data)


def imported(data: bytes, name: str = "form.docx") -> Rubric:
    """Return the rubric that a Word file is imported as, with the policy of most standards."""
    rubric = normalize(open_word(data, name).document, id="small").rubric
    return changed(rubric, policy=POLICY)


def changed(rubric: Rubric, **changes: Any) -> Rubric:
    """Return a rubric with other values in some fields, and nothing worked out of the old ones."""
    return Rubric.model_construct(**{name: getattr(rubric, name) for name in Rubric.model_fields} | changes)


def given(rubric: Rubric, answers: dict[str, Any], kind: str = "self", **more: Any) -> Filled:
    """Return an assessment with these answers, and its scorecard; ``elements`` may be among them."""
    assessment = Assessment.model_validate({"rubric": rubric.id, "kind": kind, "items": answers, **more})
    return Filled(assessment, score(rubric, assessment))


def filled(data: bytes, rubric: Rubric, answers: dict[str, Any], **more: Any) -> FilledForm:
    """Return a form with one assessment in it."""
    return prepare(data, rubric).fill([given(rubric, answers, **more)])


def shown(data: bytes) -> str:
    """Return the first table of a Word file as a drawing."""
    return drawn(next(read_word(data, "filled.docx").grids))


def cells(data: bytes, column: int) -> list[str]:
    """Return the texts of one grid column of the first table below its header, counted from 1; negative from the right."""
    grid = next(read_word(data, "filled.docx").grids)
    number = column - 1 if column > 0 else grid.columns + column
    return [cell.text for cell in grid.cells if cell.row and cell.column == number]


def document_xml(data: bytes) -> str:
    """Return the main part of a Word file."""
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def repacked(source: bytes, document: str | bytes) -> bytes:
    """Return a Word file with another main part."""
    archive = zipfile.ZipFile(io.BytesIO(source))
    members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return package({**members, "word/document.xml": document})


def codes(form: FilledForm | ReadForm) -> list[str]:
    """Return the codes of what there is to say about a form that was filled, or read."""
    return [diagnostic.code for diagnostic in form.diagnostics]


def answer(read: ReadForm, item: str = "1.1-1") -> dict[str, Any]:
    """Return what a form that was read says about an item."""
    found = read.assessments[0].items.get(item)
    return {} if found is None else found.model_dump(exclude_defaults=True)


FULL = {"full": True}
