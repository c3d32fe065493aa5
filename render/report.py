"""A report of one result to read on a screen and to print: one HTML page that needs nothing else.

What people wrote is data to the template and is escaped; the page has no script and loads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from render.description import TEMPLATES
from render.figures import Filled
from render.result import ElementLine, Result, result_of
from render.text import clean
from render.textwidth import text_width
from rubrics.model import Rubric

if TYPE_CHECKING:
    from jinja2 import Template

_LABEL, _BAR, _ROW = 250.0, 400.0, 26.0
"""Widths of the labels and of a full bar in the picture, and the height of a row, in pixels."""
_LABEL_SIGNS = 17.0
_SPACE = 0.25
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
        Bar(_short(_label(one)), _label(one), number * _ROW, None if one.share is None else _BAR * one.share / 100, _told(one))
        for number, one in enumerate(shown)
    ]
    return Picture(tuple(bars), _LABEL, _BAR, len(bars) * _ROW)


def _label(one: ElementLine) -> str:
    return one.title if one.title.startswith(one.number) else f"{one.number} {one.title}"


def _told(one: ElementLine) -> str:
    if one.share is None:
        return one.score
    return f"{one.score} / {one.due}（{one.percent}%）"


def _short(text: str) -> str:
    if text_width(text, _SPACE) <= _LABEL_SIGNS:
        return text
    while text and text_width(text, _SPACE) > _LABEL_SIGNS - 1:
        text = text[:-1]
    return text + "…"


@cache
def _template() -> Template:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - Jinja2 is needed only when a report is made
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["px"] = "{:.1f}".format
    return environment.from_string((TEMPLATES / "report.html.j2").read_text(encoding="utf-8"))


__all__ = ["Bar", "Picture", "Result", "picture", "report"]
