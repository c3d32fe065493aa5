"""A corrected source brought into a rubric: what only one side changed holds, what both changed is told."""

from __future__ import annotations

import pytest

from rubrics import Rubric, content_hash
from rubrics.library import open_library
from rubrics.revision.marks import marked
from rubrics.revision.updating import updated
from tests.editing.edits import EDITS, edited, is_possible, items

STANDARDS = ("jiangsu-small-enterprise", "hangzhou-safety-culture", "hainan-filling-station")
CASES = [(name, edit) for name in STANDARDS for edit in EDITS if is_possible(open_library(name), edit)]
"""Every edit in every standard that has what it changes."""
IDS = [f"{name}-{edit.__name__}" for name, edit in CASES]


def by_marks(rubric: Rubric, base: Rubric) -> Rubric:
    """Return a rubric with the marks of the import that it was edited from."""
    return rubric.model_copy(update={"source": marked(base).source})


def test_each_edit_is_possible_in_a_standard():
    assert {edit for _, edit in CASES} == set(EDITS)


@pytest.mark.parametrize(("name", "edit"), CASES, ids=IDS)
def test_an_edit_by_hand_outlives_the_same_source_and_is_no_conflict(name, edit):
    base = open_library(name)
    rubric = edited(base, edit)
    for ours, old in ((by_marks(rubric, base), None), (rubric, base)):
        made = updated(ours, base, old)
        assert (content_hash(made.rubric), made.conflicts) == (content_hash(rubric), 0)


@pytest.mark.parametrize(("name", "edit"), CASES, ids=IDS)
def test_a_correction_of_the_source_is_taken_whole(name, edit):
    base = open_library(name)
    again = edited(base, edit)
    for ours, old in ((by_marks(base, base), None), (base, base)):
        made = updated(ours, again, old)
        assert (content_hash(made.rubric), made.conflicts) == (content_hash(again), 0)


@pytest.mark.parametrize("name", STANDARDS)
def test_the_policy_a_person_chose_and_the_notes_added_stay(name):
    base = open_library(name)

    def own(data):
        data.setdefault("policy", {})["ranking"] = {"by": "with_bonus", "grade": "甲"}
        data.setdefault("notes", []).append("本局补充说明。")
        data["issuer"] = "某市应急管理局"

    rubric = edited(base, own)
    for ours, old in ((by_marks(rubric, base), None), (rubric, base)):
        assert content_hash(updated(ours, base, old).rubric) == content_hash(rubric)


def test_an_item_that_is_numbered_anew_keeps_its_id_and_a_new_one_gets_a_free_one():
    base = open_library("jiangsu-small-enterprise")

    def inserted(data):
        parts = data["elements"][0]["elements"][0]["items"]
        parts.insert(0, {"id": "?", "requirement": "明确目标管理的责任部门。", "points": 1, "rules": []})
        for number, item in enumerate(parts, 1):
            item["id"] = f"1.1-{number}"

    again = edited(base, inserted)
    made = updated(by_marks(base, base), again)
    ours = [item.id for item in made.rubric.elements[0].elements[0].items]
    assert ours == ["1.1-3", "1.1-1", "1.1-2"]
    assert made.rubric.by_item["1.1-1"].requirement == base.by_item["1.1-1"].requirement
    assert "update-same-id" in [one.code for one in made.diagnostics]


def test_two_different_changes_of_one_field_are_a_conflict_and_the_rubric_s_stays():
    base = open_library("jiangsu-small-enterprise")
    ours = edited(base, lambda data: items(data)[0].update(requirement="我们的话。"))
    theirs = edited(base, lambda data: items(data)[0].update(requirement="新的话。", points=7))
    made = updated(by_marks(ours, base), theirs, base)
    assert made.conflicts == 1
    (conflict,) = [one for one in made.diagnostics if one.code == "update-conflict"]
    assert (conflict.figures["rubric"], conflict.figures["source"]) == ("我们的话。", "新的话。")
    assert (str(conflict.place), conflict.figures["path"]) == ("t1r2", "elements.0.elements.0.items.0.requirement")
    assert (made.rubric.by_item["1.1-1"].requirement, made.rubric.by_item["1.1-1"].points) == ("我们的话。", 7)


def test_an_edited_item_that_the_source_no_longer_has_stays_and_is_told():
    base = open_library("jiangsu-small-enterprise")
    ours = edited(base, lambda data: items(data)[1]["rules"][0].update(cap=2))
    theirs = edited(base, lambda data: data["elements"][0]["elements"][0]["items"].pop(1))
    made = updated(by_marks(ours, base), theirs)
    assert "1.1-2" in made.rubric.by_item
    assert made.conflicts == 1


def test_without_marks_and_old_source_nothing_is_overwritten():
    base = open_library("jiangsu-small-enterprise")
    theirs = edited(base, lambda data: items(data)[0].update(points=7))
    made = updated(base, theirs)
    assert made.rubric.by_item["1.1-1"].points == 6
    assert [one.code for one in made.diagnostics] == ["update-without-base", "update-conflict"]
