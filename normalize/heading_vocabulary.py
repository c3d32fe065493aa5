"""The words by which the columns of a scoring table are recognised: data, each with where it was seen.

Sources in the comments: jiangsu, garage, hangzhou, hainan, notes are the five standards in ``examples/``; JGJ59 is the
construction safety check standard; 危化 the hazardous-chemicals rules; 机械, 冶金, 水利, 电力, 交通 the rules of those trades;
tender the scoring tables of tender documents.

To teach a new spelling: add it to the table it belongs to, and a standard to ``tests/normalize/unseen_with_columns.txt``.
"""

from __future__ import annotations

from rubrics.model import ColumnRole


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


_OFFICES = _words("考核部门 考评部门 评分部门 考核单位 责任科室 责任处室 牵头部门 牵头科室 主管部门 配合部门 负责部门")
"""Who looks, or who is answerable."""

HEADINGS: dict[ColumnRole, tuple[str, ...]] = {
    ColumnRole.INDEX: (
        "序号",  # hangzhou
        "编号",
        "项次",
        "项号",
        "顺序号",
        "条款号",  # tender: 条款号 | 评分因素 | 评分标准
        "条号",
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
        "项目分值",  # 责任意识（10分） under it
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
        "领域",
        "板块",
        "单元",
        "元素",  # 金属非金属矿山
        "类",
        "目",  # 项目/类 | 项目/目
    ),
    ColumnRole.SPECIFICATION: (
        "基本规范要求",  # jiangsu
        "规范要求",
        "基本规范",
        "标准化要求",
        "核心要求",
        "法规依据",
        "释义",  # 交通
        "内涵",
        "指标解释",
        "指标说明",
        "指标定义",  # appraisal tables
        "目标值",
        "指标值",
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
        "标准",  # 项目分值 | 标准 | 备注
        "观测点",  # schools
        "考察点",
        "加分内容",
        "扣分内容",
        *_words("违规行为 违章行为 违纪行为 违法行为 失信行为 不良行为 违规情形 失信情形 扣分情形 加分情形"),
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
        "基本分",
        "基础分",
        "配点",
        *_words("最高分 最高分值 最高得分 分项分 小项分 单项分 赋分"),  # 总分 | 分项分
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
        "看现场",
        "查现场",
        "问人员",
        "查记录",
        "查台账",
        "查阅资料",
        "现场查看",
        "实地查看",
        "人员访谈",
        "访谈",
        "数据来源",  # 绩效
        "信息来源",
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
        "自评",
        "考评",  # 一季度 over 自评 | 考评
        "督评",  # schools: 自评 | 督评
        "互评",
        "初评",
        "复评",
        "终评",  # villages: 村自评 | 镇复评 | 县终评
        "领导评",
        "上级评",
        "计分",  # hotels
    ),
    ColumnRole.IGNORED: ("备注", "责任部门", "责任人", "责任单位", "牵头单位", "是否适用", "适用", "说明", *_OFFICES),
}
"""What a column holds, by its heading without white space. The longest term that the heading ends with, else contains, wins."""

_ASSESSING = _words(
    "考评 评审 评估 评价 考核 检查 测评 评定 验收 核查 督查 督导 审核 诊断",
    "评议 评选 评比 评判 复核 抽查 考察 监督 审查 评鉴 认定 稽核 巡查 巡检 考查 排查 查验 自检 审计",
    "评查 核验 点检 抽检 复查 评优 评级 验评",
)
"""What authorities call their looking: 测评 civilised units, 督导 schools, 诊断 危化, 验收 towns and projects."""
_SCORING = _words("评分 计分 打分 记分 赋分 扣分 给分 得分 加分 积分")
"""What they call the giving of points."""
_BUILDING = _words("创建 建设 达标 工作")
"""What those who are assessed do: their 标准 are requirements."""
_BEHIND: tuple[tuple[ColumnRole, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ColumnRole.ELEMENT,
        (*_ASSESSING, *_SCORING),
        ("项目", "类目", "指标", "因素", "要素", "单元", "类别", "维度", "模块", "事项", "领域", "板块", "部位", "方面"),
    ),
    (ColumnRole.ELEMENT, (*_ASSESSING, "评分"), ("项",)),
    (ColumnRole.REQUIREMENT, (*_ASSESSING, *_SCORING, *_BUILDING), ("内容", "要点", "要求", "细项", "条款", "条目", "点")),
    (ColumnRole.REQUIREMENT, _BUILDING, ("标准", "规范", "任务")),
    (ColumnRole.METHOD, (*_ASSESSING, "查证", "印证", "取证"), ("方法", "方式", "途径", "手段", "形式")),
    (ColumnRole.RULES, (*_ASSESSING, *_SCORING), ("标准", "细则", "办法", "规则", "准则", "说明及评分标准")),
    (ColumnRole.RULES, _SCORING, ("方法", "方式", "说明", "依据", "要求", "原则", "规定", "条件")),
    (ColumnRole.POINTS, (*_ASSESSING, *_SCORING), ("分值", "满分", "标准分", "值")),
    (ColumnRole.SCORE, _ASSESSING, ("得分", "评分", "打分", "分", "分数", "实得分")),
    (ColumnRole.DESCRIPTION, _ASSESSING, ("情况", "记录", "意见", "描述", "问题", "说明")),
)
"""How headings are made: a word for looking, and a word for what stands below. What ``HEADINGS`` names goes first."""


def _composed() -> dict[str, ColumnRole]:
    named = {term for terms in HEADINGS.values() for term in terms}
    made: dict[str, ColumnRole] = {}
    for role, before, behind in _BEHIND:
        for term in (first + last for first in before for last in behind):
            if term not in named:
                made.setdefault(term, role)
    return made


COMPOSED_HEADINGS = _composed()
"""Headings that nobody listed, by their two halves: 测评标准, 督导方式, 诊断内容."""

STEPS = frozenset(
    _words(
        "优秀 优 优等 良好 良 良等 较好 好 很好 中等 中 一般 较差 差 很差 合格 基本合格 不合格 及格 不及格 达标 基本达标 不达标",
        "未达标 完全符合 符合 基本符合 部分符合 不符合 满意 基本满意 较满意 不满意 A级 B级 C级 D级 E级 A B C D E A等 B等 C等 D等",
    )
)
"""Names of steps that stand side by side as headings (schools, suppliers, teaching)."""

WEIGHTS = ("权重", "权数", "比重", "占比")
"""Headings of columns of weights (绩效 tables): points where they come to 100 in all."""

DEDUCTING = ("扣分", "扣减", "减分")
"""With what headings begin under which bare figures are what each row costs: 扣分标准（分／次）."""

SUMS_OF_POINTS = ("小计",)
"""Headings of columns that print what items come to, or leave it to be filled in."""

POINTS_INSIDE = ("分值", "分数", "满分", "标准分")
"""What a heading of words has in it where figures in brackets stand behind them: 一级指标（分值）."""

JUDGED_BY = ("标准", "细则", "办法", "规则", "准则", "依据")
"""Headings end so that could be about rules or about requirements (评审标准), unless they begin with a word of giving points."""
SCORING_WORDS = _SCORING

PRICED = (
    r"(?:扣|减|得|加|计|记|给|奖)\s*[0-9一二三四五六七八九十半]+(?:\.[0-9]+)?\s*(?:[-~～—–至到]\s*[0-9.]+\s*)?分"
    r"|(?:最高|最多|每[^,。;]{1,6}?)[0-9]+(?:\.[0-9]+)?分|[0-9.]+[-~～—–至到][0-9.]+分"  # tender: 每个5分，最高15分; 良好10-15分
    r"|不得分|不给分|不计分|得满分|得分为?0|扣完为止|否决"
)
"""What a cell of a rules column says, as a pattern in half-width signs."""

SELF_SIDE = ("自评", "自查", "自检", "企业", "初评")
"""Words in a heading that make the column the self-assessor's."""
REVIEW_SIDE = (
    *("验收", "终评", "督评", "督查"),
    "考评",
    "评审",
    "专家",
    "复评",
    "核查",
    "考核",
    "复核",
    "核定",
    "评估组",
    "检查组",
)
"""Words in a heading that make the column the reviewer's."""
GRADERS = ("初评", "复评", "终评", "互评", "督评", "领导评", "上级评")
"""What tells the scores of several assessors apart who look one after the other: 村自评 | 镇复评 | 县终评."""
