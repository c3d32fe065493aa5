"""The same words in the same cells, however the XML is written: the laws of the Word reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from extract import reading
from extract.document import Document, Grid
from extract.marks import Marks, find_marks
from extract.word import read_word
from extract.wordxml import P
from tests.layouts import LAST_LAYOUTS, LAYOUTS, LAYOUTS_OF_GRIDS, laid_out, seeded
from tests.wordfile import docx, drawn, table

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERY = {**LAYOUTS, **LAYOUTS_OF_GRIDS, **LAST_LAYOUTS}


def words(document: Document) -> tuple[list[str], list[object]]:
    """Return what a document says: its paragraphs and its grids, without places, widths and file names."""
    return [paragraph.text for paragraph in document.paragraphs], [grid_words(b) for b in document.blocks if isinstance(b, Grid)]


def grid_words(grid: Grid) -> tuple[object, ...]:
    cells = [(c.row, c.column, c.row_span, c.column_span, c.text, [grid_words(g) for g in c.grids]) for c in grid.cells]
    return grid.rows, grid.columns, grid.header_rows, cells


@cache
def example(name: str) -> tuple[bytes, tuple[list[str], list[object]]]:
    data = (EXAMPLES / f"{name}.docx").read_bytes()
    return data, words(read_word(data, "x"))


@pytest.mark.parametrize("layout", EVERY)
@pytest.mark.parametrize("name", ["hangzhou-safety-culture", "jiangsu-small-enterprise"])
def test_a_layout_changes_no_word_of_a_standard(name, layout):
    data, expected = example(name)
    changed = EVERY[layout](data, seeded(1))
    assert changed != data
    assert words(read_word(changed, "x")) == expected


@pytest.mark.parametrize("layout", sorted(EVERY))
def test_a_layout_changes_no_word_of_the_other_standards(layout):
    for name in ("garage-level3", "hainan-filling-station"):
        data, expected = example(name)
        assert words(read_word(EVERY[layout](data, seeded(2)), "x")) == expected


@pytest.mark.parametrize("name", ["garage-level3", "jiangsu-small-enterprise"])
def test_the_quick_way_and_the_exact_way_read_the_same(name, monkeypatch):
    def all_special(root: etree._Element) -> Marks:
        marks = find_marks(root)
        for paragraph in root.iter(P):
            marks.mark(paragraph)
        return marks

    data = (EXAMPLES / f"{name}.docx").read_bytes()
    quick = read_word(data, "x")
    monkeypatch.setattr(reading, "find_marks", all_special)
    assert read_word(data, "x") == quick


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """Return the drawing of a table with merged cells; every merged cell has words, as in a document that a person made."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    signs = [["" for _ in range(columns)] for _ in range(rows)]
    text = st.sampled_from(["甲", "1.2 乙", "（一）丙", "3、丁/①戊/己", "5★★★", "□是 ☑否", "a-b", "10", "二、庚（10分）"])
    free = {(row, column) for row in range(rows) for column in range(columns)}
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            height, width = draw(st.integers(1, rows - row)), draw(st.integers(1, columns - column))
            covered = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            if not covered <= free:
                covered = {(row, column)}
            free -= covered
            for r, c in covered:
                signs[r][c] = "<" if c > column else "^"
            signs[row][column] = draw(text if len(covered) > 1 else text | st.just(""))
    return "\n".join(" | ".join(row) for row in signs)


texts = st.sampled_from(sorted(LAYOUTS))
grids = st.sampled_from(sorted(LAYOUTS_OF_GRIDS))


@settings(max_examples=150, deadline=None)
@given(drawing=drawings(), names=st.lists(texts, max_size=4), grid=grids, at=st.integers(0, 4), seed=st.integers(0, 10**6))
def test_layouts_in_any_order_change_no_word(drawing, names, grid, at, seed):
    data = docx("1.标题", table(drawing), "（二）说明-书", "")
    expected = words(read_word(data, "x"))
    changed = laid_out(data, [*names[:at], grid, *names[at:]], seed)
    assert words(read_word(changed, "x")) == expected


@settings(max_examples=60, deadline=None)
@given(drawing=drawings())
def test_a_drawn_table_is_read_as_it_is_drawn(drawing):
    found = next(read_word(docx(table(drawing)), "x").grids)
    again = next(read_word(docx(table(drawn(found))), "x").grids)
    assert drawn(again) == drawn(found)
