"""Which of the old goes with which of the new so that all matches together are best, not each in its turn."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush

Edge = tuple[int, int]
Worth = Mapping[Edge, int]
"""What a match of an old with a new one is worth, by their numbers (from 0): more than nothing; absent where they cannot."""


def best_matches(worth: Worth) -> list[Edge]:
    """Return the matches, each old and each new in one at most, whose worth together is greatest; in the order of the old.

    >>> best_matches({(0, 0): 9, (0, 1): 8, (1, 0): 8})  # each in its turn would be 9 alone
    [(0, 1), (1, 0)]
    """
    matching = _Matching(worth)
    for old in matching.towards:
        matching.add(old)
    return sorted((old, new) for old, new in matching.of_old.items() if new >= 0)


class _Matching:
    """The best matching of the old ones added so far, by shortest augmenting paths over the edges that there are.

    After Jonker and Volgenant: prices of both sides prove that it is the best. To stay alone is a match with a new one of its
    own that is worth nothing (``-1 - old``).
    """

    def __init__(self, worth: Worth) -> None:
        self.towards: dict[int, list[tuple[int, int]]] = {}
        for (old, new), value in sorted(worth.items()):
            self.towards.setdefault(old, [(-1 - old, 0)]).append((new, -value))
        self.of_old: dict[int, int] = {}
        self.of_new: dict[int, int] = {}
        self.price_old = {old: min(cost for _, cost in edges) for old, edges in self.towards.items()}
        self.price_new: dict[int, int] = {}

    def add(self, root: int) -> None:
        """Match ``root``, and rematch others where all together are better for it."""
        length: dict[int, int] = {}
        came: dict[int, int] = {}
        closed: dict[int, int] = {}
        reached = {root: 0}
        heap: list[tuple[int, int]] = []
        old, at = root, 0
        while True:
            for new, cost in self.towards[old]:
                along = at + cost - self.price_old[old] - self.price_new.get(new, 0)
                if new not in closed and along < length.get(new, along + 1):
                    length[new], came[new] = along, old
                    heappush(heap, (along, new))
            at, new = heappop(heap)
            while new in closed:
                at, new = heappop(heap)
            if new not in self.of_new:
                break
            closed[new] = at
            old = self.of_new[new]
            reached[old] = at
        for old, way in reached.items():
            self.price_old[old] += at - way
        for closed_new, way in closed.items():
            self.price_new[closed_new] = self.price_new.get(closed_new, 0) - (at - way)
        self._rematch(root, new, came)

    def _rematch(self, root: int, new: int, came: Mapping[int, int]) -> None:
        """Turn the matches around along the path that ends at ``new``."""
        while True:
            old = came[new]
            before = self.of_old.get(old)
            self.of_old[old], self.of_new[new] = new, old
            if old == root or before is None:
                return
            new = before
