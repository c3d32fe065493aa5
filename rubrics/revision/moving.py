"""Clauses that went into another item: gone from the one and new in the other, in the same words or nearly.

Told are only clauses that nobody takes for another: of some length, without what they cost, and in no item that kept them.
无资料，扣2分 stands in many places of a standard, and that it is gone in one place and new in another is no move; where it stands
once in each edition, with its price, it may be one, and is told to be doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from rubrics.model import Element, Item, Rule
from rubrics.revision.assignment import Edge
from rubrics.revision.links import assigned
from rubrics.revision.model import Pair, RuleAt, RulePair, Tendency
from rubrics.revision.rules import Elements, condition, rule_changes
from rubrics.revision.wording import LOOKED_AT, nearness, said

_LEAST = 80
"""Two clauses that are less near than this, without what they cost, are two: nothing else speaks for a clause of another item."""
_TELLING = 8
"""So many signs a clause has at least, without what it costs, by which it is known wherever it stands."""
_SHORTEST = 4
"""A clause of so many signs may have moved where no other of either edition says the same: 无监护人扣5分."""
_CANDIDATES = 8
_MOST = 4_000_000
"""So many pairs of clauses are looked at; two standards that have more have next to nothing in common."""
Parts = Mapping[str, Item | Element]


@dataclass(frozen=True, slots=True)
class _Lone:
    """A clause that its item alone has, on one side: where, in which pair, and what it says without its cost."""

    at: RuleAt
    pair: int
    rule: Rule
    words: str

    @property
    def is_telling(self) -> bool:
        """Whether it is known by its words alone."""
        return len(self.words) >= _TELLING


def with_moved(pairs: Sequence[Pair], olds: Parts, news: Parts, elements: Elements) -> tuple[Pair, ...]:
    """Return the pairs with where each clause went that is gone from one and new in another, and where it came from.

    ``elements`` says which element of the new edition each of the old one became.
    """
    once = _said_once(olds) & _said_once(news)
    went, came = ([*_lone(pairs, parts, once, is_old=is_old)] for parts, is_old in ((olds, True), (news, False)))
    if not went or not came:
        return tuple(pairs)
    kept = {one for parts, is_old in ((olds, True), (news, False)) for one in _kept(pairs, parts, is_old=is_old)}
    went, came = ([one for one in side if one.words not in kept] for side in (went, came))
    moved: dict[tuple[bool, str, int], RulePair] = {}
    for (o, n), doubtful in _links(went, came).items():
        old, new = went[o], came[n]
        near = nearness(said(old.rule.text), said(new.rule.text))
        about = {"nearness": near, "doubtful": doubtful, "tendency": Tendency.UNCLEAR}
        gone = next(one for one in pairs[old.pair].rules if one.new is None and one.old == old.at)
        fresh = next(one for one in pairs[new.pair].rules if one.old is None and one.new == new.at)
        moved[True, old.at.of, old.at.number] = gone.model_copy(update={**about, "went": new.at})
        changes = rule_changes(old.rule, new.rule, None, elements)
        moved[False, new.at.of, new.at.number] = fresh.model_copy(update={**about, "came": old.at, "changes": changes})
    return tuple(_with(pair, moved) for pair in pairs)


def _said_once(parts: Parts) -> set[str]:
    """Return what one clause of an edition says, and no other."""
    counts = Counter(said(rule.text) for part in parts.values() for rule in part.rules)
    return {words for words, count in counts.items() if count == 1}


def _lone(pairs: Iterable[Pair], parts: Parts, once: set[str], *, is_old: bool) -> Iterator[_Lone]:
    """Yield the clauses of one side that are matched with none and known by their words, or by what is said ``once``."""
    for number, pair in enumerate(pairs):
        for one in pair.rules:
            at, other = (one.old, one.new) if is_old else (one.new, one.old)
            if at is not None and other is None:
                rule = parts[at.of].rules[at.number - 1]
                words = condition(rule)
                is_known = len(words) >= _TELLING or (len(words) >= _SHORTEST and said(rule.text) in once)
                if rule.effect != "method" and is_known:
                    yield _Lone(at, number, rule, words)


def _kept(pairs: Iterable[Pair], parts: Parts, *, is_old: bool) -> Iterator[str]:
    """Yield what the clauses say that are matched within their pair."""
    for pair in pairs:
        for one in pair.rules:
            at = one.old if is_old else one.new
            if at is not None and one.old is not None and one.new is not None:
                yield condition(parts[at.of].rules[at.number - 1])


def _links(went: Sequence[_Lone], came: Sequence[_Lone]) -> dict[Edge, bool]:
    """Return which went where, and whether that is doubtful: another went there as well as this, or its words are few."""
    near = {
        (o, n): value
        for o, n, value in _candidates(went, came)
        if went[o].pair != came[n].pair and went[o].rule.costs == came[n].rule.costs
    }
    names = [str(number) for number in range(max(len(went), len(came)))]
    links = assigned(names[: len(went)], names[: len(came)], near, dict.fromkeys(near, 1 - _LEAST))
    found = {(int(link.old[0]), int(link.new[0])): link.doubtful for link in links}
    return {(o, n): doubtful or not went[o].is_telling for (o, n), doubtful in found.items()}


def _candidates(went: Sequence[_Lone], came: Sequence[_Lone]) -> Iterator[tuple[int, int, int]]:
    """Yield which may have gone where with how near they are: of the same words, else of near ones."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(came):
        by_words[one.words].append(number)
    words = [one.words[:LOOKED_AT] if one.is_telling else "" for one in came]
    is_near_looked_at = len(went) * len(came) <= _MOST
    for o, one in enumerate(went):
        same = by_words.get(one.words, [])
        yield from ((o, n, 100) for n in same[:_CANDIDATES])
        if not same and one.is_telling and is_near_looked_at:
            found = process.extract(one.words[:LOOKED_AT], words, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_LEAST)
            yield from ((o, n, min(99, round(value))) for _, value, n in found)


def _with(pair: Pair, moved: Mapping[tuple[bool, str, int], RulePair]) -> Pair:
    """Return a pair with what is known of its clauses now; what a clause costs here instead of there cannot be told."""
    rules = tuple(_known(one, moved) for one in pair.rules)
    if rules == pair.rules:
        return pair
    tendency = Tendency.UNCLEAR if pair.old and pair.new else pair.tendency
    return pair.model_copy(update={"rules": rules, "tendency": tendency})


def _known(one: RulePair, moved: Mapping[tuple[bool, str, int], RulePair]) -> RulePair:
    at = one.old or one.new
    if at is None or (one.old is not None and one.new is not None):
        return one
    return moved.get((one.old is not None, at.of, at.number), one)
