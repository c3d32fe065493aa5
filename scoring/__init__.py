"""From a rubric and an assessment to a scorecard in which every figure has its reason."""

from scoring.answers import check_answers
from scoring.engine import ENGINE, score
from scoring.nearest import NextGrade, OpenElement, OpenItem, nearest
from scoring.preparing import prepare
from scoring.ranking import Ranked, rank
from scoring.scorecard import ElementScore, ItemScore, Outcome, Scorecard, Status, Step, StepKind, TotalScore

__all__ = [
    "ENGINE",
    "ElementScore",
    "ItemScore",
    "NextGrade",
    "OpenElement",
    "OpenItem",
    "Outcome",
    "Ranked",
    "Scorecard",
    "Status",
    "Step",
    "StepKind",
    "TotalScore",
    "check_answers",
    "nearest",
    "prepare",
    "rank",
    "score",
]
