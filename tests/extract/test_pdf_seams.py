"""Page breaks of programs that were not seen before: figures of two rows, labels, strips, open rows, blank pages, cut figures."""

import pytest

from extract.pdf_habits import NO_HABITS, Habits
from extract.pdf_line import Line, Lines
from extract.pdf_paragraphs import Room
from extract.pdf_seams import Side, cell_verdict, evidence
from tests.extract.pdffile import Sheet, codes, grid, read
from tests.wordfile import drawn

WIDTHS = [60, 108, 40, 170]
HEADER = "要素 | 要求 | 分值 | 评分标准\n"
ROWS = """\
目标 | 1.制定安全生产目标。 | 5 | 1.未制定目标的，不得分。
^ | 2.分解目标到各班组。 | 5 | 1.未分解目标的，扣2分。
机构 | 1.设置安全管理机构。 | 5 | 1.未设置机构的，不得分。
^ | 2.配备安全管理人员。 | 5 | 1.未配备人员的，扣3分。
制度 | 1.建立安全生产制度。 | 5 | 1.未建立制度的，扣1分。
"""


def pages(*drawings, widths=WIDTHS, **options):
    return [Sheet().table(drawing, widths=widths, **options) for drawing in drawings]


def apart(*rows):
    """Return a page of cells whose borders stand 3.3 points apart."""
    sheet = Sheet()
    for y, row in enumerate(rows):
        for x, words in enumerate(row.split()):
            left, upper = 50 + 80 * x, 100 + 30 * y
            sheet.box(left, upper, left + 76.7, upper + 26.7, look="0 G 0.75 w", paint="S").text(left + 4, upper + 6, words + " ")
    return sheet


def side(words, *, room=20.0, foot=0.5):
    """Return a cell of one line of signs 10 points wide, in a cell so wide, with so many lines of room below."""
    width = sum(10.0 if sign > "\u2e80" else 5.0 for sign in words)
    line = Line(words, 0.0, width, 0.0, 10.0, 5.0 if words[0].isdecimal() else 10.0, width, 0.0, 10.0)
    return Side(words, [Lines([tuple(line)])], Room(0.0, room), foot)


@pytest.mark.parametrize(
    ("above", "below", "foot", "reason"),
    [
        ("12", "30", 3.6, "two figures"),  # the cell had room for more lines
        ("6分", "30分", 0.4, "two figures"),  # no figure has two units
        ("2.4", "2.5", 0.3, "two figures"),
        ("1", "0", 0.4, "figure cut"),
        ("10", "0分", 0.4, "figure cut"),
    ],
)
def test_two_figures_are_one_only_where_the_page_can_have_cut_it(above, below, foot, reason):
    assert list(evidence(side(above, room=13.0 if len(above) > 1 else 8.0, foot=foot), side(below), NO_HABITS)) == [reason]


def test_points_below_the_label_of_their_column_begin_a_row():
    assert list(evidence(side("分值", room=20.0), side("12分"), NO_HABITS)) == ["figure begins"]
    assert "figure begins" not in list(evidence(side("每处扣（", room=40.0), side("12分"), NO_HABITS))


def test_points_below_a_title_are_those_of_the_title_where_the_others_have_theirs_behind_them():
    habits = Habits(1.0, 0.8, 0.0, 0.0, 0.0, 0.0, 0.9)
    assert cell_verdict(side("三、安全责任体系", foot=8.0), side("45分"), habits).is_certain


def test_a_list_number_in_brackets_is_no_remark():
    assert "remark" not in list(evidence(side("未建档。"), side("（1）未建账的（含台账），扣1分"), NO_HABITS))


def test_a_label_with_room_below_it_does_not_go_on_in_the_next_label():
    habits = Habits(1.0, 0.8, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert not cell_verdict(side("演练、演练", room=52.0, foot=10.0), side("奖惩管理"), habits, is_tall=True).goes_on


def test_a_label_that_fills_its_line_is_joined_to_the_next_with_a_doubt():
    habits = Habits(1.0, 0.8, 0.0, 0.0, 0.0, 0.0, 0.0)
    verdict = cell_verdict(side("变更处理管理人员", room=82.0), side("维护考核"), habits, is_tall=True)
    assert verdict.goes_on
    assert not verdict.is_sure


def test_points_of_two_rows_are_never_put_together():
    rows = "".join(f"第{n}项 | 设备台账{n} | 5 | 一处不符扣一分\n" for n in "一二三四五")
    cut = "修订管 | 承包设备维修的安全管理 | 12 | 承包吊装作业的安全记录"
    new = "消防通 | 更新设备应急的台账记录 | 30 | 发布台账管理"
    document = read(*pages(HEADER + rows + cut, new, widths=[40, 118, 40, 170]))
    figures = [cell.text for cell in next(document.grids).cells if cell.column == 2][-2:]
    assert figures == ["12", "30"] or "pdf-figure-joined" in codes(document)


def test_the_only_label_of_a_table_goes_on_where_nothing_is_printed():
    first = HEADER + "目标 | 1.制定目标。 | 5 | 1.未制定的，不得分。\n^ | 2.分解目标。 | 5 | 1.未分解的，扣2分。"
    found = grid(*pages(first, " | 3.考核目标。 | 5 | 1.未考核的，扣1分。"))
    assert [(cell.text, cell.row_span) for cell in found.cells if cell.column == 0] == [("要素", 1), ("目标", 3)]


def test_a_row_that_is_open_at_the_foot_goes_on_whatever_its_words_say():
    cut = "评价 | 1.每年评价。 | 5 | 1.未评价的，扣5分。"
    first, second = pages(HEADER + ROWS + cut, border="no-bottom") + pages(" |  |  | 附则另行规定。")
    assert drawn(grid(first, second)).split("\n")[-1].endswith("1.未评价的，扣5分。/附则另行规定。")


def test_rules_that_are_open_at_every_page_say_nothing():
    last = "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分。\n^ | 2.通报。 | 5 | 1.未通报的，扣5分。"
    assert grid(*pages(HEADER + ROWS, last, border="sides")).rows == 8


def test_an_empty_strip_below_a_row_that_was_cut_is_no_row():
    sheet = Sheet().table(ROWS, widths=WIDTHS, y=106)
    xs = [50, 110, 218, 258, 428]
    sheet.line(50, 100, 428, 100)
    for x in xs:
        sheet.line(x, 100, x, 106)
    assert grid(*pages(HEADER + ROWS), sheet).rows == 11


def test_the_sides_of_cells_that_go_on_to_the_end_of_the_page_are_no_row():
    first = Sheet().table(HEADER + ROWS, widths=WIDTHS)
    foot = 100 + 22 * 6
    for x in (50, 110):
        first.line(x, foot, x, foot + 60)
    last = "制度 | 2.更新制度。 | 5 | 1.未更新的，扣1分。"
    assert grid(first, *pages(HEADER + last)).rows == 7


def test_a_row_that_covers_a_page_has_no_level_rules_there():
    first = Sheet().table(
        HEADER + ROWS + "评价 | 1.每年评价安全生产/一次，将结果报各部门 | 5 | 1.未评价的，扣5分",
        widths=WIDTHS,
        border="no-bottom",
    )
    middle = Sheet().lines("和班组，并据此修订制", "度和操作规程，对各班", x=114, y=104)
    for x in (50, 110, 218, 258, 428):
        middle.line(x, 100, x, 140)
    last = Sheet().table(" | 组进行培训。 |  | ", widths=WIDTHS, border="no-top")
    (found,) = read(first, middle, last).grids
    assert found.rows == 7
    assert drawn(found).split("\n")[-1].replace("/", "").count("和班组，并据此修订制度和操作规程，对各班组进行培训。") == 1


def test_upright_rules_alone_are_no_table():
    sheet = Sheet().lines("左栏文字", x=60).lines("中栏文字", x=220).lines("右栏文字", x=380)
    for x in (50, 210, 370, 530):
        sheet.line(x, 40, x, 400)
    assert list(read(sheet).grids) == []


def test_a_blank_page_does_not_part_a_table():
    first, last = pages(HEADER + ROWS, "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分。")
    assert grid(first, Sheet(), last).rows == 7
    assert grid(first, Sheet().text(290, 800, "- 2 -"), last).rows == 7


def test_words_on_the_page_between_part_a_table():
    first, last = pages(HEADER + ROWS, "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分。")
    assert len(list(read(first, Sheet().lines("附件二"), last).grids)) == 2


def test_borders_of_cells_that_stand_apart_are_one_edge():
    assert drawn(grid(apart("项目 分值", "目标 5"))) == "项目 | 分值\n目标 | 5"


def test_borders_that_are_filled_frames_are_rules():
    sheet = Sheet()
    words = ["项目", "分值", "目标", "5"]
    for number, (x, y) in enumerate(((50, 100), (130, 100), (50, 130), (130, 130))):
        sheet.raw(f"0 g {x} {842 - y - 28} 78 28 re {x + 1} {842 - y - 27} 76 26 re f*").text(x + 4, y + 6, words[number] + " ")
    assert drawn(grid(sheet)) == "项目 | 分值\n目标 | 5"


def test_rows_as_low_as_their_small_signs_stay_apart():
    sheet = Sheet()
    for row in range(9):
        sheet.line(50, 100 + 5.5 * row, 210, 100 + 5.5 * row)
        if row < 8:
            sheet.text(52, 100.7 + 5.5 * row, f"第{row}行", size=4).text(132, 100.7 + 5.5 * row, "分值", size=4)
    for x in (50, 130, 210):
        sheet.line(x, 100, x, 144)
    assert grid(sheet).rows == 8


def test_a_label_of_one_sign_a_line_goes_on_with_a_doubt_whatever_room_is_below_it():
    tall = "1.设置安全管理机构。" + "/并报告。" * 12 + "/并公布。 | 5 | 1.未设置的，不得分。"
    first, last = pages(f"{HEADER}{ROWS} | {tall}", " | 2.配备人员。 | 5 | 1.未配备的，扣3分。", widths=[44, 146, 40, 170])
    for number, sign in enumerate("安全责任"):
        first.text(79, 236 + 14 * number, sign)
    found = read(first, last.text(69, 104, "45分"))
    assert "安全责任45分" in {cell.text.replace("\n", "") for cell in next(found.grids).cells}
    assert [str(told.place) for told in found.diagnostics if told.code == "pdf-cell-joined"] == ["g2t1r8c1"]


def test_borders_that_stand_apart_are_told_where_the_table_goes_over_pages():
    whole = apart("项目 要求 分值", "目标 制定 5", "机构 设置 6")
    assert codes(read(whole)) == []
    assert "pdf-borders-apart" in codes(read(whole, apart("制度 建立 3", "责任 签订 4")))


def test_a_side_that_only_some_rows_have_is_told_where_the_table_goes_over_pages():
    first, last = pages(HEADER + ROWS, ROWS)
    assert "pdf-borders-apart" not in codes(read(first, last))
    part = Sheet().table("制定目标 | 5 | 扣1分。\n分解目标 | 5 | 扣2分。", widths=WIDTHS[1:], x=110).line(50, 122, 110, 122)
    part.line(50, 144, 110, 144).line(50, 122, 50, 144)
    assert "pdf-borders-apart" in codes(read(first, part))


def test_a_table_of_level_rules_alone_is_told_and_kept_as_words():
    sheet = Sheet().line(50, 96, 540, 96).line(50, 116, 540, 116).line(50, 180, 540, 180)
    for number, row in enumerate((("序号", "考核项目", "分值"), ("1", "制定安全目标", "10"), ("2", "设置管理机构", "15"))):
        for x, words in zip((60, 120, 480), row, strict=True):
            sheet.text(x, 100 + 20 * number, words)
    found = read(sheet)
    assert list(found.grids) == []
    assert codes(found) == ["pdf-table-unruled"]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_large_white_words_on_a_dark_ground_are_no_watermark(engine):
    sheet = Sheet().box(50, 100, 250, 130, look="0 0.2 0.4 rg").table("项目 | 分值\n目标 | 5", widths=[100, 100], y=130)
    sheet.text(60, 102, "考核要素", size=24, colour="1 g").text(60, 300, "内部资料", size=24, colour="0.8 g")
    found = read(sheet, engine=engine)
    assert [block.text for block in found.paragraphs] == ["考核要素"]
    assert [told.figures["text"] for told in found.diagnostics] == ["内部资料"]


def test_level_rules_around_words_without_columns_are_no_table():
    sheet = Sheet().lines("关于印发评分办法的通知", "各有关单位：", "现将评分办法印发给你们。", y=100)
    for y in (60, 96, 180):
        sheet.line(50, y, 540, y)
    assert codes(read(sheet)) == []


def test_a_figure_that_a_line_end_parts_is_whole_and_told():
    document = read(Sheet().table("项目 | 要求\n目标 | 未建立台账的每处扣1/0分。", widths=[60, 106]))
    assert [cell.text for cell in next(document.grids).cells][-1] == "未建立台账的每处扣10分。"
    assert [diagnostic.figures["text"] for diagnostic in document.diagnostics] == ["未建立台账的每处扣1|0分。"]


def test_figures_on_lines_of_their_own_stay_apart():
    document = read(Sheet().table("项目 | 分值\n目标 | 5/10", widths=[60, 60]))
    assert [cell.text for cell in next(document.grids).cells][-1] == "5\n10"


def test_a_word_that_an_upright_rule_parts_is_told():
    sheet = Sheet().table("项目 | 分值\n目标 | ", widths=[60, 60]).text(76, 126, "安全生产")
    assert "pdf-text-crossed" in codes(read(sheet))
