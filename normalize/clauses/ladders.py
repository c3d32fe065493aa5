"""Ladders of counts: 1处不合格扣1分，2处不合格扣3分，4处以上不得分 - the price of a number of things, not of each of them.

Read clause by clause the first would be a price for each (一处扣1分), and two of them would cost two points where the standard
says three. Only where the next clause goes on with a greater number of the same things is it a ladder.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalize.clauses.joining import Clause
from normalize.clauses.price import Price
from normalize.clauses.thresholds import Threshold, last_count
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import Kind
from rubrics.model import Reach, Tier

_VERBS = frozenset({Kind.DEDUCT, Kind.DEDUCTING, Kind.ZERO, Kind.AWARD})
_PRICES = ({"zero"}, *(keys for verb in ("deduct", "award") for keys in ({verb}, {verb, "per"}, {verb, "per", "every"})))
_HARMLESS = frozenset({"two-readings"})
_ALL = ("均", "都", "全部")
_FINDING = ("发现有", "有", "发现", "存在", "其中")
"""What leads a count and names nothing: 有1处不符合."""


@dataclass(frozen=True, slots=True)
class _Rung:
    """One step: the count that it begins at, the bounds of the tier, its price, what is counted and what is wrong with it."""

    start: Decimal
    bounds: dict[str, Decimal]
    unit: str
    effect: dict[str, object]
    subject: str
    fault: str


def with_ladders(clauses: list[Clause], *, has_points: bool) -> list[Clause]:
    """Return the clauses with each ladder of counts made one clause with tiers.

    ``has_points``: the item's points are known, so that a step can take all of them (3处以上不得分).
    """
    found: list[Clause] = []
    at = 0
    while at < len(clauses):
        rungs = _ladder(clauses, at, has_points=has_points)
        if len(rungs) < 2:
            found.append(clauses[at])
            at += 1
            continue
        found.append(_joined(clauses[at : at + len(rungs)], rungs))
        at += len(rungs)
    return found


def _ladder(clauses: list[Clause], begin: int, *, has_points: bool) -> list[_Rung]:
    """Return the rungs that the clauses from ``begin`` on are: exactly one of something, then one more of it each time."""
    if begin + 1 == len(clauses) or not _is_same_line(clauses[begin], clauses[begin + 1]):
        return []
    rungs: list[_Rung] = []
    for at in range(begin, len(clauses)):
        rung = _rung(clauses[at])
        if rung is None or not _goes_on(rungs, rung, clauses[at], clauses[begin]):
            break
        rungs.append(rung)
    if rungs and rungs[0].start != 1:
        return _downward(rungs, has_points=has_points)
    while rungs and not has_points and "zero" in rungs[-1].effect:
        rungs.pop()
    return rungs


def _downward(rungs: list[_Rung], *, has_points: bool) -> list[_Rung]:
    """Return what a ladder from the top says, the lowest step first: 3项及以上得5分，2项得3分，1项得1分."""
    known = has_points or not any("zero" in rung.effect for rung in rungs)
    return rungs[::-1] if rungs[-1].start == 1 and known else []


def _goes_on(rungs: list[_Rung], rung: _Rung, clause: Clause, first: Clause) -> bool:
    if not rungs:
        return rung.bounds.get("at_most") == rung.start or rung.start > 1
    same = rung.unit == rungs[0].unit and rung.subject in {"", rungs[0].subject} and rung.fault in {"", rungs[0].fault}
    kinds = {"award" in one.effect for one in (*rungs, rung) if "zero" not in one.effect}
    if not _is_same_line(first, clause) or not same or len(kinds) > 1:
        return False
    if rungs[0].start != 1:
        return rung.bounds.get("at_most") == rungs[-1].start - 1
    return rung.start == rungs[-1].bounds.get("at_most", rung.start) + 1


def _is_same_line(first: Clause, clause: Clause) -> bool:
    """Tell whether a clause goes on with the line of another, without a number of its own."""
    return first.pieces[0].paragraph == clause.pieces[0].paragraph and clause.pieces[0].marker is None


def _rung(clause: Clause) -> _Rung | None:
    """Return a clause as a step of a ladder: a plain price right after a number of things, without 每."""
    price, piece = clause.price, clause.pieces[0]
    if price is None or len(clause.pieces) > 1 or set(price.effect) not in _PRICES or not _HARMLESS.issuperset(clause.doubts):
        return None
    text = piece.text
    verb = next((at for at in range(price.start, price.end) if text.kind(at) in _VERBS), price.end)
    count = last_count(text, piece.first, verb)
    if count is None or price.effect.get("zero", Reach.ITEM) is not Reach.ITEM:
        return None
    kinds = text.kinds[piece.first : piece.last]
    each = any(kind is Kind.EACH and following is not Kind.TIME for kind, following in zip(kinds, [*kinds[1:], ""], strict=True))
    if each or Kind.ONWARD in kinds:  # 每年1次得1分 is no price for each
        return None
    fault = _fault(text, count, verb)
    start, bounds = _bounds(count, is_all=fault.startswith(_ALL))
    return _Rung(
        start, bounds, count.unit, price.effect, _words_before(text, piece.body_in_text, count), fault.lstrip("均都全部")
    )


def _bounds(count: Threshold, *, is_all: bool) -> tuple[Decimal, dict[str, Decimal]]:
    """Return where a step begins, and its bounds; of 3人均不合格 there are no more than three."""
    if count.exact is not None and is_all:
        return count.exact, {"at_least": count.exact}
    if count.exact is not None:
        return count.exact, {"at_least": count.exact, "at_most": count.exact}
    if "above" in count.bounds:
        return count.bounds["above"] + 1, dict(count.bounds)
    return count.bounds.get("at_least", Decimal(-1)), dict(count.bounds)


def _words_before(text: Stretch, begin: int, count: Threshold) -> str:
    words = text.text[begin : text.tokens[count.start].start].strip(",、")
    return next((words.removesuffix(one) for one in _FINDING if words.endswith(one)), words).strip(",、")


def _fault(text: Stretch, count: Threshold, verb: int) -> str:
    return text.text[text.tokens[count.end - 1].end : text.tokens[verb].start].strip("的,则该项本此直接就")


def _joined(clauses: list[Clause], rungs: list[_Rung]) -> Clause:
    """Return one clause for a ladder, the highest step first; doubtful where nothing is said of more than the highest."""
    gives = any("award" in rung.effect for rung in rungs)
    tiers = tuple(Tier.model_validate(rung.bounds | _cost(rung, gives=gives)) for rung in reversed(rungs))
    first = clauses[0].price
    assert first is not None  # noqa: S101 - a rung has a price
    pieces = [piece for clause in clauses for piece in clause.pieces]
    is_open = "at_most" not in rungs[-1].bounds
    return Clause(pieces, Price(first.start, first.end, {"tiers": tiers}), [] if is_open else ["two-readings"])


def _cost(rung: _Rung, *, gives: bool) -> dict[str, object]:
    if "zero" in rung.effect:
        return {"award": Decimal(0)} if gives else {"zero": True}
    return {name: rung.effect[name] for name in ("deduct", "award") if name in rung.effect}
