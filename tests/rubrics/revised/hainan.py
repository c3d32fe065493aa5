"""A revised edition of the Hainan standard as a province could publish it: vetoes, elements and clauses on the move."""

from __future__ import annotations

from rubrics.library import open_library
from tests.rubrics.revised.editing import Draft

HEAD = {"title": "海南省加油站安全生产标准化评审标准", "version": "2027", "supersedes": "hainan-filling-station"}


def revised():
    """Return the old and the new edition, and of which old items and elements each new one was made."""
    old = open_library("hainan-filling-station")
    draft = Draft(old)
    _vetoes(draft)
    _clauses(draft)
    _items(draft)
    _elements(draft)
    return old, *draft.done(**HEAD)


def _vetoes(draft):
    # a B veto becomes an A veto, one goes, one is new, and one changes its words
    draft.elements["3.1"]["rules"][0].update(
        text="未开展风险评价，扣100分。\n（A级否决项）", zero="category", veto="A", printed=100
    )
    del draft.elements["7.2"]["rules"]
    draft.elements["9.2"]["rules"] = [
        {"text": "油罐区与站房之间堆放可燃物，扣60分。\n（B级否决项）", "zero": "element", "veto": "B", "printed": 60}
    ]
    draft.elements["12.3"]["rules"].pop(1)


def _clauses(draft):
    # a clause is told of another item of the same element: 缺1人档案扣1分
    draft.items["5.1-2"]["rules"].append(draft.items["5.1-3"]["rules"].pop(1))
    # and one of an item of another element
    draft.items["4.3-1"]["rules"].append(draft.items["11.2-1"]["rules"].pop(0))
    # the two clauses of one cell are one now
    rules = draft.items["1.1-2"]["rules"]
    rules[:] = [{"text": "未形成清单或文本数据库，或未更新，扣5分", "deduct": 5}]
    draft.rule("2.1-1", 1).update(text="1.安全生产目标不满足达标要求，1处不符合扣2分", per="处")
    draft.rule("2.1-4", 1).update(text="1.考核内容与安全生产指标不对应，1项不符合扣2分，最多扣6分", cap=6)
    draft.items["2.2-4"]["method"] = "查文件：\n会议纪要及签到表。"


def _items(draft):
    # two items of one element change places
    inner = draft.elements["10.6"]["items"]
    inner[0], inner[1] = inner[1], inner[0]
    # one item in two parts
    whole = draft.items["2.2-3"]
    rules = whole["rules"]
    draft.split(
        "2.2-3",
        {"requirement": "站长做出安全承诺，安全承诺应内容明确、公开发布。", "method": whole["method"], "rules": rules[:2]},
        {"requirement": "站长认真履行安全生产职责，保证安全生产工作必需的人、财、物等资源。", "rules": rules[2:]},
    )
    # two items in one
    first, second = draft.items["6.6-1"], draft.items["6.6-2"]
    draft.merge(
        "6.6-1",
        "6.6-2",
        {
            "requirement": first["requirement"] + second["requirement"],
            "method": first["method"],
            "rules": [*first["rules"], *second["rules"]],
        },
    )
    moved = draft.remove("3.3-4")
    draft.insert("11.2", 2, moved)


def _elements(draft):
    # the third element and the fourth change places, the fifth is retitled, and a new one is at the end of the first
    top = draft.data["elements"]
    top[2], top[3] = top[3], top[2]
    draft.elements["5"]["title"] = "安全教育与培训"
    draft.elements["9.1"]["points"] = 30
    draft.elements["9.2"]["points"] = 70
    draft.elements["1"]["elements"].append(
        {
            "code": "1.3",
            "title": "合规承诺",
            "items": [{"requirement": "每年向社会公开合规承诺书。", "rules": [{"text": "未公开，扣5分", "deduct": 5}]}],
        }
    )
