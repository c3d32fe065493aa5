"""The words of a table's cells brought to what the lines of the edited form print."""

from __future__ import annotations

import copy
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.document import Cell
from extract.wordxml import P, unwrapped
from render.editing.carrying import carried_over
from render.editing.celltext import set_cell_text, shown
from render.editing.formlines import FormLine, NotEditableError
from render.editing.wordrows import WordCell, has_words, take_words
from rubrics.model import FILLED, Column, ColumnRole


@dataclass(frozen=True)
class CellWords:
    """What is known of the words of a table: the form's columns and where they begin, and each printed cell as read."""

    form: Sequence[Column]
    columns: Sequence[int]
    cells: Mapping[etree._Element, Cell]

    def set(
        self, lines: Sequence[FormLine], merged: Mapping[Hashable, etree._Element], originals: Mapping[int, Hashable]
    ) -> None:
        """Let each cell say what its line prints now.

        ``merged`` are the cells that held the words of merged cells; one that begins a merged cell now takes them over first.
        """
        saved = {group: (copy.deepcopy(element), self._printed(element)) for group, element in merged.items()}
        seen: set[Hashable] = set()
        for line in lines:
            for number, start in enumerate(self.columns):
                cell = line.rows[0].at(start)
                if self.form[number].role in FILLED or cell is None or (cell.group is not None and cell.group in seen):
                    continue
                seen.add(cell.group)
                printed = self._taken_over(cell, saved.get(originals.get(id(cell), cell.group)))
                self._write(line, number, cell, printed)

    def _taken_over(self, cell: WordCell, saved: tuple[etree._Element, str] | None) -> str:
        """Return what a cell says, after the words of the merged cell that it was part of where it has none itself."""
        if saved is None or has_words(cell.element):
            return self._printed(cell.element if cell.model is None else cell.model)
        take_words(cell.element, saved[0])
        return saved[1]

    def _write(self, line: FormLine, number: int, cell: WordCell, printed: str) -> None:
        now, before = line.printed.box(number), line.old.box(number)
        if now is None or now.start != number:
            return
        old = before.text if before is not None else ""
        is_new = line.is_copy or line.rejoins(number)
        is_parted = not printed and now.joins is not None and not is_new  # by a header that comes again, left without words
        if old == now.text or is_parted:
            return
        text = None if line.is_copy else carried_over(printed, old, now.text, self.form[number].role)
        if text is None and not is_new:
            raise NotEditableError(line.subject)
        if text is None:
            is_on_one_line = self.form[number].role is ColumnRole.ELEMENT and "\n" not in printed
            text = now.text.replace("\n", "") if is_on_one_line else now.text
        set_cell_text(cell.element, printed, text)

    def _printed(self, element: etree._Element) -> str:
        known = self.cells.get(element)
        return known.text if known is not None else "\n".join(shown(p) for p in unwrapped(element, (P,))).strip("\n")
