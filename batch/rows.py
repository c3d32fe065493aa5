"""What one assessment leaves in the results database: plain rows, made where it is scored and written elsewhere.

Every figure is a whole number of millionths (``millionths``), so that a database adds and sorts it without any error; items and
elements go by their number in reading order, from 1. A row is a tuple in the order of the columns in ``batch.tables``, without
the run and the assessment, which the writer puts before it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from hashlib import blake2b

from rubrics.assessment import Assessment
from rubrics.model import Rubric, walk_elements
from rubrics.policy import Policy
from rubrics.presets import effective_policy
from scoring.engine import ENGINE
from scoring.plan import Plan
from scoring.preparing import prepare
from scoring.ranking import ranked_figure
from scoring.scorecard import Scorecard, Status, Step, StepKind

PLACES = 6
"""Figures are kept to so many places; the points that a rubric can print have no more."""
Row = tuple[str | int | None, ...]

_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
_FOUND = frozenset({StepKind.FINDING, StepKind.CONDITION, StepKind.ZERO, StepKind.VETO, StepKind.AWARD, StepKind.SCORE})
"""The steps that somebody, or the engine, found; the others are limits and sums."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run over many assessments of one rubric: its name, and what the database keeps of the rubric.

    ``head`` is a row of ``runs`` after its name, the others are rows of ``grades``, ``elements``, ``items`` and ``rules``.
    """

    name: str
    rubric_hash: str
    engine: str
    head: Row
    grades: tuple[Row, ...]
    elements: tuple[Row, ...]
    items: tuple[Row, ...]
    rules: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one assessment, or the errors of one that could not be scored (then ``assessment`` is ``None``).

    ``name`` tells it from the others of the run (the file's name), ``key`` from other states of itself (a content hash).
    """

    name: str
    key: str
    assessment: Row | None = None
    elements: tuple[Row, ...] = ()
    items: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    against: tuple[Row, ...] = ()
    errors: tuple[Row, ...] = ()


def run_of(rubric: Rubric | Plan, name: str) -> Run:
    """Return a run over assessments of ``rubric``; ``RubricError`` where it cannot be worked out."""
    plan = rubric if isinstance(rubric, Plan) else prepare(rubric)
    given, ranking = plan.rubric, plan.policy.ranking
    head = (given.id, _text(given.title), _text(given.version), given.date, plan.rubric_hash, ENGINE, millionths(plan.points))
    ranked = (None, None) if ranking is None else (ranking.by, ranking.grade)
    return Run(
        name=name,
        rubric_hash=plan.rubric_hash,
        engine=ENGINE,
        head=(*head, *ranked),
        grades=_grades(plan.policy),
        elements=tuple(_elements(plan)),
        items=tuple(_items(plan)),
        rules=tuple(_rules(given)),
    )


def rows_of(rubric: Rubric | Plan, name: str, key: str, assessment: Assessment, scorecard: Scorecard) -> Rows:
    """Return the rows of one scored assessment; a plan in the place of the rubric saves working out its policy each time."""
    policy = rubric.policy if isinstance(rubric, Plan) else effective_policy(rubric.policy)
    findings = [*_item_findings(scorecard), *_element_findings(scorecard)]
    return Rows(
        name=name,
        key=key,
        assessment=_head(policy, assessment, scorecard),
        elements=tuple(
            (
                number,
                one.status.value,
                *(millionths(each) for each in (one.points, one.not_applicable, one.due, one.deduction, one.score, one.percent)),
            )
            for number, one in enumerate(scorecard.elements.values(), 1)
        ),
        items=tuple(
            (number, one.status.value, millionths(one.score), millionths(one.deduction), _text(one.note))
            for number, one in enumerate(scorecard.items.values(), 1)
        ),
        findings=tuple((number, *one) for number, one in enumerate(findings, 1)),
        against=tuple(
            (number, one.code, one.subject, json.dumps({k: str(v) for k, v in one.figures.items()}, ensure_ascii=False))
            for number, one in enumerate(scorecard.against, 1)
        ),
    )


def failed_rows(name: str, key: str, errors: Iterable[tuple[str, str, str]]) -> Rows:
    """Return the rows of an assessment that could not be scored: for each error its code, its place and what it says."""
    return Rows(name, key, errors=tuple((number, *map(_text, one)) for number, one in enumerate(errors, 1)))


@lru_cache(maxsize=1 << 14)
def millionths(value: Decimal | None) -> int | None:
    """Return a figure in millionths, half up: exact for all that a rubric can print, and for 28 digits of a third only so far.

    >>> millionths(Decimal('95.05')), millionths(Decimal(1) / 3), millionths(None)
    (95050000, 333333, None)
    """
    return None if value is None else int(value.scaleb(PLACES, _WIDE).to_integral_value(ROUND_HALF_UP))


def figure_of(stored: int | None) -> Decimal | None:
    """Return the figure that ``millionths`` put away.

    >>> figure_of(95050000), figure_of(None)
    (Decimal('95.05'), None)
    """
    return None if stored is None else points(stored)


def points(stored: int) -> Decimal:
    """Return the figure that ``millionths`` put away, which is there."""
    return shortest(Decimal(stored).scaleb(-PLACES, _WIDE))


def shortest(value: Decimal) -> Decimal:
    """Return a figure without zeros at its end, and without an exponent."""
    return value.quantize(Decimal(1), context=_WIDE) if value == value.to_integral_value() else value.normalize(_WIDE)


def assessment_number(name: str) -> int:
    """Return the number of an assessment: the same in every run and on every machine, whichever was ready first."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def unit_number(unit: str | None) -> int | None:
    """Return the number of a unit, the same for two spellings of its name: white space and the width of signs do not count.

    >>> unit_number('安达汽修（集团） 有限公司') == unit_number('安达汽修(集团)有限公司')
    True
    """
    name = "" if unit is None else "".join(unicodedata.normalize("NFKC", unit).casefold().split())
    return assessment_number(name) if name else None


def _text(text: str | None) -> str | None:
    """Return a text that every database takes: YAML can hold a NUL, PostgreSQL cannot."""
    return text if text is None or "\0" not in text else text.replace("\0", "\ufffd")


def _grades(policy: Policy) -> tuple[Row, ...]:
    """Return the grades from the highest down, and what a result below them all is called."""
    names = [grade.name for grade in policy.grades] + ([policy.below_all] if policy.below_all is not None else [])
    return tuple(enumerate(dict.fromkeys(names), 1))


def _elements(plan: Plan) -> Iterator[Row]:
    for number, (name, element) in enumerate(walk_elements(plan.rubric.elements), 1):
        placed = plan.elements[name]
        figures = (millionths(placed.points), millionths(element.weight))
        yield (number, name, element.code, _text(element.title), placed.level, placed.kind, *figures)


def _items(plan: Plan) -> Iterator[Row]:
    numbers = {name: number for number, name in enumerate(plan.rubric.by_element, 1)}
    for number, (name, item) in enumerate(plan.rubric.by_item.items(), 1):
        priced = plan.items[name]
        yield (number, name, numbers[priced.element], _text(item.requirement), priced.kind, millionths(item.points), item.stars)


def _rules(rubric: Rubric) -> Iterator[Row]:
    """Yield every clause with the number of its item, or of its element."""
    for number, item in enumerate(rubric.by_item.values(), 1):
        yield from (("item", number, place, _text(rule.text)) for place, rule in enumerate(item.rules, 1))
    for number, element in enumerate(rubric.by_element.values(), 1):
        yield from (("element", number, place, _text(rule.text)) for place, rule in enumerate(element.rules, 1))


def _head(policy: Policy, assessment: Assessment, card: Scorecard) -> Row:
    total = card.total
    figures = (total.points, total.not_applicable, total.due, total.deduction, total.score, total.bonus, total.percent)
    by = ranked_figure(policy, card)
    return (
        card.kind,
        _text(assessment.unit),
        unit_number(assessment.unit),
        _text(assessment.reviewer),
        *(None if day is None else day.isoformat() for day in (assessment.begin, assessment.end)),
        *(millionths(each) for each in (*figures, total.result, total.with_bonus)),
        card.outcome.value,
        card.grade,
        card.called,
        sum(one.status is Status.UNASSESSED for one in card.items.values()),
        _sortable(by if policy.ranking is not None else total.result),
        card.assessment_hash,
    )


def _sortable(figure: Decimal | None) -> str | None:
    """Return a figure with all its digits, so that texts sort as the figures do, and equal ones are equal.

    >>> _sortable(Decimal('95.5')) < _sortable(Decimal('100'))
    True
    """
    return None if figure is None else f"{figure:050.28f}"


def _item_findings(card: Scorecard) -> Iterator[Row]:
    for number, one in enumerate(card.items.values(), 1):
        yield from (_finding(number, None, step) for step in one.steps if _is_found(step))


def _element_findings(card: Scorecard) -> Iterator[Row]:
    for number, one in enumerate(card.elements.values(), 1):
        yield from (_finding(None, number, step) for step in one.steps if _is_found(step))


def _is_found(step: Step) -> bool:
    return step.kind in _FOUND and step.item is None


def _finding(item: int | None, element: int | None, step: Step) -> Row:
    """Return one finding; what it cost in the end, and by its rule alone, before any limit."""
    cost, raw = (None, None) if step.kind is StepKind.SCORE else (millionths(-step.points), millionths(-step.raw))
    return (item, element, step.object, step.kind.value, step.rule, millionths(step.count), cost, raw, _text(step.note))
