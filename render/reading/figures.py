"""One figure as a person wrote it: 6, 6分, 扣2分, 满分, /, √, ６．５, 10-2=8."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from render.reading.vocabulary import (
    APART,
    DEDUCTION,
    DIFFERENCE,
    FIGURE,
    FULL_WORDS,
    MET_WORDS,
    NONE_WORDS,
    NOT_APPLICABLE_WORDS,
    NOT_MET_WORDS,
    NOTHING_SIGNS,
    NUMERAL,
    SCORE,
    TICKS,
)
from rubrics.numerals import chinese_number

_DEDUCTION, _SCORE, _FIGURE, _DIFFERENCE = (re.compile(pattern, re.ASCII) for pattern in (DEDUCTION, SCORE, FIGURE, DIFFERENCE))
_NUMERAL, _APART = re.compile(NUMERAL), re.compile(APART)
_LONGEST = 12
_PLACES = 6
"""What an assessment can hold: decimals with up to six places."""


class Kind(Enum):
    """What the text of a cell for a figure says."""

    EMPTY = auto()
    NOTHING = auto()
    FULL = auto()
    NONE = auto()
    TICK = auto()
    FIGURE = auto()
    """a figure alone: the score or the deduction, as the column asks"""
    SCORE = auto()
    DEDUCTION = auto()
    MET = auto()
    NOT_MET = auto()
    NOT_APPLICABLE = auto()
    UNREAD = auto()


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as written: its kind, the number where it has one, and the text itself.

    ``of`` are the points that a sum which is written out begins with (10-2=8).
    """

    kind: Kind
    text: str
    value: Decimal | None = None
    of: Decimal | None = None

    def as_score(self, points: Decimal) -> Decimal | None:
        """Return what it says in the place of a score out of ``points``; ``None`` where it says no figure."""
        if self.kind in (Kind.FULL, Kind.TICK, Kind.MET):
            return points
        if self.kind is Kind.NONE:
            return Decimal(0)
        return self.value if self.value is None or self.kind is not Kind.DEDUCTION else points - self.value

    def as_deduction(self, points: Decimal) -> Decimal | None:
        """Return what it says in the place of a deduction from ``points``; ``None`` where it says no figure."""
        if self.kind in (Kind.FULL, Kind.NONE):
            return Decimal(0) if self.kind is Kind.FULL else points
        return self.value if self.value is None or self.kind is not Kind.SCORE else points - self.value


def read_figure(text: str) -> Written:
    """Return what a cell for a figure says; ``UNREAD`` where it can be taken in more than one way, or in none.

    >>> [(read_figure(t).kind.name, str(read_figure(t).value)) for t in ('６．５分', '扣2分', '—', '10-2=8', '①', '扣完')]
    [('FIGURE', '6.5'), ('DEDUCTION', '2'), ('NOTHING', 'None'), ('SCORE', '8'), ('UNREAD', 'None'), ('NONE', 'None')]
    """
    shown = text.strip()
    if "\n" in shown or any(unicodedata.category(sign) == "No" for sign in shown):  # ², ½, ①: NFKC makes figures of them
        return Written(Kind.UNREAD, shown)
    normal = unicodedata.normalize("NFKC", shown)
    plain = "".join(normal.split()).rstrip("。.;；")
    kind = _kind_of_words(plain)
    if kind is not None:
        return Written(kind, shown)
    return Written(Kind.UNREAD, shown) if _APART.search(normal) else _number(shown, plain)


def _kind_of_words(plain: str) -> Kind | None:
    if not plain:
        return Kind.EMPTY
    sets = (
        (NOTHING_SIGNS, Kind.NOTHING),
        (FULL_WORDS, Kind.FULL),
        (TICKS, Kind.TICK),
        (NONE_WORDS, Kind.NONE),
        (NOT_MET_WORDS, Kind.NOT_MET),
        (MET_WORDS, Kind.MET),
        (NOT_APPLICABLE_WORDS, Kind.NOT_APPLICABLE),
    )
    return next((kind for words, kind in sets if plain in words), None)


def _number(shown: str, plain: str) -> Written:
    difference = _DIFFERENCE.fullmatch(plain)
    if difference is not None:
        points, taken, left = (_value(difference[name]) for name in ("points", "taken", "figure"))
        holds = points is not None and taken is not None and left is not None and points - taken == left
        return Written(Kind.SCORE, shown, left, points) if holds else Written(Kind.UNREAD, shown)
    for pattern, kind in ((_FIGURE, Kind.FIGURE), (_SCORE, Kind.SCORE), (_DEDUCTION, Kind.DEDUCTION)):
        match = pattern.fullmatch(plain)
        value = _value(match["figure"]) if match is not None else None
        if value is not None:
            return Written(kind, shown, value)
    value = _value(plain.removesuffix("分")) if _NUMERAL.fullmatch(plain) else None
    return Written(Kind.UNREAD, shown) if value is None else Written(Kind.FIGURE, shown, value)


def _value(figure: str) -> Decimal | None:
    """Return the value of a figure in Arabic or Chinese numerals; ``None`` where an assessment cannot hold it."""
    if figure.isascii():
        return Decimal(figure) if len(figure) <= _LONGEST and len(figure.partition(".")[2]) <= _PLACES else None
    numeral = chinese_number(figure)
    return None if numeral is None else Decimal(numeral)
