"""A revised edition of the Hangzhou standard as a city could publish it, with the edits that are hard to tell apart."""

from __future__ import annotations

from decimal import Decimal

from rubrics.library import open_library
from tests.rubrics.revised.editing import Draft

HEAD = {"title": "杭州市安全文化建设示范企业评价标准", "version": "2026", "supersedes": "hangzhou-safety-culture", "points": 135}


def revised():
    """Return the old and the new edition, and of which old items and elements each new one was made."""
    old = open_library("hangzhou-safety-culture")
    draft = Draft(old)
    _policy(draft)
    _clauses(draft)
    _items(draft)
    _environment(draft)
    _organisation(draft)
    return old, *draft.done(**HEAD)


def _policy(draft):
    policy = draft.data["policy"]
    policy["formula"] = "percent"
    policy["rounding"] = {"places": 1, "mode": "half-up"}
    policy["grades"][0].update(at_least=80, of="result")
    policy["bonus"] = {"cap": 8}
    draft.data["form"]["columns"][5]["heading"] = "考评情况描述"
    for number in range(1, 5):
        draft.items[f"7-{number}"]["points"] = 3
    draft.elements["7"]["points"] = 12


def _clauses(draft):
    # a clause is split in two
    rules = draft.items["2-4"]["rules"]
    rules[2]["text"] = "安全承诺表述不精炼，扣1分"
    rules.insert(3, {"text": "安全承诺书未逐级签订、未存档，每份扣0.5分", "deduct": Decimal("0.5"), "per": "份"})
    # two clauses change places
    rules = draft.items["5-14"]["rules"]
    rules[1], rules[2] = rules[2], rules[1]
    # another unit, a cap, a mark, a range, a way to look
    draft.rule("5-3", 2).update(text="每项不符合扣1分", per="项")
    draft.rule("3-3", 3).update(text="其他每处不符合扣1分，最多扣3分", cap=3)
    draft.items["2-1"]["stars"] = 1
    draft.rule("3-5", 2).update(text="无资料，扣2-4分", range=(2, 4))
    del draft.rule("3-5", 2)["deduct"]
    draft.rule("5-12", 1)["text"] = "抽查资料，现场演练"
    # a clause goes to the item behind its own
    draft.items["5-2"]["rules"].append(draft.items["5-1"]["rules"].pop(1))


def _items(draft):
    # two items change places
    inner = draft.elements["5"]["items"]
    inner[6], inner[7] = inner[7], inner[6]
    # one is moved into another element and reworded
    moved = draft.remove("5-10")
    moved["requirement"] = (
        "企业建立职业病防治机构，依法定期对员工进行职业健康检查，对高危作业及有毒害的作业有明确的工作时间和限制加班规定。"
    )
    draft.insert("4", 2, moved)
    # one that says nearly the same as another that stays
    draft.insert(
        "5",
        14,
        {
            "requirement": "企业建立有职业病危害因素档案，做到人防、物防、技防监控措施“三落实”。",
            "points": 2,
            "rules": [{"text": "查看现场，抽查资料", "method": True}, {"text": "每处不符合扣1分", "deduct": 1, "per": "处"}],
        },
    )
    draft.elements["5"]["title"] = "员工安全行为"
    draft.elements["5"]["points"] = 32
    # the gate asks for less
    gate = draft.items["1-1"]
    gate["requirement"] = gate["requirement"].replace("二级及以上", "三级及以上")


def _environment(draft):
    """Scale all that the fourth element was worth."""
    for number in range(1, 9):
        draft.items[f"4-{number}"]["points"] *= 2
    draft.elements["4"]["points"] = 61


def _organisation(draft):
    """Put a new element in front of those with points, so that everything behind it has another number."""
    draft.data["form"]["totals"][0].update(through="6", points=123)
    draft.data["elements"].insert(
        1,
        {
            "code": "2",
            "title": "安全组织",
            "points": 4,
            "items": [
                {
                    "requirement": "设立安全文化建设委员会，主要负责人任主任，每季度召开一次会议。",
                    "points": 4,
                    "rules": [{"text": "未设立委员会的，扣4分", "deduct": 4}],
                }
            ],
        },
    )
