"""The statistics as tables: which there are, with which columns, and what stands in a cell; one description for every output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from batch.statistics.figures import Compared, Statistics
from rubrics.catalogue.presenting import OUTCOMES
from rubrics.catalogue.statistics import COLUMNS, FIGURES, KINDS, NO_GRADE, SHEETS, SIDES, YES
from rubrics.messages import translate
from scoring.scorecard import Outcome


class Holds(StrEnum):
    """What a column holds, and so how it is set."""

    TEXT = "text"
    COUNT = "count"
    FIGURE = "figure"
    PERCENT = "percent"
    CHANGE = "change"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the row that it shows, its heading (English; translate it), and what it holds."""

    name: str
    heading: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the statistics with all its rows (dataclasses of ``batch.statistics.figures``)."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]

    def only(self, *names: str) -> Sheet:
        """Return the table with some of its columns, in the order in which they are named."""
        by_name = {column.name: column for column in self.columns}
        return Sheet(self.name, self.heading, tuple(by_name[name] for name in names), self.rows)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the overview."""

    label: str
    value: Any


COUNTS = frozenset(
    {"count", "counted", "incomplete", "not_applicable", "scored", "lost", "unassessed", "gate_failed", "assessments", "findings"}
    | {"low", "high", "level", "number", "place"}
)
PERCENTS = frozenset({"percent", "share", "rate", "lost_percent"})
FIGURE_NAMES = frozenset({"points", "due", "score", "points_lost", "mean_lost", "cost", "figure", "result", "bonus"})
SHOWN = {
    "bands": ("low", "high", "count"),
    "grades": ("grade", "count", "share"),
    "elements": (*("id", "code", "title", "level", "points", "counted", "incomplete", "not_applicable", "due", "score", "rate"),),
    "items": (
        *("id", "element", "requirement", "points", "scored", "lost", "lost_percent", "points_lost", "mean_lost"),
        *("unassessed", "not_applicable", "gate_failed"),
    ),
    "rules": ("owner", "number", "text", "is_veto", "assessments", "findings", "cost"),
    "ranking": ("place", "unit", "figure", "result", "bonus", "percent", "score", "grade", "name"),
}
"""The columns of each table, in order."""


def sheets(found: Statistics) -> Iterator[Sheet]:
    """Yield every table of the statistics, the overview first; those that compare only where something is compared."""
    yield _sheet("overview", ("label", "value"), tuple(_overview(found)))
    for name, columns in SHOWN.items():
        yield _sheet(name, columns, getattr(found, name))
    for name, compared in (("change", found.change), ("gap", found.gap)):
        if compared is not None and compared.reason is None:
            yield pairs_sheet(name, compared)
            yield elements_sheet(name, compared)


def sheet(found: Statistics, name: str) -> Sheet:
    """Return one table of the statistics."""
    return _sheet(name, SHOWN[name], getattr(found, name))


def pairs_sheet(name: str, compared: Compared) -> Sheet:
    """Return the units of a comparison, called ``change`` or ``gap``."""
    first, second, first_grade, second_grade = SIDES[name]
    columns = (
        _column("unit"),
        Column("first", first, Holds.FIGURE),
        Column("second", second, Holds.FIGURE),
        Column("change", COLUMNS["change"], Holds.CHANGE),
        Column("first_grade", first_grade, Holds.TEXT),
        Column("second_grade", second_grade, Holds.TEXT),
    )
    return Sheet(name, SHEETS[name], columns, compared.pairs)


def elements_sheet(name: str, compared: Compared) -> Sheet:
    """Return the elements of a comparison."""
    first, second, *_ = SIDES[name]
    columns = (
        _column("id"),
        _column("code"),
        _column("title"),
        _column("counted"),
        Column("first", first, Holds.PERCENT),
        Column("second", second, Holds.PERCENT),
        Column("change", COLUMNS["change"], Holds.CHANGE),
    )
    return Sheet(f"{name}_elements", SHEETS[f"{name}_elements"], columns, compared.elements)


def value_of(row: Any, column: Column) -> str | int | Decimal | None:
    """Return what a person reads in a cell: words instead of codes, in the language in use; figures as they are."""
    value = getattr(row, column.name)
    if column.name == "grade" and value is None:
        return translate(NO_GRADE if row.outcome == Outcome.UNGRADED else OUTCOMES[row.outcome])
    if column.name == "unit" and value is None:
        return str(row.name)
    if isinstance(value, bool):
        return translate(YES) if value else ""
    return value  # type: ignore[no-any-return]


def _sheet(name: str, columns: tuple[str, ...], rows: Sequence[Any]) -> Sheet:
    return Sheet(name, SHEETS[name], tuple(_column(each) for each in columns), rows)


def _column(name: str) -> Column:
    known = ((COUNTS, Holds.COUNT), (PERCENTS, Holds.PERCENT), (FIGURE_NAMES, Holds.FIGURE), ({"value"}, Holds.EITHER))
    return Column(name, COLUMNS[name], next((holds for names, holds in known if name in names), Holds.TEXT))


def _overview(found: Statistics) -> Iterator[Line]:
    """Yield what the figures are of: the run, how many there are, how many are left out, and the results in a few figures."""
    run = found.run
    yield Line(translate(FIGURES["run"]), run.name)
    yield Line(translate(FIGURES["rubric"]), f"{run.title} ({run.rubric})")
    yield from (
        Line(translate(FIGURES[name]), getattr(run, name)) for name in ("version", "rubric_hash", "engine") if getattr(run, name)
    )
    yield Line(translate(FIGURES["kind"]), translate(KINDS[run.kind]))
    for part in (found.coverage, found.spread):
        if part is not None:
            yield from (Line(translate(FIGURES[field.name]), getattr(part, field.name)) for field in fields(part))
