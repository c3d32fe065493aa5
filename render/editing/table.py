"""One table of a published form brought to what the edited rubric prints: rows copied from rows like them, texts replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.wordxml import TR, unwrapped
from render.editing.celltext import drop
from render.editing.formlines import FormLine, NotEditableError, spelled, subject_of
from render.editing.grouping import regroup
from render.editing.plan import Key, Printed
from render.editing.wordrows import WordRow, copied, rows_of, set_merges, words_of
from render.editing.words import CellWords


@dataclass(frozen=True)
class TableEdit:
    """One table of the published form; ``bodies`` are the numbers of the rows that can carry on an item above them."""

    table: etree._Element
    words: CellWords
    bodies: frozenset[int]

    def apply(self, old: Sequence[Printed], new: Sequence[Printed]) -> None:
        """Bring the table from the lines ``old`` to ``new``; ``NotEditableError`` where that cannot be done."""
        rows = rows_of(self.table, self.words.cells)
        merged = words_of(rows)
        lines = self._lines(rows, spelled(old), spelled(new))
        kept = [line.printed.key for line in lines if not line.is_copy]
        if kept == [line.key for line in old] == [line.key for line in new] and not any(line.is_rejoined for line in lines):
            self.words.set(lines, merged, {})
            return
        originals = {id(cell): cell.group for line in lines for row in line.rows for cell in row.cells}
        self._arrange(rows, lines, old)
        regroup(lines, originals, self.words.columns)
        self.words.set(lines, merged, originals)
        set_merges(list(self._in_order([*rows, *(row for line in lines for row in line.rows)])))

    def _lines(self, rows: Sequence[WordRow], old: Sequence[Printed], new: Sequence[Printed]) -> list[FormLine]:
        blocks = self._blocks(rows, old)
        known = {line.key: line for line in old}
        return [
            FormLine(line, known[line.key], blocks[line.key], is_copy=False)
            if line.key in known
            else self._copy(line, new, known, blocks, number)
            for number, line in enumerate(new)
        ]

    def _blocks(self, rows: Sequence[WordRow], old: Sequence[Printed]) -> dict[Key, list[WordRow]]:
        """Return the rows of each line: its own, and the rows below that carry it on."""
        begins: dict[int, Key] = {}
        for line in old:
            number = line.place.row if line.place is not None else None
            if number is None or number > len(rows) or number in begins:
                raise NotEditableError(subject_of(line))
            begins[number] = line.key
        blocks: dict[Key, list[WordRow]] = {}
        current: Key | None = None
        for number, row in enumerate(rows, 1):
            current = begins.get(number, current if number in self.bodies else None)
            if current is not None:
                blocks.setdefault(current, []).append(row)
        return blocks

    def _copy(
        self,
        line: Printed,
        new: Sequence[Printed],
        known: Mapping[Key, Printed],
        blocks: Mapping[Key, list[WordRow]],
        number: int,
    ) -> FormLine:
        """Return a new line made of a copy of the row most like it: of the same kind and element, else the nearest above."""
        alike = [
            (_kinship(line, known[other.key]), -abs(at - number) - (0.5 if at > number else 0), other.key)
            for at, other in enumerate(new)
            if other.key in known and other.key[0] == line.key[0]
        ]
        alike = alike or [(0, -float(at), key) for at, key in enumerate(known) if key[0] == line.key[0]]
        if not alike:
            raise NotEditableError(subject_of(line))
        model = known[max(alike)[2]]
        return FormLine(line, model, [copied(blocks[model.key][0])], is_copy=True)

    def _arrange(self, rows: Sequence[WordRow], lines: Sequence[FormLine], old: Sequence[Printed]) -> None:
        """Put the rows of the lines below each other, where the first of the old lines stood."""
        blocks = self._blocks(rows, old)
        owned = {id(row): key for key, block in blocks.items() for row in block}
        order = [line.printed.key for line in lines if not line.is_copy]
        if order and order == [key for key in blocks if key in set(order)]:
            self._arrange_in_place(lines, blocks)
            return
        first = next(row.element for row in rows if id(row) in owned)
        anchor = etree.Comment("first")
        first.addprevious(anchor)
        for row in rows:
            if id(row) in owned:
                drop(row.element)
        for row in (row for line in lines for row in line.rows):
            anchor.addprevious(row.element)
        drop(anchor)

    def _arrange_in_place(self, lines: Sequence[FormLine], blocks: Mapping[Key, list[WordRow]]) -> None:
        """Add new rows beside those that stay where they are, and remove those of lines that are gone."""
        waiting: list[etree._Element] = []
        behind: etree._Element | None = None
        for line in lines:
            for row in line.rows:
                if not line.is_copy:
                    for element in waiting:
                        row.element.addprevious(element)
                    waiting, behind = [], row.element
                elif behind is None:
                    waiting.append(row.element)
                else:
                    behind.addnext(row.element)
                    behind = row.element
        kept = {line.printed.key for line in lines if not line.is_copy}
        for key, block in blocks.items():
            for row in block if key not in kept else ():
                drop(row.element)

    def _in_order(self, rows: Sequence[WordRow]) -> Iterator[WordRow]:
        known = {id(row.element): row for row in rows}
        for element in unwrapped(self.table, (TR,)):
            if id(element) in known:
                yield known[id(element)]


def _kinship(line: Printed, other: Printed) -> int:
    """Return how many elements around two lines are the same."""
    ours, theirs = (printed.row.line.path if printed.row.line is not None else () for printed in (line, other))
    same = [a[0] == b[0] for a, b in zip(ours, theirs, strict=False)]
    return next((number for number, is_same in enumerate(same) if not is_same), len(same))
