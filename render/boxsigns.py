"""Boxes as they are printed, and which words belong to each: □自评 □评审, 一级□ 二级□, （ ）合格 （ ）不合格.

A box stands before its words or behind them, all of one row alike; a row that can be read either way is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from extract.fields import TICKED
from extract.wordxml import T, W
from render.gaps import ROOM, Room
from render.signs import FIELD, OTHER, SYMBOL, Sign, font_of
from render.splice import Edit, Extents

TICK: Final = "√"
"""What is written between brackets."""
TICKED_SIGNS = "☑☒√✓✔■"
_EMPTY_SIGNS = "□☐"
_BOX = re.compile(rf"[{_EMPTY_SIGNS}{TICKED_SIGNS}]|[（(][{ROOM}]*[{TICKED_SIGNS}]?[{ROOM}]*[）)]")
_STOPS = "，。；、：:()（）"
_LABEL = rf"[^{_EMPTY_SIGNS}{TICKED_SIGNS}\s{_STOPS}{OTHER}]{{1,20}}"
_AFTER, _BEFORE = re.compile(rf"[\s{OTHER}]*({_LABEL})"), re.compile(rf"({_LABEL})[\s{OTHER}]*$")
_HEADED = re.compile(rf"(?:^|(?<=[\s；;，,。]))[^\s:：{_EMPTY_SIGNS}{TICKED_SIGNS}]+[:：]")
_BRACKETS = "（("
_CODES = {"wingdings": "F0FE", "wingdings 2": "F052"}
"""The ticked box in the symbol fonts in which forms draw the empty one."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SDT, _CONTROL, _STATE = W + "sdt", f"{W}sdtPr/{_W14}checkbox", _W14 + "checked"
_FIELD_BOX, _CHECKED = f"{W}ffData/{W}checkBox", W + "checked"


@dataclass(frozen=True, slots=True)
class PrintedBox:
    """A box on a line and its words; ``begin`` and ``end`` are the signs that a tick takes the place of."""

    begin: int
    end: int
    label: str
    tick: str
    is_ticked: bool


def has_boxes(text: str) -> bool:
    """Tell whether there is more than one box in a text."""
    return len(_BOX.findall(text)) > 1


def printed_boxes(text: str) -> Iterator[PrintedBox]:
    """Yield the boxes of a line, each with the words that belong to it.

    >>> [(box.label, box.is_ticked) for box in printed_boxes('等级：一级□ 二级☑')]
    [('一级', False), ('二级', True)]
    >>> list(printed_boxes('甲□乙□丙'))
    []
    """
    cuts = [match.end() for match in _HEADED.finditer(text)]
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        boxes = list(_BOX.finditer(text, start, end))
        is_before = _stand_before(text, start, end, boxes) if boxes else None
        for number, box in enumerate(boxes):
            following = boxes[number + 1].start() if number + 1 < len(boxes) else end
            behind = boxes[number - 1].end() if number else start
            label = None if is_before is None else _label(text, box, behind, following, is_before=is_before)
            if label is not None:
                yield _printed(box, label)


def lone_box(text: str) -> PrintedBox | None:
    """Return the box that is all that a line holds, and not ticked; ``None`` of other lines, and of room between brackets.

    >>> lone_box(' □ ').begin, lone_box('□符合'), lone_box('（ ）')
    (1, None, None)
    """
    match = _BOX.fullmatch(text.strip())
    if match is None or match[0][0] in _BRACKETS or match[0] in TICKED_SIGNS:
        return None
    begin = text.index(match[0])
    return PrintedBox(begin, begin + 1, "", TICKED, is_ticked=False)


def _stand_before(text: str, start: int, end: int, boxes: Sequence[re.Match[str]]) -> bool | None:
    """Tell whether the boxes of a row stand before their words (else behind); ``None`` where it can be read either way."""
    leads = not text[start : boxes[0].start()].strip(ROOM + OTHER)
    ends = not text[boxes[-1].end() : end].strip(ROOM + OTHER + "。；;，,")
    if leads != ends:
        return leads
    touching = {(_touches(text, box.end(), 0), _touches(text, box.start(), -1)) for box in boxes}
    return {(True, False): True, (False, True): False}.get(touching.pop()) if len(touching) == 1 and not leads else None


def _touches(text: str, at: int, step: int) -> bool:
    """Tell whether a word stands right at a place of a line."""
    return 0 <= at + step < len(text) and not text[at + step].isspace() and text[at + step] not in _STOPS + OTHER


def _label(text: str, box: re.Match[str], behind: int, following: int, *, is_before: bool) -> str | None:
    match = _AFTER.match(text, box.end(), following) if is_before else _BEFORE.search(text[behind : box.start()])
    return None if match is None else match[1]


def _printed(box: re.Match[str], label: str) -> PrintedBox:
    is_ticked = any(sign in TICKED_SIGNS for sign in box[0])
    if box[0][0] in _BRACKETS:
        return PrintedBox(box.start() + 1, box.end() - 1, label, TICK, is_ticked)
    return PrintedBox(box.start(), box.end(), label, TICKED, is_ticked)


def how_to_tick(box: PrintedBox, signs: Sequence[Sign], extents: Extents) -> tuple[Room | None, tuple[Edit, ...], str]:
    """Return how a box is ticked: the signs that give way, edits that are made beside, and what is written.

    Boxes that a symbol font or a form field draws stay what they are; a content control is told that it is checked.
    """
    if box.tick == TICK:
        return (box.begin, box.end), (), TICK
    element = signs[box.begin].element
    code = _CODES.get((font_of(element) or "").strip().lower())
    if element.tag == T:
        return (box.begin, box.end), tuple(_control_state(element, extents)), chr(int(code, 16)) if code else TICKED
    edits = _symbol(element, code, extents) if element.tag == SYMBOL else _field(element, extents)
    return None, edits, TICKED


def _control_state(element: etree._Element, extents: Extents) -> Iterator[Edit]:
    """Yield what says of a content control for a box that it is checked, where it stands inside of the paragraph."""
    control = next(element.iterancestors(_SDT), None)
    box = None if control is None else control.find(_CONTROL)
    state = None if box is None else box.find(_STATE)
    if state is not None and len(list(control.iter(T)) if control is not None else []) == 1:
        yield from _changed(state, f"{_W14}val", "1", extents)


def _symbol(element: etree._Element, code: str | None, extents: Extents) -> tuple[Edit, ...]:
    return tuple(_changed(element, W + "char", code, extents)) if code else ()


def _field(element: etree._Element, extents: Extents) -> tuple[Edit, ...]:
    box = element.find(_FIELD_BOX) if element.tag == FIELD else None
    if box is None:
        return ()
    checked = box.find(_CHECKED)
    if checked is not None:
        extent = extents.of(checked)
        return (Edit(extent.start, extent.end, _tag(box, "checked")),)
    extent = extents.of(box)
    if extent.is_empty_tag:
        return ()
    return (Edit(extent.close, extent.close, _tag(box, "checked")),)


def _tag(holder: etree._Element, name: str) -> bytes:
    prefix = f"{holder.prefix}:" if holder.prefix else ""
    return f"<{prefix}{name}/>".encode()


def _changed(element: etree._Element, attribute: str, value: str, extents: Extents) -> Iterator[Edit]:
    """Yield the edit that gives an element another value of an attribute that it has."""
    extent, local = extents.of(element), etree.QName(attribute).localname.encode()
    tag = extents.xml[extent.start : extent.inside]
    new = re.sub(rb"(:?\b" + local + rb"\s*=\s*)([\"'])[^\"']*\2", rb"\g<1>\g<2>" + value.encode() + rb"\g<2>", tag, count=1)
    if new != tag:
        yield Edit(extent.start, extent.inside, new)
