"""What a text says, and how near two texts are: white space, the width of signs and a leading number say nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

_WIDTH = {0x3000: " ", 0x00AD: None, 0x200B: None, 0xFEFF: None} | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_SPACE_BETWEEN_SAME = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])|(?<=[0-9.])\s+(?=[0-9.])")
"""White space that keeps two words or two figures apart; 1 2 is not 12."""
_SPACE = re.compile(r"[^\S\x00]+")
_NUMBER = re.compile(
    r"[①-⑳]"  # garage: ①制定企业安全生产方针
    r"|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-z])\)[、.]?"  # （3）, （一）
    r"|(?:[0-9]{1,2}|[a-z])(?:[、.](?![0-9a-z])|\))"  # Hangzhou: 1．企业把…; 2、, a)
    r"|[一二三四五六七八九十]{1,3}、"
)
_ENDS = ";:,.。、"
_GRAM = 3
LOOKED_AT = 4000
"""So many signs of a text tell how near it is to another; no requirement is that long, but a hostile one may be."""


@lru_cache(maxsize=65536)
def said(text: str) -> str:
    """Return what a text says: signs of one width, no white space but between words, no leading number, no closing mark.

    >>> said('① 制定方针， 目标；'), said('2．现场检查。'), said('1.5米 以上'), said('扣1 2分')
    ('制定方针,目标', '现场检查', '1.5米以上', '扣1 2分')
    """
    folded = _SPACE_BETWEEN_SAME.sub("\x00", text.translate(_WIDTH).strip())
    bare = _SPACE.sub("", folded).replace("\x00", " ")
    number = _NUMBER.match(bare)
    return (bare[number.end() :] or bare if number else bare).rstrip(_ENDS) or bare


def nearness(one: str, other: str) -> int:
    """Return how near two texts are that ``said`` returned: 100 only where they are the same, 0 where nothing is shared.

    >>> nearness('每处扣2分', '每处扣2分'), nearness('每处扣2分', '每处扣3分') < 100, nearness('', '甲')
    (100, True, 0)
    """
    return 100 if one == other else min(99, round(fuzz.ratio(one[:LOOKED_AT], other[:LOOKED_AT])))


@lru_cache(maxsize=65536)
def grams(text: str) -> frozenset[str]:
    """Return the runs of three signs in a text: what it shares with another shows whether it was cut out of it."""
    return frozenset(text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))) if text else frozenset()


def shared_share(one: str, other: str) -> float:
    """Return how large a part of the runs of signs of two texts they share, from 0 to 1.

    >>> shared_share('每处扣2分', '每处扣2分'), shared_share('每处扣2分', '甲乙丙')
    (1.0, 0.0)
    """
    ours, theirs = grams(one), grams(other)
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
