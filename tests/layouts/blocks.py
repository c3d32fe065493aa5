"""Paragraphs, cells, rows and tables written otherwise: wrappers, revisions, merges without a start."""

from __future__ import annotations

from lxml import etree

from extract.wordxml import TBL, TC, TR, VAL, P, T
from tests.layouts.changing import cells_of, element, layout, property_of, rows_of, some, span_of, wrap


@layout
def wrap_blocks(root, random):
    wrappers = ("sdt/(sdtPr,sdtContent)", "customXml", "sdt/(sdtPr,sdtContent/customXml)")
    for tag, share in ((P, 0.1), (TC, 0.1), (TR, 0.2), (TBL, 0.5)):
        for found in some(list(root.iter(tag)), random, share):
            wrap(found, random.choice(wrappers))


@layout
def add_deleted_rows(root, random):
    for row in some(list(root.iter(TR)), random, 0.1):
        deleted = element("tr/trPr/del{id=1}")
        deleted.extend(element('tc/p/r/t"旧"') for _ in cells_of(row))
        row.addnext(deleted)


@layout
def leave_out_where_merges_start(root, random):
    """Drop the mark of first cells, or say that they go on: the latter not under a merged cell, which they would join."""
    for table in root.iter(TBL):
        merged_above: set[tuple[int, int]] = set()
        for row in rows_of(table):
            merged = {edges: cell for edges, cell in _edges(row).items() if property_of(cell, "vMerge") is not None}
            for edges, cell in merged.items():
                mark = property_of(cell, "vMerge")
                has_words = any((t.text or "").strip() for t in cell.iter(T))
                if mark.get(VAL) != "restart" or not has_words or random.random() < 0.3:
                    continue
                if edges in merged_above or random.random() < 0.5:
                    mark.getparent().remove(mark)
                else:
                    del mark.attrib[VAL]
            merged_above = set(merged)


def _edges(row: etree._Element) -> dict[tuple[int, int], etree._Element]:
    """Return the cells of a row by their left and right edge."""
    found, left = {}, 0
    for cell in cells_of(row):
        found[left, left + span_of(cell)] = cell
        left += span_of(cell)
    return found
