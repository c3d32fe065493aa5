"""What stands elsewhere: in another element, or in another order; and in which order pairs are told."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


def out_of_order(order: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return as few as possible of the given places, old and new, without which the others follow each other as before.

    >>> out_of_order([(0, 1), (1, 2), (2, 0), (3, 3)])
    {(2, 0)}
    """
    rising = sorted(order)
    tails: list[int] = []
    lengths = []
    for _, new in rising:
        at = bisect_left(tails, new)
        tails[at : at + 1] = [new]
        lengths.append(at + 1)
    kept, wanted, below = set(), len(tails), None
    for place, length in zip(reversed(rising), reversed(lengths), strict=True):
        if length == wanted and (below is None or place[1] < below):
            kept.add(place)
            wanted, below = wanted - 1, place[1]
    return {place for place in rising if place not in kept}


def reading_order(new_places: Mapping[T, Any], gone_after: Iterable[tuple[T, T | None]]) -> list[T]:
    """Return what has a place in the new edition by that place, each gone one behind what it followed in the old edition.

    ``gone_after`` names for each gone one what stood before it (gone or not; ``None`` for the first), in the old order.
    """
    behind: dict[T | None, list[T]] = defaultdict(list)
    for gone, before in gone_after:
        behind[before].append(gone)
    told: list[T] = []
    waiting: list[T] = [*sorted(new_places, key=new_places.__getitem__, reverse=True), *reversed(behind[None])]
    while waiting:
        one = waiting.pop()
        told.append(one)
        waiting += reversed(behind[one])
    return told
