"""What the cells of a column usually are: the measure for what stands at a page break."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extract.pdf_numbering import leading_mark

STOPS = tuple("。；！？;!?")
FIGURE = re.compile(r"[（(]?[0-9０-９]{1,4}(?:[.．][0-9０-９]{1,2})?分?[）)]?[★☆*]*")
"""The points of an item, or its number."""
_TITLE = re.compile(rf"[^0-9０-９]*[^0-9０-９（(]{FIGURE.pattern}")
_SEVERAL = 3
ENOUGH = 4
"""Of fewer cells than this no habit is told."""


Measured = tuple[Sequence[str], int]
"""The lines of a cell, and over how many rows it goes."""


class Habits(NamedTuple):
    """What the cells of a column have in common, as shares of them; ``None`` where there are too few.

    ``filled``: with text; ``merged``: over several rows; of those with text: ``stopped`` end with a stop, ``numbered`` begin
    with a number, ``restarting`` with the first number, ``figures`` are one,
    ``titles`` are words with points behind them. ``texts`` are the words, without white space, of those that no page break
    parts; ``openings`` are lines with which several of them begin. ``are_whole``: none is empty, be they ever so few.
    """

    filled: float | None = None
    merged: float | None = None
    stopped: float | None = None
    numbered: float | None = None
    restarting: float | None = None
    figures: float | None = None
    titles: float | None = None
    texts: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    are_whole: bool = False

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


def habits_of(inner: Sequence[Measured], every: Sequence[Measured], known: frozenset[str]) -> Habits:
    """Return what the cells of a column have in common; ``known`` are their ``texts``.

    ``every`` has those too that stand at the head of a page, of which it is not known what they are.
    """
    cells = inner if len(inner) >= ENOUGH else every
    are_whole = bool(inner) and all(lines for lines, _ in inner)
    texts = [lines for lines, _ in cells if lines]
    if len(cells) < ENOUGH:
        return Habits(texts=known, are_whole=are_whole)
    filled = len(texts) / len(cells)
    merged = sum(span > 1 for _, span in cells) / len(cells)
    if len(texts) < ENOUGH:
        return Habits(filled, merged, texts=known, are_whole=are_whole)
    words = ["".join("".join(lines).split()) for lines in texts]
    marks = [leading_mark(lines[0]) for lines in texts]
    return Habits(
        filled,
        merged,
        sum(lines[-1].endswith(STOPS) for lines in texts) / len(texts),
        sum(mark is not None for mark in marks) / len(texts),
        sum(mark is not None and mark.number == 1 for mark in marks) / len(texts),
        sum(FIGURE.fullmatch(text) is not None for text in words) / len(texts),
        sum(_TITLE.fullmatch(text) is not None for text in words) / len(texts),
        known,
        _openings(texts),
        are_whole,
    )


def is_mostly(share: float | None) -> bool:
    """Tell whether a share is nearly all."""
    return share is not None and share >= 0.8


def _openings(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines that several cells begin with, and that stand more often there than further down."""
    first = Counter([lines[0] for lines in texts])
    inside = Counter([line for lines in texts for line in lines[1:]])
    return frozenset(text for text, count in first.items() if count >= _SEVERAL and count > inside[text])
