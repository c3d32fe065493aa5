"""The text of a paragraph, exactly as Word shows it: symbols, breaks, fields, revisions, hidden and raised text, its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extract.equations import SUPERSCRIPT, can_be_raised, equation_text
from extract.fields import FIELD_KIND, Field, drawn, form_field
from extract.limits import check_nesting
from extract.marks import FIELD_MARK, FONTS, RUN_STYLE
from extract.paragraphs import HIDDEN, ParagraphProperties, read_properties
from extract.plaintext import shown_text
from extract.reading import Note, Reading
from extract.styles import PLAIN, Style
from extract.symbols import UNKNOWN, symbol, symbol_font, symbols
from extract.wordxml import (
    ALTERNATE,
    MATH,
    RPR,
    TEXT_BOX,
    UNSEEN,
    VAL,
    R,
    T,
    W,
    branch,
    is_on,
)

FIXED = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
BREAK, SYMBOL, CODE, RUBY, RUBY_BASE = W + "br", W + "sym", W + "instrText", W + "ruby", W + "rubyBase"
NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
OBJECT, RAISED = W + "object", W + "vertAlign"
DRAWINGS = frozenset({W + "drawing", W + "pict", OBJECT})
FORMULAS = frozenset({MATH + "oMath", MATH + "oMathPara"})


@dataclass(slots=True)
class Line:
    """A line as it is read: its text, the text boxes that hang on it, and whether nothing of it is there to see."""

    text: str
    boxes: list[etree._Element] = field(default_factory=list)
    is_gone: bool = False


def read_line(paragraphs: Sequence[etree._Element], reading: Reading) -> Line:
    """Return what a reader sees of paragraphs that stand on one line, since the marks between them are deleted or hidden."""
    reader = _LineReader(reading)
    counted: ParagraphProperties | None = None
    goes_on = True
    for paragraph in paragraphs:
        properties = read_properties(paragraph)
        reader.read_paragraph(paragraph, reading.styles.paragraph(properties.style_id))
        if counted is None and properties.is_counted(reading.styles):
            counted = properties
        goes_on = properties.runs_on(reading.styles)
    label = "" if counted is None else reading.label(counted)
    text = "".join(reader.shown)
    return Line(label + text if text else label.rstrip(), reader.boxes, is_gone=goes_on and not text and not label)


def text_boxes(element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes in a drawing, each once, not those inside each other."""
    check_nesting(depth)
    for child in element.iterchildren("*"):
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from text_boxes(chosen, depth + 1)
        elif len(child):
            yield from text_boxes(child, depth + 1)


@dataclass(slots=True)
class _LineReader:
    """Collects what a reader sees of the paragraphs of one line."""

    reading: Reading
    style: Style = PLAIN
    look: _Look = field(default_factory=lambda: _Look(is_hidden=False, symbol_font=None, is_raised=False))
    shown: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def read_paragraph(self, paragraph: etree._Element, style: Style) -> None:
        """Read a paragraph in its style."""
        self.style = style
        self.look = _Look(style.hidden, style.symbol_font, is_raised=False)
        self.read(paragraph, 0)

    def read(self, parent: etree._Element, depth: int) -> None:
        """Read the runs of a paragraph or of anything that wraps runs."""
        check_nesting(depth)
        for child in parent.iterchildren("*"):
            tag = child.tag
            if tag == R:
                self._run(child, self.look, depth)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self.read(chosen, depth + 1)
            elif tag in FORMULAS:
                self._show(equation_text(child))
            elif tag not in UNSEEN:
                self.read(child, depth + 1)

    def _run(self, run: etree._Element, look: _Look, depth: int) -> None:
        """Read what stands in a run; its properties, if it has any, come first."""
        for item in run.iterchildren("*"):
            tag = item.tag
            if tag == T:
                self._text(shown_text(item), look)
            elif tag == RPR:
                look = _look(item, self.style, self.reading)
            elif tag == FIELD_MARK:
                self._field_mark(item)
            elif tag == CODE:
                self._code(item.text or "")
            elif tag in NOTES:
                if self._note(item, NOTES[tag]):
                    return
            elif tag == ALTERNATE:
                chosen = branch(item)
                if chosen is not None:
                    self._run(chosen, look, depth + 1)
            elif not look.is_hidden:
                self._sign(item, depth)

    def _sign(self, item: etree._Element, depth: int) -> None:
        """Read what stands in a run beside its text."""
        tag = item.tag
        if tag in FIXED:
            self._show(FIXED[tag])
        elif tag == BREAK:
            self._show("" if item.get(W + "type") in ("page", "column") else "\n")
        elif tag == SYMBOL:
            self._symbol(item)
        elif tag == RUBY:
            self._ruby(item, depth)
        elif tag in DRAWINGS:
            self._drawing(item)

    def _show(self, text: str) -> None:
        """Add text to the line, or to the code of the field that it stands in."""
        for open_field in reversed(self.reading.open_fields):
            if not open_field.has_result:
                open_field.code.append(text)
                return
        self.shown.append(text)

    def _text(self, text: str, look: _Look) -> None:
        if look.is_hidden or not text:
            return
        if look.symbol_font is not None or not text.isprintable():
            text = self._known(symbols(look.symbol_font or "", text), text)
        self._show(text.translate(SUPERSCRIPT) if look.is_raised and can_be_raised(text) else text)

    def _symbol(self, item: etree._Element) -> None:
        font, code = item.get(W + "font", ""), item.get(W + "char", "")
        number = int(code, 16) if code and all(digit in "0123456789abcdefABCDEF" for digit in code[:8]) and len(code) <= 8 else 0
        self._show(self._known(symbol(font, number), f"{font} {code}"))

    def _known(self, shown: str, written: str) -> str:
        if UNKNOWN in shown and UNKNOWN not in written:
            self.reading.say("symbol-unknown", symbol=written)
        return shown

    def _field_mark(self, mark: etree._Element) -> None:
        fields = self.reading.open_fields
        if mark not in self.reading.field_marks:
            return
        kind = mark.get(FIELD_KIND)
        if kind == "begin":
            self._show(form_field(mark))
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].has_result = True
        elif kind == "end" and fields:
            self._end_field(fields.pop())

    def _end_field(self, ended: Field) -> None:
        if ended.has_result:
            return
        code = "".join(ended.code)
        shown = drawn(code)
        if shown is None:
            self.reading.say("field-unread", instruction=code.strip())
        self._show(UNKNOWN if shown is None else shown)

    def _code(self, code: str) -> None:
        """Keep a field's code; between no field's marks it is seen by nobody."""
        if self.reading.open_fields and not self.reading.open_fields[-1].has_result:
            self.reading.open_fields[-1].code.append(code)

    def _note(self, item: etree._Element, kind: str) -> bool:
        """Remember a note; tell whether the rest of the run is its mark, which is no part of the text either."""
        self.reading.notes.append(Note(kind, item.get(W + "id", ""), self.reading.place))
        return item.get(W + "customMarkFollows", "0") in ("1", "true", "on")

    def _ruby(self, item: etree._Element, depth: int) -> None:
        base = item.find(RUBY_BASE)
        if base is not None:
            self.read(base, depth + 1)

    def _drawing(self, item: etree._Element) -> None:
        boxes = list(text_boxes(item))
        self.boxes.extend(boxes)
        if item.tag == OBJECT:
            self.reading.say("embedded-object")
        elif not boxes:
            self.reading.pictures += 1


class _Look(NamedTuple):
    """What a run's properties do to its text."""

    is_hidden: bool
    symbol_font: str | None
    is_raised: bool


def _look(properties: etree._Element, paragraph: Style, reading: Reading) -> _Look:
    """Return how a run looks: hidden toggles between paragraph and run style, and the run's own word is final (17.7.3)."""
    hidden: bool | None = None
    font, raised, style = paragraph.symbol_font, False, reading.styles.default_character
    own_font: etree._Element | None = None
    for said in properties.iterchildren(RUN_STYLE, HIDDEN, FONTS, RAISED):
        tag = said.tag
        if tag == HIDDEN:
            hidden = is_on(said)
        elif tag == RUN_STYLE:
            style = reading.styles.character(said.get(VAL))
        elif tag == RAISED:
            raised = said.get(VAL) == "superscript"
        elif said.get(W + "ascii") or said.get(W + "hAnsi"):
            own_font = said
    font = symbol_font(own_font) if own_font is not None else style.symbol_font or font
    return _Look(paragraph.hidden != style.hidden if hidden is None else hidden, font, raised)
