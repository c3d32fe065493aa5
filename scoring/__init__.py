"""From a rubric and an assessment to a scorecard in which every figure has its reason."""

from scoring.answers import check_answers
from scoring.engine import ENGINE, score
from scoring.preparing import prepare
from scoring.scorecard import ElementScore, ItemScore, Outcome, Scorecard, Status, Step, StepKind, TotalScore

__all__ = [
    "ENGINE",
    "ElementScore",
    "ItemScore",
    "Outcome",
    "Scorecard",
    "Status",
    "Step",
    "StepKind",
    "TotalScore",
    "check_answers",
    "prepare",
    "score",
]
