"""From the words of a description back to findings, where the words allow it without doubt.

A form holds figures and words, not the numbers of rules. A description that a form was filled with says how many were found and
what they cost; so findings are tried that could have been told like that, and kept where exactly one set of them comes to
the same score *and* is told in the very same words. Everything else stays what the form says: a score, and a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from math import prod

from render import words
from render.description import Describer, clause_in_short
from render.reading.figures import read_figure
from render.reading.vocabulary import COUNTED, TAKEN_IN_WORDS
from rubrics.assessment import Answer, Assessment, Finding
from rubrics.errors import DabiaoError
from rubrics.model import Item
from scoring.engine import score
from scoring.plan import Plan, PricedRule, Want
from scoring.scorecard import ItemScore

_BRACKET = re.compile(r"(?P<text>.*)（(?P<inside>[^（）]+)）", re.DOTALL)
_ALL = re.compile(rf"(?P<text>.*)，(?P<cost>{words.ZEROED}|{words.ALL_POINTS}|{words.NOTHING_TAKEN})", re.DOTALL)
_COUNTED = re.compile(COUNTED)
_COST = re.compile(rf"(?:{TAKEN_IN_WORDS}|得(?P<given>\d+(?:\.\d+)?)分|{words.NO_MORE_TAKEN})")
_MOST_TRIED = 64
"""Sets of findings that are tried for one item."""
_LONGEST = 4_000
"""Signs of a description that is looked through; a longer one is kept as it is."""
BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class Told:
    """One fault as it is told: its words, how many of what, and what it cost."""

    text: str
    count: Decimal | None
    unit: str
    cost: str
    parts: int = 1
    """of how many parts between semicolons it is made"""


@dataclass(frozen=True, slots=True)
class Recovery:
    """Finds the findings behind the descriptions of one rubric's items, by scoring and describing them again."""

    plan: Plan
    describer: Describer
    kind: str
    beside: Mapping[str, Answer] = field(default_factory=dict)
    """the answers of the other items, for an item that waits for their scores"""

    def findings(self, item: Item, text: str, value: Decimal | None) -> Answer | None:
        """Return the one answer with findings that comes to ``value`` and reads like ``text``; ``None`` where none or several."""
        full = Answer(full=True)
        if self.beside and self._reads(item, full, text, value):
            return full
        told = told_in(text)
        if not told:
            return None
        found = [answer for answer in self._tried(item, told) if self._reads(item, answer, text, value)]
        exact = [answer for answer in found if all(finding.note is None for finding in answer.findings)]
        if len(exact) == 1:
            return exact[0]
        alone = value is None or len(told) > 1 or told[0].count is not None or not self._own(item, text, value)
        return found[0] if len(found) == 1 and alone else None

    def alike(self, item: Item, text: str) -> list[Answer]:
        """Return every answer with findings that reads like ``text``, where all of them take the same."""
        found = [answer for answer in self._tried(item, told_in(text)) if self._reads(item, answer, text, None)]
        taken = {card.deduction for answer in found if (card := self.card(item, answer)) is not None}
        return found if len(taken) == 1 else []

    def note(self, item: Item, text: str, value: Decimal) -> str:
        """Return the reason for a score of one's own: the words without the cost that is told again when they are printed."""
        return next(self._own_notes(item, text, value), None) or _without_cost(text) or text

    def _own(self, item: Item, text: str, value: Decimal) -> bool:
        return next(self._own_notes(item, text, value), None) is not None

    def _own_notes(self, item: Item, text: str, value: Decimal) -> Iterator[str]:
        """Yield the notes with which a score of one's own reads like ``text``."""
        last = _bracketed(text.rpartition(BETWEEN)[2])
        shorter = text[: -(len(last.cost) + (2 if text.endswith("）") else 1))] if last is not None and last.count is None else ""
        for note in (shorter, text):
            if note and self._reads(item, Answer(score=value, note=note), text, value):
                yield note

    def _tried(self, item: Item, told: Sequence[Told]) -> Iterator[Answer]:
        """Yield the answers that could be told like that."""
        choices = [list(_candidates(one, self.plan.items[item.id].rules)) for one in told]
        if told and prod(map(len, choices)) <= _MOST_TRIED:  # of some of many, the only one that fits need not be the only one
            yield from (Answer(findings=findings) for findings in product(*choices))

    def _reads(self, item: Item, answer: Answer, text: str, value: Decimal | None) -> bool:
        """Tell whether an answer comes to the score and is described in the words of a form."""
        card = self.card(item, answer)
        if card is None or (value is not None and card.score != value):
            return False
        return _plain(self.describer.item(card)) == _plain(text)

    def card(self, item: Item, answer: Answer) -> ItemScore | None:
        """Return what an item comes to with an answer; ``None`` where the standard does not allow it."""
        rubric = self.plan.rubric
        one = Assessment.model_validate({"rubric": rubric.id, "kind": self.kind, "items": {**self.beside, item.id: answer}})
        try:
            return score(self.plan, one).items[item.id]
        except DabiaoError:
            return None


def told_in(text: str) -> list[Told]:
    """Return the faults that a description tells, each with a count or a cost; none where any of it has neither."""
    told, held = [], ""
    if len(text) > _LONGEST:
        return []
    for part in text.split(BETWEEN):
        held = f"{held}{BETWEEN}{part}" if held else part
        one = _bracketed(held)
        if one is not None:
            told.append(replace(one, parts=held.count(BETWEEN) + 1))
            held = ""
    return [] if held else told


def _bracketed(text: str) -> Told | None:
    """Return one fault by what stands at its end; ``None`` where that is neither a count nor a cost.

    >>> _bracketed('两处不符（2处，扣4分）')
    Told(text='两处不符', count=Decimal('2'), unit='处', cost='扣4分', parts=1)
    """
    everything = _ALL.fullmatch(text)
    if everything is not None:
        inner = _bracketed(everything["text"])
        held = inner if inner is not None and not inner.cost else Told(everything["text"], None, "", "")
        return Told(held.text, held.count, held.unit, everything["cost"])
    match = _BRACKET.fullmatch(text)
    if match is None:
        return None
    parts = match["inside"].split("，", 1)
    counted = _COUNTED.fullmatch(parts[0])
    if counted is not None:
        return Told(match["text"], read_figure(counted["count"]).value, counted["unit"], parts[1] if len(parts) > 1 else "")
    is_cost = (
        _COST.fullmatch(match["inside"])
        or "否决" in match["inside"]
        or words.BESIDES in match["inside"]
        or match["inside"] in words.ZERO_REACH.values()
    )
    return Told(match["text"], None, "", match["inside"]) if is_cost else None


def _candidates(told: Told, rules: Sequence[PricedRule]) -> Iterator[Finding]:
    """Yield the findings under each rule that could be told like that; what was measured is not told."""
    for priced in rules:
        rule = priced.rule
        if told.count is not None and told.unit != (rule.per or words.UNIT):
            continue
        note = None if told.text == clause_in_short(rule.text, rule.per) else told.text
        base = Finding.model_construct(rule=priced.number, count=told.count, note=note or None)
        if priced.want is Want.FIGURE:
            taken = _COST.fullmatch(told.cost)
            if taken is not None and taken["figure"]:
                yield base.model_copy(update={"deduct": Decimal(taken["figure"])})
        elif priced.want is Want.AWARD:
            taken = _COST.fullmatch(told.cost)
            if taken is not None and taken["given"]:
                yield base.model_copy(update={"award": Decimal(taken["given"])})
        elif priced.want is Want.TIER:
            yield from (base.model_copy(update={"tier": tier.label}) for tier in rule.tiers if tier.label)
        elif priced.want in (Want.COUNT, Want.ONCE):
            yield base


def _without_cost(text: str) -> str:
    """Return a description of one fault with its count behind a comma and without its cost, which the score tells."""
    told = told_in(text)
    if len(told) != 1 or told[0].count is None or not told[0].text:
        return ""
    return text[: text.rindex("（")] + f"，{told[0].count}{told[0].unit}"


def _plain(text: str) -> str:
    return "".join(text.split())
