"""Workbooks: what a person sees in the cells, what is a table, and what stands around it."""

from __future__ import annotations

import pytest

from extract.cellformats import shown
from extract.document import Grid
from extract.workbook import read_workbook
from rubrics.errors import SourceError
from tests.extract import hostile
from tests.extract.formats import book_of, members, zipped
from tests.wordfile import drawn


def rows(text):
    """Return sheet data drawn a line a row, ``|`` between cells; ``*`` draws a border around a cell, ``.`` is no cell."""
    written = []
    for number, line in enumerate(text.strip().split("\n"), start=1):
        cells = []
        for column, word in enumerate(line.split("|")):
            value = word.strip()
            if value != ".":
                style = ' s="1"' if value.startswith("*") else ""
                inline = f"<is><t>{value.lstrip('*').replace('/', chr(10))}</t></is>" if value.strip("*") else ""
                cells.append(f'<c r="{chr(65 + column)}{number}" t="inlineStr"{style}>{inline}</c>')
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(written)}</sheetData>"


def merged(*references):
    cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return f"<mergeCells>{cells}</mergeCells>"


def read(sheet, **how):
    return read_workbook(book_of(sheet, **how), "x.xlsx")


def blocks(sheet, **how):
    return [drawn(block) if isinstance(block, Grid) else block.text for block in read(sheet, **how).blocks]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (rows("甲|乙\n丙|丁"), ["甲 | 乙\n丙 | 丁"]),
        (rows("题\n甲|乙\n丙|丁"), ["题", "甲 | 乙\n丙 | 丁"]),
        (rows("题\n.\n甲|乙\n丙|丁\n.\n注"), ["题", "甲 | 乙\n丙 | 丁", "注"]),
        (rows("甲|乙\n一\n丙|丁"), ["甲 | 乙\n一 | \n丙 | 丁"]),
        (rows("甲|乙\n丙|丁\n.|戊"), ["甲 | 乙\n丙 | 丁\n | 戊"]),
        (rows("甲|乙\n丙|丁\n.\n一\n戊|己"), ["甲 | 乙\n丙 | 丁", "一 | \n戊 | 己"]),
        (rows("甲|.|乙\n丙|.|丁"), ["甲 | 乙\n丙 | 丁"]),
        (rows(".|甲|乙\n.|丙|丁"), ["甲 | 乙\n丙 | 丁"]),
        (rows("甲/乙|丙"), ["甲/乙 | 丙"]),
        (rows("甲|乙\n丙|.\n丁|.") + merged("B1:B3"), ["甲 | 乙\n丙 | ^\n丁 | ^"]),
        (rows("甲|.|乙\n丙|丁|戊") + merged("A1:B1"), ["甲 | < | 乙\n丙 | 丁 | 戊"]),
        (rows("甲|.|乙\n丙|.|丁") + merged("A1:B1", "A2:B2"), ["甲 | 乙\n丙 | 丁"]),
        (rows("甲|乙\n丙|丁") + merged("A1:XFD1048576"), ["甲"]),
        (rows("甲|乙\n丙|丁") + merged("A1:A2", "A2:B2", "x", "B9:C12", "B2:A1", ""), ["甲 | 乙\n^ | 丁"]),
        (rows("*题|*\n*甲|*乙\n*丙|*丁\n*戊|*\n单位：|日期：\n注"), ["题 | \n甲 | 乙\n丙 | 丁\n戊 | ", "单位：    日期：", "注"]),
        (rows("题|说\n*甲|*乙\n*丙|*丁\n*戊|*己\n*庚|*辛\n*壬|*癸"), ["题    说", "甲 | 乙\n丙 | 丁\n戊 | 己\n庚 | 辛\n壬 | 癸"]),
        (rows("*甲|*乙\n*|*\n*丙|*丁"), ["甲 | 乙\n丙 | 丁"]),
        (rows("*甲|*乙\n丙|丁\n戊|己"), ["甲 | 乙\n丙 | 丁\n戊 | 己"]),
        ("<sheetData/>", []),
    ],
)
def test_tables_and_lines_are_what_a_person_sees(sheet, expected):
    assert blocks(sheet) == expected


def test_hidden_rows_columns_and_sheets_are_not_read_but_told():
    sheet = rows("甲|藏|乙\n丙|藏|丁\n藏|藏|藏").replace('<row r="3">', '<row r="3" hidden="1">')
    document = read(f'<cols><col min="2" max="2" hidden="1" width="9"/></cols>{sheet}')
    assert drawn(next(document.grids)) == "甲 | 乙\n丙 | 丁"
    assert [(d.code, d.figures["count"]) for d in document.diagnostics] == [("hidden-cell", 5)]
    hidden = read(rows("甲|乙"), state="hidden")
    assert (hidden.blocks, [d.code for d in hidden.diagnostics]) == ((), ["sheet-hidden"])


def test_a_merged_cell_that_begins_in_a_hidden_row_is_seen_in_the_next():
    sheet = rows("甲|乙\n.|丙\n.|丁").replace('<row r="1">', '<row r="1" hidden="1">')
    assert blocks(sheet + merged("A1:A3")) == ["甲 | 丙\n^ | 丁"]


def test_what_stands_under_a_merged_cell_is_told():
    document = read(rows("甲|乙\n丙|丁") + merged("A1:A2"))
    assert drawn(next(document.grids)) == "甲 | 乙\n^ | 丁"
    assert [d.code for d in document.diagnostics] == ["covered-cell"]


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.00"/><numFmt numFmtId="165" formatCode="# ?/?"/></numFmts>'
    '<fonts><font/><font><name val="Wingdings 2"/></font></fonts>'
    '<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf fontId="1"/><xf numFmtId="58"/>'
    '<xf numFmtId="999"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "text", "told"),
    [
        ("<c><v>5</v></c>", "5", []),
        ("<c><v>0.30000000000000004</v></c>", "0.3", []),
        ('<c s="1"><v>1.1</v></c>', "1.10", []),
        ('<c s="3"><v>0.85</v></c>', "85%", []),
        ('<c s="5"><v>45323</v></c>', "2月1日", []),
        ('<c s="2"><v>0.5</v></c>', "0.5", ["cell-format-unknown"]),
        ('<c s="6"><v>0.5</v></c>', "0.5", ["cell-format-unknown"]),
        ('<c s="99"><v>5</v></c>', "5", []),
        ('<c s="x"><v>5</v></c>', "5", []),
        ("<c><v>x</v></c>", "x", ["cell-format-unknown"]),
        ('<c t="s"><v>0</v></c>', "共享", []),
        ('<c t="s"><v>9</v></c>', "", []),
        ('<c t="str"><f>A1</f><v>得出</v></c>', "得出", []),
        ('<c t="b"><v>1</v></c>', "TRUE", []),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", ["cell-error"]),
        ("<c><f>A1+1</f></c>", "", ["formula-without-value"]),
        ('<c t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r><rPh><t>x</t></rPh></is></c>', "甲乙", []),
        ('<c t="inlineStr"><is><r><t>m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c>', "m²", []),
        ('<c t="inlineStr"><is><r><rPr><rFont val="Wingdings 2"/></rPr><t>R</t></r><r><t>是</t></r></is></c>', "☑是", []),
        ('<c t="inlineStr" s="4"><is><t>R</t></is></c>', "☑", []),
        ('<c t="str"><v>甲_x000D_\n乙_x0041_</v></c>', "甲/乙A", []),
    ],
)
def test_a_cell_shows_what_excel_shows(cell, text, told):
    filler = '<c t="inlineStr"><is><t>x</t></is></c>'
    document = read(f"<sheetData><row>{filler}{cell}{filler}</row></sheetData>", texts=["共享"], styles=STYLES)
    assert drawn(next(document.grids)).split(" | ")[1:-1] == ([text] if text else [])
    assert [d.code for d in document.diagnostics] == told


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        ("-5", "0.0", "-5.0"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"无"', "无"),
        ("1234567.891", "#,##0.0#", "1,234,567.89"),
        ("2.675", "0.00", "2.68"),
        ("5", "[Red]0", "5"),
        ("5", "[>3]0;0", None),
        ("12", "[DBNum1][$-804]General", "十二"),
        ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
        ("5", "000", "005"),
        ("0.5", "#.##", ".5"),
        ("5000", "0,", None),
        ("41000.5", 'yyyy"年"m"月"d"日" h:mm', "2012年4月1日 12:00"),
        ("0.75", "h:mm:ss", "18:00:00"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("1", "mmm d", None),
        ("-1", "yyyy-mm-dd", None),
        ("1e300", "0", None),
        ("nan", "0", None),
        ("Infinity", "0", None),
        ("5", "@", "5"),
        ("1e-320", "General", "1E-320"),
    ],
)
def test_number_formats(number, code, expected):
    assert shown(number, code) == expected


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert shown("0", "yyyy-m-d", since_1904=True) == "1904-1-1"


def test_a_workbook_in_strict_mode_is_read():
    parts = members(book_of(rows("甲|乙")))
    old, new = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    strict = zipped({name: content.replace(old, new) for name, content in parts.items()})
    assert drawn(next(read_workbook(strict, "x").grids)) == "甲 | 乙"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (hostile.STANDARD, "not-a-workbook"),
        (book_of(rows("甲|乙"))[:-20], "package-damaged"),
        (book_of("<sheetData>"), "xml-broken"),
        (book_of(rows("甲|乙"), styles="<x>"), "xml-broken"),
        (
            book_of('<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', texts=["甲"]).replace(b"xl/s.xml", b"xl/../s."),
            "member-name",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(data, code):
    with pytest.raises(SourceError) as caught:
        read_workbook(data, "x")
    assert caught.value.code == code


def test_a_text_that_is_named_by_very_many_cells_is_counted():
    cells = '<row><c t="s"><v>0</v></c></row>' * 3000
    with pytest.raises(SourceError) as caught:
        read(f"<sheetData>{cells}</sheetData>", texts=["长" * 10_000])
    assert caught.value.code == "document-too-long"
