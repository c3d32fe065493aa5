"""Which parts of a document are more than plain text in plain rows and cells.

Most paragraphs of most documents are runs of text and nothing else, and can be read without looking at each run; this module
finds the others in one pass that lxml makes in C. An element is marked if anything special is below it, at any depth.
"""

from __future__ import annotations

from lxml import etree

from extract.styles import StyleSheet
from extract.symbols import symbol_font
from extract.wordxml import ALTERNATE, DEL, INS, MATH, MOVE_FROM, MOVE_TO, RPR, TBL, TEXT_BOX, TRPR, VAL, P, R, W

TAB, FONTS = W + "tab", W + "rFonts"
PARAGRAPH_STYLE, RUN_STYLE = W + "pStyle", W + "rStyle"

_WORDS = (
    "sdt customXml smartTag tab br cr ptab noBreakHyphen softHyphen sym fldChar fldSimple instrText "  # text
    "drawing pict object altChunk subDoc footnoteReference endnoteReference ruby vanish specVanish vertAlign numPr "
    "hMerge gridBefore hidden cellDel cellMerge "  # tables
    "pPrChange rPrChange trPrChange tcPrChange tblGridChange"  # former properties, to be overlooked
)
_TAGS = (INS, MOVE_TO, DEL, MOVE_FROM, TBL, TEXT_BOX, ALTERNATE, MATH + "oMath", FONTS, PARAGRAPH_STYLE, RUN_STYLE)
SPECIAL = (*(W + word for word in _WORDS.split()), *_TAGS, etree.Comment, etree.PI)
"""Elements in which a reader sees something else than their plain text, or that change what cells and rows there are."""


def marked_elements(root: etree._Element, styles: StyleSheet) -> set[etree._Element]:
    """Return every element below which something special stands (and above which nothing is missed)."""
    special = {name for name, style in styles.styles.items() if style.matters}
    marked: set[etree._Element] = set()
    tags = (P, *SPECIAL) if styles.default_paragraph.matters else SPECIAL
    for element in root.iter(*tags):
        if _is_harmless(element, special):
            continue
        parent = element if element.tag == P else element.getparent()
        while parent is not None and parent not in marked:
            marked.add(parent)
            parent = parent.getparent()
    return marked


def _is_harmless(element: etree._Element, special_styles: set[str]) -> bool:
    tag = element.tag
    if tag == FONTS:
        return symbol_font(element) is None
    if tag in (PARAGRAPH_STYLE, RUN_STYLE):
        return element.get(VAL, "") not in special_styles
    parent = element.getparent()
    if parent is None:
        return False
    if tag == TAB:
        return parent.tag != R  # a tab stop in w:tabs
    return tag in (INS, MOVE_TO) and parent.tag in (P, RPR, TRPR)
