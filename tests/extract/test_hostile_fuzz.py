"""Files with a few bytes, tags or parts changed: each is read, or refused with an error that the catalogue knows.

``python -m tests.extract.fuzz_importer`` runs the same for longer, guided by coverage; what it found stands below.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from extract.kinds import kind_of
from extract.readers import document_of
from normalize.headings import find_header
from normalize.rows import read_rows
from normalize.standard import normalize_all
from render.source_report import source_report
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import NoStandardError, SourceError
from rubrics.files import dump_rubric, parse
from rubrics.model import RUBRIC_SCHEMA, Rubric
from rubrics.yaml_reading import read_yaml
from tests.extract import formats, hostile
from tests.wordfile import docx, read, table

DRAWING = (
    "序号 | 考核项目 | 考核内容 | 分值 | 评分标准\n一 | 目标 | 建立目标 | 5 | 未建立不得分\n^ | < | 制定计划 | 5 | 每缺一项扣1分"
)
WORD = docx("某某企业安全生产评分细则", table(DRAWING), "注：总分为10分。")
DOCUMENT = read("某某企业安全生产评分细则", table(DRAWING), "注：总分为10分。")
PACKAGES = {"docx": WORD, "xlsx": formats.workbook(DOCUMENT)}
TEXTS = {
    "flat OPC": formats.flat_opc(WORD),
    "page": formats.web_page(DOCUMENT),
    "tab-separated": formats.tab_separated(DOCUMENT).decode("utf-16").encode(),
    "dump": "\t项目\n\t分值\n\n\t目标\n\t5\n\n\t制度\n\t\n\n".encode(),
    "OLE": hostile.encrypted_word(),
}
_WORDS = (
    "< > /> </w:tc> <w:tbl> <w:tr> <w:tc> <w:p> w:val= \" ' = & &#0; &#x110000; <!-- ]]> <![CDATA[ xmlns= <!DOCTYPE|a> <?x?> -1 "
    "99999999999 1e999 <table> </table> <tr> <br> <td|rowspan=0> colspan= 分 （ A1:XFD1048576 ../ <row|r= <c|t='s'> <w:vMerge/> "
    "<mergeCell|ref='A1:B2'/> <w:gridSpan|w:val='3'/>"
)
TOKENS = [word.replace("|", " ").encode() for word in _WORDS.split()]
TOKENS += [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\t", b"\n", b'\t"', b"PK\1\2", b"PK\5\6"]


@st.composite
def mutations(draw, data):
    """Draw the bytes with a few changes: a byte, a piece left out, doubled, moved, or a token put in."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(out) - 1, 0)))
        length = draw(st.integers(1, 60))
        kind = draw(st.sampled_from(["byte", "drop", "double", "move", "token"]))
        if kind == "byte" and out:
            out[at] = draw(st.integers(0, 255))
        elif kind == "drop":
            del out[at : at + length]
        elif kind == "double":
            out[at:at] = out[at : at + length]
        elif kind == "move":
            piece = out[at : at + length]
            del out[at : at + length]
            to = draw(st.integers(0, len(out)))
            out[to:to] = piece
        else:
            out[at:at] = draw(st.sampled_from(TOKENS))
    return bytes(out)


ODD_VALUES = ["", "0", "-1", "1.5", "99999999999", "1e999", "x", "true", "A1:B2", "XFD1048576", "restart", "s", "分"]


@st.composite
def tree_mutations(draw, data):
    """Draw an XML part that is still well-formed: elements left out, doubled, moved into others, renamed, attributes changed."""
    root = etree.fromstring(data)
    for _ in range(draw(st.integers(1, 6))):
        elements = [element for element in root.iter("*") if element is not root]
        if not elements:
            break
        one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        kind = draw(st.sampled_from(["drop", "double", "move", "rename", "value", "text"]))
        if kind == "drop":
            one.getparent().remove(one)
        elif kind == "double":
            one.addnext(deepcopy(one))
        elif kind == "move" and other is not one and one not in other.iterancestors():
            other.append(one)
        elif kind == "rename":
            one.tag = other.tag
        elif kind == "value" and one.attrib:
            one.set(draw(st.sampled_from(sorted(one.attrib))), draw(st.sampled_from(ODD_VALUES)))
        elif kind == "text":
            one.text = draw(st.sampled_from(ODD_VALUES))
    return etree.tostring(root)


def survive(data):
    """Read and normalize in this process; raise for anything but a document, a standard, or an error that is known."""
    try:
        kind = kind_of(data, "x")
        if kind.reader in ("office", "pdf", "zip"):
            return
        document = document_of(data, "x", kind)
        check(document)
        found = normalize_all(document)
        source_report(document, found)
        for one in found:
            check_rubric(one.rubric)
    except (SourceError, NoStandardError) as problem:
        known, said = problem.code in FAILURES, str(problem)
        if not known or not said:
            raise AssertionError(problem.code) from problem


def check(document):
    """Hold a document to what every reader promises."""
    for grid in document.grids:
        places = [(row, column) for cell in grid.cells for row in rows_of(cell) for column in columns_of(cell)]
        assert len(places) == len(set(places))
        assert all(0 <= row < grid.rows and 0 <= column < grid.columns for row, column in places)
        assert len(grid.widths) == grid.columns
    for diagnostic in document.diagnostics:
        assert diagnostic.sentence


def check_rubric(rubric):
    """Hold a rubric to it that whoever opens its file gets it back: nothing stands in it that its schema refuses."""
    written = dump_rubric(rubric)
    assert dump_rubric(parse(read_yaml(written.encode(), "r.yaml"), Rubric, RUBRIC_SCHEMA)) == written


def rows_of(cell):
    return range(cell.row, cell.row + cell.row_span)


def columns_of(cell):
    return range(cell.column, cell.column + cell.column_span)


MODERATE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("kind", [*PACKAGES, *TEXTS])
def test_the_bytes_of_a_file_may_be_anything(kind):
    data = {**PACKAGES, **TEXTS}[kind]

    @MODERATE
    @given(mutations(data))
    def law(changed):
        survive(changed)

    law()


@pytest.mark.parametrize("kind", PACKAGES)
def test_the_parts_of_a_package_may_be_anything(kind):
    parts = formats.members(PACKAGES[kind])
    changed_parts = st.sampled_from(sorted(parts)).flatmap(lambda name: st.tuples(st.just(name), mutations(parts[name])))

    @MODERATE
    @given(st.lists(changed_parts, min_size=1, max_size=3), st.sets(st.sampled_from(sorted(parts)), max_size=1))
    def law(changed, dropped):
        kept = {**parts, **dict(changed)}
        survive(formats.zipped({name: content for name, content in kept.items() if name not in dropped}))

    law()


@pytest.mark.parametrize("kind", PACKAGES)
def test_the_elements_of_a_package_may_stand_in_any_order(kind):
    parts = formats.members(PACKAGES[kind])
    main = [name for name in sorted(parts) if not name.startswith("[")]

    @MODERATE
    @given(st.sampled_from(main).flatmap(lambda name: st.tuples(st.just(name), tree_mutations(parts[name]))))
    def law(changed):
        survive(formats.zipped({**parts, changed[0]: changed[1]}))

    law()


CELL = st.sampled_from(["", "甲", "5", "（5分）", "不得分", "合计", "一、目标", "\u200b", "<", "&amp;", "a\tb", '"'])


@MODERATE
@given(
    st.recursive(
        CELL, lambda inner: st.lists(st.lists(st.tuples(inner, st.integers(-1, 4), st.integers(-1, 4)), max_size=4), max_size=4)
    )
)
def test_tables_of_a_page_may_span_and_nest_as_they_like(drawn):
    def html(content):
        if isinstance(content, str):
            return content
        rows = ("".join(f"<td rowspan={down} colspan={across}>{html(inner)}" for inner, down, across in row) for row in content)
        return f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"

    survive(f"<html>{html(drawn)}".encode())


@MODERATE
@given(
    st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 6)), CELL, max_size=30),
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 7), st.integers(0, 4), st.integers(0, 4)), max_size=6),
    st.sets(st.integers(1, 8), max_size=3),
    st.sets(st.integers(1, 6), max_size=2),
)
def test_sheets_may_merge_and_hide_as_they_like(texts, merges, hidden_rows, hidden_columns):
    def name(row, column):
        return f"{chr(64 + column)}{row}"

    columns = "".join(f'<col min="{column}" max="{column}" hidden="1"/>' for column in sorted(hidden_columns))
    rows = ""
    for row in sorted({row for row, _ in texts}):
        cells = "".join(
            f'<c r="{name(row, column)}" t="s" s="{(row + column) % 2}"><v>{number}</v></c>'
            for number, (at, column) in enumerate(texts)
            if at == row
        )
        rows += f'<row r="{row}" hidden="{int(row in hidden_rows)}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{name(r, c)}:{name(r + down, c + across)}"/>' for r, c, down, across in merges)
    sheet = f"<cols>{columns}</cols><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"
    survive(formats.book_of(sheet, list(texts.values())))


ODD = (
    *("9" * 15, "0.0000000001", "9" * 30 + "分", "（9999999999999分）", "扣9999999999999分", "★" * 12, "\u2028", "½", "０"),
    *("①" * 50, "一" * 300, "甲,乙'丙[1]", "百千万亿分", "扣1-99999999999分", "每低0.00000000001%扣1分", "（1000000%）"),
    *("前99999999999项综合得分少于该项分值90%的，扣10分", "每处扣2分，最多扣99999999999999分", "扣5分5分", "A级否决项"),
)


@settings(MODERATE, max_examples=60)
@given(st.data())
def test_odd_words_and_figures_give_a_rubric_that_can_be_read_again(data):
    words = DRAWING.split(" | ")
    for _ in range(data.draw(st.integers(1, 4))):
        at, odd = data.draw(st.integers(0, len(words) - 1)), data.draw(st.sampled_from(ODD))
        words[at] = data.draw(st.sampled_from([odd, words[at] + odd, odd + words[at]]))
    survive(docx("某某企业安全生产评分细则", table(" | ".join(words)), "注：总分为10分。"))


def test_a_table_of_nothing_but_headings_has_no_rows_to_tell_apart():
    grid = next(iter(DOCUMENT.grids))
    header = find_header(grid)
    assert read_rows(replace(grid, rows=header.last), [(0, 1)], header) == []
