"""A published form without columns to fill gets them, in place: nothing that is printed in it changes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from extract.word import open_word
from normalize.standard import normalize
from render import FilledForm, official_form, prepare
from render.appending import append_columns, completed
from rubrics import Rubric
from rubrics.errors import FormError
from rubrics.files import load_assessment
from rubrics.library import EXAMPLES, open_library
from scoring import score
from tests.render.forms import Filled, drawn, form, imported, read_word, shown

HAINAN = "hainan-filling-station"
TWO_ROWS = """
A级要素 | B级要素 | 企业达标要求 | 评分标准 | <
^ | ^ | ^ | 否决项 | 扣分项
1目标（20分） | 1.1目标（10分） | 制定年度安全目标。 | 未制定目标，扣10分。（B级否决项） | 未分解的，扣2分。
^ | ^ | 对目标进行考核。 | ^ | 未考核的，扣3分。
A级要素 | B级要素 | 企业达标要求 | 评分标准 | <
^ | ^ | ^ | 否决项 | 扣分项
1目标（20分） | 1.1目标（10分） | 目标公开。 | | 未公开的，扣1分。
^ | 1.2计划（10分） | 制定计划。 | | 未制定的，扣5分。
2机构（30分） | 2.1机构（30分） | 设置机构。 | | 未设置的，扣8分。
"""


@cache
def hainan() -> tuple[bytes, Rubric, FilledForm]:
    source = (EXAMPLES / f"{HAINAN}.docx").read_bytes()
    rubric = open_library(HAINAN)
    assessment, _ = load_assessment(EXAMPLES / f"{HAINAN}.review.yaml")
    return source, rubric, official_form(rubric, source).fill([Filled(assessment, score(rubric, assessment))])


def test_columns_stand_behind_the_printed_ones_under_both_header_rows_and_where_the_header_comes_again():
    source, rubric = form(TWO_ROWS)
    assert [line.split(" | ")[5:] for line in shown(append_columns(source, rubric)[0]).splitlines()] == [
        ["扣分说明", "扣分", "得分"],
        ["^", "^", "^"],
        ["", "", ""],
        ["", "", "^"],
        ["扣分说明", "扣分", "得分"],
        ["^", "^", "^"],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
    ]


def test_each_first_level_element_gets_its_sum_and_all_of_them_the_total():
    source, rubric = form(TWO_ROWS)
    data, placed = append_columns(source, rubric)
    rows = [line.split(" | ")[0] for line in shown(data).splitlines()]
    assert [rows.index(label) for label in ("小计（20分）", "小计（30分）", "总计（50分）")] == [8, 10, 11]
    sums = [(total.of, total.through, total.points) for total in placed.form.totals]
    assert sums == [
        ("1", None, 20),
        ("2", None, 30),
        (None, "2", 50),
    ]


def test_the_score_of_an_element_stands_once_also_where_a_header_comes_between():
    source, rubric = form(TWO_ROWS)
    answers = {name: {"full": True} for name in rubric.by_item} | {"1.1-2": {"findings": [{"rule": 1, "note": "未考核"}]}}
    assessment = imported_assessment(rubric, answers)
    made = prepare(*append_columns(source, rubric)).fill([assessment])
    assert [line.split(" | ")[5:] for line in shown(made.data).splitlines()[2:]] == [
        ["符合要求", "0", "7"],
        ["未考核（扣3分）", "3", "^"],
        ["扣分说明", "扣分", "得分"],
        ["^", "^", "^"],
        ["符合要求", "0", ""],
        ["符合要求", "0", "10"],
        ["", "3", "17"],
        ["符合要求", "0", "30"],
        ["", "0", "30"],
        ["", "3", "47"],
    ]


def imported_assessment(rubric: Rubric, answers: dict[str, object]) -> Filled:
    from tests.render.forms import given

    return given(rubric, answers)


def test_hainan_is_filled_with_scores_of_elements_and_sums():
    _, _, made = hainan()
    grid = next(open_word(made.data, "x").document.grids)
    sums = {c.row: c.text for c in grid.cells if c.column == 0 and c.text.startswith(("小计", "总计"))}
    scores = [c.text for c in grid.cells if c.column == grid.columns - 1 and c.row in sums]
    assert len(sums) == 13
    assert scores[-1] == "1110"
    assert [one.code for one in made.diagnostics] == ["columns-appended"]


def test_nothing_printed_in_hainan_changes():
    source, _, made = hainan()
    before, after = (next(open_word(data, "x").document.grids) for data in (source, made.data))
    rows = [c.row for c in after.cells if c.column == 0 and c.text.startswith(("小计", "总计"))]
    moved = {row: row - sum(added < row for added in rows) for row in range(after.rows)}
    kept = [(moved[c.row], c.column, c.row_span, c.text) for c in after.cells if c.column < before.columns and c.row not in rows]
    assert kept == [(c.row, c.column, c.row_span, c.text) for c in before.cells]
    members = [zipfile.ZipFile(io.BytesIO(data)) for data in (source, made.data)]
    same = [name for name in members[0].namelist() if members[0].read(name) == members[1].read(name)]
    assert set(members[0].namelist()) - set(same) == {"word/document.xml"}


def test_the_table_stays_as_wide_as_the_page():
    _, _, made = hainan()
    xml = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    widths = [int(part.split('"')[1]) for part in xml.split("<w:gridCol w:w=")[1:]]
    assert len(widths) == 9
    assert sum(widths) <= 16838 - 2 * 1020


def test_a_schema_check_finds_no_error_that_the_published_document_does_not_have(tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    source, _, made = hainan()
    found = []
    for kind, data in (("source", source), ("filled", made.data)):
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(data)
        found.append({(error.part_uri, error.description) for error in OpenXmlValidator(max_errors=10_000).validate(path).errors})
    assert found[1] <= found[0]


def test_a_rebuilt_form_gets_the_same_columns():
    form_ = official_form(open_library(HAINAN), None)
    assert [column.heading for column in form_.rubric.form.columns[-3:]] == ["扣分说明", "扣分", "得分"]
    again = normalize(open_word(form_.package.data, "x.docx").document, id=HAINAN).rubric
    assert [t.model_copy(update={"at": None}) for t in again.form.totals] == list(completed(open_library(HAINAN)).form.totals)


def test_another_document_is_refused():
    source, rubric = form(TWO_ROWS)
    with pytest.raises(FormError, match="not the document"):
        append_columns(source + b" ", rubric)


def test_a_row_that_ends_early_is_filled_up():
    drawing = "考核项目 | 企业达标要求 | 评分标准\n1目标（20分） | 制定目标。 | 未制定的，扣2分。"
    source, rubric = form(drawing)
    assert imported(source).form.columns == rubric.form.columns
    data, _ = append_columns(source, rubric)
    assert drawn(next(read_word(data, "x").grids)).splitlines()[0].endswith("扣分说明 | 扣分 | 得分")
