"""Numbers and codes as Chinese standards print them: 一, 十二, ①, （3）, １．２, Ⅳ."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
_CHINESE = re.compile(CHINESE_NUMERAL)
_NO_NAME = re.compile(r"[\s/\\:#,\[\]{}'\"]")
_LONGEST = 80
"""Signs of an element's id; those of its items, with a number behind, have room for 100."""
_CODE_PUNCTUATION = re.compile(r"[（）()\[\]【】、，。:：．.\s]+")


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral under ten thousand, ``None`` where ``text`` is none.

    >>> chinese_number('十二'), chinese_number('二〇'), chinese_number('一百零五'), chinese_number('甲')
    (12, 20, 105, None)
    """
    if not _CHINESE.fullmatch(text):
        return None
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


@lru_cache(maxsize=4096)
def plain_code(code: str) -> str:
    """Return a printed code in Arabic numerals and dots: what an id is made of.

    >>> plain_code('一'), plain_code('（３）'), plain_code('①'), plain_code('１．２'), plain_code('A1'), plain_code('第四章')
    ('1', '3', '1', '1.2', 'A1', '4')
    """
    text = unicodedata.normalize("NFKC", code).strip()
    text = re.sub(r"^(?:第(.+?)[章节条部分篇]*|表\s*(.+))$", lambda match: match[1] or match[2], text)
    parts = [part for part in _CODE_PUNCTUATION.split(text) if part]
    return ".".join(str(number) if (number := chinese_number(part)) is not None else part for part in parts)


def element_id(code: str, parent: str = "") -> str:
    """Return the id of an element with the printed ``code`` below the element with the id ``parent``.

    >>> element_id('一'), element_id('1.2', '1'), element_id('2', '1'), element_id('②', '3.1')
    ('1', '1.2', '1.2', '3.1.2')

    Signs that no id may have become ``-``; what is longer than an id may be is cut, and told apart by a mark of the whole.

    >>> element_id('查看资料,填写'), len(element_id('甲' * 500))
    ('查看资料-填写', 80)
    """
    own = _NO_NAME.sub("-", plain_code(code) or code.strip())
    if parent and not own.startswith(parent + ".") and own.count(".") <= parent.count("."):
        own = f"{parent}.{own}"
    return own if len(own) <= _LONGEST else f"{own[: _LONGEST - 9]}~{hashlib.sha256(own.encode()).hexdigest()[:8]}"
