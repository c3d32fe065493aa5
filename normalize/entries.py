"""From the rows of scoring tables to entries: what each row adds to the standard, whatever its layout.

An entry names only what is new in its row. Merged, repeated and blank labels, items whose cells run over several rows, and rows
that a merged requirement or a merged figure shares all come out the same here, so that the tree is grown in one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.document import Cell
from normalize.clauses import read_rules
from normalize.columns import TableColumn
from normalize.labels import bare_points, item_number, on_one_line, points_inside, read_points, squeeze, tidy
from normalize.outlining import Outlined, outline_of
from normalize.rows import Row, RowKind, computed_label, printed_total
from normalize.weights import weighed
from rubrics.diagnostics import Place
from rubrics.model import ColumnRole


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A row that assesses something. ``labels`` has one text a level, empty where nothing new begins.

    ``label_points`` and ``label_weights`` are the labels' own, where those have columns of their own. ``depth``: so many of the
    labels above it are still about this row, where numbers tell. ``joins``: the row belongs to the item above it (one requirement
    or one figure over several rows; ``is_cut`` where only the words tell: the sentence above goes on). ``carries``: the row has a
    figure of its own for the requirement above it. ``steps`` are headings and cells of steps side by side, ``price`` is a bare
    figure that the row costs. ``is_sum``: its points are those of the rows below it. ``rules_inside``: the table has no column of
    rules, so they may stand in the requirement. Texts are tidied.
    """

    place: Place
    labels: tuple[str, ...] = ()
    label_points: tuple[str, ...] = ()
    label_weights: tuple[str, ...] = ()
    depth: int | None = None
    index: str = ""
    specification: str = ""
    requirement: str = ""
    points: str = ""
    points_inferred: bool = False
    method: str = ""
    rules: str = ""
    veto: str = ""
    veto_is_shared: bool = True
    steps: tuple[tuple[str, str], ...] = ()
    price: str = ""
    joins: bool = False
    is_cut: bool = False
    carries: bool = False
    is_sum: bool = False
    rules_inside: bool = False


@dataclass(frozen=True, slots=True)
class BandEntry:
    """A label that stands alone: over the whole width of a table, or in a paragraph above one."""

    place: Place
    label: str
    index: str = ""
    points: str = ""
    """what a cell of its own says it is worth"""


@dataclass(frozen=True, slots=True)
class TotalEntry:
    """A computed row; ``level`` is the level of the elements that it closes, where its label's column tells."""

    place: Place
    label: str
    points: Decimal | None
    level: int | None
    index: str = ""
    text: str = ""
    """all that is printed as its label: 第二部分合计"""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A row that only says something about the table."""

    place: Place
    text: str


Entry = ItemEntry | BandEntry | TotalEntry | NoteEntry


def entries_of(rows: Sequence[Row], columns: Sequence[TableColumn]) -> Iterator[Entry]:
    """Yield what each row of one table adds, headers and empty rows left out."""
    reader = _RowReader(columns, [row for row in rows if row.kind is RowKind.BODY])
    for row in rows:
        if row.kind is RowKind.BODY:
            yield reader.entry(row)
        elif row.kind is RowKind.TOTAL:
            yield _total(row, columns)
        elif row.kind is RowKind.BAND:
            yield _band(row)
        elif row.kind is RowKind.NOTE:
            yield NoteEntry(row.place, _texts(row))


_ENDS_OF_SENTENCES = frozenset("。；;！!？?：:）)")
_MOSTLY_ENDED = 0.7
"""Of fewer requirements than this share that end with a stop, one without is no sentence that was broken off."""


class _RowReader:
    """Reads body rows by the roles of the columns."""

    def __init__(self, columns: Sequence[TableColumn], body: Sequence[Row]) -> None:
        self.by_role: dict[ColumnRole, list[int]] = {}
        self.prices = [number for number, column in enumerate(columns) if column.is_price]
        self.steps = [(number, column.step) for number, column in enumerate(columns) if column.step]
        for number, column in enumerate(columns):
            if column.step or column.is_price:
                continue
            self.by_role.setdefault(column.role, []).append(number)
        self.columns = columns
        self.above = self.rules_above = ""
        self.levels = self.by_role.get(ColumnRole.ELEMENT, [])
        indices = self.by_role.get(ColumnRole.INDEX, [])
        self.indices = [column for column in indices if self.levels and column < self.levels[0]] or indices
        """the columns of numbers: those of the elements where items have others"""
        self.outline = outline_of(body, self.by_role)
        self.pointed_inside = self._pointed_inside(body)
        self.index_is_elements = self._index_is_elements(body)
        self.ends_sentences = self._ends_sentences(body)

    def entry(self, row: Row) -> ItemEntry | BandEntry:
        """Return what a body row adds: an item, or a title of those below."""
        outlined = self.outline.get(row.number)
        if outlined is None or not outlined.label or outlined.is_scored:
            return self._item(row, outlined)
        return BandEntry(row.place, outlined.label, points=self._points(row)) if outlined.is_band else self._title(row, outlined)

    def _item(self, row: Row, outlined: Outlined | None) -> ItemEntry:
        requirement = self._own_text(row, ColumnRole.REQUIREMENT)
        points, rules = self._points(row), self._joined(row, ColumnRole.RULES)
        if row.number in self.pointed_inside:
            points, joins, carries = points_inside(requirement)[0], False, False
        else:
            joins, carries = self._shares(row, requirement, points)
        is_cut = not joins and self._is_cut(row, requirement, points, rules)
        self.above, self.rules_above = requirement or self.above, rules or self.rules_above
        inside, rules = ("", rules) if points else self._points_inside(requirement, rules)
        return ItemEntry(
            row.place,
            labels=self._title(row, outlined).labels if outlined and outlined.is_scored else tuple(self._labels(row)),
            label_points=self._figures(row, is_weight=False),
            label_weights=self._figures(row, is_weight=True),
            depth=outlined.depth if outlined is not None else None,
            is_sum=outlined is not None and outlined.is_sum,
            index=self._index(row),
            specification=self._joined(row, ColumnRole.SPECIFICATION),
            requirement=tidy(requirement),
            points=points or inside,
            method=self._joined(row, ColumnRole.METHOD),
            rules=rules,
            veto=self._joined(row, ColumnRole.VETO),
            veto_is_shared=self._veto_is_shared(row),
            joins=joins or is_cut,
            is_cut=is_cut,
            carries=carries,
            steps=() if joins or is_cut else tuple((step, row.text(number)) for number, step in self.steps),
            price="".join(tidy(row.text(number)) for number in self.prices),
            rules_inside=ColumnRole.RULES not in self.by_role and not self.steps and not self.prices,
        )

    def _points(self, row: Row) -> str:
        """Return the text of the points columns; a weight without its sign, as it counts as points there."""
        points = self._joined(row, ColumnRole.POINTS)
        scale = max((self.columns[number].weight for number in self.by_role.get(ColumnRole.POINTS, ())), default=0)
        return weighed(points, scale) if scale else points

    def _points_inside(self, requirement: str, rules: str) -> tuple[str, str]:
        """Return the points that a requirement or the first line of its rules prints, and the rules without that line.

        Only in a table without a column of points. Several figures come with a + between them.
        """
        if ColumnRole.POINTS in self.by_role:
            return "", rules
        first, _, rest = rules.partition("\n")
        if rest and read_points(first).points is not None and "分" in first:
            return first, rest
        if any(self.columns[number].holds_points for number in self.by_role.get(ColumnRole.REQUIREMENT, ())):
            return bare_points(requirement) or "+".join(points_inside(requirement)), rules
        return "+".join(points_inside(requirement)), rules

    def _pointed_inside(self, body: Sequence[Row]) -> set[int]:
        """Return the rows under one merged figure whose requirements print points of their own that come to it."""
        columns = self.by_role.get(ColumnRole.POINTS, [])
        found: set[int] = set()
        shared: dict[int, list[Row]] = {}
        for row in body if len(columns) == 1 else ():
            cell = row.cells[columns[0]]
            if cell is not None and cell.row_span > 1:
                shared.setdefault(cell.row, []).append(row)
        for group in shared.values():
            cell = group[0].cells[columns[0]]
            inside = [points_inside(self._own_text(row, ColumnRole.REQUIREMENT)) for row in group]
            if cell is None or len(group) < 2 or {len(figures) for figures in inside} != {1}:
                continue
            total = sum((read_points(figure).points or Decimal(0) for figures in inside for figure in figures), Decimal(0))
            if total == read_points(cell.text).points:
                found.update(row.number for row in group)
        return found

    def _index_is_elements(self, body: Sequence[Row]) -> bool:
        """Tell whether the index numbers the elements of the first level, not the rows."""
        if not self.levels:
            return False
        labels = sum(bool(squeeze(row.text(self.levels[0]))) for row in body)
        return sum(any(squeeze(row.text(column)) for column in self.indices) for row in body) <= labels

    def _index(self, row: Row) -> str:
        return "\n".join(tidy(row.text(column)) for column in self.indices) if self.index_is_elements else ""

    def _labels(self, row: Row) -> Iterator[str]:
        before: Cell | None = None
        for column in self.levels:
            cell = row.cells[column]
            yield "" if cell is None or cell is before or self._is_requirement(row, cell) else row.text(column)
            before = cell

    def _is_requirement(self, row: Row, cell: Cell) -> bool:
        """Tell whether a cell over a label's and the requirement's column is a requirement: of an inner level, with a price."""
        reaches = any(row.cells[column] is cell for column in self.by_role.get(ColumnRole.REQUIREMENT, ()))
        if not reaches or row.cells[self.levels[0]] is cell:
            return False
        return any(squeeze(self._joined(row, role)) for role in (ColumnRole.POINTS, ColumnRole.RULES))

    def _title(self, row: Row, outlined: Outlined) -> ItemEntry:
        """Return a row that is a title of a table numbered as an outline: a label with its points."""
        before = ("",) * outlined.depth
        columns = [number for number, column in enumerate(self.columns) if column.of_titles]
        points = self._joined(row, ColumnRole.POINTS) or "".join(tidy(row.text(number)) for number in columns)
        return ItemEntry(row.place, labels=(*before, outlined.label), label_points=(*before, points), depth=outlined.depth)

    def _figures(self, row: Row, *, is_weight: bool) -> tuple[str, ...]:
        """Return the points or weights of the labels that have a column of their own, one text a level."""
        found = [""] * len(self.levels)
        for number, column in enumerate(self.columns):
            if column.figures_of is not None and bool(column.weight) is is_weight:
                found[column.figures_of - 1] = weighed(row.text(number), column.weight) if is_weight else tidy(row.text(number))
            elif column.holds_points and column.level is not None and not is_weight:
                found[column.level - 1] = found[column.level - 1] or bare_points(row.text(number))
        return tuple(found) if any(found) else ()

    def _own_text(self, row: Row, role: ColumnRole) -> str:
        """Return the text under ``role`` unless the cell is a label that reaches over."""
        cells = [row.cells[column] for column in self.levels]
        labels = [cell for cell in cells if cell is not None and not self._is_requirement(row, cell)]
        return "\n".join(
            row.text(column)
            for column in self.by_role.get(role, [])
            if row.text(column) and all(row.cells[column] is not label for label in labels)
        )

    def _joined(self, row: Row, role: ColumnRole) -> str:
        """Return the texts of all columns with ``role``, tidied, a cell over several of them once."""
        columns = self.by_role.get(role, ())
        if len(columns) == 1:
            return tidy(row.text(columns[0]))
        cells: list[Cell] = []
        for column in columns:
            cell = row.cells[column]
            if cell is not None and row.begins[column] and all(cell is not other for other in cells):
                cells.append(cell)
        return "\n".join(text for cell in cells if (text := tidy(cell.text)))

    def _shares(self, row: Row, requirement: str, points: str) -> tuple[bool, bool]:
        """Return whether the row joins the item above, and whether it carries on the requirement above with a new figure."""
        begins_requirement = bool(squeeze(requirement))
        points_columns = self.by_role.get(ColumnRole.POINTS, [])
        points_continue = bool(points_columns) and all(row.continues(column) for column in points_columns)
        new_label = any(squeeze(label) for label in self._labels(row))
        if begins_requirement:
            return points_continue and not new_label, False
        return not points and not new_label, bool(points) and not new_label

    def _ends_sentences(self, body: Sequence[Row]) -> bool:
        """Tell whether requirements end with a stop as a rule, so that one that does not was broken off."""
        texts = [self._own_text(row, ColumnRole.REQUIREMENT) for row in body]
        ended = [_is_ended(text) for text in texts if squeeze(text)]
        return sum(ended) >= _MOSTLY_ENDED * len(ended)

    def _is_cut(self, row: Row, requirement: str, points: str, rules: str) -> bool:
        """Tell whether a row only goes on with the sentence above it, as where a page break cut a row in two."""
        columns = self.by_role.get(ColumnRole.POINTS, ())
        if not columns or points or any(row.continues(n) or row.cells[n] is None for n in columns):
            return False
        if any(squeeze(row.text(n)) for role in (ColumnRole.INDEX, ColumnRole.ELEMENT) for n in self.by_role.get(role, ())):
            return False
        if not squeeze(requirement) or not squeeze(rules) or item_number(requirement):
            return False
        if not self.above or _is_ended(self.above):
            return False
        return self.ends_sentences or _is_broken_off(self.rules_above)

    def _veto_is_shared(self, row: Row) -> bool:
        """Tell whether the veto cell is about more than this row: merged over several, or in a table without item points."""
        cells = [row.cells[column] for column in self.by_role.get(ColumnRole.VETO, [])]
        return ColumnRole.POINTS not in self.by_role or any(cell is not None and cell.row_span > 1 for cell in cells)


def _is_ended(text: str) -> bool:
    return text.rstrip()[-1:] in _ENDS_OF_SENTENCES


def _is_broken_off(rules: str) -> bool:
    """Tell whether the last clause of a cell neither ends nor says what it costs."""
    clauses = read_rules(rules, None)
    return bool(clauses) and not _is_ended(rules) and clauses[-1].effect in ("remark", "unread")


def _band(row: Row) -> BandEntry:
    """Return the label of a row, and the number in the index column beside it."""
    texts = [cell.text for cell in row.own if squeeze(cell.text)]
    return BandEntry(row.place, texts[-1], texts[0] if len(texts) > 1 else "")


def _total(row: Row, columns: Sequence[TableColumn]) -> TotalEntry:
    cell = next(cell for cell in row.own if computed_label(cell.text))
    first = next(number for number, other in enumerate(row.cells) if other is cell)
    level = columns[first].level
    label = computed_label(cell.text) or on_one_line(cell.text)
    index = next((on_one_line(row.text(n)) for n, c in enumerate(columns) if c.role is ColumnRole.INDEX), "")
    closed = level - 1 if level else max((columns[n].level or 0 for n in range(first) if row.continues(n)), default=0)
    number = index if index.isdecimal() else ""
    return TotalEntry(row.place, label, printed_total(row), closed or None, number, on_one_line(cell.text))


def _texts(row: Row) -> str:
    """Return the texts of a row that is no item, the cells apart by blanks."""
    return "  ".join(tidy(cell.text) for cell in row.own if squeeze(cell.text))
