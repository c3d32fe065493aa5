"""What holds for any words of an assessor, and any set of answers."""

from __future__ import annotations

import re

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from render import prepare
from tests.render.forms import FULL, SMALL, cells, document_xml, form, given

SOURCE, RUBRIC = form(SMALL, "自评单位：          自评组长：          自评时间：从    年  月  日到    年  月  日")
FORM = prepare(SOURCE, RUBRIC)
NOTES = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.text(
    "台账不全。；<&>]]{}%#$ \n\t\r\x00\x0b\u2028'\"", max_size=30
)


@settings(max_examples=150, deadline=None)
@for_all(NOTES.filter(bool), NOTES.filter(bool))
def test_any_words_are_written_as_they_are(note: str, unit: str):
    made = FORM.fill([given(RUBRIC, {"1.1-1": {"findings": [{"rule": 2, "note": note + "见记录"}]}}, unit=unit)])
    written = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", note)
    assert seen(cells(made.data, 6)[0]) == seen(written + "见记录（扣2分）")


def seen(text: str) -> str:
    """Return the signs of a text that stand apart from white space; letters for symbols (U+F000 …) are drawn by their fonts."""
    return "".join(sign for sign in text if not sign.isspace() and not "\ue000" <= sign <= "\uf8ff" and sign.isprintable())


ANSWERS = st.sampled_from([{}, FULL, {"not_applicable": "无"}, {"score": 1, "note": "不全"}, {"findings": [{"rule": 1}]}])
NAMES = st.none() | st.text("甲乙 公司", min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@for_all(ANSWERS, ANSWERS, NAMES, NAMES, st.none() | st.dates())
def test_nothing_changes_but_the_cells_of_what_is_answered(first, second, unit, leader, begin):
    who = {"unit": unit, "leader": leader, "begin": begin, "end": begin}
    made = FORM.fill([given(RUBRIC, {"1.1-1": first, "1.1-2": second}, **who)]).data
    before, after = (re.split(r"(<w:tc>.*?</w:tc>)", document_xml(data)) for data in (SOURCE, made))
    different = sum(one != other for one, other in zip(before[1:], after[1:], strict=True))
    assert different == 2 * bool(first) + 2 * bool(second) + bool(first and second)
    printed, written = (re.sub(r"<[^>]*>", "", text) for text in (before[0], after[0]))
    assert [label in written for label in ("自评单位：", "自评组长：", "自评时间：从")] == [True] * 3
    assert (printed.count("年"), written.count("年")) == (2, 2)
