"""Whether a change of policy or grades makes the result harder to reach; only what follows is stated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rubrics.policy import ElementMinimum, Grade
from rubrics.revision.model import Tendency
from rubrics.revision.tendency import of_limit, of_rise

_POOLS = ("item", "element", "category")
_STRICTER = {
    ("rounding.mode", "half-up", "down"),  # cut off is never more than rounded
    ("gates", "report", "fail"),
}
_SAYS_NOTHING = frozenset({"preset", "below_all"})


def policy_tendency(field: str, old: Any, new: Any) -> Tendency:
    """Return the tendency of a field of the policy."""
    if (field, old, new) in _STRICTER:
        return Tendency.STRICTER
    if (field, new, old) in _STRICTER:
        return Tendency.MILDER
    if field in _POLICY:
        return _POLICY[field](old, new)
    return Tendency.NEITHER if field in _SAYS_NOTHING or field.startswith("ranking") else Tendency.UNCLEAR


def _of_pool(old: Any, new: Any) -> Tendency:
    """Return the tendency of where deductions stop: what goes beyond an item's points is taken from the others."""
    if old not in _POOLS or new not in _POOLS:
        return Tendency.UNCLEAR
    return Tendency.STRICTER if _POOLS.index(new) > _POOLS.index(old) else Tendency.MILDER


_POLICY: dict[str, Callable[[Any, Any], Tendency]] = {
    "pool": _of_pool,
    "once": lambda _, new: Tendency.MILDER if new else Tendency.STRICTER,
    "guarantee.subtotal_below": lambda old, new: of_rise(down=Tendency.MILDER)(old or 0, new or 0),
    "bonus.cap": of_limit(down=Tendency.STRICTER),
}


def grade_tendency(field: str, old: Grade, new: Grade, *, comparable: bool) -> Tendency:
    """Return the tendency of a field of a grade; ``comparable``: its threshold is about the same figure as before."""
    name = field.split(".", maxsplit=1)[0]
    if name in ("at_least", "more_than"):
        return _of_threshold(old, new) if comparable else Tendency.UNCLEAR
    return _GRADE.get(name, _of_other)(getattr(old, name), getattr(new, name))


def _of_other(_: Any, __: Any) -> Tendency:
    return Tendency.UNCLEAR


def _of_threshold(old: Grade, new: Grade) -> Tendency:
    """More than a figure is harder than at least that figure; any figure is harder than none."""
    before, after = _threshold(old.at_least, old.more_than), _threshold(new.at_least, new.more_than)
    if before is None or after is None:
        return Tendency.STRICTER if before is None else Tendency.MILDER
    return Tendency.STRICTER if after > before else Tendency.MILDER


def _threshold(at_least: Any, more_than: Any) -> tuple[Any, bool] | None:
    if more_than is not None:
        return (more_than, True)
    return None if at_least is None else (at_least, False)


def _of_elements(before: ElementMinimum | None, after: ElementMinimum | None) -> Tendency:
    if before is None or after is None:
        return Tendency.STRICTER if before is None else Tendency.MILDER
    if (before.level, before.of) != (after.level, after.of):
        return Tendency.UNCLEAR
    first, second = _threshold(before.at_least, before.more_than), _threshold(after.at_least, after.more_than)
    return Tendency.STRICTER if first is not None and second is not None and second > first else Tendency.MILDER


def _of_facts(old: tuple[str, ...], new: tuple[str, ...]) -> Tendency:
    more, fewer = set(new) > set(old), set(new) < set(old)
    return Tendency.STRICTER if more else Tendency.MILDER if fewer else Tendency.UNCLEAR


def _of_level(old: str | None, new: str | None) -> Tendency:
    return Tendency.STRICTER if old is None else Tendency.MILDER if new is None else Tendency.UNCLEAR


_GRADE: dict[str, Callable[[Any, Any], Tendency]] = {
    "name": lambda *_: Tendency.NEITHER,
    "mandatory_stars": of_limit(down=Tendency.STRICTER),  # fewer ★ are on more items
    "not_applicable_at_most": of_limit(down=Tendency.STRICTER),
    "facts": _of_facts,
    "elements": _of_elements,
    "no_zero_items": lambda _, new: Tendency.STRICTER if new else Tendency.MILDER,
    "mandatory_level": _of_level,
}
