"""What nobody assessed is no deduction."""

from __future__ import annotations

from scoring import score
from tests.scoring.notation import assessment, rubric

DRAWN = """
1 目标 10
  - 6 | zero
  - 4 | deduct 1 per 处
"""


def test_the_total_has_no_deduction_while_an_item_is_unassessed() -> None:
    card = score(rubric(DRAWN), assessment("1-2 1x2"))
    assert (card.total.deduction, card.total.score) == (None, 2)


def test_the_total_has_its_deduction_once_all_is_assessed() -> None:
    card = score(rubric(DRAWN), assessment("1-1 full", "1-2 1x2"))
    assert (card.total.deduction, card.total.score) == (2, 8)
