"""Word's fields: the code that a reader does not see, the result that he does, and the few codes that draw by themselves.

A field runs from ``begin`` over ``separate`` to ``end`` (ECMA-376 part 1, 17.16), over paragraphs if need be. A mark whose
partner is missing is none: taken at its word, it would swallow the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from extract.numberformats import CIRCLED, CIRCLED_HAN
from extract.symbols import symbol
from extract.wordxml import BODY, DEL, MOVE_FROM, TC, TEXT_BOX, VAL, W, integer, is_on

FIELD_KIND = W + "fldCharType"
TICKED, EMPTY = "☑", "□"
_STORIES = frozenset({BODY, TC, TEXT_BOX, W + "footnote", W + "endnote"})
_ENCLOSING = {
    "○": {**{str(n): sign for n, sign in enumerate(CIRCLED, 1)}, **dict(zip("一二三四五六七八九十", CIRCLED_HAN, strict=True))}
}
_OVERSTRIKE = re.compile(r"\\o\s*(?:\\a[clr]\s*)*\(\s*(.*?)\s*[,;，；]\s*(.*?)\s*\)\s*$", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(\s*([^,;()]*)\s*[,;，；]\s*([^,;()]*)\s*\)\s*$", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """An open field: its code as far as it was read, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    has_result: bool = False


def paired_marks(marks: Iterable[etree._Element]) -> set[etree._Element]:
    """Return those of the field marks that have their partners, in the same body, cell, text box or note."""
    open_marks: dict[etree._Element | None, list[list[etree._Element]]] = {}
    paired: set[etree._Element] = set()
    for mark in marks:
        story = _story(mark)
        if story is None:
            continue
        stack, kind = open_marks.setdefault(story, []), mark.get(FIELD_KIND)
        if kind == "begin":
            stack.append([mark])
        elif stack and kind == "separate":
            stack[-1].append(mark)
        elif stack and kind == "end":
            paired.update((*stack.pop(), mark))
    return paired


def _story(mark: etree._Element) -> etree._Element | None:
    """Return the body, cell, box or note that a mark stands in; ``None`` if the mark is deleted."""
    element = mark.getparent()
    while element is not None and element.tag not in _STORIES:
        if element.tag in (DEL, MOVE_FROM):
            return None
        element = element.getparent()
    return element


def form_field(mark: etree._Element) -> str:
    """Return what an old form field shows by its settings: a box, ticked or not, or the chosen entry of a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        return TICKED if is_on(box.find(W + "default") if state is None else state) else EMPTY
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterchildren(W + "listEntry")]
    chosen = choices.find(W + "result")
    index = 0 if chosen is None else integer(chosen.get(VAL), 0)
    return entries[index] if 0 <= index < len(entries) else ""


def drawn(code: str) -> str | None:
    r"""Return what a field without a result draws from its code; ``None`` if it should draw but cannot be read.

    >>> drawn(r" eq \o\ac(○,3)"), drawn(r" SYMBOL 254 \f Wingdings "), drawn(" PAGE ")
    ('③', '☑', '')
    """
    name, _, rest = code.strip().partition(" ")
    if "\\" in name:
        name, rest = name[: name.index("\\")], name[name.index("\\") :] + rest
    kind = name.upper()
    if kind == "EQ":
        return _equation(rest)
    if kind == "SYMBOL":
        font = _SYMBOL_FONT.search(rest)
        number = rest.split()[0] if rest.split() else ""
        return symbol((font[1] or font[2]) if font else "Symbol", _code(number)) if _code(number) else None
    return rest.strip().partition(" ")[2] if kind in ("MACROBUTTON", "GOTOBUTTON") else ""


def _code(number: str) -> int:
    try:
        return int(number, 0)
    except ValueError:
        return 0


def _equation(arguments: str) -> str | None:
    """Return a sign in a ring (Word's own way to write ① beyond its fonts), or a fraction, of an EQ field."""
    fraction = _FRACTION.match(arguments.strip())
    if fraction:
        return f"{fraction[1].strip()}/{fraction[2].strip()}"
    ring = _OVERSTRIKE.match(arguments.strip())
    if ring is None:
        return None
    around, inside = ring[1], ring[2]
    return _ENCLOSING.get("○" if around in "○〇◯o" else around, {}).get(inside)
