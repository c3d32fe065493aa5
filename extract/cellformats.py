"""What a spreadsheet shows of a number: 0.3 for 0.30000000000000004, 1.10 for 1.1, 5分 for 5 (ECMA-376 part 1, 18.8.30, 18.8.31).

A code such as 1.10 typed into a cell is the number 1.1, and only its format knows the last nought.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from extract.numberformats import written

BUILT_IN = {  # what Excel means by the numbers of its own formats, those of Chinese Windows from 27 on
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_TOKEN = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式|@)'
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<percent>%)|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<plain>[-+() :¥$￥/、，。年月日时分秒])|(?P<other>.)",
    re.IGNORECASE,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?$")
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|黑色|蓝色|青色|绿色|洋红|红色|白色|黄色|(?:color|颜色)\s*\d+)$",
    re.IGNORECASE,
)
_CHINESE = {"dbnum1": "chineseCountingThousand", "dbnum2": "chineseLegalSimplified"}
_GENERAL_DIGITS = 10
_TINY = Decimal("1e-9")
_MOST_DATE = 2_958_466


def shown(value: str, code: str, *, since_1904: bool = False) -> str | None:
    """Return what a cell with a number shows in a format; ``None`` where the format is not understood.

    >>> [shown("1.1", "0.00"), shown("0.30000000000000004", "General"), shown("5", '0"分"'), shown("0.7", "0%")]
    ['1.10', '0.3', '5分', '70%']
    """
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > Decimal("1e15"):
        return None
    section, number = _section(code, number)
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _TOKEN.finditer(section)]
    kinds = {kind for kind, _ in tokens}
    if "other" in kinds:
        return None
    if "date" in kinds:
        return _date(tokens, number, since_1904=since_1904)
    return _number(tokens, number)


def general(number: Decimal) -> str:
    """Return a number as a cell without a format shows it: up to ten digits that mean something.

    >>> general(Decimal("3.3333333333333335")), general(Decimal("100")), general(Decimal("1E+2"))
    ('3.333333333', '100', '100')
    """
    rounded = number.normalize(Context(prec=_GENERAL_DIGITS, rounding=ROUND_HALF_UP)) if number % 1 else number
    if 0 < abs(number) < _TINY:
        return f"{rounded:.5G}"
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the part of a format that is for this number, and the number as that part takes it."""
    parts = [match for match in _SECTION.findall(code) if match] or ["General"]
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    return parts[2] if number == 0 and len(parts) > 2 else parts[0], number


def _number(tokens: Sequence[tuple[str, str]], number: Decimal) -> str | None:
    out: list[str] = []
    number *= 100 ** sum(kind == "percent" for kind, _ in tokens)
    places = sum(kind in ("digits", "general") for kind, _ in tokens)
    chinese = next((_CHINESE[text.lower()] for kind, text in tokens if kind == "bracket" and text.lower() in _CHINESE), None)
    if places > 1 or (not places and number and not any(text for kind, text in tokens if kind == "text")):
        return None
    for kind, text in tokens:
        if kind == "bracket":
            mark = _bracket(text)
            if mark is None:
                return None
            out.append(mark)
        elif kind in ("digits", "general"):
            if chinese is not None:
                word = written(int(number), chinese) if number % 1 == 0 else None
            else:
                word = _digits(number, text) if kind == "digits" else general(abs(number))
            if word is None:
                return None
            out.append(word)
        elif kind == "percent":
            out.append("%")
        elif kind == "blank":
            out.append(" ")
        elif kind != "fill":
            out.append(text)
    line = "".join(out).strip()
    return f"-{line}" if number < 0 and any(sign in "123456789" for sign in line) else line


def _bracket(text: str) -> str | None:
    """Return what a word in brackets shows: a currency sign, nothing for colours and languages; ``None`` for a condition."""
    currency = _CURRENCY.match(text)
    if currency is not None:
        return currency[1]
    return "" if _COLOUR.match(text) or text.lower() in _CHINESE else None


def _digits(number: Decimal, pattern: str) -> str | None:
    """Return a number in a pattern of digits such as ``#,##0.0#``; ``None`` for one that counts in thousands."""
    whole, _, decimals = pattern.partition(".")
    if whole.endswith(",") or "," in decimals:
        return None
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    least = whole.count("0")
    left = left.lstrip("0").rjust(least, "0")
    if "," in whole:
        left = f"{int(left or 0):,}" if left else left
    kept = len(decimals.rstrip("#?"))
    right = right[:kept] + right[kept:].rstrip("0")
    return f"{left}.{right}" if "." in pattern else left


def _date(tokens: Sequence[tuple[str, str]], number: Decimal, *, since_1904: bool) -> str | None:
    """Return a day and time; a month that stands beside hours or seconds is minutes."""
    if not 0 <= number < _MOST_DATE:
        return None
    moment = _moment(number, since_1904=since_1904)
    units = [text[0].lower() for kind, text in tokens if kind == "date"]
    out, at = [], 0
    for kind, text in tokens:
        if kind == "date":
            is_minutes = text[0] in "mM" and ("h" in units[max(at - 1, 0) : at] or "s" in units[at + 1 : at + 2])
            word = _unit(moment, "n" * len(text) if is_minutes else text.lower())
            if word is None:
                return None
            out.append(word)
            at += 1
        elif kind in ("text", "escaped", "plain"):
            out.append(text)
        elif kind in ("digits", "general", "percent") or (kind == "bracket" and _bracket(text) is None):
            return None
    return "".join(out).strip()


def _moment(number: Decimal, *, since_1904: bool) -> datetime:
    """Return the moment that a serial number means; Excel counts a 29 February 1900 that there never was."""
    days = number if since_1904 else number + 1 if number < 60 else number
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day of the calendar, of no zone
    return start + timedelta(seconds=int((days * 86_400).to_integral_value(ROUND_HALF_UP)))


def _unit(moment: datetime, unit: str) -> str | None:
    values = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "n": moment.minute, "s": moment.second}
    value = values[unit[0]]
    if unit[0] == "y":
        return f"{value:04}" if len(unit) > 2 else f"{value % 100:02}"
    return None if len(unit) > 2 else f"{value:0{len(unit)}}"
