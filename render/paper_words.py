"""The Chinese of the papers around a form: their names, headings and the words for what has no figure."""

from __future__ import annotations

from scoring.scorecard import Status, StepKind

SUMMARY, LOSSES, ABSENT, EVIDENCE, CONCLUSION = "评分汇总表", "扣分点及原因说明汇总表", "缺项说明表", "证据清单", "{kind}结论"
"""Names of the papers, as published with the standards of 机械, 冶金 and 工贸 (证据清单 and 结论 are ours)."""
SUMMARY_HEADINGS = ("序号", "评审项目", "标准分值", "合理缺项分值", "应得分", "扣分", "实际得分", "得分率%")
LOSSES_HEADINGS = ("序号", "一级要素", "二级要素", "企业达标标准", "扣分说明", "扣分分值")
ABSENT_HEADINGS = ("序号", "二级项目", "三级项目", "标准分值", "缺项说明")
EVIDENCE_HEADINGS = ("序号", "条目", "企业达标标准", "证据资料名称", "说明")

KIND = {"self": "自评", "review": "评审"}
TOTAL, BONUS, NONE = "合计", "加分", "无"
NOT_ASSESSED, NOT_GIVEN = "未评", "/"
NO_NOTE = "未写明"
MUST_BE_FULL = "，须得满分"
"""Behind the open points of an item that the next grade asks for in full."""
MET_OR_NOT = {Status.GATE_MET: "符合", Status.GATE_FAILED: "不符合"}

ADJUSTED = {
    StepKind.FINDING: "要素整体扣分",
    StepKind.VETO: "否决项，要素得分归零",
    StepKind.GUARANTEE: "保证项目不合格，要素得分归零",
    StepKind.SHARE: "按标准总分的比例扣分",
    StepKind.OVERFLOW: "追加扣除",
    StepKind.CEILING: "超出要素分值的部分不计",
    StepKind.FLOOR: "扣到零分为止，多扣部分退回",
    StepKind.RESCALED: "合理缺项折算",
}
"""Steps in the sum of an element or the total that change it beside the scores that are added up."""

REST = "标准所印各项分值之和与总分不一致，以总分为准的差额"
"""Where the deductions that are listed do not come to the total's: a published standard can print sums that do not agree."""

UNIT, REVIEWER, PERIOD, LEADER, MEMBERS, STANDARD = "被评单位", "评审单位", "时间", "组长", "成员", "依据标准"
FIGURES = ("标准分值", "合理缺项分值", "应得分", "扣分", "实际得分", "得分率")
RESULT, WITH_BONUS, FORMULA, GRADE, OUTCOME = "评定得分", "含加分", "计算式", "评定等级", "结论"
AGAINST, LEFT, COUNTS = "未达到更高等级的原因", "未评条目", "扣分、缺项"
COUNTED = "扣分{losses}处，缺项{absent}项，未评{unassessed}项"
FALLEN_SHORT = "未定级"
SIGNED = ("组长（签字）：", "成员（签字）：", "单位（盖章）：", "日期：     年   月   日")
"""The lines for signatures below a conclusion."""
SIGNATURE_ROOM = 26
