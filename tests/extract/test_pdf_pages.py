"""Tables of a PDF over several pages: rows that the page break cuts, headers that come again, labels, and what stays doubtful."""

import pytest

from extract.pdf import _prepared
from extract.pdf_headers import Again, headers_of
from extract.pdf_numbering import leading_mark
from extract.pdf_pdfium import pdfium_pages
from extract.pdf_tables import page_blocks
from tests.extract.pdffile import Sheet, codes, grid, pdf, read
from tests.wordfile import drawn

WIDTHS = [60, 108, 40, 170]  # room for 10 signs in the second column
HEADER = "要素 | 要求 | 分值 | 评分标准\n"
ROWS = """\
目标 | 1.制定安全生产目标。 | 5 | 1.未制定目标的，不得分。
^ | 2.分解目标到各班组。 | 5 | 1.未分解目标的，扣2分。
机构 | 1.设置安全管理机构。 | 5 | 1.未设置机构的，不得分。
^ | 2.配备安全管理人员。 | 5 | 1.未配备人员的，扣3分。
制度 | 1.建立安全生产制度。 | 5 | 1.未建立制度的，扣1分。
"""


def pages(*drawings, **options):
    """Return a sheet for each drawing, the table at the same place on each."""
    return [Sheet().table(drawing, widths=WIDTHS, **options) for drawing in drawings]


def rows(*drawings, **options):
    """Return the rows of the one table on these pages, as drawn."""
    return drawn(grid(*pages(*drawings, **options))).split("\n")


def test_rows_run_on_over_the_page_break():
    last = "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分。"
    assert rows(HEADER + ROWS, last)[-2:] == [ROWS.split("\n")[-2], last]


def test_a_header_that_is_repeated_on_each_page_stands_once_and_is_counted():
    found = grid(*pages(HEADER + ROWS, HEADER + ROWS.replace("目标 |", "职责 |")))
    assert (found.rows, found.header_rows) == (11, 1)
    assert [cell.row for cell in found.cells if cell.text == "要素"] == [0]


def test_a_header_of_two_rows_is_repeated_as_a_whole():
    header = "要素 | 要求 | 评分 | <\n^ | ^ | 分值 | 标准\n"
    found = grid(*pages(header + ROWS, header + ROWS))
    assert (found.rows, found.header_rows) == (12, 2)


def test_a_row_whose_sentence_breaks_off_goes_on_on_the_next_page():
    cut = "评价 | 1.每年至少进行一次安/全生产评价并将评价结 | 5 | 1.未评价的，扣5分。"
    rest = " | 果通报各部门。 |  | "
    assert (
        rows(HEADER + ROWS + cut, HEADER + rest)[-1]
        == "评价 | 1.每年至少进行一次安全生产评价并将评价结果通报各部门。 | 5 | 1.未评价的，扣5分。"
    )


def test_a_row_goes_on_where_only_its_list_does():
    cut = "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分；/2.未通报的，扣1分；"
    rest = " |  |  | 3.未整改的，扣1分。"
    assert rows(HEADER + ROWS + cut, rest)[-1].endswith("| 1.未评价的，扣5分；/2.未通报的，扣1分；/3.未整改的，扣1分。")


def test_a_row_over_three_pages_is_one_row():
    cut = "评价 | 1.每年至少进行一次安/全生产评价并将评价结 | 5 | 1.未评价的，扣5分。"
    between = " | 果通报各部门，各部门/应当根据评价的结果制 |  | "
    rest = " | 定整改措施。 |  | "
    found = rows(HEADER + ROWS + cut, HEADER + between, HEADER + rest)
    assert len(found) == 7
    assert "制定整改措施。" in found[-1]


def test_a_row_is_new_where_its_figure_and_its_number_are():
    last = "^ | 2.整改。 | 5 | 1.未整改，扣1分。"
    first = " | 3.通报。 | 2 | 1.未通报，扣2分。"
    document = read(*pages(HEADER + ROWS + last, first))
    assert drawn(next(document.grids)).split("\n")[-1].endswith("| 3.通报。 | 2 | 1.未通报，扣2分。")
    assert codes(document) == []


def test_a_label_over_rows_goes_on_on_the_next_page_where_nothing_is_printed():
    first = "^ | 3.更新安全生产制度。 | 5 | 1.未更新制度的，扣1分。"
    found = grid(*pages(HEADER + ROWS, " | 2.更新安全生产制度。 | 5 | 1.未更新制度的，扣1分。"))
    assert drawn(found).split("\n")[-1] == first.replace("3.", "2.")


def test_a_label_that_is_printed_again_on_the_next_page_stands_once():
    found = grid(*pages(HEADER + ROWS, "制度 | 2.更新安全生产制度。 | 5 | 1.未更新制度的，扣1分。"))
    assert [cell.row_span for cell in found.cells if cell.text == "制度"] == [2]


def test_a_label_that_the_page_break_cuts_is_whole_again():
    many = "".join(ROWS.replace("目标 |", f"{n}.目标 |").replace("机构 |", f"{n + 1}.机构 |") for n in (1, 3, 5))
    many = many.replace("制度 |", "9.职业健康/与劳动保护 |")
    found = grid(*pages(HEADER + many, "管理 | 2.更新安全生产制度。 | 5 | 1.未更新制度的，扣1分。"))
    assert [(cell.text, cell.row_span) for cell in found.cells if cell.column == 0][-1] == ("9.职业健康与劳动保护管理", 2)


def test_cells_to_be_filled_stay_cells_of_their_own():
    drawing = HEADER.replace("评分标准", "得分") + ROWS.replace("1.未", "").replace("制定目标的，不得分。", "")
    empty = "\n".join(line.rpartition("|")[0] + "| " for line in drawing.strip().split("\n")[1:])
    found = grid(*pages(drawing.split("\n")[0] + "\n" + empty, empty.replace("目标", "职责")))
    assert all(cell.row_span == 1 for cell in found.cells if cell.column == 3)


def test_a_break_inside_a_figure_is_told():
    cut = "评价 | 1.每年至少进行一次安/全生产评价并将评价结 | 1 | 1.未评价的，扣5分。"
    rest = " | 果通报各部门。 | 0 | "
    narrow = [60, 108, 14, 170]
    document = read(*[Sheet().table(drawing, widths=narrow) for drawing in (HEADER.replace("分值", "分/值") + ROWS + cut, rest)])
    assert "pdf-figure-joined" in codes(document)
    told = next(diagnostic for diagnostic in document.diagnostics if diagnostic.code == "pdf-figure-joined")
    assert (dict(told.figures), told.place.row, told.place.column) == ({"text": "1|0"}, 7, 3)


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (" | 措施落实到人。 | 3 | 其他。", "pdf-row-begun"),
        (" | 措施落实到人。 |  | 其他。", "pdf-row-joined"),
    ],
)
def test_a_doubt_is_told_with_the_words_that_it_is_about(first, code):
    plain = "\n".join(line.replace("1.", "").replace("2.", "") for line in ROWS.strip().split("\n"))
    document = read(*pages(HEADER + plain + "\n评价 | 每年评价 |  | 未评价的，扣5分。", first))
    assert code in codes(document)
    told = next(diagnostic for diagnostic in document.diagnostics if diagnostic.code == code)
    assert told.place.page == 2
    assert "措施落实到人。" in str(told.figures["text"])


def test_a_table_with_other_columns_is_another_table():
    first, second = Sheet().table(HEADER + ROWS, widths=WIDTHS), Sheet().table("甲 | 乙\n丙 | 丁", widths=[200, 220])
    assert len(list(read(first, second).grids)) == 2


def test_words_between_two_tables_keep_them_apart():
    first, second = pages(HEADER + ROWS, HEADER + ROWS)
    second.lines("附表二", y=50)
    assert len(list(read(first, second).grids)) == 2


def test_a_table_that_lies_further_left_on_even_pages_is_still_one():
    first = Sheet().table(HEADER + ROWS, widths=WIDTHS, x=70)
    second = Sheet().table(ROWS, widths=WIDTHS, x=40)
    assert len(list(read(first, second).grids)) == 1


def test_a_missing_rule_at_the_break_speaks_for_a_row_that_was_cut():
    cut = "评价 | 1.每年评价一次。 | 5 | 1.未评价的，扣5分；"
    first, second = Sheet(), Sheet()
    first.table(HEADER + ROWS + cut, widths=WIDTHS, border="no-bottom")
    second.table(" |  |  | 2.未整改的，扣1分。", widths=WIDTHS, border="no-top")
    assert drawn(grid(first, second)).split("\n")[-1].endswith("1.未评价的，扣5分；/2.未整改的，扣1分。")


def test_a_header_typed_again_at_the_foot_of_a_page_takes_nothing_from_the_next():
    found = rows(HEADER + ROWS + HEADER + ROWS + HEADER.strip(), ROWS)
    assert found[:1] * 3 == [found[0], found[6], found[12]]
    assert found[13].startswith("目标 | 1.制定安全生产目标。")


def test_only_rows_from_the_top_of_the_table_are_a_repeated_header():
    first, second = parts(HEADER + ROWS, "机构 | 1.设置安全管理机构。 | 5 | 1.未设置机构的，不得分。")
    assert headers_of([first, second]) == [Again(0)]


def parts(*drawings):
    """Return the table on each of these pages."""
    return [next(iter(page_blocks(_prepared(page)))) for page in pdfium_pages(pdf(*pages(*drawings)), "x")]


ROW = "目标 | 1.制定安全生产目标。 | 5 | 1.未制定目标的，不得分。"


def test_a_row_of_data_that_is_the_first_of_its_table_again_is_kept_and_told():
    document = read(*pages(HEADER + ROW + "\n机构 | 1.设机构。 | 5 | 扣1分。", ROW + "\n制度 | 1.建立制度。 | 5 | 扣1分。"))
    (found,) = document.grids
    assert [cell.text for cell in found.cells if cell.column == 0] == ["要素", "目标", "机构", "目标", "制度"]
    (told,) = document.diagnostics
    assert (told.code, told.place.page, told.figures["text"]) == ("pdf-row-again", 2, ROW)


def test_a_row_of_data_below_the_repeated_header_is_kept_and_told():
    document = read(
        *pages(HEADER + ROW + "\n机构 | 1.设机构。 | 5 | 扣1分。", HEADER + ROW + "\n制度 | 1.建立制度。 | 5 | 扣1分。")
    )
    (found,) = document.grids
    assert (found.rows, found.header_rows) == (5, 1)
    assert codes(document) == ["pdf-row-again"]


def test_rows_of_words_are_kept_where_other_pages_repeat_fewer():
    plain = "甲类 | 灭火器 | 完好 | 齐全\n"
    found = grid(*pages(HEADER + plain + ROWS, HEADER + ROWS, HEADER + plain + ROWS, HEADER + ROWS))
    assert (found.header_rows, [cell.text for cell in found.cells].count("灭火器")) == (1, 2)


def test_a_header_with_figures_is_left_out_where_every_page_repeats_it_and_told():
    title = "一、基础管理（140分） | < | < | <\n"
    document = read(*pages(title + HEADER + ROWS, title + HEADER + ROWS, title + HEADER + ROWS))
    (found,) = document.grids
    assert (found.rows, found.header_rows) == (17, 2)
    told = [d for d in document.diagnostics if d.code == "pdf-header-doubtful"]
    assert [(d.place.page, d.figures["text"]) for d in told] == [(2, "一、基础管理（140分）"), (3, "一、基础管理（140分）")]
    assert codes(document).count("pdf-row-again") == 8  # rows 3 to 6 of both pages are the same too


@pytest.mark.parametrize("row", ["甲 | 乙 | 5 | 丙", "1.甲 | 乙 | 丙 | 丁", "甲 | 乙。 | 丙 | 丁", " |  |  | 甲"])
def test_no_row_of_data_is_taken_for_a_header(row):
    first, second = parts(f"{HEADER}{row}\n{ROWS}", f"{HEADER}{row}\n{ROWS}")
    assert headers_of([first, second])[0].header == 1


def test_a_row_that_numbers_the_columns_is_a_header():
    first, second = parts(HEADER + "1 | 2 | 3 | 4\n" + ROWS, HEADER + "1 | 2 | 3 | 4")
    assert headers_of([first, second]) == [Again(2)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.制定", ("point", 1)),
        ("２．制定", ("point", 2)),
        ("（3）制定", ("bracket", 3)),
        ("（十二）制定", ("bracket", 12)),
        ("④制定", ("circle", 4)),
        ("五、制定", ("chinese", 5)),
        ("c)制定", ("letter", 3)),
        ("第六章 制度", ("chapter", 6)),
        ("2.3 制度", ("code", 3)),
        ("Ⅲ 制度", ("roman", 3)),
    ],
)
def test_numbers_at_the_beginning_of_lines_are_told_from_words(text, mark):
    assert leading_mark(text) == mark


@pytest.mark.parametrize("text", ["2.5分", "3年以上", "2014年", "100%", "5", "（含）", "一项扣2分", "Ⅲ级", "1.5倍", "a类"])
def test_figures_and_words_are_no_numbers_of_lists(text):
    assert leading_mark(text) is None


def test_the_pages_of_a_long_document_are_packed_and_come_out_as_they_were(monkeypatch):
    turned = Sheet().table("项目 | 分值\n | 5", widths=[60, 60]).text(64, 190, "安全生产", angle=90)
    sheets = [Sheet().lines(f"第{number}页", y=800).table(HEADER + ROWS, widths=WIDTHS) for number in range(1, 5)]
    sheets = [Sheet().lines("评分细则").table(HEADER + ROWS, widths=WIDTHS), turned, *sheets, Sheet().lines("附件")]
    whole = read(*sheets)
    monkeypatch.setattr("extract.pdf.UNPACKED", 1)
    assert read(*sheets) == whole
    assert len(list(whole.grids)) == 3
