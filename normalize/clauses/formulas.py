"""Formulas that give a share of the points: 得分=合格率×标准分, 事件处理率*15分. Any other formula is left to the assessor."""

from __future__ import annotations

import re
from decimal import Decimal

_RATE = "[^=×*+÷/%,;。0-9]{1,15}(?:率|比例|百分比|满意度)"
_WORTH = "(?:本项|该项|此项)?(?:标准分值|标准分|分值|满分|配分|应得分|(?P<points>[0-9]+(?:[.][0-9]+)?)分?)"
_SCORE = "[^=×*]{0,6}得分"
_FORMS = (
    re.compile(f"(?:{_SCORE}=)?{_RATE}[×*]{_WORTH}(?:={_SCORE})?"),
    re.compile(f"{_SCORE}={_WORTH}[×*]{_RATE}"),
)


def is_proportional(text: str, points: Decimal | None) -> bool:
    """Tell whether a clause gives the item's points times one rate; ``points`` are the item's, where they are known.

    >>> is_proportional('得分=合格率×标准分', None), is_proportional('事件处理率*15分', Decimal(15))
    (True, True)
    >>> is_proportional('事件处理率*15分', Decimal(10)), is_proportional('得分=10-10×负荷率/70%', Decimal(10))
    (False, False)
    """
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            printed = match["points"]
            return printed is None or Decimal(printed) == points
    return False
