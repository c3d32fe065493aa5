"""Lost points follow only from a sum that leaves one figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.flattened_points import infer_points
from normalize.flattened_table import FlattenedRow, FlattenedTotal
from rubrics.diagnostics import Place


def rows_of(*points, labels=("一、目标", "1.1目标")):
    """One element with an item for each of ``points``; ``None`` where they were lost."""
    return tuple(
        FlattenedRow(labels if n == 0 else ("", ""), f"要求{n}", None if p is None else str(p), inferred=False, rules="扣1分",
                     place=Place(line=n + 1))
        for n, p in enumerate(points)
    )  # fmt: skip


def inferred(rows, *totals, doubtful=()):
    subtotals = tuple(FlattenedTotal("小计", 0, total, Place(line=99)) for total in totals)
    settled, told = infer_points(rows, [0] * len(rows), subtotals, set(doubtful))
    return [row.points_text for row in settled], [diagnostic.code for diagnostic in told]


def test_one_lost_figure_follows_from_the_subtotal():
    assert inferred(rows_of("0.5", None), "1") == (["0.5", "0.5"], ["flattened-points-inferred"])


def test_two_lost_figures_do_not():
    assert inferred(rows_of("6", None, None), "8") == (["6", None, None], ["flattened-points-lost"] * 2)


def test_a_subtotal_that_leaves_nothing_tells_nothing():
    assert inferred(rows_of("6", None), "6") == (["6", None], ["flattened-points-lost"])
    assert inferred(rows_of("6", None), "5") == (["6", None], ["flattened-points-lost"])


def test_without_a_subtotal_the_figure_stays_open():
    assert inferred(rows_of("6", None)) == (["6", None], ["flattened-points-open"])


def test_the_points_of_labels_are_sums_too_and_one_sum_can_settle_another():
    first = rows_of("4", None, labels=("一、目标（20分）", "1.1目标（10分）"))
    second = rows_of("7", None, labels=("", "1.2考核"))
    assert inferred((*first, *second))[0] == ["4", "6", "7", "3"]


def test_nothing_is_inferred_where_a_row_may_be_several():
    assert inferred(rows_of("0.5", None), "1", doubtful=[0])[0] == ["0.5", None]


def test_nothing_is_inferred_for_a_requirement_of_several_sentences():
    known, lost = rows_of("0.5", None)
    several = FlattenedRow(lost.labels, "制定目标。\n考核目标。", None, inferred=False, rules="扣1分", place=lost.place)
    assert inferred((known, several), "1")[0] == ["0.5", None]


def test_stars_beside_a_figure_do_not_count():
    assert inferred(rows_of("5★★", None), "15")[0] == ["5★★", "10"]


def test_an_entry_condition_has_no_points_to_lose():
    assert inferred(rows_of(None, labels=("基本条件", ""))) == ([None], [])


FIGURES = st.lists(st.sampled_from(["0.5", "1", "2", "2.5", "10"]), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(FIGURES, st.data())
def test_whatever_is_inferred_is_right(points, data):
    lost = data.draw(st.sets(st.integers(0, len(points) - 1)))
    rows = rows_of(*(None if number in lost else figure for number, figure in enumerate(points)))
    figures, told = inferred(rows, str(sum(map(Decimal, points))))
    assert all(figure is None or Decimal(figure) == Decimal(points[number]) for number, figure in enumerate(figures))
    assert (None in figures) == (len(lost) > 1)
    assert len(told) == len(lost)
