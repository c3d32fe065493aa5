"""What one line of a flattened standard looks like: a figure, a clause, a numbered sentence, a coded label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from normalize.flattened_vocabulary import METHOD_OPENINGS, PRICE_WORDS
from normalize.labels import half_width, read_points, squeeze
from normalize.rows import total_label
from normalize.vocabulary import STARS
from rubrics.numerals import CHINESE_NUMERAL, chinese_number

_PRICE = re.compile("|".join(PRICE_WORDS))
_FIGURE = re.compile(rf"[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?(?:分)?[{STARS}]*")
_LABEL_POINTS = re.compile(r"[(\[【]?(?:共|计|满分|分值)?:?[0-9]{1,4}(?:\.[0-9]{1,3})?分[)\]】]?")
_ENUMERATOR = re.compile(
    rf"(?P<circle>[①-⑳])|\((?P<bracket>[0-9]{{1,2}}|{CHINESE_NUMERAL})\)|(?P<half>[0-9]{{1,2}})\)"
    r"|(?P<digits>[0-9]{1,2})[.、](?![0-9]*\.)|(?P<letter>[a-zA-Z])[).、]"
)
_CODE = re.compile(
    rf"第(?P<chapter>{CHINESE_NUMERAL})[章节部分条篇]+[、.:\s]*|\((?P<bracket>{CHINESE_NUMERAL})\)[、.\s]*"
    rf"|(?P<chinese>{CHINESE_NUMERAL})[、.,:\s]\s*|(?P<dotted>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,2}})(?![0-9.%％])[、.\s]*"
    r"|(?P<digits>[0-9]{1,2})[、.](?![0-9])\s*|(?P<plain>[0-9]{1,2})\s*(?=[\u4e00-\u9fff])"
)
_OPEN_ENDS = frozenset(";:,、(")
_CLOSED_ENDS = frozenset("。.!?")
_LONGEST_LABEL = 40
_LONGEST_LOOK = 400
"""No more signs of a line are looked at to tell what it is."""


class Line(NamedTuple):
    """A line of the source: its number from 1, and its text without white space at its ends."""

    number: int
    text: str

    @property
    def plain(self) -> str:
        """The text in half-width signs."""
        return _plain(self.text)


class Mark(NamedTuple):
    """The number with which a line opens: its style (``digits``, ``circle``, ``bracket`` …), and the numbers."""

    style: str
    numbers: tuple[int, ...]

    @property
    def last(self) -> int:
        """The last of the numbers."""
        return self.numbers[-1]


class Code(NamedTuple):
    """The code of a label and the title behind it."""

    mark: Mark
    title: str


def is_figure(text: str) -> bool:
    """Tell whether a line is nothing but points, stars beside them or not.

    >>> is_figure('0.5'), is_figure('10★★'), is_figure('（140分）'), is_figure('3年')
    (True, True, False, False)
    """
    return _FIGURE.fullmatch(_bare(text)) is not None and read_points(text).points is not None


def is_stars(text: str) -> bool:
    """Tell whether a line is nothing but stars, which belong to the figure above."""
    return bool(text) and set(_bare(text)) <= set(STARS)


def is_label_points(text: str) -> bool:
    """Tell whether a line is nothing but the points of a label: （140分）, 35分."""
    return _LABEL_POINTS.fullmatch(_bare(text)) is not None


def is_priced(text: str) -> bool:
    """Tell whether a line has a wording of the rules column.

    >>> is_priced('记录资料不齐全的,扣0.2分'), is_priced('特种作业人员应当持证上岗')
    (True, False)
    """
    return _PRICE.search(_plain(text)) is not None


def computed_label(text: str) -> str | None:
    """Return the label of a computed row (小计, 合计 …) where a line is one."""
    return total_label(text) if len(text) <= _LONGEST_LABEL else None


def opens_method(text: str) -> bool:
    """Tell whether a line opens a cell of the methods column."""
    return _bare(text).startswith(METHOD_OPENINGS)


def enumerator(text: str) -> Mark | None:
    """Return the number in a list with which a line opens.

    >>> enumerator('②制定措施'), enumerator('（12）应急'), enumerator('2.1项未评估扣2分'), enumerator('2013年')
    (Mark(style='circle', numbers=(2,)), Mark(style='bracket', numbers=(12,)), Mark(style='digits', numbers=(2,)), None)
    """
    return _mark(_ENUMERATOR.match(_plain(text)))


def code_of(text: str) -> Code | None:
    """Return code and title of a line that could be a label, ``None`` where it opens with no code or is a sentence.

    >>> code_of('1.2'), code_of('一、目标').title, code_of('3.制定年度安全工作计划。'), code_of('2机构和职责').mark.style
    (Code(mark=Mark(style='dotted', numbers=(1, 2)), title=''), '目标', None, 'plain')
    """
    plain = _plain(text)
    match = _CODE.match(plain)
    mark = _mark(match)
    if match is None or mark is None or not is_title(plain[match.end() :]):
        return None
    if mark.style in ("digits", "plain") and "," in plain:
        return None
    return Code(mark, text[match.end() :].strip())


def is_title(text: str) -> bool:
    """Tell whether a text could be a label's title: short, no sentence, no price; an empty one could."""
    plain = _bare(text)
    if len(plain) > _LONGEST_LABEL or is_priced(plain):
        return False
    return not plain or (plain[-1] not in _OPEN_ENDS | _CLOSED_ENDS and not any(sign in plain for sign in ";。:"))


def is_open_ended(text: str) -> bool:
    """Tell whether a text ends with a mark after which its cell goes on: ；：，、."""
    return _plain(text.rstrip())[-1:] in _OPEN_ENDS


def is_closed(text: str) -> bool:
    """Tell whether a text ends with any mark of a sentence or of a part of one."""
    return _plain(text.rstrip())[-1:] in _OPEN_ENDS | _CLOSED_ENDS | frozenset("\"”')")


def is_in_brackets(lines: Sequence[str]) -> bool:
    """Tell whether a bracket stands open at the end of ``lines``."""
    depth = 0
    for sign in half_width("".join(line[-_LONGEST_LOOK:] for line in lines[-8:])):
        depth = depth + 1 if sign == "(" else max(depth - 1, 0) if sign == ")" else depth
    return depth > 0


def _mark(match: re.Match[str] | None) -> Mark | None:
    if match is None:
        return None
    style = match.lastgroup or ""
    said = match[style]
    if style == "circle":
        return Mark(style, (ord(said) - ord("①") + 1,))
    if style == "letter":
        return Mark(style, (ord(said.lower()) - ord("a") + 1,))
    numbers = [chinese_number(part) if chinese_number(part) is not None else int(part) for part in said.split(".")]
    return Mark(style, tuple(number for number in numbers if number is not None))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return half_width(text[:_LONGEST_LOOK] + text[_LONGEST_LOOK:][-1:])


def _bare(text: str) -> str:
    return squeeze(_plain(text))
