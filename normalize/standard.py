"""From a document to a rubric: which tables score, what stands around them, and the tree that their rows grow into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePath

from rubrics.presets import with_preset

from extract.document import Block, Document, Grid, Paragraph
from normalize.columns import TableColumn, columns_of
from normalize.entries import BandEntry, Entry, entries_of
from normalize.headings import Header, find_header
from normalize.labels import read_label, squeeze
from normalize.notes import Surroundings, read_surroundings
from normalize.rows import Row, is_continued_mark, table_rows
from normalize.tree import Tree, grow
from rubrics.check import check_rubric, worth
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import NoStandardError
from rubrics.model import Column, Element, Form, Rubric, Source, TablePlace
from rubrics.policy import Policy


@dataclass(frozen=True, slots=True)
class Import:
    """A standard as read: the rubric, and everything that a person should look at."""

    rubric: Rubric
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Part:
    """One scoring table: its grid, columns and rows, and the paragraphs since the table before it."""

    grid: Grid
    header: Header
    columns: tuple[TableColumn, ...]
    rows: list[Row]
    above: list[Paragraph]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Found:
    """The scoring tables of a document, and what stands behind the last of them."""

    parts: list[_Part] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    skipped: list[Diagnostic] = field(default_factory=list)


def normalize(document: Document, *, id: str | None = None, preset: str | None = None) -> Import:  # noqa: A002 - the key's name
    """Return the rubric that ``document`` holds, and the diagnostics of reading it.

    ``id`` names the rubric (the file's name without its ending where it is not given); ``preset`` fills with a published
    family's policy what the document leaves open. ``NoStandardError`` where no table scores anything.
    """
    if document.format == "flattened":
        from normalize.from_flattened import read_flattened_standard  # noqa: PLC0415 - few documents need it

        tree, around, columns, read = read_flattened_standard(document)
        places: tuple[TablePlace, ...] = ()
    else:
        found = find_parts(document)
        around = read_surroundings(found.parts[0].above, found.below)
        tree = grow(_entries(found.parts), around.title or document.name)
        columns = tuple(column.as_column() for column in found.parts[0].columns)
        places = tuple(TablePlace(table=p.grid.number, columns=tuple(c.start + 1 for c in p.columns)) for p in found.parts)
        read = (*found.skipped, *(d for p in found.parts for d in p.diagnostics))
    rubric = _rubric(document, id or slug(document.name), around=around, tree=tree, columns=columns, places=places)
    if preset is not None:
        rubric = rubric.model_copy(update={"policy": with_preset(rubric.policy, preset)})
    checked = check_rubric(rubric)
    return Import(rubric, (*document.diagnostics, *read, *tree.diagnostics, *checked))


def find_parts(document: Document) -> _Found:
    """Return the scoring tables of ``document`` in order, tables that only carry on one above included."""
    found = _Found()
    since: list[Paragraph] = []
    gap = 0
    carried: tuple[Grid, Header, tuple[TableColumn, ...]] | None = None
    for block in unwrapped(document.blocks):
        if isinstance(block, Paragraph):
            if not is_continued_mark(block.text):
                since.append(block)
            continue
        part = _part(block, carried, since, gap)
        gap = len(since)
        if part is None:
            found.skipped.append(Diagnostic("table-not-scoring", Place(table=block.number)))
            continue
        carried = (block, part.header, part.columns)
        if part.rows:
            found.parts.append(part)
            since, gap = [], 0
    if not found.parts:
        raise NoStandardError("no-scoring-table", where=document.name, tables=len(list(document.grids)))
    found.below = since
    return found


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


def slug(name: str) -> str:
    """Return the id for a rubric from a file named ``name``.

    >>> slug('jiangsu-small-enterprise.docx'), slug('评分 细则（试行）.docx')
    ('jiangsu-small-enterprise', '评分-细则（试行）')
    """
    stem = PurePath(name).stem or "rubric"
    return "".join(sign if not sign.isspace() and sign not in "/\\:#,[]{}'\"" else "-" for sign in stem)[:100]


def _part(
    grid: Grid, carried: tuple[Grid, Header, tuple[TableColumn, ...]] | None, since: Sequence[Paragraph], gap: int
) -> _Part | None:
    """Return a grid as a scoring table: by its own header, or by the one above that it carries on.

    ``since`` are the paragraphs since the last scoring table, of which the first ``gap`` stand above another table.
    """
    header = find_header(grid)
    if header is not None:
        columns, diagnostics = columns_of(grid, header)
        rows = list(table_rows(grid, [(c.start, c.stop) for c in columns], header.last))
        return _Part(grid, header, columns, rows, list(since), diagnostics)
    if carried is None or any(squeeze(p.text) for p in since[gap:] if not _is_band(p)):
        return None
    fitted = _fitted(grid, *carried)
    if fitted is None:
        return None
    header, columns = fitted
    rows = list(table_rows(grid, [(c.start, c.stop) for c in columns], 0))
    return _Part(grid, header, columns, rows, list(since))


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


def _entries(parts: Sequence[_Part]) -> Iterator[Entry]:
    """Yield the entries of all tables, with the labels that stand in paragraphs between them."""
    for number, part in enumerate(parts):
        bands = [p for p in part.above if _is_band(p)]
        if bands and (number or len(parts) > 1):
            yield BandEntry(bands[-1].place, bands[-1].text)
        yield from entries_of(part.rows, part.columns, part.header)


def _is_band(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph above a table is the label of an element: a code, a title and points."""
    label = read_label(paragraph.text)
    return bool(label.code) and label.points is not None and len(squeeze(paragraph.text)) <= 40


def _rubric(
    document: Document,
    name: str,
    *,
    around: Surroundings,
    tree: Tree,
    columns: tuple[Column, ...],
    places: tuple[TablePlace, ...],
) -> Rubric:
    policy = around.policy
    form = Form.model_construct(
        columns=columns, table_per_element=_has_table_per_element(tree.elements, places), totals=tree.totals, blanks=around.blanks
    )
    source = Source.model_construct(file=document.name, format=document.format, sha256=document.sha256, tables=places)
    return Rubric.model_construct(
        schema_="dabiao/rubric/v1",
        id=name,
        title=around.title or PurePath(document.name).stem,
        subtitle=around.subtitle,
        points=_total_points(around, tree),
        stated=around.stated,
        policy=policy or Policy(),
        notes=around.notes + tree.notes,
        notes_below=around.notes_below,
        elements=tree.elements,
        form=form,
        source=source,
    )


def _has_table_per_element(elements: Sequence[Element], places: Sequence[TablePlace]) -> bool:
    return len(elements) > 1 and len(places) == len(elements)


def _total_points(around: Surroundings, tree: Tree) -> Decimal | None:
    """Return the points that the standard says it has in all, else what its elements say together."""
    if around.stated.points is not None:
        return around.stated.points
    scored = [worth(element) for element in tree.elements if element.kind == "scored"]
    known = [points for points in scored if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(scored) else None
