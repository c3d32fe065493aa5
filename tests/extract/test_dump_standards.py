"""The dumps of the four standards hold the cells of the Word documents: each once, in its row and in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read
from tests.extract.dumping import rows_in

EXAMPLES = Path(__file__).parents[2] / "examples"
STANDARDS = ("jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station")
UPPER = ("A级要素", "B级要素", "企业达标要求", "评审方法", "评分标准")
SWALLOWED = {  # what page breaks took out of the dump: rows of the Word document, and what is left of them
    "hainan-filling-station": {18: UPPER[1:], 34: (), 43: ()},
}
TABLES = {
    "jiangsu-small-enterprise": [(25, 8), (24, 8), (13, 8), (6, 8), (7, 8), (6, 8)],
    "garage-level3": [(131, 10)],
    "hangzhou-safety-culture": [(41, 7)],
    "hainan-filling-station": [(137, 6)],
}


def squeezed(text):
    return "".join(text.split())


def filled_rows(document):
    rows = (row for grid in document.grids for row in rows_in(grid))
    return [tuple(text for cell in row if (text := squeezed(cell))) for row in rows]


@pytest.fixture(scope="module", params=STANDARDS)
def pair(request):
    name = request.param
    return name, read(EXAMPLES / f"{name}.docx"), read(EXAMPLES / f"{name}.txt")


def test_every_cell_of_the_word_document_has_its_equal_in_the_same_row_and_order(pair):
    name, word, dump = pair
    expected = filled_rows(word)
    for number, left in SWALLOWED.get(name, {}).items():
        assert expected[number] == UPPER
        expected[number] = left
    assert filled_rows(dump) == [row for row in expected if row]


def test_cells_of_whole_rows_stand_in_their_columns(pair):
    _, word, dump = pair
    columns = max(grid.columns for grid in dump.grids)
    in_word = {(squeezed(c.text), c.column) for g in word.grids for c in g.cells if g.columns == columns and c.column_span == 1}
    whole = [(cell, grid) for grid in dump.grids for cell in grid.cells if squeezed(cell.text)]
    full = {(g.number, row) for g in dump.grids for row, cells in enumerate(rows_in(g)) if len(cells) == columns}
    checked = [(squeezed(c.text), c.column) for c, grid in whole if (grid.number, c.row) in full]
    missing = [cell for cell in checked if cell not in in_word]
    assert len(checked) > 100
    assert {text for text, _ in missing} <= {"考评项目"}  # a heading over two columns in Word, beside an empty cell in the dump


def test_the_paragraphs_are_those_of_the_word_document(pair):
    _, word, dump = pair
    assert [squeezed(p.text) for p in dump.paragraphs] == [squeezed(p.text) for p in word.paragraphs if squeezed(p.text)]


def test_tables_are_told_apart_where_word_has_several(pair):
    name, _, dump = pair
    assert [(grid.rows, grid.columns) for grid in dump.grids] == TABLES[name]
    assert not any(grid.knows_spans for grid in dump.grids)


def test_what_a_page_break_swallowed_is_reported_and_the_rest_stands_in_its_columns():
    dump = read(EXAMPLES / "hainan-filling-station.txt")
    torn = [d for d in dump.diagnostics if d.code == "dump-row-torn"]
    assert [d.place.line for d in torn] == [203, 375, 459]
    (grid,) = dump.grids
    columns = [[c.column for c in grid.cells if c.row == d.place.row - 1] for d in torn]
    assert columns == [[1, 2, 3, 4], [4, 5], [4, 5]]


@pytest.mark.parametrize(
    ("name", "lines"),
    [("jiangsu-small-enterprise", []), ("garage-level3", [19]), ("hainan-filling-station", [129, 250, 680, 961, 1017])],
)
def test_each_empty_line_taken_as_a_cells_own_is_told(name, lines):
    told = [d.place.line for d in read(EXAMPLES / f"{name}.txt").diagnostics if d.code == "dump-row-joined"]
    assert told == lines


def test_the_bookmarks_name_is_gone():
    dump = read(EXAMPLES / "hangzhou-safety-culture.txt")
    assert [p.text for p in dump.paragraphs][-1].startswith("4.按得分总和")
