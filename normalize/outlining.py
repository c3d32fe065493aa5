"""Elements that stand in the rows of a table as titles with a number: 1 电气一次设备, 1.1 变压器, above 1.1.1 油温正常.

Where a table has no column of labels, the numbers tell its tree: a row that says nothing of how it is scored, and whose number
the next row's goes on with, is a title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.labels import half_width, on_one_line, read_label, squeeze
from normalize.rows import Row
from rubrics.model import ColumnRole
from rubrics.numerals import plain_code

_DOTTED = re.compile(r"[A-Z]?[0-9]{1,3}(?:\.[0-9]{1,3})*")
_SAYS_HOW = (ColumnRole.RULES, ColumnRole.VETO, ColumnRole.METHOD)


@dataclass(frozen=True, slots=True)
class Outlined:
    """Where a row stands in the outline: how many titles are above it, and its own title with number where it is one."""

    depth: int
    label: str = ""


def outline_of(rows: Sequence[Row], by_role: Mapping[ColumnRole, Sequence[int]]) -> dict[int, Outlined]:
    """Return the rows of a table that is numbered as an outline, by row number; nothing for any other table."""
    if ColumnRole.ELEMENT in by_role:
        return {}
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


def _code(row: Row, by_role: Mapping[ColumnRole, Sequence[int]]) -> str:
    printed = plain_code(squeeze(_text(row, by_role, ColumnRole.INDEX))) or plain_code(
        read_label(_text(row, by_role, ColumnRole.REQUIREMENT)).code
    )
    return printed if _DOTTED.fullmatch(printed) else ""


def _label(row: Row, by_role: Mapping[ColumnRole, Sequence[int]]) -> str:
    index, title = (on_one_line(half_width(_text(row, by_role, role))) for role in (ColumnRole.INDEX, ColumnRole.REQUIREMENT))
    return f"{index} {_text(row, by_role, ColumnRole.REQUIREMENT)}" if index and title else title or index


def _says_how(row: Row, by_role: Mapping[ColumnRole, Sequence[int]]) -> bool:
    return any(squeeze(_text(row, by_role, role)) for role in _SAYS_HOW)


def _text(row: Row, by_role: Mapping[ColumnRole, Sequence[int]], role: ColumnRole) -> str:
    return "\n".join(text for column in by_role.get(role, ()) if (text := row.text(column)))
