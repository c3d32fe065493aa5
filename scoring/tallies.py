"""Elements in exact figures: the tally of one, the sum while it is worked out, and a first-level element with all below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.diagnostics import Diagnostic
from scoring.exact import Exact, as_decimal, minus, ratio, settled, total
from scoring.ledger import Reaching
from scoring.marks import Share
from scoring.plan import Placed
from scoring.scorecard import ElementScore, Status, Step, StepKind


@dataclass(frozen=True, slots=True)
class Tally:
    """An element's exact figures, from which its card is made.

    ``score`` is what was obtained so far; ``complete`` says whether every item below was assessed, ``assessed`` whether any was.
    """

    placed: Placed
    status: Status
    points: Exact | None
    not_applicable: Exact
    score: Exact
    complete: bool
    assessed: bool
    steps: tuple[Step, ...] = ()

    @property
    def due(self) -> Exact | None:
        """The points that apply."""
        return None if self.points is None else minus(self.points, self.not_applicable)

    @property
    def applies(self) -> bool:
        """Whether the element counts on both sides of the ratio."""
        return self.status is not Status.NOT_APPLICABLE

    @property
    def card(self) -> ElementScore:
        """The element's entry in the scorecard."""
        placed, due = self.placed, self.due
        known = self.assessed and self.applies and due is not None
        return ElementScore(
            placed.id,
            placed.element.code,
            placed.element.title,
            placed.level,
            self.status,
            None if self.points is None else as_decimal(self.points),
            as_decimal(self.not_applicable),
            None if due is None else as_decimal(due),
            as_decimal(minus(due, self.score)) if known and due is not None and self.complete else None,
            as_decimal(self.score) if known else None,
            as_decimal(settled(ratio(self.score, due) * 100)) if known and due and self.complete else None,
            self.steps,
        )


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
