"""The same columns, written otherwise; one of these at a time keeps its meaning."""

from __future__ import annotations

from random import Random

from lxml import etree

from extract.wordxml import TBL, TC, TRPR, W
from tests.layouts.changing import cells_of, element, layout, property_of, rows_of, set_property, span_of


@layout
def write_three_grid_columns_for_one(root, _random):
    for table in root.iter(TBL):
        for column in table.findall(f"{W}tblGrid/{W}gridCol"):
            width = int(column.get(W + "w"))
            for part in (width // 3, width // 3):
                column.addprevious(element(f"gridCol{{w={part}}}"))
            column.set(W + "w", str(width - 2 * (width // 3)))
        for row in rows_of(table):
            for cell in cells_of(row):
                set_property(cell, f"gridSpan{{val={3 * span_of(cell)}}}")


@layout
def let_edges_wander(root, random):
    """Give each inner edge three places within a millimetre, and let each row choose one."""
    for table in root.iter(TBL):
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        widths = [int(column.get(W + "w")) for column in columns]
        if len(widths) < 2 or min(widths) < 300:
            continue
        step = random.randint(1, 28)
        for column, width in zip(columns[:-1], widths[:-1], strict=True):
            column.set(W + "w", str(width - (step if column is columns[0] else 2 * step)))
            column.addnext(element(f"gridCol{{w={step}}}"))
            column.addnext(element(f"gridCol{{w={step}}}"))
        columns[-1].set(W + "w", str(widths[-1] - step))
        for row in rows_of(table):
            _choose_edges(row, len(widths), random)


def _choose_edges(row: etree._Element, columns: int, random: Random) -> None:
    old, new = 0, 0
    for cell in cells_of(row):
        old += span_of(cell)
        right = 3 * old - 2 + (0 if old == columns else random.randint(0, 2))
        set_property(cell, f"gridSpan{{val={right - new}}}")
        new = right


@layout
def shift_rows_to_the_right(root, random):
    for table in root.iter(TBL):
        table.find(f"{W}tblGrid").insert(0, element(f"gridCol{{w={random.randint(1, 900)}}}"))
        table.find(f"{W}tblGrid").append(element("gridCol{w=100}"))
        for row in rows_of(table):
            if row.find(TRPR) is None:
                row.insert(0, element("trPr"))
            row.find(TRPR).insert(0, element("gridBefore{val=1}"))
            row.find(TRPR).insert(1, element("gridAfter{val=1}"))


@layout
def leave_out_the_grid(root, _random):
    for grid in list(root.iter(W + "tblGrid")):
        grid.getparent().remove(grid)


@layout
def write_all_grid_columns_alike(root, _random):
    for column in root.iter(W + "gridCol"):
        del column.attrib[W + "w"]


@layout
def merge_across_in_the_old_way(root, _random):
    for cell in [cell for cell in root.iter(TC) if span_of(cell) > 1 and property_of(cell, "vMerge") is None]:
        count = span_of(cell)
        property_of(cell, "gridSpan").getparent().remove(property_of(cell, "gridSpan"))
        set_property(cell, "hMerge{val=restart}")
        for _ in range(count - 1):
            cell.addnext(element("tc/(tcPr/hMerge{val=continue},p)"))
