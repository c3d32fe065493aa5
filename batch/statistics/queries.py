"""The statistics of one run, added up by the database: what comes back is as long as the standard, not as the run.

Figures are whole millionths in the database, and sums of them whole numbers, so that nothing is ever rounded but a share or a
mean at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from sqlalchemy import Select, case, distinct, func, select

from batch import tables
from batch.rows import PLACES, figure_of, points, shortest
from batch.statistics.figures import Band, Coverage, ElementRate, GradeCount, ItemLoss, RankedUnit, RuleCount, Spread
from batch.statistics.source import Source
from scoring.scorecard import Outcome, Status, StepKind

BAND = 5
"""How many percent one band of the distribution is wide."""
_LAST = 100 // BAND - 1
_MILLION = 10**PLACES
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
_SHOWN = Decimal("0.0001")
_OUTCOMES = ["", *(one.value for one in Outcome)]


def coverage(source: Source) -> Coverage:
    """Return how many assessments there are, and how many have no result, and why."""
    columns, errors = tables.ASSESSMENTS.c, tables.ERRORS.c
    incomplete = columns.unassessed > 0
    open_ = columns.result.is_(None) & (columns.unassessed == 0)
    counts = select(func.count(), func.count(columns.result), _count_if(incomplete), _count_if(open_)).where(source.wanted)
    others = select(func.count()).where(columns.run == source.number, columns.kind != source.head.kind)
    failed = select(func.count(distinct(errors.assessment))).where(errors.run == source.number)
    units = select(columns.unit_number).where(source.wanted, columns.unit_number.is_not(None))
    several = select(func.count()).select_from(units.group_by(columns.unit_number).having(func.count() > 1).subquery())
    total, known, waiting, without = source.connection.execute(counts).one()
    others_counted, failed_counted, repeated = (_one(source, each) for each in (others, failed, several))
    return Coverage(total, known, waiting or 0, without or 0, others_counted, failed_counted, repeated)


def spread(source: Source) -> Spread | None:
    """Return mean, median, quartiles and ends of the results; ``None`` where nothing has a result."""
    result = tables.ASSESSMENTS.c.result
    known = select(func.count(result), func.sum(result)).where(source.wanted)
    count, total = source.connection.execute(known).one()
    if not count:
        return None
    ordered = select(result).where(source.wanted, result.is_not(None)).order_by(result)

    def at(place: int) -> int:
        """Return the result at a place, from 1, of all in order."""
        return int(_one(source, ordered.offset(place - 1).limit(1)))

    return Spread(
        mean=mean_of(total, count),
        lowest=_points(at(1)),
        lower_quartile=_points(at(-(-count // 4))),
        median=mean_of(at((count + 1) // 2) + at(count // 2 + 1), 2),
        upper_quartile=_points(at(-(-3 * count // 4))),
        highest=_points(at(count)),
    )


def bands(source: Source) -> tuple[Band, ...]:
    """Return how many obtained how many percent of what was due, in bands of the same width; none where nobody has a percent."""
    percent = tables.ASSESSMENTS.c.percent
    band = case((percent >= 100 * _MILLION, _LAST), else_=percent // (BAND * _MILLION)).label("band")
    each = select(band).where(source.wanted, percent.is_not(None)).subquery()
    found = select(each.c.band, func.count()).group_by(each.c.band)
    counts: dict[int, int] = {int(place): count for place, count in source.connection.execute(found)}
    return tuple(Band(place * BAND, (place + 1) * BAND, counts.get(place, 0)) for place in range(_LAST + 1)) if counts else ()


def grades(source: Source) -> tuple[GradeCount, ...]:
    """Return how many reached each grade, all grades of the standard named, then those without by outcome."""
    columns = tables.ASSESSMENTS.c
    found = select(columns.called, columns.outcome, func.count()).where(source.wanted).group_by(columns.called, columns.outcome)
    counts: dict[tuple[str | None, str | None], int] = {}
    for called, outcome, count in source.connection.execute(found):
        key = (called, None) if called is not None else (None, outcome)
        counts[key] = counts.get(key, 0) + count
    named = select(tables.GRADES.c.name).where(tables.GRADES.c.run == source.number).order_by(tables.GRADES.c.number)
    order = {(name, None): 0 for name in source.connection.execute(named).scalars()}
    total = sum(counts.values())
    rest = sorted((key for key in counts if key not in order), key=lambda key: (key[0] or "", _OUTCOMES.index(key[1] or "")))
    return tuple(GradeCount(*key, counts.get(key, 0), percent_of(counts.get(key, 0), total)) for key in (*order, *rest) if total)


def elements(source: Source) -> tuple[ElementRate, ...]:
    """Return every element of the standard with its rate over the assessments that have it complete."""
    scores, named = tables.ELEMENT_SCORES.c, tables.ELEMENTS
    complete = (scores.status == Status.SCORED.value) & scores.deduction.is_not(None)
    sums = (
        select(
            scores.element,
            _count_if(complete),
            _count_if(scores.status == Status.UNASSESSED.value),
            _count_if(scores.status == Status.NOT_APPLICABLE.value),
            func.sum(case((complete, scores.due), else_=0)),
            func.sum(case((complete, scores.score), else_=0)),
        )
        .select_from(_scored(tables.ELEMENT_SCORES))
        .where(source.wanted)
        .group_by(scores.element)
    )
    found = {row[0]: [int(value or 0) for value in row[1:]] for row in source.connection.execute(sums)}
    listed = select(named).where(named.c.run == source.number).order_by(named.c.number)
    return tuple(_element(row, found.get(row.number, [0] * 5)) for row in source.connection.execute(listed))


def _element(row: Any, found: list[int]) -> ElementRate:
    counted, incomplete, absent, due, score = found
    return ElementRate(
        row.id,
        row.code,
        row.title,
        row.level,
        row.kind,
        figure_of(row.points),
        counted,
        incomplete,
        absent,
        _points(due),
        _points(score),
        percent_of(score, due) if due else None,
    )


def items(source: Source) -> tuple[ItemLoss, ...]:
    """Return every item of the standard, those that lost most points first; of equal ones the first in reading order."""
    scores, named, owners = tables.ITEM_SCORES.c, tables.ITEMS, tables.ELEMENTS
    is_scored = scores.status == Status.SCORED.value
    has_lost = is_scored & (scores.deduction > 0)
    sums = (
        select(
            scores.item,
            _count_if(is_scored),
            _count_if(has_lost),
            func.sum(case((has_lost, scores.deduction), else_=0)),
            *(_count_if(scores.status == one.value) for one in (Status.UNASSESSED, Status.NOT_APPLICABLE, Status.GATE_FAILED)),
        )
        .select_from(_scored(tables.ITEM_SCORES))
        .where(source.wanted)
        .group_by(scores.item)
    )
    found = {row[0]: [int(value or 0) for value in row[1:]] for row in source.connection.execute(sums)}
    element = (named.c.run == owners.c.run) & (named.c.element == owners.c.number)
    listed = select(named, owners.c.id.label("owner")).join(owners, element).where(named.c.run == source.number)
    rows = source.connection.execute(listed.order_by(named.c.number))
    lines = [_item(row, found.get(row.number, [0] * 6)) for row in rows]
    return tuple(sorted(lines, key=lambda line: -line.points_lost))


def _item(row: Any, found: list[int]) -> ItemLoss:
    scored, lost, taken, unassessed, absent, failed = found
    return ItemLoss(
        row.id,
        row.owner,
        row.requirement,
        row.kind,
        figure_of(row.points),
        scored,
        lost,
        percent_of(lost, scored) if scored else None,
        _points(taken),
        mean_of(taken, scored) if scored else None,
        unassessed,
        absent,
        failed,
    )


def rules(source: Source) -> tuple[RuleCount, ...]:
    """Return every clause with findings, that with findings in most assessments first."""
    found = tables.FINDINGS.c
    counts = (
        select(
            found.item,
            found.element,
            found.rule,
            func.max(case((found.kind == StepKind.VETO.value, 1), else_=0)),
            func.count(distinct(found.assessment)),
            func.count(),
            func.sum(found.cost),
        )
        .select_from(_scored(tables.FINDINGS))
        .where(source.wanted, found.rule.is_not(None))
        .group_by(found.item, found.element, found.rule)
    )
    texts, names = _clauses(source), _names(source)
    lines = []
    for item, element, rule, veto, assessments, findings, cost in source.connection.execute(counts):
        owner = ("item", item) if item is not None else ("element", element)
        lines.append(
            (
                (-assessments, -(cost or 0), *owner, rule),
                RuleCount(names[owner], rule, texts[(*owner, rule)], bool(veto), assessments, findings, _points(cost)),
            )
        )
    return tuple(line for _, line in sorted(lines, key=lambda one: one[0]))


def _clauses(source: Source) -> dict[tuple[str, int, int], str]:
    columns = tables.RULES.c
    rows = source.connection.execute(select(tables.RULES).where(columns.run == source.number))
    return {(row.owner, row.owner_number, row.number): row.text for row in rows}


def _names(source: Source) -> dict[tuple[str, int], str]:
    """Return the ids of items and elements by their numbers."""
    names = {}
    for owner, table in (("item", tables.ITEMS), ("element", tables.ELEMENTS)):
        rows = source.connection.execute(select(table.c.number, table.c.id).where(table.c.run == source.number))
        names.update({(owner, row.number): row.id for row in rows})
    return names


def ranking(source: Source, most: int) -> tuple[RankedUnit, ...]:
    """Return the first ``most`` places, ranked by the figure that the standard names; then those that are not ranked, by name."""
    columns = tables.ASSESSMENTS.c
    place = func.rank().over(order_by=columns.ranked_figure.desc())
    ranked = select(place.label("place"), *columns).where(source.wanted, columns.ranked_figure.is_not(None))
    known = [_ranked(row) for row in _rows(source, ranked.order_by(columns.ranked_figure.desc(), columns.name).limit(most))]
    if len(known) < most:
        unranked = select(*columns).where(source.wanted, columns.ranked_figure.is_(None)).order_by(columns.name)
        known += [_ranked(row) for row in _rows(source, unranked.limit(most - len(known)))]
    return tuple(known)


def _ranked(row: Any) -> RankedUnit:
    figure = row.ranked_figure
    return RankedUnit(
        getattr(row, "place", None),
        row.name,
        row.unit,
        None if figure is None else shortest(Decimal(figure)),
        figure_of(row.result),
        _points(row.bonus),
        figure_of(row.percent),
        _points(row.score),
        row.called,
        row.outcome,
    )


def mean_of(total: int, count: int) -> Decimal:
    """Return the mean of figures that add up to so many millionths, to four places, half up."""
    return shortest((_WIDE.divide(Decimal(total).scaleb(-PLACES, _WIDE), Decimal(count))).quantize(_SHOWN, ROUND_HALF_UP))


def percent_of(part: int, whole: int) -> Decimal:
    """Return ``part`` in percent of ``whole`` to four places, half up."""
    return shortest(_WIDE.divide(Decimal(part * 100), Decimal(whole)).quantize(_SHOWN, ROUND_HALF_UP))


def _points(stored: int | None) -> Decimal:
    return points(int(stored or 0))


def _scored(table: Any) -> Any:
    """Return the scores of assessments joined with what each is of."""
    both = (table.c.run == tables.ASSESSMENTS.c.run) & (table.c.assessment == tables.ASSESSMENTS.c.assessment)
    return table.join(tables.ASSESSMENTS, both)


def _count_if(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _one(source: Source, statement: Select[Any]) -> int:
    return int(source.connection.execute(statement).scalar_one())


def _rows(source: Source, statement: Select[Any]) -> Iterator[Any]:
    yield from source.connection.execute(statement.execution_options(yield_per=1000))
