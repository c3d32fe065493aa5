"""Laws of items that are given points: what a further merit and a further fault do to them, and that their sums add up."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rubrics.assessment import Answer, Assessment, Finding
from rubrics.model import Element, Item, Rubric, Rule, Tier
from rubrics.policy import Policy
from scoring import score
from tests.scoring.strategies import LAWS, POINTS, PRICES


@st.composite
def giving(draw: st.DrawFn) -> Rule:
    """Draw a rule that gives points."""
    figure = draw(PRICES)
    known = {
        "award": Rule(text="得", award=figure),
        "per": Rule(text="每项得", award=figure, per="项", cap=draw(st.none() | PRICES)),
        "full": Rule(text="得满分", award="full"),
        "proportional": Rule(text="按比例得分", award="proportional"),
        "percent": Rule(text="得满分的50%", award_percent=Decimal(50)),
        "range": Rule(text="得1-4分", award_range=(Decimal(1), Decimal(4))),
        "tiers": Rule(
            text="90%以上得…", tiers=(Tier(at_least=Decimal(90), award=figure * 2), Tier(at_least=Decimal(60), award=figure))
        ),
    }
    return known[draw(st.sampled_from(sorted(known)))]


def found(draw: st.DrawFn, rule: Rule, number: int) -> Finding:
    """Draw a finding that fits a rule."""
    if rule.award_range is not None:
        return Finding(rule=number, award=draw(st.integers(4, 16)) / Decimal(4), note="理由")
    if rule.award == "proportional" or rule.tiers:
        return Finding(rule=number, value=draw(st.integers(0, 400)) / Decimal(4))
    count = Decimal(draw(st.integers(0, 5))) if rule.per else None
    return Finding(rule=number, count=count)


@st.composite
def given_points(draw: st.DrawFn) -> tuple[Rubric, list[Finding]]:
    """Draw an item with rules that give and rules that take, and findings under some of them, each once."""
    rules = draw(st.lists(giving(), min_size=1, max_size=3))
    rules += [Rule(text="扣", deduct=figure) for figure in draw(st.lists(PRICES, max_size=2))]
    item = Item(id="1-1", requirement="要求", points=draw(POINTS), rules=tuple(rules))
    chosen = draw(st.lists(st.integers(1, len(rules)), unique=True))
    drawn = Rubric(
        id="law",
        title="样例",
        policy=Policy(formula="points", pool="item"),
        elements=(Element(code="1", title="要素", items=(item,)),),
    )
    return drawn, [found(draw, rules[number - 1], number) for number in chosen]


def scored(drawn: Rubric, findings: list[Finding]) -> Decimal:
    card = score(drawn, Assessment(rubric="law", kind="self", items={"1-1": Answer(findings=tuple(findings))})).items["1-1"]
    assert card.score is not None
    assert card.points is not None
    assert 0 <= card.score <= card.points
    assert sum(step.raw for step in card.steps) == card.score == sum(step.points for step in card.steps)
    return card.score


@LAWS
@given(given_points())
def test_a_merit_never_lowers_and_a_fault_never_raises_a_score(case: tuple[Rubric, list[Finding]]) -> None:
    drawn, findings = case
    rules = drawn.by_item["1-1"].rules
    for at in range(1, len(findings)):
        before, after = scored(drawn, findings[:at]), scored(drawn, findings[: at + 1])
        if rules[findings[at].rule - 1].deduct is not None:
            assert after <= before
        else:
            assert after >= before


@LAWS
@given(given_points(), st.randoms(use_true_random=False))
def test_the_order_of_merits_and_faults_does_not_matter(case: tuple[Rubric, list[Finding]], random) -> None:
    drawn, findings = case
    if findings:
        assert scored(drawn, findings) == scored(drawn, random.sample(findings, len(findings)))
