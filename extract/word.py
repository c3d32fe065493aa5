"""A Word document becomes a ``Document``, and keeps hold of the cells and paragraphs of its file for filling them.

The XML is walked once, in reading order. What is ordinary is read quickly, what is not, exactly: ``extract.marks`` tells
them apart; ``extract.story`` walks, ``extract.wordtable`` finds rows and columns, ``extract.runs`` reads text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from extract.document import Document, Format, Paragraph
from extract.flatopc import is_flat_opc, package_of
from extract.package import Package, open_package, parse_xml
from extract.reading import Note, Reading
from extract.story import Elements, StoryReader
from extract.wordxml import BODY, W
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

NOTE_ELEMENTS = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


def read_word(data: bytes, name: str) -> Document:
    """Return the document that the bytes of a .docx (.docm, .dotx, .dotm, flat OPC) hold; ``name`` is what errors call it.

    Raises ``SourceError`` if the bytes are no Word package, or one that is damaged, encrypted or out of bounds.
    """
    return open_word(data, name).document


def open_word(data: bytes, name: str) -> WordFile:
    """Return a Word file opened for reading and filling; ``SourceError`` as in ``read_word``.

    A package in one XML file (flat OPC) is opened as the zip that it stands for, and saved as that.
    """
    is_flat = is_flat_opc(data)
    try:
        package = open_package(package_of(data, name) if is_flat else data, name)
        root = package.xml(package.main_part)
        body = _body(root)
        reading = Reading(package, package.main_part)
        reading.attend(root)
        reader = StoryReader(reading)
        blocks = reader.body(body)
        notes = _notes(reader)
        running = _running(reader)
    except SourceError as problem:
        problem.where = problem.where or name
        raise
    kind: Format = "flat-opc" if is_flat else "docx"
    document = Document(name, kind, hashlib.sha256(data).hexdigest(), blocks, notes, _diagnostics(reading), running)
    return WordFile(document, package, root, reader.elements)


@dataclass(frozen=True)
class WordFile:
    """A Word file: what it says (``document``), and the elements of its main part (``root``) by their places."""

    document: Document
    package: Package
    root: etree._Element
    elements: Elements

    def cell(self, place: Place) -> etree._Element:
        """Return the ``w:tc`` of a cell of the document (the top one of merged cells); ``KeyError`` for any other place."""
        return self._cells[place]

    def paragraph(self, place: Place) -> etree._Element:
        """Return the ``w:p`` of a paragraph outside tables, by its number; ``KeyError`` if there is none of that number."""
        return self.elements.paragraphs[place.paragraph or 0]

    def save(self) -> bytes:
        """Return the file with the changes made to ``root``.

        Every part that did not change, and without changes the whole file, is byte for byte that of the source; the same
        changes give the same bytes.
        """
        part = self.package.main_part
        source = parse_xml(self.package.read(part), self.document.name)
        changed = _serialised(self.root)
        return self.package.save({} if changed == _serialised(source) else {part: changed})

    @cached_property
    def _cells(self) -> dict[Place, etree._Element]:
        return {
            cell.place: element
            for grid, elements in self.elements.cells
            for cell, element in zip(grid.cells, elements, strict=True)
        }


def _body(root: etree._Element) -> etree._Element:
    body = root.find(BODY)
    if root.tag != W + "document" or body is None:
        raise SourceError("not-a-word-document", where="")
    return body


def _notes(reader: StoryReader) -> tuple[Paragraph, ...]:
    """Return the footnotes, then the endnotes, in the order in which the text refers to them; empty ones left out."""
    found = []
    for kind, tag in NOTE_ELEMENTS.items():
        wanted = [note for note in reader.reading.notes if note.kind == kind]
        part = reader.reading.related(kind) if wanted else None
        if part is None:
            continue
        root = reader.reading.package.xml(part)
        reader.reading.attend(root)
        by_number = {element.get(W + "id", ""): element for element in root.iterchildren(tag)}
        found += [reader.note(note, by_number[note.number]) for note in wanted if note.number in by_number]
    return tuple(note for note in found if note.text)


def _running(reader: StoryReader) -> tuple[str, ...]:
    """Return the lines of the pages' head, as far as they are in its first part; none where it is damaged."""
    part = reader.reading.related("header")
    if part is None:
        return ()
    try:
        root = reader.reading.package.xml(part)
    except SourceError:
        return ()
    pictures, told = reader.reading.pictures, list(reader.reading.diagnostics)
    reader.reading.attend(root)
    head = reader.note(Note("header", "", None), root)
    reader.reading.pictures, reader.reading.diagnostics = pictures, told  # a logo there is nothing that the standard says
    return tuple(line for line in head.text.split("\n") if line.strip())


def _diagnostics(reading: Reading) -> tuple[Diagnostic, ...]:
    general = [Diagnostic("pictures-unread", figures={"count": reading.pictures})] if reading.pictures else []
    formats = sorted(reading.numbering.unknown_formats) if "numbering" in vars(reading) else []
    unknown = [Diagnostic("number-format-unknown", figures={"format": name}) for name in formats]
    return (*reading.diagnostics, *unknown, *general)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
