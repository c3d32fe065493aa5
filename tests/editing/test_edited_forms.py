"""An edited rubric gives the published form with the edits in it: same document, and read again it says what the rubric says."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest

from extract import read
from extract.word import open_word
from normalize.standard import normalize
from render.editing import edited_form, edits_of, named_alike
from rubrics import Rubric
from rubrics.errors import FormError
from rubrics.library import EXAMPLES, open_library
from tests.editing.edits import (
    EDITS,
    a_new_element,
    a_new_first_item,
    a_price,
    a_title,
    an_item_moved,
    edited,
    is_possible,
    the_first_item_gone,
)
from tests.layouts import LAST_LAYOUTS, LAYOUTS, LAYOUTS_OF_GRIDS, laid_out
from tests.render.forms import HEADER, SMALL, changed, form, imported, shown

WORD = ("jiangsu-small-enterprise", "garage-level3", "hainan-filling-station", "hangzhou-safety-culture")

LARGE = "garage-level3"
WANTED = [(name, edit) for name in WORD for edit in EDITS if name != LARGE or edit in (a_price, a_new_element, an_item_moved)]
CASES = [(name, edit) for name, edit in WANTED if is_possible(open_library(name), edit)]
"""Every edit in every form that has what it changes; in the largest some of them."""


@cache
def published(name: str) -> tuple[bytes, Rubric]:
    path = EXAMPLES / f"{name}.docx"
    return path.read_bytes(), normalize(read(path), id=name, preset=open_library(name).policy.preset).rubric


def styles(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file beside the text: styles, fonts, headers, footers …"""
    archive = zipfile.ZipFile(BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}


@pytest.mark.parametrize("name", WORD)
def test_without_an_edit_there_is_nothing_to_change(name):
    source, found = published(name)
    assert edits_of(found, found) == ()
    assert edited_form(source, found, found)[0] == source


@pytest.mark.parametrize(("name", "edit"), CASES, ids=[f"{name}-{edit.__name__}" for name, edit in CASES])
def test_each_edit_is_in_the_published_document_and_all_else_stays(name, edit):
    source, found = published(name)
    rubric = edited(found, edit)
    assert edits_of(found, rubric)
    data, placed = edited_form(source, found, rubric)  # it refuses what does not read back as the rubric
    assert styles(data) == styles(source)
    assert [item.id for item in placed.by_item.values()] == [item.id for item in rubric.by_item.values()]
    assert all(item.at for item in placed.by_item.values())


def test_each_edit_is_possible_in_a_form():
    assert {edit for _, edit in CASES} == set(EDITS)


def test_many_edits_at_once():
    name = "jiangsu-small-enterprise"
    source, found = published(name)
    rubric = edited(found, *EDITS)
    data, _ = edited_form(source, found, rubric)
    again = normalize(open_word(data, f"{name}.docx").document, id=name, preset=rubric.policy.preset).rubric
    assert [item.requirement for item in again.by_item.values()] == [item.requirement for item in rubric.by_item.values()]
    assert [rule.text for item in again.by_item.values() for rule in item.rules] == [
        rule.text for item in rubric.by_item.values() for rule in item.rules
    ]


def drawing(drawn: str, *changes) -> str:
    """Return the form of a drawn standard after edits to its rubric, as a drawing."""
    source, found = form(drawn)
    return shown(edited_form(source, found, edited(found, *changes))[0])


def test_a_new_item_is_a_row_like_its_neighbours_and_merged_labels_reach_over_it():
    assert drawing(SMALL, edits_small_add).splitlines()[2:5] == [
        "^ | ^ | 公布目标。 | 2 | 未公布的，扣1分。 |  | ",
        "^ | ^ | 对目标进行考核。 | 4 | 未考核的，不得分。 |  | ",
        "小计 | < | < | 10 | 得分小计 | < | ",
    ]


def test_the_label_moves_on_when_the_row_that_held_it_goes():
    row = drawing(SMALL, lambda data: data["elements"][0]["elements"][0]["items"].pop(0)).splitlines()[1]
    assert row.startswith("一、基础管理（10分） | 1.1安全目标（10分） | 对目标进行考核。")


def test_a_price_changes_in_its_run_and_the_runs_beside_it_stay():
    bold = 'p/(r/(rPr/b,t"未制定的，不得分；"),r/t"与实际不相符的，一处扣2分。")'
    source, found = form(SMALL.replace("未制定的，不得分；与实际不相符的，一处扣2分。", "=rules"), rules=bold)

    def dearer(data):
        data["elements"][0]["elements"][0]["items"][0]["rules"][1].update(text="与实际不相符的，一处扣3分", deduct=3)

    data, _ = edited_form(source, found, edited(found, dearer))
    body, before = (
        zipfile.ZipFile(BytesIO(one)).read("word/document.xml").decode().partition("<w:body>")[2] for one in (data, source)
    )
    assert body.replace("扣3分", "扣2分") == before


def test_an_id_that_stayed_with_its_words_is_no_edit_where_the_document_numbers_anew():
    source, found = form(TWO)

    def kept(data):
        parts = data["elements"][0]["elements"][1]["items"]
        for name, item in zip(("1.2-9", "1.2-1", "1.2-2"), parts, strict=True):
            item["id"] = name

    rubric = edited(found, kept)
    assert edits_of(found, rubric)
    named = named_alike(found, rubric)
    assert edits_of(named, rubric) == ()
    dearer = edited(rubric, kept, lambda data: data["elements"][0]["elements"][1]["items"][1].update(points=4))
    assert edits_of(named, dearer) == ("1.2-1",)
    data, placed = edited_form(source, named, dearer)
    assert (placed.by_item["1.2-1"].at, placed.by_item["1.2-1"].points) == ("t1r5", 4)
    assert len(set(shown(data).splitlines()) - set(shown(source).splitlines())) == 1


def test_what_is_understood_of_a_clause_is_not_printed():
    _, found = form(SMALL)
    rubric = edited(found, lambda data: data["elements"][0]["elements"][0]["items"][0]["rules"][1].update(deduct=1))
    assert edits_of(found, rubric) == ()


def test_a_form_whose_columns_are_others_by_now_is_refused():
    source, found = form(SMALL)
    columns = found.form.columns[:-1]
    with pytest.raises(FormError) as refusal:
        edited_form(source, found, changed(found, form=found.form.model_copy(update={"columns": columns})))
    assert refusal.value.code == "form-not-edited"


def test_the_same_edits_give_the_same_bytes():
    source, found = form(SMALL)
    rubric = edited(found, edits_small_add)
    assert edited_form(source, found, rubric)[0] == edited_form(source, found, rubric)[0]
    assert imported(edited_form(source, found, rubric)[0]).by_item.keys() == {"1.1-1", "1.1-2", "1.1-3"}


def edits_small_add(data):
    made = {"id": "1.1-9", "requirement": "公布目标。", "points": 2, "rules": [{"text": "未公布的，扣1分", "deduct": 1}]}
    data["elements"][0]["elements"][0]["items"].insert(1, made)


TWO = f"""
{HEADER}
一、基础管理（20分） | 1.1安全目标（10分） | 制定年度目标。 | 6 | 未制定的，不得分；与实际不相符的，一处扣2分。 | |
^ | ^ | 对目标进行考核。 | 4 | 未考核的，不得分。 | |
^ | 1.2机构职责（10分） | 设置安全管理机构。 | 5 | 未设置的，不得分。 | |
^ | ^ | 配备安全管理人员。 | 3 | 未配备的，扣3分。 | |
^ | ^ | 召开安全例会。 | 2 | 每缺一次扣1分。 | |
小计 | < | < | 20 | 得分小计 | < |
二、现场管理（10分） | 2.1设备设施（10分） | 设备完好。 | 6 | 一处不符合扣2分。 | |
^ | ^ | 防护齐全。 | 4 | 一处不符合扣1分。 | |
小计 | < | < | 10 | 得分小计 | < |
"""
LAID_OUT = [*LAYOUTS, *LAYOUTS_OF_GRIDS, *LAST_LAYOUTS]


@pytest.mark.parametrize("name", LAID_OUT)
def test_edits_find_their_cells_in_every_layout_that_word_can_write(name):
    data = laid_out(form(TWO)[0], [name], 1)
    found = imported(data)
    for edit in (a_price, an_item_moved, the_first_item_gone, a_new_first_item, a_title):
        rubric = edited(found, edit)
        assert edits_of(found, rubric)
        edited_form(data, found, rubric)  # it refuses what does not read back as the rubric
