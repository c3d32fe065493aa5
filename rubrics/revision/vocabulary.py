"""The words by which the price of a clause is told from its condition, with where each was seen."""

from __future__ import annotations

import re
from decimal import Decimal

from rubrics.values import show

_FIGURE = r"[0-9]+(?:\.[0-9]+)?(?:[-~—至到][0-9]+(?:\.[0-9]+)?)?"
_CAP = rf"(?:扣完|最多扣|累计扣|最高扣){_FIGURE}分(?:为止)?"  # garage: 扣完5分为止
CAP = re.compile(rf"[,;、。]?{_CAP}")
"""How much a clause costs at most."""
PRICE = re.compile(
    r"[,;、]?(?:"
    rf"(?:追加|各|再|只)?(?:扣除?|扣减|减|得|加|给){_FIGURE}分(?!以[上下]|及|者|的)"  # 扣2分 (all five standards), 得1分
    rf"|{_CAP}"
    rf"|不得分|不扣分|得零分|全扣|追加扣除{_FIGURE}分"  # Jiangsu: 不得分
    r"|。?\([A-Z]级(?:要素)?否决项\)"  # Hainan: 扣15分。（B级否决项）
    r")"
)
"""What a clause costs or gives; what else it says is its condition."""
_NO_TOTAL = ("低于", "达到", "少于", "不足", "满", "扣", "得")
"""What stands before a figure that is no total: 三级不低于600分 (garage)."""


def figure_in_words(figure: Decimal) -> re.Pattern[str]:
    """Return what finds a total in a note: 共计600分, ÷（600－不参与考评内容分数之和） (Jiangsu); not 600年 or 不低于600分.

    >>> [bool(figure_in_words(Decimal(600)).search(text)) for text in ("共计600分", "三级不低于600分", "GB600号", "1600分")]
    [True, False, False, False]
    """
    before = "".join(f"(?<!{word})" for word in _NO_TOTAL)
    return re.compile(
        rf"{before}(?<![0-9.A-Za-z]){re.escape(show(figure))}(?![0-9]|\.[0-9]|[年号条项个]|分?(?:以上|以下|及以上))"
    )


UNIT = r"(?:每(?:出现|发现|少|缺少?|有|低|超过?)?(?:一|1)?|一|1|/)"
"""What stands before the unit of a price: 每处 (Jiangsu), 每少1次 (garage), 一人次 (Jiangsu), 扣1分/日 (Hangzhou)."""
