"""A table of a form as XML: rows are written as text, for building them cell by cell through an object model is quadratic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from render.rebuilt.grid import Box, GridRow, Look
from render.rebuilt.widths import LINE, Page, lines_of_row

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = {Look.HEADING: "FormHeading", Look.LABEL: "FormLabel", Look.TEXT: "FormText", Look.FIGURE: "FormFigure"}
"""The paragraph style of each look, by its id."""
_MOST_OF_A_PAGE = 0.6
"""A row higher than this part of a page may be split."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80))
)


def table_xml(rows: Sequence[GridRow], page: Page) -> str:
    """Return a table; rows without a line are its header and come again on every page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in page.columns)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(page.columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(rows, page))}</w:tbl>"
    )


def _rows(rows: Sequence[GridRow], page: Page) -> Iterator[str]:
    before: dict[tuple[int, int], Box] = {}
    for number, row in enumerate(rows):
        below = {(box.start, box.stop): box for box in rows[number + 1].boxes} if number + 1 < len(rows) else {}
        fits = lines_of_row(row, page.columns) * LINE < page.text_height * _MOST_OF_A_PAGE
        properties = ("<w:cantSplit/>" if fits else "") + ("<w:tblHeader/>" if row.line is None else "")
        yield f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>"
        for box in row.boxes:
            place = (box.start, box.stop)
            yield _cell(box, page, goes_on=_is_same(before.get(place), box), begins=_is_same(box, below.get(place)))
        yield "</w:tr>"
        before = {(box.start, box.stop): box for box in row.boxes}


def _is_same(upper: Box | None, lower: Box | None) -> bool:
    """Tell whether two boxes, one right above the other, are one merged cell."""
    return upper is not None and lower is not None and upper.joins is not None and upper.joins == lower.joins


def _cell(box: Box, page: Page, *, goes_on: bool, begins: bool) -> str:
    width = sum(page.columns[box.start : box.stop])
    span = f'<w:gridSpan w:val="{box.stop - box.start}"/>' if box.stop - box.start > 1 else ""
    merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if begins else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    lines = [""] if goes_on else box.text.split("\n")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(_paragraph(line, STYLES[box.look]) for line in lines)}</w:tc>"


def _paragraph(text: str, style: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'
