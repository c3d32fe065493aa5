"""What ``--explain`` prints can be added up by hand, and comes to the score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from hypothesis import given

from render.explanation import explanation_lines
from rubrics.assessment import Assessment
from rubrics.model import Rubric
from scoring import score
from tests.scoring.notation import card, rubric
from tests.scoring.strategies import LAWS, assessed

FIGURE = re.compile(r"\s+([+−=])(\d+(?:\.\d+)?)(?:\s|$)")


def sums(lines: Iterable[str]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield for each sum that is printed what its figures add up to, and what it says that they do."""
    added = Decimal(0)
    for line in lines:
        match = FIGURE.match(line)
        if match is None:  # a heading: what an item without points takes has no sum of its own
            added = Decimal(0)
            continue
        sign, figure = match.groups()
        if sign == "=":
            yield added, Decimal(figure)
            added = Decimal(0)
        else:
            added += Decimal(figure) if sign == "+" else -Decimal(figure)


@LAWS
@given(assessed(misprints=True))
def test_the_figures_of_an_explanation_add_up_to_the_score(case: tuple[Rubric, Assessment]) -> None:
    drawn, assessment = case
    found = score(drawn, assessment)
    for item in found.items.values():
        if item.score is not None:
            assert list(sums(explanation_lines(drawn, found, item.id))) == [(item.score, item.score)]
    for added, said in sums(explanation_lines(drawn, found)):
        assert abs(added - said) <= Decimal("0.02")  # a share of a total can have more places than are printed


def test_an_explanation_names_the_rule_its_clause_and_what_was_seen() -> None:
    drawn = rubric("1 目标 10\n  - 6 | zero | deduct 2 per 处\n  - 4")
    lines = list(explanation_lines(drawn, card(drawn, "1-1 2x2?两个车间"), "1-1"))
    assert [line.split()[0] for line in lines if FIGURE.match(line)] == ["+6", "−4", "=2"]
    assert any("deduct 2 per 处" in line and "两个车间" in line for line in lines)
