"""What stands around the table of a filled form: cells beside labels, and scores and grades behind them."""

from __future__ import annotations

import pytest

from extract.word import open_word
from render import prepare
from render.reading import ReadForm, read_form
from tests.render.forms import FULL, SMALL, document_xml, given, imported, repacked
from tests.wordfile import docx, drawn, table

HEAD = """
评审单位 | | 评审日期 | |
企业名称 | | 组长 | |
"""
SOURCE = docx("某省企业安全生产标准化评分细则", table(HEAD), "评审得分：____________", table(SMALL, about="", score=""))
RUBRIC = imported(SOURCE)
WHO = {"unit": "甲公司", "reviewer": "乙所", "leader": "张三", "end": "2024-03-08"}
MADE = prepare(SOURCE, RUBRIC).fill([given(RUBRIC, {"1.1-1": FULL, "1.1-2": FULL}, kind="review", **WHO)])


def read(old: str = "", new: str = "") -> ReadForm:
    xml = document_xml(MADE.data)
    assert old in xml
    return read_form(repacked(MADE.data, xml.replace(old, new)) if old else MADE.data, RUBRIC, kind="review")


def test_what_is_written_in_the_cell_beside_a_label_is_read():
    assert drawn(next(open_word(MADE.data, "x.docx").document.grids)).startswith("评审单位 | 乙所 | 评审日期 | 2024年3月8日")
    (back,) = read().assessments
    assert {name: str(getattr(back, name)) for name in WHO} == WHO
    assert read().diagnostics == ()


@pytest.mark.parametrize(("written", "told"), [("9", ["9"]), ("１０分", []), ("10", []), ("优", ["优"])])
def test_a_score_behind_a_label_is_checked(written: str, told: list[str]):
    found = [one.figures for one in read("：10_", f"：{written}_").diagnostics]
    assert found == [{"label": "评审得分", "written": text, "computed": "10"} for text in told]
