"""The signs of a printed line one by one, each with the element that holds it, so that one of them can be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from extract.fields import EMPTY, TICKED, form_field
from extract.symbols import symbol, symbol_font, symbols
from extract.wordxml import RPR, R, T, W, unwrapped

TAB, SYMBOL, FIELD, FONTS = W + "tab", W + "sym", W + "fldChar", W + "rFonts"
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
OTHER = "\ufffc"
"""Stands for what is no text: a picture, the mark of a field."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a line: the element that holds it, and its number in it."""

    element: etree._Element
    offset: int


def signs_of(paragraph: etree._Element) -> Iterator[Sign]:
    """Yield the signs of a paragraph in order, one for each letter of its texts and one for anything else in its runs."""
    for run in unwrapped(paragraph, (R,)):
        for child in run.iterchildren("*"):
            if child.tag == T:
                text = child.text or ""
                yield from (Sign(child, offset) for offset in range(len(text)))
            elif child.tag != RPR:
                yield Sign(child, 0)


def shown(signs: Iterable[Sign]) -> str:
    """Return what a reader sees of signs, a character for each, also where a symbol font or a form field draws it."""
    fonts: dict[etree._Element, str | None] = {}
    text = []
    for sign in signs:
        element = sign.element
        if element.tag == T:
            font = fonts[element] if element in fonts else fonts.setdefault(element, font_of(element))
            letter = (element.text or "")[sign.offset]
            text.append(letter if font is None else symbols(font, letter))
        else:
            text.append(_drawn(element))
    return "".join(text)


def font_of(element: etree._Element) -> str | None:
    """Return the symbol font that a text element or a symbol is drawn in, if it is one that a table knows."""
    if element.tag == SYMBOL:
        return element.get(W + "font")
    run = element.getparent()
    fonts = None if run is None else run.find(f"{RPR}/{FONTS}")
    return None if fonts is None else symbol_font(fonts)


def _drawn(element: etree._Element) -> str:
    if element.tag == TAB:
        return "\t"
    if element.tag == SYMBOL:
        code = element.get(W + "char", "")
        return symbol(element.get(W + "font", ""), int(code, 16)) if _CODE.fullmatch(code) else OTHER
    field = form_field(element) if element.tag == FIELD else ""
    return field if field in (TICKED, EMPTY) else OTHER
