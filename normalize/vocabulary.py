"""The words by which a scoring table is recognised: data, each with where it was seen.

Sources in the comments: jiangsu, garage, hangzhou, hainan, notes are the five standards in ``examples/``; JGJ59 is the
construction safety check standard; 危化 the hazardous-chemicals rules; 机械, 冶金, 水利, 电力, 交通 the rules of those trades;
tender the scoring tables of tender documents.

To teach a new spelling: add it to the table it belongs to, and a line to ``tests/normalize/test_headings.py``.
"""

from __future__ import annotations

from rubrics.model import BlankField, ColumnRole

HEADINGS: dict[ColumnRole, tuple[str, ...]] = {
    ColumnRole.INDEX: (
        "序号",  # hangzhou
        "编号",
        "项次",
        "项号",
        "顺序号",
        "NO",
        "NO.",
    ),
    ColumnRole.ELEMENT: (
        "一级要素",
        "二级要素",
        "三级要素",  # jiangsu, notes
        "A级要素",
        "B级要素",
        "C级要素",
        "Ａ级要素",
        "Ｂ级要素",  # hainan, 危化
        "一级指标",
        "二级指标",
        "三级指标",
        "四级指标",  # hangzhou
        "考评项目",
        "考评类目",  # garage, 机械
        "一级项目",
        "二级项目",
        "三级项目",  # 水利
        "评审项目",
        "评审类目",
        "评估项目",
        "评价项目",
        "检查项目",
        "考核项目",
        "评分项目",
        "评定项目",
        "评分因素",
        "评审因素",
        "考核指标",
        "评价指标",
        "评估指标",
        "指标名称",
        "项目名称",
        "类目",
        "类别",
        "要素",
        "项目",
        "指标",
        "模块",
        "维度",
    ),
    ColumnRole.SPECIFICATION: (
        "基本规范要求",  # jiangsu
        "规范要求",
        "基本规范",
        "标准化要求",
        "核心要求",
        "法规依据",
        "依据",
    ),
    ColumnRole.REQUIREMENT: (
        "企业达标标准",
        "达标标准",  # jiangsu, notes
        "考评内容和要点",
        "考评内容",  # garage
        "企业达标要求",
        "达标要求",  # hainan
        "考核内容",
        "评估内容",
        "评价内容",
        "评审内容",
        "检查内容",
        "评分内容",
        "评定内容",
        "考核要点",
        "评价要点",
        "评审要点",
        "考核内容及要求",
        "内容及要求",
        "项目内容",
        "标准要求",
        "检查标准",
        "建设要求",
        "创建要求",
        "工作要求",
        "具体要求",
        "考核内容及评分标准",
        "主要内容",
        "内容",
        "要求",
        "要点",
    ),
    ColumnRole.POINTS: (
        "标准分值",
        "分值",  # jiangsu, garage, hangzhou
        "标准分",
        "基准分",
        "应得分",
        "应得分数",
        "满分",
        "满分值",
        "配分",
        "权重分",
        "分数",
        "总分",
        "分",  # JGJ59, 冶金
    ),
    ColumnRole.METHOD: (
        "考评方法",  # garage
        "评审方法",  # hainan
        "检查方法",
        "评估方式",
        "考核方式",
        "检查方式",
        "评审方式",
        "评价方式",
        "核查方式",
        "考核方法",
        "查资料",
        "查文件",
        "询问",
        "现场检查",
        "资料来源",
        "证明材料",
        "评审要素",
        "考评方式",
        "评价方法",
    ),
    ColumnRole.RULES: (
        "评分方式",  # jiangsu, notes
        "考评标准",  # garage
        "评分方法",  # hangzhou
        "评分标准",
        "扣分项",  # hainan
        "考评办法",
        "扣分标准",
        "评分细则",
        "打分标准",
        "计分标准",
        "计分方法",
        "记分标准",
        "考核标准",
        "评审标准",
        "评价标准",
        "评定标准",
        "考核办法",
        "评分办法",
        "评分依据",
        "评分规则",
        "赋分标准",
        "得分标准",
        "评估标准",
        "扣分细则",
        "奖罚标准",
    ),
    ColumnRole.VETO: (
        "否决项",  # hainan
        "否决条件",
        "一票否决",
        "一票否决项",
        "否决",
    ),
    ColumnRole.DESCRIPTION: (
        "自评/评审描述",
        "描述",  # jiangsu, notes
        "自评摘要",
        "考评摘要",  # garage
        "评价情况描述",
        "情况描述",  # hangzhou
        "扣分说明",
        "扣分原因",
        "扣分点",
        "扣分理由",
        "扣分情况",
        "存在问题",
        "发现问题",
        "检查情况",
        "检查记录",
        "评审记录",
        "自评情况",
        "自评说明",
        "考评记录",
        "情况说明",
        "得分说明",
        "问题描述",
        "扣分点及原因说明",
        "扣分事由",
        "评审情况",
    ),
    ColumnRole.DEDUCTION: ("扣分", "扣减分", "扣减分数", "扣分值", "扣分分值", "扣分数", "实扣分"),  # JGJ59
    ColumnRole.SCORE: (
        "实际得分",
        "得分",  # jiangsu, notes
        "自评分",
        "考评分",  # garage
        "评价得分",  # hangzhou
        "自评得分",
        "专家评分",
        "实得分",
        "实得分数",
        "评审得分",
        "评审分",
        "评审评分",
        "考核得分",
        "检查得分",
        "核定得分",
        "复核得分",
        "自查得分",
        "初评得分",
        "考评得分",
        "自查分",
        "评分",
        "最终得分",
        "自评打分",
        "打分",
    ),
    ColumnRole.IGNORED: ("备注", "责任部门", "责任人", "责任单位", "牵头单位", "是否适用", "适用", "说明"),
}
"""What a column holds, by its heading without white space. The longest term that the heading ends with, else contains, wins."""

SELF_SIDE = ("自评", "自查", "自检", "企业", "初评")
"""Words in a heading that make the column the self-assessor's."""
REVIEW_SIDE = ("考评", "评审", "专家", "复评", "核查", "考核", "复核", "核定", "评估组", "检查组")
"""Words in a heading that make the column the reviewer's."""

SUBTOTALS = ("小计", "得分小计", "分项小计", "本项小计", "小计得分", "检查项目小计")
TOTALS = ("合计", "总计", "总分", "得分总计", "总得分", "合计得分", "检查项目合计", "共计", "合计分", "总评分", "得分合计")
"""Labels of computed rows (jiangsu, hangzhou, notes, JGJ59); a figure or a bracket may follow."""

GATE_WORDS = ("基本条件", "先决条件", "前置条件", "准入条件", "申报条件", "必备条件", "否决条件")
"""Labels of elements that are conditions of entry (hangzhou)."""
BONUS_WORDS = ("奖励项", "加分项", "附加项", "附加分", "奖励分", "鼓励项", "创新加分", "特色加分")
"""Labels of elements whose points stand above the total (hangzhou)."""
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

ITEM_MARKS = ("关键项", "否决项", "必备项", "重点项", "强制项", "核心项", "关键指标", "必查项", "一票否决项")
"""Marks that stand beside an item's points or in its text."""

TITLE_ENDINGS = (
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
    "评价细则",
    "规范",
    "说明",
    "方案",
)
"""With what the title of a standard ends, before （试行） and the like."""
TITLE_TAILS = ("试行", "修订", "暂行", "征求意见稿", "修订版", "修订稿", "试行稿", "送审稿", "报批稿")
"""What may stand in brackets behind a title; a year or a version too."""
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
