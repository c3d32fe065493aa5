"""A Word document that papers are put into, each in a section with a page of its own kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Twips

from render.paper_words import PERIOD, SIGNATURE_ROOM, UNIT
from render.papers.sheets import Sheet
from render.rebuilt.blanklines import Piece
from render.rebuilt.document import FormDocument
from render.rebuilt.grid import GridRow
from render.rebuilt.tablexml import table_xml
from render.rebuilt.widths import A4_LONG, A4_SHORT, MARGIN, Page
from render.result import Result
from render.text import clean
from rubrics.model import Rubric


class PaperDocument(FormDocument):
    """A form's document whose pages may lie on their side in one section and stand upright in the next."""

    def __init__(self, rubric: Rubric, result: Result, first: Sheet) -> None:
        """Begin with the page of the first paper, and name the paper and what it was computed from in the properties."""
        super().__init__(rubric, page_of(first))
        self._is_first = True
        properties = self._document.core_properties
        properties.title = f"{rubric.title} {first.name}"[:255]
        properties.subject = f"{rubric.id} {' '.join(result.computed_from)}"[:255]

    def add_sheet(self, sheet: Sheet, result: Result) -> None:
        """Add a paper: its title, who it is about, its table, and the lines for signatures."""
        page = page_of(sheet)
        if not self._is_first:
            self._begin_section(page)
        self._is_first = False
        self.add(result.title + result.subtitle, "FormSubtitle")
        self.add(sheet.name, "FormTitle")
        about = "        ".join(
            f"{label}：{text}" for label, text in ((UNIT, result.unit), (result.kind + PERIOD, result.period))
        )
        self.add(about, "FormBlank")
        self.add_table(_with_row_height(table_xml([_cleaned(row) for row in sheet.rows], page), sheet.row_height))
        self.add("", "FormGap")
        for line in sheet.signed:
            room = () if line.endswith("日") else (Piece(" " * SIGNATURE_ROOM, is_underlined=True),)
            self.add_line((Piece(line), *room))

    def _begin_section(self, page: Page) -> None:
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if page.is_landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Twips(side) for side in page.size)


def _cleaned(row: GridRow) -> GridRow:
    """Return a row without the characters that no XML can hold."""
    return replace(row, boxes=tuple(replace(box, text=clean(box.text)[0]) for box in row.boxes))


def _with_row_height(xml: str, height: int) -> str:
    """Return a table whose rows are at least so high, for figures that stand alone look crammed otherwise."""
    return xml.replace("<w:cantSplit/>", f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>')


def page_of(sheet: Sheet) -> Page:
    """Return the page of a paper, its columns as wide as their shares."""
    room = (A4_LONG if sheet.is_landscape else A4_SHORT) - 2 * MARGIN
    total = sum(sheet.shares)
    edges = [round(room * sum(sheet.shares[:n]) / total) for n in range(len(sheet.shares) + 1)]
    return Page(sheet.is_landscape, tuple(stop - start for start, stop in pairwise(edges)))
