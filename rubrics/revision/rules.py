"""The clauses of an item or element in both editions: which is which, and what each says otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rubrics.model import Rule
from rubrics.revision.assignment import Edge
from rubrics.revision.fields import changed, leaves
from rubrics.revision.links import SURE, assigned
from rubrics.revision.model import Change, Kind, RuleAt, RulePair, Tendency
from rubrics.revision.order import out_of_order, reading_order
from rubrics.revision.tendency import of_changes, of_new_rule, of_rule, opposite
from rubrics.revision.vocabulary import PRICE, UNIT
from rubrics.revision.wording import grams, nearness, said

_LEAST = 50
_SAME_CONDITION = 90
_IN_WHOLE = 0.4
"""So much of a clause stands in another one that it may be a part of it."""
_FIELDS = tuple(
    name for name in Rule.model_fields if name not in {"text", "doubt", "end", "at", "manual", "group", "tiers", "scores"}
)
_UNREAD = frozenset({"manual", "unread"})

Elements = Mapping[str, str]
"""Which element of the new edition each of the old one became."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule with where it stands."""

    at: RuleAt
    rule: Rule

    @property
    def words(self) -> str:
        """What it says."""
        return said(self.rule.text)


def clauses(given: Iterable[tuple[str, Sequence[Rule]]]) -> list[Clause]:
    """Return the rules of items or elements, by their ids, with their numbers."""
    return [Clause(RuleAt(of=name, number=number), rule) for name, rules in given for number, rule in enumerate(rules, 1)]


def rule_pairs(
    olds: Sequence[Clause], news: Sequence[Clause], points: Decimal | None, elements: Elements
) -> tuple[RulePair, ...]:
    """Return a pair for every clause; ``points`` are those of the item where they stayed the same.

    A clause that several parts of a merger had in the same words, or that several parts of a split have now, stands in as
    many pairs.
    """
    if [clause.rule for clause in olds] == [clause.rule for clause in news] and not any(clause.rule.scores for clause in news):
        return tuple(RulePair(old=old.at, new=new.at, kind=Kind.SAME) for old, new in zip(olds, news, strict=True))
    alike = [*_alike(olds, news)]
    edges = dict.fromkeys(alike, False) | _near(olds, news, alike)
    moved = set() if _is_several(olds) or _is_several(news) else out_of_order([*edges])
    reworded = [(olds[o], news[n]) for o, n in edges if olds[o].words != news[n].words]
    pairs = []
    for o, n in _told(len(olds), len(news), edges, moved):
        if o is None or n is None:
            pairs.append(_lone(None if o is None else olds[o], None if n is None else news[n], reworded))
        else:
            pairs.append(_pair(olds[o], news[n], points, elements, moved=(o, n) in moved, doubtful=edges[o, n]))
    return tuple(pairs)


def _is_several(given: Sequence[Clause]) -> bool:
    return len({clause.at.of for clause in given}) > 1


def _told(olds: int, news: int, edges: Iterable[Edge], moved: set[Edge]) -> list[tuple[int | None, int | None]]:
    """Return the pairs of clauses in the new order, each gone one behind what it followed."""
    known = [*edges]
    stayed = {o: (o, n) for o, n in sorted(known, reverse=True) if (o, n) not in moved}
    linked_old, linked_new = {o for o, _ in known}, {n for _, n in known}
    places: dict[tuple[int | None, int | None], Edge] = {(o, n): (n, o) for o, n in known}
    places |= {(None, n): (n, -1) for n in range(news) if n not in linked_new}
    gone_after: list[tuple[tuple[int | None, int | None], tuple[int | None, int | None] | None]] = []
    before: tuple[int | None, int | None] | None = None
    for o in range(olds):
        if o not in linked_old:
            gone_after.append(((o, None), before))
            before = (o, None)
        elif o in stayed:
            before = stayed[o]
    return reading_order(places, gone_after)


# --- which is which ---------------------------------------------------------------------------------------------------


def _alike(olds: Sequence[Clause], news: Sequence[Clause]) -> Iterator[Edge]:
    """Yield clauses of the same words, in their order, where there are as many as before.

    One that several items of a merger had, or that several of a split have, goes with each of them.
    """
    of_old, of_new = _by_words(olds), _by_words(news)
    for words, ours in of_old.items():
        theirs = of_new.get(words, [])
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
        elif len(ours) == 1 and len({news[n].at.of for n in theirs}) == len(theirs):
            yield from ((ours[0], n) for n in theirs)
        elif len(theirs) == 1 and len({olds[o].at.of for o in ours}) == len(ours):
            yield from ((o, theirs[0]) for o in ours)


def _by_words(given: Sequence[Clause]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, clause in enumerate(given):
        groups[clause.words].append(number)
    return groups


def _near(olds: Sequence[Clause], news: Sequence[Clause], alike: Sequence[Edge]) -> dict[Edge, bool]:
    """Return the best links among the clauses that are left, and whether they are doubtful."""
    linked_old, linked_new = {o for o, _ in alike}, {n for _, n in alike}
    left_old = [o for o in range(len(olds)) if o not in linked_old]
    left_new = [n for n in range(len(news)) if n not in linked_new]
    near = {(a, b): _nearness(olds[o], news[n]) for a, o in enumerate(left_old) for b, n in enumerate(left_new)}
    near = {edge: value for edge, value in near.items() if value >= _LEAST}
    links = assigned([str(o) for o in left_old], [str(n) for n in left_new], near, dict.fromkeys(near, 1 - _LEAST))
    return {(int(link.old[0]), int(link.new[0])): link.doubtful for link in links}


def _nearness(old: Clause, new: Clause) -> int:
    """Return how near two clauses are; what both say of how one looks is one thing, in whatever words."""
    value = nearness(old.words, new.words)
    if old.rule.effect == new.rule.effect == "method":
        return max(value, SURE)
    return max(value, _SAME_CONDITION) if value < 100 and _is_same_condition(old.rule, new.rule) else value


def _is_same_condition(old: Rule, new: Rule) -> bool:
    """Tell whether two clauses differ in their price only."""
    units = tuple(sorted({unit for unit in (old.per, new.per) if unit}))
    return _condition(said(old.text), units) == _condition(said(new.text), units) != ""


def condition(rule: Rule) -> str:
    """Return what a clause says without its price and the unit of it.

    >>> condition(Rule(text='1.未建立台账的，每处扣2分', deduct=2, per='处'))
    '未建立台账的'
    """
    return _condition(said(rule.text), (rule.per,) if rule.per else ())


@lru_cache(maxsize=16384)
def _condition(words: str, units: tuple[str, ...]) -> str:
    """Return a clause without its price and the unit of it."""
    bare = PRICE.sub("", words)
    for unit in units:
        bare = re.sub(UNIT + re.escape(unit), "", bare)
    return bare.strip(",;、")


# --- what is otherwise ------------------------------------------------------------------------------------------------


def _lone(old: Clause | None, new: Clause | None, reworded: Iterable[tuple[Clause, Clause]]) -> RulePair:
    """Return a clause that is new or gone; ``reworded`` are those of its item that say something else now."""
    if new is not None:
        is_part = any(_is_part(new.rule, was.rule) for was, _ in reworded)
        return RulePair(new=new.at, kind=Kind.NEW, nearness=0, tendency=Tendency.UNCLEAR if is_part else of_new_rule(new.rule))
    assert old is not None  # noqa: S101 - one of the two is given
    is_part = any(_is_part(old.rule, now.rule) for _, now in reworded)
    return RulePair(
        old=old.at, kind=Kind.GONE, nearness=0, tendency=Tendency.UNCLEAR if is_part else opposite(of_new_rule(old.rule))
    )


def _is_part(rule: Rule, whole: Rule) -> bool:
    """Tell whether a clause may have been split off another, or put into it: nothing is stricter or milder by that alone."""
    ours = grams(condition(rule))
    return len(ours & grams(condition(whole))) >= _IN_WHOLE * max(1, len(ours))


def _pair(old: Clause, new: Clause, points: Decimal | None, elements: Elements, *, moved: bool, doubtful: bool) -> RulePair:
    changes = rule_changes(old.rule, new.rule, points, elements)
    return RulePair(
        old=old.at,
        new=new.at,
        kind=Kind.CHANGED if changes else Kind.SAME,
        moved=moved,
        nearness=nearness(old.words, new.words),
        doubtful=doubtful,
        changes=changes,
        tendency=Tendency.UNCLEAR if doubtful else of_changes(changes),
    )


def rule_changes(old: Rule, new: Rule, points: Decimal | None, elements: Elements) -> tuple[Change, ...]:
    """Return what a clause says otherwise; ``points`` are those of its item where they stayed the same."""
    return tuple(_changes(old, new, points, elements))


def _changes(old: Rule, new: Rule, points: Decimal | None, elements: Elements) -> Iterator[Change]:
    same_words = said(old.text) == said(new.text)
    same_condition = same_words or _is_same_condition(old, new)
    if not same_words:
        is_method = old.effect == new.effect == "method"
        tendency = Tendency.NEITHER if same_condition or is_method else Tendency.UNCLEAR
        yield Change(field="text", old=old.text, new=new.text, tendency=tendency)
    fields = [*changed({name: getattr(old, name) for name in _FIELDS}, {name: getattr(new, name) for name in _FIELDS})]
    fields += changed(_inner(old, elements), _inner(new, {}))
    if not fields:
        return
    tendencies = of_rule(old, new, points) if same_condition else {}
    for field, before, after in fields:
        judged = tendencies.get(field.split(".")[0], Tendency.NEITHER) if same_condition else Tendency.UNCLEAR
        yield Change(field=field, old=before, new=after, tendency=judged)


def _inner(rule: Rule, elements: Elements) -> dict[str, Any]:
    """Return what a clause says in models of its own, and whether an assessor judges it, by the ways of keys."""
    found: dict[str, Any] = {f"tiers.{way}": value for way, value in leaves([_dumped(tier) for tier in rule.tiers])}
    if rule.scores is not None:
        seen = _dumped(rule.scores)
        seen["elements"] = [elements.get(name, name) for name in rule.scores.elements]
        found |= {f"scores.{way}": value for way, value in leaves(seen)}
    if rule.group is not None:
        found["group"] = True
    if rule.effect in _UNREAD:
        found["manual"] = True
    return found


def _dumped(model: Any) -> dict[str, Any]:
    return dict(model.model_dump(exclude_defaults=True))
