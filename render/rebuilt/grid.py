"""The cells of a form's tables: which columns and rows each covers, its text, and how it is set."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from normalize.labels import read_label
from render.rebuilt.labels import printed_label, printed_points, printed_rules, rules_and_vetoes
from render.rebuilt.lines import Line, levels, tables_of
from render.text import clean
from rubrics.model import FILLED, Column, ColumnRole, Element, Rubric, Rule, TotalRow
from rubrics.numerals import element_id
from rubrics.values import show

_SHORT_LABEL = 6
_FIGURES = frozenset({ColumnRole.SCORE, ColumnRole.DEDUCTION})


class Look(Enum):
    """How a cell is set."""

    HEADING = auto()
    LABEL = auto()
    TEXT = auto()
    FIGURE = auto()


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a row: its columns ``start`` to ``stop`` (half open), text, look; ``merge`` goes on with the one above."""

    start: int
    stop: int
    text: str
    look: Look
    joins: Hashable = None
    """Boxes one above the other with the same key (but ``None``) are one merged cell."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells that cover every column; ``line`` is what it shows, ``None`` of a header."""

    boxes: tuple[Box, ...]
    line: Line | None = None


def grids_of(rubric: Rubric) -> list[list[GridRow]]:
    """Return the rows of each table of the form, headers first."""
    header = list(header_rows(rubric.form.columns))
    body = _Body(rubric)
    return [[*header, *(body.row(line) for line in lines)] for lines in tables_of(rubric)]


def header_rows(columns: Sequence[Column]) -> Iterator[GridRow]:
    """Yield the one or two rows of the header: 评分标准/否决项 beside 评分标准/扣分项 are one heading over two."""
    groups = [list(group) for _, group in groupby(enumerate(columns), key=lambda one: _upper(columns, one[0]))]
    two = any(len(group) > 1 and len({column.heading for _, column in group}) > 1 for group in groups)
    upper, lower = [], []
    for group in groups:
        start, stop = group[0][0], group[-1][0] + 1
        if len({column.heading for _, column in group}) == 1:
            box = Box(start, stop, group[0][1].heading, Look.HEADING, ("header", start) if two else None)
            upper.append(box)
            lower.append(box)
            continue
        upper.append(Box(start, stop, group[0][1].heading.partition("/")[0], Look.HEADING))
        for heading, same in groupby(group, key=lambda one: one[1].heading):
            numbers = [number for number, _ in same]
            lower.append(Box(numbers[0], numbers[-1] + 1, heading.partition("/")[2], Look.HEADING))
    yield GridRow(tuple(upper))
    if two:
        yield GridRow(tuple(lower))


def _upper(columns: Sequence[Column], number: int) -> Hashable:
    """Return what columns that stand under one heading share: its text; of a column alone its number."""
    heading = columns[number].heading
    beside = [columns[n] for n in (number - 1, number + 1) if 0 <= n < len(columns)]
    if heading and any(column.heading == heading for column in beside):
        return heading
    upper, slash, lower = heading.partition("/")
    if slash and upper and lower and any(column.heading.startswith(upper + "/") for column in beside):
        return upper + "/"
    return number


def _broken(label: str, title: str) -> str:
    """Return a label with its points on a line of their own, which a narrow column breaks somewhere else."""
    before, _, behind = label.rpartition(title)
    return f"{before}{title}\n{behind}" if behind and len(label) > _SHORT_LABEL else label


def _positions(elements: Sequence[Element], parent: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each element with the code that it has where none is printed: its position below its parent."""
    for number, element in enumerate(elements, 1):
        name = element.id or element_id(element.code, parent)
        yield name, f"{parent}.{number}" if parent else str(number)
        yield from _positions(element.elements, name)


class _Body:
    """Lays the rows of one form out over its columns."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.columns = rubric.form.columns
        self.levels = levels(rubric)
        self.first_of_role: dict[ColumnRole, int] = {}
        for number, column in enumerate(self.columns):
            self.first_of_role.setdefault(column.role, number)
        pattern = self.columns[self.levels[0]].pattern if self.levels else None
        self.index_has_codes = ColumnRole.INDEX in self.first_of_role and pattern is not None and "{code}" not in pattern
        self.positions = dict(_positions(rubric.elements, ""))
        self.vetoes: dict[str, int] = {}
        self.count = 0

    def row(self, line: Line) -> GridRow:
        """Return the cells of one row."""
        if line.band is not None:
            return GridRow(tuple(self._band(line.band)), line)
        if line.total is not None:
            return GridRow(tuple(self._total(line, line.total)), line)
        self.count += 1
        return GridRow(tuple(self._box(number, line) for number in range(len(self.columns))), line)

    def _box(self, number: int, line: Line) -> Box:
        """Return the cell of an item's row in one column."""
        column = self.columns[number]
        if column.role is ColumnRole.ELEMENT:
            return self._label(number, line)
        if column.role in FILLED:
            return self._to_fill(number, line)
        text, look, joins = "", Look.TEXT, None
        if self.first_of_role[column.role] == number:
            text, joins = self._text(column.role, line)
        if column.role in (ColumnRole.INDEX, ColumnRole.POINTS):
            look = Look.FIGURE
        return Box(number, number + 1, clean(text)[0], look, joins)

    def _label(self, number: int, line: Line) -> Box:
        level = self.levels.index(number)
        if level >= len(line.path):
            return Box(number, number + 1, "", Look.LABEL, ("none", number, line.path[-1][0] if line.path else ""))
        name, element = line.path[level]
        pattern = self.columns[number].pattern
        needs_none = element.code == self.positions.get(name) or (self.index_has_codes and not level)
        has_code = pattern is None or "{code}" in pattern or not needs_none
        label = printed_label(element, pattern, has_code=has_code)
        return Box(number, number + 1, _broken(label, element.title), Look.LABEL, ("element", name))

    def _to_fill(self, number: int, line: Line) -> Box:
        """Return a cell to fill; a score that only an element has stands in one cell beside all of its items."""
        role = self.columns[number].role
        shared = role is ColumnRole.SCORE and ColumnRole.POINTS not in self.first_of_role and line.path
        joins = ("score", number, line.path[-1][0]) if shared and line.path[-1][1].points is not None else None
        return Box(number, number + 1, "", Look.FIGURE if role in _FIGURES else Look.TEXT, joins)

    def _text(self, role: ColumnRole, line: Line) -> tuple[str, Hashable]:
        """Return what stands in the column of a role, and the key under which it is merged with the cells above and below."""
        item, innermost = line.item, line.path[-1] if line.path else None
        if role is ColumnRole.INDEX:
            return self._index(line)
        if role is ColumnRole.VETO and (innermost is None or innermost[1].rules or item is None):
            return self._veto(line)
        if item is None:
            return "", None
        if role is ColumnRole.SPECIFICATION:
            text = item.specification or ""
            return text, ("specification", innermost[0] if innermost else "", text) if text else None
        clauses: Sequence[Rule] = item.rules
        vetoes: Sequence[Rule] = ()
        if {ColumnRole.VETO, ColumnRole.POINTS} <= self.first_of_role.keys() and not (innermost and innermost[1].rules):
            clauses, vetoes = rules_and_vetoes(item.rules, item.points)
        texts = {
            ColumnRole.REQUIREMENT: item.requirement,
            ColumnRole.POINTS: printed_points(item),
            ColumnRole.METHOD: item.method or "",
            ColumnRole.RULES: printed_rules(clauses),
            ColumnRole.VETO: printed_rules(vetoes),
        }
        return texts.get(role, ""), None

    def _index(self, line: Line) -> tuple[str, Hashable]:
        """Return the code of the first-level element where no label says it, else the number of the row."""
        if not self.index_has_codes or not line.path:
            return str(self.count), None
        name, element = line.path[0]
        return element.code, ("index", name)

    def _veto(self, line: Line) -> tuple[str, Hashable]:
        """Return the clauses about the innermost element that stand in this row; the cell reaches down to the next ones."""
        if not line.path:
            return "", None
        name, element = line.path[-1]
        homes = {item.at: number for number, item in reversed([*enumerate(element.items)]) if item.at}
        own = next((number for number, item in enumerate(element.items) if item is line.item), 0)
        cells = groupby(element.rules, key=lambda rule: homes.get((rule.at or "").partition("c")[0], 0))
        here = [printed_rules(list(rules)) for home, rules in cells if home == own]
        if here:
            self.vetoes[name] = self.vetoes.get(name, 0) + 1
        return "\n".join(here), ("veto", name, self.vetoes.get(name, 0))

    def _band(self, element: Element) -> Iterator[Box]:
        """Yield the cells of a row with one label over the whole width."""
        label = printed_label(element, None, has_code=True)
        read = read_label(label)
        yield Box(0, len(self.columns), label if read.code else f"{element.code} {label}", Look.LABEL)

    def _total(self, line: Line, total: TotalRow) -> Iterator[Box]:
        """Yield the cells of a sum row: labels go on beside it, its own label begins in the column below its element's."""
        depth = len(line.path)
        start = self.levels[depth] if depth and depth < len(self.levels) else 0
        for number in range(start):
            yield replace(self._box(number, line), text="") if number in self.levels else Box(number, number + 1, "", Look.TEXT)
        if total.code is not None and self.first_of_role.get(ColumnRole.INDEX) == start:
            yield Box(start, start + 1, total.code, Look.FIGURE)
            start += 1
        points = self.first_of_role.get(ColumnRole.POINTS)
        stop = next(n for n in range(start + 1, len(self.columns) + 1) if n in (points, len(self.columns)) or self._is_filled(n))
        figure = "" if total.points is None else show(total.points)
        label = total.label if points is not None or not figure else f"{total.label}（{figure}分）"
        yield Box(start, stop, label, Look.LABEL)
        for alone, group in groupby(range(stop, len(self.columns)), key=lambda n: n if n == points or self._is_figure(n) else -1):
            numbers = list(group)
            is_points = alone == points
            look = Look.TEXT if alone == -1 else Look.FIGURE
            yield Box(numbers[0], numbers[-1] + 1, figure if is_points else "", look)

    def _is_filled(self, number: int) -> bool:
        return self.columns[number].role in FILLED

    def _is_figure(self, number: int) -> bool:
        return self.columns[number].role in _FIGURES
