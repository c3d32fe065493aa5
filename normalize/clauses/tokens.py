"""From a text to tokens: the words of the vocabulary, numbers and punctuation; what lies between them is left out.

A token knows where it stands, so that two tokens are known to touch when nothing lies between them. The longest word that
fits wins. Each character is looked at once, however hostile the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from normalize.clauses.vocabulary import NOT_AFTER_POINTS, SCOPES, VETOES, WORDS, Kind
from rubrics.numerals import chinese_number


class Token(NamedTuple):
    """A word at ``start`` up to ``end``; ``value`` is the figure of a number that can be one."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text with its tokens, an END token after them, and for each bracket that has a partner, where that is."""

    text: str
    tokens: list[Token]
    partner: dict[int, int]

    def kind(self, index: int) -> Kind:
        """Return the kind of the token at ``index``; END beyond both ends."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else Kind.END

    def touches(self, index: int) -> bool:
        """Tell whether nothing lies between the token at ``index`` and the one after it."""
        return 0 <= index < len(self.tokens) - 1 and self.tokens[index].end == self.tokens[index + 1].start

    def between(self, first: int, second: int) -> str:
        """Return the text between the end of one token and the start of another."""
        return self.text[self.tokens[first].end : self.tokens[second].start]


def stretch(text: str) -> Stretch:
    """Return the tokens of ``text``, whose full-width forms are half-width and whose white space is gone.

    >>> [(token.kind.value, token.text) for token in stretch('每缺一项扣0.5分').tokens][:6]
    [('each', '每'), ('lack', '缺'), ('number', '一'), ('unit', '项'), ('deduct', '扣'), ('number', '0.5')]
    """
    tokens: list[Token] = []
    done = 0
    for match in _TRIGGER.finditer(text):
        at = match.start()
        if at >= done:
            for token in _tokens_at(text, at):
                tokens.append(token)
                done = token.end
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return Stretch(text, tokens, _partners(tokens))


def _tokens_at(text: str, at: int) -> Iterable[Token]:
    """Return the token that begins at ``at``: two for 百分之八十 (80 and %), none for ordinary text."""
    sign = text[at]
    if sign.isascii() and sign.isalnum():
        return _letters_or_figure(text, at)
    words = _BY_SIGN.get(sign)
    match = words.match(text, at) if words else None
    if match:
        word = match.group()
        kind = _ALL[word]
        if not _goes_on(text, match.end(), kind):
            return (Token(kind, word, at, match.end()),)
    match = _CHINESE.match(text, at) if sign in _NUMERALS_AND_HALF else None
    return _chinese(match) if match else ()


def _letters_or_figure(text: str, at: int) -> Iterable[Token]:
    match = RANKED_VETO.match(text, at)
    if match:
        return (Token(Kind.VETO, match.group(), at, match.end()),)
    match = _LETTER_WORDS.match(text, at)
    if match:
        return (Token(_ALL[match.group()], match.group(), at, match.end()),)
    match = _CODE.match(text, at)
    if match:
        return (Token(Kind.CODE, match.group(), at, match.end()),)
    match = _FIGURE.match(text, at)
    return (Token(Kind.NUMBER, match.group(), at, match.end(), _figure(match.group())),) if match else ()


def _figure(text: str) -> Decimal | None:
    """Return the value of digits; ``None`` for too many, and for 05, which may have lost its point."""
    if len(text) > 12 or (text[0] == "0" and len(text) > 1 and text[1] != "."):
        return None
    return Decimal(text)


def _chinese(match: re.Match[str]) -> Iterable[Token]:
    start, end = match.span()
    if match["part"]:
        value = _chinese_value(match["part"])
        unit = "‰" if match["of"].startswith("千") else "%"
        return (Token(Kind.NUMBER, match.group(), start, end, value), Token(Kind.RATE, unit, end, end))
    if match["fraction"]:
        return (Token(Kind.CODE, match.group(), start, end),)
    if match["half"]:
        return (Token(Kind.NUMBER, "半", start, end, Decimal("0.5")),)
    return (Token(Kind.NUMBER, match.group(), start, end, _chinese_value(match.group())),)


def _chinese_value(text: str) -> Decimal | None:
    whole, _, decimals = text.partition("点")
    if len(text) > 12:
        return None
    value = chinese_number(whole)
    if value is None or not decimals:
        return None if value is None else Decimal(value)
    places = [chinese_number(sign) for sign in decimals]
    return Decimal(f"{value}." + "".join(str(place) for place in places))


def _goes_on(text: str, end: int, kind: Kind) -> bool:
    """Tell whether a verdict is only the beginning of something else: 不得分包; 不全扣2分 is not 全扣."""
    following = text[end : end + 1]
    if kind is Kind.USED_UP:
        return text[end - 2 : end] in {"全扣", "扣除"} and (following.isdecimal() or following in _NUMERALS_AND_HALF)
    return kind in _POINT_VERDICTS and text[end - 1] == "分" and following in _NOT_AFTER_POINTS


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


_ALL = {word: kind for kind, group in WORDS.items() for word in group}
_ALL |= dict.fromkeys(SCOPES, Kind.SCOPE) | dict.fromkeys(VETOES, Kind.VETO)
_POINT_VERDICTS = frozenset({Kind.ZERO, Kind.FULL, Kind.EXEMPT, Kind.GRADED, Kind.DEDUCTING})
_NOT_AFTER_POINTS = frozenset(NOT_AFTER_POINTS)
_NUMERALS = "零〇一二两三四五六七八九十百千"
_NUMERALS_AND_HALF = frozenset("零〇一二两三四五六七八九十百千半")


def _longest_first(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


_BY_SIGN = {sign: _longest_first(words) for sign, words in groupby(sorted(_ALL), key=itemgetter(0))}
_TRIGGER = re.compile("[0-9A-Za-z半" + _NUMERALS + re.escape("".join(_BY_SIGN)) + "]")
_LETTER_WORDS = _longest_first(word for word in _ALL if word[0].isascii() and word[0].isalnum())
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9./_-]*|[0-9]+(?:\.[0-9]+){2,}|[0-9]+[A-Za-z][A-Za-z0-9]*")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
RANKED_VETO = re.compile(r"(?P<rank>[A-Z])[级类](?P<middle>[^,;。()A-Z0-9]{0,4}?)否决(?:项|条款|要素|指标)?")
"""A veto with its rank; a few other characters may stand between, which ``VETO_MIDDLES`` knows or not."""
_CHINESE = re.compile(
    rf"(?P<of>[百千]分之)(?P<part>[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)"
    rf"|(?P<fraction>[{_NUMERALS}]+分之[{_NUMERALS}]+)"
    rf"|(?P<half>半)(?=[分个])"
    rf"|[{_NUMERALS}]+(?:点[零〇一二三四五六七八九]+)?"
)
