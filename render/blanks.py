"""The blanks around the table: which assessment answers each, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from render import words
from render.figures import Filled
from render.scorecards import percent
from rubrics.assessment import Assessment
from rubrics.model import Blank
from rubrics.values import show
from scoring.scorecard import ElementScore, Outcome, Scorecard, TotalScore

DATES = frozenset({"period", "date"})
_SELF, _REVIEW = "self", "review"
_SIDE_WORDS = frozenset({*words.SELF_WORDS, *words.REVIEW_WORDS, ""})
"""Titles of elements that name whose assessment a figure is (自评得分) rather than the element."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written into one blank by key (``text``, ``begin.year`` …); ``why_not`` is a diagnostic's code where nothing is."""

    values: Mapping[str, str]
    why_not: str | None = None


def answer(blank: Blank, given: Mapping[str, Filled]) -> Answer:
    """Return what goes into a blank, where ``given`` holds the assessments and what they came to, by kind."""
    kinds = [kind for kind in kinds_of(blank.label) if kind in given]
    if not kinds:
        return Answer({})
    answers = [_of_one(blank, given[kind]) for kind in kinds]
    if len({tuple(sorted(one.values.items())) for one in answers}) > 1:
        return Answer({}, "blank-for-two")
    return answers[0]


def kinds_of(label: str) -> tuple[str, ...]:
    """Return whose assessment a label asks about; both where it names both or neither.

    >>> kinds_of('自评时间'), kinds_of('考评组长'), kinds_of('自评/评审单位'), kinds_of('企业名称')
    (('self',), ('review',), ('self', 'review'), ('self', 'review'))
    """
    about_self = any(word in label for word in words.SELF_WORDS)
    about_review = any(word in label for word in words.REVIEW_WORDS) and not _is_assessed(label)
    if about_self == about_review:
        return (_SELF, _REVIEW)
    return (_SELF,) if about_self else (_REVIEW,)


def _of_one(blank: Blank, filled: Filled) -> Answer:
    """Return the answer of one assessment; nothing where it does not say."""
    assessment, card = filled.assessment, filled.scorecard
    asks_for_reviewer = blank.field == "unit" and assessment.kind == _REVIEW and _asks_for_reviewer(blank.label)
    if asks_for_reviewer and assessment.reviewer is None:
        return Answer({}, "reviewer-not-known")
    if blank.field in DATES:
        values = _days(assessment, is_period=blank.field == "period")
    else:
        texts: dict[str, str | None] = {
            "unit": assessment.reviewer if asks_for_reviewer else assessment.unit,
            "score": _score(blank.label, card),
            "grade": card.called or card.grade,
            "leader": None if signs_for_unit(blank.label) else assessment.leader,
            "members": None if signs_for_unit(blank.label) else words.BETWEEN_NAMES.join(assessment.members),
        }
        text = texts.get(blank.field)
        values = {"text": text} if text else {}
    return Answer(values, None if values or blank.field == "other" else "blank-not-answered")


def _score(label: str, card: Scorecard) -> str | None:
    """Return the points obtained, of the element that the label names, or what else it asks for; nothing of a part."""
    if card.outcome is Outcome.INCOMPLETE:
        return None
    named = [one for one in card.elements.values() if one.title not in _SIDE_WORDS and label.startswith(one.title)]
    if len(named) > 1:
        return None
    total: ElementScore | TotalScore = named[0] if named else card.total
    if any(word in label for word in words.SUM_RATE):
        return None if total.percent is None else f"{percent(total.percent)}%"
    figure = total.score
    if any(word in label for word in words.TAKEN_WORDS):
        figure = total.deduction
    elif any(word in label for word in words.FULL_POINTS):
        figure = total.due if any(word in label for word in words.SUM_DUE) else total.points
    elif not named and any(word in label for word in words.RESULT_WORDS):
        figure = card.total.result
    return None if figure is None else show(figure)


def _days(assessment: Assessment, *, is_period: bool) -> dict[str, str]:
    """Return year, month and day of the first and the last day, and both as words; of one day where only one is asked for."""
    begin = assessment.begin if is_period else assessment.end or assessment.begin
    end = assessment.end if is_period else None
    if begin is None:
        return {}
    values = _parts("begin", begin) | (_parts("end", end) if end is not None else {})
    pattern = words.DAYS if end is not None and end != begin else words.DAY
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return {**values, "text": pattern}


def _parts(name: str, day: date) -> dict[str, str]:
    century = {f"{name}.short_year": f"{day.year % 100:02d}"} if day.year // 100 == 20 else {}
    return {**century, f"{name}.year": str(day.year), f"{name}.month": str(day.month), f"{name}.day": str(day.day)}


def _asks_for_reviewer(label: str) -> bool:
    """Tell whether a label for a unit means the one that reviews, which an assessment does not name."""
    return any(word in label for word in words.REVIEW_WORDS) and not _is_assessed(label)


def signs_for_unit(label: str) -> bool:
    """Tell whether a label for a name means who signs for a unit, not one of those who assess it.

    >>> signs_for_unit('被检查单位负责人（签字）'), signs_for_unit('企业自评组长'), signs_for_unit('评审组成员')
    (True, False, False)
    """
    is_of_unit = any(word in label for word in words.UNIT_WORDS)
    return is_of_unit and "组" not in label and not any(word in label for word in words.SELF_WORDS)


def _is_assessed(label: str) -> bool:
    return any(word in label for word in words.ASSESSED_WORDS)
