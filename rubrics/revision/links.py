"""Links between what stands in two editions, and which of them are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rubrics.revision.assignment import Edge, best_matches
from rubrics.revision.mapping import Match
from rubrics.revision.model import How, Rival

TIE = 6
"""Two ways to match whose nearness together differs by no more than this are nearly as good as each other."""
SURE = 60
"""A match that is less near than this is doubtful by itself."""
POINT = 10**9
"""What one point of nearness is worth in an assignment; parts of it only break ties."""


@dataclass(frozen=True, slots=True)
class Link:
    """What goes with what, by ids; one side alone where it goes with nothing."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    how: How | None = None
    nearness: int = 100
    doubtful: bool = False
    rivals: tuple[Rival, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether it is one with one."""
        return len(self.old) == len(self.new) == 1


def one_to_one(old: str, new: str, nearness: int, *, doubtful: bool = False) -> Link:
    """Return the link of one with one, matched by its code where that stayed the same."""
    return Link((old,), (new,), How.CODE if old == new else How.WORDING, nearness, doubtful)


def settled_links(matches: Iterable[Match]) -> list[Link]:
    """Return the links that a person settled."""
    return [Link(match.olds, match.news, How.MAPPING) for match in matches if match.settled]


def lone_links(old: Iterable[str], new: Iterable[str]) -> Iterator[Link]:
    """Yield what is gone and what is new."""
    yield from (Link(old=(name,), nearness=0) for name in old)
    yield from (Link(new=(name,), nearness=0) for name in new)


def assigned(old: Sequence[str], new: Sequence[str], near: Mapping[Edge, int], context: Mapping[Edge, int]) -> list[Link]:
    """Return the best links of all together; ``near`` has the nearness of each candidate, ``context`` what speaks for it beside.

    Of two candidates that are worth the same, the one that stands nearer in the order is taken, and called doubtful.
    """
    worth = {
        (o, n): (value + context.get((o, n), 0)) * POINT - int(POINT * 0.9 * (o / len(old) - n / len(new)) ** 2)
        for (o, n), value in near.items()
    }
    chosen = best_matches(worth)
    rivals = _rivals(chosen, worth)
    links = []
    for o, n in chosen:
        others = tuple(Rival(old=old[a], new=new[b], nearness=near[a, b]) for a, b in rivals.get((o, n), ()))
        link = one_to_one(old[o], new[n], near[o, n], doubtful=bool(others) or near[o, n] < SURE)
        links.append(replace(link, rivals=others))
    return links


def _rivals(chosen: Sequence[Edge], worth: Mapping[Edge, int]) -> dict[Edge, list[Edge]]:
    """Return for each chosen match the candidates that could stand in its place at nearly no loss, the best first."""
    of_old, of_new = dict(chosen), {new: old for old, new in chosen}
    lost: dict[Edge, dict[Edge, int]] = {}
    for (old, new), value in worth.items():
        first, second = of_old.get(old, -1), of_new.get(new, -1)
        if first == new:
            continue
        broken = [edge for edge in ((old, first), (second, new)) if edge in worth and -1 not in edge]
        loss = sum(worth[edge] for edge in broken) - value - worth.get((second, first), 0)
        for edge in broken if loss <= TIE * POINT else ():
            lost.setdefault(edge, {})[old, new] = loss
    return {edge: sorted(others, key=lambda other: (others[other], other))[:3] for edge, others in lost.items()}
