"""Elements in exact figures: the tally of one, the sum while it is worked out, and a first-level element with all below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.diagnostics import Diagnostic
from scoring.exact import Exact, as_decimal, minus, percent, total
from scoring.ledger import Reaching
from scoring.marks import Share
from scoring.plan import Placed
from scoring.scorecard import ElementScore, Status, Step, StepKind


@dataclass(frozen=True, slots=True)
class Tally:
    """An element's exact figures and its card.

    ``score`` is what was obtained so far; ``complete`` says whether every item below was assessed, ``assessed`` whether any was,
    ``due`` the points that apply.
    """

    placed: Placed
    status: Status
    points: Exact | None
    not_applicable: Exact
    due: Exact | None
    score: Exact
    complete: bool
    assessed: bool
    card: ElementScore

    @property
    def applies(self) -> bool:
        """Whether the element counts on both sides of the ratio."""
        return self.status is not Status.NOT_APPLICABLE

    @property
    def steps(self) -> tuple[Step, ...]:
        """The trace of its score."""
        return self.card.steps


def tally(placed: Placed, status: Status, points: Exact | None, adding: Sum) -> Tally:
    """Return the tally of a finished sum."""
    score, not_applicable = adding.score, total(adding.not_applicable)
    if points is not None:
        not_applicable = min(not_applicable, points)  # a misprinted standard's items can be worth more than their element
    due = None if points is None else minus(points, not_applicable)
    known = due is not None and adding.assessed and status is not Status.NOT_APPLICABLE
    final = due if known and adding.complete else None
    card = ElementScore(
        id=placed.id,
        code=placed.element.code,
        title=placed.element.title,
        level=placed.level,
        status=status,
        points=None if points is None else as_decimal(points),
        not_applicable=as_decimal(not_applicable),
        due=None if due is None else as_decimal(due),
        deduction=None if final is None else as_decimal(minus(final, score)),
        score=as_decimal(score) if known else None,
        percent=percent(score, final) if final else None,
        steps=tuple(adding.steps),
    )
    return Tally(placed, status, points, not_applicable, due, score, adding.complete, adding.assessed, card)


@dataclass(slots=True)
class Category:
    """A first-level element worked out: every tally below it, and what reaches the total."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    spills: list[Reaching] = field(default_factory=list)
    vetoes: list[Reaching] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class Sum:
    """The sum of one element while it is worked out: signed amounts with their steps, and what is known of its items."""

    amounts: list[Exact] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    not_applicable: list[Exact] = field(default_factory=list)
    complete: bool = True
    assessed: bool = False
    applies: bool = False

    @property
    def score(self) -> Exact:
        """What it comes to so far."""
        return total(self.amounts)

    def add(self, kind: StepKind, amount: Exact, rule: int | None = None, item: str | None = None) -> None:
        """Add a signed amount and its step."""
        shown = as_decimal(amount)
        self.amounts.append(amount)
        self.steps.append(Step(kind, shown, shown, rule, item=item))
