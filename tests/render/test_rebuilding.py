"""Forms built anew from a rubric: they read back, look as the standard's columns say, and are accepted by a schema check."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from extract.word import open_word
from normalize.standard import normalize
from render import prepare
from render.rebuilt import rebuild
from rubrics import Rubric, content_hash
from rubrics.library import library_ids, open_library
from rubrics.plain import plain_data, without_provenance
from tests.render.forms import form, given
from tests.render.generated import rubrics

STANDARDS = library_ids()


@cache
def rebuilt(name: str) -> tuple[bytes, Rubric]:
    return rebuild(open_library(name))


def read_again(data: bytes, rubric: Rubric) -> Rubric:
    return normalize(open_word(data, f"{rubric.id}.docx").document, id=rubric.id, preset=rubric.policy.preset).rubric


def told(rubric: Rubric) -> Any:
    return without_provenance(plain_data(rubric))


def places(rubric: Rubric) -> list[str | None]:
    found = [*rubric.by_element.values(), *rubric.by_item.values(), *rubric.form.totals, *rubric.form.blanks]
    return [one.at for one in found]


def member(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("name", STANDARDS)
def test_a_rebuilt_form_reads_back_as_the_rubric_it_was_made_from(name: str):
    data, _ = rebuilt(name)
    assert told(read_again(data, open_library(name))) == told(open_library(name))


@pytest.mark.parametrize("name", STANDARDS)
def test_the_places_of_a_rebuilt_form_are_those_that_reading_it_finds(name: str):
    data, placed = rebuilt(name)
    again = read_again(data, placed)
    assert places(placed) == places(again)
    assert placed.source == again.source


@settings(max_examples=60, deadline=None)
@for_all(rubrics())
def test_any_rubric_reads_back_from_its_form(rubric: Rubric):
    data, placed = rebuild(rubric)
    again = read_again(data, rubric)
    assert told(again) == told(rubric)
    assert places(placed) == places(again)


@settings(max_examples=15, deadline=None)
@for_all(rubrics(), st.data())
def test_any_rebuilt_form_takes_an_assessment_whole(rubric: Rubric, data: st.DataObject):
    source, placed = rebuild(rubric)
    kind = data.draw(st.sampled_from(["self", "review"]))
    found = {"findings": [{"rule": 1, "note": "台账不全"}]}
    answers = {name: found for name, item in rubric.by_item.items() if item.points and item.rules[0].effect == "zero"}
    form = prepare(source, placed).fill([given(placed, answers, kind, unit="甲公司")])
    assert {one.code for one in form.diagnostics} <= {"form-incomplete", "blank-not-answered"}
    assert member(form.data, "word/document.xml").count("台账不全") == len(answers)


@pytest.mark.parametrize("name", STANDARDS)
def test_the_same_rubric_gives_the_same_bytes(name: str):
    assert rebuild(open_library(name))[0] == rebuilt(name)[0]


@pytest.mark.parametrize("name", STANDARDS)
def test_a_schema_check_finds_no_error(name: str, tmp_path: Any):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "form.docx"
    path.write_bytes(rebuilt(name)[0])
    assert [error.description for error in OpenXmlValidator(max_errors=10_000).validate(path).errors] == []


@pytest.mark.parametrize("name", STANDARDS)
def test_each_table_has_one_paragraph_behind_it_and_no_run_is_empty(name: str):
    xml = member(rebuilt(name)[0], "word/document.xml")
    assert xml.count("</w:tbl>") == len(re.findall(r"</w:tbl><w:p>", xml))
    assert not re.search(r"<w:r>(<w:rPr>.*?</w:rPr>)?</w:r>|<w:t( [^>]*)?/>|<w:t( [^>]*)?></w:t>", xml)
    ids = re.findall(r' w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_properties_name_the_standard():
    rubric = open_library("jiangsu-small-enterprise")
    core = member(rebuilt(rubric.id)[0], "docProps/core.xml")
    assert f"<dc:title>{rubric.title}</dc:title>" in core
    assert f"<dc:subject>{rubric.id} {content_hash(rubric)}</dc:subject>" in core
    assert f"<cp:keywords>{rubric.id}</cp:keywords>" in core


@pytest.mark.parametrize(
    ("name", "tables", "width"), [("jiangsu-small-enterprise", 6, "16838"), ("hangzhou-safety-culture", 1, "11906")]
)
def test_tables_and_page_are_those_of_the_published_form(name: str, tables: int, width: str):
    xml = member(rebuilt(name)[0], "word/document.xml")
    assert xml.count("<w:tbl>") + xml.count("<w:tbl ") == tables
    assert xml.count("<w:tblHeader/>") == tables
    assert f'w:w="{width}"' in xml


def test_a_heading_over_two_columns_is_one_cell_and_both_rows_come_again():
    xml = member(rebuilt("hainan-filling-station")[0], "word/document.xml")
    assert xml.count("<w:tblHeader/>") == 2
    assert xml.count(">评分标准<") == 1
    assert xml.count('<w:gridSpan w:val="2"/>') == 1


def test_pages_are_numbered():
    footer = member(rebuilt("garage-level3")[0], "word/footer1.xml")
    assert re.findall(r"<w:instrText>(.*?)</w:instrText>", footer) == ["PAGE", "NUMPAGES"]
    assert re.sub(r"<w:instrText>.*?</w:instrText>|<[^>]*>|\s", "", footer) == "第1页共1页"


def test_chinese_fonts_are_named_as_such():
    styles = member(rebuilt("garage-level3")[0], "word/styles.xml")
    assert all(f'w:eastAsia="{font}"' in styles for font in ("宋体", "黑体", "仿宋_GB2312"))


def test_figures_that_were_worked_out_say_so():
    xml = member(rebuilt("small-enterprise-notes")[0], "word/document.xml")
    inferred = [item for item in open_library("small-enterprise-notes").by_item.values() if item.points_inferred]
    assert xml.count("〔") == len(inferred) > 0


def test_an_edited_rubric_is_printed_as_edited():
    rubric = open_library("jiangsu-small-enterprise")
    edited = Rubric.model_validate(rubric.model_dump(by_alias=True) | {"title": "江苏省小微企业评分细则", "subtitle": "（修订）"})
    data, _ = rebuild(edited)
    assert read_again(data, edited).title == "江苏省小微企业评分细则"
    assert read_again(data, edited).subtitle == "（修订）"


def test_a_long_name_keeps_its_distance_from_the_next_label():
    rubric = open_library("jiangsu-small-enterprise")
    source, placed = rebuilt(rubric.id)
    made = prepare(source, placed).fill([given(placed, {}, unit="江苏恒越精密机械制造有限公司南京分公司", leader="张建国")])
    lines = [paragraph.text for paragraph in open_word(made.data, "x").document.paragraphs if "：" in paragraph.text]
    assert "自评/评审单位：江苏恒越精密机械制造有限公司南京分公司  自评/评审时间：从" in lines[-2]
    assert re.fullmatch(r"自评/评审组组长：张建国 {20,}自评/评审组主要成员： +", lines[-1])


BANDS = """
检查内容 | 分值 | 评分标准 | 得分
一、制度建设（5分） | < | < | <
建立制度。 | 2 | 未建立的，不得分。 |
公布制度。 | 3 | 未公布的，扣1分。 |
二、设备（4分） | < | < | <
设备完好。 | 4 | 一处不完好扣1分。 |
"""
NUMBERED_ROWS = """
序号 | 检查项目 | 检查内容 | 分值 | 评分标准 | 得分
1 | 制度 | 建立制度。 | 2 | 未建立的，不得分。 |
2 | 制度 | 公布制度。 | 3 | 未公布的，扣1分。 |
3 | 设备 | 设备完好。 | 4 | 一处不完好扣1分。 |
合计 | < | < | 9 | |
"""
GATE_AND_BONUS = """
一级指标 | 二级指标 | 分值 | 评分方法 | 评价得分
基本条件 | 无死亡事故。 | | 符合的，方可参加评选。 |
安全理念（70%） | 纳入规划。 | 4 | 每项不符合扣1分。 |
奖励项（10分） | 获得表彰。 | 10 | 查看文件。 |
"""
MARKS_AND_METHODS = """
考核项目 | 考核要点 | 分值 | 查资料 | 询问 | 评分标准 | 自评得分 | 考评得分
第一章 目标 | ①制定目标。 | 3★ | 文件 | 人员 | 未制定的，不得分。 | |
^ | ②考核目标。 | 2 关键项 | 记录 | | 未考核的，扣1分。 | |
"""


@pytest.mark.parametrize("drawing", [BANDS, NUMBERED_ROWS, GATE_AND_BONUS, MARKS_AND_METHODS])
def test_other_layouts_read_back_too(drawing: str):
    _, rubric = form(drawing)
    data, placed = rebuild(rubric)
    assert told(read_again(data, rubric)) | {"policy": {}} == told(rubric) | {"policy": {}}
    assert places(read_again(data, rubric)) == places(placed)


def test_the_headings_that_the_source_prints_between_are_printed_again():
    lines = [paragraph.text for paragraph in open_word(rebuilt("jiangsu-small-enterprise")[0], "x.docx").document.paragraphs]
    assert lines[0] == "附件3:"
    assert lines[2] == "评 审 说 明"
    assert (
        lines.index("江苏省工贸行业小微企业安全生产标准化评分表")
        == next(n for n, line in enumerate(lines) if "自评/评审单位" in line) - 1
    )
    again = read_again(rebuilt("jiangsu-small-enterprise")[0], open_library("jiangsu-small-enterprise"))
    assert again.source is not None
    assert [heading.before for heading in again.source.headings] == ["title", "notes", "blanks"]
