"""From a document to a rubric: which tables score, what stands around them, and the tree that their rows grow into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from extract.document import Document
from normalize.entries import BandEntry, Entry, entries_of
from normalize.flattened import rows_of_flattened
from normalize.from_flattened import entries_of_flattened
from normalize.notes import Surroundings, read_surroundings
from normalize.parts import Part, find_parts, is_band
from normalize.tree import Tree, grow
from rubrics.check import check_rubric, worth
from rubrics.diagnostics import Diagnostic
from rubrics.model import Column, Form, Rubric, Source, TablePlace
from rubrics.presets import with_preset


@dataclass(frozen=True, slots=True)
class Import:
    """A standard as read: the rubric, and everything that a person should look at."""

    rubric: Rubric
    diagnostics: tuple[Diagnostic, ...]


def normalize(document: Document, *, id: str | None = None, preset: str | None = None) -> Import:  # noqa: A002 - the key's name
    """Return the rubric that ``document`` holds, and the diagnostics of reading it.

    ``id`` names the rubric (the file's name without its ending where it is not given); ``preset`` fills with a published
    family's policy what the document leaves open. ``NoStandardError`` where no table scores anything.
    """
    standard = _from_lines(document) if document.format == "flattened" else _from_tables(document)
    tree = grow(standard.entries, standard.around.title or document.name)
    rubric = _rubric(document, id or slug(document.name), standard, tree)
    if preset is not None:
        rubric = rubric.model_copy(update={"policy": with_preset(rubric.policy, preset)})
    checked = check_rubric(rubric)
    return Import(rubric, (*document.diagnostics, *standard.diagnostics, *tree.diagnostics, *checked))


@dataclass(frozen=True, slots=True)
class _Standard:
    """A standard before its tree is grown: what its rows add, what stands around them, and its columns."""

    entries: tuple[Entry, ...]
    around: Surroundings
    columns: tuple[Column, ...]
    places: tuple[TablePlace, ...]
    diagnostics: tuple[Diagnostic, ...]


def _from_tables(document: Document) -> _Standard:
    found = find_parts(document)
    return _Standard(
        tuple(_entries(found.parts)),
        read_surroundings(found.parts[0].above, found.below),
        tuple(column.as_column() for column in found.parts[0].columns),
        tuple(TablePlace(table=p.grid.number, columns=tuple(c.start + 1 for c in p.columns)) for p in found.parts),
        (*found.skipped, *(d for p in found.parts for d in p.diagnostics)),
    )


def _from_lines(document: Document) -> _Standard:
    table = rows_of_flattened(document)
    around = read_surroundings(table.above, table.below)
    return _Standard(tuple(entries_of_flattened(table)), around, table.columns, (), table.diagnostics)


def slug(name: str) -> str:
    """Return the id for a rubric from a file named ``name``.

    >>> slug('jiangsu-small-enterprise.docx'), slug('评分 细则（试行）.docx')
    ('jiangsu-small-enterprise', '评分-细则（试行）')
    """
    stem = PurePath(name).stem or "rubric"
    return "".join(sign if not sign.isspace() and sign not in "/\\:#,[]{}'\"" else "-" for sign in stem)[:100]


def _entries(parts: Sequence[Part]) -> Iterator[Entry]:
    """Yield the entries of all tables, with the labels that stand in paragraphs between them."""
    for number, part in enumerate(parts):
        bands = [p for p in part.above if is_band(p)]
        if bands and (number or len(parts) > 1):
            yield BandEntry(bands[-1].place, bands[-1].text)
        yield from entries_of(part.rows, part.columns, part.header)


def _rubric(document: Document, name: str, standard: _Standard, tree: Tree) -> Rubric:
    around = standard.around
    form = Form.model_construct(columns=standard.columns, totals=tree.totals, blanks=around.blanks)
    source = Source.model_construct(file=document.name, format=document.format, sha256=document.sha256, tables=standard.places)
    return Rubric.model_construct(
        schema_="dabiao/rubric/v1",
        id=name,
        title=around.title or PurePath(document.name).stem,
        subtitle=around.subtitle,
        points=_total_points(around, tree),
        stated=around.stated,
        policy=around.policy,
        notes=around.notes + tree.notes,
        notes_below=around.notes_below,
        elements=tree.elements,
        form=form,
        source=source,
    )


def _total_points(around: Surroundings, tree: Tree) -> Decimal | None:
    """Return the points that the standard says it has in all, else what its elements say together."""
    if around.stated.points is not None:
        return around.stated.points
    scored = [worth(element) for element in tree.elements if element.kind == "scored"]
    known = [points for points in scored if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(scored) else None
