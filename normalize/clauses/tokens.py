"""From a text to tokens: the words of the vocabulary, numbers and punctuation; what lies between them is left out.

A token knows where it stands, so that two tokens are known to touch when nothing lies between them. The longest word that
fits wins. Each character is looked at once, however hostile the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from normalize.clauses.vocabulary import NOT_AFTER_POINTS, SCOPES, UNITS_AFTER_EACH, VETOES, WORDS, Kind
from rubrics.numerals import chinese_number


class Token(NamedTuple):
    """A word at ``start`` up to ``end``; ``value`` is the figure of a number that can be one."""

    kind: str
    text: str
    start: int
    end: int
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text with its tokens, an END token after them, and for each bracket that has a partner, where that is.

    ``kinds`` are the kinds of the tokens, with END many times after them, so that a reader can look ahead without care.
    """

    text: str
    tokens: list[Token]
    kinds: list[str]
    partner: dict[int, int]

    def kind(self, index: int) -> str:
        """Return the kind of the token at ``index``; END beyond both ends."""
        return self.kinds[index]

    def touches(self, index: int) -> bool:
        """Tell whether nothing lies between the token at ``index`` and the one after it."""
        return 0 <= index < len(self.tokens) - 1 and self.tokens[index].end == self.tokens[index + 1].start

    def between(self, first: int, second: int) -> str:
        """Return the text between the end of one token and the start of another."""
        return self.text[self.tokens[first].end : self.tokens[second].start]


def stretch(text: str) -> Stretch:
    """Return the tokens of ``text``, whose full-width forms are half-width and whose white space is gone.

    >>> [(token.kind, token.text) for token in stretch('每缺一项扣0.5分').tokens][:6]
    [('each', '每'), ('lack', '缺'), ('number', '一'), ('unit', '项'), ('deduct', '扣'), ('number', '0.5')]
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        kind = _ALL.get(word)
        if kind is None:
            tokens.extend(_other(match, start, end))
        elif kind is not Kind.ORDINARY:
            tokens.append(Token(kind, word, start, end))
        elif tokens and tokens[-1].end == start and _is_counting(tokens[-1], word):
            unit = _UNIT.match(word)
            tokens.extend([Token(_ALL[unit.group()], unit.group(), start, start + unit.end())] if unit else [])
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return Stretch(text, tokens, [token.kind for token in tokens] + _AHEAD, _partners(tokens))


def _is_counting(before: Token, word: str) -> bool:
    """Tell whether an ordinary word begins with a unit after all: 1起重伤事故, 每个人."""
    return before.kind is Kind.NUMBER or (before.kind is Kind.EACH and word in UNITS_AFTER_EACH)


def _other(match: re.Match[str], start: int, end: int) -> tuple[Token, ...]:
    """Return what is no word of the vocabulary: a figure, a Chinese numeral, a veto with a rank; two for 百分之八十."""
    word = match.group()
    if match["figure"]:
        return (Token(Kind.NUMBER, word, start, end, _figure(word)),)
    if match["part"]:
        unit = "‰" if word.startswith("千") else "%"
        return (Token(Kind.NUMBER, word, start, end, _chinese_value(match["part"])), Token(Kind.RATE, unit, end, end))
    if match["chinese"]:
        return (Token(Kind.NUMBER, word, start, end, Decimal("0.5") if word in {"半", "½"} else _chinese_value(word)),)
    return (Token(Kind.VETO if match["veto"] else Kind.CODE, word, start, end),)


def _figure(text: str) -> Decimal | None:
    """Return the value of digits; ``None`` for more than a rule can hold, and for 05, which may have lost its point."""
    whole, _, places = text.partition(".")
    whole = whole or "0"  # 扣.5分
    if len(whole) > _DIGITS or len(places) > _DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None
    return Decimal(f"{whole}.{places}") if places else Decimal(whole)


def _chinese_value(text: str) -> Decimal | None:
    whole, _, decimals = text.translate(_PLAIN_NUMERALS).partition("点")
    if len(whole) > _DIGITS or len(decimals) > _DIGITS:
        return None
    value = chinese_number(whole)
    if value is None or not decimals:
        return None if value is None else Decimal(value)
    places = [chinese_number(sign) for sign in decimals]
    return Decimal(f"{value}." + "".join(str(place) for place in places))


def _partners(tokens: list[Token]) -> dict[int, int]:
    """Return for each bracket the index of its partner; a bracket without one is no bracket."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            opened.append(index)
        elif token.kind is Kind.CLOSE and opened:
            other = opened.pop()
            partner[index], partner[other] = other, index
    return partner


def _trie(words: Iterable[str]) -> dict[str, Any]:
    """Return the words as nested tables of their signs; an empty sign marks the end of a word."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {"": {}} if _ALL[word] in _POINT_VERDICTS and word[-1] == "分" else {}
        if word in _NOT_BEFORE_FIGURE:
            node[""] = {"0": {}}
    return root


def _pattern(node: dict[str, Any]) -> str:
    """Return a pattern for the longest word of a trie; a verdict is none where the text goes on to another word."""
    longer = [re.escape(sign) + _pattern(below) for sign, below in sorted(node.items()) if sign]
    if "" in node:
        end = node[""]
        longer.append(f"(?![{NOT_AFTER_POINTS}])" if "" in end else f"(?![0-9{_NUMERALS}半])" if "0" in end else "")
    return longer[0] if len(longer) == 1 else f"(?:{'|'.join(longer)})"


def _grouped(root: dict[str, Any]) -> str:
    """Return a pattern for any word, its first signs in groups, so that few groups are tried and few signs in each."""
    signs = sorted(root)
    groups = [signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)]
    return "|".join(f"(?=[{re.escape(''.join(group))}]){_pattern({sign: root[sign] for sign in group})}" for group in groups)


_GROUP = 16
_ALL = {word: kind for kind, group in WORDS.items() for word in group}
_ALL |= dict.fromkeys(SCOPES, Kind.SCOPE) | dict.fromkeys(VETOES, Kind.VETO)
_UNIT = re.compile("|".join(sorted((*WORDS[Kind.UNIT], *WORDS[Kind.TIME]), key=len, reverse=True)))
_DIGITS = 6
_AHEAD = [Kind.END] * 8
_POINT_VERDICTS = frozenset({Kind.ZERO, Kind.FULL, Kind.EXEMPT, Kind.GRADED, Kind.DEDUCTING})
_NOT_BEFORE_FIGURE = frozenset({"全扣", "全部扣除", "锁扣", "卡扣", "搭扣", "纽扣", "折扣", "克扣"})
_NUMERALS = "零〇一二两三四五六七八九十百千"
_CAPITAL_NUMERALS = "壹贰叁肆伍陆柒捌玖拾"
_PLAIN_NUMERALS = str.maketrans(_CAPITAL_NUMERALS, "一二三四五六七八九十")
_VERB_SIGNS = "扣除减得加计给记"
"""What stands before a figure that is no ordinary word there: 扣伍分, 扣.5分; of 队伍分散 and 1..5分 it is not."""
_FIRST = "".join(sorted({re.escape(word[0]) for word in _ALL}))
RANKED_VETO = re.compile(r"(?P<rank>[A-Z])[级类](?P<middle>[^,;。()A-Z0-9]{0,4}?)否决(?:项|条款|要素|指标)?")
"""A veto with its rank; a few other characters may stand between, which ``VETO_MIDDLES`` knows or not."""
_TOKEN = re.compile(
    rf"(?=[0-9A-Za-z.½半{_CAPITAL_NUMERALS}{_NUMERALS}{_FIRST}])(?:"
    rf"(?P<veto>{RANKED_VETO.pattern})"
    rf"|{_grouped(_trie(_ALL))}"
    r"|(?P<code>[A-Za-z][A-Za-z0-9./_-]*|[0-9]+(?:\.[0-9]+){2,}|[0-9]+[A-Za-z][A-Za-z0-9]*)"
    rf"|(?P<figure>[0-9]+(?:\.[0-9]+)?|(?<=[{_VERB_SIGNS}])\.[0-9]+(?=分))"
    rf"|[百千]分之(?P<part>[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)"
    rf"|(?P<fraction>[{_NUMERALS}]+分之[{_NUMERALS}]+)"
    rf"|(?P<chinese>半(?=[分个])|½(?=分)|[{_NUMERALS}]+(?:点[零〇一二三四五六七八九]+)?"
    rf"|(?<=[{_VERB_SIGNS}])[{_CAPITAL_NUMERALS}]+(?:点[{_CAPITAL_NUMERALS}]+)?(?=分))"
    r")"
)
