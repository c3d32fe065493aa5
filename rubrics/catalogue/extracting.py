"""Diagnostics of the Extract stage."""

from rubrics.catalogue import N_, Entry, error, info, warning

DIAGNOSTICS: dict[str, Entry] = {
    "text-damaged": warning(N_("a character of this line was lost when the text was converted; see the published document")),
    "tab-row-joined": info(N_("a line break in a cell had cut this row in two; it was put together again")),
    "tab-row-short": warning(
        N_(
            "{count} rows have fewer than {columns} cells: the last ones are empty, or a line break in a cell cut the row; compare them"
        )
    ),
    "dump-row-torn": warning(N_("a page break swallowed the beginning of this row; what is left of it: {text}")),
    "dump-row-long": warning(N_("this row has {cells} cells, not {columns}: two rows ran together, or a tab begins a line")),
    "dump-row-joined": info(N_("the empty line below this cell was taken as part of it, not as the end of the row")),
    "dump-text-moved": warning(N_("taken as text below the table, though it may belong to the cell above it: {text}")),
    "dump-text-kept": warning(N_("taken as part of the table's cell, though it may be text below the table: {text}")),
    "symbol-unknown": warning(N_("a sign of a symbol font that is not known ({symbol}); see the document in Word")),
    "field-unread": warning(N_("a field draws something that was not understood ({instruction}); see the document in Word")),
    "covered-text": warning(N_("these words stand under a merged cell, where Word does not show them: {text}")),
    "covered-number": warning(
        N_("a numbered line stands under this merged cell; it was not counted, check the numbers below it")
    ),
    "number-supposed": warning(N_("the number {number} names a level of its list that was not counted yet; check it in Word")),
    "number-format-unknown": warning(N_("the list number format {format} is not known; its numbers are written 1, 2, 3")),
    "embedded-object": warning(N_("an embedded object (a sheet, another document) stands here; what is in it was not read")),
    "imported-part": error(N_("another file is drawn in here, and what is in it was not read; save the document in Word first")),
    "pictures-unread": info(N_("{count} pictures hold no text that can be read; see whether one of them shows a table")),
    "page-hidden": warning(
        N_("the web page hides a part that was not read; if it belongs to the standard, show it and save the page again: {text}")
    ),
    "sheet-hidden": warning(
        N_("the sheet {sheet} is hidden and was not read; if it belongs to the standard, show it and save the workbook")
    ),
    "hidden-cell": warning(
        N_("{count} cells of the sheet {sheet} stand in hidden rows or columns and were not read; show them if they belong to it")
    ),
    "covered-cell": warning(
        N_("{count} cells of the sheet {sheet} hold something under a merged cell, where nobody sees it; it was left out")
    ),
    "formula-without-value": warning(
        N_("{count} formulas of the sheet {sheet} have no value stored; open the workbook in Excel and save it")
    ),
    "cell-error": warning(N_("{count} formulas of the sheet {sheet} show an error instead of a value; mend them in Excel")),
    "cell-format-unknown": warning(
        N_("{count} numbers of the sheet {sheet} have a format that is not known here; they are written plainly")
    ),
    "pdf-furniture": info(N_("left out as a running head, a foot or a page number, on {count} pages: {text}")),
    "pdf-watermark": info(N_("left out as a watermark, on {count} pages: {text}")),
    "pdf-page-picture": error(N_("this page is a picture; nothing on it was read")),
    "pdf-drawing": warning(N_("too much is drawn on this page to look for tables on it; its words were kept as paragraphs")),
    "pdf-drawing-cut": warning(
        N_(
            "not all that is drawn on this page was looked at, for a path in it has more than {segments} lines or its parts stand "
            "more than {forms} deep in each other; where a table is missing, raise the limit pdf-segments or pdf-forms"
        )
    ),
    "pdf-other-reader": info(
        N_("a font is neither in the file nor on this machine, so that the slower reader was taken; nothing is lost")
    ),
    "pdf-sign-unknown": warning(N_("a sign whose meaning the file does not tell, or a gap where one may be missing: {text}")),
    "pdf-signs-lost": error(
        N_(
            "a font is neither in the file nor on this machine, and the slower reader cannot read this page; signs may be missing on it"
        )
    ),
    "pdf-row-again": warning(
        N_(
            "this row at the top of a page is also at the top of the table; it was kept, though it may be a repeated header: {text}"
        )
    ),
    "pdf-header-doubtful": warning(
        N_("left out as a header that each page repeats, though it holds figures or sentences: {text}")
    ),
    "pdf-row-joined": warning(
        N_("taken as the rest of the row before the page break, though it may be a row of its own: {text}")
    ),
    "pdf-row-begun": warning(N_("taken as a row of its own, though it may be the rest of the row before the page break: {text}")),
    "pdf-cell-joined": warning(
        N_("taken as the rest of the cell before the page break, though it may be a cell of its own: {text}")
    ),
    "pdf-figure-joined": warning(N_("the digits of this figure stand on two lines or pages; they were put together: {text}")),
    "pdf-text-crossed": warning(N_("a drawn line runs through these words, which may belong to the cell beside: {text}")),
    "pdf-cell-torn": warning(N_("the lines of this table enclose a field that is no box; it was cut into several cells")),
    "pdf-borders-apart": warning(
        N_(
            "the borders of this table's cells stand apart or are not all drawn, and it goes over several pages: merged cells, and rows "
            "at the page breaks, may have been read as several; compare them with the file"
        )
    ),
    "pdf-table-unruled": warning(
        N_(
            "words stand between level lines on {count} pages as in a table without upright ones; nothing tells where its columns part, "
            "so they were kept as paragraphs; if it belongs to the standard, give its cells borders, or import the Word file"
        )
    ),
    "pdf-readers-tables": warning(N_("two readers see different tables in the file: {one} and {other} of them")),
    "pdf-readers-cells": warning(N_("two readers see different cells in this table: {one} and {other} of them")),
    "pdf-readers-words": warning(N_("two readers see different words here: “{one}” and “{other}”")),
}
