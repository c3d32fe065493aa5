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
        if text is None or text.isspace():
            tag = element.tag
            if tag == unit:
                parts = []
                found.append((element, parts))
            else:
                parts.append("\n" if tag == P else shown_text(element))
        elif text.isprintable() and (" " not in text or text[0] != " " != text[-1] or _says_preserve(element)):
            parts.append(text)
        elif _PRIVATE.isdisjoint(text):
            parts.append(shown_text(element))
        else:
            return None
    return [(element, "".join(lines).removeprefix("\n")) for element, lines in found]


def shown_text(t: etree._Element) -> str:
    """Return the text of a ``w:t``: spaces at its ends count only where they are preserved, a line end is a space."""
    text = t.text or ""
    if len(t):  # comments in it
        text += "".join(child.tail or "" for child in t)
    if (text[:1] in XML_SPACE or text[-1:] in XML_SPACE) and not _says_preserve(t) and not _is_told_to_preserve(t):
        text = text.strip(XML_SPACE)
    return text if text.isprintable() else text.replace("\r", " ").replace("\n", " ")


def _says_preserve(t: etree._Element) -> bool:
    return t.get(SPACE_ATTRIBUTE) == "preserve"


def _is_told_to_preserve(t: etree._Element) -> bool:
    """Tell whether the nearest element around a text that says anything about spaces says that they count."""
    said = (holder.get(SPACE_ATTRIBUTE) for holder in (t, *t.iterancestors()))
    return next((word for word in said if word is not None), None) == "preserve"
