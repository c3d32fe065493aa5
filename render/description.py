"""The description of an item, composed from its findings: the assessor's own words first, then how many and what it cost.

How it reads is a Jinja2 template (``render/templates/description.j2``); what the assessor wrote is data to it and never a
template. Figures come from the scorecard's steps as they are. A rubric may have a template of its own: a stranger's, so it works
in a sandbox, in another process, within bounds of time, memory and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from render import words
from render.templating import OwnTemplate, described_by
from render.text import bare
from rubrics.model import Element, Item, Reach, Rubric, Rule
from rubrics.values import show
from scoring.scorecard import ItemScore, Status, Step, StepKind

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
_GIVING = frozenset({"award", "award_percent", "award_range"})
_TOLD = frozenset({StepKind.FINDING, StepKind.ZERO, StepKind.VETO, StepKind.CONDITION, StepKind.AWARD})
_FOUND, _NUMBER = re.compile(words.FOUND), re.compile(words.NUMBER)


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding as it is told: ``cost`` in words (扣4分, 不得分), ``count`` with its unit (2处), either may be empty.

    ``is_all``: it cost (or gave) all, and is told without a bracket. ``where`` names the object that it was found at.
    """

    note: str
    clause: str
    count: str
    cost: str
    is_all: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the items of one rubric."""

    rubric: Rubric
    term: str
    awarded: frozenset[str]
    """ids of the items that are given points from nothing up: what they lack was not taken"""
    own: OwnTemplate | None = None
    """the rubric's own template, in place of the standard one"""
    told: Mapping[str, str] | None = None
    """by item what a template that is not at hand told, in place of telling it again"""

    def item(self, card: ItemScore, beside: Sequence[Fault] = (), objects: Sequence[str] = ()) -> str:
        """Return what is written about an item; ``beside`` are findings about its element, ``objects`` the names of objects."""
        if self.told is not None:
            return self.told.get(card.id, "")
        found = self.finding(card, beside, objects)
        if self.own is not None:
            return described_by(self.own, [_values(found)])[0]
        return _described(found.status, found.note, found.term, found.faults, found.is_full)

    def all(
        self, cards: Iterable[ItemScore], beside: Mapping[str, Sequence[Fault]], objects: Mapping[str, Sequence[str]]
    ) -> dict[str, str]:
        """Return what is written about each of several items; ``FormError`` where the rubric's own template fails at one.

        ``beside`` holds findings about elements, ``objects`` the names of objects, both by item.
        """
        if self.own is not None:
            found = [self.finding(card, beside.get(card.id, ()), objects.get(card.id, ())) for card in cards]
            return dict(zip((one.item for one in found), described_by(self.own, [_values(one) for one in found]), strict=True))
        if self.told is not None:
            return {card.id: self.told.get(card.id, "") for card in cards}
        return {
            card.id: _described(card.status, card.note or "", self.term, (), not card.deduction)
            if _is_bare(card) and card.id not in beside
            else self.item(card, beside.get(card.id, ()), objects.get(card.id, ()))
            for card in cards
        }

    def finding(self, card: ItemScore, beside: Sequence[Fault] = (), objects: Sequence[str] = ()) -> Found:
        """Return what is to be told about an item."""
        if card.status is Status.UNASSESSED:
            return Found(card.id, card.status, "", self.term, tuple(beside), is_full=False, evidence=())
        rules = self.rubric.by_item[card.id].rules if card.id in self.rubric.by_item else ()
        own = [] if card.id in self.awarded else list(_own_figure(card))
        return Found(
            card.id,
            card.status,
            "" if own else card.note or "",
            self.term,
            (*own, *faults(card.steps, rules, objects), *beside),
            card.status is Status.SCORED and not card.deduction,
            card.evidence,
        )


def _is_bare(card: ItemScore) -> bool:
    """Tell whether an item was scored and nothing was found at it, as most items of most forms."""
    return card.status is Status.SCORED and len(card.steps) == 1 and card.steps[0].kind is StepKind.POINTS


class Found(NamedTuple):
    """What a template is told about one item."""

    item: str
    status: Status
    note: str
    term: str
    faults: tuple[Fault, ...]
    is_full: bool
    evidence: tuple[str, ...]


def describer(rubric: Rubric, own: OwnTemplate | None = None) -> Describer:
    """Return the describer of a rubric, with the word that its notes use for what does not apply."""
    said = "\n".join((*rubric.policy.source, *rubric.notes, *rubric.notes_below))
    term = next((term for term in words.NOT_APPLICABLE if term in said), words.NOT_APPLICABLE_ELSE)
    awarded = frozenset(item.id for element in rubric.elements for item in _awarded(element))
    return Describer(rubric, term, awarded, own)


@lru_cache(maxsize=4096)
def _described(status: str, note: str, term: str, faults: tuple[Fault, ...], is_full: bool) -> str:  # noqa: FBT001 - of Found
    """Return what the standard template says, which asks neither for the item nor its evidence; most items are alike."""
    if status == Status.UNASSESSED:
        return "；".join(fault.note or fault.clause for fault in faults)
    found = Found("", Status(status), note, term, faults, is_full, ())
    return _template().render(_values(found))


def _values(found: Found) -> dict[str, object]:
    """Return the names that a template knows; ``item`` tells which item it is."""
    return {
        "item": found.item,
        "status": found.status.value,
        "note": found.note,
        "term": found.term,
        "faults": found.faults,
        "is_full": found.is_full,
        "evidence": found.evidence,
        "words": {"met": words.MET, "not_met": words.NOT_MET, "full": words.FULL},
    }


def _awarded(element: Element, *, bonus: bool = False) -> Iterator[Item]:
    """Yield the items of an element that are bonus, or have rules that give points."""
    bonus = bonus or element.kind == "bonus"
    yield from (item for item in element.items if bonus or any(rule.effect in _GIVING for rule in item.rules))
    for child in element.elements:
        yield from _awarded(child, bonus=bonus)


def faults(steps: Sequence[Step], rules: Sequence[Rule], objects: Sequence[str] = ()) -> Iterator[Fault]:
    """Yield what was found, in the order of the steps; where several objects were assessed, with the name of each."""
    for step in steps:
        where = "" if step.object is None else _object(step.object, objects)
        if step.kind is StepKind.SCORE and where:
            yield Fault(step.note or "", "", "", "", where=where)
        elif step.kind in _TOLD and step.rule is not None and 0 < step.rule <= len(rules):
            rule = rules[step.rule - 1]
            cost = _with_further(cost_in_words(step, rule), step, rule)
            is_all = cost in (words.ZEROED, words.ALL_POINTS, words.NOTHING_TAKEN)
            yield Fault(step.note or "", clause_in_short(rule.text, rule.per), _count(step, rule), cost, is_all, where)


def _object(number: int, names: Sequence[str]) -> str:
    return names[number - 1] if number <= len(names) else words.OBJECT.format(number=number)


def cost_in_words(step: Step, rule: Rule) -> str:
    """Return what a finding took or gave, in words; empty where it changed nothing and could not."""
    if step.count == 0:
        return ""
    reach = words.ZERO_REACH.get(rule.zero) if rule.zero not in (None, Reach.ITEM) else None
    if rule.veto or reach:
        rank = words.VETO.format(rank=rule.veto) if rule.veto and len(rule.veto) == 1 else rule.veto or ""
        taken = reach or _figure(step)
        return "，".join(word for word in dict.fromkeys((rank, taken)) if word)
    if step.kind is StepKind.ZERO:
        return words.ZEROED
    if rule.full is not None:
        return words.ALL_POINTS
    return words.NOTHING_TAKEN if rule.exempt else _figure(step)


def _with_further(cost: str, step: Step, rule: Rule) -> str:
    """Return a cost with what is taken besides, beyond the item, so that the subtotal can be followed."""
    if rule.further is None or step.count == 0:
        return cost
    more = words.FURTHER.format(figure=show(rule.further * (step.count or 1) if rule.per is not None else rule.further))
    return f"{cost}，{more}" if cost else more


def _figure(step: Step) -> str:
    if step.points < 0:
        return words.TAKEN.format(figure=show(-step.points))
    if step.points > 0:
        return words.GIVEN.format(figure=show(step.points))
    return words.NO_MORE_TAKEN if step.raw < 0 else ""


@lru_cache(maxsize=4096)
def clause_in_short(text: str, unit: str | None = None) -> str:
    """Return what a clause says was found, without its number and its price; ``unit`` is what the price is for, if known.

    >>> clause_in_short('目标或计划与企业生产实际不相符的，一处扣2分', '处')
    '目标或计划与企业生产实际不相符'
    >>> clause_in_short('1.未设立安全生产领导机构的，不得分'), clause_in_short('每处不符合，扣2分')
    ('未设立安全生产领导机构', '不符合')
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    line = next((line for line in reversed(lines) if _price(unit).search(line)), lines[-1] if lines else "")
    price = _price(unit).search(line)
    found = line[: price.start()] if price is not None and price.start() > 0 else line
    found = _FOUND.sub("", _NUMBER.sub("", found)).rstrip(words.CLAUSE_ENDS) or line
    found = found.lstrip("（(") if not any(sign in found for sign in "）)") else found
    found = found if len(found) <= words.LONGEST_CLAUSE else found.rpartition("。")[2]
    return found if len(found) <= words.LONGEST_CLAUSE else found[: words.LONGEST_CLAUSE - 1] + "…"


@cache
def _price(unit: str | None) -> re.Pattern[str]:
    return re.compile(words.PRICE.replace("{unit}", re.escape(unit) if unit else words.UNITS))


def _count(step: Step, rule: Rule) -> str:
    """Return how many were found, with the unit of the clause; empty for rates, whose steps are not things."""
    is_rate = rule.below is not None or rule.above is not None or (rule.per or "").startswith("%")
    if step.count is None or is_rate or rule.tiers or (rule.per is None and step.count == 1):
        return ""
    return words.COUNTED.format(count=show(step.count), unit=rule.per or words.UNIT)


def _own_figure(card: ItemScore) -> Iterator[Fault]:
    """Yield what the assessor's own figure takes, with the reason."""
    if any(step.kind is StepKind.SCORE and step.object is None for step in card.steps) and card.deduction:
        is_all = card.score == 0
        yield Fault(card.note or "", "", "", words.ZEROED if is_all else words.TAKEN.format(figure=show(card.deduction)), is_all)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - Jinja2 is needed only when a form is filled

    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - Word text, no HTML
    environment.filters["bare"] = bare
    return environment.from_string((TEMPLATES / "description.j2").read_text(encoding="utf-8"))
