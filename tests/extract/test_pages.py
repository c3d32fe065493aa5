"""Web pages: what a browser shows of their tables and text, in any encoding, broken or not."""

from __future__ import annotations

import pytest

from extract.page import read_page
from extract.pagetable import MOST_COLUMNS_OF_CELL
from rubrics.errors import SourceError
from tests.wordfile import drawn


def grids(html):
    return [drawn(grid) for grid in read_page(html.encode(), "x.html").grids]


def lines(html):
    return [paragraph.text for paragraph in read_page((html + "<table><tr><td>a<td>b</table>").encode(), "x.html").paragraphs]


@pytest.mark.parametrize(
    ("rows", "drawing"),
    [
        ("<tr><td>甲</td><td>乙</td></tr>", "甲 | 乙"),
        ("<tr><td>甲<td>乙<tr><td>丙<td>丁", "甲 | 乙\n丙 | 丁"),
        ("<td>甲<td>乙", "甲 | 乙"),
        ("<tbody><tr><td>甲<td>乙<tbody><tr><td>丙<td>丁", "甲 | 乙\n丙 | 丁"),
        ("<tr><td rowspan=2>甲<td>乙<tr><td>丙", "甲 | 乙\n^ | 丙"),
        ("<tr><td colspan=2>甲<tr><td>乙<td>丙", "甲 | <\n乙 | 丙"),
        ("<tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁", "甲 | 乙\n^ | 丙\n^ | 丁"),
        ("<tr><td rowspan=9>甲<td>乙<tr><td>丙", "甲 | 乙\n^ | 丙"),
        ("<thead><tr><td rowspan=9>甲<td>乙<tbody><tr><td>丙<td>丁", "甲 | 乙\n丙 | 丁"),
        ("<tfoot><tr><td>合计<td>5</tfoot><tbody><tr><td>甲<td>5", "甲 | 5\n合计 | 5"),
        ("<tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙", "甲 | 乙\n丙 | ^"),
        ("<tr><td>甲</td><form><td>乙</td></form></tr>", "甲 | 乙"),
        ("<tr><td>甲<td style='display: none'>藏<td>乙", "甲 | 乙"),
        ("<tr hidden><td>藏<td>藏<tr><td>甲<td>乙", "甲 | 乙"),
        ("<tr></tr><tr><td>甲<td>乙<tr></tr>", "甲 | 乙"),
        ("<tr><td colspan=3>甲<td colspan=2>乙", "甲 | 乙"),
        ("<tr><td colspan=x rowspan=-1>甲<td colspan=''>乙", "甲 | 乙"),
        ("<tr><td>甲<br>乙<td><p>丙</p><p>丁</p>", "甲/乙 | 丙/丁"),
        ("<tr><th>甲<td>&#19968;&ge;5&nbsp;分", "甲 | 一≥5\xa0分"),
    ],
)
def test_cells_stand_where_a_browser_puts_them(rows, drawing):
    assert grids(f"<table>{rows}</table>") == [drawing]


def test_a_cell_says_no_more_columns_than_a_browser_lets_it():
    grid = next(read_page(b"<table><tr><td colspan=99999>a<td>b<tr>" + b"<td>c" * 1001 + b"</table>", "x").grids)
    assert grid.cells[0].column_span == MOST_COLUMNS_OF_CELL
    assert grid.columns == MOST_COLUMNS_OF_CELL + 1


def test_a_header_group_is_known_as_one():
    document = read_page(b"<table><thead><tr><td>a<td>b<tr><td>c<td>d<tbody><tr><td>e<td>f</table>", "x")
    assert next(document.grids).header_rows == 2


def test_a_small_table_in_a_cell_belongs_to_the_cell():
    inner = "<table><tr><td>甲<td>5</table>"
    html = f"<table><tr><td>项目<td>分值<td>标准<tr><td>一<td>5<td>如下：{inner}见表</table>"
    outer, nested = read_page(html.encode(), "x").grids
    assert drawn(outer) == "项目 | 分值 | 标准\n一 | 5 | 如下：/见表"
    assert drawn(nested) == "甲 | 5"
    assert (outer.number, nested.number) == (1, 2)


def test_tables_that_only_lay_out_the_page_are_looked_through_in_order():
    matter = "<p>标题</p><table><tr><td>项目<td>分值<tr><td>一<td>5</table><p>注</p>"
    page = f"<table><tr><td>首页</td><td><table><tr><td>{matter}</td></tr></table></td></tr></table>"
    document = read_page(page.encode(), "x")
    assert [block.text if hasattr(block, "text") else drawn(block) for block in document.blocks] == [
        "首页",
        "标题",
        "项目 | 分值\n一 | 5",
        "注",
    ]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("甲<br>乙", ["甲\n乙"]),
        ("<p>甲<br></p>", ["甲"]),
        ("<p> 安全\n   生产 </p>", ["安全生产"]),
        ("<p>safe\n  work</p>", ["safe work"]),
        ("<pre>甲\n乙</pre>", ["甲\n乙"]),
        ("<div>甲<span>乙</span><b>丙</b></div>丁", ["甲乙丙", "丁"]),
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3 type=a><li>甲<li value=9>乙<li>丙</ol>", ["c. 甲", "i. 乙", "j. 丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</ol>", ["一、甲"]),
        ("<ol style='list-style: none'><li>甲</ol>", ["甲"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ul><li>甲</ul>", ["甲"]),
        ("<p>m<sup>2</sup>和H<sub>2</sub>O", ["m²和H2O"]),
        ("<p><font face='Wingdings 2'>R</font>是 <span style='font-family:\"Wingdings 2\"'>£</span>否", ["☑是 □否"]),
        (
            "<p><input type=checkbox checked>是<input type=radio>否<input type=text value='甲'><input type=hidden value=x>",
            ["☑是□否甲"],
        ),
        ("<p>甲<![if !supportLists]>乙<![endif]><o:p>&nbsp;</o:p></p>", ["甲乙"]),
        ("<script>if (a<b) document.write('<p>乙')</script><style>p{}</style><title>题</title><p>甲", ["甲"]),
        ("<p>甲<!-- <p>乙 --><ruby>安<rt>an</rt></ruby>", ["甲安"]),
        ("<section><header>甲</header></section>", ["甲"]),
        ("<!DOCTYPE html><section>甲</section>", ["甲"]),
        ("<p>甲&#7;\x07\u200b乙", ["甲乙"]),
    ],
)
def test_lines_are_those_that_a_browser_shows(html, shown):
    assert lines(html) == shown


def test_what_stands_behind_the_end_of_the_body_is_read():
    assert grids("<table><tr><td>a<td>b</table></body></html><table><tr><td>c<td>d</table>") == ["a | b", "c | d"]


def test_words_that_stray_between_cells_are_shown_above_the_table():
    document = read_page("<table>甲<tr>乙<td>c<td>d</tr><caption>丙</caption></table>".encode(), "x")
    assert [block.text for block in document.paragraphs] == ["甲乙", "丙"]


TABLE = "<table><tr><td>项目<td>分值<tr><td>安全目标<td>5</table>"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        f"<meta charset=utf-8>{TABLE}".encode(),
        f"<meta charset=gb2312>{TABLE}".encode(),  # it says so, but is UTF-8
        TABLE.encode("gb18030"),
        f"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>{TABLE}".encode("gb18030"),
        f"<meta charset=utf-8>{TABLE}".encode("gb18030"),
        TABLE.encode("utf-16"),
        f"<?xml version='1.0' encoding='gbk'?><html>{TABLE}</html>".encode("gbk"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(data):
    assert drawn(next(read_page(data, "x").grids)) == "项目 | 分值\n安全目标 | 5"


def test_a_page_in_big5_is_read_where_it_says_so():
    data = "<meta charset=big5><table><tr><td>項目<td>分值</table>".encode("big5")
    assert drawn(next(read_page(data, "x").grids)) == "項目 | 分值"


def test_a_page_with_broken_signs_keeps_the_others():
    data = f"<meta charset=gb2312>{TABLE}".encode("gb18030").replace("目标".encode("gb18030"), b"\xff\xff")
    assert "安全" in drawn(next(read_page(data, "x").grids))
    assert "\ufffd" in drawn(next(read_page(data, "x").grids))


def test_a_page_saved_as_one_file_is_read():
    page = "<table><tr><td>项目<td>分值</table>"
    parts = [
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; boundary="x"',
        "",
        "--x",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "",
        "aaaa",
        "--x",
        'Content-Type: text/html; charset="gb2312"',
        "Content-Transfer-Encoding: 8bit",
        "",
        page,
        "--x--",
        "",
    ]
    assert drawn(next(read_page("\r\n".join(parts).encode("gb18030"), "x.mht").grids)) == "项目 | 分值"


SAVED_BY_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 11">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=ZH-CN><div class=Section1>
<p class=MsoNormal align=center><b><span style='font-family:宋体'>某某企业安全生产标准
化评分细则</span></b><span lang=EN-US><o:p></o:p></span></p>
<table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'>
<td width=77><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span>项目</p></td>
<td><p class=MsoNormal>分值<span lang=EN-US><o:p></o:p></span></p></td></tr>
<tr><td><p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;</span></span></span><![endif]>安全目标</p></td>
<td><p class=MsoNormal><span lang=EN-US>5</span></p></td></tr>
<![if !supportMisalignedColumns]><tr height=0>
<td width=77 style='border:none'></td><td width=60 style='border:none'></td></tr><![endif]>
</table></div></body></html>"""


def test_a_page_saved_by_word_is_read():
    document = read_page(SAVED_BY_WORD.encode("gb18030"), "x.doc")
    assert [paragraph.text for paragraph in document.paragraphs] == ["某某企业安全生产标准化评分细则"]
    assert drawn(next(document.grids)) == "项目 | 分值\n1.\xa0安全目标 | 5"


def test_a_page_without_tables_is_a_flattened_text():
    document = read_page("<p>一、安全目标（10分）</p><div>1.1 目标<br>5分</div>".encode(), "x")
    assert document.format == "flattened"
    assert [paragraph.text for paragraph in document.paragraphs] == ["一、安全目标（10分）", "1.1 目标", "5分"]


def test_a_page_that_shows_nothing_is_told():
    with pytest.raises(SourceError) as caught:
        read_page(b"<html><script>load()</script></html>", "x")
    assert caught.value.code == "page-empty"


def test_a_hidden_table_is_told():
    hidden = f"<div style='display:none'>{TABLE}{'还有一些别的字。' * 8}</div>"
    document = read_page(("<table><tr><td>a<td>b</table>" + hidden).encode(), "x")
    assert [d.code for d in document.diagnostics] == ["page-hidden"]
    assert document.diagnostics[0].sentence
