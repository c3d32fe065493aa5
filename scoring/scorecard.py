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
    BELOW_PASS_MARK = "below-pass-mark"  # noqa: S105 - a mark to pass, not a password
    GRADED = "graded"
    UNGRADED = "ungraded"


class StepKind(StrEnum):
    """What a step of a sum is; stable words."""

    POINTS = "points"
    """The points that an item starts with."""
    FINDING = "finding"
    """What a finding takes."""
    ZERO = "zero"
    """A finding under a rule that zeroes the item."""
    CONDITION = "condition"
    """What a rule takes whose condition the engine itself saw (前15项…)."""
    FURTHER = "further"
    """What a finding takes besides, beyond the item (追加扣除)."""
    AWARD = "award"
    """What a finding gives."""
    SCORE = "score"
    """The assessor's own figure."""
    CAP = "cap"
    """Given back above the most that one rule takes, or taken above the most that it gives."""
    GROUP = "group"
    """Given back because only the dearest of alternatives counts."""
    ITEM_CAP = "item-cap"
    """Given back above the most that all rules of the item take."""
    CEILING = "ceiling"
    """Taken above the points that there are."""
    OVERFLOW = "overflow"
    """Of an item: given back because it runs on into an element or the total; there: taken."""
    FLOOR = "floor"
    """Given back below zero."""
    EXEMPT = "exempt"
    """Given back because a rule says that nothing is taken here."""
    FULL = "full"
    """Given back because a rule gives full marks here."""
    NOT_APPLICABLE = "not-applicable"
    """Does not apply: nothing, or the points where the policy counts them in full."""
    MEAN = "mean"
    """From the sum of the objects to their mean."""
    LOWEST = "lowest"
    """From the sum of the objects to the lowest of them."""
    ITEMS = "items"
    """The scores of the items below added up."""
    ELEMENTS = "elements"
    """The scores of the elements below added up."""
    POOL = "pool"
    """The points that items without points of their own share."""
    GUARANTEE = "guarantee"
    """Taken because a guarantee part came to nothing, or to too little."""
    VETO = "veto"
    """Taken by a veto. Of an item or an element: a step of zero points says that the veto was hit there."""
    SHARE = "share"
    """A share of the whole standard's points, taken from the total."""
    RESCALED = "rescaled"
    """Added because the rest of an element counts in full."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sum, signed: negative takes points, positive gives them.

    There are two ways to add up an item, and both come to its score. By hand, with ``raw``: the start, rule × count of
    each finding, and what each limit (cap, floor …) gave back. By effect, with ``points``: what each finding changed in the
    end; limits have 0 there, for their effect is divided among the findings. In elements and the total the two are alike.

    ``rule`` is the rule's number within the item or element, ``count`` how many units or steps were priced. ``item`` is
    the item, or element, that a step of an element or of the total comes from. ``object`` numbers the object, from 1.
    """

    kind: StepKind
    points: Decimal
    raw: Decimal
    rule: int | None = None
    count: Decimal | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    item: str | None = None
    object: int | None = None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one item came to. ``score`` is ``None`` where it was not assessed, does not apply, or has no points.

    ``deduction`` is the points less the score; of an item without points, what it takes from its element's.
    """

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

    ``points`` are the printed ones (标准分值; what is below added up where none are printed), ``not_applicable`` the points
    of what does not apply (合理缺项分值), ``due`` the difference (应得分), ``score`` what was obtained (实际得分; so far, where
    the status says that items are unassessed; ``None`` where nothing is), ``percent`` of ``due``, not rounded (28 digits).
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
    """The whole: like an element, with the result of the formula, rounded as the policy says.

    ``score`` is without ``bonus``. ``deduction`` is ``None`` while items are unassessed: nobody found what is lacking.
    ``percent`` (of what is due, not rounded) and ``result`` are ``None`` while items are unassessed or the formula is open.
    ``with_bonus`` is the result with the bonus counted, for rankings. ``formula`` shows the sum in figures.
    """

    points: Decimal
    not_applicable: Decimal
    due: Decimal
    deduction: Decimal | None
    score: Decimal
    bonus: Decimal
    percent: Decimal | None
    result: Decimal | None
    with_bonus: Decimal | None
    formula: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every figure of one assessment, each with its trace.

    ``items`` and ``elements`` are by id in reading order. ``grade`` is ``None`` where none was reached; ``called`` is the
    grade's name, or what the standard calls a result below all grades. ``against`` says what stands against the next grade.
    ``diagnostics`` hold what a person should look at before submitting. ``rubric_hash`` and ``assessment_hash`` are the
    content hashes of what it was computed from, ``engine`` the version that computed it.
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
    called: str | None = None
    against: tuple[Diagnostic, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
