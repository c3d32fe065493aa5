"""Which parts of a document are more than plain text in plain rows and cells.

Most paragraphs of most documents are runs of text and nothing else, and can be read without looking at each run; this module
finds the others in one pass that lxml makes in C. An element is marked if anything special is below it, at any depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.styles import StyleSheet
from extract.symbols import symbol_font
from extract.wordxml import (
    ALTERNATE,
    DEL,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    RPR,
    TBL,
    TC,
    TEXT_BOX,
    TRPR,
    VAL,
    P,
    R,
    T,
    W,
    is_on,
)

GRID_SPAN, V_MERGE, H_MERGE = W + "gridSpan", W + "vMerge", W + "hMerge"
CELL_DELETED, CELL_MERGE = W + "cellDel", W + "cellMerge"
TAB, FONTS, FIELD_MARK = W + "tab", W + "rFonts", W + "fldChar"
PARAGRAPH_STYLE, RUN_STYLE = W + "pStyle", W + "rStyle"

_WORDS = (
    "sdt customXml smartTag tab br cr ptab noBreakHyphen softHyphen sym fldChar fldSimple instrText "  # text
    "drawing pict object altChunk subDoc footnoteReference endnoteReference ruby vanish specVanish vertAlign numPr "
    "gridBefore hidden "  # rows
    "pPrChange rPrChange trPrChange"  # former properties, to be overlooked
)
_TAGS = (INS, MOVE_TO, DEL, MOVE_FROM, TBL, TEXT_BOX, ALTERNATE, MATH + "oMath", FONTS)
_MERGES = frozenset({GRID_SPAN, V_MERGE, H_MERGE, CELL_DELETED, CELL_MERGE})
_STYLES = frozenset({PARAGRAPH_STYLE, RUN_STYLE})
_STRIKES = frozenset({W + "strike", W + "dstrike"})
SPECIAL = (*(W + word for word in _WORDS.split()), *_TAGS, *_MERGES, *_STYLES, *_STRIKES, etree.Comment, etree.PI)
"""Elements in which a reader sees something else than their plain text, or that change what cells and rows there are."""


@dataclass
class Marks:
    """What one pass over a part found: it is made once, since each pass costs as much as reading the text.

    ``special`` are the elements below which something special stands; ``merging`` the cells that span columns or are merged;
    ``styled`` the elements that name a style, which need the style sheet to be judged; ``fields`` the marks of fields;
    ``struck`` the cells in which text is struck through.
    """

    special: set[etree._Element] = field(default_factory=set)
    merging: set[etree._Element] = field(default_factory=set)
    styled: list[etree._Element] = field(default_factory=list)
    fields: list[etree._Element] = field(default_factory=list)
    struck: set[etree._Element] = field(default_factory=set)

    def mark(self, element: etree._Element | None) -> None:
        """Mark an element and all above it."""
        while element is not None and element not in self.special:
            self.special.add(element)
            element = element.getparent()

    def mark_styles(self, styles: StyleSheet, root: etree._Element) -> None:
        """Mark what names a style that matters; every paragraph, if the style of those that name none does."""
        matter = {name for name, style in styles.styles.items() if style.matters}
        for element in self.styled if matter else ():
            if element.get(VAL) in matter:
                self.mark(element.getparent())
        for paragraph in root.iter(P) if styles.default_paragraph.matters else ():
            self.mark(paragraph)


def find_marks(root: etree._Element) -> Marks:
    """Return what is special in a part, styles not yet judged."""
    marks = Marks()
    for element in root.iter(*SPECIAL):
        tag, parent = element.tag, element.getparent()
        if parent is None:
            continue
        if tag in _MERGES:
            cell = parent.getparent()
            if cell is not None:
                marks.merging.add(cell)
        elif tag in _STYLES:
            marks.styled.append(element)
        elif tag in _STRIKES:
            marks.struck.update(_struck_cells(element, parent))
        elif not _is_harmless(element, tag, parent.tag):
            marks.mark(parent)
            if tag == FIELD_MARK:
                marks.fields.append(element)
    return marks


def _struck_cells(mark: etree._Element, properties: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells around a run that a mark strikes through, where it has text to strike."""
    run = properties.getparent()
    if run is not None and run.tag == R and is_on(mark) and any((t.text or "").strip() for t in run.iterchildren(T)):
        yield from run.iterancestors(TC)


def _is_harmless(element: etree._Element, tag: str, parent: str) -> bool:
    if tag == FONTS:
        return symbol_font(element) is None
    if tag == TAB:
        return parent != R  # a tab stop in w:tabs
    return tag in (INS, MOVE_TO) and parent in (P, RPR, TRPR)
