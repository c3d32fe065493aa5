"""How far a verdict goes: the scopes that words name, and vetoes."""

from __future__ import annotations

from normalize.clauses.vocabulary.kinds import words
from rubrics.model import Reach

_SCOPES = {
    Reach.ITEM: words(
        "本项 该项 此项 本条 该条 此条",  # G N I
        "本小项 该小项 本款 该款 本项目 该项目 此项目 本考评内容 该考评内容 本条款 该条款 此条款 相应项 对应项",
        "本检查项 该检查项 本子项 该子项 单项 本项内容 该项内容 本指标 该指标 本内容 该内容 该问 本标准 此小项 本小条 该小条",
    ),
    Reach.ELEMENT: words(
        "该要素 B级要素 该B级要素",  # I, H
        "本要素 此要素 本B级要素 二级要素 该二级要素 本二级要素 该考评项目 本考评项目 整个要素 所在要素",
    ),
    Reach.CATEGORY: words(
        "该类目 本类目 该检查表 本表",  # I, C
        "A级要素 该A级要素 本A级要素 一级要素 该一级要素 本一级要素 此类目 该考评类目 本考评类目 该表 此表 本检查表 该评分表",
        "本评分表 检查评分表 该检查评分表 该分项检查评分表 该大项 本大项 该类 本类",
    ),
    Reach.TOTAL: words("全部要素 所有要素 考评总分 本次考评 整个考评 本次评审 总成绩"),
}
SCOPES: dict[str, Reach] = {word: reach for reach, names in _SCOPES.items() for word in names}
"""Whose points a verdict is about."""

UNSURE_SCOPES = frozenset({"本项目", "该项目", "此项目", "该大项", "本大项", "该类", "本类", "本标准"})
"""Scopes that name different levels in different standards: read as above, but said to be doubtful."""

TOTAL_SHARES = frozenset({"总分", "总分值", "总分数", "标准化总分"})
"""Words for the points of the whole standard."""

TOTAL_WORDS = (*sorted(TOTAL_SHARES, key=len, reverse=True), "总成绩", "总得分", "总评分", "总评")
"""Words that say, right before a verb or a verdict, that it is about the whole: 从总分中扣5分, 总评不得分."""

REACH_NOUNS = words(
    "大项 要素 类目 部分 章 章节 表 分表 评分表 检查表 项目 单元 专业 模块 系统 子系统 板块 版块 类 类别 大类 级指标 工程 环节",
    "报告 案卷 点位 样本 试卷 处方 病历",
)
"""Parts of a standard that are no item (本部分不得分, “通风”大项不得分): reach unsure unless in ``SCOPES``."""

POINTING = words("该 此 本 整 全 各 相 对应 所属 所在")
"""How words begin that name a part of the standard: 该单元, 本章节, 整个系统, 相关项目, 对应的二级指标."""

VETO_RANKS: dict[str, Reach] = {"A": Reach.CATEGORY, "B": Reach.ELEMENT}
"""How far a veto of a rank (A级否决项) goes: the A element is of the first level, the B element of the second (H, 危化)."""

VETO_MIDDLES = frozenset({"", "要素", "元素", "指标", "条款"})
"""What may stand between the rank and 否决: B级否决项, B级要素否决项 (H). Anything else is a misprint, and said to be one."""

VETOES = words(
    "一票否决 一级否定 直接否定 终止考评",  # I; 终止考评 W too
    "一票否决项 一票否决制 实行一票否决 直接否决 直接否决项 否决项 一级否定项 予以否决 终止评审 终止考核 终止评定 终止评价",
    "终止本次考评 终止本次评审 停止考评 取消参评资格 取消评审资格 取消考评资格 取消申报资格 取消评选资格 取消评定资格",
    "取消考核资格 取消验收资格 不予通过 不得通过",
    "不予达标 考评不予通过 评审不予通过 视为不达标 判定为不达标 判定不达标 直接判定不达标 直接判定为不合格 考评不合格",
    "即为不合格 即判不合格 即判为不合格 即不合格",
    "不予评审 不予考评 即否决 则否决 评定为不合格 直接评定为不合格 直接评定为不合格等级 评定为不合格等级 判为不合格",
    "直接判为不合格 评为不合格 视为不合格 定为不合格 不予评级",
)
"""Vetoes without a rank of elements: they fail the whole."""

UNSURE_VETOES = frozenset(
    words(
        "即为不合格 即判不合格 即判为不合格 即不合格",
        "否决项 即否决 则否决 评定为不合格 直接评定为不合格 直接评定为不合格等级 评定为不合格等级 判为不合格 直接判为不合格",
        "评为不合格 视为不合格 定为不合格 不予评级",
    )
)
"""Vetoes whose reach the words do not say; they are none in the middle of a sentence (检验判为不合格的产品)."""
