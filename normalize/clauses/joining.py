"""From pieces to clauses: what belongs together in meaning though a mark or a line break stands between.

A statement and the consequence that refers to it (制订…方案。未制订的，扣2分) are one clause; so are a clause and the veto,
the cap or the list that follows it (扣50分。（B级否决项）; 未制定以下制度之一，扣40分：…).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from normalize.clauses.limits import merged
from normalize.clauses.pieces import Piece
from normalize.clauses.price import Price
from normalize.clauses.prices import has_unused_figure, prices
from normalize.clauses.tokens import Stretch, stretch
from normalize.clauses.vocabulary import DOUBLED, LIGHTENED, OUTCOMES, WORDS, Kind

_ASKING = frozenset({Kind.MUST, Kind.FAULT})
_OUTCOME = re.compile("|".join(OUTCOMES))
_BY_UNIT = re.compile(f"按每?(?:{'|'.join(sorted(WORDS[Kind.UNIT], key=len, reverse=True))})次?数?(?:计|扣|累|叠)")
"""每人扣1分（按次计）: after a price, another unit or the one that it lacks."""
_LIMITING = frozenset({Kind.CAPPED, Kind.UNTIL, Kind.USED_UP})
"""Words of a limit: left over after a consequence, they limit it in a way that was not understood."""


@dataclass(slots=True)
class Clause:
    """Consecutive pieces that are one clause, its price, and what is doubtful."""

    pieces: list[Piece]
    price: Price | None = None
    doubts: list[str] = field(default_factory=list)
    in_list: bool = False

    @property
    def effect(self) -> dict[str, Any]:
        """The fields of the rule, as far as its price says them."""
        return self.price.effect if self.price else {}

    @property
    def is_method(self) -> bool:
        """Whether the clause says how the assessor looks: it begins with such a verb and asks for nothing."""
        piece = self.pieces[0]
        text = piece.text
        if self.price is not None or text.kind(piece.first) is not Kind.METHOD or text.tokens[piece.first].start != 0:
            return False
        return not any(text.kind(at) in _ASKING for at in _outside_brackets(piece))


def clauses(pieces: Iterable[Piece], texts: list[str]) -> list[Clause]:
    """Return the clauses of a cell; ``texts`` are its paragraphs, to read again what was joined."""
    found: list[Clause] = []
    priced = 0
    for piece in pieces:
        last = found[-1] if found else None
        priced += piece.price is not None and not piece.price.is_limit
        if last is not None and _hangs_on(piece, last, priced):
            _hang(last, piece)
        elif last is not None and _continues_list(piece, last):
            last.pieces.append(piece)
            last.in_list = True
        elif last is not None and _refers_to(piece, last):
            _gather(found)
            _refer(found[-1], piece, texts)
        else:
            found.append(_clause(piece, last))
    return found


def _clause(piece: Piece, last: Clause | None) -> Clause:
    own = [price for price in piece.found if not price.is_limit]
    doubts = ["two-consequences"] if len(own) > 1 else []
    if last is not None and last.price is not None and piece.is_bare and piece.marker is None and own and _takes_or_gives(own[0]):
        doubts.append("with-previous")
    return Clause([piece], piece.price, [*doubts, *(piece.price.doubts if piece.price else ()), *_unused(piece)])


def _takes_or_gives(price: Price) -> bool:
    return not price.effect.keys() & {"exempt", "once", "full", "mandatory", "per"}


def _unused(piece: Piece) -> list[str]:
    """Return what is doubtful because a figure, or words of deduction after the last consequence, were not understood."""
    text = piece.text
    found = ["number-unused"] if has_unused_figure(text, piece.first, piece.last, list(piece.found)) else []
    after = range(piece.found[-1].end if piece.found else piece.last, piece.last)
    kinds = {text.kind(at) for at in after}
    if Kind.DEDUCTING in kinds or _is_doubled(piece) or (piece.found and _is_worked_out(piece)):
        found.append("no-figure")
    if piece.found and _BY_UNIT.search(text.text, text.tokens[piece.found[-1].end - 1].end, piece.end - piece.sentence):
        found.append("two-readings")
    if not found and (kinds & _LIMITING or any(_is_most_of_things(text, at) for at in after)):
        found.append("number-unused")  # 1次扣0.2分，5次封顶
    if piece.found and has_outcome(piece, text.tokens[piece.found[-1].end - 1].end):
        found.append("reach-unsure")  # 扣5分，情节严重的取消资格
    return found


def _is_worked_out(piece: Piece) -> bool:
    """Tell whether a formula stands after the last consequence: 最低报价得满分，其他报价按（最低报价/投标报价）×30计算."""
    words = piece.text.text[piece.text.tokens[piece.found[-1].end - 1].end : piece.end - piece.sentence]
    return "×" in words or "÷" in words


def _is_most_of_things(text: Stretch, index: int) -> bool:
    """Tell whether a number of things is the most that counts: 每项加1分，最多加3项."""
    at = index + 1 + (text.kind(index + 1) in {Kind.AWARD, Kind.DEDUCT, Kind.GRADED})
    return text.kind(index) is Kind.MAX and text.kind(at) is Kind.NUMBER and text.kind(at + 1) in {Kind.UNIT, Kind.TIME}


def has_outcome(piece: Piece, start: int) -> bool:
    """Tell whether a piece says, from place ``start`` of its text on, a consequence that no rule can hold."""
    return _OUTCOME.search(piece.text.text, start, piece.end - piece.sentence) is not None


def _is_doubled(piece: Piece) -> bool:
    """Tell whether something unsaid is taken twice, or in part: 初次扣1分，再犯加倍; 每处扣1分，当场整改的减半."""
    if not piece.found:
        return False
    text, end = piece.text, piece.end - piece.sentence
    words, after = text.text[piece.body_in_text : end], text.text[text.tokens[piece.found[-1].end - 1].end : end]
    return any(word in words for word in DOUBLED) or any(word in after for word in LIGHTENED)


def _hangs_on(piece: Piece, last: Clause, priced: int) -> bool:
    """Tell whether a piece is nothing but a limit or a veto of the clause before it, the last of ``priced`` ones."""
    price = piece.price
    if price is None or not price.is_limit or not piece.is_bare or piece.marker is not None or last.is_method:
        return False
    if "veto" in price.effect:
        return last.price is not None or last.pieces[-1].paragraph == piece.paragraph or piece.is_bracket
    if last.price is None or last.price.effect.keys() & {"cap", "mandatory", "full", "exempt", "once"}:
        return False
    return "cap" not in price.effect or piece.is_bracket or (priced == 1 and _is_short(piece))


def _is_short(piece: Piece) -> bool:
    """Tell whether no words say that the limit is for all of the item: 累计, 本项."""
    return not any(piece.text.kind(at) in {Kind.TOTALLED, Kind.SCOPE} for at in range(piece.first, piece.last))


def _hang(clause: Clause, piece: Piece) -> None:
    limit = piece.price
    assert limit is not None  # noqa: S101 - _hangs_on saw it
    start, end = (clause.price.start, clause.price.end) if clause.price else (0, 0)
    clause.price = Price(start, end, merged(clause.effect, limit.effect))
    clause.doubts += limit.doubts
    clause.pieces.append(piece)


def _continues_list(piece: Piece, last: Clause) -> bool:
    """Tell whether a piece without a consequence goes on with a list that a colon opened: 应包括：（1）…；（2）…."""
    if piece.found or piece.is_bracket or not (last.in_list or last.pieces[-1].opens_list) or last.is_method:
        return False
    opener = last.pieces[0].marker
    if piece.marker is not None and opener is not None and piece.marker.style == opener.style:
        return False
    return piece.text.kind(piece.first) is not Kind.METHOD or piece.marker is not None


def _refers_to(piece: Piece, last: Clause) -> bool:
    """Tell whether a consequence refers to the statement before it."""
    if piece.price is None or piece.marker is not None or piece.is_bracket or not _is_statement(last):
        return False
    return last.pieces[-1].paragraph == piece.paragraph or piece.is_bare


def _gather(found: list[Clause]) -> None:
    """Join the last clause, a statement, with the statements right before it on the same line."""
    while len(found) > 1 and found[-1].pieces[0].marker is None and _is_statement(found[-2]) and _same_line(found[-2], found[-1]):
        last = found.pop()
        found[-1].pieces += last.pieces


def _is_statement(clause: Clause) -> bool:
    return clause.price is None and not clause.doubts and not clause.is_method and not clause.pieces[0].is_bracket


def _same_line(one: Clause, two: Clause) -> bool:
    return one.pieces[-1].paragraph == two.pieces[0].paragraph


def _refer(clause: Clause, piece: Piece, texts: list[str]) -> None:
    """Join the statement and its consequence, and read them again as one where the consequence needs the statement."""
    price = piece.price
    assert price is not None  # noqa: S101 - _refers_to saw it
    if piece.is_bare or "per" in price.effect or Kind.SCORED in piece.text.kinds:
        joined = _joined(clause, piece, texts)
        price = next(iter(prices(joined, 0, len(joined.tokens) - 1)), price)
    clause.pieces.append(piece)
    clause.price = price
    clause.doubts = [*price.doubts, *_unused(piece)]


def _joined(clause: Clause, piece: Piece, texts: list[str]) -> Stretch:
    first = clause.pieces[0]
    if first.paragraph == piece.paragraph:
        return stretch(texts[piece.paragraph][first.body : piece.end])
    parts = [texts[one.paragraph][one.body : one.end] for one in (*clause.pieces, piece)]
    return stretch("。".join(parts))


def _outside_brackets(piece: Piece) -> Iterator[int]:
    """Yield the tokens of a piece that do not stand in brackets."""
    at = piece.first
    while at < piece.last:
        at = piece.text.partner[at] + 1 if piece.text.kind(at) is Kind.OPEN and at in piece.text.partner else at
        yield at
        at += 1
