"""A rubric without places in a Word document gets those of the document that holds the same standard."""

from __future__ import annotations

import pytest

from render import relocate
from rubrics import Rubric
from rubrics.errors import FormError
from tests.render.forms import FULL, SMALL, cells, changed, filled, form


def without_places(rubric: Rubric) -> Rubric:
    """Return a rubric as it is where it was read from a text and worked on since."""
    from rubrics.plain import plain_data, without_provenance

    bare = Rubric.model_validate(without_provenance(plain_data(rubric)))
    assert {item.at for item in bare.by_item.values()} == {None}
    return changed(bare, form=rubric.form.model_copy(update={"totals": (), "blanks": ()}))


def test_places_come_from_the_word_document_and_all_else_stays():
    source, rubric = form(SMALL)
    bare = without_places(rubric)
    placed = relocate(bare, rubric)
    assert [item.at for item in placed.by_item.values()] == ["t1r2", "t1r3"]
    assert [total.at for total in placed.form.totals] == ["t1r4"]
    assert placed.policy == bare.policy
    assert cells(filled(source, placed, {"1.1-1": FULL, "1.1-2": FULL}).data, 7) == ["6", "4", "10"]


def test_white_space_makes_no_other_standard():
    _, rubric = form(SMALL)
    _, spaced = form(SMALL.replace("制定年度目标。", "制定 年度/目标。"))
    assert relocate(without_places(rubric), spaced).source == spaced.source


@pytest.mark.parametrize(
    ("printed", "other", "subject"),
    [("制定年度目标。", "制定年度计划。", "1.1-1"), ("| 4 |", "| 3 |", "1.1-2"), ("1.1安全目标", "1.1安全规划", "1.1")],
)
def test_another_standard_is_refused_by_the_first_difference(printed: str, other: str, subject: str):
    _, rubric = form(SMALL)
    _, another = form(SMALL.replace(printed, other))
    with pytest.raises(FormError, match=subject) as refusal:
        relocate(without_places(rubric), another)
    assert refusal.value.code == "form-of-another"


def test_a_document_with_more_items_is_refused():
    _, rubric = form(SMALL)
    _, longer = form(SMALL.replace("小计 |", "^ | ^ | 公布目标。 | 0 | 未公布的，不得分。 | |\n小计 |"))
    with pytest.raises(FormError):
        relocate(without_places(rubric), longer)
