"""What a Word style says about its text that a reader sees: hidden, numbered, or set in a font of symbols.

A document's styles part is often larger than its text, and most documents never need it; so it is read only when a
paragraph names a style, or when the bytes of the default styles say something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from extract.symbols import symbol_font
from extract.wordxml import PPR, RPR, VAL, W, integer, is_on

MAX_BASED_ON = 40

_UTF_8 = re.compile(rb"\s*<\?xml[^>]*encoding=[\"'](?i:utf-8)[\"']")
_MATTERS = re.compile(rb"w:vanish|w:numPr|ings|Symbol")


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it inherits.

    ``number_id`` and ``level`` are those of its ``numPr``; ``numbered_by`` is the id of the style that names the list.
    """

    hidden: bool = False
    symbol_font: str | None = None
    number_id: str | None = None
    level: int | None = None
    numbered_by: str | None = None

    @property
    def matters(self) -> bool:
        """Whether text in this style may read otherwise than its letters."""
        return self != PLAIN


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a document by id, and the two that hold where none is named."""

    styles: Mapping[str, Style]
    default_paragraph: Style = PLAIN
    default_character: Style = PLAIN

    def paragraph(self, style_id: str | None) -> Style:
        """Return a paragraph style; the default one for ``None`` and for an id that is not defined, as Word does."""
        return self.styles.get(style_id, self.default_paragraph) if style_id else self.default_paragraph

    def character(self, style_id: str | None) -> Style:
        """Return a character style; the default one for ``None`` and for an id that is not defined."""
        return self.styles.get(style_id, self.default_character) if style_id else self.default_character


NO_STYLES = StyleSheet({})


def defaults_are_plain(data: bytes) -> bool:
    """Tell from the bytes of a styles part whether text without a named style reads as its letters; false when in doubt."""
    if _UTF_8.match(data) is None or b"<w:styles" not in data:
        return False
    return not any(_MATTERS.search(part) for part in _default_parts(data))


def _default_parts(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of the document's defaults and of each style that is one."""
    yield data[data.find(b"<w:docDefaults") : max(data.find(b"</w:docDefaults>"), 0)]
    at = data.find(b"w:default=")
    while at >= 0:
        end = data.find(b"</w:style>", at)
        yield data[data.rfind(b"<w:style ", 0, at) : end if end >= 0 else len(data)]
        at = data.find(b"w:default=", at + 1)


def read_styles(root: etree._Element) -> StyleSheet:
    """Return the style sheet of a styles part."""
    elements = {element.get(W + "styleId", ""): element for element in root.iterchildren(W + "style")}
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
    base = PLAIN if defaults is None else _with_own(defaults, PLAIN)
    styles = {style_id: _resolved(style_id, elements, base) for style_id in elements}
    default_ids = {element.get(W + "type"): style_id for style_id, element in elements.items() if _is_default(element)}
    return StyleSheet(
        styles, styles.get(default_ids.get("paragraph", ""), base), styles.get(default_ids.get("character", ""), PLAIN)
    )


def _is_default(element: etree._Element) -> bool:
    return element.get(W + "default", "0") in {"1", "true", "on"}


def _resolved(style_id: str, elements: Mapping[str, etree._Element], defaults: Style) -> Style:
    """Return a style after all that it is based on; a chain that runs in a circle ends at ``MAX_BASED_ON``."""
    is_paragraph = elements[style_id].get(W + "type", "paragraph") == "paragraph"
    chain: list[etree._Element] = []
    named = style_id
    while named in elements and len(chain) < MAX_BASED_ON:
        chain.append(elements[named])
        based_on = elements[named].find(W + "basedOn")
        named = "" if based_on is None else based_on.get(VAL, "")
    style = defaults if is_paragraph else PLAIN
    for element in reversed(chain):
        style = _with_own(element, style)
    return style


def _with_own(element: etree._Element, inherited: Style) -> Style:
    hidden = element.find(f"{RPR}/{W}vanish")
    fonts = element.find(f"{RPR}/{W}rFonts")
    number_id = element.find(f"{PPR}/{W}numPr/{W}numId")
    level = element.find(f"{PPR}/{W}numPr/{W}ilvl")
    style = inherited if hidden is None else replace(inherited, hidden=is_on(hidden))
    if fonts is not None and fonts.get(W + "ascii"):
        style = replace(style, symbol_font=symbol_font(fonts))
    if number_id is not None:
        style = replace(style, number_id=number_id.get(VAL), numbered_by=element.get(W + "styleId"), level=None)
    return style if level is None else replace(style, level=integer(level.get(VAL), 0))
