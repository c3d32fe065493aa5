"""Laws of the dump reader: what is dumped is read back, whatever empty lines the cells have of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import read
from extract.document import Paragraph
from extract.dump import read_dump
from tests.extract.dumping import dump_of, rows_in, rows_of, squeezed

WORDS = ("制定目标", "未建立制度的，不得分", "每处扣2分", "查文件：\n1.记录；\n\n2.台账", "1.1\n\n目标（20分）", "描    述")
COLUMN = st.sampled_from(["text", "text", "figure", "empty", "text or empty", "mostly text"])
"""What a column holds; that columns hold something of one kind is what rows are told apart by."""


@st.composite
def tables(draw):
    """A table of 3 to 12 columns; a cell in every fourth row has empty lines of its own, and totals end it.

    Left out is what nobody can tell apart: two rows of totals that have as many cells as a whole row and so could be one.
    """
    width = draw(st.integers(3, 12))
    columns = [draw(COLUMN) for _ in range(width)]
    rows = [[f"表头{column}" for column in range(width)]]
    for number in range(draw(st.integers(3, 10))):
        row = [_cell(draw, column, number) for column in columns]
        row[1] = row[1] if any(row) else "要求"
        if number % 4 == 2:
            row[draw(st.integers(0, width - 1))] += "\n" * draw(st.integers(0, 2))
        rows.append(row)
    short = draw(st.integers(2, width - 1).filter(lambda count: count * 2 != width))
    labels = draw(st.sampled_from([[], ["小计"], ["小计", "总计"]]))
    return rows + [[label, str(draw(st.integers(10, 99))), *["得分" + label, *[""] * width][: short - 2]] for label in labels]


def _cell(draw, column, number):
    if column == "empty" or (column == "text or empty" and number % 2) or (column == "mostly text" and number % 5 == 4):
        return ""
    if column == "figure":
        return draw(st.sampled_from(["4", "10", "2.5", "5★★"]))
    return draw(st.sampled_from(WORDS)) + str(number)


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_dumped_table_is_read_back(rows):
    document = read_dump(dump_of("标题", rows), "x", "0")
    assert squeezed(rows_of(document)) == squeezed(rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(tables(), min_size=2, max_size=3), st.sampled_from(["二、现场管理", "\n\n表2", "\n续表\n\n（二）"]))
def test_no_word_is_lost_or_doubled_between_tables(several, between):
    blocks = ["标题", several[0]]
    for table in several[1:]:
        blocks += [between, table]
    document = read_dump(dump_of(*blocks), "x", "0")
    read_back = [b.text if isinstance(b, Paragraph) else "".join("".join(row) for row in rows_in(b)) for b in document.blocks]
    written = "".join(b if isinstance(b, str) else "".join("".join(row) for row in b) for b in blocks)
    assert "".join("".join(read_back).split()) == "".join(written.split())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="\t\n\n a一、4\x0c", max_size=200))
def test_any_text_keeps_all_its_signs_in_order(text):
    document = read_dump(text, "x", "0")
    read_back = [b.text if isinstance(b, Paragraph) else "".join("".join(row) for row in rows_in(b)) for b in document.blocks]
    assert "".join("".join(read_back).split()) == "".join(text.split())


EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("standard", ["jiangsu-small-enterprise", "garage-level3", "hainan-filling-station"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_published_standard_is_read_back_with_more_empty_lines_in_it(standard, data):
    """One cell in a hundred of the whole rows gets an empty line of its own: more than any dump that was seen has."""
    document = read(EXAMPLES / f"{standard}.txt")
    torn = {(d.place.table, d.place.row) for d in document.diagnostics if d.code == "dump-row-torn"}
    tables = [
        [list(row) for at, row in enumerate(rows_in(grid), start=1) if (grid.number, at) not in torn] for grid in document.grids
    ]
    width = max(len(row) for table in tables for row in table)
    cells = [(row, column) for table in tables for row in table if len(row) == width for column in range(width - 1)]
    chosen = st.lists(st.integers(0, len(cells) - 1), max_size=len(cells) // 100, unique=True)
    for number in data.draw(chosen):
        row, column = cells[number]
        row[column] += "\n"
    document = read_dump(dump_of("标题", *(block for table in tables for block in (table, ""))), "x", "0")
    assert squeezed(rows_of(document)) == squeezed([row for table in tables for row in table])
