"""How text is written into a Word paragraph: in the font and size that the place already has.

Typed text takes the properties of the run or paragraph mark that it is typed at; where those name no font or size of their own,
the text of the row's neighbouring cells is followed, so that a filled cell looks like the printed ones beside it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from extract.wordxml import PPR, RPR, TC, TR, VAL, P, R, T, W, unwrapped
from render.splice import fragment
from render.text import written

FONTS, STYLE, PARAGRAPH_STYLE = W + "rFonts", W + "rStyle", W + "pStyle"
EAST_ASIAN: Final = "eastAsia"
_SIZES = frozenset({FONTS, W + "sz", W + "szCs"})
"""What makes text look like its neighbours; bold, colour and the like are a heading's own."""
_NOT_TYPED = frozenset(
    {W + name for name in ("vanish", "specVanish", "webHidden", "ins", "del", "moveFrom", "moveTo", "rPrChange")}
)
"""Properties that hide text, or record who changed it."""
_AFTER_SIZES = frozenset(
    W + name
    for name in (
        *("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em"),
        *("lang", "eastAsianLayout", "specVanish", "oMath"),
    )
)
"""What follows the size in a run's properties (ECMA-376 part 1, 17.3.2.28)."""
_NOT_REPEATED = frozenset({W + "pPrChange", W + "sectPr"})
_PLACEHOLDER_STYLE = "PlaceholderText"


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """The XML around the text of a run, for one place: for Latin text and figures, and for East Asian text.

    ``paragraph`` is what stands before the run in a further paragraph of the same look, ``paragraph_end`` what ends it.
    """

    latin: str
    east_asian: str
    end: str
    paragraph: str
    paragraph_end: str
    text: str

    def run(self, text: str) -> str:
        """Return a run that holds ``text``."""
        start = self.latin if text.isascii() else self.east_asian
        return f"{start}{text_element(text, self.text)}{self.end}"

    def further(self, line: str) -> str:
        """Return a further paragraph that holds ``line``."""
        return f"{self.paragraph}{self.run(line)}{self.paragraph_end}" if line else self.paragraph + self.paragraph_end


@lru_cache(maxsize=4096)
def text_element(text: str, name: str) -> str:
    """Return a text element called ``name``; spaces at its ends, and several in a row, are preserved.

    >>> text_element('a < b', 'w:t'), text_element(' 4', 'w:t')
    ('<w:t>a &lt; b</w:t>', '<w:t xml:space="preserve"> 4</w:t>')
    """
    keeps = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<{name}{keeps}>{escape(text)}</{name}>"


@lru_cache(maxsize=4096)
def typed_text(typed: Typed, text: str) -> tuple[bytes, bytes, int]:
    """Return the run with the first line of a text, the paragraphs with the others, and how many characters XML cannot hold."""
    lines, removed = written(text)
    first = typed.run(lines[0]) if lines[0] else ""
    return first.encode(), "".join(typed.further(line) for line in lines[1:]).encode(), removed


class Looks:
    """How text is typed in the paragraphs of one document; most places look alike, and each look is worked out once."""

    def __init__(self) -> None:
        """Begin without any look."""
        self._known: dict[tuple[str, ...], Typed] = {}

    def at(self, paragraph: etree._Element, run: etree._Element | None) -> Typed:
        """Return how text is typed in ``paragraph``, at ``run`` where there is one."""
        source = run.find(RPR) if run is not None else paragraph.find(f"{PPR}/{RPR}")
        neighbour = None if _has_size(source) else _neighbours_properties(paragraph)
        key = (prefixed(paragraph, "r"), _written(paragraph.find(PPR)), _written(source), _written(neighbour))
        if key not in self._known:
            self._known[key] = _typed(paragraph, source, neighbour)
        return self._known[key]


def prefixed(holder: etree._Element, name: str) -> str:
    """Return the name of a WordprocessingML element as it is written inside ``holder``."""
    prefix = next((prefix for prefix, namespace in holder.nsmap.items() if namespace == W[1:-1] and prefix), None)
    return f"{prefix}:{name}" if prefix else name


def _typed(paragraph: etree._Element, source: etree._Element | None, neighbour: etree._Element | None) -> Typed:
    """Return how text with the properties of ``source`` is typed, its font and size those of ``neighbour``."""
    properties = _properties(paragraph, source)
    if neighbour is not None:
        _follow(properties, neighbour)
    r, t, p = (prefixed(paragraph, name) for name in ("r", "t", "p"))
    latin, east_asian = (_with_hint(properties, hint) for hint in (None, EAST_ASIAN))
    return Typed(
        f"<{r}>" + (fragment(latin, paragraph) if len(latin) else ""),
        f"<{r}>" + fragment(east_asian, paragraph),
        f"</{r}>",
        f"<{p}>" + _paragraph_properties(paragraph),
        f"</{p}>",
        t,
    )


def _written(properties: etree._Element | None) -> str:
    return "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)


def _has_size(properties: etree._Element | None) -> bool:
    return properties is not None and any(child.tag in _SIZES for child in properties)


def _properties(paragraph: etree._Element, source: etree._Element | None) -> etree._Element:
    """Return the properties of typed text as an ``w:rPr`` of its own."""
    properties = _new(RPR, paragraph)
    for child in source.iterchildren("*") if source is not None else ():
        is_placeholder = child.tag == STYLE and child.get(VAL) == _PLACEHOLDER_STYLE
        if child.tag not in _NOT_TYPED and not is_placeholder:
            properties.append(copy.deepcopy(child))
    return properties


def _follow(properties: etree._Element, neighbour: etree._Element) -> None:
    """Add the font and size of other properties."""
    fonts = [copy.deepcopy(child) for child in neighbour if child.tag == FONTS]
    sizes = [copy.deepcopy(child) for child in neighbour if child.tag in _SIZES - {FONTS}]
    if fonts:
        properties.insert(1 if len(properties) and properties[0].tag == STYLE else 0, fonts[0])
    at = next((n for n, child in enumerate(properties) if child.tag in _AFTER_SIZES), len(properties))
    properties[at:at] = sizes


def _neighbours_properties(paragraph: etree._Element) -> etree._Element | None:
    """Return the properties of the nearest text in the row whose paragraph has the same style."""
    run = next(_neighbours(paragraph), None)
    return None if run is None else run.find(RPR)


def _neighbours(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs with text in the other cells of the row, the cells before this one first, from the nearest on."""
    row = next(paragraph.iterancestors(TR), None)
    if row is None:
        return
    cell = next(paragraph.iterancestors(TC))
    cells = list(unwrapped(row, (TC,)))
    at = cells.index(cell) if cell in cells else 0
    style = _style(paragraph)
    for neighbour in [*reversed(cells[:at]), *cells[at + 1 :]]:
        for other in unwrapped(neighbour, (P,)):
            if _style(other) == style:
                yield from (run for run in unwrapped(other, (R,)) if any((t.text or "").strip() for t in run.iterchildren(T)))


def _style(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{PPR}/{PARAGRAPH_STYLE}")
    return None if style is None else style.get(VAL)


def _with_hint(properties: etree._Element, hint: str | None) -> etree._Element:
    """Return the properties saying that quotes, dashes and dots are East Asian ones where ``hint`` says so, as typing does."""
    own = copy.deepcopy(properties)
    fonts = own.find(FONTS)
    if hint is None:
        return own
    if fonts is None:
        fonts = _new(FONTS, properties)
        own.insert(1 if len(own) and own[0].tag == STYLE else 0, fonts)
    fonts.set(W + "hint", hint)
    return own


def _paragraph_properties(paragraph: etree._Element) -> str:
    """Return the properties for a further paragraph like this one."""
    properties = paragraph.find(PPR)
    if properties is None:
        return ""
    own = copy.deepcopy(properties)
    for child in list(own):
        if child.tag in _NOT_REPEATED:
            own.remove(child)
    for child in [child for mark in own.iterchildren(RPR) for child in mark if child.tag in _NOT_TYPED]:
        mark = child.getparent()
        if mark is not None:
            mark.remove(child)
    return fragment(own, paragraph) if len(own) else ""


def _new(tag: str, holder: etree._Element) -> etree._Element:
    """Return a new element that is written with the prefixes of ``holder``."""
    return etree.Element(tag, nsmap={prefix: name for prefix, name in holder.nsmap.items() if prefix})
