"""The comparison table of two editions: what an authority prints beside a revised standard."""

from __future__ import annotations

import re

import pytest

from extract.word import open_word
from render.revision.table import revision_table
from rubrics.files import dump_rubric
from rubrics.revision import compare
from tests.render.forms import document_xml
from tests.rubrics.editions import edition
from tests.rubrics.revised import garage, jiangsu

OLD = """
一 基础管理 20
- 1-1 6 制定年度目标。 | 未制定的，不得分；与实际不符的，一处扣2分。
- 1-2 4 对目标进行考核。 | 未考核的，扣4分。
- 1-3 10 建立安全生产投入保障制度并足额提取费用。 | 未建立的，不得分。
"""
NEW = """
一 基础管理 20
- 1-1 6 制定年度目标。 | 未制定的，不得分；与实际不符的，一处扣3分。
- 1-3 10 建立安全生产投入保障制度并足额提取费用。 | 未建立的，不得分。
- 1-4 4 在作业现场公示危险源与风险。 | 未公示的，扣4分。
"""


def table(old, new) -> tuple[bytes, list[list[str]]]:
    """Return the document and the rows of its table below the header."""
    data = revision_table(compare(old, new), old, new)
    (grid,) = open_word(data, "table.docx").document.grids
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    assert rows[0] == ["序号", "条款", "修订前", "修订后", "说明"]
    return data, rows[1:]


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in open_word(data, "table.docx").document.paragraphs]


def looks(data: bytes, mark: str) -> list[str]:
    """Return the texts of the runs that carry a mark."""
    runs = re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(.*?)</w:t></w:r>", document_xml(data))
    return [text for properties, text in runs if mark in properties]


def test_a_price_stands_in_both_columns_and_only_its_figure_is_marked():
    data, rows = table(edition(OLD), edition(NEW, "2"))
    changed = next(row for row in rows if len(row) == 5 and "1-1" in row[1])
    assert changed[2] == "制定年度目标。\n……\n2. 与实际不符的，一处扣2分"
    assert changed[3] == "制定年度目标。\n……\n2. 与实际不符的，一处扣3分"
    assert changed[4] == "修改\n趋严"
    assert "2" in looks(data, "<w:strike/>")
    assert "3" in looks(data, '<w:u w:val="single"/>')


def test_what_is_new_and_what_is_gone_stand_alone():
    _, rows = table(edition(OLD), edition(NEW, "2"))
    by_remark = {row[-1].split("\n")[0]: row for row in rows if len(row) == 5}
    assert by_remark["新增"][2:4] == ["—", "在作业现场公示危险源与风险。\n分值：4分\n1. 未公示的，扣4分"]
    assert by_remark["删除"][2:4] == ["对目标进行考核。\n分值：4分\n1. 未考核的，扣4分", "—"]


def test_the_policy_stands_in_it_too():
    _, rows = table(edition(OLD), edition(OLD, "2", scale=1000))
    assert [row[2:4] for row in rows if len(row) == 5 and row[2] == "100"] == [["100", "1000"]]


def test_title_counts_and_legend_stand_around_it():
    data, _ = table(edition(OLD), edition(NEW, "2"))
    said = texts(data)
    assert said[0] == "《样例评分细则》修订对照表"
    assert "修订后共3条：修改1条，新增1条，删除1条" in said[3]
    assert said[-1].startswith("注：")


def test_two_editions_that_say_the_same_have_no_table():
    data = revision_table(compare(edition(OLD), edition(OLD)), edition(OLD), edition(OLD))
    assert not list(open_word(data, "table.docx").document.grids)
    assert "两个版本内容一致，没有修订。" in texts(data)


@pytest.mark.parametrize("standard", [jiangsu, garage], ids=["jiangsu", "garage"])
def test_every_revised_part_has_a_row_in_deterministic_bytes(standard):
    old, new, *_ = standard.revised()
    revision = compare(old, new)
    data, rows = table(old, new)
    assert data == revision_table(revision, old, new)
    numbers = [row[0] for row in rows if len(row) == 5]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    said = "\n".join(row[1] for row in rows if len(row) == 5)
    for pair in revision.items:
        if not pair.is_plain and (pair.kind != "same" or pair.moved or pair.doubtful):
            assert (pair.new or pair.old)[0] in said


def test_a_doubtful_match_is_said_to_be_doubtful():
    old, new, *_ = garage.revised()
    revision = compare(old, new)
    pair = next(pair for pair in revision.items if pair.kind == "changed")
    doubtful = revision.model_copy(
        update={"items": tuple(one.model_copy(update={"doubtful": True}) if one is pair else one for one in revision.items)}
    )
    assert "存疑" in document_xml(revision_table(doubtful, old, new))


def test_word_finds_nothing_wrong_with_it(tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "table.docx"
    path.write_bytes(table(edition(OLD), edition(NEW, "2"))[0])
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_command_writes_it_and_overwrites_nothing(tmp_path):
    from click.testing import CliRunner

    from pipeline import dabiao

    for name, drawn in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.yaml").write_text(dump_rubric(edition(drawn, name)), encoding="utf-8")
    words = ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "-o", str(tmp_path / "修订对照表.docx")]
    assert CliRunner().invoke(dabiao, words).exit_code == 0
    assert "《样例评分细则》修订对照表" in texts((tmp_path / "修订对照表.docx").read_bytes())
    (tmp_path / "修订对照表.docx").write_bytes(b"mine")
    assert CliRunner().invoke(dabiao, words).exit_code == 2
