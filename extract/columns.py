"""The columns that a reader sees, from the edges that a table's cells have in the file.

Word keeps an edge of its own for each time that somebody dragged a border, so a table of six columns can have twenty; edges
that lie closer together than a reader can see are one, and edges that no cell has are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

TOLERANCE = 57.0
"""How far apart two edges may lie and still be one: 1 mm, in twentieths of a point."""


def positions(widths: Sequence[float]) -> list[float]:
    """Return where the edges of columns lie, the left edge of the first at 0.

    >>> positions([10, 20])
    [0.0, 10.0, 30.0]
    """
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def snapped(edges: Sequence[float], spans: Collection[tuple[int, int]], tolerance: float = TOLERANCE) -> dict[int, int]:
    """Return for each edge that is used the number of its column border, from 0.

    ``spans`` are the cells as (left edge, right edge), indices into ``edges``. Edges within ``tolerance`` of the first of
    their group are one border; but no cell may vanish: its two edges stay apart however close they are.

    >>> snapped([0, 500, 505, 1000], {(0, 1), (1, 3), (0, 2), (2, 3)})
    {0: 0, 1: 1, 2: 1, 3: 2}
    """
    latest_start: dict[int, int] = {}
    for left, right in spans:
        latest_start[right] = max(latest_start.get(right, -1), left)
    borders: dict[int, int] = {}
    first, number = -1, -1
    for edge in sorted({edge for span in spans for edge in span}):
        is_new = first < 0 or edges[edge] - edges[first] > tolerance or latest_start.get(edge, -1) >= first
        if is_new:
            first, number = edge, number + 1
        borders[edge] = number
    return borders


def border_widths(edges: Sequence[float], borders: dict[int, int]) -> tuple[float, ...]:
    """Return the widths of the columns between borders, each measured from the first edge of its border.

    >>> border_widths([0, 500, 505, 1000], {0: 0, 1: 1, 2: 1, 3: 2})
    (500, 500)
    """
    firsts: dict[int, float] = {}
    for edge, border in borders.items():
        firsts.setdefault(border, edges[edge])
    places = list(firsts.values())
    return tuple(right - left for left, right in pairwise(places))
