"""What an answer given under the old edition still says under the new one.

It holds where the requirement and every clause mean what they meant; a price, a cap or the points may differ, for findings
are counted and can be priced anew. Where the meaning may differ the answer must be given again: the new edition decides what
has to be looked at, and nobody looked at that yet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rubrics.assessment import Answer, Finding, Reason, Why
from rubrics.model import SILENT, Element, Item, Reach, Rubric, Rule, Tier
from rubrics.revision.model import Kind, Pair, RulePair
from rubrics.revision.vocabulary import CAP
from rubrics.revision.wording import said

PRICES = ("deduct", "deduct_percent", "range", "award", "award_percent", "award_range", "further", "cap", "cap_item", "printed")
"""Fields of a rule that say how much; every other one but its wording says what is counted, and how."""
_TALK = frozenset({"method", "remark"})
"""Effects of clauses that say nothing about points."""
_TAKES = frozenset({"deduct", "deduct_percent", "range", "zero"})
"""Effects of clauses under which nothing found means nothing taken: an item of these alone is full where nothing is found."""
_PRINT = frozenset({"text", "end", "at", "doubt"})
_UNITS = frozenset({"per", "every"})
_FIGURE = r"[0-9]+(?:\.[0-9]+)?"
_POINTS = re.compile(rf"{_FIGURE}(?=(?:[-~～—–至到]{_FIGURE})?分)")
"""A figure that is a price: 扣5分, 扣1-5分."""
_CONSEQUENCE = re.compile(rf"(?:(?:[此本该]项)?(?:不得分|不予得分|得0分)|扣除?{_FIGURE}分)$")
"""What a clause that takes all, or so much once, ends with: 未制定的，不得分; 未制定的，扣5分."""
_KEPT = frozenset("%‰")


@dataclass(frozen=True, slots=True)
class Touch:
    """A change that leaves an answer as it is: of the points, of how one looks, or a field of the rule with this new number."""

    field: str
    old: str | None
    new: str | None
    rule: int | None = None

    @property
    def is_price(self) -> bool:
        """Whether it can change what an answer comes to, and not only what it leads to, or how it is looked at."""
        return self.field not in {"stars", "specification", "method"}


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds for the answers of one old item, or element, and where its findings go.

    ``whole`` are reasons that undo any answer, ``clauses`` those that undo what depends on rules; ``numbers`` gives the new
    number of each old rule that stayed, ``priced`` are the old numbers of those with another price, ``touches`` what changed
    without undoing anything. ``went`` are the old numbers of rules whose findings can go along into another item, ``came`` the
    new numbers of those that came from one and were looked at there.
    """

    whole: tuple[Reason, ...]
    clauses: tuple[Reason, ...]
    numbers: Mapping[int, int]
    priced: frozenset[int]
    touches: tuple[Touch, ...]
    went: frozenset[int] = frozenset()
    came: frozenset[int] = frozenset()

    def without_gone_along(self, answer: Answer) -> Answer:
        """Return an answer without the findings that go along with their clause; where none is left, nothing else was found."""
        left = tuple(one for one in answer.findings if one.rule not in self.went)
        return answer if left == answer.findings else answer.model_copy(update={"findings": left, "full": None if left else True})

    def with_came(self) -> Holding:
        """Return what holds if the rules that came from other items were looked at there."""
        new = [Reason(why=Why.CLAUSE_NEW, rule=number) for number in self.came]
        return replace(self, clauses=tuple(reason for reason in self.clauses if reason not in new)) if new else self

    def against(self, answer: Answer) -> tuple[Reason, ...]:
        """Return why an answer does not hold; nothing where it does."""
        if answer.not_applicable is not None or answer.met is not None:
            return self.whole
        reasons = [*self.whole, *(self.clauses if answer.is_given else ())]
        if answer.score is not None and any(touch.is_price for touch in self.touches):
            reasons.append(Reason(why=Why.OWN_FIGURE))
        for finding in answer.findings:
            reasons += self.against_finding(finding)
        for one in answer.objects:
            reasons += self.against(one)
        return tuple(dict.fromkeys(reasons))

    def against_finding(self, finding: Finding) -> Iterator[Reason]:
        """Yield why a finding does not hold by itself: its clause is gone, or its own figure was picked for another price."""
        if finding.rule not in self.numbers:
            yield Reason(why=Why.CLAUSE_GONE, was=finding.rule)
        elif (finding.deduct is not None or finding.award is not None) and finding.rule in self.priced:
            yield Reason(why=Why.OWN_FIGURE, rule=self.numbers[finding.rule], was=finding.rule)

    def carried(self, answer: Answer) -> Answer:
        """Return an answer that holds, its findings under the rules' new numbers."""
        update: dict[str, object] = {}
        if answer.findings:
            update["findings"] = self.renumbered(answer.findings)
        if answer.objects:
            update["objects"] = tuple(self.carried(one) for one in answer.objects)
        return answer.model_copy(update=update) if update else answer

    def renumbered(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings that hold under the rules' new numbers."""
        return tuple(one.model_copy(update={"rule": self.numbers[one.rule]}) for one in findings)


def holding(pair: Pair, old: Rubric, new: Rubric) -> Holding | None:
    """Return what holds for the one old item of a pair, ``None`` where there is not one on either side (split, merged, gone)."""
    if len(pair.old) != 1 or len(pair.new) != 1 or pair.kind in (Kind.SPLIT, Kind.MERGED):
        return None
    was, now = old.by_item[pair.old[0]], new.by_item[pair.new[0]]
    whole = [Reason(why=Why.DOUBTFUL)] if pair.doubtful else []
    if was.requirement != now.requirement and meant(was.requirement) != meant(now.requirement):
        whole.append(Reason(why=Why.REQUIREMENT))
    along = [one for one in pair.rules if _takes_only(was) and _takes_only(now) and _goes_along(one, old, new)]
    return _holding(pair, tuple(whole), was, now, along)


def element_holding(pair: Pair, old: Rubric, new: Rubric) -> Holding | None:
    """Return what holds for the rules of the one old element of a pair, ``None`` where there is not one on either side."""
    if len(pair.old) != 1 or len(pair.new) != 1 or pair.kind in (Kind.SPLIT, Kind.MERGED):
        return None
    whole = (Reason(why=Why.DOUBTFUL),) if pair.doubtful else ()
    return _holding(pair, whole, old.by_element[pair.old[0]], new.by_element[pair.new[0]])


def _goes_along(one: RulePair, old: Rubric, new: Rubric) -> bool:
    """Tell whether a finding under a rule that went into another item is one there: it means the same, and takes in both."""
    at, to = (one.old, one.went) if one.went is not None else (one.came, one.new)
    if at is None or to is None or not one.is_elsewhere or one.doubtful:
        return False
    was, now = old.by_item[at.of], new.by_item[to.of]
    before, after = was.rules[at.number - 1], now.rules[to.number - 1]
    return before.costs and _takes_only(was) and _takes_only(now) and _meaning(before, after) is None


def _takes_only(item: Item) -> bool:
    return all(rule.effect in _TAKES or rule.effect in SILENT for rule in item.rules)


def _holding(
    pair: Pair, whole: tuple[Reason, ...], was: Item | Element, now: Item | Element, along: Sequence[RulePair] = ()
) -> Holding:
    """Return what holds; ``along`` are the rules that went or came with their findings."""
    clauses: list[Reason] = []
    touches = [
        Touch(name, _shown(before), _shown(after))
        for name in ("points", "stars")
        if (before := getattr(was, name, None)) != (after := getattr(now, name, None))
    ]
    touches += [
        Touch(name, before, after)
        for name in ("specification", "method")
        if meant(before := getattr(was, name, None) or "") != meant(after := getattr(now, name, None) or "")
    ]
    numbers: dict[int, int] = {}
    priced: set[int] = set()
    for one in pair.rules or _the_same(was, now):
        before = was.rules[one.old.number - 1] if one.old is not None else None
        after = now.rules[one.new.number - 1] if one.new is not None else None
        if one.old is not None and one.new is not None and before is not None and after is not None:
            numbers[one.old.number] = one.new.number
            if before == after:
                continue
            why = _meaning(before, after) or (Why.DOUBTFUL if _is_doubtful(one, before, after) else None)
            clauses += [Reason(why=why, rule=one.new.number, was=one.old.number)] if why is not None else []
            changed = list(_price_touches(before, after, one.new.number))
            touches += changed
            priced |= {one.old.number} if changed else set()
        elif after is not None and after.costs and one.new is not None:
            clauses.append(Reason(why=Why.CLAUSE_NEW, rule=one.new.number))
            touches += [Touch("clause-came", None, after.text)] if one in along else []
        elif after is not None and after.effect not in _TALK:
            touches.append(Touch("clause-added", None, after.text))
        elif before is not None and before.effect not in _TALK:
            touches.append(Touch("clause-went" if one in along else "clause-dropped", before.text, None))
    went = frozenset(one.old.number for one in along if one.old is not None)
    came = frozenset(one.new.number for one in along if one.new is not None)
    return Holding(whole, tuple(clauses), numbers, frozenset(priced), tuple(touches), went, came)


def _is_doubtful(one: RulePair, before: Rule, after: Rule) -> bool:
    """Tell whether it is not certain which clause a finding is under now; under one that costs nothing there is none."""
    return one.doubtful and one.kind is not Kind.SAME and (before.costs or after.costs)


def _the_same(was: Item | Element, now: Item | Element) -> Iterator[RulePair]:
    """Yield the rules of a pair of which nothing is said: one by one, in order."""
    for number in range(1, max(len(was.rules), len(now.rules)) + 1):
        old = {"of": "-", "number": number} if number <= len(was.rules) else None
        new = {"of": "-", "number": number} if number <= len(now.rules) else None
        yield RulePair.model_validate({"old": old, "new": new, "kind": Kind.SAME})


def _meaning(was: Rule, now: Rule) -> Why | None:
    """Return why a finding under one rule cannot be one under the other; ``None`` where only the price differs."""
    if {was.effect, now.effect} <= SILENT:
        return None
    if _takes_at_once(was) and _takes_at_once(now) and _condition(was) == _condition(now):
        return None
    if meant(_repriced(was, now)) != meant(_without_cap(now, was)):
        return Why.CLAUSE
    differing = {name for name in Rule.model_fields if getattr(was, name) != getattr(now, name)} - _PRINT
    if differing & _UNITS:
        return Why.UNIT
    if "tiers" in differing and _bounds(was.tiers) == _bounds(now.tiers):
        differing.discard("tiers")
    kinds = {type(rule.award) for rule in (was, now)} if "award" in differing else set()
    if was.effect != now.effect or len(kinds) > 1 or str in kinds or differing - set(PRICES):
        return Why.MEASURE
    return None


def _takes_at_once(rule: Rule) -> bool:
    """Tell whether a clause takes all of the item, or a sum, whenever it is broken."""
    fields = {name for name in Rule.model_fields if getattr(rule, name) not in (None, False, ())} - _PRINT
    return (fields == {"zero"} and rule.zero is Reach.ITEM) or fields == {"deduct"}


def _condition(rule: Rule) -> str:
    """Return a clause without what it takes; the whole clause where that does not stand at its end."""
    return _CONSEQUENCE.sub("", meant(rule.text)) or rule.text


def meant(text: str) -> str:
    """Return what a text means: without white space and punctuation, but for signs that stand inside a figure.

    >>> meant('① 未制定“目标”的，扣0.5分；') == meant('未制定目标的 扣0.5分'), meant('扣1-5分'), meant('低于80%')
    (True, '扣1-5分', '低于80%')
    """
    plain = said(text)
    return "".join(sign for at, sign in enumerate(plain) if not _is_print(sign) or _stands_in_figures(plain, at))


def _is_print(sign: str) -> bool:
    return sign not in _KEPT and unicodedata.category(sign)[0] in "PZ"


def _stands_in_figures(plain: str, at: int) -> bool:
    """Tell whether a sign stands between two figures: 1-5 is not 15, nor is 0.5 what 05 is."""
    return 0 < at < len(plain) - 1 and plain[at - 1].isdigit() and plain[at + 1].isdigit()


def _repriced(was: Rule, now: Rule) -> str:
    """Return the old clause with the new price's figures in the places of the old ones.

    Only figures in the place of a price that changed are put in; any other figure is part of the meaning.
    """
    before, after = _without_cap(was, now), _without_cap(now, was)
    swaps = [pair for pair in zip(_figures(was), _figures(now), strict=False) if pair[0] != pair[1]]
    ours, theirs = _POINTS.findall(before), _POINTS.findall(after)
    differing = [pair for pair in zip(map(Decimal, ours), map(Decimal, theirs), strict=False) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or not differing or Counter(differing) - Counter(swaps):
        return before
    new_ones = iter(theirs)
    return _POINTS.sub(lambda _: next(new_ones), before)


def _without_cap(rule: Rule, other: Rule) -> str:
    """Return what a clause says; where it alone costs no more than a sum, without the words that say so: 扣完5分为止."""
    words = said(rule.text)
    found = CAP.search(words)
    if found is None or rule.cap is None or other.cap is not None or [rule.cap] != [*map(Decimal, _POINTS.findall(found[0]))]:
        return words
    return words[: found.start()] + words[found.end() :]


def _figures(rule: Rule) -> list[Decimal]:
    """Return the figures that a rule's prices are made of, in a fixed order."""
    found: list[Decimal] = []
    for name in PRICES:
        value = getattr(rule, name)
        found += [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Decimal)]
    for tier in rule.tiers:
        found += [one for one in (tier.deduct, tier.award, tier.award_percent) if one is not None]
    return found


def _bounds(tiers: tuple[Tier, ...]) -> list[tuple[object, ...]]:
    return [(tier.label, tier.below, tier.at_most, tier.above, tier.at_least) for tier in tiers]


def _price_touches(was: Rule, now: Rule, number: int) -> Iterator[Touch]:
    for name in (*PRICES, "zero", "tiers"):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Touch(name, _shown(before), _shown(after), number)


def _shown(value: object) -> str | None:
    """Return a price as a person writes it."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return "–".join(_shown(one) or "" for one in value)
    if isinstance(value, Tier):
        prices = (value.deduct, value.award, value.award_percent, Decimal(0) if value.zero else None)
        return _shown(next((one for one in prices if one is not None), None))
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
