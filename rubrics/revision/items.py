"""Which item of the new edition is which of the old one: first by the same words, then by near ones, all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from rubrics.model import Item, Rubric, walk_elements
from rubrics.revision.assignment import Edge
from rubrics.revision.links import SURE, TIE, Link, assigned, lone_links, one_to_one
from rubrics.revision.model import Rival
from rubrics.revision.parts import with_parts
from rubrics.revision.wording import LOOKED_AT, nearness, said, shared_share

LEAST = 45
"""Wordings that are less near than this are two items; up to ``SURE`` something beside the wording has to speak for a match."""
_IN_PLACE = 30
_IN_PLACE_SHARED = 0.2
"""So near an item has to be, and so much it has to share, that stands between the same neighbours under the same code."""
_TELLING = 8
"""A requirement of so many signs is one item's own; a shorter one (其他) may stand in any element."""
_CANDIDATES, _LOOKED_AT = 8, 64
"""Of so many of the nearest the best few are candidates: a table of thousands of like items must not take minutes."""
Beside = dict[str, set[tuple[int, str]]]
"""For each item the linked ones that stand next before (1) and behind (-1) it; "" for the end of the table."""
_SAME_ELEMENT, _SAME_ID, _SAME_NEIGHBOUR = 3, 2, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """An item as it is matched: what it requires, and all that it says."""

    id: str
    under: str
    at: int
    requirement: str
    whole: str


def pieces(rubric: Rubric) -> list[Piece]:
    """Return the items of a rubric in reading order."""
    found = [(name, item) for name, element in walk_elements(rubric.elements) for item in element.items]
    return [Piece(item.id, under, at, said(item.requirement), _whole(item)) for at, (under, item) in enumerate(found)]


def _whole(item: Item) -> str:
    return "\n".join([said(item.requirement), *(said(rule.text) for rule in item.rules)])


def link_items(olds: Sequence[Piece], news: Sequence[Piece], settled: Sequence[Link], under: Mapping[str, str]) -> list[Link]:
    """Return a link for every item of both editions; ``under`` says which element became which, as far as that is known."""
    links = [_weighed(link, olds, news) for link in settled]
    left = _Left(olds, news, under)
    left.take(links)
    for words in (_all_words, _required_words):
        found = [one_to_one(old.id, new.id, nearness(old.whole, new.whole)) for old, new in _alike(left, words)]
        left.take(found)
        links += found
    near = _near(left, {link.old[0]: link.new[0] for link in links if link.is_single})
    left.take(near)
    links += near
    parted = with_parts(links, *({piece.id: (piece.whole, piece.requirement) for piece in side} for side in (olds, news)))
    return [*parted, *lone_links(*_unlinked(olds, news, parted))]


def _weighed(link: Link, olds: Iterable[Piece], news: Iterable[Piece]) -> Link:
    """Return a link that a person settled with how near the words are nevertheless."""
    sides = ((link.old, olds), (link.new, news))
    words = ["\n".join(piece.whole for piece in pieces if piece.id in names) for names, pieces in sides]
    return replace(link, nearness=nearness(*words))


class _Left:
    """The items that are not linked yet."""

    def __init__(self, olds: Sequence[Piece], news: Sequence[Piece], under: Mapping[str, str]) -> None:
        self.all_olds, self.all_news, self.under = olds, news, under
        self.olds, self.news = list(olds), list(news)

    def take(self, links: Iterable[Link]) -> None:
        """Leave out what is linked by now."""
        given = list(links)
        old, new = {name for link in given for name in link.old}, {name for link in given for name in link.new}
        self.olds = [piece for piece in self.olds if piece.id not in old]
        self.news = [piece for piece in self.news if piece.id not in new]

    def are_under_one(self, old: Piece, new: Piece) -> bool:
        """Tell whether the elements of two items are known to be one."""
        return self.under.get(old.under) == new.under


def _unlinked(olds: Sequence[Piece], news: Sequence[Piece], links: Iterable[Link]) -> tuple[list[str], list[str]]:
    given = list(links)
    old, new = {name for link in given for name in link.old}, {name for link in given for name in link.new}
    return [piece.id for piece in olds if piece.id not in old], [piece.id for piece in news if piece.id not in new]


# --- the same words ---------------------------------------------------------------------------------------------------


def _all_words(piece: Piece) -> str:
    return piece.whole


def _required_words(piece: Piece) -> str:
    return piece.requirement


def _alike(left: _Left, words: Callable[[Piece], str]) -> Iterator[tuple[Piece, Piece]]:
    """Yield items that say the same and are the only ones to do so, in all or in their element."""
    of_old, of_new = _grouped(left.olds, words), _grouped(left.news, words)
    for text, olds in of_old.items():
        news = of_new.get(text, [])
        if len(olds) == len(news) == 1 and (len(text) >= _TELLING or left.are_under_one(olds[0], news[0])):
            yield olds[0], news[0]
        elif news:
            yield from _alike_in_element(left, olds, news)


def _alike_in_element(left: _Left, olds: Sequence[Piece], news: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Yield items of the same words in one element, in their order, where there are as many as before."""
    here, there = _grouped(olds, lambda piece: left.under.get(piece.under, "")), _grouped(news, lambda piece: piece.under)
    for element, ours in here.items():
        theirs = there.get(element, [])
        if element and len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _grouped(given: Iterable[Piece], key: Callable[[Piece], str]) -> dict[str, list[Piece]]:
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in given:
        groups[key(piece)].append(piece)
    return groups


# --- near words -------------------------------------------------------------------------------------------------------


def _near(left: _Left, known: Mapping[str, str]) -> list[Link]:
    """Return the best links among what is left; ``known`` are the items that are linked already."""
    neighbours = _neighbours(left.all_olds, left.all_news, known)
    context: dict[Edge, int] = {}
    near: dict[Edge, int] = {}
    for (o, n), value in (_in_place(left, neighbours) | _candidates(left.olds, left.news)).items():
        old, new = left.olds[o], left.news[n]
        beside = (
            _SAME_ELEMENT * left.are_under_one(old, new)
            + _SAME_ID * (old.id == new.id)
            + _SAME_NEIGHBOUR * bool(neighbours[0][old.id] & neighbours[1][new.id])
        )
        if value >= SURE or beside >= _SAME_NEIGHBOUR:
            near[o, n], context[o, n] = value, beside - _IN_PLACE + 1
    links = assigned([piece.id for piece in left.olds], [piece.id for piece in left.news], near, context)
    return [link if neighbours[0][link.old[0]] & neighbours[1][link.new[0]] else _doubted(link, left) for link in links]


def _doubted(link: Link, left: _Left) -> Link:
    """Return a link that nothing beside the words speaks for as doubtful where one of its items is as near to a third.

    What the two share is then what such items all say: 压力容器定期检验 is no nearer to 锅炉定期检验 than 电梯定期检验 is.
    """
    old = next(piece for piece in left.all_olds if piece.id == link.old[0])
    new = next(piece for piece in left.all_news if piece.id == link.new[0])
    least = nearness(old.requirement, new.requirement) - TIE
    rivals = [Rival(old=old.id, new=n.id, nearness=_nearness(old, n)) for n in _as_near(old, new, left.all_news, least)]
    rivals += [Rival(old=o.id, new=new.id, nearness=_nearness(o, new)) for o in _as_near(new, old, left.all_olds, least)]
    return replace(link, doubtful=True, rivals=tuple(rivals)) if rivals and not link.doubtful else link


def _as_near(one: Piece, own: Piece, others: Sequence[Piece], least: int) -> Iterator[Piece]:
    """Yield the piece that is nearest to ``one`` beside its ``own``, where it is at least so near by its requirement."""
    words = ["" if piece.id == own.id else piece.requirement[:LOOKED_AT] for piece in others]
    found = process.extractOne(one.requirement[:LOOKED_AT], words, scorer=fuzz.ratio, score_cutoff=max(least, LEAST))
    if found is not None:
        yield others[found[2]]


def _in_place(left: _Left, neighbours: tuple[Beside, Beside]) -> dict[Edge, int]:
    """Return how near items are that stand between the same neighbours: reworded from end to end, they are still one."""
    by_id = {piece.id: (n, piece) for n, piece in enumerate(left.news)}
    found: dict[Edge, int] = {}
    for o, old in enumerate(left.olds):
        n, new = by_id.get(old.id, (0, None))
        if new is not None and left.are_under_one(old, new) and neighbours[0][old.id] == neighbours[1][new.id]:
            value = _nearness(old, new)
            if value >= _IN_PLACE and shared_share(old.whole, new.whole) >= _IN_PLACE_SHARED:
                found[o, n] = value
    return found


def _candidates(olds: Sequence[Piece], news: Sequence[Piece]) -> dict[Edge, int]:
    """Return how near old and new ones are, of each the nearest few."""
    found: dict[Edge, int] = {}
    required, whole = [piece.requirement[:LOOKED_AT] for piece in news], [piece.whole[:LOOKED_AT] for piece in news]
    for o, old in enumerate(olds):
        nearest = process.extract(old.requirement[:LOOKED_AT], required, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=LEAST)
        nearest += process.extract(old.whole[:LOOKED_AT], whole, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=LEAST)
        for n in {number for _, _, number in nearest}:
            value = _nearness(old, news[n])
            if value >= LEAST:
                found[o, n] = value
    return _nearest_few(found)


def _nearness(old: Piece, new: Piece) -> int:
    """Return how near two items are: the requirement counts most, but it can be reworded while its clauses stay."""
    if old.whole == new.whole:
        return 100
    return min(99, round(0.6 * nearness(old.requirement, new.requirement) + 0.4 * nearness(old.whole, new.whole)))


def _nearest_few(found: Mapping[Edge, int]) -> dict[Edge, int]:
    """Return the candidates that are among the nearest few of their old or of their new one."""
    kept: dict[Edge, int] = {}
    for side in (0, 1):
        of_one: dict[int, list[Edge]] = defaultdict(list)
        for edge in found:
            of_one[edge[side]].append(edge)
        for edges in of_one.values():
            kept |= {edge: found[edge] for edge in sorted(edges, key=lambda edge: (-found[edge], edge))[:_CANDIDATES]}
    return kept


def _neighbours(olds: Sequence[Piece], news: Sequence[Piece], known: Mapping[str, str]) -> tuple[Beside, Beside]:
    """Return for each item the nearest linked ones before and behind it, by their ids in the new edition."""
    linked = set(known.values())
    return _beside([(piece.id, known.get(piece.id)) for piece in olds]), _beside(
        [(piece.id, piece.id if piece.id in linked else None) for piece in news]
    )


def _beside(order: Sequence[tuple[str, str | None]]) -> Beside:
    found: Beside = {name: set() for name, _ in order}
    for direction in (1, -1):
        last: str | None = ""
        for name, linked in order[::direction]:
            if last is not None:
                found[name].add((direction, last))
            last = linked if linked is not None else last
    return found
