"""The statistics on a terminal: the same tables as in the files, cut to what fits, with bars where a bar says more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from batch.statistics.figures import Compared, ElementRate, Statistics
from batch.statistics.notes import comparison, heading, left_out, ranked_by, say, signed, spread_line
from batch.statistics.sheets import Holds, Sheet, elements_sheet, pairs_sheet, sheet, value_of
from render.scorecards import figure, percent
from render.terminal import table
from rubrics.messages import translate
from rubrics.widths import one_line, shorten

_TEXT_WIDTH = 44
_BAR = 40
"""How many signs the longest bar has."""


def statistics_lines(found: Statistics, top: int) -> Iterator[str]:
    """Yield the statistics as lines; of long tables the first ``top`` rows."""
    yield one_line(found.run.title)
    yield heading(found)
    yield from left_out(found)
    if not found.coverage.assessments:
        return
    yield from spread_line(found)
    if found.bands:
        yield from ("", say("bands"))
        yield from _bars([(f"{one.low}–{one.high}", one.count) for one in _trimmed(found)])
    yield from ("", say("grades"))
    yield from _grades(found)
    yield from ("", say("elements"))
    by_rate = sorted((one for one in top_elements(found) if one.rate is not None), key=lambda one: one.rate or Decimal(0))
    elements = sheet(found, "elements")
    yield from _table(
        Sheet(elements.name, elements.heading, elements.columns, by_rate).only("code", "title", "points", "counted", "rate"), top
    )
    items = sheet(found, "items")
    yield from ("", say("items", shown=min(top, len(items.rows)), count=len(items.rows)))
    yield from _table(
        items.only("id", "lost", "scored", "lost_percent", "points_lost", "mean_lost", "points", "requirement"), top
    )
    rules = sheet(found, "rules")
    yield from ("", say("rules", shown=min(top, len(rules.rows)), count=len(rules.rows)))
    yield from _table(rules.only("owner", "number", "assessments", "findings", "cost", "text"), top)
    yield from _ranking(found, top)
    for name, compared in (("change", found.change), ("gap", found.gap)):
        if compared is not None:
            yield from _compared(found, name, compared, top)


def top_elements(found: Statistics) -> list[ElementRate]:
    """Return the elements of the first level; those of the second where one element stands for the whole standard."""
    scored = [one for one in found.elements if one.kind != "gate"]
    firsts = [one for one in scored if one.level == 1]
    return firsts if len(firsts) > 1 else [one for one in scored if one.level == 2] or firsts


def _trimmed(found: Statistics) -> list[Any]:
    """Return the bands from the first to the last that anything falls into."""
    filled = [place for place, one in enumerate(found.bands) if one.count]
    return list(found.bands[filled[0] : filled[-1] + 1])


def _bars(counts: list[tuple[str, int]]) -> Iterator[str]:
    most = max(count for _, count in counts)
    yield from table([(label, str(count), "█" * (-(-count * _BAR // most) if count else 0)) for label, count in counts], ">><")


def _grades(found: Statistics) -> Iterator[str]:
    grades = sheet(found, "grades")
    by_name = {column.name: column for column in grades.columns}
    most = max(one.count for one in found.grades)
    rows = [
        (
            str(value_of(one, by_name["grade"])),
            str(one.count),
            f"{percent(one.share)}%",
            "█" * (-(-one.count * _BAR // most) if one.count else 0),
        )
        for one in found.grades
    ]
    yield from table(rows, "<>><")


def _ranking(found: Statistics, top: int) -> Iterator[str]:
    ranking = sheet(found, "ranking")
    count = found.coverage.assessments
    if all(one.place is None for one in found.ranking):
        yield from ("", say("none-ranked"))
        return
    yield from ("", say("ranking", shown=min(top, count), count=count, by=ranked_by(found.run)))
    yield from _table(ranking.only("place", "unit", "figure", "result", "bonus", "score", "grade"), top)


def _compared(found: Statistics, name: str, compared: Compared, top: int) -> Iterator[str]:
    """Yield a comparison: how many went where, the elements of the first level, the greatest changes."""
    yield from ("", say(name, run=one_line(compared.first.name)))
    yield from comparison(compared)
    if not compared.pairs:
        return
    shown = {one.id for one in top_elements(found)}
    elements = elements_sheet(name, compared)
    rows = [one for one in compared.elements if one.id in shown]
    shown_columns = elements.only("code", "title", "counted", "first", "second", "change").columns
    yield from _table(Sheet(elements.name, elements.heading, shown_columns, rows), len(rows))
    yield from ("", say("pairs", shown=min(top, compared.paired), count=compared.paired))
    yield from _table(pairs_sheet(name, compared), top)


def _table(given: Sheet, top: int) -> Iterator[str]:
    """Yield a table with its headings."""
    sides = "".join("<" if column.holds is Holds.TEXT else ">" for column in given.columns)
    rows = [[translate(column.heading) for column in given.columns]]
    rows += [[_cell(value_of(row, column), column.holds) for column in given.columns] for row in given.rows[:top]]
    yield from table(rows, sides)


def _cell(value: Any, holds: Holds) -> str:
    if holds is Holds.CHANGE:
        return signed(value)
    if holds is Holds.PERCENT:
        return percent(value)
    return figure(value) if isinstance(value, Decimal) else shorten("—" if value is None else str(value), _TEXT_WIDTH)
