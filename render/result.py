"""A result as it is told on paper and on screen: every figure of a scorecard as a text, every deduction with its reason.

The papers, the report and a user's own template are all made of this; nothing here works out a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from render import words
from render.description import describer
from render.figures import Figures, Filled
from render.paper_words import ADJUSTED, KIND, MET_OR_NOT, MUST_BE_FULL, NO_NOTE, NOT_ASSESSED, NOT_GIVEN, REST
from render.scorecards import figure, percent
from rubrics.catalogue.presenting import OUTCOMES
from rubrics.diagnostics import Diagnostic
from rubrics.messages import speaking, translate
from rubrics.model import ColumnRole, Element, Rubric, walk_elements
from rubrics.numerals import chinese_number, element_id
from scoring.exact import ZERO
from scoring.nearest import nearest
from scoring.scorecard import ElementScore, ItemScore, Status, Step

_OPEN_POLICY = "needs-"
"""How the codes of diagnostics begin about what the rubric's policy leaves open: not for a paper."""
_DEEPEST = 2
"""Levels of elements that a summary shows."""


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element in figures; ``share`` is what it obtained of what is due, from 0 to 100, where there is both."""

    number: str
    title: str
    level: int
    kind: str
    points: str
    not_applicable: str
    due: str
    deduction: str
    score: str
    percent: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that were taken, and why: from an item, or (``item`` empty) from an element or the whole."""

    number: int
    item: str
    first: str
    second: str
    requirement: str
    reason: str
    points: str


@dataclass(frozen=True, slots=True)
class Absent:
    """An item that does not apply."""

    number: int
    item: str
    first: str
    second: str
    requirement: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document or other thing that an assessor saw, and what was said with it."""

    number: int
    item: str
    requirement: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Unassessed:
    """An item that nobody assessed."""

    item: str
    requirement: str
    points: str


@dataclass(frozen=True, slots=True)
class Open:
    """An element with points to win: what it adds to the result, and the items that lost them."""

    title: str
    points: str
    gain: str
    items: str
    is_vetoed: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The next grade: what the result lacks of its mark, in points where those count alike, and where the most can be won."""

    grade: str
    missing: str
    missing_points: str
    open: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One assessment and what it came to; texts are empty where there is nothing to say."""

    title: str
    subtitle: str
    standard: str
    kind: str
    unit: str
    reviewer: str
    period: str
    leader: str
    members: str
    points: str
    not_applicable: str
    due: str
    deduction: str
    score: str
    bonus: str
    percent: str
    result: str
    with_bonus: str
    formula: str
    grade: str
    outcome: str
    against: tuple[str, ...]
    doubts: tuple[str, ...]
    elements: tuple[ElementLine, ...]
    losses: tuple[Loss, ...]
    absent: tuple[Absent, ...]
    evidence: tuple[Evidence, ...]
    unassessed: tuple[Unassessed, ...]
    next: Next | None
    computed_from: tuple[str, str, str]
    """engine, hash of the rubric, hash of the assessment"""


def result_of(rubric: Rubric, filled: Filled) -> Result:
    """Return everything that is told about one assessment, in Chinese, the language of the papers."""
    with speaking("zh"):
        assessment, card = filled.assessment, filled.scorecard
        total = card.total
        paths = dict(_paths(rubric))
        told = Figures(filled, describer(rubric), describes=True)
        return Result(
            title=rubric.title,
            subtitle=rubric.subtitle or "",
            standard=rubric.id,
            kind=KIND[assessment.kind],
            unit=assessment.unit or "",
            reviewer=assessment.reviewer or "",
            period=_period(assessment.begin, assessment.end),
            leader=assessment.leader or "",
            members=words.BETWEEN_NAMES.join(assessment.members),
            points=figure(total.points),
            not_applicable=figure(total.not_applicable),
            due=figure(total.due),
            deduction=figure(total.deduction),
            score=figure(total.score),
            bonus=figure(total.bonus) if total.bonus else "",
            percent=percent(total.percent),
            result=figure(total.result),
            with_bonus=figure(total.with_bonus) if total.bonus else "",
            formula=total.formula,
            grade=card.called or card.grade or "",
            outcome=translate(OUTCOMES[card.outcome]),
            against=_told(one for one in card.against if one.code != "unassessed" and not one.code.startswith(_OPEN_POLICY)),
            doubts=_told((*(one for one in card.against if one.code.startswith(_OPEN_POLICY)), *card.diagnostics)),
            elements=tuple(_element_lines(rubric, filled)),
            losses=tuple(_losses(rubric, filled, paths, told)),
            absent=tuple(_absent(rubric, filled, paths)),
            evidence=tuple(_evidence(rubric, filled)),
            unassessed=tuple(_unassessed(rubric, filled)),
            next=_next(rubric, filled, paths),
            computed_from=(card.engine, card.rubric_hash, card.assessment_hash),
        )


def _told(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return each sentence once, with the item or element that it is about."""
    return tuple(dict.fromkeys(f"{one.subject}：{one.sentence}" if one.subject else one.sentence for one in diagnostics))


def _period(begin: date | None, end: date | None) -> str:
    days = dict.fromkeys(f"{day.year}年{day.month}月{day.day}日" for day in (begin, end) if day is not None)
    return "至".join(days)


def _paths(rubric: Rubric) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each element's id with the titles of its first-level element and of itself (empty for the first level)."""
    for element in rubric.elements:
        first = _titled(element)
        own = element.id or element_id(element.code)
        for name, inner in walk_elements((element,)):
            yield name, (first, "" if name == own else _titled(inner))


def _titled(element: Element) -> str:
    between = "" if element.code[-1:] in "、.．)）" else "、" if chinese_number(element.code) is not None else " "
    return element.title if element.title.startswith(element.code) else f"{element.code}{between}{element.title}"


def _element_lines(rubric: Rubric, filled: Filled) -> Iterator[ElementLine]:
    """Yield the elements of the upper levels; of one that stands for the whole standard only what is below."""
    for name, element in rubric.by_element.items():
        score = filled.scorecard.elements[name]
        if score.level > _DEEPEST:
            continue
        is_open = score.status is Status.UNASSESSED
        shown = MET_OR_NOT.get(score.status) or (NOT_ASSESSED if is_open else figure(score.score) or NOT_GIVEN)
        known = not is_open and score.percent is not None
        yield ElementLine(
            number=element.code if score.level == 1 else name,
            title=element.title,
            level=score.level,
            kind=element.kind,
            points=figure(score.points) or NOT_GIVEN,
            not_applicable=figure(score.not_applicable),
            due=figure(score.due) or NOT_GIVEN,
            deduction="" if is_open else figure(score.deduction) or NOT_GIVEN,
            score=shown,
            percent=percent(score.percent) if known else NOT_GIVEN if not is_open else "",
            share=_share(score) if known else None,
        )


def _share(score: ElementScore) -> float | None:
    return None if score.percent is None else float(min(max(score.percent, ZERO), Decimal(100)))


def _losses(rubric: Rubric, filled: Filled, paths: Mapping[str, tuple[str, str]], told: Figures) -> Iterator[Loss]:
    """Yield what was taken, in reading order: from the items of an element, from itself, from the whole."""
    card, number, listed = filled.scorecard, count(1), ZERO
    for place, requirement, item, reason, points in _taken(rubric, filled, told):
        listed += points
        yield Loss(next(number), item, *paths.get(place, ("", "")), requirement, reason, figure(points))
    rest = card.total.deduction - listed if card.total.deduction is not None else None
    if rest:
        yield Loss(next(number), "", "", "", "", REST, figure(rest))


def _taken(rubric: Rubric, filled: Filled, told: Figures) -> Iterator[tuple[str, str, str, str, Decimal]]:
    """Yield what was taken: the element, the requirement and the item where there is one, the reason, the points."""
    card = filled.scorecard
    scored = {name for top in rubric.elements if top.kind == "scored" for name, _ in walk_elements((top,))}
    for name, element in rubric.by_element.items():
        if name not in scored:
            continue
        for item in element.items:
            score = card.items[item.id]
            if score.deduction and score.status is Status.SCORED:
                reason = told.items(ColumnRole.DESCRIPTION, [item.id]) or NO_NOTE
                yield name, item.requirement, item.id, reason, score.deduction
        yield from ((name, "", "", _adjusted(step), -step.points) for step in card.elements[name].steps if _is_adjustment(step))
    yield from (("", "", "", _adjusted(step), -step.points) for step in card.total.steps if _is_adjustment(step))


def _is_adjustment(step: Step) -> bool:
    """Tell whether a step of an element's sum changes it by itself, beside the scores that it adds up."""
    return step.kind in ADJUSTED and bool(step.points) and (step.item is None or step.kind.value != "finding")


def _adjusted(step: Step) -> str:
    why = f"：{step.note}" if step.note else f"（{step.item}）" if step.item else ""
    return ADJUSTED[step.kind] + why


def _absent(rubric: Rubric, filled: Filled, paths: Mapping[str, tuple[str, str]]) -> Iterator[Absent]:
    number = 0
    for item in rubric.by_item.values():
        score = filled.scorecard.items[item.id]
        if score.status is Status.NOT_APPLICABLE:
            number += 1
            points = figure(score.points) or NOT_GIVEN
            yield Absent(number, item.id, *paths[score.element], item.requirement, points, score.note or NO_NOTE)


def _evidence(rubric: Rubric, filled: Filled) -> Iterator[Evidence]:
    number = 0
    for item in rubric.by_item.values():
        for name, note in _seen_at(filled.scorecard.items[item.id]):
            number += 1
            yield Evidence(number, item.id, item.requirement, name, note)
    for element, answer in filled.assessment.elements.items():
        findings = [*answer.findings, *(finding for one in answer.objects for finding in one.findings)]
        for finding in findings:
            for name in finding.evidence:
                number += 1
                yield Evidence(number, element, rubric.by_element[element].title, name, finding.note or "")


def _seen_at(score: ItemScore) -> Iterator[tuple[str, str]]:
    seen = [(name, score.note or "") for name in score.evidence]
    seen += [(name, step.note or "") for step in score.steps for name in step.evidence]
    yield from dict.fromkeys(seen)


def _unassessed(rubric: Rubric, filled: Filled) -> Iterator[Unassessed]:
    for item in rubric.by_item.values():
        if filled.scorecard.items[item.id].status is Status.UNASSESSED:
            yield Unassessed(item.id, item.requirement, figure(item.points) or NOT_GIVEN)


def _next(rubric: Rubric, filled: Filled, paths: Mapping[str, tuple[str, str]]) -> Next | None:
    found = nearest(rubric, filled.scorecard)
    if found is None:
        return None
    lines = []
    for one in found.elements:
        items = words.BETWEEN_NAMES.join(
            f"{item.id}（{figure(item.open)}分{MUST_BE_FULL if item.mandatory else ''}）" for item in one.items
        )
        lines.append(Open(" › ".join(filter(None, paths[one.id])), figure(one.open), figure(one.gain), items, one.vetoed))
    return Next(found.name, figure(found.missing), figure(found.missing_points), tuple(lines))
