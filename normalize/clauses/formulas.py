"""Formulas that give a share of the points: 得分=合格率×标准分, 事件处理率*15分, 得分=完成数/计划数×分值.

Any other formula is left to the assessor.
"""

from __future__ import annotations

import re
from decimal import Decimal

_NAME = "[^=×*+÷/%,;。0-9()-]{1,15}"
_RATE = f"(?:[^=×*+÷/%,;。0-9()]{{1,15}}(?:率|比例|百分比|满意度)|[(]?{_NAME}[÷/]{_NAME}[)]?)"
_WORTH = "(?:本项|该项|此项)?(?:标准分值|标准分|分值|满分|配分|应得分|(?P<points>[0-9]+(?:[.][0-9]+)?)分?)"
_SCORE = "[^=×*]{0,6}得分"
_END = "(?:,(?:最高|最多)?不超过(?:本项|该项|此项)?(?:标准分值|标准分|分值|满分))?"
_FORMS = (
    re.compile(f"(?:{_SCORE}=)?{_RATE}[×*]{_WORTH}(?:={_SCORE})?{_END}"),
    re.compile(f"{_SCORE}={_WORTH}[×*]{_RATE}{_END}"),
)
_BY_RATE = re.compile("(?:按照?|根据|依据)[^,;。:()扣得不未]{0,8}(?:比例|比率|百分比|百分率|率)(?:计算|折算|换算)?$")


def is_proportional(text: str, points: Decimal | None) -> bool:
    """Tell whether a clause gives the item's points times one rate; ``points`` are the item's, where they are known.

    >>> is_proportional('得分=合格率×标准分', None), is_proportional('事件处理率*15分', Decimal(15))
    (True, True)
    >>> is_proportional('得分=(合格数/抽查数)×分值', None), is_proportional('得分=合格数/抽查数×100', Decimal(10))
    (True, False)
    >>> is_proportional('事件处理率*15分', Decimal(10)), is_proportional('得分=10-10×负荷率/70%', Decimal(10))
    (False, False)
    """
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            printed = match["points"]
            return printed is None or Decimal(printed) == points
    return False


def is_by_rate(words: str) -> bool:
    """Tell whether the words before 得分 say that a rate decides: 按覆盖率, 根据完成比例; not 按未完成比例.

    >>> is_by_rate('按覆盖率'), is_by_rate('按名次')
    (True, False)
    """
    return _BY_RATE.search(words) is not None
