"""The papers around a form: what they say, and that an authority's Word takes them."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from extract.word import open_word
from render import Filled
from render.paper_words import REST
from render.papers import bound_papers, papers
from render.result import result_of
from rubrics import Rubric, load_assessment, load_rubric
from scoring import score
from tests.render.forms import FULL, SMALL, form, given
from tests.render.test_standards import EXAMPLES
from tests.wordfile import drawn

LIBRARY = Path(__file__).parents[2] / "rubrics" / "library"
NAMES = ("评分汇总表", "扣分点及原因说明汇总表", "缺项说明表", "证据清单", "自评结论")
ALL = (
    ("jiangsu-small-enterprise", "self"),
    ("garage-level3", "review"),
    ("hangzhou-safety-culture", "self"),
    ("hainan-filling-station", "review"),
    ("small-enterprise-notes", "self"),
)
RUBRIC = form(SMALL)[1]
ANSWERS = {
    "1.1-1": {"findings": [{"rule": 2, "count": 2, "note": "两处不符", "evidence": ["目标文件.pdf"]}]},
    "1.1-2": {"not_applicable": "首年不考核"},
}


@cache
def example(name: str, kind: str) -> tuple[Rubric, Filled]:
    rubric = load_rubric(LIBRARY / f"{name}.yaml")
    assessment, _ = load_assessment(EXAMPLES / f"{name}.{kind}.yaml")
    return rubric, Filled(assessment, score(rubric, assessment))


@cache
def small() -> dict[str, bytes]:
    return papers(RUBRIC, given(RUBRIC, ANSWERS, unit="某厂", begin="2024-03-04", end="2024-03-08"))


def table_of(name: str) -> str:
    return drawn(next(open_word(small()[name], "paper.docx").document.grids))


def test_there_are_five_papers_by_their_published_names():
    assert tuple(small()) == NAMES


def test_the_summary_has_the_figures_of_the_scorecard():
    assert table_of("评分汇总表").split("\n") == [
        "序号 | 评审项目 | 标准分值 | 合理缺项分值 | 应得分 | 扣分 | 实际得分 | 得分率%",
        "一 | 基础管理 | 10 | 4 | 6 | 4 | 2 | 33.3",
        "1.1 | 安全目标 | 10 | 4 | 6 | 4 | 2 | 33.3",
        "合计 | < | 10 | 4 | 6 | 4 | 2 | 33.3",
    ]


def test_every_deduction_stands_with_its_reason():
    assert table_of("扣分点及原因说明汇总表").split("\n")[1:] == [
        "1 | 一、基础管理 | 1.1 安全目标 | 1.1-1 制定年度目标。 | 两处不符（2处，扣4分） | 4",
        "合计 | < | < | < | < | 4",
    ]


def test_what_does_not_apply_stands_with_its_points_and_reason():
    assert table_of("缺项说明表").split("\n")[1:] == [
        "1 | 1.1 安全目标 | 1.1-2 对目标进行考核。 | 4 | 首年不考核",
        "合计 | < | < | 4 | ",
    ]


def test_evidence_stands_with_what_it_was_seen_for():
    assert table_of("证据清单").split("\n")[1:] == ["1 | 1.1-1 | 制定年度目标。 | 目标文件.pdf | 两处不符"]


def test_an_empty_table_says_that_there_is_nothing():
    made = papers(RUBRIC, given(RUBRIC, {"1.1-1": FULL, "1.1-2": FULL}))
    for name in ("扣分点及原因说明汇总表", "缺项说明表", "证据清单"):
        assert drawn(next(open_word(made[name], "x").document.grids)).split("\n")[1].startswith("无 | <")


def test_the_conclusion_names_unit_days_and_what_stands_against_a_grade():
    text = table_of("自评结论")
    assert "某厂" in text
    assert "2024年3月4日至2024年3月8日" in text
    assert "扣分1处，缺项1项，未评0项" in text


def test_the_conclusion_says_what_stands_against_the_next_grade():
    rubric, filled = example("garage-level3", "review")
    told = drawn(next(open_word(papers(rubric, filled)["评审结论"], "x").document.grids))
    against = result_of(rubric, filled).against
    assert ("未达到更高等级的原因" in told) == bool(against)
    assert all(one in told for one in against)


def test_items_that_nobody_assessed_are_named_and_give_no_result():
    made = papers(RUBRIC, given(RUBRIC, {"1.1-1": FULL}))
    text = drawn(next(open_word(made["自评结论"], "x").document.grids))
    assert "未评条目 | 1.1-2" in text
    assert "评定得分 | /" in text
    assert "1.1 | 安全目标 | 10 | 0 | 10 |  | 未评 |" in drawn(next(open_word(made["评分汇总表"], "x").document.grids))


@pytest.mark.parametrize(("name", "kind"), ALL)
def test_the_deductions_of_the_examples_add_up_to_the_total(name: str, kind: str):
    rubric, filled = example(name, kind)
    result = result_of(rubric, filled)
    listed = sum(Decimal(loss.points) for loss in result.losses)
    assert listed == filled.scorecard.total.deduction
    misprinted = {"garage-level3", "small-enterprise-notes"}  # the points of their elements do not come to their totals
    assert [loss.reason for loss in result.losses].count(REST) == (name in misprinted)


def test_what_a_veto_takes_stands_on_a_row_of_its_own():
    result = result_of(*example("hainan-filling-station", "review"))
    vetoes = [(loss.second, loss.points) for loss in result.losses if "否决" in loss.reason and not loss.item]
    assert vetoes == [("12.3 落实《海南经济特区安全生产条例》相关要求", "15")]


@pytest.mark.parametrize(("name", "kind"), ALL)
def test_a_schema_check_finds_no_error(name: str, kind: str, tmp_path: Path):
    rubric, filled = example(name, kind)
    made = {**papers(rubric, filled), "bound": bound_papers(rubric, filled)}
    for paper, data in made.items():
        path = tmp_path / f"{paper}.docx"
        path.write_bytes(data)
        assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


def test_the_same_input_gives_the_same_bytes():
    rubric, filled = example("jiangsu-small-enterprise", "self")
    assert papers(rubric, filled) == papers(rubric, filled)
    assert bound_papers(rubric, filled) == bound_papers(rubric, filled)


def test_papers_are_set_as_official_ones_are():
    data = bound_papers(*example("jiangsu-small-enterprise", "self"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    xml = archive.read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 4
    assert re.findall(r"</w:tbl>(?!<w:p>)", xml) == []
    assert "<w:r/>" not in xml
    assert "<w:r></w:r>" not in xml
    footers = "".join(archive.read(name).decode() for name in archive.namelist() if "footer" in name)
    assert re.sub(r"<[^>]*>", "", footers).strip() == "第 PAGE1 页 共 NUMPAGES1 页"
    styles = archive.read("word/styles.xml").decode()
    assert {"宋体", "黑体", "仿宋_GB2312"} <= set(re.findall(r'w:eastAsia="([^"]*)"', styles))
    assert "评分汇总表" in archive.read("docProps/core.xml").decode()
    orientations = re.findall(r"<w:pgSz [^>]*>", xml)
    assert [("landscape" in one) for one in orientations] == [False, True, False, True, False]


def test_hostile_words_are_only_words():
    note = "</w:t><w:br/>&{{7*7}}\x00"
    made = papers(RUBRIC, given(RUBRIC, {"1.1-1": {"score": 1, "note": note}, "1.1-2": FULL}))
    assert "</w:t><w:br/>&{{7*7}}" in drawn(next(open_word(made["扣分点及原因说明汇总表"], "x").document.grids))
