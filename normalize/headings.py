"""Where a table's header is, and what each column holds by its heading.

A header has one to three rows; a cell over several columns with cells below it gives them its text as a prefix. What a
heading leaves open (an unknown word, two candidates) is settled by content in ``normalize.columns``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Cell, Grid
from normalize.heading_vocabulary import COMPOSED_HEADINGS, HEADINGS, POINTS_INSIDE, REVIEW_SIDE, SELF_SIDE
from normalize.labels import half_width, read_label, read_points, squeeze
from normalize.sidesteps import with_steps
from normalize.weights import is_weight
from rubrics.model import FILLED, ColumnRole

SEARCHED_ROWS = 12
"""How many rows at the top of a table are looked at for a header."""
MAX_HEADER_ROWS = 3
_JOINED = re.compile("[及和与]")
_RULES_BESIDE = ([ColumnRole.ELEMENT, ColumnRole.RULES], [ColumnRole.REQUIREMENT, ColumnRole.RULES])
"""What two halves of a heading name where the rules stand in the requirement (评价项目及评价细则), or two columns alone."""
_FEWEST_ROWS = 2
_LONGEST_HEADING = 20
"""No heading has more signs, brackets left out; what is longer is a sentence."""
_LATIN = re.compile(r"(?<![A-Z])[A-Z.]{2,}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[A-Z.]{2,}(?![A-Z])")
"""Words of another language beside the Chinese ones of a heading."""
_RANGE = re.compile(
    r"[0-9]{1,3}(?:分?[-~～—–至到][0-9]{1,3})?分(?:以上|以下)?"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度|(?:周|星期)[一二三四五六日]"
)
"""A heading that is nothing but figures or a time: 90-100分, 60分以下, 3月, 一季度."""
_NO_HEADING = frozenset("，。；：;:?？！0123456789")
"""Signs of sentences and codes, not of headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as a reader sees it: grid columns ``start`` to ``stop`` (half open, from 0), heading and role."""

    start: int
    stop: int
    text: str
    role: ColumnRole | None
    step: str = ""
    """the name of a step that has the column for itself: 优秀（10分）"""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a scoring table: its rows ``first`` to ``last`` (half open), its columns, and all texts in it."""

    first: int
    last: int
    headings: tuple[Heading, ...]
    texts: frozenset[str]


def find_header(grid: Grid) -> Header | None:
    """Return the header of a scoring table, ``None`` where the table has none and so is no scoring table by itself."""
    rows = rows_of(grid, SEARCHED_ROWS + MAX_HEADER_ROWS)
    for first in range(min(len(rows), SEARCHED_ROWS)):
        for last in _possible_ends(rows, first, grid):
            headings = with_steps(tuple(_headings(rows[first:last], grid)), rows[last:])
            if _is_scoring_header(headings) or _are_words_with_points(headings, rows[last:]):
                return _header(rows, first, last, headings)
    return None


def chosen_header(grid: Grid) -> Header:
    """Return the header of a table that a person says is a scoring table: its row with most known headings."""
    rows = rows_of(grid, SEARCHED_ROWS + MAX_HEADER_ROWS)
    first = max(range(min(len(rows), SEARCHED_ROWS)), key=lambda n: (sum(role_of(c.text) is not None for c in rows[n]), -n))
    last = next(_possible_ends(rows, first, grid))
    return _header(rows, first, last, with_steps(tuple(_headings(rows[first:last], grid)), rows[last:]))


def known_headings(grid: Grid) -> tuple[str, ...]:
    """Return the headings of scoring tables that the best row of a table has: why it was nearly taken for one."""
    best: list[str] = []
    for row in rows_of(grid, SEARCHED_ROWS):
        known = [text for cell in row if role_of(text := squeeze(cell.text)) is not None or (text and is_weight(text))]
        best = known if len(known) > len(best) else best
    return tuple(best)


def role_of(heading: str) -> ColumnRole | None:
    """Return what a column with this heading holds: the longest known term that it ends with, else contains.

    >>> role_of('自评/评审描    述'), role_of('标准分值'), role_of('评分标准/否决项'), role_of('电话')
    (<ColumnRole.DESCRIPTION: 'description'>, <ColumnRole.POINTS: 'points'>, <ColumnRole.VETO: 'veto'>, None)
    """
    return _role_of(half_width(squeeze(heading)).upper())


def side_of(heading: str) -> str | None:
    """Return whose column to fill this is: ``self``, ``review``, or ``None`` for either (自评/评审, or nothing said)."""
    own, other = _sides_in(heading)
    return None if own == other else "self" if own else "review"


def names_both_sides(heading: str) -> bool:
    """Tell whether a heading names both sides: 自评/评审."""
    return all(_sides_in(heading))


def _sides_in(heading: str) -> tuple[bool, bool]:
    return any(word in heading for word in SELF_SIDE), any(word in heading for word in REVIEW_SIDE)


def rows_of(grid: Grid, most: int | None = None) -> list[list[Cell]]:
    """Return the cells that begin in each row, in column order."""
    count = grid.rows if most is None else min(grid.rows, most)
    rows: list[list[Cell]] = [[] for _ in range(count)]
    for cell in grid.cells:
        if cell.row < count:
            rows[cell.row].append(cell)
    return rows


def _header(rows: Sequence[Sequence[Cell]], first: int, last: int, headings: tuple[Heading, ...]) -> Header:
    texts = frozenset(squeeze(cell.text) for row in rows[first:last] for cell in row if squeeze(cell.text))
    return Header(first, last, headings, texts)


@lru_cache(maxsize=1024)
def _role_of(text: str) -> ColumnRole | None:
    bare = text.split("(", maxsplit=1)[0] or text
    halves = _JOINED.split(bare)
    if len(halves) == 2 and all(halves) and [_role_of(half) for half in halves] in _RULES_BESIDE:
        return ColumnRole.REQUIREMENT
    if len(bare) > _LONGEST_HEADING or not _NO_HEADING.isdisjoint(bare):
        return None
    best: tuple[bool, int] = (False, 0)
    role: ColumnRole | None = None
    for term, candidate in _TERMS:
        if term in bare:
            rank = (bare.endswith(term), len(term))
            if rank > best and (len(term) * 4 > len(bare) if len(term) > 1 else bare == term):
                best, role = rank, candidate
    if role is None and (plain := _LATIN.sub("", bare)) != bare:  # Max Score 满分
        return _role_of(plain)
    return role


_TERMS = (
    *((term.upper(), role) for role, terms in HEADINGS.items() for term in terms),
    *COMPOSED_HEADINGS.items(),
)


def _possible_ends(rows: Sequence[Sequence[Cell]], first: int, grid: Grid) -> Iterator[int]:
    """Yield where the header may end: deeper first where its cells reach down or leave gaps to be filled below."""
    reach = max((cell.row + cell.row_span for cell in rows[first] if not _stands_beside(cell, rows, grid)), default=first)
    deepest = min(reach, first + MAX_HEADER_ROWS, len(rows))
    if deepest > first + 1:
        yield deepest
        return
    if first + 1 < len(rows) and _is_second_header_row(rows[first], rows[first + 1], grid):
        yield first + 2
    yield first + 1


def _stands_beside(cell: Cell, rows: Sequence[Sequence[Cell]], grid: Grid) -> bool:
    """Tell whether a cell of the header reaches down beside the whole body: a name set upright at the side of the table."""
    if cell.row_span == 1 or cell.row + cell.row_span < grid.rows:
        return False
    below = [other for row in rows[cell.row + 1 :] for other in row]
    return any(read_points(other.text).points is not None for other in below)


def _is_second_header_row(upper: Sequence[Cell], lower: Sequence[Cell], grid: Grid) -> bool:
    """Tell whether ``lower`` only names parts of ``upper``: known headings below wide cells, nothing else."""
    texts = [squeeze(cell.text) for cell in lower]
    filled = [text for text in texts if text]
    wide = any(cell.column_span > 1 for cell in upper)
    if not grid.knows_spans:
        wide = len(upper) < len(lower) or not all(squeeze(cell.text) for cell in upper)
    return wide and 0 < len(filled) < len(lower) and all(role_of(text) for text in filled)


def _headings(rows: Sequence[Sequence[Cell]], grid: Grid) -> Iterator[Heading]:
    if grid.knows_spans:
        yield from _headings_by_span(rows, grid.columns)
    else:
        yield from _headings_by_position(rows, _usual_length(grid))


def _headings_by_span(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[Heading]:
    """Yield one heading for each cell of the lowest header row that covers grid columns, with the texts above it."""
    top = rows[0][0].row if rows[0] else 0
    bottom = top + len(rows) - 1
    above: list[list[str]] = [[] for _ in range(columns)]
    lowest: list[Cell | None] = [None] * columns
    for cell in (cell for row in rows for cell in row):
        for column in range(cell.column, min(cell.column + cell.column_span, columns)):
            if squeeze(cell.text) and squeeze(cell.text) not in above[column]:
                above[column].append(squeeze(cell.text))
            if cell.row + cell.row_span > bottom:
                lowest[column] = cell
    start = 0
    while start < columns:
        stop = start + 1
        while stop < columns and lowest[stop] is not None and lowest[stop] is lowest[start]:
            stop += 1
        yield _heading(start, stop, above[start])
        start = stop


def _headings_by_position(rows: Sequence[Sequence[Cell]], length: int) -> Iterator[Heading]:
    """Yield headings where merged cells cannot be seen: by position, the short upper row aligned to the full lower one."""
    texts = [[squeeze(cell.text) for cell in row] for row in rows]
    if len(texts) > 1:
        texts[0] = _aligned(texts[0], texts[-1])
    if len(texts[0]) < length:
        texts[0] = _widened(texts[0], length)
    start = 0
    for stop in range(1, length + 1):
        if stop == length or any(row[stop : stop + 1] not in ([], [""]) for row in texts):
            yield _heading(start, stop, [row[start] for row in texts if row[start : start + 1] not in ([], [""])])
            start = stop


def _aligned(upper: list[str], lower: list[str]) -> list[str]:
    """Return ``upper`` with its wide heading repeated over the names below it."""
    if len(upper) >= len(lower):
        for at, below in enumerate(lower):
            upper[at] = upper[at] or (upper[at - 1] if at and below else "")
        return upper
    named = [position for position, text in enumerate(lower) if text]
    at = named[0] if named else len(upper) - 1
    if at >= len(upper):
        return upper
    return upper[:at] + [upper[at]] * (len(lower) - len(upper) + 1) + upper[at + 1 :]


def _widened(texts: list[str], length: int) -> list[str]:
    """Return a short header row with its one heading of elements spread over the missing columns, else unchanged."""
    elements = [position for position, text in enumerate(texts) if role_of(text) is ColumnRole.ELEMENT]
    if len(elements) != 1:
        return texts + [""] * (length - len(texts))
    at = elements[0]
    return texts[: at + 1] + [""] * (length - len(texts)) + texts[at + 1 :]


def _heading(start: int, stop: int, texts: Sequence[str]) -> Heading:
    role = role_of(texts[-1]) if texts else None
    if role is None and len(texts) > 1:
        role = role_of("".join(texts)) or role_of(texts[0])
    return Heading(start, stop, "/".join(texts), role)


def _usual_length(grid: Grid) -> int:
    """Return how many cells most rows have, where a short row may have lost cells."""
    lengths = Counter(len(row) for row in rows_of(grid))
    return max(lengths, key=lambda length: (lengths[length], length), default=0)


def _are_words_with_points(headings: Sequence[Heading], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether two columns are all of a scoring table: what is assessed, with its points behind, and the rules."""
    if [h.role for h in headings] not in _RULES_BESIDE or len(body) < _FEWEST_ROWS:
        return False
    pointed = [row for row in body if row and read_label(row[0].text).points is not None]
    return len(pointed) == sum(len(row) == len(headings) for row in body) >= _FEWEST_ROWS


def _is_scoring_header(headings: Sequence[Heading]) -> bool:
    """Tell whether these headings are a scoring table's: most are known, something is assessed, and it has a price."""
    named = [h for h in headings if h.text and (h.step or not _RANGE.fullmatch(half_width(h.text)))]
    known = [heading.role for heading in named if heading.role is not None]
    has_weights = any(is_weight(heading.text) for heading in named)
    most = (len(known) + has_weights) * 2 >= len(named) and len(known) >= 3
    assessed = {ColumnRole.REQUIREMENT, ColumnRole.ELEMENT} & set(known)
    if not assessed:  # what is assessed stands under a heading that nobody knows
        return most and len(known) < len(named) and {ColumnRole.POINTS, ColumnRole.RULES} <= set(known)
    is_filled = bool(FILLED & set(known))
    priced = bool({ColumnRole.POINTS, ColumnRole.RULES, ColumnRole.VETO} & set(known)) or (is_filled and has_weights)
    priced = priced or (is_filled and len(known) > 3)
    return most and (priced or any(h.role in assessed and word in h.text for h in headings for word in POINTS_INSIDE))
