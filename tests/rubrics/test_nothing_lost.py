"""Every answer of the old file has a place in the new one: under its item, beside it to be assessed again, or in the appendix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubrics import load_assessment
from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding, ObjectAnswer
from rubrics.files import ASSESSMENT_SCHEMA, parse
from rubrics.library import EXAMPLES
from rubrics.model import Rubric
from rubrics.revision import compare
from rubrics.revision.crossing import crossing
from rubrics.revision.migrated_yaml import migrated_yaml
from rubrics.revision.migrating import Migration, migrate
from rubrics.yaml_reading import read_yaml
from scoring import check_answers, score
from scoring.scorecard import Status
from tests.rubrics.revised import garage, hainan, hangzhou, jiangsu
from tests.rubrics.revised.drawn import sentence
from tests.scoring.strategies import assessed

Part = tuple[object, ...]
FULL = ("full", True)
"""What an item is no more into which a finding went with its clause, and is from which the only one went."""


def answer_parts(answer: Answer) -> Iterator[Part]:
    """Yield what an answer says, apart from the numbers of its rules, which differ between editions."""
    if answer.note:
        yield ("note", answer.note)
    yield from (("evidence", one) for one in answer.evidence)
    said = ((name, getattr(answer, name)) for name in ("full", "score", "not_applicable", "met"))
    yield from ((name, value) for name, value in said if value is not None)
    yield from (("finding", one.model_copy(update={"rule": 1})) for one in answer.findings)
    for one in answer.objects:
        yield from answer_parts(one)


def element_parts(answer: ElementAnswer) -> Iterator[Part]:
    """Yield what an answer about an element says, but not its items by object."""
    if answer.note:
        yield ("note", answer.note)
    if answer.not_applicable:
        yield ("not_applicable", answer.not_applicable)
    yield from (("finding", one.model_copy(update={"rule": 1})) for one in answer.findings)
    for one in answer.objects:
        yield from (("object finding", one.name, each.model_copy(update={"rule": 1})) for each in one.findings)
        for inner in one.items.values():
            yield from answer_parts(inner)


def parts(assessment: Assessment) -> Counter[Part]:
    """Return all that an assessment says, wherever it stands, and how often."""
    found: Counter[Part] = Counter()
    answers = [*assessment.items.values(), *(old.answer for asked in assessment.again.items.values() for old in asked.old)]
    elements = [*assessment.elements.values(), *(old.answer for asked in assessment.again.elements.values() for old in asked.old)]
    facts = [*assessment.facts.items(), *assessment.again.facts.items()]
    for left in assessment.appendix:
        answers += [old.answer for old in left.items]
        elements += [old.answer for old in left.elements]
        facts += left.facts.items()
    for answer in answers:
        found.update(answer_parts(answer))
    for element in elements:
        found.update(element_parts(element))
    found.update(("fact", *fact) for fact in facts)
    return found


def reconciled(old: Rubric, new: Rubric, assessment: Assessment) -> Migration:
    """Migrate, and see that nothing is lost, nothing is answered by itself, and the file loads as it was written."""
    way = crossing(old, new, compare(old, new))
    found = migrate(way, assessment)
    lost = parts(assessment) - parts(found.assessment)
    assert not lost.keys() - ({FULL} if any(one.joined for one in found.carried.values()) else set())
    for name, answer in found.assessment.items.items():
        if answer.is_given:
            was = found.carried[name].old
            assert (Counter(answer_parts(answer)) - Counter({FULL: 1})) <= parts(assessment), (name, was)
            assert not answer.full or assessment.items[was].full or found.carried[name].touches, (name, was)
    text = migrated_yaml(way, found)
    assert parse(read_yaml(text.encode(), "a.yaml"), Assessment, ASSESSMENT_SCHEMA) == found.assessment
    return found


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        (jiangsu, "jiangsu-small-enterprise.self"),
        (garage, "garage-level3.self"),
        (garage, "garage-level3.review"),
        (hangzhou, "hangzhou-safety-culture.self"),
        (hainan, "hainan-filling-station.review"),
    ],
)
def test_nothing_is_lost_on_the_way_to_the_revised_editions_and_back(edition, name):
    old, new, *_ = edition.revised()
    assessment, _ = load_assessment(EXAMPLES / f"{name}.yaml")
    there = reconciled(old, new, assessment)
    card = score(new, there.assessment)
    open_items = {name for name, item in card.items.items() if item.status is Status.UNASSESSED}
    waiting = {name for name in open_items if there.assessment.items[name].is_given}  # for the scores of others
    assert open_items - waiting == set(there.assessment.again.items)
    back = reconciled(new, old, there.assessment)
    assert not parts(assessment) - parts(back.assessment)


REQUIREMENTS = ("", "消防器材按规定配置到位", "操作规程上墙并定期修订", "电气线路敷设整齐无裸露", "危险源已辨识登记", "台账")


def words(prefix: str) -> st.SearchStrategy[str]:
    return st.integers(1, 99).map(lambda n: f"{prefix}{n}")


def told_apart(rubric: Rubric) -> dict:
    """Return a drawn rubric as data, with a requirement and a last clause of its own for each item."""
    data = rubric.model_dump(by_alias=True)
    for element in data["elements"]:
        for inner in element["elements"]:
            inner["title"] = f"要素{inner['code']}"
            for item in inner["items"]:
                item["requirement"] = " ".join(REQUIREMENTS[int(sign)] for sign in item["id"] if sign.isdigit())
                number = int("".join(sign for sign in item["id"] if sign.isdigit()))
                item["rules"] = [*item["rules"], {"text": f"{sentence(number, '的')}，扣1分", "deduct": 1}]
    return data


def _clauses_moved(draw: st.DrawFn, items: list[dict]) -> None:
    """Move the last clause of some items into another one."""
    for item in items:
        if len(items) > 1 and not draw(st.integers(0, 3)):
            target = draw(st.sampled_from([one for one in items if one is not item]))
            target["rules"] = [*target["rules"], item["rules"][-1]]
            item["rules"] = item["rules"][:-1]


@st.composite
def editions(draw: st.DrawFn) -> tuple[Rubric, Rubric, Assessment]:
    """Draw an edition with an assessment of it, and another edition made from it by edits of every kind."""
    old, assessment = draw(assessed())
    data = told_apart(old)
    for element in data["elements"]:
        element["rules"] = draw(st.sampled_from([[], [{"text": "发生事故的，本要素不得分", "zero": "element", "veto": "A"}]]))
    old = Rubric.model_validate(data)
    assessment = _with_elements(draw, old, assessment)
    kinds = st.sampled_from(["keep", "keep", "drop", "reword", "points", "rule gone", "rule new", "id"])
    for element in data["elements"]:
        if draw(st.booleans()):
            veto = {"text": "发生死亡事故的，本要素不得分", "zero": "element", "veto": "A"}
            element["rules"] = draw(st.sampled_from([[], [veto]]))
        for inner in element["elements"]:
            inner["items"] = [each for item in inner["items"] if (each := _edited(draw(kinds), item)) is not None]
        element["elements"] = [inner for inner in element["elements"] if draw(st.integers(0, 9))]
    left = [item for element in data["elements"] for inner in element["elements"] for item in inner["items"] if item["rules"]]
    _clauses_moved(draw, left)
    return old, Rubric.model_validate(data | {"version": "2"}), assessment


def _edited(kind: str, item: dict) -> dict | None:
    edited = dict(item)
    if kind == "drop":
        return None
    if kind == "reword":
        edited["requirement"] += "并留下记录"
    elif kind == "points" and item["points"] is not None:
        edited["points"] = item["points"] + 1
    elif kind == "rule gone":
        edited["rules"] = item["rules"][1:]
    elif kind == "rule new":
        edited["rules"] = [{"text": "未公示的，扣1分", "deduct": 1}, *item["rules"]]
    elif kind == "id":
        edited["id"] = item["id"] + "9"
    return edited


def _with_elements(draw: st.DrawFn, old: Rubric, assessment: Assessment) -> Assessment:
    """Return the assessment with findings under elements, elements that do not apply, and answers by object."""
    items, elements = dict(assessment.items), {}
    for name, element in old.by_element.items():
        if "." in name:
            continue
        below = [item.id for _, inner in old.by_element.items() for item in inner.items if item.id.startswith(f"{name}.")]
        kind = draw(st.sampled_from(["none", "none", "findings", "n/a", "objects"]))
        if kind == "findings" and element.rules:
            elements[name] = ElementAnswer(findings=(Finding(rule=1, note=draw(words("看到"))),))
        elif kind == "n/a":
            elements[name] = ElementAnswer(not_applicable=draw(words("不涉及")))
        elif kind == "objects":
            each = tuple(ObjectAnswer(name=one, items={item: items[item] for item in below}) for one in ("甲", "乙"))
            elements[name] = ElementAnswer(objects=each)
        if kind in {"n/a", "objects"}:
            items = {item: answer for item, answer in items.items() if item not in below}
    found = {
        name: answer.model_copy(update={"findings": (*answer.findings, Finding(rule=len(rules), note="最后一款"))})
        for name, answer in items.items()
        if answer.findings and draw(st.booleans()) and (rules := old.by_item[name].rules)
    }
    return assessment.model_copy(update={"items": items | found, "elements": elements})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_nothing_is_lost_whatever_is_edited(drawn):
    old, new, assessment = drawn
    found = reconciled(old, new, assessment)
    third = new.model_copy(update={"version": "3"})
    again = reconciled(new, third, found.assessment)
    assert again.assessment.items == found.assessment.items
    assert set(again.assessment.again.items) == set(found.assessment.again.items)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(assessed())
def test_into_an_edition_that_says_the_same_every_answer_is_carried(drawn):
    old, assessment = Rubric.model_validate(told_apart(drawn[0])), drawn[1]
    found = reconciled(old, old.model_copy(update={"version": "2"}), assessment)
    assert found.assessment.items == assessment.items
    assert not found.assessment.appendix
    assert check_answers(old.model_copy(update={"version": "2"}), found.assessment) == []
