"""What a paragraph says of itself: its style, its list, and whether its line ends where it ends."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from extract.styles import StyleSheet
from extract.wordxml import DEL, MOVE_FROM, PPR, RPR, VAL, W, is_on

STYLE, NUMBERING, NUMBER_ID, LEVEL = W + "pStyle", W + "numPr", W + "numId", W + "ilvl"
HIDDEN, SEPARATOR = W + "vanish", W + "specVanish"


class ParagraphProperties(NamedTuple):
    """The properties of a paragraph that change what a reader sees; ``None`` where it does not say them itself."""

    style_id: str | None = None
    number_id: str | None = None
    level: str | None = None
    is_gone: bool = False
    """its mark is deleted or moved away: it goes on in the next paragraph."""
    is_separator: bool = False
    """its mark separates two styles on one line: it goes on too, but counts in its list."""
    is_hidden: bool | None = None
    """its mark is hidden (or is not, though its style is): it goes on in the next paragraph."""

    def runs_on(self, styles: StyleSheet) -> bool:
        """Tell whether the paragraph goes on in the next one."""
        if self.is_gone or self.is_separator:
            return True
        return styles.paragraph(self.style_id).hidden if self.is_hidden is None else self.is_hidden

    def is_counted(self, styles: StyleSheet) -> bool:
        """Tell whether the paragraph has a number of its own, if it is in a list."""
        return self.is_separator or not self.runs_on(styles)


_NOTHING = ParagraphProperties()


def read_properties(paragraph: etree._Element) -> ParagraphProperties:
    """Return the properties of a ``w:p``."""
    properties = next(paragraph.iterchildren(PPR), None)
    if properties is None:
        return _NOTHING
    said = _NOTHING
    for child in properties.iterchildren(STYLE, NUMBERING, RPR):
        if child.tag == STYLE:
            said = said._replace(style_id=child.get(VAL))
        elif child.tag == NUMBERING:
            said = said._replace(number_id=_child_val(child, NUMBER_ID), level=_child_val(child, LEVEL))
        else:
            said = _with_mark(said, child)
    return said


def _with_mark(said: ParagraphProperties, properties: etree._Element) -> ParagraphProperties:
    for mark in properties.iterchildren(DEL, MOVE_FROM, HIDDEN, SEPARATOR):
        if mark.tag == HIDDEN:
            said = said._replace(is_hidden=is_on(mark))
        elif mark.tag == SEPARATOR:
            said = said._replace(is_separator=is_on(mark))
        else:
            said = said._replace(is_gone=True)
    return said


def _child_val(parent: etree._Element, tag: str) -> str | None:
    child = next(parent.iterchildren(tag), None)
    return None if child is None else child.get(VAL)
