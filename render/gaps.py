"""Where a printed line leaves room: behind the label of a blank, or before 年, 月 and 日."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from extract.wordxml import RPR, VAL, T, W
from render.lines import Gap, Key, LineSlot, LineText
from render.runs import prefixed
from render.signs import TAB, Sign, shown, signs_of
from render.splice import Edit, Extents
from render.textwidth import NARROW_SPACE

UNDERLINE = W + "u"
ROOM = " \u3000\u00a0\u2002\u2003_＿\t"
"""What a form leaves as room: spaces of any width, underscores, tabs."""
_DATE_PART = re.compile(rf"(?P<printed>[0-9０-９]*)(?P<room>[{ROOM}]*)(?P<part>[年月日])")
_PARTS = {"年": "year", "月": "month", "日": "day"}
_CENTURY = ("20", "２０")


@dataclass(frozen=True, slots=True)
class Asked:
    """A blank to be found on a line: its label, and whether it asks for days."""

    label: str
    is_date: bool


Room = tuple[int, int]
"""The signs of a line that may be replaced: the first, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines of a part are measured by: where its elements stand, and how wide a space is in a run, in ems."""

    extents: Extents
    space: Callable[[etree._Element], float]


def line_slot(
    paragraph: etree._Element,
    asked: Mapping[int, Asked],
    page: Page,
    rooms: Mapping[Key, Room],
    marks: Mapping[Key, Sequence[Edit]] = MappingProxyType({}),
) -> LineSlot:
    """Return the slot of a paragraph that is to hold the blanks ``asked`` for, by their numbers and in their order.

    ``rooms`` are signs of the line that may be replaced, ``marks`` edits of the part that are made beside, by their keys.
    Blanks whose labels do not stand on the line are not ``found``.
    """
    extents = page.extents
    whole = extents.of(paragraph)
    signs = list(signs_of(paragraph))
    text = shown(signs)
    elements = list(dict.fromkeys(sign.element for sign in signs if sign.element.tag == T))
    texts = tuple(_text(element, page, whole.start) for element in elements)
    regions = list(_regions(text, asked))
    found_rooms = [
        room for number, begin, end in regions for room in _rooms(text, begin, end, number, is_date=asked[number].is_date)
    ]
    found_rooms += [(key, *room) for key, room in rooms.items()]
    numbers = {element: number for number, element in enumerate(elements)}
    gaps = [_gap(room, signs, numbers, extents) for room in found_rooms]
    beside = {
        key: tuple(Edit(edit.start - whole.start, edit.end - whole.start, edit.new) for edit in made)
        for key, made in marks.items()
    }
    found = frozenset(number for number, _, _ in regions)
    source = extents.xml[whole.start : whole.end]
    return LineSlot(whole.start, whole.end, source, texts, tuple(gap for gap in gaps if gap is not None), found, beside)


def _text(element: etree._Element, page: Page, origin: int) -> LineText:
    extent = page.extents.of(element)
    run = element.getparent()
    underline = None if run is None else run.find(f"{RPR}/{UNDERLINE}")
    is_underlined = underline is not None and underline.get(VAL) != "none"
    width = NARROW_SPACE if run is None else page.space(run)
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
    room: tuple[Key, int, int], signs: Sequence[Sign], numbers: Mapping[etree._Element, int], extents: Extents
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
    if any(sign.element not in numbers for sign in inside):
        return None
    for sign in inside:
        number = numbers[sign.element]
        first = pieces[number][0] if number in pieces else sign.offset
        pieces[number] = (first, sign.offset + 1)
    return Gap(key, tuple((number, *piece) for number, piece in pieces.items()), end < len(signs))
