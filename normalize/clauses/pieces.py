"""From paragraphs to pieces: each sentence cut after each of its consequences, so that none is lost in another's shadow.

A sentence ends at ；。！？ outside brackets and quotation marks, or before a number that begins the next clause. A sentence
with two consequences (未建档扣10分，缺1项扣2分) is two pieces; what follows the last consequence stays with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from normalize.clauses.limits import limit_at, merged
from normalize.clauses.paragraphs import Marker, Paragraph, marker
from normalize.clauses.price import Price
from normalize.clauses.prices import prices
from normalize.clauses.tokens import Stretch, stretch
from normalize.clauses.vocabulary import SCALES, Kind

MARKS = ";。!?｡,、:.…·"
"""What can end a piece, in half-width form."""

_STOPS = frozenset(";。!?｡")
_BRACKET = re.compile(r"[()]")
_LABELS = "|".join(sorted({label for scale in SCALES for label in scale}, key=len, reverse=True))
_GRADE = re.compile(rf"(?:{_LABELS})[:为(]{{0,2}}[0-9.]+(?:分?[-~—至][0-9.]+)?分[)]?")
_GRADE_ENDS = re.compile(rf"{_GRADE.pattern}$")
_LONGEST_GRADE = 24
"""Signs of a grade with its points."""
_BOUNDARY = re.compile(r"[(;。!?｡]|(?<=[分)])[0-9①-⑳]")


@dataclass(frozen=True)
class Piece:
    """A part of paragraph ``paragraph`` from ``start`` up to ``end``, its marks aside.

    ``text`` are the tokens of its sentence, which begins at ``sentence``; those from ``first`` up to ``last`` are its own,
    and its words, the number before them aside, begin at ``body``. ``is_bare`` says that a consequence stands without a
    condition of its own.
    """

    paragraph: int
    start: int
    end: int
    sentence: int
    body: int
    marker: Marker | None
    text: Stretch
    first: int
    last: int
    found: tuple[Price, ...] = ()
    is_bare: bool = False
    is_bracket: bool = False
    opens_list: bool = False

    @property
    def body_in_text(self) -> int:
        """Where its words begin in the text of its tokens."""
        return self.body - self.sentence

    @cached_property
    def price(self) -> Price | None:
        """The consequence that the piece is about; limits come last."""
        return next((price for price in self.found if not price.is_limit), self.found[0] if self.found else None)


def pieces(paragraphs: list[Paragraph]) -> list[Piece]:
    """Return all pieces in order; with the marks between them they hold every character of the paragraphs."""
    found: list[Piece] = []
    expected = 1
    for number, paragraph in enumerate(paragraphs):
        for start, end in _sentences(paragraph.text, expected):
            mark = marker(paragraph.text, start, expected)
            if mark is not None and mark.start_of_body(start) >= end:
                mark = None
            if mark is not None and mark.style in {"point", "circled"} and mark.number is not None:
                expected = mark.number + 1
            found.extend(_cut(paragraph, number, start, end, mark))
    return found


def _sentences(text: str, expected: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end, the marks after them aside."""
    partner = _brackets(text)
    start = done = 0
    for match in _BOUNDARY.finditer(text):
        at = match.start()
        if at < done:
            continue
        if at in partner:
            done = partner[at] + 1
        elif text[at] in _STOPS and at > start and not _is_in_scale(text, start, at):
            yield start, _before_marks(text, start, at)
            start = done = _after_marks(text, at)
        elif text[at] not in "();" and at > start and _begins_clause(text, at, expected):
            yield start, at
            start = at
    if start < len(text):
        yield start, _before_marks(text, start, len(text))


def _is_in_scale(text: str, start: int, at: int) -> bool:
    """Tell whether the mark at ``at`` only parts the grades of one scale: 优:8-10分;良:5-7分."""
    begin = max(start, at - _LONGEST_GRADE)
    return text[at] == ";" and _GRADE_ENDS.search(text, begin, at) is not None and _GRADE.match(text, at + 1) is not None


def _begins_clause(text: str, at: int, expected: int) -> bool:
    """Tell whether a number right after a consequence begins the next one: 扣5分2.未检查."""
    mark = marker(text, at, expected)
    return mark is not None and mark.style in {"point", "circled"}


def _brackets(text: str) -> dict[int, int]:
    """Return for each opening bracket that has a partner, where that is."""
    opened: list[int] = []
    partner: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            partner[opened.pop()] = match.start()
    return partner


def _after_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in MARKS:
        at += 1
    return at


def _before_marks(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in MARKS:
        end -= 1
    return end


def _cut(paragraph: Paragraph, number: int, start: int, end: int, mark: Marker | None) -> list[Piece]:
    """Return the pieces of one sentence; a heading such as 查现场： before a consequence is a piece of its own."""
    whole = _whole(paragraph, number, start, end, mark)
    heading = _heading(whole.text)
    if heading is None:
        return _read(paragraph, whole)
    split = whole.body + whole.text.tokens[heading].start
    begin = _after_marks(paragraph.text, split)
    mark_of_rest = marker(paragraph.text, begin, 1) if whole.text.kind(0) is Kind.MANNER else None
    rest = _read(paragraph, _whole(paragraph, number, begin, end, mark_of_rest))
    return [_whole(paragraph, number, start, split, mark), *rest] if rest[0].found else [whole]


def _whole(paragraph: Paragraph, number: int, start: int, end: int, mark: Marker | None) -> Piece:
    """Return a sentence as one piece, its consequences not read yet."""
    body = mark.start_of_body(start) if mark else start
    text = stretch(paragraph.text[body:end])
    opens_list = _opens_list(paragraph.text, text, body, end)
    return Piece(number, start, end, body, body, mark, text, 0, len(text.tokens) - 1, opens_list=opens_list)


def _read(paragraph: Paragraph, whole: Piece) -> list[Piece]:
    text = whole.text
    if text.kind(0) is Kind.OPEN and text.partner.get(0) == len(text.tokens) - 2 and text.tokens[0].start == 0:
        return [_bracketed(whole)]
    return _by_price(paragraph, whole)


def _opens_list(line: str, text: Stretch, body: int, end: int) -> bool:
    """Tell whether a colon at the end, or before a number on the line, opens a list: 应包括：（1）…."""
    if line[end : end + 1] == ":":
        return True
    colons = (token.end + body for token in text.tokens if token.kind is Kind.COLON)
    return any(marker(line, colon, 1) is not None for colon in colons)


def _heading(text: Stretch) -> int | None:
    """Return the colon of a heading before a clause on the same line: 查现场：…, and 扣分标准：1.… before a number."""
    if text.tokens[0].start != 0:
        return None
    if text.kind(0) is Kind.MANNER and text.kind(1) is Kind.COLON and text.touches(0):
        return 1 if marker(text.text, text.tokens[1].end, 1) is not None else None
    if text.kind(0) is not Kind.METHOD:
        return None
    index = 1
    while text.kind(index) is not Kind.END:
        if text.kind(index) is Kind.COLON:
            return index if text.tokens[index].end < len(text.text) else None
        if text.kind(index) is Kind.OPEN and index in text.partner:
            index = text.partner[index]
        if text.kind(index) in {Kind.DEDUCT, Kind.ZERO, Kind.COMMA}:
            return None
        index += 1
    return None


def _bracketed(piece: Piece) -> Piece:
    """Return a sentence that stands in brackets as a whole, with the consequences inside them."""
    text, first, last = piece.text, 0, piece.last
    while text.kind(first) is Kind.OPEN and text.partner.get(first) == last - 1:
        first, last = first + 1, last - 1
    found = tuple(prices(text, first, last))
    bare = bool(found) and text.tokens[found[0].start].start == text.tokens[first - 1].end
    return replace(piece, found=found, is_bare=bare, is_bracket=True)


def _by_price(paragraph: Paragraph, whole: Piece) -> list[Piece]:
    """Cut a sentence after each consequence; brackets after the last one with a price of their own are a piece too."""
    text = whole.text
    found = prices(text, 0, whole.last)
    veto = _bracketed_veto(text, found)
    if veto is not None and not found:
        return [replace(whole, found=(replace(veto, is_limit=False),))]
    if veto is not None:
        found[-1] = replace(found[-1], effect=merged(found[-1].effect, veto.effect), doubts=(*found[-1].doubts, *veto.doubts))
    parts: list[Piece] = []
    rest = whole
    for price in _with_open_caps(found):
        part, rest = _cut_after(paragraph, rest, price, is_last=len(parts) == len(found) - 1)
        parts.append(part)
        if part.end == whole.end:
            return parts
    return [*parts, rest] if parts else [whole]


def _with_open_caps(found: list[Price]) -> Iterator[Price]:
    """Yield consequences, a cap doubtful that can be meant for those before it too: 每处扣2分，每次扣1分，最多扣5分.

    A cap of a price that is there once can only be meant for all: 省级加3分，市级加2分，最多加5分.
    """
    is_open = False
    for number, price in enumerate(found):
        capped = bool({"cap", "cap_percent"} & price.effect.keys())
        once = number > 0 and "per" not in price.effect and bool(price.effect.keys() & {"deduct", "award"})
        unsure = (is_open or once) and capped and not price.is_limit
        yield replace(price, doubts=(*price.doubts, "two-readings")) if unsure else price
        is_open = is_open or ("per" in price.effect and not capped)


def _cut_after(paragraph: Paragraph, piece: Piece, price: Price, *, is_last: bool) -> tuple[Piece, Piece]:
    """Return the piece up to the end of a consequence, and what is left; the last one keeps the words after it.

    It does not keep them where they stand in brackets with a price of their own, or on another line.
    """
    text = piece.text
    end = text.tokens[price.end - 1].end + piece.sentence
    rest = _after_marks(paragraph.text, end)
    inner = _inner_prices(text, price.end) if is_last else []
    goes_on = rest < piece.end and (not is_last or bool(inner) or any(end <= at <= rest for at in paragraph.breaks))
    is_bare = text.tokens[price.start].start + piece.sentence == piece.body
    part = replace(piece, found=(price,), is_bare=is_bare)
    if not goes_on:
        return part, part
    bare = bool(inner) and text.tokens[inner[0].start].start == text.tokens[price.end].end
    left = replace(
        piece, start=rest, body=rest, marker=None, first=price.end, found=tuple(inner), is_bare=bare, is_bracket=bool(inner)
    )
    return replace(part, end=end, last=price.end, opens_list=False), left


def _bracketed_veto(text: Stretch, found: list[Price]) -> Price | None:
    """Return the veto in brackets that no consequence holds: 【A级否决项】未进行自评的，不得分."""
    if Kind.VETO not in text.kinds:
        return None
    for index in range(len(text.tokens)):
        marked = text.kinds[index - 1 : index + 2] == [Kind.OPEN, Kind.VETO, Kind.CLOSE]
        if marked and not any(price.start <= index < price.end for price in found):
            return limit_at(text, index, index + 1)
    return None


def _inner_prices(text: Stretch, index: int) -> list[Price]:
    """Return the consequences in the brackets that open at token ``index``: （其中无专职的扣10分）."""
    if text.kind(index) is not Kind.OPEN or index not in text.partner:
        return []
    return prices(text, index + 1, text.partner[index])
