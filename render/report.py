"""A report of one result to read on a screen and to print: one HTML page that needs nothing else.

What people wrote is data to the template and is escaped; the page has no script and loads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from render.bars import BAR, LABEL, ROW, named, short_label
from render.description import TEMPLATES
from render.figures import Filled
from render.pages import page_environment
from render.result import ElementLine, Result, result_of
from render.text import clean
from rubrics.model import Rubric

if TYPE_CHECKING:
    from jinja2 import Template

_OPEN_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One element in the picture: where its row begins, how long its bar is, and what stands at both ends."""

    label: str
    full_label: str
    y: float
    width: float | None
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The score by element, as bars: the share of what is due."""

    bars: tuple[Bar, ...]
    label: float
    bar: float
    height: float


def report(rubric: Rubric, filled: Filled) -> bytes:
    """Return the report of one assessment as an HTML page in UTF-8; the same input gives the same bytes."""
    result = result_of(rubric, filled)
    html = _template().render(result=result, picture=picture(result.elements), shown=_OPEN_SHOWN)
    return (clean(html)[0]).encode()


def picture(elements: Sequence[ElementLine]) -> Picture:
    """Return the picture of the first level; of the second, where one element stands for the whole standard."""
    firsts = [one for one in elements if one.level == 1 and one.kind != "gate"]
    shown = firsts if len(firsts) > 1 else [one for one in elements if one.level == max(each.level for each in elements)]
    bars = [
        Bar(short_label(label), label, number * ROW, None if one.share is None else BAR * one.share / 100, _told(one))
        for number, (label, one) in enumerate((named(one.number, one.title), one) for one in shown)
    ]
    return Picture(tuple(bars), LABEL, BAR, len(bars) * ROW)


def _told(one: ElementLine) -> str:
    if one.share is None:
        return one.score
    return f"{one.score} / {one.due}（{one.percent}%）"


@cache
def _template() -> Template:
    return page_environment().from_string((TEMPLATES / "report.html.j2").read_text(encoding="utf-8"))


__all__ = ["Bar", "Picture", "Result", "picture", "report"]
