"""The statistics as one HTML page with pictures, to read on a screen and to print; it needs nothing else and loads nothing.

In Chinese, the language of the standards, whatever the locale: the same database gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.statistics import notes, pictures
from batch.statistics.figures import Compared, Statistics
from batch.statistics.sheets import Holds, Sheet, pairs_sheet, sheet, value_of
from batch.statistics.terminal import top_elements
from render.pages import page_environment
from render.scorecards import figure, percent
from render.text import clean
from rubrics.catalogue.statistics import FIGURES, LEGENDS
from rubrics.messages import speaking, translate

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = Path(__file__).with_name("page.html.j2")
_SHOWN = {
    "elements": ("id", "title", "points", "counted", "incomplete", "not_applicable", "rate"),
    "items": ("id", "requirement", "points", "scored", "lost", "lost_percent", "points_lost", "mean_lost"),
    "rules": ("owner", "number", "text", "assessments", "findings", "cost"),
    "ranking": ("place", "unit", "figure", "result", "bonus", "score", "grade"),
}
_CARDS = ("mean", "median", "lowest", "highest", "lower_quartile", "upper_quartile")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is printed: its text and its class."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One table as it is printed, with how many rows are not."""

    heading: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One comparison on the page."""

    heading: str
    sentences: tuple[str, ...]
    picture: pictures.Bars | None
    caption: str
    table: Printed | None


def page(found: Statistics, top: int) -> bytes:
    """Return the page in UTF-8; of long tables the first ``top`` rows."""
    with speaking("zh"):
        html = _template().render(**_content(found, top))
    return clean(html)[0].encode()


def _content(found: Statistics, top: int) -> dict[str, Any]:
    """Return everything that the template shows, as texts and figures."""
    run, items = found.run, sheet(found, "items")
    by_name = {column.name: column for column in sheet(found, "grades").columns}
    named = [(str(value_of(one, by_name["grade"])), one) for one in found.grades]
    return {
        "title": run.title,
        "heading": notes.heading(found),
        "left_out": list(notes.left_out(found)),
        "cards": [(translate(FIGURES[name]), figure(getattr(found.spread, name))) for name in _CARDS] if found.spread else [],
        "bands": (notes.say("bands"), pictures.distribution(found.bands), translate(LEGENDS["bands"])),
        "grades": (notes.say("grades"), pictures.grade_bars(named)),
        "rates": (notes.say("rates"), pictures.rate_bars(top_elements(found))),
        "losses": (
            notes.say("items", shown=min(top, len(items.rows)), count=len(items.rows)),
            pictures.loss_bars(found.items[:top]),
            translate(LEGENDS["lost"]),
        ),
        "elements": _printed(sheet(found, "elements"), len(found.elements), levels=True),
        "items": _printed(items, top),
        "rules": _printed(sheet(found, "rules"), top),
        "ranking": _printed(sheet(found, "ranking"), top) if any(one.place for one in found.ranking) else None,
        "ranked": notes.say(
            "ranking", by=notes.ranked_by(run), shown=min(top, len(found.ranking)), count=found.coverage.assessments
        ),
        "unranked": notes.say("none-ranked"),
        "rules_heading": notes.say("rules", shown=min(top, len(found.rules)), count=len(found.rules)),
        "sides": list(_sides(found, top)),
        "made_of": notes.say("made-of", run=run.name, rubric=run.rubric, hash=run.rubric_hash, engine=run.engine),
    }


def _sides(found: Statistics, top: int) -> Iterator[Side]:
    shown = frozenset(one.id for one in top_elements(found))
    for name, compared in (("change", found.change), ("gap", found.gap)):
        if compared is not None:
            picture = pictures.pair_bars(compared, shown) if compared.elements else None
            table = _pairs(name, compared, top) if compared.pairs else None
            sentences = tuple(notes.comparison(compared))
            yield Side(notes.say(name, run=compared.first.name), sentences, picture, translate(LEGENDS[name]), table)


def _pairs(name: str, compared: Compared, top: int) -> Printed:
    heading = notes.say("pairs", shown=min(top, compared.paired), count=compared.paired)
    return _print(pairs_sheet(name, compared), heading, top)


def _printed(given: Sheet, top: int, *, levels: bool = False) -> Printed:
    marked = tuple(f"level{row.level}" for row in given.rows[:top]) if levels else ()
    return _print(given.only(*_SHOWN[given.name]), translate(given.heading), top, marked)


def _print(given: Sheet, heading: str, top: int, marked: tuple[str, ...] = ()) -> Printed:
    columns = tuple(Cell(translate(column.heading), _class(column.holds)) for column in given.columns)
    rows = tuple(
        tuple(Cell(_text(value_of(row, column), column.holds), _class(column.holds)) for column in given.columns)
        for row in given.rows[:top]
    )
    rest = len(given.rows) - len(rows)
    return Printed(heading, columns, rows, notes.say("more", count=rest) if rest > 0 else "", marked or ("",) * len(rows))


def _class(holds: Holds) -> str:
    return "" if holds is Holds.TEXT else "n"


def _text(value: Any, holds: Holds) -> str:
    if value is None:
        return "—"
    if holds is Holds.CHANGE:
        return notes.signed(value)
    if holds is Holds.PERCENT:
        return percent(value)
    return figure(value) if isinstance(value, Decimal) else str(value)


@cache
def _template() -> Template:
    return page_environment().from_string(TEMPLATE.read_text(encoding="utf-8"))
