"""From the ruled lines of a page to the meshes that its tables are drawn with.

The steps are those that pdfplumber and Tabula made known (snap, join, find what crosses); each takes plain values and gives
plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract import limits
from extract.pdf_page import Page, Rule

SNAP = 3.0
"""Lines so close side by side are one: the two of a double border, the pieces that each cell drew of a common one."""
GAP = 3.0
"""So far apart may the pieces of one line be, the dashes of a dashed one too."""
MEETING = 3.0
"""A line that ends so near to the edge of another meets it. An underline ends further off: programs leave more room in a cell."""
SHORTEST = 5.0
"""A line must be longer than this to be part of a table; the sign 一 drawn as a line is longer, but meets nothing."""

_BARE = 3
"""So many upright rules that end at one height without a level one there are the sides of cells that a page end cuts."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """Level and upright rules that all hang together; there may be no level ones."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def with_whole_rules(page: Page) -> Page:
    """Return a page with its rules snapped and joined."""
    return page._replace(level=joined(snapped(page.level)), upright=joined(snapped(page.upright)))


def is_drawing(page: Page) -> bool:
    """Tell whether more rules stand on a page than a table has: a drawing, in which no table is looked for."""
    most = limits.current()
    if max(len(page.level), len(page.upright)) > most.pdf_rules:
        return True
    if len(page.level) * len(page.upright) <= most.pdf_fields:
        return False
    return len({rule.at for rule in page.level}) * len({rule.at for rule in page.upright}) > most.pdf_fields


def meshes(rows: Sequence[Rule], columns: Sequence[Rule]) -> list[Mesh]:
    """Return the meshes of level rules (``rows``) and upright ones, from the top down; lines that cross no other are left out."""
    found = [Mesh(tuple(rows[n] for n in a), tuple(columns[n] for n in b)) for a, b in connected(rows, columns)]
    return sorted(found, key=lambda mesh: (mesh.level[0].at if mesh.level else mesh.upright[0].start, mesh.upright[0].at))


def snapped(rules: Iterable[Rule], tolerance: float = SNAP) -> list[Rule]:
    """Return the rules with those that stand side by side moved onto the middle of them all, and as wide as all together.

    >>> snapped([Rule(10, 0, 5), Rule(11, 5, 9)])
    [Rule(at=10.5, start=0, stop=5, weight=1.0), Rule(at=10.5, start=5, stop=9, weight=1.0)]
    """
    found: list[Rule] = []
    for group in _clusters(sorted(rules), tolerance):
        first, last = group[0].at, group[-1].at
        if first == last:
            found += group
            continue
        edges = min(rule.at - rule.weight / 2 for rule in group), max(rule.at + rule.weight / 2 for rule in group)
        found += [rule._replace(at=(first + last) / 2, weight=edges[1] - edges[0]) for rule in group]
    return found


def _clusters(rules: Sequence[Rule], tolerance: float) -> Iterator[list[Rule]]:
    """Yield sorted rules in groups no wider than ``tolerance``."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > tolerance:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def joined(rules: Iterable[Rule], gap: float = GAP, shortest: float = SHORTEST) -> list[Rule]:
    """Return snapped rules with the pieces of one line made one, and what is too short left out.

    >>> joined([Rule(10, 0, 5), Rule(10, 6, 9), Rule(10, 20, 29), Rule(30, 0, 2)])
    [Rule(at=10, start=0, stop=9, weight=0.0), Rule(at=10, start=20, stop=29, weight=0.0)]
    """
    found: list[Rule] = []
    for at, group in groupby(sorted(rules), key=lambda rule: rule.at):
        line: Rule | None = None
        for rule in group:
            if line is not None and rule.start <= line.stop + gap:
                line = Rule(at, line.start, max(line.stop, rule.stop), max(line.weight, rule.weight))
                continue
            if line is not None:
                found.append(line)
            line = rule
        if line is not None:
            found.append(line)
    return [rule for rule in found if rule.stop - rule.start > shortest]


def connected(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the numbers of the level and of the upright rules that hang together, directly or through others.

    ``level`` is sorted from the top down.
    """
    parents = list(range(len(level) + len(upright)))
    lines = [(row, line, reach(line)) for row, line in enumerate(level)]
    furthest = max((far for _, _, far in lines), default=0.0)
    for column, post in enumerate(upright, start=len(level)):
        near, last = reach(post), post.stop + furthest
        for row, line, far in lines:
            if line.at > last:
                break
            if post.start - far <= line.at <= post.stop + far and line.start - near <= post.at <= line.stop + near:
                parents[root(parents, row)] = root(parents, column)
    for columns in _open_together(level, upright):
        for column in columns[1:]:
            parents[root(parents, len(level) + column)] = root(parents, len(level) + columns[0])
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for index in range(len(parents)):
        rows, columns = groups.setdefault(root(parents, index), ([], []))
        if index < len(level):
            rows.append(index)
        else:
            columns.append(index - len(level))
    yield from (group for group in groups.values() if group[1] and (group[0] or len(group[1]) >= _BARE))


def _open_together(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[list[int]]:
    """Yield the numbers of upright rules that end furthest up or down without a level one: cells that the page end cuts."""
    for is_foot in (False, True):
        ends = [post.stop if is_foot else -post.start for post in upright]
        furthest = max(ends, default=0.0)
        y = furthest if is_foot else -furthest
        near = [(line.start - MEETING, line.stop + MEETING) for line in level if abs(line.at - y) <= reach(line)]
        columns = [
            column
            for column, end in enumerate(ends)
            if end >= furthest - 1 and not any(start <= upright[column].at <= stop for start, stop in near)
        ]
        if len(columns) >= _BARE:
            yield columns


def reach(rule: Rule) -> float:
    """Return how far from the middle of a rule another one may end that meets it."""
    return MEETING + rule.weight / 2


def root(parents: list[int], index: int) -> int:
    """Return the first of those that hang together with one; ``parents`` has for each one that is nearer to the first."""
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
