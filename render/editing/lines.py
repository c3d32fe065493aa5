"""Title, notes and other paragraphs around the tables of a published form, brought to what the edited rubric says."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from lxml import etree

from extract.document import Document
from extract.word import WordFile
from extract.wordxml import PPR, W
from render.editing.carrying import carried_over
from render.editing.celltext import drop, like, set_cell_text, set_line
from render.editing.formlines import NotEditableError
from rubrics.model import Rubric


def edit_lines(word: WordFile, found: Rubric, rubric: Rubric) -> None:
    """Bring the title, subtitle and notes of a document to what the rubric says; ``NotEditableError`` where one is not found."""
    places = _Places(word)
    for name in ("title", "subtitle"):
        old, new = getattr(found, name), getattr(rubric, name)
        if old != new:
            if not (old and new):
                raise NotEditableError(name)
            places.change(old, new)
    for name in ("notes", "notes_below"):
        _edit_notes(places, getattr(found, name), getattr(rubric, name), name)


def _edit_notes(places: _Places, old: Sequence[str], new: Sequence[str], name: str) -> None:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        common = min(b - a, d - c)
        for before, now in zip(old[a : a + common], new[c : c + common], strict=True):
            places.change(before, now)
        for gone in old[a + common : b]:
            places.remove(gone)
        if d - c > common:
            beside = new[c + common - 1] if common else (old[a - 1] if a else old[b] if b < len(old) else None)
            if beside is None:
                raise NotEditableError(name)
            places.add(beside, new[c + common : d], behind=bool(common or a))


class _Places:
    """The paragraphs of a document by what they say."""

    def __init__(self, word: WordFile) -> None:
        self._lines: dict[str, list[tuple[str, etree._Element]]] = {}
        for paragraph in word.document.paragraphs:
            self._known(paragraph.text, word.paragraph(paragraph.place))
        for text, cell in _cells(word.document, word):
            self._known(text, cell)

    def change(self, old: str, new: str) -> None:
        printed, element = self._one(old)
        text = carried_over(printed, old, new) or new
        if element.tag == W + "p" and "\n" not in printed + text:
            set_line(element, printed, text)
        elif element.tag == W + "tc":
            set_cell_text(element, printed, text)
        else:
            raise NotEditableError(old[:20])
        self._known(text, element)

    def remove(self, old: str) -> None:
        _, element = self._one(old)
        if element.tag != W + "p":
            raise NotEditableError(old[:20])
        if element.find(f"{PPR}/{W}sectPr") is not None:
            set_line(element, old, "")
        else:
            drop(element)

    def add(self, beside: str, texts: Sequence[str], *, behind: bool) -> None:
        _, element = self._one(beside)
        if element.tag != W + "p" or any("\n" in text for text in texts):
            raise NotEditableError(beside[:20])
        for text in texts if not behind else reversed(texts):
            made = like(element, text)
            if behind:
                element.addnext(made)
            else:
                element.addprevious(made)

    def _one(self, text: str) -> tuple[str, etree._Element]:
        """Return the one place that says ``text``, white space aside, with what it says."""
        found = self._lines.get(_tight(text), [])
        if len(found) != 1:
            raise NotEditableError(text[:20])
        return found[0]

    def _known(self, text: str, element: etree._Element) -> None:
        self._lines.setdefault(_tight(text), []).append((text, element))


def _cells(document: Document, word: WordFile) -> list[tuple[str, etree._Element]]:
    return [(cell.text, word.cell(cell.place)) for grid in document.grids for cell in grid.cells if cell.text.strip()]


def _tight(text: str) -> str:
    return "".join(text.split())
