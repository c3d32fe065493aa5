"""Tables put into tables, as in standards that stand inside the one cell of an outer table."""

from __future__ import annotations

from extract.wordxml import BODY, TBL, TC, W
from tests.layouts.changing import element, layout, wrap


@layout
def nest_all(root, _random):
    """Put everything into the one cell of an outer table: what stood outside tables becomes text of that cell."""
    body = root.find(BODY)
    outer = element("tbl/(tblPr,tblGrid/gridCol{w=9000},tr/tc/tcPr/tcW{w=9000,type=dxa})")
    cell = next(outer.iter(TC))
    cell.extend([child for child in body if child.tag != W + "sectPr"])
    cell.append(element("p"))
    body.insert(0, outer)


@layout
def nest_tables(root, _random):
    """Put each table into the one cell of a table of its own."""
    for table in [table for table in root.iter(TBL) if next(table.iterancestors(TBL), None) is None]:
        wrap(table, "tbl/(tblPr,tblGrid/gridCol{w=9000},tr/tc)")
        table.addnext(element("p"))
