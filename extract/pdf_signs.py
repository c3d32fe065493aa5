"""Which characters the signs of a PDF are: what its fonts call them is not always what a reader sees.

Fonts name a sign by any character that looks like it (the radical ⾃ for 自), join letters (ﬁ), give vertical brackets codes of
their own, and number the signs of symbol fonts freely.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.pdf_page import Run
from extract.symbols import FONTS, PRIVATE_USE, UNKNOWN, symbol

RADICALS = {
    # The supplement of radicals that Unicode has no compatibility mapping for, with the characters of simplified Chinese that
    # they are taken for (Unicode, EquivalentUnifiedIdeograph.txt); seen in PDFs made with fonts that share their outlines.
    "⺁": "厂",
    "⺈": "刀",
    "⺌": "小",
    "⺎": "兀",
    "⺏": "尣",
    "⺒": "巳",
    "⺓": "幺",
    "⺛": "旡",
    "⺜": "日",
    "⺝": "月",
    "⺠": "民",
    "⺧": "牛",
    "⺩": "王",
    "⺫": "目",
    "⺬": "示",
    "⺶": "羊",
    "⺷": "羊",
    "⺻": "聿",
    "⺼": "肉",
    "⺾": "艹",
    "⻁": "虎",
    "⻄": "西",
    "⻅": "见",
    "⻆": "角",
    "⻉": "贝",
    "⻋": "车",
    "⻑": "長",
    "⻓": "长",
    "⻔": "门",
    "⻗": "雨",
    "⻘": "青",
    "⻙": "韦",
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
    "⻝": "食",
    "⻢": "马",
    "⻣": "骨",
    "⻤": "鬼",
    "⻥": "鱼",
    "⻦": "鸟",
    "⻧": "卤",
    "⻨": "麦",
    "⻩": "黄",
    "⻪": "黾",
    "⻬": "齐",
    "⻮": "齿",
    "⻰": "龙",
    "⻱": "龟",
    "⻳": "龟",
}
VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…：—–（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
"""The forms of signs for vertical text (Unicode blocks Vertical Forms and CJK Compatibility Forms)."""
COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")
"""Blocks that hold other characters again: radicals, compatibility ideographs, joined letters. Full-width signs are not among
them: those are what the authority printed."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_ODD = re.compile(f"{COMPATIBLE.pattern[:-1]}\ue000-\uf8ff\ufe10-\ufe19\ufe30-\ufe48\U000f0000-\U0010ffff\ufffd]")
_FAMILIES = {"".join(name.split()): name for name in FONTS}


def readable_runs(runs: list[Run]) -> list[Run]:
    """Return runs with the characters that a reader sees."""
    has_symbols = any(symbol_family(font) for font in {run.font for run in runs})
    return [readable(run) for run in runs] if has_symbols or _ODD.search("".join([run.text for run in runs])) else runs


def readable(run: Run) -> Run:
    """Return a run with the characters that a reader sees; U+FFFD for those that nobody knows.

    >>> readable(Run("⾃评ﬁ︵", (0, 1, 2, 3, 4), 0, 1)).text, readable(Run("l", (0, 1), 0, 1, "Wingdings-Regular")).text
    ('自评fi（', '●')
    """
    family = symbol_family(run.font)
    if family is None and not _ODD.search(run.text):
        return run
    shown = [_shown(sign, family) for sign in run.text]
    edges = [run.edges[0]]
    for sign, left, right in zip(shown, run.edges, run.edges[1:], strict=False):
        edges += [left + (right - left) * part / len(sign) for part in range(1, len(sign) + 1)]
    return run._replace(text="".join(shown), edges=tuple(edges))


@lru_cache(maxsize=512)
def symbol_family(font: str) -> str | None:
    """Return the symbol font that a font's name in a PDF means, ``None`` where it is a font of letters.

    >>> symbol_family("Wingdings-Regular"), symbol_family("ABCDEF+SymbolMT"), symbol_family("SimSun")
    ('wingdings', 'symbol', None)
    """
    name = re.sub(r"[^a-z0-9]", "", font.rpartition("+")[2].lower())
    for ending in ("regular", "normal", "mt", "ps"):
        name = name.removesuffix(ending)
    return _FAMILIES.get(name)


def _shown(sign: str, family: str | None) -> str:
    """Return what one sign shows, perhaps several characters."""
    code = ord(sign)
    if family is not None and (code in PRIVATE_USE or 0x20 <= code < 0x100):
        return symbol(family, code)
    if _PRIVATE.match(sign):
        return UNKNOWN
    if sign in VERTICAL:
        return VERTICAL[sign]
    if sign in RADICALS:
        return RADICALS[sign]
    return unicodedata.normalize("NFKC", sign) if COMPATIBLE.match(sign) else sign
