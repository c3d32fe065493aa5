"""Words that decide between readings: what tells one form from another that looks like it."""

from __future__ import annotations

from normalize.clauses.vocabulary.kinds import words

UNITS_AFTER_EACH = frozenset({"个人", "起重", "起火", "个别"})
"""Ordinary words that are a unit and a noun after 每: 每个人, 每起重伤事故."""

NOT_AFTER_POINTS = "包离散开割拆解流心立装段批级工岗摊配享发类层期担支布析化派管别局厂区队站"
"""After 不得分 these make another word: 不得分包 is no verdict."""

DOWNWARD = "低少差降缺不足减欠"
UPWARD = "超高多增升迟延晚逾"
"""What tells, after 每, whether a rate is counted down (每低1%) or up (每超过1%)."""

SCALES: tuple[tuple[str, ...], ...] = tuple(
    words(scale)
    for scale in (
        *("优秀 优 良好 良 中等 中 一般 较差 差", "优秀 优 良好 良 中等 中 及格 不及格"),
        "优秀 优 良好 良 较好 中等 中 一般 基本合格 合格 不合格 差",
        *("很好 好 较好 一般 较差 差 很差", "完全符合 符合 基本符合 部分符合 不符合", "完全达到 达到 基本达到 部分达到 未达到"),
        *("合格 基本合格 不合格", "及格 不及格", "好 较好 中 较差 差"),
        *("达标 基本达标 不达标", "满意 较满意 基本满意 不满意", "完善 较完善 基本完善 不完善"),
        *("健全 较健全 基本健全 不健全", "齐全 较齐全 基本齐全 不齐全"),
        *("一等 二等 三等 四等", "甲等 乙等 丙等", "一档 二档 三档 四档", "第一档 第二档 第三档 第四档"),
        *("A级 B级 C级 D级 E级", "A类 B类 C类 D类 E类", "A档 B档 C档 D档"),
    )
)
"""Grades from the best to the worst: in this order, with ever fewer points, they need no verb (优秀10分、良好8分)."""

STEP_WORDS = frozenset({"符合", "A", "B", "C", "D", "E"})
"""Words that name a step only where they stand right before a price, beside other steps: 符合得5分，基本符合得3分."""

STEP_NOUNS = words("要求 规定 标准 条件")
"""What may stand between a step and what it gives: 符合要求的得5分，基本符合要求的得3分."""

MINUS = frozenset({"-", "−"})
"""Signs that take points where they stand right before a figure: 未配备-2分."""

SCORE_WORDS = words("得分 评分 分数 总分 小计")
"""Words for a score that is compared, beside one of ``ELEMENT_WORDS``: the condition looks at other elements."""

ELEMENT_WORDS = words(
    "要素 类目 大项 各项 单项 任一项 任何一项 任意一项 每一项 其他项 其它项 其他各项 考评项目 保证项目 分项 章节",
    "各专业 任一专业 各部分 任一部分 各章 各类",
)  # W 任一要素得分率低于60%; C 保证项目小计不足40分
"""Words for other parts of the standard than the item."""

AFTERWARDS = ("以后", "之后", "此后", "后续")
"""Before a price for each: not of the first ones (前3处每处扣0.5分，以后每处扣1分)."""

CHOICE = frozenset({"或", "或者"})
"""Before a consequence: it or the one before it (扣1分或不得分)."""

AT_THE_LEAST = ("至少", "最低", "最少", "不少于", "不低于")
"""Before a consequence: more may be meant (至少扣1分)."""

CALCULATING = words("× ÷ = * 乘以 除以")
"""Signs and words of a formula."""

DOUBLED = words("加倍 翻倍 翻番 双倍 成倍")
"""What is taken twice, nobody says of what: 再犯加倍."""

LIGHTENED = words("减半 折半 从轻 从重 加重 减轻")
"""What is taken in another measure than the price says, where it stands after one: 当场整改的减半."""

OUTCOMES = (
    "取消[^,;。()]{0,8}(?:资格|评优|评先|参评)",  # W 取消评优资格
    "(?:整体|直接|一律|均|即|应)?(?:判定|认定|评定|判|定|视)为(?:不符合|不通过|不达标|不合格|无效)$",
    "(?:考核|考评|评审|评定|评价|评估|验收)(?:结果|等次|等级|结论)?(?:直接|一律)?(?:定|评定|判定|认定|确定|视)?为[^,;。()]{0,4}(?:不合格|末等|差)",
    "(?:直接|一律|降|降低)(?:评|评定|判|判定|认定|确定|定)?为?[A-E一二三四五][级类等]$",  # W 直接评定为D级
    "降(?:低)?一?个?(?:等级|等次|级别|档次)",
    "列入[^,;。()]{0,6}黑名单",
    "视[为同](?:未|不)(?:达标|合格|通过)$",
    "(?:扣分|评分|计分|得分)标准(?:提高|降低|减半|翻|加)",
    "(?:恢复|返还|退还)[^,;。()]{0,6}(?:分值|得分|扣分|分数)",  # 整改到位后可恢复分值
    "[按作](?:未|不|瞒|漏|无|零|废)[^,;。()]{0,6}(?:论处|处理|对待)$",  # 2小时以上按瞒报处理
)
"""Patterns of consequences that no figure says, and that no rule can hold; none of them is a remark."""

MADE_ONE = "(?:取|按|以)(?:最[高低]|平均)[^,;。()]{0,3}[分计]|[得扣][一二三四五六七八九1-9]成|按[^,;。()]{0,8}[0-9]+%计"
"""A pattern of how several scores become one, or one a share: 取平均分, 以最低分计, 得五成分, 按该项得分的80%计."""

BETWEEN_SCORES = "[0-9][≤<](?:得分|评分|分数|分值)|(?:得分|评分)[≤<][0-9]"
"""A pattern of grades by their scores: 好(8≤得分≤10)，差(0≤得分<5)."""

SAME_AS = "^同[上前左右]|(?:标准|细则|办法|方法|方式|分)同(?:[上前左右第]|[0-9])"
"""A pattern of words that leave the price to another place: 评分标准同上, 扣分同1.2条."""

TOGETHER = ((words("平均"), "mean"), (words("之和 总和 合计"), "sum"), (words("均 都"), "all"))
"""What makes a condition on several scores one that looks at them together: their mean, their sum, every one of them."""

PRICE_TIME = "逾迟延误推晚超滞拖期"
"""After these a unit of time is what the price is for: 每逾期1天扣1分, 每推迟一个月扣2分."""
