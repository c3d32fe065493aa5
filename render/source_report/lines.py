"""What each line outside tables was taken for: found by its place and its words in the rubric that it became."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Document
from normalize.labels import half_width, read_label, read_points, squeeze, tidy
from normalize.standard import Import
from render.source_report.anchors import Anchors, line_anchor
from rubrics.diagnostics import Place
from rubrics.model import Item, Rubric, walk_elements
from rubrics.values import show

_IGNORED = "ignored"
_ENOUGH = 8
"""So many signs at the beginning of a line tell it from the others of its item."""


def line_roles(document: Document, imports: Sequence[Import], anchors: Anchors) -> dict[str, str]:
    """Return what each paragraph was taken for, by its anchor: ``title``, ``note``, ``blank`` …, ``ignored`` where for nothing.

    Of a flattened text, whose table is gone, a line is one of the item above it if it begins like one of its lines or clauses.
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
    """The body of a flattened standard: its labels and headings, which item the lines belong to, and the words of that item."""

    def __init__(self, rubric: Rubric, anchors: Anchors) -> None:
        self.known = dict(_labels_and_headings(rubric))
        self.begins: dict[str, list[Item]] = {}
        for item in rubric.by_item.values():
            self.begins.setdefault(_row(item.at, anchors), []).append(item)
        self.totals = {_row(total.at, anchors) for total in rubric.form.totals}
        self.open: list[Item] = []
        self.words: dict[str, str] = {}

    def role(self, anchor: str, words: str) -> str:
        """Return what a line was taken for, empty where it is none of the rubric's; lines are asked in order."""
        if anchor in self.begins:
            self.open = self.begins[anchor]
            self.words = {line[:_ENOUGH]: role for item in reversed(self.open) for role, line in _lines(item)}
        if anchor in self.totals:
            return "subtotal"
        figure = read_points(words).points
        if figure is not None and figure in {item.points for item in self.open}:
            return "points"
        known = self.known.get(words) or self.known.get(half_width(words)) or self.known.get(squeeze(read_label(words).title))
        if known is not None:
            return known
        return self.words.get(words[:_ENOUGH]) or self.known.get(words[:_ENOUGH], "")


def _labels_and_headings(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Yield the words of headings, computed rows and elements by what they are; of clauses of elements how they begin."""
    yield from ((piece, "header") for column in rubric.form.columns for piece in {column.heading, *column.heading.split("/")})
    yield from ((squeeze(total.label), "subtotal") for total in rubric.form.totals)
    for _, element in walk_elements(rubric.elements):
        yield from ((squeeze(rule.text)[:_ENOUGH], "rule") for rule in element.rules)
        points = () if element.points is None else (f"{show(element.points)}分", f"({show(element.points)}分)")
        for words in (element.code, element.title, f"{element.code}{element.title}", *points):
            yield squeeze(words), "title-of-element"


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the lines of an item by what they are, the requirement last: it wins where both begin alike."""
    texts = [("rule", rule.text) for rule in item.rules] + [("rule", item.method or ""), ("requirement", item.requirement)]
    for role, text in texts:
        yield from ((role, squeeze(line)) for line in text.split("\n"))
