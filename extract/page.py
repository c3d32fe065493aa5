"""A web page becomes a ``Document``: what a browser shows of it, as paragraphs and grids.

Parsed with lxml, whose libxml2 (2.14 and later) takes signs and tags apart as HTML 5 says. Over broken tables it agrees with
html5lib, the reference in Python, but for what is mended here: it drops what stands behind ``</body>``, leaves words that
stray between cells where they are, and takes elements younger than itself (``section``) into the head. It is twenty times
faster and already there; what it does to a hostile page is bounded by a process of its own (``extract.child``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extract import limits
from extract.document import Document
from extract.equations import SUPERSCRIPT, can_be_raised
from extract.flattened import CONTROLS, read_flattened
from extract.limits import check_nesting
from extract.listmarks import list_marks
from extract.pagestyle import Look, is_hidden, look_of
from extract.pagetable import head_rows, is_layout, placed, rows_of
from extract.pagetext import decode_page
from extract.spans import Draft, blocks_of
from extract.symbols import symbols
from rubrics.diagnostics import Diagnostic
from rubrics.errors import SourceError

_UNSEEN_TAGS = (
    "title script style template noscript noframes iframe object applet audio video canvas svg map datalist "
    "select button nav rp rt"
)
UNSEEN = frozenset(_UNSEEN_TAGS.split())
"""Elements that a reader does not see as text, or that are of the page and not of its matter."""
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary ul "
    "thead tbody tfoot tr td th"  # outside a table, where a page is broken
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
BREAK, SOFT_HYPHEN = "\x0b", "\xad"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"\u1100-\u115f\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u2014\u2018-\u201d\u2026"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TOLD, _MANY = 40, 200
"""How much is told of a hidden part, and how much in it is worth telling where it is no table."""


def read_page(data: bytes, name: str) -> Document:
    """Return the document that a web page (also one saved as a single file, .mht) shows.

    A page without tables is a flattened text, a line a paragraph. Raises ``SourceError`` where the page is empty, in no known
    encoding, or out of bounds.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    root = _parsed(decode_page(data, name), name)
    reader = _PageReader()
    reader.read(root, Look())
    reader.end_line()
    if not any(isinstance(item, Draft) for item in reader.items):
        text = "\n".join(item for item in reader.items if isinstance(item, str))
        if not text.strip():
            raise SourceError("page-empty", where=name)
        return replace(read_flattened(text, name, sha256), diagnostics=tuple(reader.diagnostics))
    return Document(name, "html", sha256, blocks_of(reader.items), diagnostics=tuple(reader.diagnostics))


def _parsed(text: str, name: str) -> etree._Element:
    """Return the root of a page; ``SourceError`` where it is out of bounds (libxml2 would end it there without a word)."""
    bounds = limits.current()
    if text.count("<") > bounds.tags:
        raise SourceError("xml-too-many-signs", where=name, limit=bounds.tags)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=bounds.depth > 256
    )
    root = etree.fromstring(_ENDS.sub("", text.replace("\0", "")).encode(), parser)
    for said in parser.error_log:
        if said.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError
        if said.level_name == "FATAL":
            code = "xml-too-deep" if "depth" in said.message else "xml-text-too-long"
            raise SourceError(code, where=name, limit=bounds.depth)
    if root is None:
        raise SourceError("page-empty", where=name)
    return root


@dataclass(slots=True)
class _PageReader:
    """Collects what a browser shows of an element: lines of text and tables, in order."""

    items: list[str | Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    depth: int = 0
    line: list[str] = field(default_factory=list)
    marks: dict[etree._Element, str] = field(default_factory=dict)

    def read(self, element: etree._Element, around: Look) -> None:
        """Read an element, without what follows it."""
        tag = element.tag
        if tag in UNSEEN:
            return
        if is_hidden(element):
            self._tell_hidden(element)
        elif tag == "br":
            self.line.append(BREAK)
        elif tag == "input":
            self._input(element)
        elif tag == "table":
            self.end_line()
            self._table(element, around)
        elif tag in BLOCKS:
            self.end_line()
            if tag == "ol":
                self.marks.update(list_marks(element))
            self.line.append(self.marks.get(element, ""))
            self._content(element, look_of(element, around))
            self.end_line()
        else:
            self._content(element, look_of(element, around))

    def end_line(self) -> None:
        """End the line that is being collected, if there is one."""
        text = _SPACE.sub(" ", _WRAPPED.sub("", "".join(self.line)))
        self.line.clear()
        if text.strip(" "):
            lines = [line.strip(" \xa0") for line in text.split(BREAK)]
            self.items.append("\n".join(lines[:-1] if len(lines) > 1 and not lines[-1] else lines))

    def _content(self, element: etree._Element, look: Look) -> None:
        self._add(element.text, look)
        for child in element.iterchildren("*"):
            self.read(child, look)
            self._add(child.tail, look)

    def _add(self, text: str | None, look: Look) -> None:
        if not text:
            return
        text = CONTROLS.sub("", text).replace(SOFT_HYPHEN, "")
        if look.font is not None:
            text = symbols(look.font, text)
        if look.is_raised and can_be_raised(text):
            text = text.translate(SUPERSCRIPT)
        self.line.append(text.replace("\n", BREAK) if look.keeps_breaks else text)

    def _input(self, element: etree._Element) -> None:
        """Add what a form's box shows: whether it is ticked, or what stands in it."""
        kind = element.get("type", "text").lower()
        if kind in ("checkbox", "radio"):
            self.line.append("☑" if element.get("checked") is not None else "□")
        elif kind == "text":
            self._add(element.get("value"), Look())

    def _table(self, table: etree._Element, around: Look) -> None:
        """Read a table; one that only puts things in their places gives these, as if it were not there."""
        check_nesting(self.depth + 1)
        rows = rows_of(table)
        look = look_of(table, around)
        for stray in rows.strays:  # a browser shows these above the table
            if isinstance(stray, str):
                self._add(stray, look)
            else:
                self.read(stray, look)
        self.end_line()
        slots = []
        for slot, element in placed(rows):
            inner = _PageReader(slot.items, self.diagnostics, self.depth + 1)
            inner._content(element, look_of(element, look))
            inner.end_line()
            slots.append(slot)
        draft = Draft(slots, head_rows(rows))
        if is_layout(draft):
            self.items += [item for slot in slots for item in slot.items]
        else:
            self.items.append(draft)

    def _tell_hidden(self, element: etree._Element) -> None:
        """Say so where a hidden part holds a table or many words: a click may show them."""
        text = " ".join("".join(map(str, element.itertext())).split())
        if len(text) > _TOLD and (len(text) > _MANY or next(element.iter("table"), None) is not None):
            self.diagnostics.append(Diagnostic("page-hidden", figures={"text": text[:_TOLD] + "…"}))
