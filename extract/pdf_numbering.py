"""The numbers with which lines begin: 1. （2） ③ 一、 a) Ⅳ, and which follows which."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rubrics.numerals import CHINESE_NUMERAL, chinese_number

_UNIT = (
    r"(?:分(?![管级析解工类布包公厂配发别组区开])|元(?!素)|[%％万米倍吨亿毫厘℃㎡㎜]|小时|千克|公[里斤顷]|以[上下内外]"
    r"|[kmcMt][a-zA-Z]{0,2}(?![a-zA-Z]))"
)
"""What stands behind a figure such as 1.5, and behind no number of a section: 1.5倍, 0.5米以上, 2.5吨."""
_MARK = re.compile(
    rf"[（(](?P<bracket>[0-9０-９]{{1,2}}|{CHINESE_NUMERAL})[)）]"
    r"|(?P<half>[0-9０-９]{1,2})[)）]"
    r"|(?P<point>[0-9０-９]{1,2})[.．、](?![0-9０-９])"
    r"|(?P<code>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?![0-9.%])"
    rf"(?!\s*{_UNIT})"
    rf"|(?P<chinese>{CHINESE_NUMERAL})、"
    rf"|第(?P<chapter>{CHINESE_NUMERAL})[章节条]"
    r"|(?P<circle>[①-⑳❶-❿])|(?P<closed>[⑴-⒛㈠-㈩])"
    r"|(?P<letter>[a-zA-Z])[.)）、](?![0-9a-zA-Z])"
    r"|(?P<roman>[Ⅰ-Ⅻ])(?![级类])"
)


class Mark(NamedTuple):
    """A number at the beginning of a line: which kind of numbering, and which number (``None`` where it is none)."""

    style: str
    number: int | None

    def follows(self, other: Mark) -> bool:
        """Tell whether this number comes right after another of its kind."""
        return self.style == other.style and self.number is not None and other.number == self.number - 1


@lru_cache(maxsize=4096)
def leading_mark(text: str) -> Mark | None:
    """Return the number with which a line begins, ``None`` where it begins with a word or a figure.

    >>> leading_mark('（3）未建档'), leading_mark('2.5分'), leading_mark('2、目标'), leading_mark('②')
    (Mark(style='bracket', number=3), None, Mark(style='point', number=2), Mark(style='circle', number=2))
    """
    match = _MARK.match(text)
    if match is None:
        return None
    style = match.lastgroup or ""
    return Mark(style, _number(style, match[style]))


def _number(style: str, text: str) -> int | None:
    if style == "letter":
        return ord(text.lower()) - ord("a") + 1
    if style == "code":
        return int(text.rpartition(".")[2])
    if style in ("circle", "closed", "roman"):
        return _digit(text)
    plain = unicodedata.normalize("NFKC", text)
    return int(plain) if plain.isdecimal() else chinese_number(plain)


def _digit(sign: str) -> int | None:
    value = unicodedata.numeric(sign, None)
    return None if value is None else int(value)
