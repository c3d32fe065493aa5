"""Tables: the rows and columns that a reader counts, each cell once, with its spans and its place."""

from __future__ import annotations

import pytest

from extract.document import Grid, Paragraph
from tests.wordfile import block_xml, drawn, read, table, tc, xml


def rows(*cells: list[str], grid: list[int] | None = None, properties: dict[int, str] | None = None) -> str:
    written = "".join(
        f"<w:tr>{xml(f'trPr/({(properties or {})[n]})') if n in (properties or {}) else ''}{''.join(row)}</w:tr>"
        for n, row in enumerate(cells)
    )
    columns = xml(f"tblGrid/({','.join(f'gridCol{{w={width}}}' for width in grid)})") if grid else ""
    return f"<w:tbl>{columns}{written}</w:tbl>"


def grid(*blocks: str) -> Grid:
    return next(read(*blocks).grids)


@pytest.mark.parametrize(
    "drawing",
    [
        "甲 | 乙\n丙 | 丁",
        "甲 | <\n丙 | 丁",
        "甲 | 乙\n^ | 丁",
        "甲 | < | 丙\n^ | < | 丁\n1 | 2 | 3",
        "A级要素 | B级要素 | 评分标准 | <\n^ | ^ | 否决项 | 扣分项\n1 | 1.1 | a | b",
        "一/要素 |  | 乙\n^ | 丙 | \n丁 | ^ | 戊",
        "甲 | 乙\n^ | ^\n丙 | 丁\n^ | ^",
    ],
)
def test_merged_cells_are_one_cell(drawing):
    assert drawn(grid(table(drawing))) == drawing


def test_a_cell_knows_its_place():
    places = [str(cell.place) for cell in grid(table("甲 | < | 丙\n丁 | 戊 | 己")).cells]
    assert places == ["t1r1c1", "t1r1c3", "t1r2c1", "t1r2c2", "t1r2c3"]


def test_cells_stand_in_reading_order():
    assert [cell.text for cell in grid(table("甲 | 乙\n^ | 丙\n丁 | 戊")).cells] == ["甲", "乙", "丙", "丁", "戊"]


def test_tables_are_counted_through_the_document():
    document = read(table("甲"), "中", table("乙"))
    assert [(g.number, str(g.cells[0].place)) for g in document.grids] == [(1, "t1r1c1"), (2, "t2r1c1")]


def test_the_widths_are_those_of_the_columns():
    assert grid(table("甲 | 乙", widths=[1200, 800])).widths == (1200, 800)


def test_repeated_header_rows_are_counted():
    header = {0: "tblHeader", 1: "tblHeader", 2: "tblHeader{val=0}", 3: "tblHeader"}
    assert grid(rows([tc("甲")], [tc("乙")], [tc("丙")], [tc("丁")], properties=header)).header_rows == 2


# merges that are not written as Word writes them


def test_a_merge_without_a_start_takes_in_the_empty_cells_below():
    assert drawn(grid(rows([tc("甲"), tc("1")], [tc("", merge="continue"), tc("2")]))) == "甲 | 1\n^ | 2"


def test_a_merge_whose_first_cell_only_goes_on_starts_there():
    found = grid(rows([tc("甲", merge="continue"), tc("1")], [tc("", merge="continue"), tc("2")]))
    assert drawn(found) == "甲 | 1\n^ | 2"


def test_a_cell_with_words_starts_a_merge_where_none_is_open():
    cells = [[tc("甲")], [tc("乙", merge="continue")], [tc("", merge="continue")]]
    assert drawn(grid(rows(*cells))) == "甲\n乙\n^"


def test_words_under_a_merged_cell_are_told():
    document = read(rows([tc("甲", merge="restart")], [tc("旧", merge="continue")]))
    assert drawn(next(document.grids)) == "甲\n^"
    assert [(d.code, str(d.place), d.figures) for d in document.diagnostics] == [("covered-text", "t1r1c1", {"text": "旧"})]


def test_the_same_words_under_a_merged_cell_are_no_matter():
    assert read(rows([tc("甲", merge="restart")], [tc("甲", merge="continue")])).diagnostics == ()


def test_a_merge_goes_on_only_between_the_same_edges():
    cells = [[tc("甲", merge="restart", span=2), tc("乙")], [tc("丙", merge="continue"), tc("丁"), tc("戊")]]
    assert drawn(grid(rows(*cells, grid=[1000] * 3))) == "甲 | < | 乙\n丙 | 丁 | 戊"


def test_a_row_without_the_cell_ends_a_merge():
    cells = [
        [tc("甲", merge="restart"), tc("1")],
        [tc("2")],
        [tc("", merge="continue"), tc("3")],
    ]
    assert drawn(grid(rows(*cells, grid=[1000, 1000], properties={1: "gridBefore{val=1}"}))) == "甲 | 1\n. | 2\n | 3"


def test_cells_merged_across_in_the_old_way_are_one():
    cells = [[tc("甲", more="hMerge{val=restart}"), tc("", more="hMerge"), tc("乙")], [tc("1"), tc("2"), tc("3")]]
    assert drawn(grid(rows(*cells))) == "甲 | < | 乙\n1 | 2 | 3"


def test_words_under_a_cell_merged_across_are_told():
    document = read(rows([tc("甲", more="hMerge{val=restart}"), tc("旧", more="hMerge{val=continue}")], [tc("1"), tc("2")]))
    assert [d.code for d in document.diagnostics] == ["covered-text"]


# grids that are not what a reader sees


def test_a_grid_with_three_times_the_columns_has_those_that_a_reader_sees():
    cells = [[tc("甲", span=3), tc("乙", span=6)], [tc("丙", span=3), tc("丁", span=3), tc("戊", span=3)]]
    found = grid(rows(*cells, grid=[300, 400, 300] * 3))
    assert drawn(found) == "甲 | 乙 | <\n丙 | 丁 | 戊"
    assert found.widths == (1000, 1000, 1000)


@pytest.mark.parametrize("off", [1, 15, 57])
def test_edges_that_lie_closer_than_an_eye_can_see_are_one(off):
    cells = [
        [tc("甲", merge="restart"), tc("1", span=2)],
        [tc("", merge="continue", span=2), tc("2")],
    ]
    assert drawn(grid(rows(*cells, grid=[1000, off, 1000]))) == "甲 | 1\n^ | 2"


def test_edges_further_apart_are_two():
    cells = [[tc("甲"), tc("1", span=2)], [tc("乙", span=2), tc("2")]]
    assert drawn(grid(rows(*cells, grid=[1000, 58, 1000]))) == "甲 | 1 | <\n乙 | < | 2"


def test_a_wandering_edge_does_not_swallow_its_neighbours():
    cells = [[tc("甲", span=n), tc("1", span=6 - n)] for n in range(1, 6)]
    found = grid(rows(*cells, grid=[1000, 40, 40, 40, 40, 1000]))
    assert found.columns == 4


def test_a_narrow_cell_does_not_vanish():
    cells = [[tc("甲"), tc("窄"), tc("乙")], [tc("1"), tc("2"), tc("3")]]
    assert drawn(grid(rows(*cells, grid=[1000, 20, 1000]))) == "甲 | 窄 | 乙\n1 | 2 | 3"


def test_grid_columns_before_a_row_shift_it():
    cells = [[tc("甲"), tc("乙")], [tc("丙")]]
    assert drawn(grid(rows(*cells, grid=[1000, 1000], properties={1: "gridBefore{val=1}"}))) == "甲 | 乙\n. | 丙"


def test_grid_columns_before_every_row_are_not_seen():
    shift = dict.fromkeys(range(2), "gridBefore{val=1},wBefore{w=30,type=dxa}")
    found = grid(rows([tc("甲"), tc("乙")], [tc("丙"), tc("丁")], grid=[30, 1000, 1000], properties=shift))
    assert (drawn(found), found.columns) == ("甲 | 乙\n丙 | 丁", 2)


def test_grid_columns_after_a_row_are_empty_places():
    cells = [[tc("甲"), tc("乙")], [tc("丙")]]
    assert drawn(grid(rows(*cells, grid=[1000, 1000], properties={1: "gridAfter{val=1}"}))) == "甲 | 乙\n丙 | ."


def test_a_missing_grid_is_taken_from_the_spans():
    found = grid(rows([tc("甲", span=2), tc("乙")], [tc("丙"), tc("丁"), tc("戊")]))
    assert (drawn(found), found.widths) == ("甲 | < | 乙\n丙 | 丁 | 戊", (1, 1, 1))


def test_a_missing_grid_takes_its_widths_from_the_cells():
    found = grid(rows([tc("甲", span=2, width=900), tc("乙", width=500)], [tc("丙", width=300), tc("丁"), tc("戊")]))
    assert found.widths == (300, 600, 500)


def test_without_grid_and_spans_the_widths_say_where_the_edges_are():
    cells = [[tc("甲", width=2000), tc("乙", width=500)], [tc("丙", width=900), tc("丁", width=1110), tc("戊", width=490)]]
    found = grid(rows(*cells))
    assert drawn(found) == "甲 | < | 乙\n丙 | 丁 | 戊"


def test_rows_of_one_width_are_one_width_whatever_the_grid_says():
    cells = [[tc("甲", width=2000), tc("乙", width=1000)], [tc("丙", width=1000), tc("丁", width=1000), tc("戊", width=1000)]]
    assert drawn(grid(rows(*cells, grid=[1000, 1000, 1000]))) == "甲 | < | 乙\n丙 | 丁 | 戊"


def test_a_shorter_row_stays_shorter():
    cells = [[tc("甲", width=1000), tc("乙", width=1000)], [tc("丙", width=1000)]]
    assert drawn(grid(rows(*cells, grid=[1000, 1000]))) == "甲 | 乙\n丙 | ."


@pytest.mark.parametrize("widths", [[0, 0, 0], []])
def test_a_grid_without_widths_keeps_its_columns(widths):
    cells = [[tc("甲", span=2), tc("乙")], [tc("丙"), tc("丁", span=2)]]
    found = grid(rows(*cells, grid=widths))
    assert (drawn(found), found.widths) == ("甲 | < | 乙\n丙 | 丁 | <", (1, 1, 1))


def test_rows_may_be_wider_than_the_grid():
    assert grid(rows([tc("甲"), tc("乙"), tc("丙")], grid=[700, 900])).columns == 3


def test_senseless_spans_are_one_column():
    assert drawn(grid(rows([tc("甲", more="gridSpan{val=0}"), tc("乙", more="gridSpan{val=x}")]))) == "甲 | 乙"


# tables in tables


def test_a_table_in_a_cell_is_a_grid_of_the_cell():
    document = read(table("=in | 乙", **{"in": block_xml("前") + table("1 | 2") + block_xml("后")}), table("丁"))
    outer, last = document.blocks
    assert (outer.cells[0].text, drawn(outer.cells[0].grids[0])) == ("前\n后", "1 | 2")
    assert [g.number for g in document.grids] == [1, 2, 3]
    assert str(outer.cells[0].grids[0].cells[1].place) == "t2r1c2"
    assert last.number == 3


def test_a_standard_inside_the_one_cell_of_an_outer_table():
    inner = block_xml("标题") + table("甲 | 乙\n^ | 丙") + block_xml("")
    framed, bare = read("前", table("=x", x=inner), "后"), read("前", inner, "后")
    assert framed.blocks == bare.blocks
    assert [str(grid.cells[0].place) for grid in framed.grids] == ["t1r1c1"]


def test_a_frame_of_several_rows_around_a_title_and_a_table():
    framed = read(table("标题\n=x", x=table("甲 | 乙") + "<w:p/>"))
    assert [block.text if isinstance(block, Paragraph) else drawn(block) for block in framed.blocks] == ["标题", "甲 | 乙"]


def test_a_table_of_one_column_without_tables_in_it_is_a_table():
    assert drawn(grid(table("甲\n乙"))) == "甲\n乙"


def test_merges_of_an_inner_table_are_not_those_of_the_outer():
    inner = rows([tc("1", merge="restart", span=2), tc("2")], [tc("", merge="continue", span=2), tc("3")])
    outer = grid(rows([tc(inner + "<w:p/>"), tc("乙")], [tc("丙"), tc("丁")]))
    assert drawn(outer) == " | 乙\n丙 | 丁"
    assert drawn(outer.cells[0].grids[0]) == "1 | 2\n^ | 3"


# wrappers and revisions


@pytest.mark.parametrize("wrapper", ["sdt/sdtContent", "customXml", "sdt/sdtContent/customXml", "ins{id=1}"])
@pytest.mark.parametrize("what", ["tbl", "tr", "tc", "p"])
def test_wrappers_around_anything_are_not_seen(wrapper, what):
    drawing = table("甲 | 乙\n^ | 丙")
    opening = xml(wrapper + "/p").split("<w:p/>")
    wrapped = drawing.replace(f"<w:{what}>", f"{opening[0]}<w:{what}>").replace(f"</w:{what}>", f"</w:{what}>{opening[1]}")
    wrapped = wrapped.replace("<w:p/>", f"{opening[0]}<w:p/>{opening[1]}") if what == "p" else wrapped
    assert drawn(grid(wrapped)) == "甲 | 乙\n^ | 丙"


def test_deleted_rows_are_not_seen_and_not_counted():
    found = grid(rows([tc("甲")], [tc("旧")], [tc("乙")], properties={1: "del{id=1}"}))
    assert [(cell.text, str(cell.place)) for cell in found.cells] == [("甲", "t1r1c1"), ("乙", "t1r2c1")]


def test_inserted_rows_are_seen():
    assert drawn(grid(rows([tc("甲")], [tc("新")], properties={1: "ins{id=1}"}))) == "甲\n新"


def test_hidden_rows_are_not_seen():
    assert drawn(grid(rows([tc("甲")], [tc('p/(pPr/rPr/vanish,r/(rPr/vanish,t"旧"))')], properties={1: "hidden"}))) == "甲"


def test_a_row_marked_hidden_that_holds_words_is_seen():
    assert drawn(grid(rows([tc("甲")], [tc("乙")], properties={1: "hidden"}))) == "甲\n乙"


def test_a_table_whose_rows_are_all_deleted_is_no_table():
    document = read(rows([tc("旧")], properties={0: "del{id=1}"}), table("甲"))
    assert [drawn(g) for g in document.grids] == ["甲"]
    assert [g.number for g in document.grids] == [1]


def test_deleted_cells_are_not_seen():
    cells = [[tc("旧", more="cellDel{id=1}"), tc("甲"), tc("乙")], [tc("丙"), tc("丁")]]
    assert drawn(grid(rows(*cells, grid=[1000] * 3))) == "甲 | 乙\n丙 | 丁"


def test_inserted_cells_are_seen():
    assert drawn(grid(rows([tc("甲", more="cellIns{id=1}"), tc("乙")]))) == "甲 | 乙"


def test_cells_merged_by_a_tracked_change_are_merged():
    cells = [[tc("甲", more="cellMerge{id=1,vMerge=rest}"), tc("1")], [tc("", more="cellMerge{id=2,vMerge=cont}"), tc("2")]]
    assert drawn(grid(rows(*cells))) == "甲 | 1\n^ | 2"


def test_former_properties_of_a_cell_do_not_count():
    former = "tcPrChange{id=1}/tcPr/(gridSpan{val=2},vMerge)"
    assert drawn(grid(rows([tc("甲"), tc("乙")], [tc("丙", more=former), tc("丁")]))) == "甲 | 乙\n丙 | 丁"


def test_a_former_grid_does_not_count():
    found = rows([tc("甲"), tc("乙")], grid=[700, 900])
    found = found.replace("</w:tblGrid>", xml("tblGridChange{id=1}/tblGrid/(gridCol{w=1},gridCol{w=2})") + "</w:tblGrid>")
    assert grid(found).widths == (700, 900)
