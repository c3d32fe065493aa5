"""The words that mean something: what is counted, what takes and gives, verdicts, limits, small words, punctuation."""

from __future__ import annotations

from normalize.clauses.vocabulary.kinds import Kind, words

MEANING: dict[str, tuple[str, ...]] = {
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
        "平方米 平米 ㎡ 立方米 厘米 毫米 亩 万车公里 项·次 处·次 件·次 辆·次 户·次 班·次 起·次",
        "部 节 餐 桌 站次 名次 位次 棵 公顷 千米 份次 科室 个点位 品种 仓",
    ),
    # Time counts as a unit only beside the price or after a word of delay: 每年至少1次 asks, it does not price.
    Kind.TIME: words(
        "年 月 个月 日 天 周 季 季度 半年 小时 学时 年度 工作日 个工作日 课时 星期 旬 学期 分钟 时 个季度",
        "个年度 个小时 个学时",
    ),  # J G H Z N; 扣1分/日 Z
    Kind.RATE: words("% ‰ 百分点 个百分点 个点 千分点 个千分点"),  # G 每低1%扣1分; W 每低1个百分点
    Kind.POINT: words("分 分半"),  # W 扣1分半
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
        "满足 偏差 确 迟到 早退 旷工 缺席 缺勤 受到",
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
    Kind.WITHIN: words("以内 之内 内 (含)以内 (含)之内 以前 之前 以后 之后 后 以外 外 之外 左右 之间"),
    Kind.BOUND: words("第 近 连续 最近 仅 只有 唯一 首 约 累积 持续 间隔 每隔 最少 最低"),
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
        "奖 赋 打 可得 得分为 计为 记为 加计 奖分 奖励分 给予",
    ),
    Kind.IS: words("为 按 视为 视同 判 判为 评为 以 视作 算 定为"),
    Kind.GRADED: words("得分 计分 给分 记分 赋分 打分 评分 折算得分 计算得分 计算分值 计取 计算 折算"),
    Kind.ZERO: words(
        "不得分 无分 不给分 不计分 不予得分 不予计分 不予给分 不记分 不能得分 没有分 不赋分 不加分 清零 归零",
        "为零 按零分计 以零分计 不应得分 无得分 否决 取消该项得分 取消本项得分 取消该项分值 取消本项分值",
        "不得本项分 不得该项分 不得此项分 不得本项分值 不得该项分值 不得此项分值 不得该分",
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
        "扣完 扣光 扣满 扣尽 扣至 扣到 加满 扣足 全扣 全部扣除 全部扣完 全扣完 扣净 加到 加至 扣够 减完",
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
        "调阅 调取 查证 考问 听汇报 听取汇报",
    ),  # all five; 任查 K
    # Names of steps: 优得5分，良得3分.
    Kind.LABEL: words(
        "优 良 中 优秀 良好 较好 一般 较差 合格 不合格 基本合格 好 完全符合 基本符合 部分符合 不符合 满意",
        "较满意 基本满意 不满意 轻微 严重 较严重 较轻 较重 重大 较大 完善 较完善 基本完善 不完善 健全",
        "基本健全 不健全 达标 基本达标 不达标 一档 二档 三档 四档 第一档 第二档 第三档 第四档 A档 B档 C档 D档",
        "完全达到 基本达到 部分达到 未达到要求 很好 差 很差 齐全 基本齐全 不齐全 中等 及格 不及格",
        "A级 B级 C级 D级 E级 A类 B类 C类 D类 E类 一等 二等 三等 四等 甲等 乙等 丙等 较健全 较齐全",
    ),
    # Small words.
    Kind.NOT: words("不能 未能 不可 不应 不宜 已 已经 不必 免 无法 不予 不再 拟"),
    Kind.FILLER: words(
        "的 直至 直到 则 将 予以 并 直接 一次性 另 再 可 即 就 共 也 都 一律 又 还 另外 立即 者 再次 会 其 但 但是",
    ),
    Kind.OR: words("或 或者"),
    Kind.AND: words("且 同时 并且 以及"),
    Kind.SCORED: words("综合得分 实际得分 评定得分 得分率 考核得分 平均得分 评审得分 考评得分 单项得分"),  # G
    Kind.FIRST: words("前"),  # G 前15项
    Kind.TOTALLED: words(
        "累计 以上各项 上述各项 累计扣分 合计扣分 总扣分 扣分总计 扣分累计 加分累计 累计加分 累计得分",
        "合计 总计 共计 本项累计 该项累计 扣分合计 扣分总数 扣分总和 扣分总额 扣分总值 以上累计 以上累计扣分 以上合计",
        "以上各条 上述累计 上述合计 上述累计扣分",
    ),  # W 加分累计不超2分
    Kind.ONWARD: words("以此类推 依此类推 依次类推 以次类推 照此类推 余类推 类推"),
    # Punctuation, after full-width forms were made half-width.
    Kind.RANGE: words("- -- ~ — —— – ― 至 到 −"),  # I 扣1-5分, 扣1～5分
    Kind.SLASH: words("/ ∕"),
    Kind.COMMA: words(","),
    Kind.PAUSE: words("、 ﹑"),
    Kind.COLON: words(":"),
    Kind.STOP: words("; 。 ! ? ｡"),
    Kind.OPEN: words("("),
    Kind.CLOSE: words(")"),
}
"""Every word with a meaning, by what it is to the grammar."""
