"""Elements that stand in the rows of a table as titles: 1 电气一次设备, 1.1 变压器, above 1.1.1 油温正常; 一 组织管理 above 1, 2.

Where a table has no column of labels, the numbers tell its tree: a row that says nothing of how it is scored, and whose number
the next row's goes on with, or is of an inner kind (一 above （一） above 1), is a title. Where it has one, a row with nothing
but a label, and perhaps points, is one: of the rows below it where those have labels of their own, else of what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalize.labels import half_width, on_one_line, read_label, read_points, squeeze
from normalize.rows import Row
from rubrics.model import ColumnRole
from rubrics.numerals import CHINESE_NUMERAL, chinese_number, plain_code

Roles = Mapping[ColumnRole, Sequence[int]]
"""The columns with each role."""

_DOTTED = re.compile(r"[A-Z]?[0-9]{1,3}(?:\.[0-9]{1,3})*")
_SAYS_HOW = (ColumnRole.RULES, ColumnRole.VETO, ColumnRole.METHOD)
_NUMERAL = re.compile(
    rf"(?P<chapter>第(?:{CHINESE_NUMERAL}|[0-9]{{1,3}})[章节部分篇])|(?P<roman>[Ⅰ-Ⅻ])|(?P<small_roman>[ⅰ-ⅻ])|(?P<circled>[①-⑳])"
    rf"|\((?:(?P<chinese_in_brackets>{CHINESE_NUMERAL})|(?P<digits_in_brackets>[0-9]{{1,3}}))\)"
    rf"|(?P<chinese>{CHINESE_NUMERAL})(?=[、.,:\s]|$)|(?P<letter>[A-Z])(?=[、.,:\s]|$)|(?P<digits>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*)(?=[、.,:)\s]|$)"
)


@dataclass(frozen=True, slots=True)
class Outlined:
    """Where a row stands in the outline: how many titles are above it, and its own title with number where it is one.

    ``is_band``: the title is about the rows below it, whose own labels stand in the same column. ``is_scored``: the title is
    scored itself, with nothing below it. ``is_sum``: the row is scored, though its points are those of the rows below.
    """

    depth: int
    label: str = ""
    is_band: bool = False
    is_scored: bool = False
    is_sum: bool = False


def outline_of(rows: Sequence[Row], by_role: Roles) -> dict[int, Outlined]:
    """Return the rows of a table that holds titles in its rows, by row number; nothing for any other table."""
    if ColumnRole.ELEMENT in by_role:
        return dict(_labels_alone(rows, by_role))
    return _by_dots(rows, by_role) or _by_kinds_of_numerals(rows, by_role) or dict(_labels_reaching_over(rows, by_role))


def _by_dots(rows: Sequence[Row], by_role: Roles) -> dict[int, Outlined]:
    """Return the outline that numbers with dots make: 1, 1.1, 1.1.1."""
    coded = [(row, code) for row in rows if (code := _code(row, by_role))]
    titles = {
        row.number for (row, code), (_, below) in pairwise(coded) if below.startswith(f"{code}.") and not _says_how(row, by_role)
    }
    if not titles or len(coded) * 2 < len(rows):
        return {}
    least = min(code.count(".") for _, code in coded)
    return {
        row.number: Outlined(code.count(".") - least, _label(row, by_role) if row.number in titles else "") for row, code in coded
    }


def _by_kinds_of_numerals(rows: Sequence[Row], by_role: Roles) -> dict[int, Outlined]:
    """Return the outline that kinds of numerals make, the outer first: 一, （一）, 1; nothing where a title is scored itself."""
    numbered = [(row, kind) for row in rows if (kind := _kind_of_numeral(row, by_role))]
    if len(numbered) * 2 < len(rows):
        return {}
    depths = list(_depths([kind for _, kind in numbered]))
    below = [*depths[1:], 0]
    titles = [row for (row, _), depth, next_depth in zip(numbered, depths, below, strict=True) if depth < next_depth]
    heads = {row.number for row in titles}
    of_titles = {kind for row, kind in numbered if row.number in heads}
    outlined = {
        row.number: Outlined(
            depth, _label(row, by_role) if kind in of_titles else "", is_scored=row.number not in heads and kind in of_titles
        )
        for (row, kind), depth in zip(numbered, depths, strict=True)
    }
    adds_up = bool(titles) and _add_up(rows, outlined, by_role)
    if any(_says_how(row, by_role) for row in titles):
        return {row.number: Outlined(0, is_sum=True) for row in titles} if adds_up else {}
    return outlined if titles and (adds_up or any(_says_how(row, by_role) for row, _ in numbered)) else {}


def _depths(kinds: Sequence[str]) -> Iterator[int]:
    """Yield how deep each row stands: a kind of numeral that is new is below those that are open.

    >>> list(_depths(['chinese', 'digits', 'digits', 'chinese', 'digits']))
    [0, 1, 1, 0, 1]
    """
    opened: list[str] = []
    for kind in kinds:
        del opened[opened.index(kind) if kind in opened else len(opened) :]
        opened.append(kind)
        yield len(opened) - 1


def _add_up(rows: Sequence[Row], outlined: Mapping[int, Outlined], by_role: Roles) -> bool:
    """Tell whether the points of each title are those of what stands right below it: all that tells where no rules do."""
    for number, title in enumerate(rows):
        mine = outlined.get(title.number)
        if mine is None or not mine.label or mine.is_scored:
            continue
        below = Decimal(0)
        for row in rows[number + 1 :]:
            depth = outlined[row.number].depth if row.number in outlined else mine.depth + 2
            if depth <= mine.depth:
                break
            below += (_points(row, by_role) or Decimal(0)) if depth == mine.depth + 1 else 0
        if _points(title, by_role) != below:
            return False
    return True


def _labels_alone(rows: Sequence[Row], by_role: Roles) -> Iterator[tuple[int, Outlined]]:
    """Yield the rows of a table with a column of labels that have nothing but a label, and points that those below come to."""
    alone = [_is_label_alone(row, by_role) for row in rows]
    adds_up = _sections_add_up(rows, alone, by_role)
    scored = {_kind_of_numeral(row, by_role) for row, is_alone in zip(rows, alone, strict=True) if not is_alone}
    column = by_role[ColumnRole.ELEMENT][0]
    for number, (row, is_alone) in enumerate(zip(rows, alone, strict=True)):
        if not is_alone or number + 1 == len(rows) or alone[number + 1]:
            continue
        if not squeeze(rows[number + 1].text(column)) and squeeze(row.text(column)):
            if adds_up or _points(row, by_role) is None:
                yield row.number, Outlined(0, row.text(column))
        elif (
            _is_titled(row, by_role)
            or adds_up
            or _reaches_over(row, column, by_role)
            or (_kind_of_numeral(row, by_role) or None) not in (None, *scored)
        ):
            yield row.number, Outlined(0, _label(row, by_role, ColumnRole.ELEMENT), is_band=True)


def _labels_reaching_over(rows: Sequence[Row], by_role: Roles) -> Iterator[tuple[int, Outlined]]:
    """Yield the rows whose text reaches over the rules, where these are labels: by their sums, or by numerals of their own."""
    priced = [n for role in _SAYS_HOW for n in by_role.get(role, ())]
    named = by_role.get(ColumnRole.REQUIREMENT, ())
    alone = [any(row.begins[n] and row.cells[n] is row.cells[m] for n in named for m in priced) for row in rows]
    if alone[:1] != [True] or alone[-1] or any(one and other for one, other in pairwise(alone)):
        return
    kinds = {_kind_of_numeral(row, by_role) for row, is_alone in zip(rows, alone, strict=True) if is_alone}
    others = {_kind_of_numeral(row, by_role) for row, is_alone in zip(rows, alone, strict=True) if not is_alone}
    if (len(kinds) == 1 and "" not in kinds and kinds.isdisjoint(others)) or _sections_add_up(rows, alone, by_role):
        for row, is_alone in zip(rows, alone, strict=True):
            if is_alone:
                yield row.number, Outlined(0, _label(row, by_role), is_band=True)


def _is_label_alone(row: Row, by_role: Roles) -> bool:
    """Tell whether a row has a label of the first level, or one where the number stands, and nothing else but points."""
    column, *others = by_role[ColumnRole.ELEMENT]
    label = row.cells[column]
    if label is None or not (squeeze(row.text(column)) or _is_titled(row, by_role)) or ColumnRole.REQUIREMENT not in by_role:
        return False
    roles = (*_SAYS_HOW, ColumnRole.REQUIREMENT, ColumnRole.SPECIFICATION)
    cells = [row.cells[n] for n in (*others, *(n for role in roles for n in by_role.get(role, ())))]
    return all(cell is None or cell is label or not squeeze(cell.text) for cell in cells)


def _is_titled(row: Row, by_role: Roles) -> bool:
    """Tell whether a label stands where others have their number: 一、基础设施 in the column 序号."""
    label = read_label(_text(row, by_role, ColumnRole.INDEX))
    return row.begins[by_role[ColumnRole.ELEMENT][0]] and bool(label.code) and len(label.title) > 1


def _reaches_over(row: Row, column: int, by_role: Roles) -> bool:
    return any(row.cells[n] is row.cells[column] for n in by_role[ColumnRole.REQUIREMENT])


def _sections_add_up(rows: Sequence[Row], alone: Sequence[bool], by_role: Roles) -> bool:
    """Tell whether the points of each label that stands alone, the first row's too, are those of the rows down to the next."""
    sums: list[tuple[Decimal | None, Decimal]] = []
    for row, is_alone in zip(rows, alone, strict=True):
        points = _points(row, by_role)
        if is_alone:
            sums.append((points, Decimal(0)))
        elif sums:
            sums[-1] = (sums[-1][0], sums[-1][1] + (points or 0))
    return alone[:1] == [True] and all(points == below for points, below in sums)


def _points(row: Row, by_role: Roles) -> Decimal | None:
    return read_points(_text(row, by_role, ColumnRole.POINTS)).points


def _kind_of_numeral(row: Row, by_role: Roles) -> str:
    """Return what kind of numeral a row is numbered with, empty where with none; numbers with dots are kinds of their own."""
    index = squeeze(_text(row, by_role, ColumnRole.INDEX))
    text = index or next((t for role in _NAMED if (t := _text(row, by_role, role).lstrip()[:20])), "")
    match = _NUMERAL.match(half_width(text))
    if match is None or (index and match.end() < len(index.rstrip("、.．,:：)）"))):
        return ""
    return f"{match.lastgroup}{match[0].count('.')}"


_NAMED = (ColumnRole.ELEMENT, ColumnRole.REQUIREMENT)


def _code(row: Row, by_role: Roles) -> str:
    printed = plain_code(squeeze(_text(row, by_role, ColumnRole.INDEX))) or plain_code(
        read_label(_text(row, by_role, ColumnRole.REQUIREMENT)).code
    )
    return printed if _DOTTED.fullmatch(printed) else ""


def _label(row: Row, by_role: Roles, role: ColumnRole = ColumnRole.REQUIREMENT) -> str:
    """Return the title that stands under ``role``, the number of the row before it where that stands in a cell of its own."""
    index = on_one_line(half_width(_text(row, by_role, ColumnRole.INDEX)))
    title = _text(row, by_role, role) if role is ColumnRole.REQUIREMENT else row.text(by_role[role][0])
    plain = on_one_line(half_width(title))
    if not index or not plain or index == plain:
        return title or index
    return f"{index}{'、' if chinese_number(index) else ' '}{title}"


def _says_how(row: Row, by_role: Roles) -> bool:
    """Tell whether a row says how it is scored, in cells that are not the requirement's own."""
    own = [row.cells[n] for n in by_role.get(ColumnRole.REQUIREMENT, ())]
    beside = (n for role in _SAYS_HOW for n in by_role.get(role, ()))
    return any(squeeze(row.text(n)) and all(row.cells[n] is not cell for cell in own) for n in beside)


def _text(row: Row, by_role: Roles, role: ColumnRole) -> str:
    return "\n".join(text for column in by_role.get(role, ()) if (text := row.text(column)))
