"""What the database adds up is what a slow sum over the scorecards gives."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from batch.database import Results
from batch.rows import points, rows_of, run_of
from batch.statistics import open_run, statistics
from rubrics.assessment import Answer, Assessment, ElementAnswer
from rubrics.model import Item, Rule
from rubrics.policy import Bonus, Grade, Ranking, Rounding
from scoring import score
from tests.batch import slowly
from tests.scoring.strategies import finding, rubrics

UNITS = st.none() | st.sampled_from(["甲厂", "乙厂", " 甲 厂", "丙（集团）", "丙(集团)"])


@st.composite
def handed_in(draw):
    """Draw a rubric with some assessments of it: some incomplete, some with nothing that applies, bonus, grades, rankings."""
    drawn = draw(rubrics(misprints=draw(st.booleans())))
    policy = drawn.policy.model_copy(
        update={
            "formula": draw(st.sampled_from(["percent", "points", "weighted", None])),
            "rounding": draw(st.none() | st.just(Rounding(places=1))),
            "grades": (Grade(name="高", at_least=Decimal(80)), Grade(name="低", at_least=Decimal(40))),
            "below_all": draw(st.none() | st.just("不达标")),
            "bonus": Bonus(),
            "ranking": draw(st.none() | st.sampled_from([Ranking(), Ranking(by="with_bonus", grade="高")])),
        }
    )
    extra = (Item(id="9-1", requirement="加分", points=Decimal(3), rules=(Rule(text="加分", award=Decimal(1), per="项"),)),)
    bonus = drawn.elements[0].model_copy(
        update={"code": "9", "id": None, "title": "加分", "kind": "bonus", "elements": (), "items": extra, "points": None}
    )
    weighted = tuple(one.model_copy(update={"weight": Decimal(30)}) for one in drawn.elements)
    drawn = drawn.model_copy(update={"policy": policy, "elements": (*weighted, bonus)})
    return drawn, [draw(assessments(drawn)) for _ in range(draw(st.integers(1, 6)))]


@st.composite
def assessments(draw, drawn):
    items = {}
    for name, item in drawn.by_item.items():
        kind = draw(st.sampled_from(["full", "findings", "findings", "n/a", "score", *(["open"] if draw(st.booleans()) else [])]))
        chosen = draw(st.lists(st.integers(1, len(item.rules)), unique=True, min_size=1))
        if kind == "open":
            continue
        own = Answer(score=draw(st.sampled_from([Decimal(0), Decimal("0.05")])), note="理由")
        items[name] = {
            "full": Answer(full=True) if name != "9-1" else Answer(findings=(finding(draw, item.rules[0], 1),)),
            "n/a": Answer(not_applicable="不涉及"),
            "score": own if item.points is not None and name != "9-1" else Answer(not_applicable="不涉及"),
            "findings": Answer(findings=tuple(finding(draw, item.rules[number - 1], number) for number in chosen)),
        }[kind]
    whole = {"1": ElementAnswer(not_applicable="不涉及")} if draw(st.booleans()) and draw(st.booleans()) else {}
    if whole:
        items = {name: one for name, one in items.items() if not name.startswith("1.")}
    return Assessment(
        rubric=drawn.id, kind=draw(st.sampled_from(["self", "review"])), unit=draw(UNITS), items=items, elements=whole
    )


@settings(max_examples=25, deadline=None)
@given(handed_in())
def test_every_figure_is_that_of_a_slow_sum(drawn_assessments):
    drawn, given_in = drawn_assessments
    cards = [score(drawn, one) for one in given_in]
    found = kept(drawn, given_in, cards)
    mine = [number for number, one in enumerate(given_in) if one.kind == found.run.kind]
    looked_at = [cards[number] for number in mine]
    covered = found.coverage
    incomplete = sum(any(item.status == "unassessed" for item in card.items.values()) for card in looked_at)
    known = sum(card.total.result is not None for card in looked_at)
    assert (covered.assessments, covered.with_result, covered.incomplete) == (len(mine), known, incomplete)
    assert covered.open == len(mine) - known - incomplete
    assert covered.other_kind == len(cards) - len(mine)
    spread = found.spread
    assert (spread and tuple(getattr(spread, name) for name in spread.__slots__)) == slowly.spread(looked_at)
    check_elements(found, looked_at)
    check_items(found, looked_at)
    check_grades(found, looked_at)
    placed = {one.name: one.place for one in found.ranking}
    assert placed == {f"{mine[number]}.yaml": place for number, place in slowly.places(drawn, looked_at).items()}
    costs = sum((slowly.stored(-step.points) for card in looked_at for step in found_steps(card)), Decimal(0))
    assert sum((one.cost for one in found.rules), Decimal(0)) == costs


def kept(drawn, given_in, cards):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "laws.sqlite"
        with Results.open(path) as results:
            results.begin(run_of(drawn, "laws"))
            both = enumerate(zip(given_in, cards, strict=True))
            results.add([rows_of(drawn, f"{number}.yaml", "k", one, card) for number, (one, card) in both])
        with open_run(path) as source:
            return statistics(source)


def check_elements(found, cards):
    for line in found.elements:
        counted = (line.counted, line.incomplete, line.not_applicable, line.due, line.score)
        assert counted == slowly.elements(cards, line.id), line.id
        rate = None if not line.due else slowly.four_places(slowly.Fraction(line.score) * 100 / slowly.Fraction(line.due))
        assert line.rate == rate


def check_items(found, cards):
    for line in found.items:
        counted = (line.scored, line.lost, line.points_lost, line.unassessed, line.not_applicable)
        assert counted == slowly.items(cards, line.id), line.id
    lost = [line.points_lost for line in found.items]
    assert lost == sorted(lost, reverse=True)


def check_grades(found, cards):
    expected = Counter(card.called if card.called is not None else card.outcome.value for card in cards)
    assert {one.grade or one.outcome: one.count for one in found.grades if one.count} == expected
    percents = [slowly.stored(card.total.percent) for card in cards if card.total.percent is not None]
    for band in found.bands:
        top = band.high == 100
        assert band.count == sum(band.low <= one < band.high or (top and one == 100) for one in percents)
    assert sum(band.count for band in found.bands) == len(percents)


def found_steps(card):
    owners = (*card.items.values(), *card.elements.values())
    return [step for one in owners for step in one.steps if step.rule and step.item is None and step.kind in PRICED]


PRICED = {"finding", "condition", "zero", "veto", "award"}


@given(st.decimals(min_value=0, max_value=10**12, places=6, allow_nan=False))
def test_what_a_rubric_can_print_comes_back_digit_for_digit(value):
    from batch.rows import millionths

    assert points(millionths(value)) == value
