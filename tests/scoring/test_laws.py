"""Laws that hold for any rubric and any assessment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rubrics.assessment import Answer, Assessment
from rubrics.model import Element, Rubric
from rubrics.policy import Rounding
from scoring import Scorecard, StepKind, prepare, score
from tests.scoring.strategies import LAWS, assessed, finding


def parts(card: Scorecard) -> list[Fraction]:
    """Return every score of a card, to be compared part by part."""
    scores = [one.score for one in (*card.items.values(), *card.elements.values(), card.total)]
    return [Fraction(one) for one in scores if one is not None]


@LAWS
@given(assessed(misprints=True), st.data())
def test_a_further_deduction_never_raises_a_score(case: tuple[Rubric, Assessment], data: st.DataObject) -> None:
    drawn, assessment = case
    name = data.draw(st.sampled_from(sorted(drawn.by_item)))
    answer = assessment.items[name]
    taken = {one.rule for one in answer.findings if drawn.by_item[name].rules[one.rule - 1].per is None}
    free = [number for number in range(1, len(drawn.by_item[name].rules) + 1) if number not in taken]
    if answer.not_applicable or not free:
        return
    number = data.draw(st.sampled_from(free))
    more = finding(data.draw, drawn.by_item[name].rules[number - 1], number)
    worse = Answer(findings=(*answer.findings, more))
    before = score(drawn, assessment)
    after = score(drawn, assessment.model_copy(update={"items": assessment.items | {name: worse}}))
    assert all(now <= then for then, now in zip(parts(before), parts(after), strict=True))


@LAWS
@given(assessed(misprints=True))
def test_no_score_is_outside_its_bounds(case: tuple[Rubric, Assessment]) -> None:
    card = score(*case)
    for one in (*card.items.values(), *card.elements.values(), card.total):
        if one.score is not None and one.points is not None:
            assert 0 <= one.score <= one.points
    if card.total.result is not None:
        assert 0 <= card.total.result <= (100 if case[0].policy.formula == "percent" else card.total.points)


@LAWS
@given(assessed(misprints=True))
def test_the_figures_of_every_trace_add_up_to_the_score(case: tuple[Rubric, Assessment]) -> None:
    card = score(*case)
    for item in card.items.values():
        if item.score is not None:
            assert sum(step.raw for step in item.steps) == item.score == sum(step.points for step in item.steps)
            assert item.points is not None
            assert item.deduction == item.points - item.score
    for element in card.elements.values():
        if element.score is not None:
            assert sum(step.raw for step in element.steps) == element.score
    with localcontext() as context:
        context.prec = 60
        assert abs(sum(step.raw for step in card.total.steps) - card.total.score) < Decimal("1e-20")


@LAWS
@given(assessed())
def test_the_elements_add_up_to_the_total_before_vetoes(case: tuple[Rubric, Assessment]) -> None:
    drawn, assessment = case
    card = score(drawn, assessment)
    firsts = [card.elements[element.code] for element in drawn.elements]
    added = sum((one.score or 0 for one in firsts), Decimal(0))
    assert card.total.steps[0].kind is StepKind.ELEMENTS
    assert card.total.steps[0].raw == added
    for first, element in zip(firsts, drawn.elements, strict=True):
        below = sum((card.elements[inner.code].score or 0 for inner in element.elements), Decimal(0))
        if first.score is not None and not any(step.kind is not StepKind.ELEMENTS for step in first.steps):
            assert first.score == below


@LAWS
@given(assessed(misprints=True), st.randoms(use_true_random=False))
def test_the_order_of_findings_and_items_does_not_matter(case: tuple[Rubric, Assessment], random) -> None:
    drawn, assessment = case

    def shuffled(values: Sequence[object]) -> list:
        return random.sample(list(values), len(values))

    items = {
        name: one.model_copy(update={"findings": tuple(shuffled(one.findings))})
        for name, one in shuffled([*assessment.items.items()])
    }
    again = score(drawn, assessment.model_copy(update={"items": items}))
    before = score(drawn, assessment)
    assert again.total == before.total
    assert {name: one.score for name, one in again.items.items()} == {name: one.score for name, one in before.items.items()}
    assert {name: one.score for name, one in again.elements.items()} == {name: one.score for name, one in before.elements.items()}


def without(rubric: Rubric, name: str) -> Rubric:
    """Return a rubric without one item, and without the elements that then hold none."""

    def cut(element: Element) -> Element | None:
        inner = tuple(kept for one in element.elements if (kept := cut(one)) is not None)
        items = tuple(item for item in element.items if item.id != name)
        return element.model_copy(update={"elements": inner, "items": items}) if inner or items else None

    return Rubric(
        id=rubric.id,
        title=rubric.title,
        policy=rubric.policy,
        elements=tuple(kept for one in rubric.elements if (kept := cut(one)) is not None),
    )


@LAWS
@given(assessed(), st.data())
def test_an_item_that_does_not_apply_is_as_if_it_were_not_there(case: tuple[Rubric, Assessment], data: st.DataObject) -> None:
    drawn, assessment = case
    drawn = drawn.model_copy(
        update={"policy": drawn.policy.model_copy(update={"formula": "percent", "not_applicable": "exclude"})}
    )
    name = data.draw(st.sampled_from(sorted(drawn.by_item)))
    if len(drawn.by_item) == 1:
        return
    # Ids of items stay as they are drawn, so that the other answers still fit.
    answers = assessment.items | {name: Answer(not_applicable="不涉及")}
    absent = score(drawn, assessment.model_copy(update={"items": answers}))
    rest = {key: one for key, one in answers.items() if key != name}
    smaller = score(without(drawn, name), assessment.model_copy(update={"items": rest}))
    assert absent.total.percent == smaller.total.percent
    assert absent.total.result == smaller.total.result
    assert absent.total.due == smaller.total.due


@LAWS
@given(assessed())
def test_a_plan_scores_as_its_rubric_does_again_and_again(case: tuple[Rubric, Assessment]) -> None:
    drawn, assessment = case
    plan = prepare(drawn)
    assert score(plan, assessment) == score(plan, assessment) == score(drawn, assessment)


@LAWS
@given(assessed(), st.integers(1, 10))
def test_the_callers_arithmetic_does_not_reach_the_engine(case: tuple[Rubric, Assessment], digits: int) -> None:
    expected = score(*case)
    with localcontext() as context:
        context.prec = digits
        assert score(*case) == expected
        assert getcontext().prec == digits


@given(st.fractions(-1000, 1000, max_denominator=997), st.integers(0, 4))
def test_half_up_is_the_nearest_figure_and_the_half_goes_up(value: Fraction, places: int) -> None:
    from scoring.exact import rounded

    found = Fraction(rounded(value, Rounding(places=places)))
    assert abs(found - value) * 10**places * 2 <= 1
    assert (found - value) * 10**places * 2 != (-1 if value > 0 else 1)
