"""A printed line with blanks: 自评/评审单位：        自评/评审时间：从    年   月   日 到    年   月   日.

A person writes into the room that is left behind a label or before 年, 月 and 日, and what is printed further on stays where it
is as far as the room goes. So the text elements that hold the room are written anew, with as much of it as is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from render.runs import text_element
from render.splice import Edit, edited
from render.textwidth import text_width

_LEAST_ROOM = 2

Key = tuple[int, str]
"""Which value goes into a gap: the number of the blank among those of its line, and ``text`` or ``begin.year`` …"""
Piece = tuple[int, int, int]
"""Part of a gap: the number of a text element of the line, and from and to which of its letters."""


@dataclass(frozen=True, slots=True)
class LineText:
    """A text element of a line: where it stands in the line's bytes, its name and text, and how wide a space is in it."""

    start: int
    end: int
    name: str
    text: str
    space: float
    is_underlined: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """The room for one value, in text elements; where it holds a tab, the value goes before that (a byte of the part).

    ``parts`` tells whether print goes on behind it, so that some room has to stay.
    """

    key: Key
    pieces: tuple[Piece, ...]
    parts: bool = False
    before_tab: int | None = None
    tab_name: str = ""


@dataclass(frozen=True, slots=True)
class LineSlot:
    """A paragraph's bytes, its text elements, and the gaps in them; ``found`` are the numbers of the blanks that it has.

    ``marks`` are the edits of its bytes that go with a value, by its key.
    """

    start: int
    end: int
    source: bytes
    texts: tuple[LineText, ...]
    gaps: tuple[Gap, ...]
    found: frozenset[int]
    marks: Mapping[Key, tuple[Edit, ...]] = field(default_factory=dict)

    def takes(self, number: int) -> frozenset[str]:
        """Return which values the blank of that number has gaps for."""
        return frozenset(gap.key[1] for gap in self.gaps if gap.key[0] == number)

    def filled(self, values: Mapping[Key, str]) -> bytes:
        """Return the paragraph with the values in their gaps."""
        changes: dict[int, list[tuple[int, int, str]]] = {}
        edits = [edit for key, made in self.marks.items() if values.get(key) for edit in made]
        owed = 0.0
        for gap in self.gaps:
            value = values.get(gap.key)
            if value and gap.before_tab is not None:
                at = gap.before_tab - self.start
                edits.append(Edit(at, at, text_element(value, gap.tab_name).encode()))
            elif value:
                room = self._width(gap.pieces)
                made = self._spread(gap, value, room - owed)
                owed = max(0.0, owed + sum(text_width(new, self.texts[n].space) for (n, _, _), new in made) - room)
                for (number, start, end), new in made:
                    changes.setdefault(number, []).append((start, end, new))
        for number, made_there in changes.items():
            text = self.texts[number]
            edits.append(Edit(text.start, text.end, text_element(_changed(text.text, made_there), text.name).encode()))
        return edited(self.source, 0, len(self.source), edits)

    def _width(self, pieces: Sequence[Piece]) -> float:
        return sum(text_width(self.texts[n].text[start:end], self.texts[n].space) for n, start, end in pieces)

    def _spread(self, gap: Gap, value: str, room: float) -> list[tuple[Piece, str]]:
        """Return what each piece of a gap becomes: the value in its home, and as much of the room as is left."""
        home = max(gap.pieces, key=lambda piece: (self.texts[piece[0]].is_underlined, piece[2] - piece[1], -piece[0]))
        left = room - text_width(value, self.texts[home[0]].space)
        made = []
        for piece in (*(piece for piece in gap.pieces if piece != home), home):
            number, start, end = piece
            printed, space = self.texts[number].text[start:end], self.texts[number].space
            kept = _fitting(printed, left, space) if gap.key[1] == "text" else ""
            left -= text_width(kept, space)
            if piece == gap.pieces[-1] and gap.parts and gap.key[1] == "text":
                kept = kept if len(kept) >= _LEAST_ROOM else (printed or " ")[-_LEAST_ROOM:]
            made.append((piece, value + kept if piece == home else kept))
        return made


def _changed(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _fitting(room: str, width: float, space: float) -> str:
    """Return as much of the end of ``room`` as ``width`` takes, half a space more or less."""
    kept = ""
    for sign in reversed(room):
        if text_width(sign + kept, space) > width + space / 2:
            break
        kept = sign + kept
    return kept
