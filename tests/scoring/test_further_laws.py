"""Further laws: files change nothing, nor does where things stand; faults add up; a price says what its clause says."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from render.explanation import explanation_lines
from rubrics import dump_assessment, dump_rubric, load_assessment, load_rubric
from rubrics.assessment import Answer, Assessment, Finding
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.policy import Policy
from scoring import Scorecard, score
from tests.scoring.strategies import POINTS, PRICES, assessed

LAWS = settings(max_examples=30, deadline=None)


def scores(card: Scorecard) -> dict[str, Decimal | None]:
    """Return what every part of a card comes to."""
    return {name: one.score for name, one in (*card.items.items(), *card.elements.items())} | {"=": card.total.result}


@LAWS
@given(assessed(misprints=True))
def test_what_is_written_to_files_and_read_again_scores_the_same(tmp_path_factory, case: tuple[Rubric, Assessment]) -> None:
    folder: Path = tmp_path_factory.getbasetemp()
    (folder / "rubric.yaml").write_text(dump_rubric(case[0]), encoding="utf-8")
    (folder / "assessment.yaml").write_text(dump_assessment(case[1]), encoding="utf-8")
    again = score(load_rubric(folder / "rubric.yaml"), load_assessment(folder / "assessment.yaml")[0])
    assert again == score(*case)


@LAWS
@given(assessed(), st.randoms(use_true_random=False))
def test_where_elements_and_items_stand_does_not_matter(case: tuple[Rubric, Assessment], random) -> None:
    drawn, assessment = case

    def mixed(element: Element) -> Element:
        inner = tuple(mixed(one) for one in element.elements)
        return element.model_copy(
            update={
                "elements": tuple(random.sample(inner, len(inner))),
                "items": tuple(random.sample(element.items, len(element.items))),
            }
        )

    firsts = tuple(mixed(one) for one in drawn.elements)
    again = drawn.model_copy(update={"elements": tuple(random.sample(firsts, len(firsts)))})
    before, after = scores(score(drawn, assessment)), scores(score(again, assessment))
    assert before == after


@LAWS
@given(PRICES, POINTS, st.lists(st.integers(0, 6), min_size=1, max_size=5), st.none() | PRICES)
def test_faults_counted_one_by_one_cost_what_they_cost_together(
    price: Decimal, points: Decimal, counts: list[int], cap: Decimal | None
) -> None:
    item = Item(id="1-1", requirement="要求", points=points, rules=(Rule(text="每处扣", deduct=price, per="处", cap=cap),))
    drawn = Rubric(
        id="law",
        title="样例",
        policy=Policy(formula="points", pool="item"),
        elements=(Element(code="1", title="要素", items=(item,)),),
    )

    def left(counted: list[int]) -> Decimal | None:
        findings = tuple(Finding(rule=1, count=Decimal(count)) for count in counted)
        return score(drawn, Assessment(rubric="law", kind="self", items={"1-1": Answer(findings=findings)})).items["1-1"].score

    taken = price * sum(counts)
    assert left(counts) == left([sum(counts)]) == max(Decimal(0), points - (taken if cap is None else min(cap, taken)))


@LAWS
@given(assessed(), st.sampled_from([Decimal(2), Decimal(10), Decimal("0.5")]))
def test_a_standard_of_twice_the_points_gives_the_same_percent(case: tuple[Rubric, Assessment], times: Decimal) -> None:
    drawn, assessment = case
    drawn = drawn.model_copy(update={"policy": drawn.policy.model_copy(update={"formula": "percent"})})
    before = score(drawn, assessment).total.percent
    after = score(_grown(drawn, times), _picked(assessment, times)).total.percent
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert abs(Fraction(before) - Fraction(after)) < Fraction(1, 10**20)


def _grown(drawn: Rubric, times: Decimal) -> Rubric:
    """Return a rubric with every figure of points multiplied."""

    def rule(one: Rule) -> Rule:
        figures = {
            name: value * times for name in ("deduct", "cap", "further") if isinstance(value := getattr(one, name), Decimal)
        }
        if one.range is not None:
            figures["range"] = (one.range[0] * times, one.range[1] * times)
        tiers = tuple(tier.model_copy(update={"deduct": (tier.deduct or Decimal(0)) * times}) for tier in one.tiers)
        return one.model_copy(update=figures | ({"tiers": tiers} if tiers else {}))

    def element(one: Element) -> Element:
        items = tuple(
            item.model_copy(
                update={
                    "points": None if item.points is None else item.points * times,
                    "rules": tuple(rule(each) for each in item.rules),
                }
            )
            for item in one.items
        )
        points = None if one.points is None else one.points * times
        return one.model_copy(
            update={"points": points, "items": items, "elements": tuple(element(inner) for inner in one.elements)}
        )

    return drawn.model_copy(update={"elements": tuple(element(one) for one in drawn.elements)})


def _picked(assessment: Assessment, times: Decimal) -> Assessment:
    """Return an assessment with the figures that were picked multiplied."""
    items = {
        name: one.model_copy(
            update={
                "findings": tuple(
                    finding if finding.deduct is None else finding.model_copy(update={"deduct": finding.deduct * times})
                    for finding in one.findings
                )
            }
        )
        for name, one in assessment.items.items()
    }
    return assessment.model_copy(update={"items": items})


TAKEN = re.compile(r"^\s+−([\d.]+)")


@LAWS
@given(st.lists(st.tuples(PRICES.filter(bool), st.integers(1, 4)), min_size=1, max_size=4), POINTS)
def test_an_explanation_says_the_clause_and_the_price_that_the_rubric_says(
    priced: list[tuple[Decimal, int]], points: Decimal
) -> None:
    rules = tuple(Rule(text=f"第{number}种，每处扣{price}分", deduct=price, per="处") for number, (price, _) in enumerate(priced))
    item = Item(id="1-1", requirement="要求", points=points, rules=rules)
    drawn = Rubric(
        id="law",
        title="样例",
        policy=Policy(formula="points", pool="item"),
        elements=(Element(code="1", title="要素", items=(item,)),),
    )
    findings = tuple(Finding(rule=number, count=Decimal(count)) for number, (_, count) in enumerate(priced, 1))
    card = score(drawn, Assessment(rubric="law", kind="self", items={"1-1": Answer(findings=findings)}))
    lines = list(explanation_lines(drawn, card, "1-1"))
    for rule, (price, count) in zip(rules, priced, strict=True):
        line = next(line for line in lines if rule.text in line)
        match = TAKEN.match(line)
        assert match is not None
        assert Decimal(match[1]) == price * count
