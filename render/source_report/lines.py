"""What each line outside tables was taken for: found by its place and its words in the rubric that it became."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Document
from normalize.labels import read_points, squeeze, tidy
from normalize.standard import Import
from render.source_report.anchors import Anchors, line_anchor
from rubrics.diagnostics import Place
from rubrics.model import Item, Rubric, walk_elements

_IGNORED = "ignored"


def line_roles(document: Document, imports: Sequence[Import], anchors: Anchors) -> dict[str, str]:
    """Return what each paragraph was taken for, by its anchor: ``title``, ``note``, ``blank`` …, ``ignored`` where for nothing.

    Of a flattened text, whose table is gone, the lines below an item are compared with its words.
    """
    around = dict(_around(imports, anchors))
    bodies = [_Body(one.rubric, anchors) for one in imports] if document.format == "flattened" else []
    roles: dict[str, str] = {}
    for paragraph in document.paragraphs:
        anchor, words = line_anchor(paragraph), squeeze(paragraph.text)
        found = (around.get(key) for key in (anchor, words, tidy(paragraph.text)))
        inside = (body.role(anchor, words) for body in bodies)
        roles[anchor] = next((role for role in (*inside, *found) if role), _IGNORED)
    return roles


def _around(imports: Sequence[Import], anchors: Anchors) -> Iterator[tuple[str, str]]:
    """Yield places and words of what stands around the tables, each with what it was taken for."""
    for one in imports:
        rubric = one.rubric
        yield from ((note, "note") for note in (*rubric.notes, *rubric.notes_below))
        yield squeeze(rubric.title), "title"
        yield squeeze(rubric.subtitle or "") or rubric.id, "subtitle"
        yield from ((_row(blank.at, anchors), "blank") for blank in rubric.form.blanks)
        yield from ((_row(e.at, anchors), "title-of-element") for _, e in walk_elements(rubric.elements))


def _row(at: str | None, anchors: Anchors) -> str:
    return anchors.row(Place.parse(at)) if at else ""


class _Body:
    """The body of a flattened standard: which item the lines belong to, and the words of that item."""

    def __init__(self, rubric: Rubric, anchors: Anchors) -> None:
        elements = [element for _, element in walk_elements(rubric.elements)]
        self.labels = {squeeze(label) for e in elements for label in (e.title, f"{e.code}{e.title}", f"{e.code}、{e.title}")}
        self.begins: dict[str, list[Item]] = {}
        for item in rubric.by_item.values():
            self.begins.setdefault(_row(item.at, anchors), []).append(item)
        self.totals = {_row(total.at, anchors) for total in rubric.form.totals}
        self.open: list[Item] = []

    def role(self, anchor: str, words: str) -> str:
        """Return what a line was taken for, empty where no word of it is found; lines are asked in order."""
        self.open = self.begins.get(anchor, self.open)
        if anchor in self.totals:
            return "subtotal"
        if words in self.labels:
            return "title-of-element"
        figure = read_points(words).points
        if figure is not None and figure in {item.points for item in self.open}:
            return "points"
        texts = (pair for item in self.open for pair in _words(item))
        return next((role for role, text in texts if words and (words in text or text in words)), "")


def _words(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the words of an item by what they are."""
    yield "requirement", squeeze(item.requirement)
    yield from (("rule", squeeze(rule.text)) for rule in item.rules)
