"""How wide a text is on a terminal: a Chinese sign takes two columns, a Latin letter one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\s+|[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")
"""White space, one wide sign (a line may end after any of them), or a word."""
_NOT_FIRST = frozenset("，。、；：！？）》”’】〉」』％%·")
"""Signs that do not begin a line in Chinese print."""
_NOT_LAST = frozenset("（《“‘【〈「『")
"""Signs that do not end one."""


def columns(text: str) -> int:
    """Return the number of terminal columns that ``text`` takes.

    >>> columns('abc'), columns('评分'), columns('e\u0301')
    (3, 4, 1)
    """
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` filled up with blanks to ``width`` columns; the blanks before it where ``right``.

    >>> pad('小计', 6) + '|', pad('42', 5, right=True)
    ('小计  |', '   42')
    """
    blanks = " " * max(0, width - columns(text))
    return blanks + text if right else text + blanks


def shorten(text: str, width: int) -> str:
    """Return ``text`` on one line without control signs, cut to ``width`` columns with … at its end where it is longer.

    >>> shorten('对排查出的隐患，及时整改', 11)
    '对排查出的…'
    """
    line = one_line(text)
    if columns(line) <= width:
        return line
    kept, used = [], 0
    for sign in line:
        used += columns(sign)
        if used > width - 1:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + "…"


def one_line(text: str) -> str:
    r"""Return ``text`` on one line, without signs that steer a terminal or that YAML does not allow.

    >>> one_line('一、\x1b[31m基础\n管理')
    '一、[31m基础 管理'
    """
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` columns, broken between words or after any Chinese sign.

    >>> wrap('读入标准，写出评分细则。 See --help', 14)
    ['读入标准，写出', '评分细则。 See', '--help']
    """
    lines = [""]
    for word in _words(text):
        if columns(lines[-1] + word.rstrip()) <= width or not lines[-1]:
            lines[-1] += word if lines[-1] else word.lstrip()
        else:
            lines[-1] = lines[-1].rstrip()
            lines.append(word.lstrip())
    return [line for line in (line.rstrip() for line in lines) if line]


def _words(text: str) -> Iterator[str]:
    """Yield the parts between which a line may break; signs that may not begin or end a line stay with their neighbour."""
    held = ""
    for part in _WORD.findall(text):
        if held and part[0] not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            yield held
            held = ""
        held += part
    if held:
        yield held
