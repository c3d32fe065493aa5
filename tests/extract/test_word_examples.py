"""The four published standards, as Word documents: what their printed tables hold."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pytest

from extract import read
from extract.document import Document, Grid
from extract.word import open_word

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("garage-level3", "hainan-filling-station", "hangzhou-safety-culture", "jiangsu-small-enterprise")


@cache
def document(name: str) -> Document:
    return read(EXAMPLES / f"{name}.docx")


def grids(name: str) -> list[Grid]:
    return list(document(name).grids)


@pytest.mark.parametrize(
    ("name", "shapes", "cells", "header_rows"),
    [
        ("garage-level3", [(131, 10)], [1119], [1]),
        ("hainan-filling-station", [(139, 6)], [571], [0]),
        ("hangzhou-safety-culture", [(41, 7)], [221], [0]),
        (
            "jiangsu-small-enterprise",
            [(25, 8), (24, 8), (13, 8), (6, 8), (7, 8), (6, 8)],
            [153, 131, 79, 38, 44, 37],
            [1, 1, 1, 1, 1, 1],
        ),
    ],
)
def test_tables_have_the_rows_columns_and_cells_that_are_printed(name, shapes, cells, header_rows):
    assert [(grid.rows, grid.columns) for grid in grids(name)] == shapes
    assert [len(grid.cells) for grid in grids(name)] == cells
    assert [grid.header_rows for grid in grids(name)] == header_rows
    assert document(name).diagnostics == ()


@pytest.mark.parametrize("name", NAMES)
def test_cells_cover_each_place_of_the_grid_once(name):
    for grid in grids(name):
        places = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        assert set(places.values()) == {1}
        assert len(places) == grid.rows * grid.columns


@pytest.mark.parametrize("name", NAMES)
def test_cells_read_as_another_reader_reads_them(name):
    theirs = docx.Document(str(EXAMPLES / f"{name}.docx"))
    for grid, table in zip(grids(name), theirs.tables, strict=True):
        rows = [row.cells for row in table.rows]
        for cell in grid.cells:
            assert cell.text == rows[cell.row][cell.column].text
            assert cell.text == rows[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1].text


@pytest.mark.parametrize("name", NAMES)
def test_saving_an_unchanged_standard_gives_its_bytes(name):
    data = (EXAMPLES / f"{name}.docx").read_bytes()
    assert open_word(data, name).save() == data


def test_the_first_element_of_the_garage_standard_spans_its_rows():
    (grid,) = grids("garage-level3")
    first = next(cell for cell in grid.cells if cell.text == "一、安全目标35分")
    assert (str(first.place), first.row_span, first.column_span) == ("t1r2c1", 7, 1)


def test_the_header_of_the_filling_station_standard_has_two_rows():
    (grid,) = grids("hainan-filling-station")
    header = [(cell.text, cell.row_span, cell.column_span) for cell in grid.cells if cell.row < 2]
    assert header[:4] == [("A级要素", 2, 1), ("B级要素", 2, 1), ("企业达标要求", 2, 1), ("评审方法", 2, 1)]
    assert header[4:] == [("评分标准", 1, 2), ("否决项", 1, 1), ("扣分项", 1, 1)]


def test_the_notes_above_the_jiangsu_tables_are_paragraphs():
    texts = [paragraph.text for paragraph in document("jiangsu-small-enterprise").paragraphs]
    assert "2、本评分细则共含6项一级要素，20项二级要素及68条企业达标标准。" in texts
    assert any(text.startswith("自评/评审单位：   ") and "自评/评审时间：从     年" in text for text in texts)
