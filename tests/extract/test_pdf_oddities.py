"""What programs do to the text of a PDF, and what stands on a page without being part of its text."""

import pytest

from extract.pdf_completing import completed
from rubrics.errors import SourceError
from tests.extract.pdffile import Sheet, codes, grid, pdf, read
from tests.wordfile import drawn

WIDTHS = [60, 108, 40, 170]
TABLE = "要素 | 要求 | 分值 | 评分标准\n目标 | 制定目标。 | 5 | 未制定，扣1分。\n机构 | 设置机构。 | 3 | 未设置，扣3分。"
ENGINES = ["pdfium", "pdfplumber"]


def words(document):
    """Return the paragraphs of a document."""
    return [paragraph.text for paragraph in document.paragraphs]


def table(**options):
    return Sheet().table(TABLE, widths=WIDTHS, **options)


# --- signs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lone_sign_in_a_font_that_nobody_has_is_not_lost(engine):
    sheet = Sheet().table("项目 | 备注\n消防 | ", widths=[60, 60]).lone_sign(114, 126, "无")
    document = read(sheet, engine=engine)
    assert drawn(next(document.grids)) == "项目 | 备注\n消防 | 无"
    assert codes(document) == (["pdf-other-reader"] if engine == "pdfium" else [])


def test_lone_signs_are_found_on_turned_pages_and_told_once():
    sheets = [Sheet(turned=90).table("项目 | 备注\n消防 | ", widths=[60, 60]).lone_sign(114, 126, sign) for sign in "无有"]
    document = read(*sheets)
    assert [cell.text for cell in next(document.grids).cells][3:] == ["无", "消防", "有"]
    assert codes(document).count("pdf-other-reader") == 1


def test_nothing_is_told_of_a_lone_blank():
    document = read(table().lone_sign(54, 126, " "))
    assert drawn(next(document.grids)) == TABLE
    assert codes(document) == []


def test_a_page_that_the_other_reader_cannot_read_is_told():
    data = pdf(Sheet().lines("评分标准").lone_sign(50, 90, "无"))
    told = []
    from extract.pdf_pdfium import pdfium_pages

    (page,) = completed(pdfium_pages(data, "x"), b"%PDF-1.7 damaged", "x", told)
    assert [run.text for run in page.runs] == ["评分标准"]
    assert [(diagnostic.code, diagnostic.place.page) for diagnostic in told] == [("pdf-signs-lost", 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_signs_drawn_twice_to_look_bold_stand_once(engine):
    sheet = Sheet()
    for shift in (0, 0.3):
        for number, signs in enumerate(("评分", "细则", "一一")):
            sheet.text(50 + 20 * number + shift, 50, signs)
        sheet.text(50 + shift, 80, "满分100分")
    assert words(read(sheet, engine=engine)) == ["评分细则一一", "满分100分"]


@pytest.mark.parametrize("engine", ENGINES)
def test_text_in_odd_order_is_read_from_left_to_right_and_down(engine):
    sheet = Sheet()
    for number, signs in reversed(list(enumerate(("安全", "生产", "责任")))):
        sheet.text(50 + 20 * number, 50, signs)
    sheet.text(50, 30, "标题一行")
    assert words(read(sheet, engine=engine)) == ["标题一行", "安全生产责任"]


def test_cells_drawn_in_odd_order_are_read_as_they_stand():
    sheet = table()
    sheet.drawn.reverse()
    assert drawn(grid(sheet)) == TABLE


@pytest.mark.parametrize("engine", ENGINES)
def test_compatibility_forms_and_joined_letters_are_the_usual_signs(engine):
    assert words(read(Sheet().lines("⾃评⻔⼀ oﬃce ﬁre︵甲︶"), engine=engine)) == ["自评门一 office fire（甲）"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_rare_sign_beyond_the_basic_plane_shifts_none_of_those_behind_it(engine):
    document = read(Sheet().lines("𠮷林𠮷厂扣2分").table("𠮷项 | 分值\n目标 | 5", widths=[80, 60]), engine=engine)
    assert words(document) == ["𠮷林𠮷厂扣2分"]
    assert drawn(next(document.grids)) == "𠮷项 | 分值\n目标 | 5"
    assert codes(document) == []


def test_full_width_signs_stay_what_was_printed():
    assert words(read(Sheet().lines("（１）Ａ级％"))) == ["（１）Ａ级％"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sign_that_the_file_does_not_explain_is_kept_as_unknown_and_told(engine):
    document = read(Sheet().lines("扣★分", "合格"), engine=engine, unmapped="★")
    assert words(document) == ["扣\ufffd分", "合格"] or words(document) == ["扣\ufffd分合格"]
    assert codes(document) == ["pdf-sign-unknown"]


def test_a_star_of_a_symbol_font_is_a_star():
    assert words(read(Sheet().text(50, 50, "\uf0ab\uf0ab", font="Wingdings"))) == ["★★"]


def test_an_unknown_sign_of_a_symbol_font_is_told():
    document = read(Sheet().text(50, 50, "\uf0ff甲", font="Wingdings2"))
    assert "pdf-sign-unknown" in codes(document)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_gap_between_figures_where_a_dash_was_is_told(engine):
    document = read(Sheet().text(50, 50, "扣1").text(72, 50, "5分"), engine=engine)
    assert words(document) == ["扣1\ufffd5分"]
    assert codes(document) == ["pdf-sign-unknown"]


def test_figures_that_stand_side_by_side_are_one():
    assert words(read(Sheet().text(50, 50, "扣1").text(65, 50, "5分"))) == ["扣15分"]


def test_a_blank_that_is_drawn_between_figures_is_a_blank():
    assert words(read(Sheet().lines("扣1 5分"))) == ["扣1 5分"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_off_the_page_is_not_read(engine):
    sheet = Sheet().lines("评分标准").text(-300, 50, "草稿").text(50, -80, "印张")
    assert words(read(sheet, engine=engine)) == ["评分标准"]


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_label_set_upright_sign_below_sign_is_one_word(engine):
    sheet = Sheet().table("  | 要求甲/要求乙/要求丙/要求丁", widths=[20, 100])
    for number, sign in enumerate("安全目标"):
        sheet.text(55, 106 + 13 * number, sign)
    assert drawn(next(read(sheet, engine=engine).grids)) == "安全目标 | 要求甲/要求乙/要求丙/要求丁"


@pytest.mark.parametrize(("angle", "y", "x"), [(90, 150, 55), (270, 106, 66)])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_label_turned_by_a_quarter_is_one_word(engine, angle, y, x):
    sheet = Sheet().table("  | 要求甲/要求乙/要求丙/要求丁", widths=[20, 100])
    sheet.text(x, y, "安全目标", angle=angle)
    assert drawn(next(read(sheet, engine=engine).grids)) == "安全目标 | 要求甲/要求乙/要求丙/要求丁"


def test_columns_of_upright_signs_are_read_from_the_right():
    sheet = Sheet().table("  | 要求甲/要求乙/要求丙/要求丁", widths=[40, 100])
    for column, signs in ((74, "安全"), (56, "目标")):
        for number, sign in enumerate(signs):
            sheet.text(column, 106 + 13 * number, sign)
    assert next(read(sheet).grids).cells[0].text.replace("\n", "") == "安全目标"


@pytest.mark.parametrize("padding", [0.5, 3.5, 5.4])
def test_an_underline_that_nearly_fills_a_cell_parts_nothing(padding):
    sheet = Sheet().table("项目 | 单位/日期\n甲 | 乙", widths=[60, 100])
    sheet.line(110 + max(padding, 3.5), 118, 210 - padding, 118)
    assert drawn(grid(sheet)) == "项目 | 单位/日期\n甲 | 乙"


def test_a_rule_through_blanks_crosses_no_words():
    document = read(table().text(54, 117, "  "))
    assert codes(document) == []


@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_that_its_reader_turns_is_read_as_it_was_written(engine, turned):
    sheet = Sheet(turned=turned).table(TABLE, widths=WIDTHS)
    assert drawn(next(read(sheet, engine=engine).grids)) == TABLE


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_whose_text_is_drawn_turned_is_read_as_a_person_turns_it(engine):
    sheet = Sheet(width=842, height=595)
    sheet.text(100, 500, "项目名称", angle=90).text(100, 400, "分值合计", angle=90)
    sheet.text(140, 500, "安全目标", angle=90).text(140, 400, "十五分整", angle=90)
    for x in (95, 120, 160):
        sheet.line(x, 505, x, 300)
    for y in (505, 410, 300):
        sheet.line(95, y, 160, y)
    assert drawn(next(read(sheet, engine=engine).grids)) == "项目名称 | 分值合计\n安全目标 | 十五分整"


# --- what is no part of the text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_running_heads_and_page_numbers_are_left_out_and_told(engine):
    sheets = [
        Sheet()
        .text(200, 30, "安全生产资料汇编")
        .table(TABLE.replace("目标", f"目标{n}"), widths=WIDTHS)
        .text(290, 800, f"- {n} -")
        for n in (1, 2, 3)
    ]
    document = read(*sheets, engine=engine)
    assert words(document) == []
    assert len(list(document.grids)) == 1
    told = [(d.figures["text"], d.figures["count"]) for d in document.diagnostics if d.code == "pdf-furniture"]
    assert sorted(told) == [("- 1 -", 3), ("安全生产资料汇编", 3)]


def test_a_title_that_stands_on_one_page_only_is_no_running_head():
    first, second = Sheet().lines("评分细则").table(TABLE, widths=WIDTHS), Sheet().table(TABLE, widths=WIDTHS)
    assert words(read(first, second)) == ["评分细则"]


def test_a_page_of_text_that_comes_again_is_no_running_head_and_parts_a_table():
    laws = [f"《第{sign}部法律》（国家令）" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅"]
    sheets = [sheet for _ in range(3) for sheet in (Sheet().table(TABLE, widths=WIDTHS), Sheet().lines(*laws))]
    document = read(*sheets)
    assert "".join(words(document)) == "".join(laws) * 3
    assert len(list(document.grids)) == 3


def test_a_figure_at_the_foot_that_does_not_count_the_pages_is_text():
    assert words(read(Sheet().lines("满分").text(290, 800, "600"), Sheet().lines("甲乙"))) == ["满分", "600", "甲乙"]


@pytest.mark.parametrize("engine", ENGINES)
def test_watermarks_are_left_out_and_told(engine):
    sheet = table().text(150, 300, "内部资料", size=40, angle=45).text(100, 110, "仅供参考", size=40, colour="0.9 g")
    document = read(sheet, engine=engine)
    assert drawn(next(document.grids)) == TABLE
    assert codes(document) == ["pdf-watermark"]


# --- scanned ----------------------------------------------------------------------------------------------------------

SCAN = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_scanned_standard_is_recognised_and_says_so(engine):
    with pytest.raises(SourceError) as caught:
        read(Sheet().raw(SCAN), Sheet().raw(SCAN), engine=engine)
    assert caught.value.code == "pdf-scanned"


def test_words_that_a_scanner_recognised_are_not_taken_for_print():
    with pytest.raises(SourceError) as caught:
        read(Sheet().raw(SCAN).text(50, 50, "评分标准", mode="3"))
    assert caught.value.code == "pdf-scanned"


def test_a_scanned_page_among_others_is_told():
    document = read(table(), Sheet().raw(SCAN))
    assert [(d.code, d.place.page) for d in document.diagnostics] == [("pdf-page-picture", 2)]


def test_a_picture_beside_words_is_nothing_to_tell():
    document = read(table().raw("q 300 0 0 400 100 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"))
    assert codes(document) == []


def test_a_page_without_anything_is_no_scan():
    with pytest.raises(SourceError) as caught:
        read(Sheet())
    assert caught.value.code == "pdf-no-text"


# --- two readers ------------------------------------------------------------------------------------------------------


def test_where_two_readers_differ_is_told(monkeypatch):
    sheet = table()
    assert codes(read(sheet, cross_check=True)) == []
    monkeypatch.setattr("extract.pdf_pdfplumber._text", lambda text: text.replace("5", "6"))
    document = read(sheet, cross_check=True)
    assert [(d.code, str(d.place), d.figures) for d in document.diagnostics] == [
        ("pdf-readers-words", "g1t1r2c3", {"one": "5", "other": "6"})
    ]
