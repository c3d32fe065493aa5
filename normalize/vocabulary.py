"""The words by which rows, labels, titles and notes of a standard are recognised: data, each with where it was seen.

The headings of columns stand in ``normalize.heading_vocabulary``, with what the sources in the comments mean.
"""

from __future__ import annotations

from rubrics.model import BlankField

SUBTOTALS = ("小计", "得分小计", "分项小计", "本项小计", "小计得分", "检查项目小计")
TOTALS = ("合计", "总计", "总分", "得分总计", "总得分", "合计得分", "检查项目合计", "共计", "合计分", "总评分", "得分合计")
"""Labels of computed rows (jiangsu, hangzhou, notes, JGJ59); a figure or a bracket may follow."""

_ADJUNCTS = [
    "本项",
    "本类",
    "本部分",
    "本章",
    "本节",
    "本表",
    "本单元",
    "本条",
    "分项",
    "单项",
    "各项",
    "全部",
    "全表",
    "以上",
    "考核",
    "考评",
    "评审",
    "评估",
    "评价",
    "检查",
    "测评",
    "评定",
    "验收",
    "自评",
    "复评",
    "项目",
    "得分",
    "满分",
    "标准分",
    "标准",
    "基本分",
    "基础分",
    "应得",
    "应得分",
    "实得",
    "实得分",
    "实际得分",
    "实际",
    "最终",
    "最后",
    "累计",
    "总",
    "分值",
    "分数",
    "综合",
]
TOTAL_LABEL = (
    rf"(?:{'|'.join(sorted(_ADJUNCTS, key=len, reverse=True))})+(?:小计|合计|总计|总分|总分数|总得分|共计)"
    r"(?:得分|分值|分数|分)?"
)
"""Labels of computed rows that are made of parts: 本项得分小计, 满分合计, 考核总得分."""
_SUMS = (
    "(?:小计|合计|总计|共计|累计|总分|总和|总数|总评|总成绩|满分|总权重|合計|總計|總分|小計)"
    "(?:总?分值|分数|得分|满分|总分|[值数分])?"
)
_SIGN = "[A-Z0-9一二三四五六七八九十]"
LOOSE_TOTAL = (
    rf"[\u4e00-\u9fffA-Z0-9、()~-]{{0,16}}?{_SUMS}(?:{_SIGN}(?:[+、]{_SIGN})*)?|{_SUMS}:?[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?分?"
    rf"|\(?{_SIGN}\)?(?:[+、]\(?{_SIGN}\)?)+|(?:GRAND|SUB)?TOTAL|SUM|[∑Σ计]"
)
"""Labels of computed rows where nothing but figures stands behind them: 经营小计, 合计分值, 小计1, 合计A+B, 总分：100, TOTAL."""
SUBTOTAL_WORDS = ("小计", "本项", "本类", "本部分", "本章", "本节", "本单元", "分项", "单项")
"""What tells a computed row of a part from one of the whole."""
RESULT_LABEL = (
    rf"(?:(?:{'|'.join(sorted((*_ADJUNCTS, '折算', '换算', '加权', '企业', '专家'), key=len, reverse=True))})*"
    r"(?:得分|得分率|扣分|评分|折算分|换算分|折合分)(?:合计|小计|总计|总数)?(?:\(%\))?"
    r"|(?:[\u4e00-\u9fff]{1,6}占[\u4e00-\u9fff]{1,6}的?|得分|总得分)?(?:百分率|百分比|比例)(?:\(%\))?"
    r"|[\u4e00-\u9fff]{0,6}(?:得分|扣分|加分|合计|总分)\([^()]*[×÷*/+\-=%][^()]*\)|[\u4e00-\u9fff]{0,8}(?:总分|总得分|最终得分|合计|总计)=.{1,40}"
    r"|本页(?:小计|合计)|(?:合格|及格|达标|入围|优秀)(?:分|分数|分数线|线)|(?:加权后|标准化|百分制)得分|应得分|实得分|有效分值|承(?:前|上)页|过次页|转(?:下|次)页|接(?:前|上)页)"
)
"""Labels of rows for results that are no plain sums of the points: 得分率, 扣分合计, 最终得分（合计×0.9）."""
CLOSING_LABEL = (
    r"备注|说明|附注|注|(?:检查|考核|考评|评定|评审|评价|评估|验收|审核|测评|最终)?(?:结论|结果|等级|等次|日期|时间|地点|意见|组意见|评语)"
    r"|存在的?(?:主要)?问题(?:及.{2,8})?|整改(?:意见|建议|要求|期限)|联系(?:电话|人)|(?:审核|审批|复核|填表|检查|考核|评审)(?:人|人员|专家)"
    r"|评分等级|评定结果|以下空白|核减分|缺项分|(?:不适用项|缺项)分值|有效分值|平均分|应得分|实得分"
)
"""Labels of rows below the items that hold no words but ticks, days, other such labels, or one text over the whole width."""
SIGNATURE = (
    r"(?:签字|签名|签章|盖章|公章)[):]*$|^[\u4e00-\u9fff()/、]{1,16}:$"
    r"|^[\u4e00-\u9fff]{0,10}(?:签字|签名|签章|检查人|检查人员|评分人|评审人|考核人|考评人|评估人|被检查人|被检查单位负责人|评语|结论|等级|评定结果|总评|综合评价|总体评价)[:()]*"
    r"(?:[:].{0,30}|□.{0,40})?$"
)
"""Cells of rows for signatures, conclusions and days below the items."""

BONUS_TITLES = ("加分", "附加", "奖励", "奖励加分", "附加加分", "鼓励加分")
"""Titles of such elements that must stand alone."""
GATE_WORDS = ("基本条件", "先决条件", "前置条件", "准入条件", "申报条件", "必备条件", "否决条件")
"""Labels of elements that are conditions of entry (hangzhou)."""
BONUS_WORDS = (
    *("奖励项", "加分项", "附加项", "附加分", "奖励分", "鼓励项", "创新加分", "特色加分"),
    *("（加分", "(加分", "加分）", "加分)"),  # 特色项目（加分，最高5分）
    *("加分指标", "加分因素", "加分内容", "加分事项", "加分条件", "加分部分", "额外加分", "奖励指标", "附加指标", "附加题"),
)
"""Labels of elements whose points stand above the total (hangzhou)."""
PART_WORDS = (*BONUS_WORDS, *GATE_WORDS, "否决项", "一票否决项", "一票否决", "扣分项", "减分项", "倒扣分项", "负面清单")
"""Lines above a table that label it though they print no code: 加分项, 否决项."""
TAKING_WORDS = ("扣分项", "减分项", "扣分事项", "倒扣分", "扣分指标", "负面清单")
"""Labels of elements that only take; figures beside their items are what each costs, not what it is worth."""
PENALTY_WORDS = (
    "否决项",
    "一票否决",
    "否决条件",
    "否决指标",
    "扣分项",
    "扣分事项",
    "扣分指标",
    "减分项",
    "倒扣分",
    "负面清单",
    "负面事项",
)
"""Labels of elements that only take from the total, or decide by themselves: without points of their own."""
GUARANTEE_WORDS = ("保证项目",)
"""Labels of guarantee parts (JGJ59)."""

CONTINUED = (
    "（续）",
    "(续)",
    "（续表）",
    "(续表)",
    "续表",
    "（接上页）",
    "(接上页)",
    "（续上表）",
    "(续上表)",
    "续上表",
    "（接上表）",
)
"""What is printed on a label, a title or a line of its own where a table goes on after a page break."""

STARS = "★✮✭⭐"
"""Signs that mark an item as one that must score in full (garage)."""

ITEM_MARKS = ("关键项", "否决项", "必备项", "重点项", "强制项", "核心项", "关键指标", "必查项", "一票否决项", "必查")
"""Marks that stand beside an item's points or in its text."""

TITLE_ENDINGS = (
    "评分方法",  # 煤矿
    "评价方法",
    "评定方法",
    "计分方法",
    "指南",  # 危化
    "导则",
    "体系",
    "评分细则",
    "实施细则",
    "评价标准",
    "评审标准",
    "评分标准",
    "考评标准",
    "评分表",
    "评定标准",
    "考核标准",
    "细则",
    "标准",
    "办法",
    "指标",
    "指标体系",
    "评审表",
    "考评表",
    "检查表",
    "考核表",
    "评价表",
    "自评表",
    "测评表",
    "评估表",
    "打分表",
    "验收表",
    "自查表",
    "检查用表",
    "记分表",
    "计分表",
    "量化表",
    "量表",
    "稽核表",
    "审核表",
    "审核单",
    "打分单",
    "督查表",
    "巡查表",
    "评分明细表",
    "评议表",
    "评价细则",
    "规范",
    "说明",
    "方案",
)
"""With what the title of a standard ends, before （试行） and the like."""
TITLE_TAILS = ("试行", "修订", "暂行", "征求意见稿", "修订版", "修订稿", "试行稿", "送审稿", "报批稿")
"""What may stand in brackets behind a title; a year or a version too."""
EXAMPLE_OPENINGS = ("例:", "例如:", "示例:", "(例)", "(示例)", "【例】", "【示例】", "样例:")
"""With what a row opens that only shows how the others are filled in."""
SAMPLE_WORDS = ("示例", "样例", "样表", "范例", "举例", "填写样", "填表样", "空白表", "实例")
"""What a line above a table says that only shows how another one is filled in."""
ATTACHMENT = ("附件", "附录", "附表", "附 件", "附")
"""What stands before a number on the line above a title."""
NOTE_OPENINGS = ("注", "说明", "备注", "填表说明", "评审说明", "评分说明", "考评说明", "依据", "使用说明")
"""With what a note above or below a table opens (hangzhou 说明：, garage 依据：)."""

BLANK_FIELDS: tuple[tuple[str, BlankField], ...] = (
    ("时间", "period"),
    ("日期", "date"),  # jiangsu
    ("组长", "leader"),
    ("负责人", "leader"),
    ("成员", "members"),
    ("参加人员", "members"),
    ("评审人员", "members"),
    ("考评员", "members"),
    ("评审员", "members"),
    ("单位", "unit"),
    ("企业名称", "unit"),
    ("申报企业", "unit"),
    ("受评企业", "unit"),
    ("被考评", "unit"),
    ("工程名称", "unit"),
    ("得分", "score"),
    ("等级", "grade"),  # conclusions below tables: 评审得分：   评定等级：
)
"""What a blank above the table asks for, by a word in its label; the first that fits."""
