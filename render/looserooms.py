"""Room on a line that stands behind no colon, or that a prompt holds: 评审得分____分, 企业名称：${unit}."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from extract.wordxml import P, T, W
from normalize.vocabulary import BLANK_FIELDS
from render import words
from render.cells import BINDING, PLACEHOLDER, SDT, SDT_PROPERTIES
from render.gaps import Room
from render.signs import Sign, shown, signs_of
from render.splice import Edit, Extents
from rubrics.model import Blank, BlankField

_HELD = "\ue0ff"
"""Stands for each sign of a prompt."""
_PROMPT = r"\$\{[^{}\n]{0,30}\}|[\[【〔](?:单击|点击|请)[^\[\]【】〔〕\n]{0,30}[\]】〕]"
_LABEL = r"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff/（）()]{1,15}?)\s*[:：]?\s*"
_ROOM = re.compile(rf"{_LABEL}(?P<room>[_＿]{{2,}}|{_HELD}+|{_PROMPT})(?P<date>\s*[年月])?")
_ANY = re.compile(rf"[_＿]{{2,}}|{_HELD}|{_PROMPT}")
_STYLE = W + "rStyle"


@dataclass(frozen=True, slots=True)
class LooseRoom:
    """Room for what a label asks for; of a ``prompt`` nothing stays, and ``marks`` are the edits that go with it."""

    blank: Blank
    room: Room
    is_prompt: bool
    marks: tuple[Edit, ...]


def has_room(text: str) -> bool:
    """Tell whether there is room of this kind in a text, for whatever it asks."""
    return _ANY.search(text) is not None


def prompted(root: etree._Element) -> frozenset[etree._Element]:
    """Return the paragraphs of a document in which a content control shows a prompt."""
    held = (next(control.iterancestors(P), None) for control in root.iter(SDT) if _prompts(control))
    return frozenset(paragraph for paragraph in held if paragraph is not None)


def loose_rooms(paragraph: etree._Element, extents: Extents, known: Collection[str]) -> Iterator[LooseRoom]:
    """Yield the room on a line behind labels of a known use that are not ``known`` as blanks."""
    signs = list(signs_of(paragraph))
    text = _with_prompts(signs)
    for match in _ROOM.finditer(text):
        label = match["label"]
        field = _field_of(label)
        if match["date"] or field == "other" or any(label.endswith(one) or one.endswith(label) for one in known):
            continue
        begin, end = match.span("room")
        held = {control for sign in signs[begin:end] for control in sign.element.iterancestors(SDT) if _prompts(control)}
        marks = [edit for control in held for edit in _unprompted(control, extents)]
        blank = Blank.model_construct(label=label, field=field, at=None)
        yield LooseRoom(blank, (begin, end), match["room"][0] not in "_＿", tuple(marks))


def _field_of(label: str) -> BlankField:
    """Return what a label asks for; a figure only where the label ends with its name, as that of 得分情况 does not."""
    if label.endswith(words.FIGURE_ENDS):
        return "score"
    field: BlankField = next((field for word, field in BLANK_FIELDS if word in label), "other")
    return field if field not in ("score", "grade") or label.endswith("等级") else "other"


def _with_prompts(signs: list[Sign]) -> str:
    """Return the text of a line, with a sign of its own for each that a content control shows as its prompt."""
    text = shown(signs)
    held = (any(map(_prompts, sign.element.iterancestors(SDT))) for sign in signs)
    return "".join(_HELD if is_held else letter for letter, is_held in zip(text, held, strict=True))


def _prompts(control: etree._Element) -> bool:
    """Tell whether a content control inside of a line shows a prompt."""
    return control.find(f"{SDT_PROPERTIES}/{PLACEHOLDER}") is not None and next(control.iter(P), None) is None


def _unprompted(control: etree._Element, extents: Extents) -> Iterator[Edit]:
    """Yield the edits by which a control no more says that it shows a prompt, in grey."""
    properties = control.find(SDT_PROPERTIES)
    marks = [child for child in properties if child.tag in (PLACEHOLDER, BINDING)] if properties is not None else []
    runs = {run for text in control.iter(T) if (run := text.getparent()) is not None}
    for element in (*marks, *(style for run in runs for style in run.iter(_STYLE))):
        extent = extents.of(element)
        yield Edit(extent.start, extent.end, b"")
