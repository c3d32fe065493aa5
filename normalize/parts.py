"""Which tables of a document score, and which only carry on the one above them.

A table with the headings of a scoring table is one; a table without headings carries on the scoring table right above it
where its columns stand in the same places. Whatever stands above a header, in a paragraph or in rows of the table itself,
is kept as a paragraph, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, Cell, Document, Grid, Paragraph
from normalize.bands import is_coded
from normalize.columns import TableColumn, columns_of
from normalize.headings import Header, chosen_header, find_header, known_headings
from normalize.labels import squeeze
from normalize.rows import Row, is_continued_mark, read_rows
from normalize.summaries import forms_and_summaries
from normalize.vocabulary import BLANK_FIELDS
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import NoStandardError

_NEARLY = 2
"""A table with so many known headings was nearly taken for a scoring table, and is told."""

_LONGEST_LABEL = 14
"""No label of a blank in a cell of its own has more signs."""
_DATE_SIGNS = frozenset("年月日从至到")


@dataclass(slots=True)
class Part:
    """One scoring table: its grid, columns and rows, and the paragraphs since the table before it."""

    grid: Grid
    header: Header
    columns: tuple[TableColumn, ...]
    rows: list[Row]
    above: list[Paragraph]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Found:
    """The scoring tables of a document, and what stands behind the last of them."""

    parts: list[Part] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    skipped: list[Diagnostic] = field(default_factory=list)
    headers: list[Part] = field(default_factory=list)
    """headers that stand in a table of their own, above the table that they head"""


def find_parts(document: Document, tables: Collection[int] = ()) -> Found:
    """Return the scoring tables of ``document`` in order, tables that only carry on one above included.

    ``tables`` are the numbers of the tables that a person says are the scoring ones: those and no others are taken.
    ``NoStandardError`` where there is none, or no table of such a number.
    """
    _require(tables, document)
    found = _find(document, tables, {})
    aside = {d.place.table: d for d in forms_and_summaries(found.parts) if d.place is not None} if not tables else {}
    if aside:
        found = _find(document, tables, aside)
    if not found.parts:
        raise _nothing_found(document)
    return found


def _nothing_found(document: Document) -> NoStandardError:
    """Return the error for a document without a scoring table; it names the table that comes nearest to one."""
    grids = list(document.grids)
    nearest = max(grids, key=lambda grid: len(known_headings(grid)), default=None)
    if nearest is None:
        return NoStandardError("no-tables", where=document.name)
    known = known_headings(nearest)
    if len(known) < _NEARLY:
        return NoStandardError("no-scoring-table", where=document.name, tables=len(grids))
    return NoStandardError(
        "no-scoring-table-but", where=document.name, tables=len(grids), table=nearest.number, headings="、".join(known)
    )


def _find(document: Document, tables: Collection[int], aside: Mapping[int | None, Diagnostic]) -> Found:
    """Return the scoring tables, those that were set ``aside`` before left out."""
    found = Found()
    since: list[Paragraph] = []
    gap = 0
    carried: tuple[Grid, Header, tuple[TableColumn, ...]] | None = None
    for block in unwrapped(document.blocks):
        if isinstance(block, Paragraph):
            if not is_continued_mark(block.text):
                since.append(block)
            continue
        part = None
        if block.number not in aside:
            part = _chosen(block, tables, since) if tables else _part(block, carried, since, gap)
        gap = len(since)
        if part is None:
            found.skipped.append(aside.get(block.number) or _why_not(block, tables))
            since += _asking(block.cells)
            gap = len(since)
            continue
        part.diagnostics += tuple(Diagnostic("table-in-cell", cell.place) for cell in block.cells if cell.grids)
        carried = (block, part.header, part.columns)
        if part.rows:
            found.parts.append(part)
            since, gap = [], 0
        else:
            found.headers.append(part)
    found.below = since
    return found


def _require(tables: Collection[int], document: Document) -> None:
    numbers = {grid.number for grid in document.grids}
    missing = sorted(set(tables) - numbers)
    if missing:
        raise NoStandardError("no-such-table", where=document.name, table=missing[0], tables=len(numbers))


def _chosen(grid: Grid, tables: Collection[int], since: Sequence[Paragraph]) -> Part | None:
    """Return a table that a person chose, by its header or by the row that looks most like one."""
    if grid.number not in tables:
        return None
    header = find_header(grid) or chosen_header(grid)
    return _headed(grid, header, since)


def _why_not(grid: Grid, tables: Collection[int]) -> Diagnostic:
    """Return why a table was left out: not chosen, some headings of a scoring table but not enough, or none."""
    known = known_headings(grid)
    if tables or len(known) < _NEARLY:
        return Diagnostic("table-not-chosen" if tables else "table-not-scoring", Place(table=grid.number))
    return Diagnostic("table-nearly-scoring", Place(table=grid.number), None, {"headings": "、".join(known)})


def unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks in reading order; a table that only lays out other tables gives its paragraphs and its tables."""
    for block in blocks:
        if isinstance(block, Grid) and any(cell.grids for cell in block.cells) and find_header(block) is None:
            for cell in block.cells:
                if squeeze(cell.text):
                    yield Paragraph(cell.text, cell.place)
                yield from unwrapped(cell.grids)
        else:
            yield block


def _part(
    grid: Grid, carried: tuple[Grid, Header, tuple[TableColumn, ...]] | None, since: Sequence[Paragraph], gap: int
) -> Part | None:
    """Return a grid as a scoring table: by its own header, or by the one above that it carries on.

    ``since`` are the paragraphs since the last scoring table, of which the first ``gap`` stand above another table.
    """
    header = find_header(grid)
    if header is not None and not (header.first and carried is not None and header.texts <= carried[1].texts):
        return _headed(grid, header, since)
    if carried is None or any(squeeze(p.text) for p in since[gap:] if not is_coded(p)):
        return None
    fitted = _fitted(grid, *carried)
    if fitted is None:
        return None
    header, columns = fitted
    rows = read_rows(grid, [(c.start, c.stop) for c in columns], header)
    return Part(grid, header, columns, rows, list(since))


def _headed(grid: Grid, header: Header, since: Sequence[Paragraph]) -> Part:
    """Return a table with a header of its own."""
    columns, rows, diagnostics = columns_of(grid, header)
    return Part(grid, header, columns, rows, [*since, *_above_header(grid, header)], diagnostics)


def _above_header(grid: Grid, header: Header) -> Iterator[Paragraph]:
    """Yield the texts of the rows above the header: a title, a blank to fill, a note."""
    above = [cell for cell in grid.cells if cell.row < header.first]
    asking = {paragraph.place: paragraph for paragraph in _asking(above)}
    for cell in above:
        if squeeze(cell.text):
            yield asking.get(cell.place) or Paragraph(cell.text, cell.place)


def _asking(cells: Sequence[Cell]) -> Iterator[Paragraph]:
    """Yield the labels of blanks that are filled in the cell beside them, each with a colon, as on a line of text."""
    begins = {(cell.row, cell.column): cell for cell in cells}
    for cell in cells:
        right = begins.get((cell.row, cell.column + cell.column_span))
        label = squeeze(cell.text).rstrip("：:")
        is_short = 0 < len(label) <= _LONGEST_LABEL and any(word in label for word, _ in BLANK_FIELDS)
        if is_short and right is not None and not set(squeeze(right.text)) - _DATE_SIGNS:
            yield Paragraph(f"{label}：", cell.place)


def _fitted(
    grid: Grid, above: Grid, header: Header, columns: Sequence[TableColumn]
) -> tuple[Header, tuple[TableColumn, ...]] | None:
    """Return header and columns of the table above moved onto the grid columns of a table that carries it on."""
    bare = replace(header, first=0, last=0)
    if above.rows == header.last:  # the header was a table of its own: settle the columns by this body
        placed = _moved(grid, above, [(h.start, h.stop) for h in header.headings])
        if placed is None:
            return None
        headings = tuple(replace(h, start=a, stop=b) for h, (a, b) in zip(header.headings, placed, strict=True))
        bare = replace(bare, headings=headings)
        return bare, columns_of(grid, bare)[0]
    spans = _moved(grid, above, [(c.start, c.stop) for c in columns])
    if spans is None:
        return None
    return bare, tuple(replace(c, start=a, stop=b) for c, (a, b) in zip(columns, spans, strict=True))


def _moved(grid: Grid, above: Grid, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """Return ``spans`` of grid columns of ``above`` as spans of ``grid``: one to one, or by where the edges stand."""
    if grid.columns == above.columns:
        return list(spans)
    if grid.columns == len(spans):
        return [(n, n + 1) for n in range(len(spans))]
    old, new = _edges(above), _edges(grid)
    moved = [(_nearest(new, old[start]), _nearest(new, old[stop])) for start, stop in spans]
    return moved if all(start < stop for start, stop in moved) else None


def _edges(grid: Grid) -> list[float]:
    total = sum(grid.widths) or 1.0
    edges = [0.0]
    for width in grid.widths:
        edges.append(edges[-1] + width / total)
    return edges


def _nearest(edges: Sequence[float], wanted: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - wanted))
