"""The scorecard: what an assessment comes to, and the reason for every figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rubrics.diagnostics import Diagnostic


class Status(StrEnum):
    """What became of an item or an element."""

    SCORED = "scored"
    NOT_APPLICABLE = "not-applicable"
    UNASSESSED = "unassessed"
    GATE_MET = "gate-met"
    GATE_FAILED = "gate-failed"


class Outcome(StrEnum):
    """The result in one word; where several hold, the first in this order is the outcome."""

    INCOMPLETE = "incomplete"
    GATE_FAILED = "gate-failed"
    VETOED = "vetoed"
    MANDATORY_NOT_FULL = "mandatory-not-full"
    ELEMENT_BELOW_MINIMUM = "element-below-minimum"
    BELOW_PASS_MARK = "below-pass-mark"
    GRADED = "graded"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sum: what it did (``kind``), under which rule, and the points before and after the step's limits.

    ``kind`` is a stable word (``points``, ``finding``, ``cap``, ``floor``, ``pool``, ``veto``, ``score``, ``full``,
    ``not-applicable``, ``award`` …); ``raw`` is rule × count before any limit, ``points`` what it changed in the end
    (negative for a deduction).
    """

    kind: str
    points: Decimal
    raw: Decimal | None = None
    rule: int | None = None
    count: Decimal | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one item came to. ``score`` is ``None`` where it was not assessed, does not apply, or has no points."""

    id: str
    element: str
    status: Status
    points: Decimal | None
    score: Decimal | None
    deduction: Decimal | None
    steps: tuple[Step, ...]
    note: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementScore:
    """What one element came to.

    ``points`` are the printed ones (标准分值), ``not_applicable`` the points of what does not apply (合理缺项分值),
    ``due`` the difference (应得分), ``score`` what was obtained (实际得分), ``percent`` of ``due``.
    """

    id: str
    code: str
    title: str
    level: int
    status: Status
    points: Decimal | None
    not_applicable: Decimal
    due: Decimal | None
    deduction: Decimal | None
    score: Decimal | None
    percent: Decimal | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalScore:
    """The whole: like an element, with the result of the formula, rounded as the policy says."""

    points: Decimal
    not_applicable: Decimal
    due: Decimal
    deduction: Decimal
    score: Decimal
    bonus: Decimal
    percent: Decimal | None
    result: Decimal | None
    formula: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every figure of one assessment, each with its trace.

    ``items`` and ``elements`` are by id in reading order. ``grade`` is ``None`` where none was reached; ``against`` says what
    stands against the next grade. ``diagnostics`` hold what a person should look at before submitting.
    """

    rubric: str
    rubric_hash: str
    assessment_hash: str
    engine: str
    kind: str
    items: dict[str, ItemScore]
    elements: dict[str, ElementScore]
    total: TotalScore
    outcome: Outcome
    grade: str | None
    against: tuple[Diagnostic, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
