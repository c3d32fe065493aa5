"""Whether a change costs whoever is assessed more or less. Only what follows is stated; the rest is unclear.

A change is stricter where the same findings can take more points than before and never fewer, milder where it is the reverse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from rubrics.model import Reach, Rule
from rubrics.revision.model import Change, Tendency

STRICTER, MILDER, NEITHER, UNCLEAR = Tendency.STRICTER, Tendency.MILDER, Tendency.NEITHER, Tendency.UNCLEAR
_REACH = {None: 0, Reach.ITEM: 1, Reach.ELEMENT: 2, Reach.CATEGORY: 3, Reach.TOTAL: 4}
_TAKES = frozenset({"zero", "deduct", "deduct_percent", "range", "mandatory"})
_GIVES = frozenset({"award", "award_percent", "award_range", "full", "exempt", "once"})
_SAYS_NOTHING = frozenset({"method"})


def together(tendencies: Iterable[Tendency]) -> Tendency:
    """Return the tendency of several changes at once: unclear where they pull in two directions.

    >>> together([Tendency.STRICTER, Tendency.NEITHER]).value, together([Tendency.STRICTER, Tendency.MILDER]).value
    ('stricter', 'unclear')
    """
    given = {one for one in tendencies if one is not NEITHER}
    return given.pop() if len(given) == 1 else UNCLEAR if given else NEITHER


def opposite(tendency: Tendency) -> Tendency:
    """Return the tendency of the change back."""
    return {STRICTER: MILDER, MILDER: STRICTER}.get(tendency, tendency)


def of_new_rule(rule: Rule) -> Tendency:
    """Return what it does that a clause is added; that one is gone does the opposite."""
    if rule.effect in _TAKES:
        return STRICTER
    if rule.effect in _GIVES or (rule.effect == "cap_item"):
        return MILDER
    if rule.effect == "tiers":
        return STRICTER if all(tier.deduct is not None or tier.zero for tier in rule.tiers) else UNCLEAR
    return NEITHER if rule.effect in _SAYS_NOTHING else UNCLEAR


def of_rule(old: Rule, new: Rule, points: Decimal | None) -> dict[str, Tendency]:
    """Return the tendency of each field of a clause that changed, its condition being the same.

    ``points`` are those of the item, where they did not change. Where the effect is another one, the fields of both effects
    have the tendency of that.
    """
    if old.effect != new.effect:
        whole = _of_other_effect(old, new, points)
        return dict.fromkeys({old.effect, new.effect, "per", "every", "cap", "veto"}, whole)
    gives = old.effect in _GIVES
    found = {name: judge(getattr(old, name), getattr(new, name)) for name, judge in _FIELDS.items()}
    if gives:
        found |= {name: opposite(found[name]) for name in ("every", "per", "cap")}
    if old.effect not in ("deduct", "award"):
        found["per"] = UNCLEAR
    return found


def _of_other_effect(old: Rule, new: Rule, points: Decimal | None) -> Tendency:
    """Return what it does that a clause has another effect under the same condition."""
    for one, other, tendency in ((old, new, STRICTER), (new, old, MILDER)):
        if other.effect == "zero" and one.effect == "deduct" and one.deduct is not None and one.overflow is None:
            return tendency if points is not None and one.deduct <= points else UNCLEAR
        if one.effect == "remark" and other.effect in _TAKES:
            return tendency
        if one.effect == "deduct" and other.effect == "range" and other.range and one.deduct is not None and _bare(one, other):
            low, high = other.range
            return tendency if one.deduct <= low else opposite(tendency) if one.deduct >= high else UNCLEAR
    return UNCLEAR


def _bare(*rules: Rule) -> bool:
    """Tell whether the clauses have a price and nothing beside it."""
    return all(rule.per is None and rule.every is None and rule.cap is None for rule in rules)


def of_rise(*, down: Tendency) -> Callable[[Any, Any], Tendency]:
    """Return a judge of a figure: ``down`` is the tendency of less of it."""

    def judge(old: Any, new: Any) -> Tendency:
        """Return the tendency of one figure becoming another; of what is no figure it cannot be told."""
        if old == new:
            return NEITHER
        if old is None or new is None or isinstance(old, str) or isinstance(new, str):
            return UNCLEAR
        return down if new < old else opposite(down)

    return judge


def of_limit(*, down: Tendency) -> Callable[[Any, Any], Tendency]:
    """Return a judge of an upper limit, where none at all is the highest."""

    def judge(old: Any, new: Any) -> Tendency:
        """Return the tendency of one limit becoming another, or none."""
        if old == new:
            return NEITHER
        falls = old is None or (new is not None and new < old)
        return down if falls else opposite(down)

    return judge


def _of_reach(old: Reach | None, new: Reach | None) -> Tendency:
    return NEITHER if old == new else STRICTER if _REACH[new] > _REACH[old] else MILDER


def _of_unit(old: str | None, new: str | None) -> Tendency:
    """Return the tendency of a unit: a price for each can only take more than the same price once; of two nothing is known."""
    return NEITHER if old == new else STRICTER if old is None else MILDER if new is None else UNCLEAR


def _of_every(old: Decimal | None, new: Decimal | None) -> Tendency:
    before, after = old or Decimal(1), new or Decimal(1)
    return NEITHER if before == after else STRICTER if after < before else MILDER


def _of_range(old: tuple[Decimal, Decimal] | None, new: tuple[Decimal, Decimal] | None) -> Tendency:
    if old == new or old is None or new is None:
        return NEITHER if old == new else UNCLEAR
    return together(of_rise(down=MILDER)(*ends) for ends in zip(old, new, strict=True))


def _of_other(old: object, new: object) -> Tendency:
    return NEITHER if old == new else UNCLEAR


_FIELDS: dict[str, Callable[[Any, Any], Tendency]] = {
    "zero": _of_reach,
    "deduct": of_rise(down=MILDER),
    "deduct_percent": of_rise(down=MILDER),
    "range": _of_range,
    "tiers": _of_other,
    "award": of_rise(down=STRICTER),
    "award_percent": of_rise(down=STRICTER),
    "award_range": lambda old, new: opposite(_of_range(old, new)),
    "further": of_rise(down=MILDER),
    "full": lambda old, new: opposite(_of_reach(old, new)),
    "mandatory": _of_other,
    "cap_item": of_limit(down=MILDER),
    "per": _of_unit,
    "every": _of_every,
    "below": of_rise(down=MILDER),
    "above": of_rise(down=STRICTER),
    "cap": of_limit(down=MILDER),
    "overflow": _of_reach,
    "scores": _of_other,
    "group": _of_other,
}
"""How each field of a clause is judged; what is not here costs and gives nothing by itself (the rank of a veto, a mark)."""


def of_item_field(field: str, old: Any, new: Any) -> Tendency:
    """Return the tendency of a field of an item or element: points alone weigh, they neither take nor give."""
    if field == "stars":
        return of_rise(down=MILDER)(old or 0, new or 0)
    return NEITHER if field in ("method", "title", "code", "at") else UNCLEAR


def of_changes(changes: Iterable[Change]) -> Tendency:
    """Return the tendency of several changes together."""
    return together(change.tendency for change in changes)
