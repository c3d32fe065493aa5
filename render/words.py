"""The Chinese that a form is filled with, and the words by which its labels are known. Each says where it was seen."""

from __future__ import annotations

from rubrics.model import Reach

NOTHING = "/"
"""In a score cell where there is nothing to score: the habit of filled forms (a blank cell would look forgotten)."""

MET, NOT_MET = "符合", "不符合"
FULL = "符合要求"
"""Of an item without a fault. A form that wants 得分及扣分点说明 (jiangsu, note 5) does not leave it blank."""

NOT_APPLICABLE = (
    "不参与考评",  # jiangsu: 600－不参与考评内容分数之和
    "合理缺项",  # 评分汇总表 of 机械, 冶金
    "缺项",  # 缺项说明表
    "空项",  # 机械 2005: 各空项分之和
    "不涉及",
)
"""What a standard calls an item that does not apply; the first that its own notes use is written."""
NOT_APPLICABLE_ELSE = "不适用"

ZEROED, ALL_POINTS, NOTHING_TAKEN, NO_MORE_TAKEN = "不得分", "得满分", "不扣分", "不再扣分"
TAKEN, GIVEN = "扣{figure}分", "得{figure}分"
BESIDES = "追加"
FURTHER = BESIDES + "扣{figure}分"
COUNTED = "{count}{unit}"
UNIT = "处"
"""Counted where the clause names no unit."""
VETO = "{rank}级否决项"
"""Of a rank that is one letter (hainan: A级否决项, B级要素否决项); other ranks are written as printed."""
ZERO_REACH = {Reach.ELEMENT: "该要素不得分", Reach.CATEGORY: "该类目不得分", Reach.TOTAL: "一票否决"}

OBJECT = "第{number}个"
"""Before what was found at one of several objects of a kind that have no names."""
DAY, DAYS = (
    "{begin.year}年{begin.month}月{begin.day}日",
    "{begin.year}年{begin.month}月{begin.day}日至{end.year}年{end.month}月{end.day}日",
)
BETWEEN_NAMES = "、"

SELF_WORDS = ("自评", "自查", "自检", "自我")
"""In the label of a blank: about the self-assessment (jiangsu 自评/评审单位)."""
REVIEW_WORDS = ("评审", "考评", "评定", "复评", "审核", "考核")
"""In the label of a blank: about the review."""
ASSESSED_WORDS = ("被", "受", "企业", "申报", "申请", "工程")
"""In the label of a blank for a unit: the unit that is assessed, whoever assesses it (被评审单位, 受评企业)."""

TAKEN_WORDS, SCORED_WORDS = ("扣",), ("得", "评分", "评审分", "自评分", "考评分")
"""In a label within a cell to fill: about what is taken (扣分小计：), about the score (得分小计：); 小计： is about both."""
FULL_POINTS = ("应得", "标准分", "满分", "分值", "应评")
"""In such a label: about the points that there are, which no assessment changes."""
BOX_MET = ("符合", "符合要求", "合格", "达标", "满足", "满足要求")
BOX_PARTLY = ("基本符合", "部分符合", "基本合格", "基本达标", "部分达标", "基本满足")
BOX_NOT_MET = ("不符合", "不符合要求", "不合格", "不达标", "未达标", "不满足", "不满足要求")
BOX_NOT_APPLICABLE = ("不适用", "不涉及", "缺项", "合理缺项", "空项", "无此项", "不参与考评")
"""Behind or before a box in the row of an item (检查表 of 危化, 粉尘, 消防)."""
YES, NO = "是", "否"
BOX_LABELS = frozenset({*BOX_MET, *BOX_PARTLY, *BOX_NOT_MET, *BOX_NOT_APPLICABLE, YES, NO})
VERDICT_LABELS = {"met": MET, "partly": BOX_PARTLY[0], "not-met": NOT_MET, "not-applicable": NOT_APPLICABLE_ELSE}
"""How a tick in a column of its own is called."""
ASKS_LATER = ("整改", "复查", "复核")
"""In the heading over columns to tick: what was found at a later time, which no assessment says."""
FIGURE_ENDS = ("得分", "得分率", "总分", "扣分")
"""With what a label ends behind which a figure of the result belongs."""
REMARKS = ("备注", "说明", "附注", "签字", "签名", "责任人", "期限", "时间", "日期")
"""In the heading of a column that often stays blank."""
ASKS_MET, ASKS_ELSE = ("符合", "达标", "合格", "满足", "到位", "落实"), ("不", "问题", "否决", "整改", "隐患", "扣")
"""In the heading over □是 □否: whether the requirement is met, and what asks about something else."""
SUM_NAMES = ("项目", "要素", "类目", "名称", "类别", "指标", "内容")
"""In the heading over the names in a table of sums (评分汇总表 of 机械, 冶金); never of a column for figures."""
SUM_POINTS = frozenset({"标准分", "标准分值", "分值", "满分", "满分值", "配分", "标准得分", "总分值"})
SUM_ABSENT = ("缺项", "空项", "不涉及", "不参与")
SUM_DUE = ("应得分", "应得", "应评")
SUM_RATE = ("得分率", "得分比", "百分比", "百分率")
SUM_TAKEN = ("扣分", "扣减分", "扣除分")
SUM_SCORE = ("得分", "实得", "评分", "评审分", "自评分", "考评分", "复评分")
"""In the headings over its figures, to be asked for in this order: 得分率 is no score."""
BEFORE_FIGURE, FIGURE_UNIT = "扣得减", "分"
"""Printed before and behind the room for a figure: 扣____分."""
UNIT_WORDS = (*ASSESSED_WORDS, "单位", "公司", "法定", "法人")
"""In the label of a blank for a name: who signs for a unit (被检查单位负责人), and leads no assessment, but for 企业自评组长."""
RESULT_WORDS = ("百分", "标准化得分", "最终得分", "最后得分", "得分率", "评审结果")
"""In the label of a blank for a score: what the standard's formula comes to, not the points (jiangsu 标准化得分（百分制）)."""

UNITS = "处|项|个|人次|人|次|台次|台|份|件|篇|起|辆|类|种|条|例|日|天"
"""Units before a price, where the clause was not understood so far (all five)."""
PRICE = (
    r"[，,、；;：:。\s]*(?:(?:每|各|任一)*(?:发现|有|缺少|缺|少|漏)?[一1]?(?:{unit}))?(?:的|均|各|(?<!否)则|一律|本项|该项|此项|追加|酌情)*"
    r"(?:扣(?:除|完|全|减|分)?(?=[\d.～~\-—–一二三四五六七八九十本全完该此])|不得分|得0分|得零分|无分|不给分|得满分|不扣分)"
)
"""Where a clause stops saying what was found and begins with what it costs."""
FOUND = r"^(?:每?(?:发现|有)?[一1]?(?:处|项|个|次|人)(?=不)|每?发现|每(?=[少缺漏有]))"
"""What stands before the fault itself in 每处不符合, 每发现一处不符合 (jiangsu, hangzhou), 每少一次."""
NUMBER = r"^(?:[（(]?\d{1,2}[）)、.．](?!\d)\s*|[①-⑳]\s*)"
CLAUSE_ENDS = "，,、；;。：: 的（("
LONGEST_CLAUSE = 40
"""Signs of a clause that are written where the assessor wrote no words of his own."""

SIGNATURES = ("签字", "签名", "签章", "盖章", "审核人", "填表人", "填报人", "经办人")
"""In the label of a blank that stands below a table (危化 评审组长签字)."""
ROOM, UNKNOWN_ROOM, BETWEEN_BLANKS = " " * 36, "_" * 18, " " * 4
PERIOD_ROOM, DATE_ROOM = "从     年   月   日 到     年   月   日", "     年   月   日"
"""Room on the lines of a rebuilt form, as wide as in jiangsu's."""
PAGE_NUMBER = ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页")
"""The footer of official forms: words and fields in turn."""
APPENDED = ("扣分说明", "扣分", "得分")
"""Headings of what is appended to a form that has nothing to fill: description, deduction, score (扣分点及原因说明汇总表)."""
SUBTOTAL, TOTAL = "小计", "总计"
"""Labels of sum rows that are appended with them."""
