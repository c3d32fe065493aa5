"""The names of WordprocessingML (ECMA-376 part 1, 17), and how a reader of it walks over what only wraps content."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from extract.limits import check_nesting

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

BODY, P, R, T = W + "body", W + "p", W + "r", W + "t"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
PPR, RPR, TBLPR, TRPR, TCPR = W + "pPr", W + "rPr", W + "tblPr", W + "trPr", W + "tcPr"
INS, DEL, MOVE_FROM, MOVE_TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
TEXT_BOX = W + "txbxContent"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
VAL = W + "val"

UNSEEN = frozenset(
    {DEL, MOVE_FROM, PPR, RPR, TBLPR, TRPR, TCPR}
    | {
        W + name
        for name in (
            "sdtPr",
            "sdtEndPr",
            "tblGrid",
            "tblPrEx",
            "sectPr",
            "customXmlPr",
            "smartTagPr",
            "pPrChange",
            "rPrChange",
            "tblPrChange",
            "trPrChange",
            "tcPrChange",
            "tblGridChange",
        )
    }
)
"""Elements whose content is a property or deleted: a walk over what a reader sees does not enter them."""


def is_on(element: etree._Element | None) -> bool:
    """Tell whether an on/off property (``<w:b/>``, ``<w:b w:val="0"/>``, or absent) is on (ECMA-376 part 1, 17.17.4)."""
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off", "none"}


def integer(text: str | None, default: int) -> int:
    """Return the number in an attribute; ``default`` where it is missing or no number.

    >>> integer("3", 1), integer("2.0", 1), integer("x", 1)
    (3, 2, 1)
    """
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def branch(alternate: etree._Element) -> etree._Element | None:
    """Return the one branch of an ``mc:AlternateContent`` that counts: the choice that present Word draws, else the fallback."""
    choice = alternate.find(CHOICE)
    return choice if choice is not None else alternate.find(FALLBACK)


def unwrapped(parent: etree._Element, wanted: Collection[str], depth: int = 0) -> Iterator[etree._Element]:
    """Yield the ``wanted`` elements below ``parent`` in order, through whatever only wraps them, not inside each other.

    Content controls, custom XML, smart tags, insertions and alternate content are wrappers; deletions and properties are
    not entered. ``SourceError`` where wrappers stand deeper in each other than ``limits.nesting``.
    """
    check_nesting(depth)
    for child in parent.iterchildren("*"):
        if child.tag in wanted:
            yield child
        elif child.tag == ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from unwrapped(chosen, wanted, depth + 1)
        elif child.tag not in UNSEEN and len(child):
            yield from unwrapped(child, wanted, depth + 1)
