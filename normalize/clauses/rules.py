"""From a cell's text to rules: the public door of the clause grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from normalize.clauses.formulas import is_proportional
from normalize.clauses.joining import Clause, clauses, has_outcome
from normalize.clauses.ladders import with_ladders
from normalize.clauses.limits import OF_ALL
from normalize.clauses.paragraphs import Paragraph, paragraphs
from normalize.clauses.pieces import Piece, pieces
from normalize.clauses.price import CLOSING
from normalize.clauses.steps import with_tiers
from normalize.clauses.vocabulary import BETWEEN_SCORES, CALCULATING, MADE_ONE, SAME_AS, Kind
from rubrics.model import EFFECTS, Rule

_MARKS = re.escape("，。；：、！？（）《》“”‘’「」【】〔〕,;:")
_SPACE = re.compile(r"\s")
_WRAP = re.compile(r"[^\S\n]*\r[^\S\n]*")
_WRAP_BETWEEN_LETTERS = re.compile(r"(?<=[A-Za-z0-9])\s*\r\s*(?=[A-Za-z0-9])")
_BESIDE_MARK = re.compile(f"(?<=[{_MARKS}]) | (?=[{_MARKS}])")
_MADE_ONE = re.compile(MADE_ONE)
_SAME_AS = re.compile(SAME_AS)
_BETWEEN_SCORES = re.compile(BETWEEN_SCORES)
_EFFECTS = frozenset(EFFECTS)
_SCORING = frozenset({Kind.DEDUCTING, Kind.GRADED, Kind.MANNER})
_DASHLESS = frozenset("0")


@lru_cache(maxsize=4096)
def read_rules(text: str, points: Decimal | None = None, *, veto: bool = False) -> tuple[Rule, ...]:
    """Return the clauses of a cell of a rules column, or of a ``veto`` column, in order, each with what was understood of it.

    ``points`` is what the item is worth, where it is known. Joined, the ``text`` and ``end`` of the rules (； where ``end``
    is absent, 。 for the last) are the cell again, white space aside. Never raises: what is not understood is ``manual``.

    >>> [(rule.text, rule.deduct, rule.per) for rule in read_rules('未建档的，不得分；记录不全的，一处扣2分。')]
    [('未建档的，不得分', None, None), ('记录不全的，一处扣2分', Decimal('2'), '处')]
    """
    parts = paragraphs(text)
    found = _stepped(clauses(pieces(parts), [part.text for part in parts]), has_points=points is not None)
    several = sum(clause.price is not None for clause in found) > 1
    printed = list(_printed(_unwrapped(text, parts), parts, found))
    return tuple(
        Rule(text=words, end=_unusual(end, is_last=number == len(found)), **_meaning(clause, points, several=several, veto=veto))
        for number, (clause, (words, end)) in enumerate(zip(found, printed, strict=True), 1)
    )


def _stepped(found: list[Clause], *, has_points: bool) -> list[Clause]:
    """Return the clauses with what prices in steps made one clause each."""
    return with_tiers(with_ladders(found, has_points=has_points), has_points=has_points)


def _unwrapped(raw: str, parts: list[Paragraph]) -> str:
    """Return the cell with the breaks of wrapped lines as carriage returns, every other line break as a line feed."""
    raw = raw.replace("\r\n", " \n").replace("\r", "\n")
    gaps = [(part.at[place - 1] + 1, _visible(part, place)) for part in parts for place in part.breaks]
    if not gaps:
        return raw
    pieces = [raw[: gaps[0][0]]]
    for (start, end), following in zip(gaps, [*(gap[0] for gap in gaps[1:]), len(raw)], strict=True):
        pieces += [raw[start:end].replace("\n", "\r"), raw[end:following]]
    return "".join(pieces)


def _visible(part: Paragraph, place: int) -> int:
    """Return where the character at ``place`` is printed; the space that parts two figures is not."""
    return part.at[place] if part.at[place] != part.at[place - 1] else part.at[place + 1]


def _printed(raw: str, parts: list[Paragraph], found: list[Clause]) -> Iterator[tuple[str, str]]:
    """Yield the words of each clause as printed, and the mark after it with the line break that follows."""
    starts = [_raw_start(parts, clause.pieces[0]) for clause in found]
    bounds = [0, *starts[1:], len(raw)]
    for clause, start, following in zip(found, bounds, bounds[1:], strict=False):
        end = _raw_end(parts, clause.pieces[-1])
        gap = raw[end:following]
        mark = "".join(gap.split())
        yield _tidied(raw[start:end]), mark + "\n" * (following < len(raw) and ("\n" in gap or "\r" in gap))


def _raw_start(parts: list[Paragraph], piece: Piece) -> int:
    return parts[piece.paragraph].at[piece.start]


def _raw_end(parts: list[Paragraph], piece: Piece) -> int:
    return parts[piece.paragraph].at[piece.end - 1] + 1


def _tidied(words: str) -> str:
    """Return the words without the layout's white space: none beside punctuation, one line break where lines end."""
    if not _SPACE.search(words):
        return words
    words = _WRAP.sub("", _WRAP_BETWEEN_LETTERS.sub(" ", words))
    lines = "\n".join(line for line in (" ".join(line.split()) for line in words.splitlines()) if line)
    return _BESIDE_MARK.sub("", lines)


def _unusual(end: str, *, is_last: bool) -> str | None:
    return None if end == ("。" if is_last else "；") else end


def _meaning(clause: Clause, points: Decimal | None, *, several: bool, veto: bool) -> dict[str, Any]:
    """Return the fields of the rule beside its words."""
    fields = dict(clause.effect)
    if "per" in fields:
        fields["per"] = fields["per"].replace("(", "（").replace(")", "）")
    doubts = [doubt for doubt in clause.doubts if doubt != OF_ALL]
    if OF_ALL in clause.doubts and several and "cap" in fields and len(fields) > 1:
        doubts.append("two-readings")
    if clause.price is None:
        return _silent(clause, doubts, points, veto=veto)
    if "cap_percent" in fields:
        fields, unsure = _with_cap(fields, points)
        doubts += unsure
    if fields.keys() == {"cap"}:
        doubts += ["two-readings"] * (several and OF_ALL not in clause.doubts and not _names_item(clause))
        fields = {"cap_item": fields["cap"]}
    if not fields and any(_takes_unsaid(piece) for piece in clause.pieces):
        doubts.append("no-figure")
    if not fields:
        fields = {"manual": True} if doubts else {"remark": True}
    if fields.keys() & {"item_percent", "item_percents"}:
        fields, unsure = _of_item(fields, points)
        doubts += unsure
    if not fields.keys() & _EFFECTS:
        fields, doubts = fields | {"manual": True}, [*doubts, "no-figure"]
    if veto and "veto" not in fields and "remark" not in fields:
        doubts.append("veto-unmarked")
    doubts += _suspicious(fields, points)
    return fields | ({"doubt": tuple(dict.fromkeys(doubts))} if doubts else {})


def _names_item(clause: Clause) -> bool:
    piece = clause.pieces[0]
    return any(piece.text.kind(at) in {Kind.SCOPE, Kind.TOTALLED} for at in range(piece.first, piece.last))


def _silent(clause: Clause, doubts: list[str], points: Decimal | None, *, veto: bool) -> dict[str, Any]:
    """Return the fields of a clause without a consequence: method, a formula, remark, or left to the assessor."""
    piece = clause.pieces[0]
    if len(clause.pieces) == 1 and not veto and is_proportional(piece.text.text[piece.body_in_text :], points):
        return {"award": "proportional"}
    kinds = {piece.text.kind(at) for piece in clause.pieces for at in range(piece.first, piece.last)}
    if clause.is_method and not doubts and Kind.DEDUCTING not in kinds:
        return {"method": True}
    if (Kind.ELSEWHERE in kinds and kinds & _SCORING) or _SAME_AS.search(piece.text.text, piece.body_in_text):
        doubts = [*doubts, "see-elsewhere"]
    elif not doubts and (Kind.DEDUCTING in kinds or any(_speaks_of_points(piece) for piece in clause.pieces)):
        doubts = [*doubts, "no-figure"]
    elif not doubts and any(_is_said_without_figure(piece) for piece in clause.pieces):
        doubts = ["reach-unsure"]
    elif not doubts and _BETWEEN_SCORES.search(piece.text.text, piece.body_in_text):
        doubts = ["number-unused"]
    elif veto:
        doubts = [*doubts, "veto-unmarked"]
    return {"manual": True, "doubt": tuple(dict.fromkeys(doubts))} if doubts else {"remark": True}


def _speaks_of_points(piece: Piece) -> bool:
    """Tell whether words of taking or giving points stand in a piece that was not read: 扣绩效分, 合格率×分值, 据实计分."""
    text = piece.text
    for at in range(piece.first, piece.last):
        kind, word = text.kind(at), text.tokens[at].text
        if kind is Kind.DEDUCT and word.startswith("扣"):
            return True
        if kind is Kind.GRADED and word != "评分" and text.kind(at + 1) in CLOSING and text.touches(at):
            return True
    points = any(text.kind(at) in {Kind.SHARE, Kind.GRADED, Kind.FULL, Kind.POINT} for at in range(piece.first, piece.last))
    return points and any(sign in text.text for sign in CALCULATING)


def _is_said_without_figure(piece: Piece) -> bool:
    """Tell whether a piece says an outcome, or how scores are made one (取平均分), and no figure."""
    words = piece.text.text[piece.body_in_text : piece.end - piece.sentence]
    return has_outcome(piece, piece.body_in_text) or _MADE_ONE.search(words) is not None


def _takes_unsaid(piece: Piece) -> bool:
    """Tell whether points are taken without a figure before a limit: 重复出现的加倍扣分，扣完为止."""
    text = piece.text
    if any(text.kind(at) is Kind.DEDUCTING and text.kind(at + 1) in CLOSING for at in range(piece.first, piece.last)):
        return True
    end = piece.found[0].start if piece.found else piece.last
    return any(text.kind(at) is Kind.DEDUCT and text.tokens[at].text[0] == "扣" for at in range(piece.first, end))


def _of_item(fields: dict[str, Any], points: Decimal | None) -> tuple[dict[str, Any], list[str]]:
    """Return a share of the item's points as a figure, where the points are known."""
    rest = {name: value for name, value in fields.items() if name not in {"item_percent", "item_percents"}}
    percents = fields["item_percents"] if "item_percents" in fields else (fields["item_percent"],)
    shares = () if points is None else tuple(points * percent / 100 for percent in percents)
    if not shares or any(share != round(share, 6) for share in shares):
        return rest | {"manual": True}, ["points-unknown"]
    return rest | ({"range": shares} if len(shares) > 1 else {"deduct": shares[0]}), []


def _with_cap(fields: dict[str, Any], points: Decimal | None) -> tuple[dict[str, Any], list[str]]:
    """Return a cap that is a share of the item's points as a figure; left to the assessor where the points are unknown."""
    rest = {name: value for name, value in fields.items() if name != "cap_percent"}
    cap = None if points is None else points * fields["cap_percent"] / 100
    if cap is None or cap != round(cap, 6):
        return {"manual": True}, ["points-unknown"]
    return rest | {"cap": cap}, []


def _suspicious(fields: dict[str, Any], points: Decimal | None) -> list[str]:
    """Return what makes a figure suspicious: more than the item is worth, and perhaps a range whose dash was lost."""
    figures = [fields.get("deduct"), fields.get("award"), *fields.get("range", ()), *fields.get("award_range", ())]
    figures += [step for tier in fields.get("tiers", ()) for step in (tier.deduct, tier.award, *(tier.award_range or ()))]
    highest = max((figure for figure in figures if isinstance(figure, Decimal)), default=None)
    if points is None or highest is None or highest <= points or "overflow" in fields:
        return []
    return ["above-points", *(["lost-dash"] if "deduct" in fields and _can_be_range(highest, points) else [])]


def _can_be_range(figure: Decimal, points: Decimal) -> bool:
    """Tell whether 15 can have been 1-5, and 510 5-10, in an item of so many points."""
    digits = str(figure)
    pairs = ((digits[:at], digits[at:]) for at in range(1, len(digits)))
    return digits.isdecimal() and any(high[0] not in _DASHLESS and int(low) < int(high) <= points for low, high in pairs)
