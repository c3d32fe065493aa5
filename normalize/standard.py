"""From a document to a rubric: which tables score, what stands around them, and the tree that their rows grow into."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import PurePath

from extract import limits
from extract.deadline import within
from extract.document import Document
from normalize.bands import bands_of, words_between
from normalize.entries import BandEntry, Entry, NoteEntry, entries_of
from normalize.flattened import rows_of_flattened
from normalize.from_flattened import entries_of_flattened
from normalize.labels import on_one_line, squeeze, tidy
from normalize.notes import Surroundings, is_title, read_surroundings
from normalize.parts import Part, find_parts
from normalize.several import standards_among
from normalize.tree import Tree, grow
from normalize.vocabulary import PENALTY_WORDS
from rubrics.check import check_rubric, worth
from rubrics.diagnostics import Diagnostic
from rubrics.errors import DabiaoError, NoStandardError, SourceError
from rubrics.model import Column, Element, Form, Rubric, Source, TablePlace
from rubrics.presets import with_preset
from rubrics.values import IDENTIFIER

_ROOM = 95
"""So many signs of a name leave room for a number behind it."""


@dataclass(frozen=True, slots=True)
class Import:
    """A standard as read: the rubric, and everything that a person should look at."""

    rubric: Rubric
    diagnostics: tuple[Diagnostic, ...]
    tables: tuple[Part, ...] = ()
    """the tables that it was read from, as they were understood (``normalize.roles``); none of a flattened text"""


def normalize(
    document: Document,
    *,
    id: str | None = None,  # noqa: A002 - the key's name
    preset: str | None = None,
    tables: Collection[int] = (),
) -> Import:
    """Return the one rubric that ``document`` holds, and the diagnostics of reading it.

    ``id`` names the rubric (the file's name without its ending where it is not given); ``preset`` fills with a published
    family's policy what the document leaves open; ``tables`` are the numbers of the tables to take, where a person says so.
    ``NoStandardError`` where no table scores anything, or where the document holds several standards.
    """
    found = normalize_all(document, id=id, preset=preset, tables=tables)
    if len(found) > 1:
        titles = "、".join(one.rubric.title for one in found)
        raise NoStandardError("several-standards", where=document.name, count=len(found), titles=titles)
    return found[0]


def normalize_all(
    document: Document,
    *,
    id: str | None = None,  # noqa: A002 - the key's name
    preset: str | None = None,
    tables: Collection[int] = (),
) -> tuple[Import, ...]:
    """Return every rubric that ``document`` holds, in order; several get the name of the first with their number behind.

    ``DabiaoError`` for an ``id`` that is none; ``SourceError`` where it takes longer than a document may (``limits.seconds``), or
    has hundreds of levels of elements.
    """
    name = id or slug(document.name)
    if re.fullmatch(IDENTIFIER, name) is None:
        raise DabiaoError("id-invalid", id=name[:200])
    try:
        with within(limits.current().seconds, document.name):
            standards = _from_lines(document) if document.format == "flattened" else _from_tables(document, tables)
            return tuple(
                _import(document, name if number == 1 else f"{name[:_ROOM]}-{number}", standard, preset)
                for number, standard in enumerate(standards, 1)
            )
    except RecursionError as problem:
        raise SourceError("levels-too-deep", where=document.name) from problem


def _import(document: Document, name: str, standard: _Standard, preset: str | None) -> Import:
    tree = grow(standard.entries, standard.around.title or document.name)
    rubric = _rubric(document, name, standard, tree)
    if preset is not None:
        rubric = rubric.model_copy(update={"policy": with_preset(rubric.policy, preset)})
    read = (*document.diagnostics, *standard.diagnostics, *standard.around.diagnostics, *tree.diagnostics)
    return Import(rubric, (*read, *check_rubric(rubric)), standard.tables)


@dataclass(frozen=True, slots=True)
class _Standard:
    """A standard before its tree is grown: what its rows add, what stands around them, and its columns."""

    entries: tuple[Entry, ...]
    around: Surroundings
    columns: tuple[Column, ...]
    places: tuple[TablePlace, ...]
    diagnostics: tuple[Diagnostic, ...]
    tables: tuple[Part, ...] = ()


def _from_tables(document: Document, tables: Collection[int]) -> list[_Standard]:
    found = find_parts(document, tables)
    skipped = tuple(found.skipped)
    standards = []
    for parts, below in standards_among(found):
        read = (*skipped, *(d for p in parts for d in p.diagnostics))
        columns = tuple(column.as_column() for column in parts[0].columns)
        places = tuple(TablePlace(table=p.grid.number, columns=tuple(c.start + 1 for c in p.columns)) for p in parts)
        around = _titled(read_surroundings(parts[0].above, below), document)
        standards.append(_Standard(tuple(_entries(parts)), around, columns, places, read, (*found.headers, *parts)))
        skipped, found.headers = (), []
    return standards


def _titled(around: Surroundings, document: Document) -> Surroundings:
    """Return what stands around a table with the title from the head of the pages, where the text itself has none."""
    title = next((on_one_line(line) for line in document.running if is_title(line)), None)
    return around if around.title is not None or title is None else replace(around, title=title)


def _from_lines(document: Document) -> list[_Standard]:
    table = rows_of_flattened(document)
    around = read_surroundings(table.above, table.below)
    return [_Standard(tuple(entries_of_flattened(table)), around, table.columns, (), table.diagnostics)]


def slug(name: str) -> str:
    """Return the id for a rubric from a file named ``name``.

    >>> slug('jiangsu-small-enterprise.docx'), slug('评分 细则（试行）.docx')
    ('jiangsu-small-enterprise', '评分-细则（试行）')
    """
    stem = PurePath(name).stem or "rubric"
    return "".join(sign if not sign.isspace() and sign not in "/\\:#,[]{}'\"" else "-" for sign in stem)[:100]


def _entries(parts: Sequence[Part]) -> Iterator[Entry]:
    """Yield the entries of all tables, with the labels and other words that stand in paragraphs between them."""
    for number, (part, band) in enumerate(zip(parts, bands_of(parts), strict=True)):
        if number:
            yield from (NoteEntry(line.place, tidy(line.text)) for line in words_between(part, band))
        if band is not None:
            yield BandEntry(band.place, band.text)
        yield from entries_of(part.rows, part.columns)


def _rubric(document: Document, name: str, standard: _Standard, tree: Tree) -> Rubric:
    around = standard.around
    columns = tuple(_with_pattern(column, tree) for column in standard.columns)
    form = Form.model_construct(columns=columns, totals=tree.totals, blanks=around.blanks)
    source = Source.model_construct(
        file=document.name,
        format=document.format,
        sha256=document.sha256,
        tables=standard.places,
        headings=standard.around.headings,
    )
    return Rubric.model_construct(
        schema_="dabiao/rubric/v1",
        id=name,
        title=around.title or PurePath(document.name).stem,
        subtitle=around.subtitle,
        **asdict(around.imprint),
        points=_total_points(around, tree),
        stated=around.stated,
        policy=around.policy,
        notes=around.notes + tree.notes,
        notes_below=around.notes_below,
        elements=tree.elements,
        form=form,
        source=source,
    )


def _with_pattern(column: Column, tree: Tree) -> Column:
    """Return an element column with the pattern of its labels."""
    pattern = tree.patterns.get(column.level or 0)
    return column if pattern is None else column.model_copy(update={"pattern": pattern})


def _total_points(around: Surroundings, tree: Tree) -> Decimal | None:
    """Return the points that the standard says it has in all, else what its elements say together."""
    if around.stated.points is not None:
        return around.stated.points
    scored = [worth(element) for element in tree.elements if element.kind == "scored" and not _only_takes(element)]
    known = [points for points in scored if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(scored) else None


def _only_takes(element: Element) -> bool:
    """Tell whether an element without points is one of vetoes or deductions, which count in no total."""
    return worth(element) is None and any(word in squeeze(element.title) for word in PENALTY_WORDS)
