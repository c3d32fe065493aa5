"""One figure as a person wrote it: 6, 6分, 扣2分, 满分, /, √, ６．５, 10-2=8."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from render.reading.vocabulary import (
    DEDUCTION,
    DIFFERENCE,
    FULL_WORDS,
    MET_WORDS,
    NOT_APPLICABLE_WORDS,
    NOT_MET_WORDS,
    NOTHING_SIGNS,
    SCORE,
    TICKS,
    ZERO_WORDS,
)
from rubrics.numerals import chinese_number

_DEDUCTION, _SCORE, _DIFFERENCE = (re.compile(pattern, re.ASCII) for pattern in (DEDUCTION, SCORE, DIFFERENCE))
_LONGEST = 12
_PLACES = 6
"""What an assessment can hold: decimals with up to six places."""


class Kind(Enum):
    """What the text of a cell for a figure says."""

    EMPTY = auto()
    NOTHING = auto()
    FULL = auto()
    TICK = auto()
    SCORE = auto()
    DEDUCTION = auto()
    MET = auto()
    NOT_MET = auto()
    NOT_APPLICABLE = auto()
    UNREAD = auto()


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as written: its kind, the number where it has one, and the text itself."""

    kind: Kind
    text: str
    value: Decimal | None = None


def read_figure(text: str) -> Written:
    """Return what a cell for a figure says; ``UNREAD`` where it can be taken in more than one way, or in none.

    >>> [(read_figure(t).kind.name, str(read_figure(t).value)) for t in ('６．５分', '扣2分', '—', '10-2=8', '①')]
    [('SCORE', '6.5'), ('DEDUCTION', '2'), ('NOTHING', 'None'), ('SCORE', '8'), ('UNREAD', 'None')]
    """
    shown = text.strip()
    if "\n" in shown or any(unicodedata.category(sign) == "No" for sign in shown):  # ², ½, ①: NFKC makes figures of them
        return Written(Kind.UNREAD, shown)
    plain = "".join(unicodedata.normalize("NFKC", shown).split()).rstrip("。.;；")
    kind = _kind_of_words(plain)
    if kind is not None:
        return Written(kind, shown, Decimal(0) if plain in ZERO_WORDS else None)
    return _number(shown, plain)


def _kind_of_words(plain: str) -> Kind | None:
    if not plain:
        return Kind.EMPTY
    sets = (
        (NOTHING_SIGNS, Kind.NOTHING),
        (FULL_WORDS, Kind.FULL),
        (TICKS, Kind.TICK),
        (ZERO_WORDS, Kind.SCORE),
        (NOT_MET_WORDS, Kind.NOT_MET),
        (MET_WORDS, Kind.MET),
        (NOT_APPLICABLE_WORDS, Kind.NOT_APPLICABLE),
    )
    return next((kind for words, kind in sets if plain in words), None)


def _number(shown: str, plain: str) -> Written:
    difference = _DIFFERENCE.fullmatch(plain)
    if difference is not None and _fits(difference["figure"]):
        holds = Decimal(difference["points"]) - Decimal(difference["taken"]) == Decimal(difference["figure"])
        return Written(Kind.SCORE, shown, Decimal(difference["figure"])) if holds else Written(Kind.UNREAD, shown)
    for pattern, kind in ((_SCORE, Kind.SCORE), (_DEDUCTION, Kind.DEDUCTION)):
        match = pattern.fullmatch(plain)
        if match is not None:
            return Written(kind, shown, Decimal(match["figure"])) if _fits(match["figure"]) else Written(Kind.UNREAD, shown)
    numeral = chinese_number(plain.removesuffix("分"))
    return Written(Kind.UNREAD, shown) if numeral is None else Written(Kind.SCORE, shown, Decimal(numeral))


def _fits(figure: str) -> bool:
    return len(figure) <= _LONGEST and len(figure.partition(".")[2]) <= _PLACES
