"""Steps that stand side by side in columns of their own: 优 | 良 | 中 | 差, A级（1.0） | B级（0.8） | C级（0.6）.

What a step gives is printed in its heading (优秀（10分）, B级（0.8）) or in its cells (10 | 8 | 6 | 4); its cells may say instead
what one must have done for it. Boxes to tick, with no figure anywhere, are no steps, nor are counts, which do not fall from
left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.document import Cell
from normalize.heading_vocabulary import STEPS
from normalize.labels import half_width, read_points, squeeze
from rubrics.model import ColumnRole, Rule, Tier

if TYPE_CHECKING:
    from normalize.headings import Heading

_STEP = re.compile(r"(?P<label>[^()]{1,6})(?:\((?P<inside>[^()]{1,12})\))?")
_GIVEN = re.compile(r"(?:得|计)?([0-9]{1,4}(?:\.[0-9]{1,2})?)分")
_RATE = re.compile(r"(?:系数|得)?:?(?:(?P<rate>[01](?:\.[0-9]{1,2})?)|(?P<percent>[0-9]{1,3})%)")
_BOXES = frozenset("□☐○〇√×✓✔()[]〔〕_ ")


def with_steps(headings: Sequence[Heading], body: Sequence[Sequence[Cell]]) -> tuple[Heading, ...]:
    """Return the headings of a table with those that are steps marked; ``body`` are the cells of the rows below."""
    made = list(headings)
    has_points = any(heading.role is ColumnRole.POINTS for heading in headings)
    for first, last in _runs(headings):
        if _are_scored(headings[first:last], body, has_points=has_points):
            for number in range(first, last):
                text = headings[number].text.rsplit("/", 1)[-1]
                made[number] = replace(headings[number], role=ColumnRole.RULES, step=text)
    return tuple(made)


def rule_of_steps(steps: Sequence[tuple[str, str]]) -> tuple[Rule, ...]:
    """Return the rule that the steps of a row make, each given as heading and cell.

    >>> [(t.label, t.award) for t in rule_of_steps([('优', '10'), ('良（8分）', '')])[0].tiers]
    [('优', Decimal('10')), ('良', Decimal('8'))]
    """
    if not steps:
        return ()
    text = "；".join(f"{heading} {squeeze(cell)}".strip() for heading, cell in steps)
    tiers = tuple(_tier(heading, cell) for heading, cell in steps)
    if not all(map(_gives, tiers)):
        return (Rule(text=text, manual=True),)
    return (Rule(text=text, tiers=tiers),)


def most_given(rules: Sequence[Rule]) -> Decimal | None:
    """Return the most points that a step of these rules gives."""
    return max((tier.award for rule in rules for tier in rule.tiers if tier.award is not None), default=None)


def _runs(headings: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield where two or more headings of steps stand side by side, half open."""
    start = None
    for number, heading in enumerate([*headings, None]):
        is_step = heading is not None and _label(heading.text.rsplit("/", 1)[-1]) is not None
        if is_step and start is None:
            start = number
        if not is_step and start is not None:
            if number - start > 1:
                yield start, number
            start = None


def _label(text: str) -> str | None:
    match = _STEP.fullmatch(half_width(squeeze(text)))
    return match["label"] if match and (match["label"] in STEPS or _GIVEN.fullmatch(match["label"])) else None


def _are_scored(run: Sequence[Heading], body: Sequence[Sequence[Cell]], *, has_points: bool) -> bool:
    """Tell whether steps give something: by their headings, by figures that fall, by words where the points are known."""
    if all(_gives(_tier(heading.text.rsplit("/", 1)[-1], "")) for heading in run):
        return True
    texts = [[squeeze(cell.text) for heading in run for cell in row if cell.column == heading.start] for row in body]
    figures = [[figure for text in row if (figure := read_points(text).points) is not None] for row in texts]
    if any(not all(left > right for left, right in pairwise(row)) for row in figures):
        return False
    worded = [any(text and not set(half_width(text)) <= _BOXES for text in row) for row in texts]
    return sum(worded) * 2 > len(texts) and (has_points or sum(len(row) > 1 for row in figures) * 2 > len(texts))


def _gives(tier: Tier) -> bool:
    return tier.award is not None or tier.award_percent is not None


def _tier(heading: str, cell: str) -> Tier:
    match = _STEP.fullmatch(half_width(squeeze(heading)))
    label, inside = (match["label"], match["inside"] or "") if match else (squeeze(heading), "")
    printed = read_points(cell).points
    if printed is not None:
        return Tier(label=label, award=printed)
    given = _GIVEN.fullmatch(inside or label)
    rate = _RATE.fullmatch(inside)
    if given:
        return Tier(label=label, award=Decimal(given[1]))
    if rate:
        share = Decimal(rate["percent"]) if rate["percent"] else Decimal(rate["rate"]) * 100
        return Tier(label=label, award_percent=share)
    return Tier(label=label)
