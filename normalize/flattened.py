"""The logical table of a flattened standard, rebuilt from the lines of a web page.

The page is divided (``flattened_page``: headings, body, what is above and below), labels are found by their codes
(``flattened_labels``), lines are put into rows (``flattened_rows``), and lost points are inferred where there is no choice
(``flattened_points``). What can be one thing or another is kept and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Document
from normalize.flattened_page import read_page
from normalize.flattened_points import infer_points
from normalize.flattened_rows import walk
from normalize.flattened_table import FlattenedRow, FlattenedTable, FlattenedTotal
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Column, ColumnRole

__all__ = ["FlattenedRow", "FlattenedTable", "FlattenedTotal", "rows_of_flattened"]


def rows_of_flattened(document: Document) -> FlattenedTable:
    """Return the table in a document of format ``flattened``.

    Raises ``NoStandardError`` where the headings of a scoring table are not found.
    """
    page = read_page(document)
    walked = walk(page.body, page.columns)
    rows, told = tuple(walked.rows), tuple(_joined_columns(page.columns, walked.rows))
    if any(column.role is ColumnRole.POINTS for column in page.columns):
        long = {number for number, row in enumerate(rows) if told and "\n" in row.requirement}
        rows, lost = infer_points(rows, walked.elements, walked.totals, walked.doubtful | long)
        told += lost
    diagnostics = sorted((*page.diagnostics, *walked.diagnostics, *told), key=lambda d: (d.place or Place()).line or 0)
    return FlattenedTable(page.columns, rows, tuple(walked.totals), page.above, page.below, tuple(diagnostics))


def _joined_columns(columns: Sequence[Column], rows: Sequence[FlattenedRow]) -> Iterator[Diagnostic]:
    """Yield a diagnostic where two columns of text stand side by side, so that their cells cannot be told apart."""
    texts = [c.heading for c in columns if c.role in (ColumnRole.SPECIFICATION, ColumnRole.REQUIREMENT)]
    joined = next((row for row in rows if "\n" in row.requirement), None)
    if len(texts) > 1 and joined is not None:
        yield Diagnostic("flattened-columns-joined", joined.place, figures={"first": texts[0], "second": texts[1]})
