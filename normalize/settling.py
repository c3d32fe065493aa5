"""What the columns hold whose headings leave it open: told by what stands in them.

A column of figures that add up to the titles' points is the points column, whatever its heading says; further columns of points
or weights that go with a column of labels are those labels' own; words left of the requirements are labels; of columns without
rules beside them the one with prices in it holds the rules; of columns of labels the last one holds the requirements where
nothing else does. Whatever is decided by content alone is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from extract.document import Grid
from normalize.heading_vocabulary import DEDUCTING, JUDGED_BY, PRICED, SCORING_WORDS, SUMS_OF_POINTS
from normalize.headings import Heading
from normalize.labels import bare_points, half_width, read_label, read_points, squeeze
from normalize.outlining import outline_of
from normalize.rows import Row
from normalize.weights import is_weight, percent, weight_scale
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import FILLED, ColumnRole
from rubrics.numerals import chinese_number

_MOSTLY = 0.8
"""Share of the filled cells of a column that must be alike to say what the column holds."""
_LONGEST_LABELS = 30
"""Mean number of signs up to which an unknown column left of the requirements is one of labels."""
_MAY_HOLD_RULES = (
    *(ColumnRole.DEDUCTION, ColumnRole.DESCRIPTION, ColumnRole.METHOD, ColumnRole.SPECIFICATION, ColumnRole.IGNORED),
    None,
)
_PRICED = re.compile(PRICED)
_OUT_OF_HUNDRED = re.compile(r"得100分|满分(?:为|是)?100分|100分制|百分制")


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands in a column below the header."""

    begun: float
    """Share of the body rows in which a cell with text begins in the column."""
    filled: float
    """Share of the body rows in which a cell with text stands over the column."""
    figures: float
    """Share of the filled cells that are points."""
    priced: float
    """Share of the filled cells that say what something costs or gives."""
    counts_up: bool
    """Whether the figures are 1, 2, 3 …: an index, not points."""
    length: float
    """Mean number of signs of the filled cells."""


@dataclass(slots=True)
class Settled:
    """The columns of a table while their roles are settled."""

    grid: Grid
    headings: Sequence[Heading]
    rows: Sequence[Row]
    profiles: Sequence[Profile]
    roles: list[ColumnRole | None]
    figures_of: dict[int, int] = field(default_factory=dict)
    """column of points or weights -> the column of labels that they belong to"""
    of_titles: list[int] = field(default_factory=list)
    """columns with the points of titles that stand in rows of their own"""
    prices: int | None = None
    """the column whose bare figures are what each row costs"""
    holds_points: int | None = None
    """the column of requirements that end in figures in brackets, which are their points"""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def having(self, *roles: ColumnRole | None) -> list[int]:
        """Return the columns with one of these roles."""
        return [column for column, role in enumerate(self.roles) if role in roles]

    def say(self, code: str, column: int) -> None:
        """Tell something about a column."""
        heading = self.headings[column]
        place = Place(table=self.grid.number, column=heading.start + 1)
        self.diagnostics.append(Diagnostic(code, place, None, {"heading": heading.text}))


def settle(grid: Grid, headings: Sequence[Heading], rows: Sequence[Row]) -> Settled:
    """Return what each column of a table holds, from its heading and from its body ``rows``."""
    profiles = [_profile(rows, column) for column in range(len(headings))]
    table = Settled(grid, headings, rows, profiles, [heading.role for heading in headings])
    _settle_sums(table)
    _settle_labels(table)
    _settle_rules(table)
    _settle_requirement(table)
    _settle_points(table)
    _settle_weights(table)
    _settle_bare_points(table)
    _tell(table)
    return table


def _profile(rows: Sequence[Row], column: int) -> Profile:
    texts = [squeeze(row.text(column)) for row in rows if row.begins[column]]
    filled = [text for text in texts if text]
    figures = [figure for text in filled if (figure := read_points(text).points) is not None]
    counts_up = (
        len(figures) > 1
        and len(figures) == len(filled)
        and all(value in (1, before + 1, before) for before, value in pairwise(figures))
        and figures[0] == 1
    )
    covered = sum(bool(cell is not None and squeeze(cell.text)) for row in rows for cell in (row.cells[column],))
    return Profile(
        len(filled) / len(rows) if rows else 0.0,
        covered / len(rows) if rows else 0.0,
        len(figures) / len(filled) if filled else 0.0,
        sum(_PRICED.search(half_width(text)) is not None for text in filled) / len(filled) if filled else 0.0,
        counts_up,
        sum(map(len, filled)) / len(filled) if filled else 0.0,
    )


def _settle_sums(table: Settled) -> None:
    """Take sums beside a column of points for points too, or for a column to fill where nothing is printed there."""
    for column, heading in enumerate(table.headings):
        if heading.text in SUMS_OF_POINTS and table.having(ColumnRole.POINTS):
            table.roles[column] = ColumnRole.POINTS if table.profiles[column].filled else ColumnRole.SCORE


def _settle_labels(table: Settled) -> None:
    """Make columns of words left of the requirements labels, where their heading is unknown or promises numbers."""
    right = min(table.having(ColumnRole.REQUIREMENT, ColumnRole.RULES), default=0)
    for column in range(right):
        role, profile = table.roles[column], table.profiles[column]
        if role is ColumnRole.ELEMENT and _is_of_numbers(table, column):
            table.roles[column] = ColumnRole.INDEX
        is_words = profile.filled > 0.5 and not profile.figures and not profile.priced and profile.length <= _LONGEST_LABELS
        if is_words and role in (ColumnRole.INDEX, ColumnRole.POINTS) and _is_worded(table, column):
            table.roles[column] = ColumnRole.ELEMENT
        elif is_words and role is None and _is_of_labels(table, column):
            table.roles[column] = ColumnRole.ELEMENT
            table.say("labels-by-content", column)


def _is_of_numbers(table: Settled, column: int) -> bool:
    """Tell whether there is nothing in a column but the numbers of what stands beside it."""
    texts = [text for row in table.rows if (text := squeeze(row.text(column)))]
    return bool(texts) and all(text.isdecimal() or chinese_number(text) is not None for text in texts)


def _is_of_labels(table: Settled, column: int) -> bool:
    """Tell whether a column under an unknown heading could hold labels: no weights, and few figures in the titles."""
    heading = table.headings[column].text
    texts = [text for row in table.rows if (text := squeeze(row.text(column)))]
    titles = [half_width(read_label(text).title).removesuffix(f"({bare_points(text)})") for text in texts]
    plain = sum(not any(sign.isdigit() for sign in title) for title in titles)
    return bool(texts) and not is_weight(heading) and plain >= _MOSTLY * len(texts)


def _is_worded(table: Settled, column: int) -> bool:
    """Tell whether a column that a heading of numbers stands over holds titles."""
    texts = [text for row in table.rows if (text := squeeze(row.text(column)))]
    titled = sum(len(read_label(text).title) > 1 and any("\u4e00" <= sign <= "\u9fff" for sign in text[3:]) for text in texts)
    return titled >= _MOSTLY * len(texts)


def _settle_rules(table: Settled) -> None:
    """Find the rules where no heading names them: in the cells to fill that are filled, or in the last column with prices."""
    _settle_standards(table)
    if named := table.having(ColumnRole.RULES):
        _settle_prices(table, [column for column in named if table.headings[column].text.startswith(DEDUCTING)])
        return
    requirements = table.having(ColumnRole.REQUIREMENT)
    candidates = [column for column in table.having(*_MAY_HOLD_RULES) if table.profiles[column].filled > 0.5]
    candidates += requirements[1:]
    priced = [column for column in candidates if table.profiles[column].priced >= 0.5 and table.headings[column].text]
    if priced:
        chosen = max(priced)
        table.roles[chosen] = ColumnRole.RULES
        table.say("rules-by-content", chosen)
        return
    _settle_prices(table, table.having(ColumnRole.DEDUCTION))


def _settle_prices(table: Settled, columns: Sequence[int]) -> None:
    """Take printed figures under a heading of deductions as what each row costs, unless they add up as points do."""
    labels = table.having(ColumnRole.ELEMENT, ColumnRole.REQUIREMENT)
    for column in columns:
        profile = table.profiles[column]
        is_printed = profile.figures >= _MOSTLY and profile.begun > 0.5 and not table.having(ColumnRole.SCORE)
        if is_printed and not _sums_met(table.rows, labels, column):
            table.roles[column], table.prices = ColumnRole.RULES, column
            table.say("prices-by-content", column)
            return


def _settle_standards(table: Settled) -> None:
    """Make standards that print no price (评审标准, 考核标准) the requirements of a table that names none."""
    if table.having(ColumnRole.REQUIREMENT, ColumnRole.SPECIFICATION):
        return
    for column in (c for c in table.having(ColumnRole.RULES) if not table.headings[c].step):
        heading, profile = table.headings[column].text, table.profiles[column]
        is_open = heading.endswith(JUDGED_BY) and not heading.startswith(SCORING_WORDS)
        if is_open and profile.filled > 0.5 and profile.priced < 0.5 and len(table.profiles) > 3:
            table.roles[column] = ColumnRole.REQUIREMENT
            return


def _settle_points(table: Settled) -> None:
    """Make the one column of figures that add up the points column, and tell where the heading said otherwise."""
    named = table.having(ColumnRole.POINTS)
    figures = [
        c
        for c, profile in enumerate(table.profiles)
        if profile.figures >= _MOSTLY
        and profile.filled > 0.3
        and table.roles[c] is not ColumnRole.INDEX
        and not (profile.counts_up and c not in named)
        and not is_weight(table.headings[c].text)
        and not table.headings[c].step
        and c != table.prices
    ]
    if not figures:
        return
    labels = table.having(ColumnRole.ELEMENT, ColumnRole.REQUIREMENT)
    profiles = table.profiles
    best = max(figures, key=lambda c: (_sums_met(table.rows, labels, c), c in named, profiles[c].begun, profiles[c].filled))
    for column in named:
        if column != best:
            _settle_other_points(table, column)
    if best not in named:
        table.say("points-by-content", best)
    table.roles[best] = ColumnRole.POINTS


def _settle_other_points(table: Settled, column: int) -> None:
    """Settle a second column of points: to fill where it is empty, its labels' own where it goes with some, else left out."""
    if table.profiles[column].filled == 0:
        table.roles[column] = ColumnRole.SCORE
        return
    table.roles[column] = ColumnRole.IGNORED
    if _is_of_titles(table, column):
        table.of_titles.append(column)
    elif not _attach(table, column):
        table.say("points-left-out", column)


def _is_of_titles(table: Settled, column: int) -> bool:
    """Tell whether a column has figures in nothing but rows that are titles of those below (各大项总分 | 各分项总分)."""
    by_role = {role: table.having(role) for role in table.roles if role is not None}
    outlined = outline_of(table.rows, by_role)
    filled = [outlined.get(row.number) for row in table.rows if squeeze(row.text(column))]
    return all(one is not None and bool(one.label) for one in filled)


def _settle_weights(table: Settled) -> None:
    """Give weights to the labels that they stand beside; those of the items are points where they come to 100."""
    for column in [c for c, heading in enumerate(table.headings) if is_weight(heading.text)]:
        if table.roles[column] not in (None, ColumnRole.IGNORED) or not table.profiles[column].filled:
            continue
        if not table.having(ColumnRole.POINTS) and _comes_to_hundred(table, column):
            table.roles[column] = ColumnRole.POINTS
            table.say("weights-as-points", column)
        elif _attach(table, column):
            table.roles[column] = ColumnRole.IGNORED


def _comes_to_hundred(table: Settled, column: int) -> bool:
    """Tell whether the weights of a column come to 100, in all or below each label, and no rule counts from 100 itself."""
    rules = table.having(ColumnRole.RULES)
    if any(_OUT_OF_HUNDRED.search(squeeze(half_width(row.text(c)))) for row in table.rows for c in rules):
        return False
    if table.profiles[column].begun < _MOSTLY:
        return False
    labels = table.having(ColumnRole.ELEMENT)[:1]
    scale = weight_scale(row.text(column) for row in table.rows)
    sums = [Decimal(0)]
    for row in table.rows:
        if labels and squeeze(row.text(labels[0])) and sums[-1]:
            sums.append(Decimal(0))
        figure = percent(row.text(column)) if squeeze(row.text(column)) else Decimal(0)
        if figure is None:
            return False
        sums[-1] += figure * scale
    return sum(sums) == 100 or all(one == 100 for one in sums)


def _settle_bare_points(table: Settled) -> None:
    """Tell where requirements end in figures in brackets: their points, where labels have points and no column has."""
    requirements = table.having(ColumnRole.REQUIREMENT)
    labels = table.having(ColumnRole.ELEMENT)
    if table.having(ColumnRole.POINTS) or not requirements or not labels:
        return
    texts = [text for row in table.rows if squeeze(text := row.text(requirements[-1]))]
    titles = [text for row in table.rows if squeeze(text := row.text(labels[-1]))]
    is_pointed = titles and all(read_label(text).points is not None for text in titles)
    if is_pointed and len(texts) > 1 and sum(bool(bare_points(text)) for text in texts) >= _MOSTLY * len(texts):
        table.holds_points = requirements[-1]
        table.say("points-in-brackets", requirements[-1])


def _attach(table: Settled, column: int) -> bool:
    """Give a column of figures to the column of labels left of it that begins in the same rows."""
    left = [c for c in table.having(ColumnRole.ELEMENT) if c < column]
    begun = [bool(squeeze(row.text(column))) for row in table.rows]
    for label in reversed(left):
        if [bool(squeeze(row.text(label))) for row in table.rows] == begun:
            table.figures_of[column] = label
            return True
    return False


def _sums_met(rows: Sequence[Row], labels: Sequence[int], column: int) -> int:
    """Return for how many labels with points the figures of ``column`` below them add up to those points."""
    met = 0
    for label in labels:
        wanted: Decimal | None = None
        total = Decimal(0)
        for row in rows:
            if squeeze(row.text(label)):
                met += wanted is not None and total == wanted
                wanted, total = read_label(row.text(label)).points, Decimal(0)
            total += read_points(row.text(column)).points or 0
        met += wanted is not None and total == wanted
    return met


def _settle_requirement(table: Settled) -> None:
    """Make sure that exactly one column holds requirements, and that unnamed columns of long text are not lost."""
    roles, profiles = table.roles, table.profiles
    named = table.having(ColumnRole.REQUIREMENT)
    for column in named[:-1]:
        roles[column] = ColumnRole.ELEMENT if profiles[column].length <= 20 else ColumnRole.SPECIFICATION
    if named:
        return
    described = [c for c in table.having(ColumnRole.DESCRIPTION) if profiles[c].begun > 0.5 and not profiles[c].figures]
    if described:  # 行为描述: what is printed there is not filled in
        roles[described[0]] = ColumnRole.REQUIREMENT
        table.say("requirement-by-content", described[0])
        return
    labels = table.having(ColumnRole.ELEMENT)
    if len(labels) > 1 and ColumnRole.SPECIFICATION in roles[labels[-1] :] and profiles[labels[-1]].begun >= 1:
        roles[labels[-1]] = ColumnRole.REQUIREMENT  # 评价项目 | 释义: one label a row, and what it means beside it
        return
    beside = [c for c in table.having(None) if labels and c > labels[-1] and _is_worded(table, c) and profiles[c].filled > 0.5]
    if beside and ColumnRole.SPECIFICATION not in roles and profiles[beside[0]].length >= profiles[labels[-1]].length:
        roles[beside[0]] = ColumnRole.REQUIREMENT  # 违章类别 | 违章行为 | 扣分值: what stands between the labels and the price
        table.say("requirement-by-content", beside[0])
        return
    for substitute in (ColumnRole.SPECIFICATION, ColumnRole.ELEMENT):
        candidates = table.having(substitute)
        if len(candidates) > (substitute is ColumnRole.ELEMENT and len(profiles) < 3):
            roles[candidates[-1]] = ColumnRole.REQUIREMENT
            return
    unnamed = [c for c in table.having(None) if profiles[c].length > 0]
    if unnamed:
        longest = max(unnamed, key=lambda c: profiles[c].length)
        roles[longest] = ColumnRole.REQUIREMENT
        table.say("requirement-by-content", longest)


def _tell(table: Settled) -> None:
    """Tell which columns with words or figures in them are not in the rubric."""
    for column in _unread(table):
        table.say("column-unknown", column)
    for column in table.having(ColumnRole.IGNORED):
        if table.headings[column].role is ColumnRole.IGNORED and table.profiles[column].filled > 0:
            table.say("column-left-out", column)
    for column in table.having(*FILLED):
        if table.profiles[column].begun > 0.5:
            table.say("column-filled", column)
    steps = [c for c, heading in enumerate(table.headings) if heading.step]
    if steps:
        table.say("steps-side-by-side", steps[0])
    half = len(table.headings) // 2
    texts = [heading.text for heading in table.headings]
    if half > 1 and any(texts) and texts[:half] == texts[half : 2 * half]:
        table.say("headings-twice", half)


def _unread(table: Settled) -> Iterator[int]:
    return (c for c in table.having(None) if table.profiles[c].filled > 0 and c not in table.figures_of)
