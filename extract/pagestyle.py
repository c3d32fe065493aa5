"""What the looks of a web page do to its text: hidden parts, symbol fonts, raised text."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extract.symbols import FONTS

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.IGNORECASE)
_FAMILY = re.compile(r"font(?:-family)?\s*:\s*[^;]*?[\"']?\b(?P<name>wingdings(?: [23])?|webdings|symbol)\b", re.IGNORECASE)
_ANY_FAMILY = re.compile(r"font(?:-family)?\s*:", re.IGNORECASE)


class Look(NamedTuple):
    """How text looks where it stands: in a symbol font, raised, with its line breaks kept."""

    font: str | None = None
    is_raised: bool = False
    keeps_breaks: bool = False


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element itself says that it is not shown (a style sheet's word is not looked at: it may not hold)."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def look_of(element: etree._Element, around: Look) -> Look:
    """Return how the text of an element looks, from what is around it and what the element says."""
    tag = element.tag
    if tag == "sup":
        around = around._replace(is_raised=True)
    elif tag == "sub":
        around = around._replace(is_raised=False)
    elif tag == "pre":
        around = around._replace(keeps_breaks=True)
    face, style = element.get("face"), element.get("style")
    if face is not None:
        around = around._replace(font=_symbol_font(face))
    if style is not None and _ANY_FAMILY.search(style):
        family = _FAMILY.search(style)
        around = around._replace(font=None if family is None else _symbol_font(family["name"]))
    return around


def _symbol_font(name: str) -> str | None:
    name = name.partition(",")[0].strip(" \"'").lower()
    return name if name in FONTS else None
