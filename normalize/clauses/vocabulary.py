"""The words of the clause grammar, as data: units, verbs, verdicts, markers. Nothing here decides anything.

A new spelling is a new word in one of these tables and a line in ``tests/normalize/clause_table.yaml``. The longest word
that fits wins, so an ordinary word that begins like one of ours (人员 like 人) stands in ``ORDINARY``.

Where the words of a line were seen: J jiangsu-small-enterprise, G garage-level3, H hainan-filling-station,
Z hangzhou-safety-culture, N small-enterprise-notes, M the 2011 metallurgy and machinery standards (冶金, 机械制造),
C construction (JGJ 59, JGJ/T 77), K coal mines (煤矿安全生产标准化), W other tables on the web, I issue 3; a line without a
letter holds the like of the words above it.
"""

from __future__ import annotations

from rubrics.model import Reach


class Kind:
    """What a token is to the grammar; the comment of each table below says more.

    Plain words, not an enumeration: each is asked for in sets and tables for every token of a document.
    """

    NUMBER = "number"
    CODE = "code"
    UNIT = "unit"
    TIME = "time"
    RATE = "rate"
    POINT = "point"
    EACH = "each"
    EACH_OF = "each-of"
    LACK = "lack"
    FOUND = "found"
    FAULT = "fault"
    LESS = "less"
    MORE = "more"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    UP = "up"
    DOWN = "down"
    WITHIN = "within"
    BOUND = "bound"
    DEDUCT = "deduct"
    DEDUCTING = "deducting"
    FURTHER = "further"
    AWARD = "award"
    IS = "is"
    GRADED = "graded"
    ZERO = "zero"
    FULL = "full"
    SHARE = "share"
    HALF = "half"
    SCOPE = "scope"
    TOTALLED = "totalled"
    EXEMPT = "exempt"
    ONCE = "once"
    DONE = "done"
    SAME = "same"
    VETO = "veto"
    LEVEL = "level"
    MAX = "max"
    CAPPED = "capped"
    USED_UP = "used-up"
    UNTIL = "until"
    INTO = "into"
    DISCRETION = "discretion"
    PROPORTION = "proportion"
    ACCORDING = "according"
    ELSEWHERE = "elsewhere"
    MANNER = "manner"
    METHOD = "method"
    LABEL = "label"
    ABSENT = "absent"
    MUST = "must"
    NOT = "not"
    FILLER = "filler"
    OR = "or"
    AND = "and"
    SCORED = "scored"
    FIRST = "first"
    RANGE = "range"
    SLASH = "slash"
    COMMA = "comma"
    PAUSE = "pause"
    COLON = "colon"
    STOP = "stop"
    OPEN = "open"
    CLOSE = "close"
    ORDINARY = "ordinary"
    END = "end"


def words(*lines: str) -> tuple[str, ...]:
    """Return the words of some lines."""
    return tuple(word for line in lines for word in line.split())


WORDS: dict[str, tuple[str, ...]] = {
    # What a price is counted by.
    Kind.UNIT: words(
        "处 项 个 人 人次 次 台 台套 台次 类 份 起 种 篇 岗位人次",  # J G H Z N
        "辆 件 例 岗位 套 条 名",  # I
        "只 村 块 宗 张 顶 延长米 本 根 米 车 班 户 家 点 组 批",  # W
        "工作面 采掘工作面 头面 巷道 硐室",  # K: 每缺 1 个采掘工作面扣 5 分 counts by 个
        "人·次 人/次 台·次 台/套 辆次 项次 处次 件次 车次 班次 批次 场次 户次 例次 卷次 支 座 间 栋 幢 层",
        "单位 部门 班组 车间 场所 位 门 册 款 笔 页 字 株 艘 架 列 片 盏 具 扇 罐 瓶 孔 井 炉 工序 工种 环节",
        "条款 指标 要素 小项 子项 分项 项目 方面 隐患 问题 档 档次 倍 元 万元 千元 吨 公里 分部 步 幅 员 头",
        "段 道 颗 枚 包 箱 桶 床 床位 院 校 站 店 楼 室 厂 矿 所",
    ),
    # Time counts as a unit only beside the price or after a word of delay: 每年至少1次 asks, it does not price.
    Kind.TIME: words(
        "年 月 个月 日 天 周 季 季度 半年 小时 学时 年度 工作日 个工作日 课时 星期 旬 学期 分钟 时 个季度",
        "个年度 个小时 个学时",
    ),  # J G H Z N; 扣1分/日 Z
    Kind.RATE: words("% ‰ 百分点 个百分点 个点 千分点 个千分点"),  # G 每低1%扣1分; W 每低1个百分点
    Kind.POINT: words("分"),
    # Words that make a price count by the unit after them.
    Kind.EACH: words("每 任一 任何一 任意一 逐 各"),  # 每 all five; 任一 I; 各 before a unit (W 各项扣)
    Kind.EACH_OF: words("均 分别 各自"),  # 各扣 I and K (各减1分): each condition named costs it
    # What stands between 每 and the unit, or before 一处.
    Kind.LACK: words(
        "缺 缺少 少 漏 漏检 漏查 漏缴 少发 少报 漏报",  # J G H Z N
        "缺失 缺项 遗漏 漏项 漏填 漏记 欠 欠缺 短缺 低 降 下降 降低 减少 欠缴 少缴",
    ),
    Kind.FOUND: words(
        "发现 有 现场发现 存在 查出 检出 出现 发生 抽查发现 检查发现 查到 违反 违章 违规 超 高 多 增加 上升",
        "升高 逾期 超期 迟 迟报 迟交 延误 延迟 推迟 滞后 晚 拖延 脱岗 符合 提供 获得 完成 增 新增 通过 具有",
        "满足 偏差 确",
    ),  # K 每确一份 for 每缺一份
    # What is wrong with the one thing counted: 1项不符合, 1人不掌握, 1项未评估 (H).
    Kind.FAULT: words("不 未 没 失效 缺陷 错误 过期 错 超标 损坏 破损 违 失准 脱落 堵塞"),
    # Comparisons, before the number and after it.
    Kind.LESS: words(
        "低于 未达到 未达 少于 不足 小于 未做到 不到",  # G Z
        "达不到 没有达到 没达到 未满 不满 < 缺少于",
    ),
    Kind.MORE: words("超过 大于 高于 多于 > 超出"),
    Kind.AT_LEAST: words("不低于 不少于 不小于 达到 达 至少 ≥ ≧ 做到 大于等于 大于或等于 应达 满"),
    Kind.AT_MOST: words("不高于 不大于 ≤ ≦ 小于等于 小于或等于"),
    Kind.UP: words(
        "以上 及以上 (含)以上 含以上 (含)及以上 以上(含) (含本数)以上 及其以上",
    ),  # Z 二级及以上, 3人（含）以上
    Kind.DOWN: words("以下 及以下 (含)以下 以下(含) 及其以下"),
    Kind.WITHIN: words("以内 之内 内 以前 之前 以后 之后 后 以外 外 之外 左右 之间"),
    Kind.BOUND: words("第 近 连续 最近 仅 只有 唯一 首 约 累积 持续 间隔 每隔 最少"),
    # Taking and giving points.
    Kind.DEDUCT: words(
        "扣 扣除 扣减 减",  # 扣 all five, 减 K
        "扣罚 扣掉 扣去 减去 减扣 核减 加扣 扣分值",
    ),
    Kind.DEDUCTING: words(
        "扣分 扣减分 减分 扣除分 扣除相应分值 扣相应分值 扣除相应分数 扣相应分 扣减相应分值",
    ),
    Kind.FURTHER: words("追加扣 追加扣除 追加扣分 追加扣减 额外扣 额外扣除 额外扣减 倒扣"),  # I, M
    Kind.AWARD: words(
        "得 加 计 给 记 加分 追加 奖励",  # I; W 每有一项…追加0.5分
        "奖 赋 打 可得 得分为 计为 记为 加计 奖分 奖励分",
    ),
    Kind.IS: words("为 按 视为 视同 判 判为 评为 以 视作 算 定为"),
    Kind.GRADED: words("得分 计分 给分 记分 赋分 打分 评分 折算得分 计算得分 计算分值 计取 计算"),
    Kind.ZERO: words(
        "不得分 无分 不给分 不计分 不予得分 不予计分 不予给分 不记分 不能得分 没有分 不赋分 不加分 清零 归零",
        "为零 按零分计 以零分计",
    ),  # 不得分 J H Z N; 本项无分 I
    Kind.FULL: words(
        "满分 全分 全部分 全部分值 全部分数 所有分 所有分值 满分值 全部得分 全部分值分",
    ),  # G; W 得全分
    Kind.SHARE: words(
        "分值 分数 标准分 标准分值 应得分 总分 总分值 配分 基本分 得分值 总分数 标准化总分",
    ),
    Kind.HALF: words("一半 半数 减半 折半"),
    # Verdicts without a figure.
    Kind.EXEMPT: words(
        "不扣分 不予扣分 免扣分 不作扣分 不做扣分 免予扣分 免于扣分 无需扣分 不应扣分 可不扣分",  # G
        "不减分 不得扣分 不作扣分处理 不做扣分处理 不予减分 不参与扣分",
    ),
    Kind.ONCE: words(
        "不重复扣 不重复扣分 不再重复扣 不再重复扣分 不得重复扣分 不重复计 不重复计分 不累计扣分 不叠加扣分",
        "只扣一次 只扣1次 仅扣一次 仅扣1次 不累计 不重复扣除 不重复加分 不重复得分 不重复记分 不重复计算",
        "不累加 避免重复扣分 不应重复扣分 不再累计扣分 不累加扣分 只计一次 不重复扣减 不双重扣分 不可重复扣分",
        "不得重复 只扣一次分 不重复累计 不累计加分",
    ),  # I; W 不重复扣, 不累加
    Kind.DONE: words("不再扣分 不再扣 不另扣分 不另行扣分 不再另扣 不再另行扣分 不再另扣分"),
    Kind.SAME: words(
        "已扣 已扣分 已经扣分 已扣过 同一 重复 其他要素 其它要素 已在 同样 前项 前款 上项",
    ),
    Kind.LEVEL: words(
        "一级 二级 三级 四级 五级 1级 2级 3级 4级 Ⅰ级 Ⅱ级 Ⅲ级 甲级 乙级 丙级",
    ),  # G 三级
    Kind.MUST: words("必须 须 应 应当 需 需要 要 务必 应该"),
    Kind.ABSENT: words(
        "无 没有 未发生 不涉及 不存在 未涉及 不适用 没有发生 未使用 不使用 没有涉及",
    ),  # G
    # Caps, and what runs on.
    Kind.MAX: words(
        "最多 最高 至多 不超过 不得超过 累计不超过 累计不得超过 累计最多 累计最高 上限 上限为 合计不超过",
        "总计不超过 共计不超过 最多不超过 最高不超过 累计不超 累计最多不超过 最大 合计最多 不超",
    ),
    Kind.CAPPED: words("封顶 为限 为上限 为最高限"),
    Kind.USED_UP: words(
        "扣完 扣光 扣满 扣尽 扣至 扣到 加满 扣足 全扣 全部扣除 全部扣完 全扣完 扣净 加到",
    ),  # G H
    Kind.UNTIL: words("为止 止 即止"),  # G 为止; J and M 扣完止
    Kind.INTO: words(
        "在该类目内扣分 在本类目内扣分 在该类目内进行扣分 应在该类目内进行扣分 在该类目内扣除 在类目内扣分",
        "在该类目中扣分 在该类目内 在本类目内",
    ),  # I, M
    Kind.DISCRETION: words(
        "酌情 视情 视情况 视情节 视情节轻重 视程度 视严重程度 适当 酌量 根据情况 根据情况酌情 根据实际情况",
        "根据情节 视具体情况 根据程度 按情节 视实际情况 视情节严重程度 根据情节轻重 视问题严重程度 视情况酌情",
        "根据严重程度",
    ),  # I; W 根据情况酌情扣1-12分
    Kind.PROPORTION: words(
        "按比例 按完成比例 按实际比例 按比率 按完成率 按百分比 按得分率 按相应比例 按照比例 按合格率 按符合率",
        "按达标率 按实际完成比例 按完成百分比 按达标比例 按符合比例 按合格比例 按所占比例",
    ),
    Kind.ACCORDING: words(
        "按相关 按照相关 依照 参照 依据 按照 按附件 按附表 按本 按有关 按对应 按相应",
    ),  # H
    Kind.ELSEWHERE: words("见附件 见附表 详见 见附录 另见 见表 见说明 另行规定"),  # N 扣分方式见附件1
    Kind.MANNER: words(
        "扣分方式 评分方式 评分标准 评分方法 扣分标准 评分细则 计分办法 评分办法 扣分办法 计分方法 扣分细则",
        "评审标准 考评标准 评分说明",
    ),
    # How the assessor looks; a sentence that begins so and has no price is method.
    Kind.METHOD: words(
        "查 查看 查阅 检查 抽查 核查 核对 核实 审阅 询问 问询 抽问 提问 现场检查 现场查看 现场抽查 现场询问",
        "实地检查 实地查看 听取 座谈 访谈 翻阅 比照 对照 随机抽查 看现场 看资料 查资料 查文件 查现场 查记录",
        "现场 任查 随机抽取 抽取 现场核查 资料核查 检阅 全面检查 现场观察 查验 问卷调查 填写调查问卷 现场提问",
        "调阅 调取 查证 考问",
    ),  # all five; 任查 K
    # Names of steps: 优得5分，良得3分.
    Kind.LABEL: words(
        "优 良 中 优秀 良好 较好 一般 较差 合格 不合格 基本合格 好 完全符合 基本符合 部分符合 不符合 满意",
        "较满意 基本满意 不满意 轻微 严重 较严重 较轻 较重 重大 较大 完善 较完善 基本完善 不完善 健全",
        "基本健全 不健全 达标 基本达标 不达标 一档 二档 三档 四档 第一档 第二档 第三档 第四档 A档 B档 C档 D档",
        "完全达到 基本达到 部分达到 未达到要求 很好 差 很差 齐全 基本齐全 不齐全 中等 及格 不及格",
        "A级 B级 C级 D级 E级 一等 二等 三等 四等 甲等 乙等 丙等 较健全 较齐全",
    ),
    # Small words.
    Kind.NOT: words("不能 未能 不可 不应 不宜 已 已经 不必 免 无法 不予 不再 拟"),
    Kind.FILLER: words(
        "的 直至 直到 则 将 予以 并 直接 一次性 另 再 可 即 就 共 也 都 给予 一律 又 还 另外 立即 者 再次 会 其",
    ),
    Kind.OR: words("或 或者"),
    Kind.AND: words("且 同时 并且 以及"),
    Kind.SCORED: words("综合得分 实际得分 评定得分 得分率 考核得分 平均得分 评审得分 考评得分 单项得分"),  # G
    Kind.FIRST: words("前"),  # G 前15项
    Kind.TOTALLED: words(
        "累计 以上各项 上述各项 累计扣分 合计扣分 总扣分 扣分总计 扣分累计 加分累计 累计加分 累计得分",
        "合计 总计 共计 本项累计 该项累计 扣分合计",
    ),  # W 加分累计不超2分
    # Punctuation, after full-width forms were made half-width.
    Kind.RANGE: words("- -- ~ — —— – ― 至 到 −"),  # I 扣1-5分, 扣1～5分
    Kind.SLASH: words("/ ∕"),
    Kind.COMMA: words(","),
    Kind.PAUSE: words("、 ﹑"),
    Kind.COLON: words(":"),
    Kind.STOP: words("; 。 ! ? ｡"),
    Kind.OPEN: words("("),
    Kind.CLOSE: words(")"),
    # Ordinary words that begin like a word above and are not one.
    Kind.ORDINARY: words(
        "上一 下一 前一 后一 某一 另一 这一 那一 第一时间 第一责任 第一线",
        "人员 人民 人体 人为 人工 人身 人力 人机 人防 人数 人均 人才",  # 人
        "处理 处置 处罚 处分 处于 处方",  # 处
        "台账 台帐 台风 次数 次生 起重 起吊 起火 起草 起止 起到 起来 起诉 起因 起爆 个体 个人 个别 类别 类型",
        "类似 种类 种植 名称 名单 名义 名录 名册 名额 件数 条件 份额 份数 点火 点检 点位 车辆 车道 班前 班后",
        "班子 条例 条文 条线 例如 例行 例会 例检 块状 本单位 本企业 本岗位 本级 本部门 本行业 本年 套用 位置",
        "门窗 室外 日常 日期 月度 年检 年审 时间 时限 时期 时效 周边 周围 周期 天然 季节 所有 所在 所属 所辖",
        "道路 道口 段落 站台 站长 厂区 厂内 厂房 厂家 矿井 矿山 矿长 院内 页码 字迹 头盔 步骤 架空 片区 包括",
        "包含 包装 包保 箱体 箱柜 楼梯 店面 校验 校准 分别是 分析 分管 分包 分类 分级 分公司 分布 分解 分工",
        "分支 分散 分开 分离 分明 分局 分厂 分区 分库 分架 分批 分层 分段 分期 分配 分发 分享 分歧 分贝 分辨",
        "分子 分流 分立 分装 分拣 分时 分隔 分设 分站 分队 分岔 分摊 分担 分闸 分断 分路 分步 充分 部分 成分",
        "得分情况 扣分点 扣分项 扣分说明 扣分情况 扣分原因 扣分理由 加分项 扣件 扣押 扣留 扣具 扣环 折扣 纽扣",
        "搭扣 克扣 锁扣 卡扣 取得 不得 得当 值得 使得 懂得 所得 难得 得以 得知 心得 获取 不得不 加强",
        "参加 加工 加油 加气 加大 加快 加入 加热 加装 加班 加固 加盖 加倍 加贴 加载 计划 计算机 计量 计提",
        "统计 设计 会计 审计 预计 计入 计时 计数 计件 给水 供给 给排水 记录 登记 标记 书记 记载 牢记 记过",
        "记账 记述 打开 打磨 打火 打印 奖惩 奖项 奖金 奖状 奖励制 奖励办法 奖励机制 减速 减压 减轻 减灾 减排",
        "减震 减振 减弱 减免 减员 减值 减噪 为止点 作为 行为 成为 认为 为主 为此 为了 因为 按期 按规定 按要求",
        "按月 按年 按照规定 按照要求 按季 按钮 按计划 按章 以便 以免 以来 以人 以文件 以书面 以正式 判断 判定",
        "判别 评为先进 评估 评价 评审 评定 评比 评选 算法 预算 核算 结算 打分表 评分表 一致 统一 一线 一旦",
        "一些 一定 一起参 一并 一览 一体 一贯 一样 一直 一同 一经 进一步 之一 万一 一岗 一票 一书 一对一",
        "一人一 一机一 一项一 一车一 一班三 一户一 一把手 两证 两票 三同时 三违 三级安全 三级教育 四不放过",
        "五到位 五落实 五定 一会 一时 一方面 有关 有效 有限 有序 有害 有毒 有利 有力 有资质 有机 拥有",
        "有的放矢 有待 有无 少量 少数 多种 多数 许多 多媒体 大多 高处 高温 高压 高度 高空 高危 高级 提高 高低",
        "低压 低温 低洼 超声 超速 超载 超限 差异 误差 差别 完成率 第三方 最近距离 近年 附近 接近 首先 首要",
        "首次 内容 内部 内业 室内 国内 场内 后果 前提 目前 当前 事前 班前会 前期 后续 后期 先后 前往 之后的",
        "今后 最后 应急 相应 响应 供应 适应 对应 效应 反应 需求 必需 所需 要求 主要 重要 要点 必要 要害 纪要",
        "须知 要领 必须的 无线 无关 无故 无损 无害 违法 违纪 不同 不断 不仅 现场管理 现场处置 现场带班",
        "现场应急 现场作业 现场施工 现场操作 现场监护 现场人员 现场未 现场无 现场存在 现场有 现场安全",
        "现场负责 现场使用 现场佩戴 现场标 现场设 现场物 现场环境 现场监视 检查表 检查内容 检查记录 检查台账",
        "检查台帐 检查结果 检查制度 检查频次 检查计划 检查人员 检查整改 检查工作 检查及 检查不 检查未 检查中",
        "检查情况 检查出 检查发现的 检查站 检查井 检查组 检查周期 查处 查找 查清 查出的 查明 排查 普查 调查",
        "审查 巡查 复查 自查 督查 倒查 稽查 联查 中期 中毒 中断 中心 中央 其中 集中 过程中 中级 中型 中小",
        "中华 中介 中国 中间 好转 良性 优先 优化 优惠 一般事故 一般隐患 一般从业 一般固废 一般工 重大隐患",
        "重大危险 重大事故 重大安全 重大变 重大风险 较大危险 较大事故 较大隐患 较大风险 严重职业 严重后果",
        "严重危害 严重违 合格证 合格率 合格后 合格上 合格方 合格人 健全和 完善的 达标企业 达标创 差错 只要",
        "只能 到位 到达 到期 到岗 得到 达到要求 周到 不到位 收到 做到位 至今 甚至 冬至 可行",
        "可靠 可能 可燃 可操作 许可 认可 再教育 再培训 再生 再就业 将来 还应 即将 立即整 另行 共同 共用 公共",
        "都应 一次线 一次侧 时常 及时 临时 定时 随时 按时 超时 平时 实时 暂时 其他 其它 其余 规则 原则 准则",
        "细则 否则 总则 通则 则由",
    ),
}
"""Every word, by what it is to the grammar."""

_SCOPES = {
    Reach.ITEM: words(
        "本项 该项 此项 本条 该条 此条",  # G N I
        "本小项 该小项 本款 该款 本项目 该项目 此项目 本考评内容 该考评内容 本条款 该条款 此条款 相应项 对应项",
        "本检查项 该检查项 本子项 该子项 单项 本项内容 该项内容 本指标 该指标 本内容 该内容 该问 本标准",
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

VETO_RANKS: dict[str, Reach] = {"A": Reach.CATEGORY, "B": Reach.ELEMENT}
"""How far a veto of a rank (A级否决项) goes: the A element is of the first level, the B element of the second (H, 危化)."""

VETO_MIDDLES = frozenset({"", "要素", "元素", "指标", "条款"})
"""What may stand between the rank and 否决: B级否决项, B级要素否决项 (H). Anything else is a misprint, and said to be one."""

VETOES = words(
    "一票否决 一级否定 直接否定 终止考评",  # I; 终止考评 W too
    "一票否决项 一票否决制 实行一票否决 直接否决 直接否决项 否决项 一级否定项 予以否决 终止评审 终止考核 终止评定 终止评价",
    "终止本次考评 终止本次评审 停止考评 取消参评资格 取消评审资格 取消考评资格 取消申报资格 取消评选资格 不予通过 不得通过",
    "不予达标 考评不予通过 评审不予通过 视为不达标 判定为不达标 判定不达标 直接判定不达标 直接判定为不合格 考评不合格",
    "不予评审 不予考评",
)
"""Vetoes without a rank of elements: they fail the whole."""

UNSURE_VETOES = frozenset({"否决项"})
"""A veto whose reach the words do not say."""

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
        *("合格 基本合格 不合格", "及格 不及格"),
        *("达标 基本达标 不达标", "满意 较满意 基本满意 不满意", "完善 较完善 基本完善 不完善"),
        *("健全 较健全 基本健全 不健全", "齐全 较齐全 基本齐全 不齐全"),
        *("一等 二等 三等 四等", "甲等 乙等 丙等", "一档 二档 三档 四档", "第一档 第二档 第三档 第四档"),
        *("A级 B级 C级 D级 E级", "A档 B档 C档 D档"),
    )
)
"""Grades from the best to the worst: in this order, with ever fewer points, they need no verb (优秀10分、良好8分)."""

STEP_WORDS = frozenset({"符合", "A", "B", "C", "D", "E"})
"""Words that name a step only where they stand right before a price, beside other steps: 符合得5分，基本符合得3分."""

MINUS = frozenset({"-", "−"})
"""Signs that take points where they stand right before a figure: 未配备-2分."""

SCORE_WORDS = words("得分 评分 分数 总分 小计")
"""Words for a score that is compared, beside one of ``ELEMENT_WORDS``: the condition looks at other elements."""

ELEMENT_WORDS = words(
    "要素 类目 大项 各项 单项 任一项 任何一项 任意一项 每一项 其他项 其它项 其他各项 考评项目 保证项目 分项 章节",
    "各专业 任一专业 各部分 任一部分 各章 各类",
)  # W 任一要素得分率低于60%; C 保证项目小计不足40分
"""Words for other parts of the standard than the item."""

CHOICE = frozenset({"或", "或者"})
"""Before a consequence: it or the one before it (扣1分或不得分)."""

AT_THE_LEAST = ("至少", "最低", "最少", "不少于", "不低于")
"""Before a consequence: more may be meant (至少扣1分)."""

SUMS = words("之和 总和 合计 平均 均 都")
"""What makes a condition on several scores one that looks at them together: a sum, a mean, all of them."""

PRICE_TIME = "逾迟延误推晚超滞拖期"
"""After these a unit of time is what the price is for: 每逾期1天扣1分, 每推迟一个月扣2分."""
