"""The official form built anew from the rubric, for sources that are no Word document and for rubrics that were edited.

``rebuild`` gives the blank form and the rubric with the places of that very document, so that it is filled as a published one
is (``render.prepare``). Read again, it gives the rubric back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from render.rebuilt.blanklines import blank_lines
from render.rebuilt.document import FormDocument
from render.rebuilt.grid import GridRow, grids_of
from render.rebuilt.tablexml import table_xml
from render.rebuilt.widths import page_for
from rubrics.model import Blank, Element, Heading, Item, Rubric, Rule, Source, TablePlace

__all__ = ["rebuild"]


def rebuild(rubric: Rubric) -> tuple[bytes, Rubric]:
    """Return the blank form of a rubric as a Word document, and the rubric with its places in it.

    The same rubric gives the same bytes.
    """
    tables = grids_of(rubric)
    page = page_for(rubric.form.columns, tables)
    document = FormDocument(rubric, page)
    headings = rubric.source.headings if rubric.source is not None else ()
    _add_headings(document, headings, "title")
    document.add(rubric.title, "FormTitle")
    if rubric.subtitle:
        document.add(rubric.subtitle, "FormSubtitle")
    _add_headings(document, headings, "notes")
    for note in rubric.notes:
        document.add(note, "FormNote")
    _add_headings(document, headings, "blanks")
    above, below = blank_lines(rubric.form.blanks)
    placed: list[Blank] = []
    for line, blanks in above:
        number = document.add_line(line)
        placed += [blank.model_copy(update={"at": f"p{number}"}) for blank in blanks]
    for number, rows in enumerate(tables, 1):
        document.add_table(table_xml(rows, page))
        if number < len(tables) or not (rubric.notes_below or below):
            document.add("", "FormGap")
    for note in rubric.notes_below:
        document.add(note, "FormNote")
    for line, blanks in below:
        number = document.add_line(line)
        placed += [blank.model_copy(update={"at": f"p{number}"}) for blank in blanks]
    data = document.save()
    return data, _placed(rubric, data, tables, placed)


def _add_headings(document: FormDocument, headings: Sequence[Heading], before: str) -> None:
    """Add the lines that the source prints above its title, its notes or its blanks."""
    for heading in headings:
        if heading.before == before:
            document.add(heading.text, "FormNote" if before == "title" else "FormSubtitle")


def _placed(rubric: Rubric, data: bytes, tables: Sequence[Sequence[GridRow]], blanks: Sequence[Blank]) -> Rubric:
    """Return the rubric with the places of its rebuilt form."""
    rows = dict(_rows(tables))
    columns = tuple(range(1, len(rubric.form.columns) + 1))
    totals = tuple(total.model_copy(update={"at": rows.get(id(total))}) for total in rubric.form.totals)
    form = rubric.form.model_copy(update={"totals": totals, "blanks": tuple(blanks)})
    changed: dict[str, Any] = {
        "elements": tuple(_element(element, rows) for element in rubric.elements),
        "form": form,
        "source": Source(
            file=f"{rubric.id}.docx",
            format="docx",
            sha256=hashlib.sha256(data).hexdigest(),
            tables=tuple(TablePlace(table=number, columns=columns) for number in range(1, len(tables) + 1)),
            headings=rubric.source.headings if rubric.source is not None else (),
        ),
    }
    return Rubric.model_construct(**{name: getattr(rubric, name) for name in Rubric.model_fields} | changed)


def _rows(tables: Sequence[Sequence[GridRow]]) -> Iterator[tuple[int, str]]:
    """Yield each item, sum row and element (by its identity) with the first row that shows it."""
    seen: set[int] = set()
    for table, rows in enumerate(tables, 1):
        for number, row in enumerate(rows, 1):
            if row.line is None:
                continue
            shown = (row.line.item, row.line.total, row.line.band, *(element for _, element in row.line.path))
            for one in shown:
                if one is not None and id(one) not in seen:
                    seen.add(id(one))
                    yield id(one), f"t{table}r{number}"


def _element(element: Element, rows: Mapping[int, str]) -> Element:
    moved = {item.at: rows.get(id(item)) for item in element.items if item.at}
    at = rows.get(id(element))
    return element.model_copy(
        update={
            "at": at,
            "elements": tuple(_element(child, rows) for child in element.elements),
            "items": tuple(_item(item, rows) for item in element.items),
            "rules": tuple(_rule(rule, moved.get((rule.at or "").partition("c")[0], at)) for rule in element.rules),
        }
    )


def _item(item: Item, rows: Mapping[int, str]) -> Item:
    return item.model_copy(update={"at": rows.get(id(item))})


def _rule(rule: Rule, at: str | None) -> Rule:
    return rule.model_copy(update={"at": at})
