"""Answers carried over to another edition: each has a place in the new file, and nothing is answered that nobody answered."""

from __future__ import annotations

from datetime import date

import pytest

from rubrics import content_hash, load_assessment
from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding, ObjectAnswer
from rubrics.files import ASSESSMENT_SCHEMA, parse
from rubrics.library import EXAMPLES, library_ids, open_library
from rubrics.policy import Fact
from rubrics.revision import Mapping
from rubrics.revision.migrated_yaml import migrated_yaml
from rubrics.revision.migrating import migrate, set_aside
from rubrics.yaml_reading import read_yaml
from scoring import check_answers, score
from scoring.scorecard import Outcome, Status
from tests.rubrics.editions import edition, migrated, way, whys
from tests.scoring.notation import assessment

OLD = """
1 目标 10
- 1-1 6 制定年度安全生产目标 | 未制定年度安全目标的，不得分；目标与企业实际不相符的，每处扣2分
- 1-2 4 对目标的实施情况进行考核 | 未按季度考核的，扣3分
2 机构 10 | 未设置安全管理机构，扣10分（A级否决项）
- 2-1 6 设置安全生产管理机构并配备人员 | 未配备人员的，每人扣2分
- 2-2 4 召开安全生产例会并形成会议纪要 | 会议无纪要的，每次扣1分
3 教育 10
- 3-1 5 主要负责人参加安全培训并取得证书 | 无证书的，不得分
- 3-2 5 新员工接受三级安全教育并考核合格 | 未经教育上岗的，每人扣1分
"""
NEW = """
1 目标 8
- 1-1 8 制定年度安全生产目标 | 未制定年度安全目标的，不得分；目标与企业实际不相符的，每处扣3分
2 机构 14 | 未设置安全管理机构，扣14分（A级否决项）
- 2-1 6 设置安全生产管理机构并配备人员 | 未配备人员的，每人扣2分
- 2-2 4 召开安全生产例会并形成会议纪要 | 会议无纪要的，每次扣1分
- 2-3 4 主要负责人每月带班检查并留下记录 | 无带班记录的，每次扣1分
3 教育 10
- 3-1 5 主要负责人参加安全培训并取得证书 | 无证书的，不得分
- 3-2 5 新员工接受三级安全教育并经考试合格后上岗 | 未经教育上岗的，每人扣1分
"""
ANSWERS = ("1-1 2x2", "1-2 1", "2-1 1x1", "2-2 full", "3-1 n/a", "3-2 full")


@pytest.fixture
def found():
    return migrated(edition(OLD), edition(NEW, "2"), *ANSWERS)


def test_what_holds_is_carried_and_scored_by_the_new_prices(found):
    assert list(found.carried) == ["1-1", "2-1", "2-2", "3-1"]
    card = score(edition(NEW, "2"), found.assessment)
    assert card.items["1-1"].score == 2
    assert card.items["2-1"].score == 4


def test_what_is_new_or_changed_is_unassessed_and_the_result_waits_for_it(found):
    assert whys(found) == {"2-3": ["new"], "3-2": ["requirement"]}
    card = score(edition(NEW, "2"), found.assessment)
    assert [name for name, item in card.items.items() if item.status is Status.UNASSESSED] == ["2-3", "3-2"]
    assert card.outcome is Outcome.INCOMPLETE
    assert card.total.result is None


def test_what_is_gone_is_kept_in_the_appendix_with_its_edition(found):
    (left,) = found.assessment.appendix
    assert (left.rubric, left.rubric_version, left.rubric_hash) == ("demo", "1", content_hash(edition(OLD)))
    assert [(one.item, one.answer.findings[0].rule) for one in left.items] == [("1-2", 1)]


def test_it_is_bound_to_the_new_edition_and_says_what_it_came_from(found):
    new = edition(NEW, "2")
    now = found.assessment
    assert (now.rubric_version, now.rubric_hash) == ("2", content_hash(new))
    assert [(one.rubric_version, one.assessment_hash) for one in now.migrated_from] == [("1", content_hash(found.before))]


def test_the_file_says_at_each_item_what_to_do_and_loads_as_it_was_written(found):
    old, new = edition(OLD), edition(NEW, "2")
    text = migrated_yaml(way(old, new), found)
    assert parse(read_yaml(text.encode(), "a.yaml"), Assessment, ASSESSMENT_SCHEMA) == found.assessment
    lines = text.splitlines()
    at = lines.index("  3-2: {}")
    assert lines[at - 5 : at] == [
        "  # ▲ 须重新评定：要求的内容改了",
        "  # 3-2（5分） 新员工接受三级安全教育并经考试合格后上岗",
        "  #   1  未经教育上岗的，每人扣1分",
        "  #   原要求：新员工接受三级安全教育并考核合格",
        "  #   原答案（3-2）：满分",
    ]
    assert "  # 标准分 6 → 8；第2条：扣分 2 → 3" in lines
    assert "4 条答案沿用，2 条须重新评定，1 条旧答案存入附录" in text


def test_an_item_that_nobody_had_assessed_stands_as_in_an_empty_assessment():
    found = migrated(edition(OLD), edition(NEW, "2"), "1-1 full")
    lines = migrated_yaml(way(edition(OLD), edition(NEW, "2")), found).splitlines()
    at = lines.index("  2-1: {}")
    assert lines[at - 2 : at] == ["  # 2-1（6分） 设置安全生产管理机构并配备人员", "  #   1  未配备人员的，每人扣2分"]


def test_an_answer_between_the_braces_settles_the_item(found):
    text = migrated_yaml(way(edition(OLD), edition(NEW, "2")), found)
    text = text.replace("  3-2: {}", "  3-2: {full: true}").replace("  2-3: {}", "  2-3: {full: true}")
    card = score(edition(NEW, "2"), parse(read_yaml(text.encode(), "a.yaml"), Assessment, ASSESSMENT_SCHEMA))
    assert card.outcome is not Outcome.INCOMPLETE
    assert card.total.result is not None


def test_split_and_merged_items_are_to_be_assessed_again_with_every_old_answer():
    old = edition(OLD)
    first, second = ([words.strip() for words in line[8:].split("|")] for line in OLD.splitlines() if line.startswith("- 2-"))
    lines = [line for line in OLD.splitlines() if not line.startswith("- 2-2")]
    both = f"- 2-1 10 {first[0]}；{second[0]} | {first[1]}；{second[1]}"
    merged = edition("\n".join(both if line.startswith("- 2-1") else line for line in lines), "2")
    mapping = Mapping.model_validate({"old": "demo", "new": "demo", "items": [{"old": ["2-1", "2-2"], "new": "2-1"}]})
    answers = assessment(*ANSWERS)
    there = migrate(way(old, merged, mapping), answers)
    assert whys(there) == {"2-1": ["merged"]}
    assert [one.item for one in there.assessment.again.items["2-1"].old] == ["2-1", "2-2"]
    back = Mapping.model_validate({"old": "demo", "new": "demo", "items": [{"old": "2-1", "new": ["2-1", "2-2"]}]})
    split = migrate(way(merged, old, back), assessment("2-1 1x1"))
    assert whys(split) == {"2-1": ["split"], "2-2": ["split"]}


def test_a_veto_whose_clause_changed_is_to_be_judged_again_before_there_is_a_result():
    new = edition(OLD.replace("未设置安全管理机构，扣10分", "未设置安全管理机构或未配备专职人员，扣10分"), "2")
    found = migrated(edition(OLD), new, *ANSWERS, elements={"2": ElementAnswer(findings=(Finding(rule=1),))})
    assert found.assessment.elements == {"2": ElementAnswer()}
    asked = found.assessment.again.elements["2"]
    assert [one.why.value for one in asked.reasons] == ["clause"]
    assert asked.old[0].answer.findings == (Finding(rule=1),)
    assert score(new, found.assessment).outcome is Outcome.INCOMPLETE
    for answer in (ElementAnswer(note="未发现"), ElementAnswer(findings=(Finding(rule=1),))):
        settled = found.assessment.model_copy(update={"elements": {"2": answer}})
        assert score(new, settled).outcome is not Outcome.INCOMPLETE
    text = migrated_yaml(way(edition(OLD), new), found)
    assert text.split("elements:\n")[1].split("\n  '2': {}")[0].splitlines() == [
        "  # ▲ 须重新评定：第1条扣分规则的内容改了（原第1条）",
        "  # 请在花括号内重新判定本要素的规则：有发现的写 findings，没有发现的写 {note: 未发现}",
        "  # 2 机构（10分）",
        "  #   1  未设置安全管理机构或未配备专职人员，扣10分（A级否决项）（A级否决）",
        "  #   原答案（2）：第1条 × 1（未设置安全管理机构，扣10分（A级否决项））",
    ]


def test_a_new_veto_is_to_be_judged_even_where_nothing_had_been_found():
    new = edition(OLD.replace("1 目标 10", "1 目标 10 | 全年未开展任何安全活动，扣10分（A级否决项）"), "2")
    assert [one.why.value for one in migrated(edition(OLD), new, *ANSWERS).assessment.again.elements["1"].reasons] == [
        "clause-new"
    ]


def test_a_veto_found_under_a_clause_that_is_gone_goes_into_the_appendix():
    new = edition(OLD.replace(" | 未设置安全管理机构，扣10分（A级否决项）", ""), "2")
    found = migrated(edition(OLD), new, *ANSWERS, elements={"2": ElementAnswer(findings=(Finding(rule=1),), note="无机构")})
    assert found.assessment.elements["2"] == ElementAnswer(note="无机构")
    assert found.assessment.appendix[0].elements[0].answer.findings == (Finding(rule=1),)
    assert found.assessment.again.elements == {}


def test_an_element_that_does_not_apply_is_carried_where_its_items_are_the_same():
    answers = ("1-1 full", "1-2 full", "2-1 full", "2-2 full", "3 n/a")
    renamed = edition(OLD.replace("3 教育", "3 教育培训"), "2")
    assert migrated(edition(OLD), renamed, *answers).assessment.elements["3"].not_applicable == "不涉及"


def test_an_element_that_does_not_apply_and_has_a_new_item_is_taken_apart():
    found = migrated(edition(OLD), edition(NEW, "2"), "1-1 full", "2 n/a", "3-1 full", "3-2 full")
    assert found.assessment.elements == {}
    assert {name: found.assessment.items[name].not_applicable for name in ("2-1", "2-2")} == {"2-1": "不涉及", "2-2": "不涉及"}
    assert whys(found)["2-3"] == ["new"]


def test_answers_by_object_are_carried_object_by_object():
    crane = ObjectAnswer(name="1号塔吊", items={"1-1": Answer(full=True), "1-2": Answer(findings=(Finding(rule=1),))})
    other = ObjectAnswer(name="2号塔吊", items={"1-1": Answer(findings=(Finding(rule=2, count=1),)), "1-2": Answer(full=True)})
    found = migrated(edition(OLD), edition(NEW, "2"), elements={"1": ElementAnswer(objects=(crane, other))})
    kept = found.assessment.elements["1"].objects
    assert [(one.name, list(one.items)) for one in kept] == [("1号塔吊", ["1-1"]), ("2号塔吊", ["1-1"])]
    assert [(one.object, one.item) for one in found.assessment.appendix[0].items] == [("1号塔吊", "1-2"), ("2号塔吊", "1-2")]


def test_facts_are_carried_while_their_question_is_the_same():
    facts = {"quiet": "近一年没有发生死亡事故", "clean": "近三年没有行政处罚", "7": "近两年没有职业病", "gone": "已投保责任险"}
    old = edition(OLD, facts=[Fact(id=name, question=question).model_dump() for name, question in facts.items()])
    asked = {"quiet": "近一年没有发生死亡事故。", "clean": "近五年没有行政处罚", "7": "近三年没有职业病"}
    new = edition(OLD, "2", facts=[Fact(id=name, question=question).model_dump() for name, question in asked.items()])
    found = migrated(old, new, *ANSWERS, facts={"quiet": True, "clean": True, "7": True, "gone": False}).assessment
    text = migrated_yaml(way(old, new), migrated(old, new, *ANSWERS, facts={"clean": True, "7": True}))
    assert "    # 近五年没有行政处罚\n    clean: true\n    # 近三年没有职业病\n    '7': true\n" in text
    assert (found.facts, found.again.facts, found.appendix[0].facts) == (
        {"quiet": True},
        {"clean": True, "7": True},
        {"gone": False},
    )


def test_migrating_twice_keeps_what_is_open_and_what_is_left_over(found):
    lines = [line for line in NEW.replace("机构 14", "机构 10").splitlines() if not line.startswith("- 2-3")]
    third = edition("\n".join(lines), "3")
    again = migrate(way(edition(NEW, "2"), third), found.assessment)
    now = again.assessment
    assert [one.rubric_version for one in now.migrated_from] == ["1", "2"]
    assert [one.rubric_version for one in now.appendix] == ["1"]
    assert [(one.item, one.edition) for one in now.again.items["3-2"].old] == [
        ("3-2", f"demo@1 ({content_hash(edition(OLD))[:15]})")
    ]
    answered = found.assessment.model_copy(update={"items": {**found.assessment.items, "3-2": Answer(full=True)}})
    settled = migrate(way(edition(NEW, "2"), third), answered).assessment
    assert settled.items["3-2"].full
    assert [(one.item, one.edition is not None) for one in settled.appendix[1].items] == [("3-2", True)]


def test_what_the_new_edition_does_not_allow_is_to_be_assessed_again():
    new = edition(OLD, "2", not_applicable="forbidden")
    found = migrated(edition(OLD), new, *ANSWERS)
    refused = check_answers(new, found.assessment)
    assert refused
    mended = set_aside(found, [one.path for one in refused])
    assert check_answers(new, mended.assessment) == []
    assert whys(mended) == {"3-1": ["refused"]}
    assert mended.assessment.again.items["3-1"].old[0].answer.not_applicable == "不涉及"
    assert "3-1" not in mended.carried


@pytest.mark.parametrize("name", library_ids())
def test_into_the_same_edition_everything_is_carried_and_scores_the_same(name):
    rubric = open_library(name)
    for path in EXAMPLES.glob(f"{name}.*.yaml"):
        given, _ = load_assessment(path)
        found = migrate(way(rubric, rubric), given).assessment
        assert (found.items, found.elements, found.facts, found.again.items) == (given.items, given.elements, given.facts, {})
        assert found.appendix == ()
        assert score(rubric, found).total == score(rubric, given).total


def test_the_head_of_the_assessment_stays():
    found = migrated(edition(OLD), edition(NEW, "2"), unit="甲公司", begin=date(2024, 1, 2), members=("张三",), leader="李四")
    now = found.assessment
    assert (now.unit, now.begin, now.members, now.leader, now.kind) == ("甲公司", date(2024, 1, 2), ("张三",), "李四", "self")
