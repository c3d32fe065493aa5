"""What a PDF engine gives of a page, and all that the further steps know of it: signs with their boxes, and ruled lines.

Lengths are in points, the origin is the upper left corner of the page as a reader holds it, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SECOND_PLACE = "\ufdd0"
"""What an engine gives for the second of two places that one sign has; no sign of any text (Unicode: a noncharacter)."""


class Run(NamedTuple):
    """Signs drawn side by side on one baseline, in the order in which they are drawn; no line ends among them.

    ``edges`` has the left edge of each sign and the right edge of the last. ``angle`` is how far the signs are turned
    against the page, in degrees against the clock; turned signs come one a run. ``is_pale``: drawn so large and so faintly that
    it is meant to be read over.
    """

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    font: str = ""
    angle: int = 0
    is_pale: bool = False

    @property
    def middle(self) -> float:
        """The height at which the middle of the signs stands."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The height of the signs' boxes, about that of the font."""
        return self.bottom - self.top

    def single(self) -> Iterator[Run]:
        """Yield the signs one by one."""
        for number, sign in enumerate(self.text):
            yield self._replace(text=sign, edges=self.edges[number : number + 2])


class Rule(NamedTuple):
    """A ruled line: ``at`` is its y, ``start`` to ``stop`` its x where it is level; the other way round where it is upright.

    ``weight`` is how thick it is drawn.
    """

    at: float
    start: float
    stop: float
    weight: float = 0.0


class Page(NamedTuple):
    """A page: ``number`` counts from 1; ``pictures`` is the share of its area that pictures cover, at most 1.

    ``unseen`` counts the signs that are drawn invisibly, as the words that a scanner recognised are. ``may_lack`` says that
    the engine cannot have seen all signs, ``is_cut`` that it did not look at all that is drawn.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    level: list[Rule]
    upright: list[Rule]
    pictures: float = 0.0
    unseen: int = 0
    may_lack: bool = False
    is_cut: bool = False
