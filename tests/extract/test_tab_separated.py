"""Text with tabs between cells, as spreadsheets copy and save it."""

from __future__ import annotations

import pytest

from extract.document import Grid
from extract.limits import Limits, using
from extract.text import read_text
from rubrics.errors import SourceError
from tests.scaling import is_proportional
from tests.wordfile import drawn


def read(text, encoding="utf-8"):
    return read_text(text.encode(encoding), "x.txt")


def blocks(text):
    return [drawn(block) if isinstance(block, Grid) else block.text for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目\t分值\n目标\t5\n", ["项目 | 分值\n目标 | 5"]),
        ("项目\t分值\r\n目标\t5\r\n", ["项目 | 分值\n目标 | 5"]),
        ("标题\n\n项目\t分值\n目标\t5\n注：说明", ["标题", "项目 | 分值\n目标 | 5", "注：说明"]),
        ("标题\t\t\n项目\t分值\t得分\n目标\t5\t\n注\t\t", ["标题", "项目 | 分值 | 得分\n目标 | 5 | ", "注"]),
        ("项目\t分值\n一、目标\n目标\t5\n", ["项目 | 分值\n一、目标 | \n目标 | 5"]),
        ("项目\t内容\t分值\n目标\t甲\t5\n\t乙\t3\n", ["项目 | 内容 | 分值\n目标 | 甲 | 5\n | 乙 | 3"]),
        ("项目\t分值\t得分\n目标\t5\n制度\t5\n", ["项目 | 分值 | 得分\n目标 | 5 | \n制度 | 5 | "]),
        ('项目\t分值\n"甲\n乙"\t5\n"说""明"""\t3\n', ['项目 | 分值\n甲/乙 | 5\n说"明" | 3']),
        ('项目\t分值\n"三同时"制度\t5\n"目标\t3\n', ['项目 | 分值\n"三同时"制度 | 5\n"目标 | 3']),
        ('项目\t标准\n甲\t"一\n二\n三\n四\n五"\n乙\t"一\n二\n三\n四"\n', ["项目 | 标准\n甲 | 一/二/三/四/五\n乙 | 一/二/三/四"]),
    ],
)
def test_rows_are_lines_and_cells_stand_between_tabs(text, expected):
    assert read(text).format == "tab-separated"
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("\t项目\n\t分值\n\n\t目标\n\t5\n\n", "dump"),
        ("\t一段\n\t又一段\n", "flattened"),
        ("一、目标（10分）\n1.1\t目标\n建立目标，未建立不得分\n5分\n", "flattened"),
        ("一行\n又一行\n", "flattened"),
    ],
)
def test_tabs_that_begin_or_indent_lines_are_something_else(text, format_):
    assert read(text).format == format_


def test_rows_that_line_breaks_in_cells_have_cut_are_put_together():
    text = "项目\t内容\t分值\t标准\n目标\t甲\n乙\t5\t不得分\n制度\t丙\n丁\n戊\t5\t扣1分\n扣2分\n三\t己\t5\t扣\n"
    document = read(text)
    rows = "项目 | 内容 | 分值 | 标准\n目标 | 甲/乙 | 5 | 不得分\n制度 | 丙/丁/戊 | 5 | 扣1分\n扣2分 |  |  | \n三 | 己 | 5 | 扣"
    assert drawn(next(document.grids)) == rows
    assert [(d.code, d.place.line) for d in document.diagnostics] == [("tab-row-joined", 2), ("tab-row-joined", 4)]


def test_rows_of_which_it_is_not_certain_that_they_were_cut_stay_and_are_told():
    text = "项目\t内容\t分值\t标准\n目标\t甲\t5\t扣\n制度\t乙\t5\n人员\t丙\t5\n四\t丁\t5\t扣\n"
    document = read(text)
    assert drawn(next(document.grids)).split("\n")[2:4] == ["制度 | 乙 | 5 | ", "人员 | 丙 | 5 | "]
    assert [(d.code, d.place.line, d.figures["count"]) for d in document.diagnostics] == [("tab-row-short", 3, 2)]


def test_the_place_of_a_cell_is_the_line_where_its_row_begins():
    grid = next(read('标题\n项目\t分值\n"甲\n乙"\t5\n丙\t3\n').grids)
    assert [cell.place.line for cell in grid.cells if cell.column == 0] == [2, 3, 5]
    assert not grid.knows_spans


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_it_is_read_in_the_encodings_of_spreadsheets(encoding):
    assert drawn(next(read("项目\t分值\n安全目标\t5\n", encoding).grids)) == "项目 | 分值\n安全目标 | 5"


def test_too_many_columns_are_refused():
    with using(Limits(columns=3)), pytest.raises(SourceError) as caught:
        read("一\t二\t三\t四\n一\t二\t三\t四\n")
    assert caught.value.code == "table-too-wide"


def test_marks_that_open_and_never_close_cost_time_in_proportion():
    def open_marks(count: int) -> str:
        return "项目\t分值\n" + '"甲""\t"乙""\n' * count

    assert read(open_marks(20_000)).format == "tab-separated"
    assert is_proportional(read, open_marks(2_500), open_marks(20_000), 8)
