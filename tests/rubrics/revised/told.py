"""A comparison in a short notation, one line a difference, so that a test can list by hand what it expects."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.revision import Change, Pair, Revision, RulePair
from rubrics.values import plain


def told(revision: Revision) -> list[str]:
    """Return every difference but renumbering.

    ``1.1-2: points 4 > 6``, ``+ 1.8-1``, ``- 1.7-2``, ``3.1-4 = 2.1-4: moved``, ``1.2-3 = 1.2-3 1.2-4: split``,
    ``1.5-4/1: per 人次 > 人`` (a rule by its new number, of one that is gone by its old), ``1.5-4/2: +``,
    ``1.5-4/2: from 1.5-3/1`` and ``1.5-3/1: to 1.5-4/2``, ``grades…``.
    """
    lines = [_change(change) for change in (*revision.head, *revision.policy)]
    for mark, pairs in (("E", revision.elements), ("", revision.items)):
        lines += [f"{mark}{line}" for pair in pairs for line in _pair(pair)]
    return sorted(lines)


def _pair(pair: Pair) -> Iterator[str]:
    if not pair.old or not pair.new:
        yield f"+ {pair.new[0]}" if pair.new else f"- {pair.old[0]}"
        return
    old, new = " ".join(pair.old), " ".join(pair.new)
    name = new if old == new else f"{old} = {new}"
    if pair.kind in ("split", "merged"):
        yield f"{name}: {pair.kind}"
    if pair.moved:
        yield f"{name}: moved"
    if pair.doubtful:
        yield f"{name}: doubtful"
    yield from (f"{new}: {_change(change)}" for change in pair.changes)
    yield from (line for rule in pair.rules for line in _rule(rule))


def _rule(rule: RulePair) -> Iterator[str]:
    if rule.old is None or rule.new is None:
        at, other = rule.new or rule.old, rule.came or rule.went
        if other is not None:
            doubt = " ?" if rule.doubtful else ""
            yield f"{at.of}/{at.number}: {'from' if rule.came else 'to'} {other.of}/{other.number}{doubt}"
            yield from (f"{at.of}/{at.number}: {_change(change)}" for change in rule.changes)
            return
        yield f"{at.of}/{at.number}: {'-' if rule.new is None else '+'}"
        return
    name = f"{rule.new.of}/{rule.new.number}"
    if rule.moved:
        yield f"{name}: moved"
    if rule.doubtful:
        yield f"{name}: doubtful"
    yield from (f"{name}: {_change(change)}" for change in rule.changes)


def _change(change: Change) -> str:
    """Return a change; of texts that there is one."""
    part = f"of {change.of} " if change.of else ""
    if any(isinstance(value, str) and len(value) > 12 for value in (change.old, change.new)):
        return part + change.field + ("" if change.old and change.new else " +" if change.new else " -")
    return f"{part}{change.field} {_value(change.old)} > {_value(change.new)}"


def _value(value: object) -> str:
    if value is None:
        return "—"
    return str(value) if isinstance(value, str | bool | tuple) else str(plain(value))
