"""The text of cells and paragraphs that hold nothing special (see ``extract.marks``): quick, and the same as the exact way."""

from __future__ import annotations

from lxml import etree

from extract.symbols import PRIVATE_USE
from extract.wordxml import P, T

SPACE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}space"
XML_SPACE = " \t\r\n"
_PRIVATE = frozenset(map(chr, PRIVATE_USE))


def plain_texts(parent: etree._Element, unit: str) -> list[tuple[etree._Element, str]] | None:
    """Return the cells (``unit`` is ``TC``) or paragraphs (``P``) at or below an element that holds nothing special.

    Each comes with its lines. ``None`` where a character needs a closer look: one that only a symbol font can draw.
    """
    found: list[tuple[etree._Element, list[str]]] = []
    parts: list[str] = []
    for element in parent.iter(unit, P, T):
        text = element.text
        if not text or text.isspace():
            if element.tag == unit:
                parts = []
                found.append((element, parts))
                continue
            text = "\n" if element.tag == P else shown_text(element)
        elif not text.isprintable():
            if not _PRIVATE.isdisjoint(text):
                return None
            text = shown_text(element)
        elif (text[0] == " " or text[-1] == " ") and element.get(SPACE_ATTRIBUTE) != "preserve":
            text = shown_text(element)
        parts.append(text)
    return [(element, "".join(lines).removeprefix("\n")) for element, lines in found]


def shown_text(t: etree._Element) -> str:
    """Return the text of a ``w:t``: spaces at its ends count only where they are preserved, a line end is a space."""
    text = t.text or ""
    if len(t):  # comments in it
        text += "".join(child.tail or "" for child in t)
    if (text[:1] in XML_SPACE or text[-1:] in XML_SPACE) and not _keeps_space(t):
        text = text.strip(XML_SPACE)
    return text.replace("\r", " ").replace("\n", " ") if not text.isprintable() else text


def _keeps_space(t: etree._Element) -> bool:
    holder: etree._Element | None = t
    while holder is not None:
        said = holder.get(SPACE_ATTRIBUTE)
        if said is not None:
            return said == "preserve"
        holder = holder.getparent()
    return False
