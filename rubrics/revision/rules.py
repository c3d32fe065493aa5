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
from rubrics.revision.fields import changed, leaves
from rubrics.revision.links import assigned
from rubrics.revision.model import Change, Kind, RuleAt, RulePair, Tendency
from rubrics.revision.order import out_of_order, reading_order
from rubrics.revision.tendency import of_changes, of_new_rule, of_rule, opposite
from rubrics.revision.vocabulary import PRICE, UNIT
from rubrics.revision.wording import nearness, said

_LEAST = 50
_SAME_CONDITION = 90
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
    """Return a pair for every clause; ``points`` are those of the item where they stayed the same."""
    linked = dict(_alike(olds, news))
    doubtful: set[int] = set()
    for o, n, doubt in _near(olds, news, linked):
        linked[o] = n
        doubtful |= {o} if doubt else set()
    moved = {o for o, _ in out_of_order([*linked.items()])}
    back = {n: o for o, n in linked.items()}
    gone = [o for o in range(len(olds)) if o not in linked]
    told = reading_order({(0, n): n for n in range(len(news))}, _gone_after(gone, linked, moved))
    pairs = []
    for side, number in told:
        if side:
            pairs.append(_lone(olds[number], None))
        elif number not in back:
            pairs.append(_lone(None, news[number]))
        else:
            o = back[number]
            pairs.append(_pair(olds[o], news[number], points, elements, moved=o in moved, doubtful=o in doubtful))
    return tuple(pairs)


def _gone_after(
    gone: Sequence[int], linked: Mapping[int, int], moved: set[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    for o in gone:
        before = next((b for b in range(o - 1, -1, -1) if b not in moved), None)
        yield (1, o), None if before is None else (0, linked[before]) if before in linked else (1, before)


# --- which is which ---------------------------------------------------------------------------------------------------


def _alike(olds: Sequence[Clause], news: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Yield clauses of the same words, in their order, where there are as many as before."""
    of_old, of_new = _by_words(olds), _by_words(news)
    for words, ours in of_old.items():
        theirs = of_new.get(words, [])
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _by_words(given: Sequence[Clause]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, clause in enumerate(given):
        groups[clause.words].append(number)
    return groups


def _near(olds: Sequence[Clause], news: Sequence[Clause], linked: Mapping[int, int]) -> list[tuple[int, int, bool]]:
    """Return the best links among the clauses that are left, and whether they are doubtful."""
    taken = set(linked.values())
    left_old, left_new = [o for o in range(len(olds)) if o not in linked], [n for n in range(len(news)) if n not in taken]
    near = {(a, b): _nearness(olds[o], news[n]) for a, o in enumerate(left_old) for b, n in enumerate(left_new)}
    near = {edge: value for edge, value in near.items() if value >= _LEAST}
    names_old, names_new = [str(o) for o in left_old], [str(n) for n in left_new]
    links = assigned(names_old, names_new, near, dict.fromkeys(near, 1 - _LEAST))
    return [(int(link.old[0]), int(link.new[0]), link.doubtful) for link in links]


def _nearness(old: Clause, new: Clause) -> int:
    value = nearness(old.words, new.words)
    return max(value, _SAME_CONDITION) if value < 100 and _is_same_condition(old.rule, new.rule) else value


def _is_same_condition(old: Rule, new: Rule) -> bool:
    """Tell whether two clauses differ in their price only."""
    units = tuple(sorted({unit for unit in (old.per, new.per) if unit}))
    return _condition(said(old.text), units) == _condition(said(new.text), units) != ""


@lru_cache(maxsize=16384)
def _condition(words: str, units: tuple[str, ...]) -> str:
    """Return a clause without its price and the unit of it."""
    bare = PRICE.sub("", words)
    for unit in units:
        bare = re.sub(UNIT + re.escape(unit), "", bare)
    return bare.strip(",;、")


# --- what is otherwise ------------------------------------------------------------------------------------------------


def _lone(old: Clause | None, new: Clause | None) -> RulePair:
    if new is not None:
        return RulePair(new=new.at, kind=Kind.NEW, nearness=0, tendency=of_new_rule(new.rule))
    assert old is not None  # noqa: S101 - one of the two is given
    return RulePair(old=old.at, kind=Kind.GONE, nearness=0, tendency=opposite(of_new_rule(old.rule)))


def _pair(old: Clause, new: Clause, points: Decimal | None, elements: Elements, *, moved: bool, doubtful: bool) -> RulePair:
    changes = tuple(_changes(old.rule, new.rule, points, elements))
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
