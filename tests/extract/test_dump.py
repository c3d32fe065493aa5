"""How a dump is read: small tables, each with one of the faults that converters leave."""

from __future__ import annotations

import pytest

from extract.document import Paragraph
from extract.dump import read_dump
from tests.extract.dumping import dump_of, rows_in, rows_of

HEADINGS = ["要素", "要求", "分值", "评分方式", "得分"]
ITEM = ["一、目标", "制定目标", "4", "未制定的，不得分", ""]
MORE = ["", "考核目标", "6", "未考核的，不得分", ""]
PLAIN = [HEADINGS, ITEM, MORE, MORE]


def read(text):
    return read_dump(text, "x.txt", "0")


def blocks_of(document):
    return [block.text if isinstance(block, Paragraph) else rows_in(block) for block in document.blocks]


def codes(document):
    return [diagnostic.code for diagnostic in document.diagnostics]


def test_a_table_between_paragraphs():
    document = read(dump_of("附件1", "评分细则", PLAIN, "", "说明：见附件"))
    assert blocks_of(document) == ["附件1", "评分细则", PLAIN, "说明：见附件"]
    assert codes(document) == []


def test_places_count_tables_rows_columns_and_lines():
    document = read("标题\n\ta\n\tb\n\n\tc\n\td\n更多\n\n\n\n尾\n")
    (grid,) = document.grids
    assert [str(cell.place) for cell in grid.cells] == ["t1r1c1l2", "t1r1c2l3", "t1r2c1l5", "t1r2c2l6"]
    assert [str(paragraph.place) for paragraph in document.paragraphs] == ["p1l1", "p2l11"]
    assert grid.cells[-1].text == "d\n更多"


@pytest.mark.parametrize("column", range(5))
def test_a_cells_own_empty_lines_at_its_end_end_no_row(column):
    row = list(ITEM)
    row[column] += "\n\n"
    document = read(dump_of("标题", [HEADINGS, row, MORE, MORE]))
    assert rows_of(document) == PLAIN
    assert codes(document) == (["dump-row-joined"] if column < 4 else [])


def test_a_cells_own_empty_lines_inside_stay():
    row = ["一、目标", "制定目标", "10\n\n★★★", "a\n\nb", ""]
    assert rows_of(read(dump_of("标题", [HEADINGS, row, MORE]))) == [HEADINGS, row, MORE]


def test_short_rows_stay_short_also_one_after_the_other():
    rows = [*PLAIN, ["小计", "10", "得分小计"], ["总计", "100", "得分总计"]]
    assert rows_of(read(dump_of("标题", rows))) == rows


def test_two_rows_of_totals_are_no_whole_row_though_they_have_as_many_cells():
    table = [[*row[:4]] for row in PLAIN]
    rows = [*table, ["小计", "10"], ["总计", "100"]]
    assert rows_of(read(dump_of("标题", rows))) == rows


def test_rows_that_open_with_one_wide_cell_stand_alone():
    rows = [HEADINGS, ["第一部分 管理"], ITEM, MORE, ["第二部分 现场"], MORE, MORE]
    assert rows_of(read(dump_of("标题", rows))) == rows


def test_a_header_in_two_rows_the_upper_with_fewer_cells():
    rows = [["要素", "要求", "方法", "评分标准"], ["", "", "", "否决项", "扣分项"], *[["一", "制定", "查", "", "扣2分"]] * 3]
    assert rows_of(read(dump_of("标题", rows))) == rows


def test_text_below_a_table_is_taken_off_its_empty_last_cell():
    document = read(dump_of("标题", PLAIN) + "\n\n依据：\n\n《安全生产法》\n")
    assert blocks_of(document) == ["标题", PLAIN, "依据：", "《安全生产法》"]
    assert codes(document) == []


def test_a_last_cell_with_text_goes_on_over_its_own_empty_lines():
    rows = [[*row[:4]] for row in PLAIN]
    rows[2] = [*rows[2][:3], "1.未考核的，扣2分；\n\n2.未记录的，扣1分。"]
    assert rows_of(read(dump_of("标题", rows))) == rows


def test_text_far_below_a_last_cell_with_text_is_taken_off_and_reported():
    rows = [[*row[:4]] for row in PLAIN]
    document = read(dump_of("标题", rows) + "\n\n注：本表共100分\n")
    assert blocks_of(document) == ["标题", rows, "注：本表共100分"]
    assert codes(document) == ["dump-text-moved"]


def test_a_title_between_two_tables_is_a_paragraph_though_the_cell_above_has_text():
    rows = [[*row[:4]] for row in PLAIN]
    other = [["序号", "项目", "得分"], ["1", "甲", "3"], ["2", "乙", "4"]]
    document = read(dump_of("标题", rows, "表2 汇总", other))
    assert blocks_of(document) == ["标题", rows, "表2 汇总", other]
    assert codes(document) == ["dump-text-moved"]


def test_tables_that_begin_alike_behind_several_empty_lines_are_several():
    document = read(dump_of("标题", PLAIN, "", PLAIN, "", PLAIN))
    assert [rows_in(grid) for grid in document.grids] == [PLAIN] * 3


def test_a_header_that_comes_again_behind_one_empty_line_stays_in_the_table():
    document = read(dump_of("标题", [*PLAIN, *PLAIN]))
    assert [rows_in(grid) for grid in document.grids] == [[*PLAIN, *PLAIN]]


def test_a_table_of_another_width_behind_several_empty_lines_is_another():
    other = [["序号", "项目", "得分"], *[["1", "甲", "3"]] * 4]
    document = read(dump_of("标题", PLAIN, "", other))
    assert [rows_in(grid) for grid in document.grids] == [PLAIN, other]


@pytest.mark.parametrize("sign", [" ", "\x0c", "\x07", " \x0c"])
def test_a_header_whose_beginning_a_page_break_swallowed_keeps_its_columns(sign):
    text = dump_of("标题", [*PLAIN, ITEM]).rstrip("\n") + f"\n{sign}\t评分方式\n\t得分\n\n" + dump_of([MORE, MORE])
    document = read(text)
    (grid,) = document.grids
    assert rows_in(grid) == [*PLAIN, ITEM, ["评分方式", "得分"], MORE, MORE]
    assert [cell.column for cell in grid.cells if cell.row == 5] == [3, 4]
    assert codes(document) == ["dump-row-torn"]


def test_a_row_with_too_many_cells_is_reported():
    document = read(dump_of("标题", [*PLAIN, [*ITEM, *MORE], MORE]))
    assert codes(document) == ["dump-row-long"]


def test_the_names_of_bookmarks_are_left_out():
    document = read(dump_of("[bookmark: _GoBack]标题", [HEADINGS, ["[bookmark: OLE_LINK1]一", *ITEM[1:]], MORE]))
    assert blocks_of(document)[0] == "标题"
    assert rows_of(document)[1][0] == "一"


def test_a_character_that_the_converter_lost_is_reported_with_its_line():
    document = read(dump_of("标题", [HEADINGS, ["一、目\ufffd", *ITEM[1:]], MORE]))
    assert [(d.code, d.place.line) for d in document.diagnostics] == [("text-damaged", 8)]


def test_every_diagnostic_reads_as_a_sentence():
    document = read(dump_of("标题", [*PLAIN, [*ITEM, *MORE], MORE]) + " \t评分方式\n\t得分\n\n")
    assert all(diagnostic.sentence for diagnostic in document.diagnostics)
