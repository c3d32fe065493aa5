"""What the cells of a column usually are: the measure for what stands at a page break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extract.pdf_numbering import leading_mark

STOPS = tuple("。；！？;!?")
_SEVERAL = 3
ENOUGH = 4
"""Of fewer cells than this no habit is told."""


class Habits(NamedTuple):
    """What the cells of a column have in common, as shares of them; ``None`` where there are too few.

    ``filled``: with text; ``merged``: over several rows; of those with text: ``stopped`` end with a stop, ``numbered`` begin
    with a number, ``restarting`` with the first number. ``texts`` are the words, without white space, of those that no page break
    parts; ``openings`` are lines with which several of them begin.
    """

    filled: float | None = None
    merged: float | None = None
    stopped: float | None = None
    numbered: float | None = None
    restarting: float | None = None
    texts: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()

    @property
    def are_merged(self) -> bool:
        """Whether cells over several rows are no chance."""
        return self.merged is not None and self.merged >= 0.1

    @property
    def are_filled(self) -> bool:
        """Whether hardly a cell is empty."""
        return is_mostly(self.filled)

    @property
    def restart(self) -> bool:
        """Whether the numbers begin anew in each cell, instead of running on from cell to cell."""
        return bool(self.numbered) and is_mostly((self.restarting or 0.0) / (self.numbered or 1.0))


NO_HABITS = Habits()


def habits_of(cells: Sequence[tuple[Sequence[str], int]], known: frozenset[str]) -> Habits:
    """Return what the cells of a column, as lines and rows spanned, have in common; ``known`` are their ``texts``."""
    texts = [lines for lines, _ in cells if lines]
    if len(cells) < ENOUGH:
        return Habits(texts=known)
    filled = len(texts) / len(cells)
    merged = sum(span > 1 for _, span in cells) / len(cells)
    if len(texts) < ENOUGH:
        return Habits(filled, merged, texts=known)
    marks = [leading_mark(lines[0]) for lines in texts]
    return Habits(
        filled,
        merged,
        sum(lines[-1].endswith(STOPS) for lines in texts) / len(texts),
        sum(mark is not None for mark in marks) / len(texts),
        sum(mark is not None and mark.number == 1 for mark in marks) / len(texts),
        known,
        _openings(texts),
    )


def is_mostly(share: float | None) -> bool:
    """Tell whether a share is nearly all."""
    return share is not None and share >= 0.8


def _openings(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines that several cells begin with, and that stand more often there than further down."""
    first = Counter([lines[0] for lines in texts])
    inside = Counter([line for lines in texts for line in lines[1:]])
    return frozenset(text for text, count in first.items() if count >= _SEVERAL and count > inside[text])
