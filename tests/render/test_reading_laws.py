"""What is read of a filled form is what it was filled with, as far as a form can say it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from render import Filled, FilledForm, official_form, prepare
from render.reading import read_form
from render.text import clean
from rubrics import Answer, Assessment, Rubric, load_assessment
from scoring import score
from tests.render.forms import SMALL, document_xml, form, given, repacked
from tests.render.test_standards import EXAMPLES, GARAGE, HANGZHOU, JIANGSU, standard
from tests.wordfile import docx, table

LINE = "自评单位：          自评组长：          自评时间：从    年  月  日到    年  月  日"
SOURCE, RUBRIC = form(SMALL, LINE)
FORM = prepare(SOURCE, RUBRIC)
NOTE = st.text("目标不全；（2处）。A1/，扣分", min_size=1, max_size=12).filter(lambda text: any(sign.isalnum() for sign in text))
COUNT = st.integers(1, 4)
FINDING = st.builds(
    lambda rule, count, note: {"rule": rule} | ({"count": count} if rule == 2 else {}) | ({"note": note} if note else {}),
    st.sampled_from([1, 2]),
    COUNT,
    st.none() | NOTE,
)
ANSWERS = st.one_of(
    st.just({}),
    st.just({"full": True}),
    st.builds(lambda note: {"full": True, "note": note}, NOTE),
    st.builds(lambda note: {"not_applicable": note}, NOTE),
    st.builds(lambda points, note: {"score": points, "note": note}, st.integers(0, 6), NOTE),
    st.builds(lambda findings: {"findings": findings}, st.lists(FINDING, min_size=1, max_size=3)),
)


def read_back(made: FilledForm, rubric: Rubric, kind: str = "self") -> Assessment:
    return read_form(made.data, rubric, kind=kind).assessments[0]  # type: ignore[arg-type]


def what_a_form_holds(rubric: Rubric, assessment: Assessment) -> dict[str, object]:
    """Return, by item, what became of it, its score, and why it does not apply."""
    card = score(rubric, assessment)
    return {name: (item.status, item.score) for name, item in card.items.items()} | {"total": card.total.result}


@settings(max_examples=150, deadline=None)
@for_all(ANSWERS, st.none() | st.dates(min_value=date(1900, 1, 1)), st.none() | st.text("甲乙公司", min_size=1, max_size=9))
def test_every_score_is_given_back(answer, begin, unit):
    first = given(RUBRIC, {"1.1-1": answer, "1.1-2": {"full": True}}, unit=unit, begin=begin)
    back = read_back(FORM.fill([first]), RUBRIC)
    assert what_a_form_holds(RUBRIC, back) == what_a_form_holds(RUBRIC, first.assessment)
    assert (back.unit, back.begin) == (unit, begin)


@settings(max_examples=100, deadline=None)
@for_all(ANSWERS)
def test_what_was_read_once_is_read_again_as_it_is(answer):
    once = read_back(FORM.fill([given(RUBRIC, {"1.1-1": answer})]), RUBRIC)
    again = read_back(FORM.fill([Filled(once, score(RUBRIC, once))]), RUBRIC)
    assert again == once


@settings(max_examples=100, deadline=None)
@for_all(COUNT, st.none() | st.text("目标不全在", min_size=1, max_size=12))
def test_findings_that_are_counted_are_given_back(count, note):
    answer = Answer.model_validate({"findings": [{"rule": 2, "count": count, "note": note}]})
    back = read_back(FORM.fill([given(RUBRIC, {"1.1-1": answer})]), RUBRIC)
    assert back.items["1.1-1"] == answer


EXAMPLES_OF = [(JIANGSU, "self"), (GARAGE, "self"), (GARAGE, "review"), (HANGZHOU, "self")]


@pytest.mark.parametrize(("name", "kind"), EXAMPLES_OF)
def test_the_example_assessments_are_given_back(name: str, kind: str):
    data, rubric = standard(name)
    given_one = example(f"{name}.{kind}.yaml")
    card = score(rubric, given_one)
    read = read_form(prepare(data, rubric).fill([Filled(given_one, card)]).data, rubric, kind=kind)  # type: ignore[arg-type]
    (back,) = read.assessments
    assert [one for one in read.diagnostics if one.severity != "info"] == []
    assert what_a_form_holds(rubric, back) == what_a_form_holds(rubric, given_one)
    for item, answer in given_one.items.items():
        without = {"evidence": ()}
        asked = answer.model_copy(update={**without, "findings": tuple(f.model_copy(update=without) for f in answer.findings)})
        got = back.items[item]
        if got != asked:
            assert answer.findings
            assert got.score is not None
            notes = [finding.note or "" for finding in answer.findings]
            assert all(note.rstrip("。") in (got.note or "") for note in notes)
    if rubric.form.blanks:
        who = {"unit", "begin", "end", "leader", "members"}
        assert back.model_dump(include=who) == given_one.model_dump(include=who)


def example(name: str) -> Assessment:
    """Return an example assessment without the hash of the rubric in the library."""
    found, _ = load_assessment(Path(EXAMPLES / name))
    return found.model_copy(update={"rubric_hash": None})


REBUILT = [*((name, kind, True) for name, kind in EXAMPLES_OF), ("hainan-filling-station", "review", False)]


@pytest.mark.parametrize(("name", "kind", "anew"), [*REBUILT, ("hainan-filling-station", "review", True)])
def test_a_form_that_was_built_anew_or_got_columns_is_read_like_any_other(name: str, kind: str, anew: bool):
    data, rubric = standard(name)
    given_one = example(f"{name}.{kind}.yaml")
    made = official_form(rubric, None if anew else data).fill([Filled(given_one, score(rubric, given_one))])
    read = read_form(made.data, rubric, kind=kind)  # type: ignore[arg-type]
    before, after = (score(rubric, one) for one in (given_one, read.assessments[0]))
    for item, card in before.items.items():
        back = after.items[item]
        assert (item, back.status, back.score, back.deduction) == (item, card.status, card.score, card.deduction)
    assert after.total == before.total
    assert read.assessments[0].elements.keys() == given_one.elements.keys()
    assert [one.code for one in read.diagnostics if one.code == "read-sum-differs"] == []


ANY = st.text(max_size=20) | st.text("0123456789.分扣得满空/—-√①²／＝=不适用缺项符合；（），\n", max_size=12)
EMPTY = docx("某省企业安全生产标准化评分细则", table(SMALL, about="AAAA", score="BBBB"))


@settings(max_examples=150, deadline=None)
@for_all(ANY, ANY)
def test_whatever_is_written_is_read_or_told(about, score_text):
    xml = document_xml(EMPTY)
    for name, text in (("AAAA", about), ("BBBB", score_text)):
        xml = xml.replace(name, escape(clean(text)[0].replace("\r", " ")))
    read = read_form(repacked(EMPTY, xml), RUBRIC, kind="self")
    answer = read.assessments[0].items.get("1.1-1")
    card = score(RUBRIC, read.assessments[0]).items["1.1-1"]
    assert card.score is None or 0 <= card.score <= 6
    if answer is None or not answer.is_given:
        assert [one.code for one in read.diagnostics if one.code == "read-unanswered"] == ["read-unanswered"]
