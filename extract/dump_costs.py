"""What speaks for and against some cells of a dump being a row of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import inf
from typing import NamedTuple


class Kind(Enum):
    """What a cell holds, as far as it helps to tell which column it stands in."""

    EMPTY = "empty"
    NUMBER = "number"
    TEXT = "text"


class Trait(NamedTuple):
    """What is known of a cell: its kind, and its text without white space."""

    kind: Kind
    text: str = ""


class Mark(NamedTuple):
    """A place before a cell at which a row may end: what it costs to end none there, to end one, and to end the table.

    At ``torn`` marks a page break swallowed the row's beginning.
    """

    join: float
    cut: float = 0.0
    switch: float = inf
    torn: bool = False


@dataclass(frozen=True, slots=True)
class RowCosts:
    """What speaks against a row, in halves of an empty line that ends no row."""

    short: float = 3.0
    """a row with fewer cells than the table has columns"""
    short_often: float = 1.75
    """such a row where cells of the same kinds, or so many of them, stand between two marks time and again (小计 rows),
    though less often than whole rows do"""
    often_alike: int = 2
    """how often cells of the same kinds must stand there"""
    often_as_many: int = 3
    """how often so many cells must stand there"""
    short_torn: float = 0.5
    """such a row behind a page break that swallowed its beginning"""
    opens_empty: float = 1.0
    """such a row without anything in its first cell: merged cells hold a label there"""
    all_empty: float = 5.0
    """such a row without anything at all"""
    long: float = 6.0
    """a row with more cells than columns"""
    longer: float = 2.0
    """at most so much more, one for each cell that is too many"""
    misfit: float = 1.0
    """a cell in a row put together over a mark that is not of the kind that its column holds"""
    most_misfit: float = 6.0
    twins: float = 2.0
    """a row put together of two runs alike, a figure in each (小计 | 40 and 总计 | 600), or each as long as most runs"""
    known: float = 0.5
    """a row put together over marks that stands elsewhere unbroken"""
    unseen: float = 2.5
    """a table of a width that nothing between two marks has"""


DEFAULT_COSTS = RowCosts()
_LEAST_ROWS_FOR_PROFILE = 3
_NO_MARK = Mark(0.0)


@dataclass(frozen=True, slots=True)
class Stream:
    """The cells between their possible row ends: ``bounds[p]`` is the first cell behind the p-th bound."""

    traits: Sequence[Trait]
    kinds: tuple[Kind, ...]
    bounds: tuple[int, ...]
    marks: tuple[Mark, ...]
    joins: tuple[float, ...]
    """what joining over the first so many marks costs together"""
    runs: tuple[tuple[int, int], ...]
    """the cells between marks that look like a row's end: first and last + 1"""
    known: frozenset[tuple[Trait, ...]]
    """runs with text in several cells that are rows, and may come again: as long as most, or there more than once"""
    usual: int
    """the length of most runs"""

    @classmethod
    def of(cls, traits: Sequence[Trait], marks: Mapping[int, Mark]) -> Stream:
        """Return the stream of the cells with these ``traits``, and the ``marks`` before them."""
        inner = sorted(index for index in marks if 0 < index < len(traits))
        listed = (marks.get(0, _NO_MARK), *(marks[index] for index in inner), _NO_MARK)
        ends = [index for index in inner if not marks[index].cut]
        runs = tuple(zip((0, *ends), (*ends, len(traits)), strict=True))
        joins = tuple(accumulate(mark.join for mark in listed))
        usual = Counter(end - start for start, end in runs).most_common(1)[0][0]
        known = _known_rows((tuple(traits[start:end]) for start, end in runs), usual)
        return cls(traits, tuple(trait.kind for trait in traits), (0, *inner, len(traits)), listed, joins, runs, known, usual)

    def span(self, first: int, bound: int) -> Span:
        """Return the cells between two bounds as a row that may be."""
        start, end = self.bounds[first], self.bounds[bound]
        joining = self.joins[bound - 1] - self.joins[first]
        is_known = joining > 0 and tuple(self.traits[start:end]) in self.known
        is_twins = joining > 0 and self._is_twins(start, end)
        return Span(start, end, joining, is_known, is_twins, self.marks[first].torn)

    def _is_twins(self, start: int, end: int) -> bool:
        """Tell whether the cells are two rows alike: as long as most runs, or opening with a text and holding a figure."""
        middle = (start + end) // 2
        if end - start == 2 * self.usual:
            return True
        half = self.kinds[start:middle]
        return half == self.kinds[middle:end] and Kind.NUMBER in half and half[0] is Kind.TEXT


class Span(NamedTuple):
    """A row that may be: its cells, and what joining over its marks costs; known ones stand elsewhere unbroken."""

    start: int
    end: int
    joining: float
    is_known: bool
    is_twins: bool
    torn: bool


class Choice:
    """What the rows of a table cost if it has ``width`` columns."""

    def __init__(self, stream: Stream, width: int, costs: RowCosts) -> None:
        self.kinds, self.width, self.costs = stream.kinds, width, costs
        whole = sum(end - start == width for start, end in stream.runs)
        alone = [stream.kinds[start:end] for start, end in _alone(stream.runs, width)]
        as_many, alike = Counter(map(len, alone)), Counter(alone)
        self.as_many = {length for length, count in as_many.items() if costs.often_as_many <= count < whole}
        self.alike = {kinds for kinds, count in alike.items() if costs.often_alike <= count < whole}
        self.entry = 0.0 if whole else costs.unseen
        self.profile = _profile(stream, width)

    def cost(self, span: Span) -> float:
        """Return what speaks against the cells of ``span`` being one row."""
        if span.is_known:
            return self.costs.known
        length = span.end - span.start
        joining = span.joining + (self.costs.twins if span.is_twins else 0.0)
        if length > self.width:
            return joining + self.costs.long + min(length - self.width, self.costs.longer)
        if length < self.width:
            return joining + (self.costs.short_torn if span.torn else self._short(span.start, span.end))
        return joining + self._misfit(span.start) if joining else 0.0

    def _short(self, start: int, end: int) -> float:
        is_often = end - start in self.as_many or tuple(self.kinds[start:end]) in self.alike
        cost = self.costs.short_often if is_often else self.costs.short
        if self.kinds[start] is not Kind.EMPTY:
            return cost
        has_text = any(kind is not Kind.EMPTY for kind in self.kinds[start:end])
        return cost + (self.costs.opens_empty if has_text else self.costs.all_empty)

    def _misfit(self, start: int) -> float:
        strange = sum(misfits[self.kinds[start + column]] for column, misfits in enumerate(self.profile))
        return min(strange * self.costs.misfit, self.costs.most_misfit)


def _known_rows(runs: Iterable[tuple[Trait, ...]], usual: int) -> frozenset[tuple[Trait, ...]]:
    counts = Counter(run for run in runs if sum(trait.kind is not Kind.EMPTY for trait in run) > 1)
    return frozenset(run for run, count in counts.items() if count > 1 or len(run) == usual)


def _alone(runs: Sequence[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Return the runs that are shorter than ``width`` and stand between whole rows or runs as short, but for halves of a row."""
    lengths = [width, *(end - start for start, end in runs), width]
    neighbours = zip(runs, lengths, lengths[1:], lengths[2:], strict=False)
    return [
        run
        for run, before, own, behind in neighbours
        if own < width and {before, behind} <= ({own, width} if own * 2 != width else {width})
    ]


def _profile(stream: Stream, width: int) -> tuple[dict[Kind, float], ...]:
    """Return for each column how strange a cell of each kind would be in it, judged by the runs that are whole rows."""
    starts = [start for start, end in stream.runs if end - start == width]
    if len(starts) < _LEAST_ROWS_FOR_PROFILE:
        return ()
    columns = (Counter(stream.kinds[start + column] for start in starts) for column in range(width))
    return tuple(_strangeness(column) for column in columns)


def _strangeness(column: Counter[Kind]) -> dict[Kind, float]:
    filled = column[Kind.NUMBER] + column[Kind.TEXT]
    numbers = filled > 0 and column[Kind.NUMBER] * 2 >= filled
    return {
        Kind.EMPTY: 0.0 if column[Kind.EMPTY] else 0.5,
        Kind.NUMBER: 0.0 if column[Kind.NUMBER] else 3.0,
        Kind.TEXT: 1.0 if numbers else 0.5 if filled * 5 <= column.total() else 0.0,
    }
