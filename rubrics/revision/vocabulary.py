"""The words by which the price of a clause is told from its condition, with where each was seen."""

from __future__ import annotations

import re

_FIGURE = r"[0-9]+(?:\.[0-9]+)?(?:[-~—至到][0-9]+(?:\.[0-9]+)?)?"
PRICE = re.compile(
    r"[,;、]?(?:"
    rf"(?:追加|各|再|只)?(?:扣除?|扣减|减|得|加|给){_FIGURE}分(?!以[上下]|及|者|的)"  # 扣2分 (all five standards), 得1分
    rf"|(?:扣完|最多扣|累计扣|最高扣){_FIGURE}分(?:为止)?"  # garage: 扣完5分为止
    rf"|不得分|不扣分|得零分|全扣|追加扣除{_FIGURE}分"  # Jiangsu: 不得分
    r"|。?\([A-Z]级(?:要素)?否决项\)"  # Hainan: 扣15分。（B级否决项）
    r")"
)
"""What a clause costs or gives; what else it says is its condition."""
UNIT = r"(?:每(?:出现|发现|少|缺少?|有|低|超过?)?(?:一|1)?|一|1|/)"
"""What stands before the unit of a price: 每处 (Jiangsu), 每少1次 (garage), 一人次 (Jiangsu), 扣1分/日 (Hangzhou)."""
