"""How many clauses there are, and how many are understood: the report of the clause grammar, by form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.clauses.tokens import stretch
from normalize.clauses.vocabulary import WORDS, Kind
from rubrics.model import Reach, Rule

FORMS = (
    "zeroes the item",
    "zeroes an element or more, vetoes",
    "fixed deduction",
    "deduction per unit",
    "deduction per missing unit",
    "deduction per step of a rate",
    "deduction for each of several conditions",
    "deduction in a range",
    "tiers",
    "deduction that runs on",
    "share of the whole",
    "condition on other scores",
    "award",
    "full marks where something does not exist",
    "exemption",
    "no double counting",
    "must score in full",
    "limit of the item",
    "left to the assessor",
    "method",
    "remark",
)
"""The forms of the report, in its order."""

_SIMPLE = {
    "range": "deduction in a range",
    "tiers": "tiers",
    "deduct_percent": "share of the whole",
    "award": "award",
    "award_percent": "award",
    "award_range": "award",
    "full": "full marks where something does not exist",
    "exempt": "exemption",
    "once": "no double counting",
    "mandatory": "must score in full",
    "cap_item": "limit of the item",
    "manual": "left to the assessor",
    "unread": "left to the assessor",
    "method": "method",
    "remark": "remark",
}
_NUMBER = re.compile(r"^[（(]?[0-9０-９]+[.．、)）]")
_RATES = frozenset({*WORDS[Kind.RATE], *WORDS[Kind.POINT]})
_FIGURES = frozenset({Kind.NUMBER, Kind.ZERO, Kind.FULL})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clauses of one form there are, how many carry a cap, and how many are flagged as doubtful."""

    form: str
    clauses: int
    capped: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Account:
    """The clauses of one standard: by form, those that carry a figure or a verdict, and those not understood among them."""

    tallies: tuple[Tally, ...]
    clauses: int
    with_figure: int
    not_understood: tuple[Rule, ...]
    doubtful: tuple[Rule, ...]

    @property
    def understood(self) -> int:
        """How many of the clauses with a figure or a verdict are understood."""
        return self.with_figure - len(self.not_understood)


def account(rules: Iterable[Rule]) -> Account:
    """Return the report of some clauses, such as all of a rubric.

    >>> from normalize.clauses import read_rules
    >>> report = account(read_rules('查现场。每处不符合扣1分；扣2分或5分'))
    >>> report.clauses, report.with_figure, report.understood
    (3, 2, 1)
    """
    every = tuple(rules)
    tallies = (_tally(form, [rule for rule in every if form_of(rule) == form]) for form in FORMS)
    figures = [rule for rule in every if has_figure(rule)]
    unread = tuple(rule for rule in figures if rule.effect == "unread" or (rule.manual and rule.doubt))
    doubtful = tuple(rule for rule in every if rule.doubt and rule not in unread)
    return Account(tuple(tally for tally in tallies if tally.clauses), len(every), len(figures), unread, doubtful)


def form_of(rule: Rule) -> str:
    """Return the form of a clause, one of ``FORMS``."""
    if rule.effect == "zero":
        return "zeroes the item" if rule.zero is Reach.ITEM else "zeroes an element or more, vetoes"
    return _deduction_form(rule) if rule.effect == "deduct" else _SIMPLE[rule.effect]


def has_figure(rule: Rule) -> bool:
    """Tell whether a clause carries a number or a verdict (不得分, 得满分), the number that counts the clause aside."""
    kinds = {token.kind for token in stretch(_NUMBER.sub("", rule.text)).tokens}
    return rule.costs or bool(kinds & _FIGURES)


def _deduction_form(rule: Rule) -> str:
    if rule.scores is not None:
        return "condition on other scores"
    if rule.overflow is not None:
        return "deduction that runs on"
    if rule.per is None:
        return "fixed deduction"
    if rule.per in {"各", "均", "分别", "各自"}:
        return "deduction for each of several conditions"
    if rule.per in _RATES:
        return "deduction per step of a rate"
    lacks = any(token.kind is Kind.LACK for token in stretch(rule.text).tokens)
    return "deduction per missing unit" if lacks else "deduction per unit"


def _tally(form: str, rules: list[Rule]) -> Tally:
    capped = sum(rule.cap is not None for rule in rules)
    return Tally(form, len(rules), capped, sum(bool(rule.doubt) for rule in rules))
