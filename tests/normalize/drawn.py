"""Tables drawn as text: a test shows its case at a glance.

One line a row, ``|`` between cells, ``^`` continues the cell above, ``<`` the cell to the left, ``/`` breaks a line in a cell.

>>> drawn('一级要素 | <\\n一、甲 | 1.1乙').cells[0].column_span
2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.document import Block, Cell, Document, Grid, Paragraph
from normalize.standard import Import, normalize
from rubrics.diagnostics import Place
from rubrics.model import ColumnRole, Element

INITIALS = dict(zip(ColumnRole, "IESRPMUVDKGX", strict=True))
"""One sign for each role of a column: index, element, specification, requirement, points, method, rules, veto, description,
deduction, G for the score, X for what is ignored."""


def drawn(text: str, number: int = 1, *, knows_spans: bool = True) -> Grid:
    """Return the grid that ``text`` draws."""
    rows = [[cell.strip().replace("/", "\n") for cell in line.split("|")] for line in text.strip().split("\n")]
    cells: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, word in enumerate(row):
            source = owner[r - 1, c] if word == "^" else owner[r, c - 1] if word == "<" else (r, c)
            owner[r, c] = source
            if source == (r, c):
                cells[r, c] = Cell(r, c, 1, 1, word, Place(table=number, row=r + 1, column=c + 1))
            cell = cells[source]
            cells[source] = replace(
                cell, row_span=max(cell.row_span, r - cell.row + 1), column_span=max(cell.column_span, c - cell.column + 1)
            )
    width = max(map(len, rows))
    return Grid(number, len(rows), width, tuple(cells.values()), (1.0,) * width, knows_spans)


def document(*blocks: str | Grid, name: str = "standard.docx") -> Document:
    """Return a document of paragraphs (texts) and grids."""
    made: list[Block] = [
        Paragraph(b, Place(paragraph=n)) if isinstance(b, str) else _numbered(b, n) for n, b in enumerate(blocks, 1)
    ]
    return Document(name, "docx", "0" * 64, tuple(made))


def _numbered(grid: Grid, number: int) -> Grid:
    return replace(
        grid, number=number, cells=tuple(replace(cell, place=replace(cell.place, table=number)) for cell in grid.cells)
    )


def imported(*blocks: str | Grid, **options: str) -> Import:
    """Return what the document of these blocks is imported as; a text with ``|`` in it is a drawn table."""
    made = [drawn(b) if isinstance(b, str) and "|" in b else b for b in blocks]
    return normalize(document(*made), id="test", **options)


def outline(result: Import) -> str:
    """Return the tree as text: a line an element (code, title, points), a line an item (id, points, requirement)."""
    return "\n".join(_lines(result.rubric.elements, 0, lambda _: ""))


def outline_with_columns(result: Import) -> str:
    """Return the tree as text, with the total, the initials of the columns' roles, and the kinds and weights of elements."""
    rubric = result.rubric
    roles = " ".join(INITIALS[column.role] + (column.side or "")[:1] for column in rubric.form.columns)
    return "\n".join([f"= {_figure(rubric.points)} | {roles}", *_lines(rubric.elements, 0, _marks)])


def _marks(element: Element) -> str:
    kind = "" if element.kind == "scored" else f" [{element.kind}]"
    weight = "" if element.weight is None else f" w{element.weight}"
    return kind + " [guarantee]" * element.guarantee + weight


def _lines(elements: Sequence[Element], depth: int, mark: Callable[[Element], str]) -> Iterator[str]:
    for element in elements:
        yield f"{'  ' * depth}{element.code} {element.title} {_figure(element.points)}{mark(element)}"
        yield from _lines(element.elements, depth + 1, mark)
        for item in element.items:
            yield f"{'  ' * (depth + 1)}{item.id} {_figure(item.points)}{'★' * (item.stars or 0)} {item.requirement}"


def _figure(points: Decimal | None) -> str:
    return "-" if points is None else str(points)


def codes(result: Import) -> list[str]:
    """Return the codes of the diagnostics that are no mere hint."""
    return [d.code for d in result.diagnostics if d.severity != "info"]
