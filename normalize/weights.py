"""Weights as tables print them: 权重（%） over 15 or 15%, 比重 over 0.15."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from normalize.heading_vocabulary import WEIGHTS
from normalize.labels import half_width, squeeze
from rubrics.values import show

_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)[%％]?")


def is_weight(heading: str) -> bool:
    """Tell whether a heading names weights.

    >>> is_weight('权重（%）'), is_weight('分值')
    (True, False)
    """
    return heading.rsplit("/", 1)[-1].startswith(WEIGHTS) or half_width(heading).split("(")[0].endswith(WEIGHTS)


def percent(text: str) -> Decimal | None:
    """Return the figure of a weight, with or without its sign, ``None`` where there is none.

    >>> percent('15%'), percent('12.5'), percent('高')
    (Decimal('15'), Decimal('12.5'), None)
    """
    match = _PERCENT.fullmatch(squeeze(half_width(text)))
    return Decimal(match[1]) if match else None


def weighed(text: str, scale: int) -> str:
    """Return the figure of a weight as a percentage; the text as it is where it holds none.

    >>> weighed('15%', 1), weighed('0.4', 100), weighed('高', 1)
    ('15', '40', '高')
    """
    figure = percent(text)
    return text if figure is None else show(figure * scale)


def weight_scale(texts: Iterable[str]) -> int:
    """Return what makes the weights of a column percentages: 100 where they are fractions of 1, else 1."""
    figures = [figure for text in texts if (figure := percent(text)) is not None and "%" not in half_width(text)]
    return 100 if figures and all(0 < figure <= 1 for figure in figures) else 1
