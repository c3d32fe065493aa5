"""Cells of a PDF out of the lines that are drawn: spans, missing rules, borders of all kinds, and lines that mean nothing."""

from itertools import pairwise

import pytest

from extract.pdf_lattice import lattice
from extract.pdf_page import Rule
from extract.pdf_rules import connected, joined, meshes, snapped
from tests.extract.pdffile import Sheet, codes, grid, read
from tests.wordfile import drawn

WIDTHS = [60, 60, 120]
SIMPLE = "甲 | 乙 | 丙\n丁 | 戊 | 己"


def table(drawing=SIMPLE, **options):
    return Sheet().table(drawing, widths=WIDTHS, **options)


def bare(drawing=SIMPLE):
    """Return the words of a table without any rule, and the places of its edges."""
    sheet = Sheet()
    xs, ys = [50, 110, 170, 290], [100, 122, 144]
    for row, line in enumerate(drawing.split("\n")):
        for column, words in enumerate(line.split("|")):
            sheet.text(xs[column] + 4, ys[row] + 4, words.strip())
    return sheet, xs, ys


@pytest.mark.parametrize("border", ["all", "none", "sides", "no-top", "no-bottom"])
def test_outer_rules_need_not_be_drawn(border):
    assert drawn(grid(table(border=border))) == SIMPLE


@pytest.mark.parametrize(
    "drawing",
    [
        "甲 | < | 丙\n丁 | 戊 | 己",
        "甲 | 乙 | 丙\n^ | 戊 | 己\n^ | ^ | 庚",
        "甲 | < | <\n丁 | < | 己\n^ | 戊 | 庚",
        "甲 | 乙 | 丙\n丁 | < | <",
    ],
)
def test_merged_cells_have_their_spans(drawing):
    read_back = grid(table(drawing))
    cells = {cell.text: (cell.row_span, cell.column_span) for cell in read_back.cells}
    if drawing.startswith("甲 | < | <\n丁 | <"):  # a cell of two rows and columns with a cell cut out is no box
        assert cells["甲"] == (1, 3)
    else:
        assert drawn(read_back) == drawing


def test_widths_are_those_of_the_columns():
    assert grid(table()).widths == pytest.approx(WIDTHS, abs=0.5)


def test_each_cell_names_its_page_table_row_and_column():
    places = [str(cell.place) for cell in grid(table()).cells]
    assert places[:4] == ["g1t1r1c1", "g1t1r1c2", "g1t1r1c3", "g1t1r2c1"]


def boxes(sheet, xs, ys):
    """Draw the borders as Word does: each cell's own pieces, thin filled boxes, a little one at each corner."""
    for y in ys:
        for x0, x1 in pairwise(xs):
            sheet.box(x0, y, x1, y + 0.5).box(x0, y, x0 + 0.5, y + 0.5)
    for x in xs:
        for y0, y1 in pairwise(ys):
            sheet.box(x, y0 + 0.5, x + 0.5, y1)


def strokes(sheet, xs, ys):
    """Draw the borders as boxes around each cell."""
    for y0, y1 in pairwise(ys):
        for x0, x1 in pairwise(xs):
            sheet.box(x0, y0, x1, y1, look="0 G 0.5 w", paint="S")


def dashes(sheet, xs, ys):
    for y in ys:
        for x in range(xs[0], xs[-1], 4):
            sheet.line(x, y, x + 2, y)
    for x in xs:
        for y in range(ys[0], ys[-1], 4):
            sheet.line(x, y, x, y + 2)


def dots(sheet, xs, ys):
    for y in ys:
        for x in range(xs[0], xs[-1] + 1, 2):
            sheet.box(x, y, x + 1, y + 1)
    for x in xs:
        for y in range(ys[0], ys[-1] + 1, 2):
            sheet.box(x, y, x + 1, y + 1)


def doubled(sheet, xs, ys):
    for y in ys:
        sheet.line(xs[0], y - 0.75, xs[-1], y - 0.75).line(xs[0], y + 0.75, xs[-1], y + 0.75)
    for x in xs:
        sheet.line(x - 0.75, ys[0], x - 0.75, ys[-1]).line(x + 0.75, ys[0], x + 0.75, ys[-1])


def thick(sheet, xs, ys):
    """Draw a border of 6 points, at which the thin rules end."""
    for y in ys:
        is_outer = y in (ys[0], ys[-1])
        sheet.line(xs[0] + 3 * (not is_outer), y, xs[-1] - 3 * (not is_outer), y, width=6 if is_outer else 0.5)
    for x in xs:
        is_outer = x in (xs[0], xs[-1])
        sheet.line(x, ys[0] + 3 * (not is_outer), x, ys[-1] - 3 * (not is_outer), width=6 if is_outer else 0.5)


def one_path(sheet, xs, ys):
    parts = [f"{xs[0]} {842 - y} m {xs[-1]} {842 - y} l" for y in ys] + [f"{x} {842 - ys[0]} m {x} {842 - ys[-1]} l" for x in xs]
    sheet.raw("0.5 w " + " ".join(parts) + " S")


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("draw", [boxes, strokes, dashes, dots, doubled, thick, one_path])
def test_borders_are_seen_however_a_program_draws_them(draw, engine):
    sheet, xs, ys = bare()
    draw(sheet, xs, ys)
    (found,) = read(sheet, engine=engine).grids
    assert drawn(found) == SIMPLE


def test_white_rules_between_coloured_cells_count():
    sheet, xs, ys = bare()
    ground = Sheet().box(xs[0], ys[0], xs[-1], ys[-1], look="0.2 0.4 0.7 rg")
    for y in ys:
        ground.line(xs[0], y, xs[-1], y, look="1 G")
    for x in xs:
        ground.line(x, ys[0], x, ys[-1], look="1 G")
    ground.drawn += sheet.drawn
    ground.used += sheet.used
    assert drawn(grid(ground)) == SIMPLE


def test_coloured_cells_of_a_header_have_their_sides_though_no_rule_parts_them():
    sheet, xs, ys = bare()
    ground = Sheet()
    for x0, x1 in pairwise(xs):
        ground.box(x0, ys[0], x1, ys[1], look="0.2 0.4 0.7 rg").line(x0, ys[1], x0, ys[2])
    ground.line(xs[-1], ys[0], xs[-1], ys[2])
    for y in ys:
        ground.line(xs[0], y, xs[-1], y)
    ground.drawn += sheet.drawn
    ground.used += sheet.used
    assert drawn(grid(ground)) == SIMPLE


def test_white_rules_on_white_paper_are_nothing():
    sheet, xs, ys = bare()
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y, look="1 G")
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1], look="1 G")
    assert list(read(sheet).grids) == []


def test_a_box_that_only_clips_is_nothing():
    sheet, xs, ys = bare()
    sheet.raw(f"q {xs[0]} {842 - ys[-1]} {xs[-1] - xs[0]} {ys[-1] - ys[0]} re W n Q")
    assert list(read(sheet).grids) == []


def test_underlines_and_strokes_in_a_cell_part_nothing():
    sheet = table("甲 | 乙 | 丙丙丙丙\n丁 | 戊 | 己")
    sheet.line(176, 116, 216, 116).line(176, 110, 286, 110)
    assert drawn(grid(sheet)) == "甲 | 乙 | 丙丙丙丙\n丁 | 戊 | 己"


def test_a_line_under_a_running_head_is_no_table():
    sheet = Sheet().lines("评分标准").line(50, 70, 500, 70)
    assert list(read(sheet).grids) == []


def test_a_frame_around_the_page_is_no_cell():
    sheet = table().box(20, 20, 575, 822, look="0 G 1 w", paint="S")
    assert drawn(grid(sheet)) == SIMPLE


def test_text_in_a_lone_box_is_a_paragraph():
    document = read(Sheet().text(60, 60, "说明").box(50, 50, 200, 90, look="0 G 1 w", paint="S"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["说明"]
    assert list(document.grids) == []


def test_two_tables_on_a_page_come_in_reading_order_with_the_words_between():
    sheet = Sheet().table("甲 | 乙", widths=[60, 60]).lines("然后", y=200).table("丙 | 丁", widths=[60, 60], y=300)
    document = read(sheet)
    assert [getattr(block, "text", None) or drawn(block) for block in document.blocks] == ["甲 | 乙", "然后", "丙 | 丁"]


def test_a_cell_that_is_no_box_is_cut_into_boxes_and_told():
    sheet = Sheet().text(54, 104, "甲").text(174, 126, "乙")
    for line in ((50, 100, 290, 100), (50, 144, 290, 144), (50, 100, 50, 144), (290, 100, 290, 144)):
        sheet.line(*line)
    sheet.line(170, 122, 290, 122).line(170, 122, 170, 144)  # the field left and above 乙 is an L
    document = read(sheet)
    assert codes(document) == ["pdf-cell-torn"]
    assert {cell.text for cell in next(document.grids).cells} >= {"甲", "乙"}


def test_words_that_a_rule_runs_through_are_told():
    sheet = table().text(54, 117.2, "横")
    document = read(sheet)
    assert codes(document) == ["pdf-text-crossed"]
    assert document.diagnostics[0].figures == {"text": "横"}


def test_words_over_two_cells_go_to_the_cells_in_which_their_signs_stand():
    sheet, xs, ys = bare("甲 | 乙 | \n丁 | 戊 | 己")
    one_path(sheet, xs, ys)
    sheet.text(154, 104, "丙丁戊", size=10)
    assert [cell.text.split() for cell in grid(sheet).cells][:3] == [["甲"], ["乙", "丙丁"], ["戊"]]


def test_a_drawing_of_thousands_of_lines_is_no_table_and_is_told():
    sheet = Sheet().lines("图")
    for number in range(450):
        sheet.line(50 + number, 100, 50 + number, 600, width=0.1).line(50, 100 + number, 500, 100 + number, width=0.1)
    sheet.raw(" ".join(f"{x} 50 m {x} 60 l S" for x in range(590)))
    document = read(sheet)
    assert [paragraph.text for paragraph in document.paragraphs] == ["图"]
    assert len(list(document.grids)) <= 1


def test_snapped_rules_stand_at_one_place():
    assert {rule.at for rule in snapped([Rule(10, 0, 5), Rule(12, 5, 9), Rule(14.5, 0, 9)])} == {11, 14.5}


def test_joined_rules_bridge_small_gaps_only():
    assert joined([Rule(10, 0, 10), Rule(10, 12, 20), Rule(10, 30, 40)]) == [Rule(10, 0, 20), Rule(10, 30, 40)]


def test_rules_hang_together_where_they_meet():
    level = [Rule(0, 0, 10), Rule(10, 0, 10), Rule(50, 0, 10)]
    upright = [Rule(0, 0, 10), Rule(10, 0, 10)]
    assert list(connected(level, upright)) == [([0, 1], [0, 1])]


def test_the_lattice_of_a_cross_without_outer_rules_has_four_cells():
    (mesh,) = meshes([Rule(10, 0, 40)], [Rule(20, 0, 30)])
    shape = lattice(mesh)
    assert (shape.xs, shape.ys, len(shape.boxes)) == ((0, 20, 40), (0, 10, 30), 4)
    assert (shape.has_top, shape.has_bottom) == (False, False)


def test_level_signs_in_a_cell_of_turned_ones_are_kept():
    sheet = Sheet().table("项目 | 分值\n | 5////", widths=[60, 60]).text(60, 180, "安全生产", angle=90).text(80, 150, "甲乙")
    cells = [cell.text for cell in grid(sheet).cells]
    assert cells[:2] == ["项目", "分值"]
    assert sorted("".join(cells[2].split())) == sorted("安全生产甲乙")
