"""Where a printed line leaves room: behind the label of a blank, or before 年, 月 and 日."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.wordxml import RPR, VAL, R, T, W, unwrapped
from render.lines import Gap, Key, LineSlot, LineText
from render.runs import prefixed
from render.splice import Extents
from render.textwidth import NARROW_SPACE

TAB, UNDERLINE = W + "tab", W + "u"
ROOM = " \u3000\u00a0\u2002\u2003_＿\t"
"""What a form leaves as room: spaces of any width, underscores, tabs."""
_OTHER = "\ufffc"
_DATE_PART = re.compile(rf"(?P<printed>[0-9０-９]*)(?P<room>[{ROOM}]*)(?P<part>[年月日])")
_PARTS = {"年": "year", "月": "month", "日": "day"}
_CENTURY = ("20", "２０")


@dataclass(frozen=True, slots=True)
class Asked:
    """A blank to be found on a line: its label, and whether it asks for days."""

    label: str
    is_date: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of a line: the element that holds it, and its number in it."""

    element: etree._Element
    offset: int


def line_slot(
    paragraph: etree._Element,
    asked: Mapping[int, Asked],
    extents: Extents,
    space: Callable[[etree._Element], float],
    boxes: Mapping[Key, int],
) -> LineSlot:
    """Return the slot of a paragraph that is to hold the blanks ``asked`` for, by their numbers and in their order.

    ``space`` says how wide a space is in a run, in ems; ``boxes`` are signs of the line that may be replaced, by their keys.
    Blanks whose labels do not stand on the line are not ``found``.
    """
    whole = extents.of(paragraph)
    signs = list(_signs(paragraph))
    shown = "".join(_sign_text(sign) for sign in signs)
    elements = list(dict.fromkeys(sign.element for sign in signs if sign.element.tag == T))
    texts = tuple(_text(element, extents, whole.start, space) for element in elements)
    regions = list(_regions(shown, asked))
    rooms = [room for number, begin, end in regions for room in _rooms(shown, begin, end, number, is_date=asked[number].is_date)]
    rooms += [(key, at, at + 1) for key, at in boxes.items()]
    gaps = [_gap(room, signs, {element: number for number, element in enumerate(elements)}, extents) for room in rooms]
    found = frozenset(number for number, _, _ in regions)
    source = extents.xml[whole.start : whole.end]
    return LineSlot(whole.start, whole.end, source, texts, tuple(gap for gap in gaps if gap is not None), found)


def _signs(paragraph: etree._Element) -> Iterator[_Sign]:
    """Yield the signs of a paragraph in order, one for each letter of its texts and one for anything else in its runs."""
    for run in unwrapped(paragraph, (R,)):
        for child in run.iterchildren("*"):
            if child.tag == T:
                text = child.text or ""
                yield from (_Sign(child, offset) for offset in range(len(text)))
            elif child.tag != RPR:
                yield _Sign(child, 0)


def _sign_text(sign: _Sign) -> str:
    if sign.element.tag == T:
        return (sign.element.text or "")[sign.offset]
    return "\t" if sign.element.tag == TAB else _OTHER


def _text(element: etree._Element, extents: Extents, origin: int, space: Callable[[etree._Element], float]) -> LineText:
    extent = extents.of(element)
    run = element.getparent()
    underline = None if run is None else run.find(f"{RPR}/{UNDERLINE}")
    is_underlined = underline is not None and underline.get(VAL) != "none"
    width = NARROW_SPACE if run is None else space(run)
    return LineText(extent.start - origin, extent.end - origin, prefixed(element, "t"), element.text or "", width, is_underlined)


def _regions(shown: str, asked: Mapping[int, Asked]) -> Iterator[tuple[int, int, int]]:
    """Yield, for each blank that is found, its number and the part of the line from its colon to the next label."""
    found: list[tuple[int, re.Match[str]]] = []
    at = 0
    for number, blank in asked.items():
        label = r"\s*".join(re.escape(sign) for sign in blank.label if not sign.isspace())
        match = re.compile(label + r"\s*[:：]?").search(shown, at)
        if match is not None:
            found.append((number, match))
            at = match.end()
    for position, (number, match) in enumerate(found):
        yield number, match.end(), found[position + 1][1].start() if position + 1 < len(found) else len(shown)


def _rooms(shown: str, begin: int, end: int, number: int, *, is_date: bool) -> Iterator[tuple[Key, int, int]]:
    """Yield the rooms in a region with their keys: before 年, 月 and 日 of one day or two, or the room behind the colon."""
    dates = list(_DATE_PART.finditer(shown, begin, end)) if is_date else []
    if not dates:
        stop = begin
        while stop < end and shown[stop] in ROOM:
            stop += 1
        yield (number, "text"), begin, stop
        return
    day = "begin"
    for match in dates:
        part = _PARTS[match["part"]]
        if not match["printed"] or (part == "year" and match["printed"] in _CENTURY):
            yield (number, f"{day}.{'short_' if match['printed'] else ''}{part}"), match.start("room"), match.end("room")
        day = "end" if part == "day" else day


def _gap(
    room: tuple[Key, int, int], signs: Sequence[_Sign], numbers: Mapping[etree._Element, int], extents: Extents
) -> Gap | None:
    """Return a room as a gap between signs; an empty one stands behind the sign before it."""
    key, begin, end = room
    inside = signs[begin:end]
    tab = next((sign.element for sign in inside if sign.element.tag == TAB), None)
    if tab is not None:
        return Gap(key, (), before_tab=extents.of(tab).start, tab_name=prefixed(tab, "t"))
    if not inside:
        beside, offset = (signs[begin - 1], signs[begin - 1].offset + 1) if begin else (signs[0], 0)
        if beside.element not in numbers:
            return None
        return Gap(key, ((numbers[beside.element], offset, offset),), begin < len(signs))
    pieces: dict[int, tuple[int, int]] = {}
    for sign in inside:
        number = numbers[sign.element]
        first = pieces[number][0] if number in pieces else sign.offset
        pieces[number] = (first, sign.offset + 1)
    return Gap(key, tuple((number, *piece) for number, piece in pieces.items()), end < len(signs))
