"""The order of several enterprises under one standard (杭州: by the score with its bonus, of those who reach 85 without it)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.errors import AssessmentError, RubricError
from rubrics.model import Rubric
from rubrics.policy import Policy
from rubrics.presets import effective_policy
from scoring.scorecard import Outcome, Scorecard

RANKED = frozenset({Outcome.GRADED, Outcome.UNGRADED})
"""Who reached a grade, or the result where the standard has none; below all grades nobody is ranked (低于85分，不能申报)."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One scorecard in a ranking.

    ``place`` counts from 1, and equal figures share one; ``None`` for those that are not ranked, who stand last, in the order
    in which they were given. ``number`` is that order, from 0. ``figure`` is what was compared.
    """

    place: int | None
    number: int
    figure: Decimal | None
    scorecard: Scorecard


def rank(rubric: Rubric, scorecards: Sequence[Scorecard]) -> tuple[Ranked, ...]:
    """Return scorecards of one rubric from the first place down; ``RubricError`` where the standard does not rank."""
    policy = effective_policy(rubric.policy)
    if policy.ranking is None:
        raise RubricError("not-ranked", where=rubric.id)
    for card in scorecards:
        if card.rubric != rubric.id:
            raise AssessmentError("answer-wrong-rubric", found=card.rubric, wanted=rubric.id)
    figures = {number: ranked_figure(policy, card) for number, card in enumerate(scorecards)}
    known = sorted((-figure, number) for number, figure in figures.items() if figure is not None)
    better = [figure for figure, _ in known]
    first = {figure: place for place, figure in reversed(list(enumerate(better, 1)))}
    ranked = [Ranked(first[figure], number, -figure, scorecards[number]) for figure, number in known]
    return (*ranked, *(Ranked(None, number, None, scorecards[number]) for number, figure in figures.items() if figure is None))


def ranked_figure(policy: Policy, card: Scorecard) -> Decimal | None:
    """Return what an enterprise is ranked by under an effective policy; ``None`` where it is not ranked at all."""
    ranking = policy.ranking
    if ranking is None or card.outcome not in RANKED:
        return None
    names = [grade.name for grade in policy.grades]
    if ranking.grade is not None and card.grade not in names[: names.index(ranking.grade) + 1 if ranking.grade in names else 0]:
        return None
    return card.total.with_bonus if ranking.by == "with_bonus" else card.total.result
