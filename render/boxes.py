"""Boxes to tick: □自评 □评审, □一级 □二级 □三级. Which stand on a line, and which of them an assessment ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from render import words
from render.boxsigns import PrintedBox, how_to_tick, printed_boxes
from render.figures import Filled
from render.gaps import Room
from render.lines import Key
from render.signs import shown, signs_of
from render.splice import Edit, Extents
from rubrics.model import Rubric


@dataclass(frozen=True, slots=True)
class Box:
    """A box: what it asks about, and the words that belong to it."""

    printed: PrintedBox
    asks: Literal["self", "review", "grade"]


@dataclass(frozen=True, slots=True)
class Ticking:
    """How the boxes of a line are ticked, by their keys: signs that give way, edits that are made beside, what is written."""

    rooms: Mapping[Key, Room]
    marks: Mapping[Key, Sequence[Edit]]
    texts: Mapping[Key, str]


def boxes_in(paragraph: etree._Element, rubric: Rubric) -> dict[Key, Box]:
    """Return the boxes on a line that an assessment can tick, by keys of their own; none where a line has only one box.

    A box alone may ask for anything; of several, those are known that name the kind of assessment or a grade of the standard.
    """
    found = list(printed_boxes(shown(signs_of(paragraph))))
    if len(found) < 2:
        return {}
    grades = {grade.name for grade in rubric.policy.grades} | {rubric.policy.below_all}
    boxes = {(-number, "tick"): _box(printed, grades) for number, printed in enumerate(found, 1) if not printed.is_ticked}
    return {key: box for key, box in boxes.items() if box is not None}


def ticking(paragraph: etree._Element, boxes: Mapping[Key, PrintedBox], extents: Extents) -> Ticking:
    """Return how boxes of a line are ticked."""
    signs = list(signs_of(paragraph))
    how = {key: how_to_tick(printed, signs, extents) for key, printed in boxes.items()}
    rooms = {key: room for key, (room, _, _) in how.items() if room is not None}
    return Ticking(rooms, {key: marks for key, (_, marks, _) in how.items()}, {key: text for key, (_, _, text) in how.items()})


def is_ticked(box: Box, given: Mapping[str, Filled]) -> bool:
    """Tell whether an assessment ticks a box; a grade only where all that are given came to the same."""
    if box.asks != "grade":
        return box.asks in given
    called = {one.scorecard.called or one.scorecard.grade for one in given.values()}
    return called == {box.printed.label}


def _box(printed: PrintedBox, grades: set[str | None]) -> Box | None:
    if printed.label in grades:
        return Box(printed, "grade")
    about_self, about_review = (any(word in printed.label for word in known) for known in (words.SELF_WORDS, words.REVIEW_WORDS))
    if about_self == about_review:
        return None
    return Box(printed, "self" if about_self else "review")
