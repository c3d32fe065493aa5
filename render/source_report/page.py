"""An import as one page: the source as it was read, coloured by what each cell was taken for, and what became of it beside it.

The page needs nothing but itself: no file beside it, no network. A document is untrusted, so every text is escaped by the
template, and the page forbids the browser to load anything or to run any script but its own few lines.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.document import Document
from normalize.roles import CellRole, cell_roles
from normalize.standard import Import
from render.description import TEMPLATES
from render.pages import page_environment
from render.source_report.anchors import anchors_of
from render.source_report.lines import line_roles
from render.source_report.meaning import is_manual
from render.source_report.notes import Notes, is_doubt, notes_of
from render.source_report.tables import Shown
from render.source_report.tree import Grown
from render.source_report.view import Node, PageView, StandardView
from render.source_report.words import Words, both
from render.text import clean
from rubrics.catalogue import Severity
from rubrics.catalogue.presenting import SEVERITIES
from rubrics.catalogue.source_report import PAGE, ROLES
from rubrics.model import Rule, walk_elements
from rubrics.plain import plain_data
from rubrics.values import Model, show

if TYPE_CHECKING:
    from jinja2 import Template

_LEFT_OUT = ("table-not-scoring", "table-not-chosen", "table-nearly-scoring")
"""The diagnostics that say why a table was not taken."""


def source_report(document: Document, imports: Sequence[Import]) -> bytes:
    """Return the page that shows a document beside the standards that were read from it, as HTML in UTF-8.

    The same document gives the same bytes, in every locale: the page holds both languages.
    """
    html = _template().render(view=page_view(document, imports), script=_SCRIPT, digest=_digest(_SCRIPT), **_words())
    return clean(html)[0].encode()


def page_view(document: Document, imports: Sequence[Import]) -> PageView:
    """Return what stands on the page."""
    parts = {part.grid.number: part for one in imports for part in one.tables}
    roles: Mapping[int, Mapping[tuple[int, int], CellRole]] = {number: cell_roles(part) for number, part in parts.items()}
    anchors = anchors_of(document, roles)
    notes = notes_of(imports, anchors)
    grown = Grown(anchors, (*notes.placed, *notes.loose))
    standards = tuple(_standard(one, grown.tree(one)) for one in imports)
    shown = Shown(parts, roles, line_roles(document, imports, anchors), _left_out(notes), grown, notes)
    every = (*notes.placed, *notes.loose)
    counts = Counter(note.severity for note in every)
    return PageView(
        name=document.name,
        format=document.format,
        sha256=document.sha256,
        standards=standards,
        loose=notes.loose,
        placed=notes.placed,
        counts=tuple((str(s), both(SEVERITIES[s]), counts[str(s)]) for s in Severity),
        first=next((note.anchor for note in notes.placed if is_doubt(note)), ""),
        blocks=tuple(shown.tables(document.blocks)),
        footnotes=tuple(paragraph.text for paragraph in document.footnotes),
    )


def _left_out(notes: Notes) -> dict[int, tuple[str, Words]]:
    """Return why tables were not taken, by their number, with the severity of not taking them."""
    said = [note for note in notes.loose if note.code in _LEFT_OUT and note.target]
    return {int(note.target.removeprefix("t")): (note.severity, note.sentence) for note in said}


def _standard(one: Import, tree: tuple[Node, ...]) -> StandardView:
    rubric = one.rubric
    rules = [rule for _, element in walk_elements(rubric.elements) for rule in (*element.rules, *_item_rules(element.items))]
    return StandardView(
        id=rubric.id,
        title=rubric.title,
        subtitle=rubric.subtitle or "",
        points=show(rubric.points) if rubric.points is not None else "",
        levels=" / ".join(_levels(tree)),
        items=len(rubric.by_item),
        clauses=len(rules),
        doubtful=sum(bool(rule.doubt) for rule in rules),
        manual=sum(map(is_manual, rules)),
        stated=tuple(_pairs(rubric.stated)),
        policy=tuple(_pairs(rubric.policy)),
        blanks=tuple(blank.label for blank in rubric.form.blanks),
        tree=tree,
    )


def _item_rules(items: Sequence[Model]) -> Iterator[Rule]:
    for item in items:
        yield from getattr(item, "rules", ())


def _levels(tree: Sequence[Node]) -> Iterator[str]:
    """Yield the number of elements on each level."""
    level = [node for node in tree if not node.is_item]
    while level:
        yield str(len(level))
        level = [child for node in level for child in node.children if not child.is_item]


def _pairs(model: Model) -> Iterator[tuple[str, str]]:
    """Yield the keys of a model with their values on one line, as the YAML has them."""
    for key, value in plain_data(model).items():
        yield key, _on_a_line(value)


def _on_a_line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_on_a_line(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_on_a_line, value))
    return str(value)


@cache
def _words() -> dict[str, dict[str, Words]]:
    """Return the words of the page itself in both languages."""
    return {"t": {k: both(w) for k, w in PAGE.items() if "{" not in w}, "roles": {k: both(w) for k, w in ROLES.items()}}


_SCRIPT = (TEMPLATES / "source_report.js").read_text(encoding="utf-8")


def _digest(script: str) -> str:
    """Return the word by which the page allows its own script and no other (Content Security Policy, level 2)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _template() -> Template:
    environment = page_environment()
    environment.filters["counted"] = lambda key, count: both(PAGE[key], count=count)
    environment.filters["numbered"] = lambda key, number: both(PAGE[key], number=number)
    environment.filters["tallied"] = lambda key, doubtful, manual: both(PAGE[key], doubtful=doubtful, manual=manual)
    environment.filters["percent"] = "{:.2f}%".format
    return environment.from_string((TEMPLATES / "source_report.html.j2").read_text(encoding="utf-8"))
