"""Boxes to tick: □自评 □评审, □一级 □二级 □三级. Which stand on a line, and which of them an assessment ticks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from extract.wordxml import RPR, R, T, unwrapped
from render import words
from render.figures import Filled
from render.lines import Key
from rubrics.model import Rubric

TICKED: Final = "☑"
_BOX = re.compile(r"[□☐]\s*(?P<label>[^□☐☑\s，。；、：:()（）]{1,20})")


@dataclass(frozen=True, slots=True)
class Box:
    """A box: which sign of its line it is, what it asks about, and the name behind it."""

    at: int
    asks: Literal["self", "review", "grade"]
    name: str


def boxes_in(paragraph: etree._Element, rubric: Rubric) -> dict[Key, Box]:
    """Return the boxes on a line that an assessment can tick, by keys of their own; none where a line has only one box.

    A box alone may ask for anything; of several, those are known that name the kind of assessment or a grade of the standard.
    """
    shown = "".join(_sign(child) for run in unwrapped(paragraph, (R,)) for child in run.iterchildren("*") if child.tag != RPR)
    found = list(_BOX.finditer(shown))
    if len(found) < 2:
        return {}
    grades = {grade.name for grade in rubric.policy.grades} | {rubric.policy.below_all}
    boxes = {(-number, "tick"): _box(match, grades) for number, match in enumerate(found, 1)}
    return {key: box for key, box in boxes.items() if box is not None}


def is_ticked(box: Box, given: Mapping[str, Filled]) -> bool:
    """Tell whether an assessment ticks a box; a grade only where all that are given came to the same."""
    if box.asks != "grade":
        return box.asks in given
    called = {one.scorecard.called or one.scorecard.grade for one in given.values()}
    return called == {box.name}


def _sign(child: etree._Element) -> str:
    return (child.text or "") if child.tag == T else "\ufffc"


def _box(match: re.Match[str], grades: set[str | None]) -> Box | None:
    label = match["label"]
    if label in grades:
        return Box(match.start(), "grade", label)
    about_self, about_review = (any(word in label for word in known) for known in (words.SELF_WORDS, words.REVIEW_WORDS))
    if about_self == about_review:
        return None
    return Box(match.start(), "self" if about_self else "review", label)
