"""A revised edition of the garage standard as a ministry could publish it, made by hand for the tests."""

from __future__ import annotations

from rubrics.library import open_library
from tests.rubrics.revised.editing import Draft

HEAD = {
    "version": "2024",
    "date": "2024-07-01",
    "supersedes": "garage-level3",
    "title": "机动车维修企业安全生产标准化考评实施细则",
}
STATEMENT = "（三级达标企业必须得满分,否则将不能通过三级安全生产标准化考评）"


def revised():
    """Return the old and the new edition, and of which old items and elements each new one was made."""
    old = open_library("garage-level3")
    draft = Draft(old)
    _policy(draft)
    _prices(draft)
    _stars_and_vetoes(draft)
    _items(draft)
    _elements(draft)
    _form(draft)
    return old, *draft.done(**HEAD)


def _policy(draft):
    grades = draft.data["policy"]["grades"]
    grades[2]["at_least"] = 650
    grades[2]["mandatory_stars"] = 2
    grades[1]["elements"] = {"level": 1, "at_least": 60, "of": "percent"}
    grades.append({"name": "基本达标", "at_least": 550, "of": "points"})
    draft.data["policy"]["once"] = True
    draft.data["notes_below"].remove("《关于调整汽车报废标准若干规定的通知》（国经贸〔2000〕1202）")
    draft.data["notes_below"].append("《机动车维修管理规定》（交通运输部令2023年第14号）")


def _prices(draft):
    draft.rule("2.1-3", 2).update(  # the price of a missed meeting doubles, the cap goes
        text="1.每季度企业至少召开1次安委会会议分析、研究、解决安全管理问题，每少1次扣4分", deduct=4
    )
    del draft.rule("2.1-3", 2)["cap"]
    draft.rule("2.1-3", 3).update(cap=3)
    draft.rule("2.1-3", 3)["text"] = draft.rule("2.1-3", 3)["text"].replace("扣完5分为止", "扣完3分为止")
    draft.rule("8.4-2", 3).update(text="2.相关人员转岗，但未进行岗位培训，发现一起扣2分，扣完5分为止", deduct=2)
    draft.rule("3.1-4", 3).update(text="2.其他人员对其安全职责不清楚的，扣1分")
    del draft.rule("3.1-4", 3)["per"]
    draft.items["14.1-3"]["rules"].pop()  # what exempted young plans is gone
    draft.rule("9.6-2", 2).update(text="气瓶放置不符合要求的，不得分", zero="item")
    del draft.rule("9.6-2", 2)["deduct"]


def _stars_and_vetoes(draft):
    draft.items["6.1-2"]["stars"] = 2
    draft.items["9.1-5"]["stars"] = 3
    draft.items["9.1-5"]["rules"].append({"text": STATEMENT, "mandatory": "三级", "end": ""})
    del draft.items["13.2-1"]["stars"]
    draft.elements["15"]["rules"] = [{"text": "发生瞒报、谎报事故的，一票否决", "zero": "total", "veto": "一票否决"}]
    draft.items["5.1-3"]["method"] = "查资料：\n核查财务凭据及使用项目记录，并与有关人员核对。"


def _items(draft):
    # 7.2-2 is gone, 7.2-1 is worth its points too
    draft.remove("7.2-2")
    draft.items["7.2-1"]["points"] = 20
    # two of 11 gives to 10
    draft.items["11.2-5"]["points"] = 5
    draft.elements["11"]["points"] = 65
    draft.items["10.2-3"]["points"] = 10
    draft.elements["10"]["points"] = 55
    # 13.1-2 is split
    item = draft.items["13.1-2"]
    rules = item["rules"]
    draft.split(
        "13.1-2",
        {
            "requirement": "②公开安全生产举报电话号码、通信地址或者电子邮件信箱；",
            "points": 2,
            "stars": 2,
            "method": item["method"],
            "rules": rules[:3],
        },
        {"requirement": "③对接到的安全生产举报和投诉及时予以调查和处理。", "points": 3, "rules": [rules[0], rules[3]]},
    )
    # 9.4-1 and 9.4-2 become one
    first, second = draft.items["9.4-1"], draft.items["9.4-2"]
    draft.merge(
        "9.4-1",
        "9.4-2",
        {
            "requirement": "①在室内进行喷涂作业，并设置独立的调漆间；",
            "points": 10,
            "method": first["method"],
            "rules": [*first["rules"], second["rules"][-1]],
        },
    )
    # 工伤保险 goes from 职业健康 to 安全投入
    moved = draft.remove("12.2-1")
    draft.elements["12"]["elements"].remove(draft.elements["12.2"])
    draft.elements["12"]["points"] = 25
    draft.insert("5.2", 3, moved)
    draft.elements["5"]["points"] = 60
    # reworded
    draft.items["14.2-3"]["requirement"] = (
        "③发生事故后，立即启动应急预案，组织有关力量进行救援，并在一小时内将事故信息及应急预案启动情况报告有关部门。"
    )
    draft.rule("3.2-1", 3)["text"] = "2.有考核，但未按考核结果落实奖惩的，扣5分"
    # new ones at the front of long elements
    draft.insert(
        "9.1",
        1,
        {
            "requirement": "①建立新能源汽车维修作业安全管理制度，配备绝缘工具和高压断电警示标识；",
            "points": 10,
            "rules": [
                {"text": "查资料、查现场", "method": True, "end": "：\n"},
                {"text": "1.未建立高压作业安全制度的，扣5分", "deduct": 5, "end": "；\n"},
                {"text": "2.未配备绝缘工具的，扣5分", "deduct": 5},
            ],
        },
    )
    draft.elements["9"]["points"] = 150
    draft.items["16.3-1"]["points"] = 10
    draft.elements["16"]["points"] = 25


def _elements(draft):
    # 培训计划 and 宣传教育 become one element
    plans, teaching = draft.elements["8.1"], draft.elements["8.2"]
    plans["title"] = "培训计划和宣传教育"
    plans["made from"] = ("8.1", "8.2")
    plans["items"] += teaching["items"]
    draft.elements["8"]["elements"].remove(teaching)
    # 应急预案 is split off: 预案制定 keeps two items, 预案管理 takes two
    parts = draft.elements["14.1"]
    kept, gone = parts["items"][:2], parts["items"][2:]
    parts["items"] = kept
    more = {"code": "2", "title": "预案管理", "items": gone, "made from": ("14.1",)}
    draft.elements["14"]["elements"].insert(1, more)
    # a new element of the first level in the middle renumbers all behind it
    draft.data["elements"].insert(
        6,
        {
            "code": "七",
            "title": "双重预防机制",
            "points": 10,
            "elements": [
                {
                    "code": "1",
                    "title": "分级管控",
                    "items": [
                        {
                            "requirement": "建立风险分级管控清单，绘制风险四色图并公示。",
                            "points": 10,
                            "rules": [
                                {"text": "未建立清单的，扣5分", "deduct": 5},
                                {"text": "未绘制四色图的，扣5分", "deduct": 5},
                            ],
                        }
                    ],
                }
            ],
        },
    )
    draft.data["points"] = 1010
    draft.elements["7"]["title"] = "科技支撑与信息化"


def _form(draft):
    draft.data["form"]["columns"][3]["heading"] = "考评方式"
    draft.data["form"]["columns"].pop(6)
