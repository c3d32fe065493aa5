"""From a cell's raw text to paragraphs without white space, each character with its place in the raw text.

A line break ends a paragraph where something shows that a thought ended there: a mark, an empty line, a number or a
bracket that begins the next line. Elsewhere the line was only wrapped (PDF text breaks after every fifteenth character).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.numerals import chinese_number

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = str.maketrans(
    _WIDE
    | {
        "〔": "(",
        "【": "(",
        "[": "(",
        "〕": ")",
        "】": ")",
        "]": ")",
        "﹙": "(",
        "﹚": ")",
        "﹐": ",",
        "﹔": ";",
        "﹕": ":",
        "；": ";",
        "《": "(",
        "「": "(",
        "『": "(",
        "“": "(",
        "〈": "(",
        "》": ")",
        "」": ")",
        "』": ")",
        "”": ")",
        "〉": ")",
        "．": ".",
        "﹒": ".",
        "～": "~",
        "〜": "~",
        "∼": "~",
        "￣": "~",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "﹣": "-",
        "∶": ":",
        "﹪": "%",
    }
)
"""Brackets and quotation marks of all kinds become round brackets: nothing inside them divides a clause."""

_VISIBLE = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_LONGEST_BRACKET = 400
_ENDS = frozenset("。;:!?｡")
_NUMERALS = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?P<bracketed>\((?:[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})\)|[⑴-⒇㈠-㈩])"
    r"|(?P<half>[0-9]{1,2}\))"
    r"|(?P<point>[0-9]{1,2}[.、](?![0-9])|[⒈-⒛])"
    r"|(?P<circled>[①-⑳❶-❿])"
    r"|(?P<letter>[a-zA-Z][.)、](?![0-9]))"
    rf"|(?P<chinese>[{_NUMERALS}]{{1,3}}[、.])"
    r"|(?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.、]?(?![级类]))"
)
_GLUED = re.compile(r"([0-9]{1,2})[.、](?=[0-9]+(?:\.[0-9]+)?[^0-9.])(?![0-9.]+分)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines that belong together: ``text`` without white space, ``at`` the raw place of each of its characters.

    ``breaks`` are the places in ``text`` before which a line was wrapped.
    """

    text: str
    at: tuple[int, ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that begins a piece: ``2.`` or ``（3）``; ``style`` tells one kind of numbering from another."""

    style: str
    number: int | None
    length: int

    def start_of_body(self, start: int) -> int:
        """Return where the words of a piece begin that begins at ``start`` with this number."""
        return start + self.length


def paragraphs(raw: str) -> list[Paragraph]:
    r"""Return the paragraphs of a cell, in order; together they hold every character but white space.

    >>> [paragraph.text for paragraph in paragraphs('查现场：\n 1.每处\n扣2 分；\n\n（B级否决项）')]
    ['查现场:', '1.每处扣2分;', '(B级否决项)']
    """
    plain = raw.replace("\r\n", " \n").translate(_PLAIN)
    inside = _bracketed_lines(plain)
    groups: list[list[tuple[int, str]]] = []
    previous, blank = "", False
    for start, line in _lines(plain):
        content = line.strip()
        if not content:
            blank = True
            continue
        if not groups or (start not in inside and (blank or _is_parted(previous, content))):
            groups.append([])
        groups[-1].append((start, line))
        previous, blank = content, False
    return [_paragraph(group) for group in groups]


def marker(text: str, start: int, expected: int) -> Marker | None:
    """Return the number that begins the piece at ``start``; ``expected`` is the number that would come next.

    ``2.1项未评估`` is the second piece, of one item, where a second piece is expected, and a decimal number elsewhere.

    >>> marker('2.1项未评估', 0, 2), marker('2.1项未评估', 0, 5)
    (Marker(style='point', number=2, length=2), None)
    """
    match = _MARKER.match(text, start)
    if match:
        digits = "".join(sign for sign in match.group() if sign not in "().、")
        return Marker(str(match.lastgroup), _number(digits), match.end() - start)
    glued = _GLUED.match(text, start)
    if glued and int(glued[1]) == expected:
        return Marker("point", expected, glued.end() - start)
    return None


def _number(digits: str) -> int | None:
    if digits.isascii() and digits.isdecimal():
        return int(digits)
    return chinese_number(digits)


def _bracketed_lines(plain: str) -> set[int]:
    """Return where the lines begin that stand inside brackets; brackets that hold numbered or too many lines are not meant."""
    inside: set[int] = set()
    done = 0
    for start, end in _bracket_pairs(plain):
        if start >= done and end - start <= _LONGEST_BRACKET and (starts := _line_starts(plain, start, end)):
            inside.update(starts)
            done = end
    return inside


def _bracket_pairs(plain: str) -> list[tuple[int, int]]:
    """Return where brackets open and close, the outer before the inner."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer(r"[()]", plain):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
    return sorted(pairs)


def _line_starts(plain: str, start: int, end: int) -> list[int]:
    """Return where lines begin between two places; none where one of them begins with a number."""
    starts = [start + match.end() for match in re.finditer(r"\n\s*", plain[start:end])]
    if any(_MARKER.match(plain, at) for at in starts):
        return []
    return [start + match.start() + 1 for match in re.finditer(r"\n", plain[start:end])]


def _lines(plain: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in re.split(r"(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])", plain):
        yield start, line
        start += len(line)


def _is_parted(previous: str, line: str) -> bool:
    """Tell whether ``line`` begins a thought of its own after the line ``previous``."""
    if previous[-1] in _ENDS or _MARKER.match(line):
        return True
    return line[0] == "(" and line.rstrip(";。,")[-1:] == ")"


def _paragraph(lines: list[tuple[int, str]]) -> Paragraph:
    parts: list[str] = []
    at: list[int] = []
    breaks: list[int] = []
    for start, line in lines:
        if at:
            breaks.append(len(at))
        for match in _VISIBLE.finditer(line):
            part = match.group()
            if at and part[0].isdecimal() and parts[-1][-1].isdecimal():
                parts.append(" ")
                at.append(at[-1])
            parts.append(part)
            at.extend(range(start + match.start(), start + match.end()))
    return Paragraph("".join(parts), tuple(at), tuple(breaks))
