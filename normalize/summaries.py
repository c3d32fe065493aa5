"""Tables with the headings of a scoring table that score nothing: forms that are still empty, and sums over another table.

评分汇总表, 扣分点及原因说明汇总表 and 缺项说明表 go with many standards. A form has nothing but numbers in its rows; a summary
names what another table of the document scores, and says nothing of how.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from normalize.labels import read_label, read_points, squeeze
from normalize.rows import RowKind
from normalize.vocabulary import SAMPLE_WORDS
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import FILLED, ColumnRole

if TYPE_CHECKING:
    from normalize.parts import Part

_LABELS = (ColumnRole.ELEMENT, ColumnRole.REQUIREMENT, ColumnRole.SPECIFICATION)
_MOSTLY = 0.8
_FEWEST_REPEATED = 2
"""One row alone can stand in two tables of a standard."""


def forms_and_summaries(parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Yield for each table that only goes with the scoring ones why it is left out."""
    names = [_names(part) for part in parts]
    for number, part in enumerate(parts):
        if not part.header.last:  # it carries on the one above
            continue
        others = {
            name for other, found in enumerate(names) if other != number and _says_more(parts[other], part) for name in found
        }
        repeated = next((other for other in parts[:number] if _repeats(part, other)), None)
        if repeated is not None:
            yield Diagnostic("table-repeated", Place(table=part.grid.number), None, {"other": repeated.grid.number})
        elif part.rows and not names[number] and not _has_prices(part) and not _has_totals(part):
            yield Diagnostic("table-of-blanks", Place(table=part.grid.number))
        elif names[number] and not _has_prices(part) and _share(names[number], others) >= _MOSTLY:
            yield Diagnostic("table-of-sums", Place(table=part.grid.number))


def _repeats(part: Part, other: Part) -> bool:
    """Tell whether a table repeats another word for word as a sample: filled in, or under a line that says so."""
    said = _said(part)
    if len(said) < _FEWEST_REPEATED or said != _said(other):
        return False
    filled = [n for n, column in enumerate(part.columns) if column.role in FILLED]
    is_filled = any(squeeze(row.text(n)) for row in part.rows if row.kind is RowKind.BODY for n in filled)
    return is_filled or any(word in line.text for line in part.above for word in SAMPLE_WORDS)


def _said(part: Part) -> list[tuple[str, ...]]:
    """Return what the rows of a table say, what is filled in left out."""
    columns = [n for n, column in enumerate(part.columns) if column.role not in FILLED | {ColumnRole.IGNORED}]
    return [tuple(squeeze(row.text(n)) for n in columns) for row in part.rows if row.kind in (RowKind.BODY, RowKind.BAND)]


def _names(part: Part) -> list[str]:
    """Return what the rows of a table name: titles and requirements, without codes, points and white space."""
    columns = [number for number, column in enumerate(part.columns) if column.role in _LABELS]
    body = [row for row in part.rows if row.kind in (RowKind.BODY, RowKind.BAND)]
    texts = [row.text(column) for row in body for column in columns]
    return [squeeze(read_label(text).title) for text in texts if squeeze(text) and read_points(text).points is None]


def _has_prices(part: Part) -> bool:
    """Tell whether a table says how something is scored, or how it is looked at."""
    priced = [n for n, c in enumerate(part.columns) if c.role in (ColumnRole.RULES, ColumnRole.VETO, ColumnRole.METHOD)]
    return any(squeeze(row.text(column)) for row in part.rows for column in priced)


def _has_totals(part: Part) -> bool:
    """Tell whether a table holds a computed row: the end of one that a page break cut off."""
    return any(row.kind is RowKind.TOTAL for row in part.rows)


def _says_more(other: Part, part: Part) -> bool:
    """Tell whether another table could be the one that is summed up: with prices, or with more rows of words."""
    return _has_prices(other) or len(other.rows) > len(part.rows)


def _share(names: Sequence[str], others: set[str]) -> float:
    return sum(name in others for name in names) / len(names)
