"""A revised edition of the Jiangsu standard as a province could publish it, made by hand for the tests, and what it changes."""

from __future__ import annotations

from rubrics.library import open_library
from tests.rubrics.revised.editing import Draft

HEAD = {
    "version": "2025年修订",
    "date": "2025-03-01",
    "issuer": "江苏省应急管理厅",
    "supersedes": "jiangsu-small-enterprise",
}


def revised():
    """Return the old and the new edition, and of which old items and elements each new one was made."""
    old = open_library("jiangsu-small-enterprise")
    draft = Draft(old)
    _head(draft)
    _points(draft)
    _prices(draft)
    _items(draft)
    _elements(draft)
    return old, *draft.done(**HEAD)


def _head(draft):
    policy = draft.data["policy"]
    policy["rounding"]["places"] = 0
    policy["grades"][0]["at_least"] = 65
    policy["source"][2:] = ["最终得分采用四舍五入，取整数。", "65分为三级达标合格分。"]
    draft.data["notes"][1] = "2、本评分细则共含6项一级要素，21项二级要素及68条企业达标标准。"
    draft.data["stated"]["elements"] = [6, 21]
    draft.data["notes"][4] = (
        "标准化得分（百分制）=评定得分÷（600－不参与考评内容分数之和）×100。最终得分采用四舍五入，取整数。65分为三级达标合格分。"
    )


def _points(draft):
    """设备设施 gives 10 points to 职业卫生."""
    draft.items["2.2-12"]["points"] = 8
    draft.elements["2.2"]["points"] = 150
    draft.items["5.2-1"]["points"] = 12
    draft.items["5.3-2"]["points"] = 12
    draft.elements["5"]["points"] = 50


def _prices(draft):
    draft.rule("3.2-3", 2).update(text="记录不全的，每处扣3分", deduct=3)
    draft.rule("1.5-4", 1).update(text="未对转岗和重新上岗人员进行相应的教育培训的，每人扣1分", per="人")
    draft.rule("2.2-7", 1).update(text="每处不符合，扣2分", deduct=2)
    draft.rule("4.2-1", 1).update(text="应该立即整改的隐患，未及时整改的，每处扣4分，扣完12分为止", cap=12)
    draft.items["1.7-1"]["rules"][1] = {"text": "登记档案内容不全，不得分", "zero": "item"}
    draft.items["1.3-2"]["rules"][0] = {"text": "未足额缴纳工伤保险的，扣2分", "deduct": 2}
    draft.items["5.1-1"]["rules"].append({"text": "未按规定公告职业病危害因素的，扣1分", "deduct": 1})
    draft.items["6.1-1"]["rules"].pop()
    draft.items["2.1-2"]["rules"].append({"text": "因安全间距不足发生事故的，本要素不得分", "zero": "element", "veto": "B"})
    rules = draft.items["1.6-2"]["rules"]
    rules.insert(0, {"text": "重大危险源未建立档案的，扣2分", "deduct": 2})


def _items(draft):
    # 1.2-3 is split, its points too
    rules = draft.items["1.2-3"]["rules"]
    kept = {key: draft.items["1.2-3"][key] for key in ("specification",)}
    draft.split(
        "1.2-3",
        {"requirement": "建立、健全安全生产责任制。", "points": 8, "rules": rules[:4], **kept},
        {"requirement": "对安全生产责任制落实情况进行考核。", "points": 4, "rules": rules[4:], **kept},
    )
    # 2.1-5 and 2.1-6 become one
    draft.merge(
        "2.1-5",
        "2.1-6",
        {
            "requirement": "平面布置应合理安排车流、人流、物流，保证安全顺行；平面布置其他方面应符合有关标准规范要求。",
            "specification": draft.items["2.1-5"]["specification"],
            "points": 16,
            "rules": [{"text": "发现一处不合格，扣4分", "deduct": 4, "per": "处"}],
        },
    )
    # 疏散通道 goes from 生产现场 to 生产设备设施建设, with its 8 points
    moved = draft.remove("3.1-4")
    draft.insert("2.1", 4, moved)
    draft.elements["2.1"]["points"] = 88
    draft.elements["2"]["points"] = 238
    draft.elements["3.1"]["points"] = 32
    draft.elements["3"]["points"] = 112
    # reworded
    draft.items["5.2-2"]["requirement"] = (
        "对从事接触职业病危害作业的劳动者，应按照规定组织上岗前、在岗期间和离岗时的职业健康检查，并在七日内将检查结果书面告知劳动者。"
    )
    draft.items["1.7-3"]["requirement"] = "制定生产安全事故应急预案，配备必要的应急救援器材，每半年至少组织一次演练。"
    # a new one at the front, which renumbers all behind it
    draft.insert(
        "1.5",
        1,
        {
            "requirement": "制定年度安全培训计划，明确培训对象、内容、学时和经费。",
            "specification": "企业应建立安全教育培训制度。",
            "points": 6,
            "rules": [{"text": "无年度培训计划的，不得分", "zero": "item"}],
        },
    )
    draft.items["1.5-2"]["points"] = 4
    draft.items["1.5-3"]["points"] = 4
    # one is gone
    draft.remove("1.7-2")
    draft.items["1.4-4"]["points"] = 4
    draft.elements["1.7"]["points"] = 16
    draft.elements["1.4"]["points"] = 30
    # and two changed places
    first = draft.remove("3.2-1")
    draft.insert("3.2", 3, first)


def _elements(draft):
    draft.elements["3.3"]["title"] = "安全警示标志和标识"
    draft.elements["1"]["elements"].append(
        {
            "code": "1.8",
            "title": "安全文化建设",
            "points": 6,
            "items": [
                {
                    "requirement": "采取多种形式开展安全文化活动，引导从业人员遵章守纪。",
                    "points": 6,
                    "rules": [{"text": "未开展安全文化活动的，不得分", "zero": "item"}],
                }
            ],
        }
    )
    # 职业卫生 now stands before 隐患排查与治理: the codes 4 and 5 mean something else
    top = draft.data["elements"]
    top[3], top[4] = top[4], top[3]
    for row in draft.data["form"]["totals"]:
        row["points"] = {"2": 238, "3": 112, "5": 50}.get(row.get("of"), row["points"])
        if row.get("of") in {"4", "5"}:
            row["of"] = {"4": "5", "5": "4"}[row["of"]]
