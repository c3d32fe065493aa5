"""What people write into the cells of a form by hand, and the words around them. Each says where it was seen."""

from __future__ import annotations

NOTHING_SIGNS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "―", "_", "~", "空", "无", "∕", "ー", "一一"})
"""In a cell for a figure: there is nothing to score. Whether the item does not apply has to be said in words."""
FULL_WORDS = frozenset({"满分", "全分", "得满分", "给满分", "不扣分", "不扣", "无扣分"})
TICKS = frozenset({"√", "✓", "✔", "☑", "对", "v", "V"})
"""A tick in a cell for a figure says that the requirement is met; a cross says nothing about how many points it costs."""
NONE_WORDS = frozenset(
    {"不得分", "得零分", "得0分", "无分", "不给分", "扣完", "扣光", "扣尽", "全扣", "全部扣除", "扣全分", "扣满分"}
)
"""Nothing is left of the points, in whichever column it stands: 扣完 below 扣分 is all of them, not none."""
MET_WORDS = frozenset(
    {"符合", "符合要求", "符合规定", "合格", "达标", "满足", "满足要求", "已达标", "无问题", "未发现问题", "良好"}
)
NOT_MET_WORDS = frozenset({"不符合", "不符合要求", "不合格", "未达标", "不达标", "不满足"})
NOT_APPLICABLE_WORDS = (
    "不参与考评",  # jiangsu
    "不参与评审",
    "不参与评分",
    "合理缺项",  # 评分汇总表
    "缺项",
    "空项",
    "不涉及",
    "不适用",
)
"""What begins a description of an item that does not apply. Longer words stand before those that they begin with."""
ENOUGH_ALONE = frozenset({"不涉及", "不适用", "不参与考评", "不参与评审", "不参与评分", "合理缺项"})
"""Words that say it without a stop behind them (不涉及危险化学品); 缺项 alone may begin another word (缺项目负责人)."""
STOPS = "：:，,。；; （(、"

DEDUCTION = r"(?:共?扣(?:除|减|掉|了|分)?|减|[-−])[:：]?(?P<figure>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)分?"
SCORE = r"(?:得分|实得|得|实际得分|评)[:：]?(?P<figure>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)分?"
FIGURE = r"[:：]?(?P<figure>\d+(?:\.\d+)?)分?"
"""A figure alone: what its column asks for. With 扣 or 得 before it, it is that in any column."""
NUMERAL = "[零〇二两三四五六七八九]分?|一分|[一二三四五六七八九]?十[一二三四五六七八九]?分?"
"""A figure in Chinese; 一 alone may as well be a dash, and 两三 is about so many."""
APART = r"\d\s+\d"
"""Two figures in one cell."""
DIFFERENCE = r"(?P<points>\d+(?:\.\d+)?)-(?P<taken>\d+(?:\.\d+)?)=(?P<figure>\d+(?:\.\d+)?)分?"
"""10-2=8: the sum written out."""
NOT_TAKEN = r"(?:不|免|未|无需|无须)(?:应|予|再|需|必|会|能|宜|该|得|作|被)?(?:以|于)?扣|恢复|撤销|原扣"
"""Words that take a deduction back (原扣2分，复查后恢复): what is left has to be said by a figure."""
TAKEN_IN_WORDS = r"扣(?:除|减|掉)?\s*(?P<figure>\d+(?:\.\d+)?)\s*分"
COUNTED = r"(?P<count>\d+(?:\.\d+)?)(?P<unit>[^\d，（）]*)"

NO_REASON = "表中未写明扣分原因"
"""The reason that stands in an assessment for a figure that the form gives without any."""

NAME_SEPARATORS = r"[、，,；;/\n]+"
TITLES = ("（签字）", "(签字)", "（签名）", "(签名)")
"""Printed behind a name."""
YEAR, MONTH, DAY = r"(?<!\d)(?P<year>\d{4}|\d{2})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
DATES = (
    rf"(?:{YEAR}年)?{MONTH}月{DAY}(?:日|号)?",  # 2024年3月4日, 3月8日
    rf"{YEAR}[./\-]{MONTH}[./\-]{DAY}",  # 2024.3.4
)
