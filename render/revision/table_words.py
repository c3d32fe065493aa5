"""Words of the comparison table as authorities print it: in Chinese in every locale, for it goes with Chinese standards."""

from __future__ import annotations

TITLE = "{title}修订对照表"
"""修订对照表, 修改对照表: both are printed; the standard's name stands in 《》 before it."""
HEADINGS = ("序号", "条款", "修订前", "修订后", "说明")
BEFORE, AFTER = "修订前：{edition}", "修订后：{edition}"
SUMMARY = (
    "修订后共{items}条：修改{changed}条，新增{new}条，删除{gone}条，拆分{split}条，合并{merged}条，移动{moved}条；"
    "修改要素{elements}项。"
)
STRICTER_OR_MILDER = "其中要求趋严{stricter}条，趋宽{milder}条，宽严不能判定{unclear}条。"
LEGEND = "注：“修订前”一栏中加删除线的为删去的文字，“修订后”一栏中加粗并加下划线的为增加的文字；“……”为未修订而省略的条款。"
DOUBTFUL = "说明栏标有“存疑”的{count}处，前后条款的对应关系尚未核定。"
NOTHING = "两个版本内容一致，没有修订。"
WHOLE = "标准整体"
NONE = "—"
OMITTED = "……"
ITEM = "第{number}项"
ITEMS = "第{numbers}项"
POINTS = "（{points}分）"
WORTH = "分值：{points}分"
CLAUSE = "{number}. {text}"
FIELD = "{field}：{value}"

KINDS = {"new": "新增", "gone": "删除", "changed": "修改", "same": "", "split": "拆分为{count}项", "merged": "由{count}项合并"}
MOVED_FROM = "由“{element}”移入"
REORDERED = "顺序调整"
RENUMBERED = "原编号{old}"
WORTH_CHANGED = "分值由{old}分调整为{new}分"
TENDENCIES = {"stricter": "趋严", "milder": "趋宽", "unclear": "", "neither": ""}
UNSURE = "存疑：相近程度{nearness}%"
RIVAL = "也可能是{old}对应{new}"
OLD, NEW = "原{ids}", "新{ids}"
NO_MATCH = "无对应"
CLAUSE_WENT, CLAUSE_CAME = "原第{number}款移至{item}第{to}款", "第{number}款由原{item}第{to}款移入"
CLAUSE_UNSURE = "第{number}款对应关系存疑"
