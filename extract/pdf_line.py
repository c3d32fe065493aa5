"""What a line of text is, and many of them kept in little room until the pages they stand on are put together."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, overload

_OF_BOX = 0.75
"""The boxes of Latin signs are often a third higher than the font."""


class Line(NamedTuple):
    """A line: its words, where its first and last sign stand, and how wide its ``head`` is, which no line end may part.

    ``body`` is where its last sign ends that is no closing mark: those may hang over the edge of the text. ``tail`` is how wide
    the Latin word or figure at its end is, ``size`` the width of a Chinese sign in it, 0 where
    there is none.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    head: float
    body: float
    tail: float
    size: float

    @property
    def em(self) -> float:
        """The size of its font, supposed from its height where only Latin signs stand in it."""
        return self.size or _OF_BOX * (self.bottom - self.top)

    @property
    def middle(self) -> float:
        """The height at which it stands, whatever fonts are in it."""
        return (self.top + self.bottom) / 2


Figures = tuple[str, float, float, float, float, float, float, float, float]
"""The words and figures of a ``Line``."""
_FIGURES = len(Line._fields) - 1
_as_line: Callable[[tuple[Any, ...]], Line] = partial(tuple.__new__, Line)
_LEFT, _BODY, _SIZE = (Line._fields.index(name) - 1 for name in ("left", "body", "size"))


class Lines(Sequence[Line]):
    r"""Lines from the top down, in a quarter of the room of as many ``Line``; ``text`` is their words with ``\n`` between."""

    __slots__ = ("_figures", "text")

    def __init__(self, lines: Sequence[Figures]) -> None:
        """Keep some lines."""
        self.text = "\n".join([line[0] for line in lines])
        self._figures = array("d", [figure for line in lines for figure in line[1:]])

    def packed(self) -> tuple[str, bytes]:
        """Return the words and the figures, for ``unpacked``."""
        return self.text, self._figures.tobytes()

    @classmethod
    def unpacked(cls, text: str, figures: bytes) -> Lines:
        """Return the lines that were ``packed``."""
        lines = cls(())
        lines.text = text
        lines._figures.frombytes(figures)
        return lines

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._figures) // _FIGURES

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines from the top down."""
        figures = iter(self._figures)
        return map(_as_line, zip(self.texts, *[figures] * _FIGURES, strict=True))

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Lines: ...
    def __getitem__(self, index: int | slice) -> Line | Lines:
        """Return a line, or some of them."""
        if isinstance(index, slice):
            return Lines(list(self)[index])
        at = range(len(self))[index]
        return Line(self.texts[at], *self._figures[at * _FIGURES : (at + 1) * _FIGURES])

    @property
    def texts(self) -> list[str]:
        """The words of each line."""
        return self.text.split("\n") if self._figures else []

    @property
    def words(self) -> str:
        """The words of all lines without white space."""
        return "".join(self.text.split())

    @property
    def em(self) -> float:
        """The size of the largest font in them, 0 where there are no lines."""
        sizes = self._figures[_SIZE::_FIGURES]
        return max(sizes) if sizes and min(sizes) > 0 else max([line.em for line in self], default=0.0)

    @property
    def lefts(self) -> Sequence[float]:
        """Where each line begins."""
        return self._figures[_LEFT::_FIGURES]

    @property
    def bodies(self) -> Sequence[float]:
        """The ``body`` of each line."""
        return self._figures[_BODY::_FIGURES]


NO_LINES = Lines(())
