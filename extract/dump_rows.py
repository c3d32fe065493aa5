"""Where the rows of a dumped table end.

A dump closes a row with an empty line, but a cell's own empty lines look the same. So every empty line before a cell is only a
*mark* at which a row may end, and the rows are chosen that explain the whole stream of cells best: as many rows as possible
of one width, few marks that end no row, few short rows and hardly a long one. The choice is a shortest path over the marks
(dynamic programming), one state for each width that a table could have, so that tables of different widths may follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from extract.dump_costs import DEFAULT_COSTS, Choice, Mark, RowCosts, Stream, Trait

_MOST_WIDTHS = 5
_MOST_PIECES = 48


class Row(NamedTuple):
    """A chosen row: the cells from ``start`` up to ``end``, and the width of the table that it belongs to."""

    start: int
    end: int
    width: int


def choose_rows(traits: Sequence[Trait], marks: Mapping[int, Mark], costs: RowCosts = DEFAULT_COSTS) -> tuple[Row, ...]:
    """Return the rows into which the cells fall, in order and without a gap.

    ``traits`` has one entry for each cell of the stream, ``marks`` one for each cell before which a row may end.
    """
    if not traits:
        return ()
    stream = Stream.of(traits, marks)
    widths = _widths(stream.runs)
    choices = [Choice(stream, width, costs) for width in widths]
    return tuple(_walk_back(_best_paths(stream, choices), stream, widths))


def _widths(runs: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the widths that a table could have: those of the runs, and of two or three runs together."""
    lengths = [end - start for start, end in runs]
    alone = Counter(lengths)
    together = Counter(sum(lengths[first : first + pieces]) for pieces in (2, 3) for first in range(len(lengths) - pieces + 1))
    most = sorted(alone, key=lambda length: (-alone[length], -length))[:_MOST_WIDTHS]
    largest = sorted(alone, key=lambda length: (-alone[length] * length, length))[:_MOST_WIDTHS]
    joined = sorted(together, key=lambda length: (-together[length] * length, length))[:_MOST_WIDTHS]
    return tuple(sorted({*most, *largest, *joined}))


class _Step(NamedTuple):
    """The best way to a bound in one state: its cost, and the bound and state before its last row."""

    cost: float
    bound: int
    state: int


def _best_paths(stream: Stream, choices: Sequence[Choice]) -> list[list[_Step]]:
    """Return for every bound and state the best way there."""
    entries: list[list[tuple[float, int]]] = []
    paths = [[_Step(choice.entry, 0, state) for state, choice in enumerate(choices)]]
    for bound in range(1, len(stream.bounds)):
        entries.append(_entries(paths[-1], stream.marks[bound - 1], choices))
        steps = [_Step(inf, 0, 0)] * len(choices)
        for first in _row_beginnings(stream, bound, choices[-1].width):
            _improve(steps, entries[first], stream, choices, (first, bound))
        paths.append([step._replace(cost=step.cost + stream.marks[bound].cut) for step in steps])
    return paths


def _row_beginnings(stream: Stream, bound: int, widest: int) -> Iterator[int]:
    """Yield the bounds at which a row that ends at ``bound`` may begin."""
    for first in range(bound - 1, max(-1, bound - 1 - _MOST_PIECES), -1):
        joined = stream.joins[bound - 1] - stream.joins[first]
        if joined and stream.bounds[bound] - stream.bounds[first] > widest:
            return
        yield first


def _entries(before: list[_Step], mark: Mark, choices: Sequence[Choice]) -> list[tuple[float, int]]:
    """Return for each state the cheapest cost at which a row in it can begin, and the state that it comes from."""
    kept = [(step.cost, state) for state, step in enumerate(before)]
    if mark.switch == inf:
        return kept
    cost, state = min(kept)
    return [min(kept[to], (cost + mark.switch + choice.entry, state)) for to, choice in enumerate(choices)]


def _improve(
    steps: list[_Step], entries: list[tuple[float, int]], stream: Stream, choices: Sequence[Choice], row: tuple[int, int]
) -> None:
    """Take the ``row`` between two bounds into ``steps`` wherever it makes the way cheaper."""
    first, bound = row
    span = stream.span(first, bound)
    for state, choice in enumerate(choices):
        cost, origin = entries[state]
        if cost < steps[state].cost:
            cost += choice.cost(span)
            if cost < steps[state].cost:
                steps[state] = _Step(cost, first, origin)


def _walk_back(paths: list[list[_Step]], stream: Stream, widths: Sequence[int]) -> list[Row]:
    """Return the rows along the cheapest path, first row first."""
    bound = len(stream.bounds) - 1
    state = min(range(len(widths)), key=lambda candidate: paths[bound][candidate].cost)
    rows: list[Row] = []
    while bound > 0:
        step = paths[bound][state]
        rows.append(Row(stream.bounds[step.bound], stream.bounds[bound], widths[state]))
        bound, state = step.bound, step.state
    return rows[::-1]
