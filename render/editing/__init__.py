"""The published form with the edits of its rubric in it: made from the published document, so that it looks the same.

Rows are copied from rows like them, the texts of cells are replaced where they say otherwise, rows of what is gone are removed;
fonts, widths, headers and notes stay. The result is read again: unless it says what the rubric says, it is not used.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from lxml import etree

from extract.document import Document
from extract.word import WordFile, open_word
from extract.wordxml import TBL, TC, P
from normalize.parts import Part, find_parts
from normalize.rows import RowKind
from normalize.standard import normalize_all
from render.checks import check_source
from render.editing.celltext import drop, like
from render.editing.formlines import NotEditableError, subject_of
from render.editing.lines import edit_lines
from render.editing.naming import named_alike
from render.editing.plan import Printed, printed_tables, with_places
from render.editing.table import TableEdit
from render.editing.wordrows import MARKS
from render.editing.words import CellWords
from render.rebuilt.labels import printed_points, printed_rules
from render.relocating import relocate
from rubrics.errors import DabiaoError, FormError
from rubrics.model import Rubric, walk_elements
from rubrics.values import show

__all__ = ["edited_form", "edits_of", "named_alike"]
_AROUND = frozenset({"title", "notes"})
"""What stands around the table: the edited document must print it, but a title is not always known for one again."""


def edits_of(found: Rubric, rubric: Rubric) -> tuple[str, ...]:
    """Return the ids of what the published document, read as ``found``, prints otherwise than the rubric.

    Elements and items by their ids, the rest by its key; what is understood of a clause is not printed.
    """
    ours, theirs = (dict(_placed(one)) for one in (with_places(rubric, found), found))
    differing = [name for name in dict.fromkeys((*ours, *theirs)) if ours.get(name) != theirs.get(name)]
    is_moved = not differing and list(ours) != list(theirs)
    return tuple(name.strip() for name in differing) or (("elements",) if is_moved else ())


def edited_form(source: bytes, found: Rubric, rubric: Rubric) -> tuple[bytes, Rubric]:
    """Return the published document with the edits of ``rubric`` in it, and the rubric with its places there.

    ``found`` is what ``source`` says; ``FormError`` (``form-not-edited``) where the document cannot be brought to say what the
    rubric says.
    """
    check_source(source, found)
    placed = with_places(rubric, found)
    name = found.source.file if found.source is not None and found.source.file else rubric.id
    try:
        word = open_word(source, name)
        _edit(word, found, placed)
        data = word.save()
        edited = open_word(data, name).document
        again = _read(edited, rubric, found)
        differing = _first_difference(placed, again) or _first_missing(placed, edited)
    except (NotEditableError, DabiaoError) as problem:
        differing = str(problem)
    if differing is not None:
        raise FormError("form-not-edited", rubric=rubric.id, key=differing)
    return data, relocate(rubric, again)


def _edit(word: WordFile, found: Rubric, rubric: Rubric) -> None:
    numbers = [place.table for place in found.source.tables] if found.source is not None else []
    if [c.model_copy(update={"pattern": None}) for c in found.form.columns] != [
        c.model_copy(update={"pattern": None}) for c in rubric.form.columns
    ]:
        raise NotEditableError("form.columns")
    parts = {part.grid.number: part for part in find_parts(word.document, numbers).parts}
    edit_lines(word, found, rubric)
    old = {_number(lines, numbers): lines for lines in printed_tables(found)}
    edits = {number: _table_edit(word, parts, found, number) for number in old}
    work = list(_assigned(printed_tables(rubric), edits))
    for edit, number, lines in work:
        edit.apply(old[number], lines)
    kept = {id(edit.table) for edit, _, _ in work}
    for edit in edits.values():
        if id(edit.table) not in kept:
            drop(edit.table)


def _assigned(tables: Sequence[list[Printed]], edits: Mapping[int, TableEdit]) -> Iterator[tuple[TableEdit, int, list[Printed]]]:
    """Yield the lines of each table of the edited form with the table that they go into, and the number that it had.

    Lines that are all new go into a copy of the table before them.
    """
    before = min(edits)
    last: TableEdit = edits[before]
    seen: set[int] = set()
    for lines in tables:
        found = [table for line in lines if (table := _table(line)) in edits and table is not None]
        number = max(found, key=found.count) if found else before
        if not lines or (found and number in seen) or (not found and not seen):
            raise NotEditableError(subject_of(lines[0]) if lines else "")
        last = edits[number] if found else _copied_behind(last, edits[number])
        seen.add(number)
        before = number
        yield last, number, lines


def _copied_behind(last: TableEdit, model: TableEdit) -> TableEdit:
    """Return a copy of a table behind another, parted from it as published tables are."""
    table = copy.deepcopy(model.table)
    twins = dict(zip(model.table.iter(TC), table.iter(TC), strict=True))
    for mark in [*table.iter(*MARKS)]:
        drop(mark)
    between = model.table.getprevious()
    gap = like(between, "") if between is not None and between.tag == P else etree.Element(P)
    last.table.addnext(gap)
    gap.addnext(table)
    cells = {twins[element]: cell for element, cell in model.words.cells.items() if element in twins}
    return TableEdit(table, replace(model.words, cells=cells), model.bodies)


def _number(lines: Sequence[Printed], numbers: Sequence[int]) -> int:
    """Return the number of the published table in which all the lines stand."""
    tables = {_table(line) for line in lines}
    number = tables.pop() if len(tables) == 1 else None
    if number is None or number not in numbers:
        raise NotEditableError(subject_of(lines[0]) if lines else "")
    return number


def _table(line: Printed) -> int | None:
    return line.place.table if line.place is not None else None


def _table_edit(word: WordFile, parts: dict[int, Part], found: Rubric, number: int) -> TableEdit:
    part = parts[number]
    places = found.source.tables if found.source is not None else ()
    columns = next(place.columns for place in places if place.table == number)
    table = next(word.cell(part.grid.cells[0].place).iterancestors(TBL))
    bodies = frozenset(row.number for row in part.rows if row.kind is RowKind.BODY)
    cells = {word.cell(cell.place): cell for cell in part.grid.cells}
    return TableEdit(table, CellWords(found.form.columns, columns, cells), bodies)


def _read(document: Document, rubric: Rubric, found: Rubric) -> Rubric:
    """Return what the edited document says; of several standards in it, the one whose title is the rubric's."""
    standards = [each.rubric for each in normalize_all(document, id=rubric.id, preset=rubric.policy.preset)]
    tables = found.source.tables if found.source is not None else ()
    return next((one for one in standards if one.source is not None and one.source.tables == tables), standards[0])


def _placed(rubric: Rubric) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a form prints with the element in which it stands: an item that has moved is edited too."""
    homes = {item.id: name for name, element in rubric.by_element.items() for item in element.items}
    yield from ((name, (*said, homes.get(name, ""))) for name, said in _named(rubric))


def _first_difference(rubric: Rubric, again: Rubric) -> str | None:
    """Return the first thing that the table of an edited form says otherwise than the rubric; white space and ids aside."""
    ours, theirs = ([tuple(map(_tight, said)) for key, said in _named(one) if key not in _AROUND] for one in (rubric, again))
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            return "; ".join(" ".join(filter(None, one)) for one in (*ours[a:b][:1], *theirs[c:d][:1]))
    return None


def _first_missing(rubric: Rubric, document: Document) -> str | None:
    """Return the first line around the table that the rubric has and the document does not print."""
    cells = (cell.text for grid in document.grids for cell in grid.cells)
    printed = {_tight(text) for text in (*(paragraph.text for paragraph in document.paragraphs), *cells)}
    lines = (rubric.title, rubric.subtitle or "", *rubric.notes, *rubric.notes_below)
    known = {_tight(line) for line in lines if line}
    return next((line for line in sorted(known) if line not in printed and not any(line in text for text in printed)), None)


def _named(rubric: Rubric) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield everything that a form prints of a rubric, in order, with the id or key of each."""
    yield "title", (rubric.title, rubric.subtitle or "")
    yield "notes", (*rubric.notes, *rubric.notes_below)
    for name, element in walk_elements(rubric.elements):
        figures = tuple("" if figure is None else show(figure) for figure in (element.points, element.weight))
        yield f"{name} ", (element.code, element.title, *figures, printed_rules(element.rules))  # an item may have this id
        for item in element.items:
            texts = (item.requirement, item.specification or "", item.method or "", printed_rules(item.rules))
            yield item.id, (printed_points(item), *texts)
    for number, total in enumerate(rubric.form.totals):
        yield f"form.totals.{number}", (total.label, "" if total.points is None else show(total.points), total.code or "")


def _tight(text: str) -> str:
    return "".join(text.split())
