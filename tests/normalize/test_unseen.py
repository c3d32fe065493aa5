"""Standards never seen before, in the layouts of many authorities: each is read as its author meant it.

They stand in ``unseen.txt`` (which says how it is written), ``unseen_with_columns.txt`` and ``unseen_in_other_layouts.txt``,
composed for these tests: points, codes and texts are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import Document
from normalize.standard import Import, normalize_all
from rubrics.errors import NoStandardError
from tests.normalize.drawn import document, drawn, outline, outline_with_columns


def chapters(name: str) -> dict[str, tuple[str, ...]]:
    """Return the documents of a file with what each is to be read as, by name."""
    found = re.split(r"^## ", (Path(__file__).parent / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {title: tuple(text.strip("\n").split("\n---\n")) for title, text in (chapter.split("\n", 1) for chapter in found)}


UNSEEN = chapters("unseen.txt")
WITH_COLUMNS = chapters("unseen_with_columns.txt") | chapters("unseen_in_other_layouts.txt")
_OF_RULES = ("item-without", "rule-")


@pytest.mark.parametrize(("source", "expected"), UNSEEN.values(), ids=UNSEEN.keys())
def test_a_standard_never_seen_is_read_as_its_author_meant_it(source, expected):
    assert read(source) == expected


@pytest.mark.parametrize(("source", "expected"), WITH_COLUMNS.values(), ids=WITH_COLUMNS.keys())
def test_its_total_and_its_columns_are_read_as_well(source, expected):
    assert read(source, outline_with_columns) == expected


def test_every_figure_of_the_sums_is_the_one_that_is_printed():
    """The other way round: of these standards only the one that does is said to contradict itself."""
    contradicting = {"points-sum", "total-sum", "stated-total", "code-repeated"}
    assert [name for name, (source, _) in UNSEEN.items() if contradicting & set(read(source).split())] == ["misprinted-total"]


_LABELS_OF_SUMS = (
    "合计分值 总分值 总分数 满分 合计100分 总分：100 总计（分） 经营小计 一至二项合计 合计A+B 小计1 "
    "(一)+(二) A+B 总成绩 累计 计 合計 "
    "合计/Total TOTAL Sum ∑ 考评总分值 标准分合计 最终得分 综合得分 合计得分"
)


@pytest.mark.parametrize("label", _LABELS_OF_SUMS.split())
@pytest.mark.parametrize("row", ["{0} | < | 100 |", "{0} |  | 100 |", " | {0} | 100 |", "{0} | {0} | 100 |"])
def test_a_row_of_sums_is_no_item_whatever_its_label(label, row):
    items = "卫生 | 地面 | 40 | 一处扣5分\n服务 | 微笑 | 60 | 一次扣5分"
    assert read(f"某店评分表\n项目 | 内容 | 分值 | 评分标准\n{items}\n{row.format(label)}", outline_with_columns).startswith(
        "= 100 "
    )


_CLOSING_ROWS = (
    "备注 | 80分以上为合格 | < | <",
    "评定等级 | 优□ 良□ 中□ 差□ | < | <",
    "评价结果 | 90-100分为优，80-89分为良 | < | <",
    "考核等次 |  |  |",
    "审核人 |  | 审批人 |",
    "检查时间 | 2024年 月 日 | < | <",
    "应得分 | 100 | 实得分 |",
    "合格线 | < | 80 |",
    "及格分数 |  | 60 |",
    "存在的主要问题及整改建议 |  |  |",
    "联系电话 |  |  |",
    "应得分：100 | 实得分： | 得分率： |",
    "—— | —— | —— | ——",
)


@pytest.mark.parametrize("row", _CLOSING_ROWS)
def test_a_row_that_closes_a_table_is_no_item(row):
    items = "卫生 | 地面 | 40 | 一处扣5分\n服务 | 微笑 | 60 | 一次扣5分"
    found = read(f"某店评分表\n项目 | 内容 | 分值 | 评分标准\n{items}\n{row}", outline_with_columns)
    assert found == "= 100 | E R P U\n1 卫生 -\n  1-1 40 地面\n2 服务 -\n  2-1 60 微笑"


@pytest.mark.parametrize(
    "row", ["考核结果 | 运用到位 | 20 | 未运用扣5分", "平均分 | 高于全县 | 20 | 每低1分扣2分", "平均分 |  | 20 |"]
)
def test_an_item_that_is_named_like_a_closing_row_stays_one(row):
    found = read(f"某校评分表\n项目 | 内容 | 分值 | 评分标准\n德育 | 主题班会 | 80 | 少一次扣5分\n{row}", outline_with_columns)
    assert found.startswith("= 100 ")
    assert row.split(" | ", 1)[0] in found


def test_an_item_that_is_named_like_a_sum_stays_one_where_it_has_rules():
    told_of = read(
        "某店评分表\n项目 | 内容 | 分值 | 评分标准\n成绩 | 体育 | 40 | 一次扣5分\n学期总评 | < | 60 | 一科不及格扣5分",
        outline_with_columns,
    )
    assert told_of.startswith("= 100 ")
    assert "学期总评" in told_of


def read(source: str, drawing: Callable[[Import], str] = outline) -> str:
    """Return the trees that a source is read as, with what is told about it."""
    try:
        return "\n====\n".join(told(one, drawing) for one in normalize_all(made(source), id="test"))
    except NoStandardError as problem:
        return f"!! {problem.code}"


def made(source: str) -> Document:
    """Return the document of a drawing: runs of lines with | are tables, other lines paragraphs."""
    blocks = [line.strip("\n") for line in re.findall(r"(?:^.*\|.*$\n?)+|^[^|\n]+$", source, flags=re.MULTILINE)]
    return document(*(drawn(block) if "|" in block else block for block in blocks))


def told(one: Import, drawing: Callable[[Import], str]) -> str:
    """Return the outline of a rubric, and a line for each thing that a person is told beyond what its rules are like."""
    telling = [
        f"! {d.code} {d.place or ''}".rstrip()
        for d in one.diagnostics
        if d.severity != "info" and not d.code.startswith(_OF_RULES)
    ]
    return "\n".join([drawing(one), *telling])
