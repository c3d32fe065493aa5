"""A small run whose every statistic was worked out on paper.

Two items of an element of 20 points, one of another of 10; five units. Points are marked ``lost/due`` by item:

    unit   1-1 (10)  1-2 (10)  2-1 (10)   score  due  percent
    甲       0/10      4/10      0/10       26    30    86.7
    乙      10/10      n/a       2/10        8    20    40
    丙       0/10      4/10      0/10       26    30    86.7
    丁       0/10      0/10      n/a        20    20   100
    戊       1/10      0/10      5/10       24    30    80
    甲 (once more)  0/10  0/10   0/10       30    30   100
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from batch.database import Results
from batch.rows import rows_of, run_of
from batch.statistics import open_run, statistics
from rubrics.assessment import Answer, Assessment, Finding
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.policy import Grade, Policy, Ranking, Rounding
from scoring import score

UNITS = (
    ("甲厂", (0, 4, 0)),
    ("乙厂", (10, None, 2)),
    ("丙厂", (0, 4, 0)),
    ("丁厂", (0, 0, None)),
    ("戊厂", (1, 0, 5)),
    (" 甲 厂", (0, 0, 0)),
)
ITEMS = ("1-1", "1-2", "2-1")


def item(name: str) -> Item:
    return Item(id=name, requirement=name, points=Decimal(10), rules=(Rule(text="一处扣1分", deduct=Decimal(1), per="处"),))


RUBRIC = Rubric(
    id="hand",
    title="手算",
    points=Decimal(30),
    policy=Policy(
        formula="percent",
        rounding=Rounding(places=1),
        not_applicable="exclude",
        pool="item",
        grades=(Grade(name="优", at_least=Decimal(90)), Grade(name="良", at_least=Decimal(80))),
        below_all="差",
        ranking=Ranking(),
    ),
    elements=(
        Element(code="1", title="甲", points=Decimal(20), items=(item("1-1"), item("1-2"))),
        Element(code="2", title="乙", points=Decimal(10), items=(item("2-1"),)),
    ),
)


def answer(lost: int | None) -> Answer:
    if lost is None:
        return Answer(not_applicable="不涉及")
    return Answer(findings=(Finding(rule=1, count=Decimal(lost)),)) if lost else Answer(full=True)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("hand") / "results.sqlite"
    with Results.open(path) as results:
        results.begin(run_of(RUBRIC, "hand"))
        for number, (unit, lost) in enumerate(UNITS):
            given = dict(zip(ITEMS, map(answer, lost), strict=True))
            one = Assessment(rubric="hand", kind="review", unit=unit, items=given)
            results.add([rows_of(RUBRIC, f"{number}", "k", one, score(RUBRIC, one))])
        results.finish()
    with open_run(path) as source:
        return statistics(source)


def test_mean_and_quartiles(found):
    spread = found.spread  # in order: 40, 80, 86.7, 86.7, 100, 100
    assert spread.mean == Decimal("82.2333")
    assert (spread.lowest, spread.lower_quartile, spread.median, spread.upper_quartile, spread.highest) == (
        Decimal(40),
        Decimal(80),
        Decimal("86.7"),
        Decimal(100),
        Decimal(100),
    )


def test_bands_and_grades(found):
    assert {one.low: one.count for one in found.bands if one.count} == {40: 1, 80: 1, 85: 2, 95: 2}
    assert [(one.grade, one.count, one.share) for one in found.grades] == [
        ("优", 2, Decimal("33.3333")),
        ("良", 3, Decimal(50)),
        ("差", 1, Decimal("16.6667")),
    ]


def test_equal_results_share_a_place_and_the_next_is_left_out(found):
    assert [(one.place, one.unit) for one in found.ranking] == [
        (1, "丁厂"),
        (1, " 甲 厂"),
        (3, "甲厂"),
        (3, "丙厂"),
        (5, "戊厂"),
        (None, "乙厂"),  # below the pass mark nobody is ranked
    ]


def test_what_is_not_applicable_leaves_both_sides_of_a_rate(found):
    rates = {one.id: (one.counted, one.not_applicable, one.due, one.score, one.rate) for one in found.elements}
    # element 1: 20 + 10 + 20 + 20 + 20 + 20 due, 16 + 0 + 16 + 20 + 19 + 20 obtained; element 2 does not apply to 丁
    assert rates["1"] == (6, 0, Decimal(110), Decimal(91), Decimal("82.7273"))
    assert rates["2"] == (5, 1, Decimal(50), Decimal(43), Decimal(86))


def test_items_by_the_points_lost_there(found):
    lines = [(one.id, one.scored, one.lost, one.points_lost, one.mean_lost, one.lost_percent) for one in found.items]
    assert lines == [
        ("1-1", 6, 2, Decimal(11), Decimal("1.8333"), Decimal("33.3333")),
        ("1-2", 5, 2, Decimal(8), Decimal("1.6"), Decimal(40)),
        ("2-1", 5, 2, Decimal(7), Decimal("1.4"), Decimal(40)),
    ]
    assert [one.not_applicable for one in found.items] == [0, 1, 1]


def test_clauses_by_how_many_have_a_finding_under_them(found):
    assert [(one.owner, one.assessments, one.findings, one.cost) for one in found.rules] == [
        ("1-1", 2, 2, Decimal(11)),
        ("1-2", 2, 2, Decimal(8)),
        ("2-1", 2, 2, Decimal(7)),
    ]


def test_a_unit_that_handed_in_twice_is_said(found):
    assert found.coverage.repeated == 1
    assert (found.coverage.assessments, found.coverage.with_result) == (6, 6)
