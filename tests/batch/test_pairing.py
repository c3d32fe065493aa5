"""Two assessments of one unit side by side: an earlier run and this one, self-assessment and review."""

from __future__ import annotations

from decimal import Decimal

import pytest

from batch.rows import rows_of
from batch.statistics import open_run, statistics
from batch.statistics.notes import comparison, left_out
from rubrics.assessment import Answer
from scoring import score
from tests.batch.made import made
from tests.batch.runs import keep, made_rows, plan

RUBRIC = "jiangsu-small-enterprise"


def kept(url, assessments, **how):
    rows = [rows_of(plan(RUBRIC), f"{n}.yaml", "k", one, score(plan(RUBRIC), one)) for n, one in enumerate(assessments)]
    keep(url, RUBRIC, rows, **how)


def given(count, seed, **how):
    return [one for _, one in made(plan(RUBRIC), count, seed=seed, open_share=0, **how)]


def change(now, before, **how):
    with open_run(now) as source:
        found = statistics(source, against=before, **how).change
    assert found is not None
    return found


def test_units_are_matched_whatever_the_databases_and_the_order(database, tmp_path):
    before, after = given(30, 1), given(30, 2)
    kept(tmp_path / "before.sqlite", reversed(before), name="before")
    kept(database, after[3:], name="after")
    found = change(database, tmp_path / "before.sqlite")
    results = {one.unit: score(plan(RUBRIC), one).total.result for one in before}
    expected = {one.unit: score(plan(RUBRIC), one).total.result - results[one.unit] for one in after[3:]}
    assert {pair.unit: pair.change for pair in found.pairs} == expected
    assert (found.paired, found.only_first, found.only_second) == (27, 3, 0)
    assert found.risen == sum(value > 0 for value in expected.values())
    assert found.fallen == sum(value < 0 for value in expected.values())
    assert found.mean_change == (sum(expected.values()) / 27).quantize(Decimal("0.0001")).normalize()
    sizes = [abs(pair.change) for pair in found.pairs]
    assert sizes == sorted(sizes, reverse=True)


def test_elements_are_compared_over_the_paired_units_only(tmp_path):
    before, after = given(5, 1), given(5, 2)
    kept(tmp_path / "before.sqlite", before[:3])
    kept(tmp_path / "after.sqlite", after)
    cards = [[score(plan(RUBRIC), one) for one in side[:3]] for side in (before, after)]
    line = change(tmp_path / "after.sqlite", tmp_path / "before.sqlite").elements[0]
    rates = [
        sum(card.elements[line.id].score for card in side) * 100 / sum(card.elements[line.id].due for card in side)
        for side in cards
    ]
    assert (line.counted, [line.first, line.second]) == (3, [rate.quantize(Decimal("0.0001")).normalize() for rate in rates])


def test_what_cannot_be_paired_is_counted_not_guessed(tmp_path):
    first = given(6, 1)
    twice = [first[0], first[0].model_copy(update={"unit": f" {first[0].unit}（）".replace("（）", "")})]
    open_one = first[1].model_copy(update={"items": {}})
    nameless = first[2].model_copy(update={"unit": None})
    kept(tmp_path / "before.sqlite", [*twice, open_one, nameless, first[3], first[4]])
    kept(tmp_path / "after.sqlite", [first[0], first[1], first[2], first[3], first[5]])
    found = change(tmp_path / "after.sqlite", tmp_path / "before.sqlite")
    counted = {name: getattr(found, name) for name in ("paired", "same", "ambiguous", "without_result", "nameless")}
    assert counted == {"paired": 1, "same": 1, "ambiguous": 1, "without_result": 1, "nameless": 1}
    assert (found.only_first, found.only_second) == (1, 2)
    assert "several times on one side 1" in "\n".join(comparison(found))


def test_runs_of_one_database_are_compared_by_name(database):
    kept(database, given(4, 1), name="first")
    kept(database, given(4, 2), name="second")
    with open_run(database) as source:
        found = statistics(source, against_run="first").change
    assert found is not None
    assert (found.first.name, found.second.name, found.paired) == ("first", "second", 4)


def test_another_edition_is_not_compared_and_the_reason_is_said(tmp_path):
    kept(tmp_path / "now.sqlite", given(2, 1), name="now")
    keep(tmp_path / "other.sqlite", "garage-level3", made_rows("garage-level3", 2), name="other")
    found = change(tmp_path / "now.sqlite", tmp_path / "other.sqlite")
    assert (found.reason, found.paired, found.pairs) == ("rubric", 0, ())
    (said,) = comparison(found)
    assert "other was scored with garage-level3" in said
    assert "dabiao migrate" in said


def test_the_gap_between_self_assessment_and_review_is_that_of_each_unit(tmp_path):
    both = given(8, 3, kinds=("self", "review"))
    kept(tmp_path / "a.sqlite", both[:-1])
    with open_run(tmp_path / "a.sqlite") as source:
        gap = statistics(source).gap
    assert gap is not None
    results = {(one.unit, one.kind): score(plan(RUBRIC), one).total.result for one in both}
    assert (gap.paired, gap.only_first, gap.only_second) == (7, 1, 0)
    assert all(pair.change == results[pair.unit, "review"] - results[pair.unit, "self"] for pair in gap.pairs)


@pytest.mark.parametrize("listed", [1, 2])
def test_only_so_many_changes_are_kept_in_memory_and_the_rest_is_counted(tmp_path, listed):
    kept(tmp_path / "a.sqlite", given(5, 1), name="a")
    kept(tmp_path / "b.sqlite", given(5, 2), name="b")
    every = change(tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    few = change(tmp_path / "b.sqlite", tmp_path / "a.sqlite", listed=listed)
    assert few.pairs == every.pairs[:listed]
    assert (few.left_out, few.mean_change) == (5 - listed, every.mean_change)
    assert f"not listed: {5 - listed}" in "\n".join(comparison(few))
    with open_run(tmp_path / "b.sqlite") as source:
        found = statistics(source, listed=listed)
    assert [one.place for one in found.ranking] == list(range(1, listed + 1))
    assert f"not listed: {5 - listed}" in "\n".join(left_out(found))


def test_a_statistic_is_the_same_on_every_database(database, tmp_path):
    rows = made_rows("hangzhou-safety-culture", 15, kinds=("self", "review"))
    keep(database, "hangzhou-safety-culture", rows, failed=1)
    keep(tmp_path / "other.sqlite", "hangzhou-safety-culture", rows, failed=1)
    found = []
    for url in (database, tmp_path / "other.sqlite"):
        with open_run(url) as source:
            found.append(statistics(source))
    assert found[0] == found[1]
    assert any(one.place == 1 for one in found[0].ranking)


def test_an_assessment_without_answers_is_no_full_and_no_zero_one(tmp_path):
    (one,) = given(1, 1)
    empty = one.model_copy(update={"items": {name: Answer() for name in one.items}, "elements": {}})
    kept(tmp_path / "a.sqlite", [one, empty])
    with open_run(tmp_path / "a.sqlite") as source:
        found = statistics(source)
    assert (found.coverage.with_result, found.coverage.incomplete) == (1, 1)
    assert {element.counted for element in found.elements} == {1}
    assert all(item.scored + item.not_applicable == item.unassessed == 1 for item in found.items)
