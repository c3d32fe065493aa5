"""What an edit by hand can break that an import cannot: the total, references by id, thresholds, and assessments made before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from rubrics.assessment import ASSESSMENT_SCHEMA
from rubrics.check import worth
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Element, Rubric, Rule, walk_elements
from rubrics.plain import content_hash
from rubrics.policy import Grade, Policy
from rubrics.presets import effective_policy
from rubrics.values import show

_HUNDRED = Decimal(100)
_HEAD, _SHOWN = 4096, 5
"""So many bytes of a file are read, and so many names are told."""
_KEY = re.compile(r"^(schema|rubric|rubric_hash):[ \t]+(\S+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def check_edits(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """Return what does not fit together in a rubric that a person has worked on."""
    policy = effective_policy(rubric.policy)
    return (*_total(rubric), *_rows(rubric), *_conditions(rubric), *_grades(rubric, policy), *_limits(rubric, policy))


def check_assessments(rubric: Rubric, folder: Path) -> tuple[Diagnostic, ...]:
    """Return how many assessments of the rubric in a folder were made before it was edited, and the names of the first.

    Only the head of each file is read: a folder may hold thousands.
    """
    now = content_hash(rubric)
    old = [path.name for path in sorted(folder.glob("*.yaml")) if path.is_file() and _is_of_another(_head(path), rubric.id, now)]
    if not old:
        return ()
    names = ", ".join(old[:_SHOWN]) + (" …" if len(old) > _SHOWN else "")
    return (Diagnostic("assessments-made-before", figures={"count": len(old), "names": names}),)


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8-sig", "ignore")
    except OSError:
        return ""  # whoever scores it is told


def _is_of_another(head: str, name: str, now: str) -> bool:
    """Tell whether a file begins as an assessment of the rubric that is bound to another state of it."""
    said = {key: value.strip(" '\"") for key, value in _KEY.findall(head)}
    return said.get("schema") == ASSESSMENT_SCHEMA and said.get("rubric") == name and said.get("rubric_hash", now) != now


def _total(rubric: Rubric) -> Iterator[Diagnostic]:
    parts = [worth(element) for element in rubric.elements if element.kind == "scored"]
    known = [points for points in parts if points is not None]
    total = sum(known, Decimal(0)) if len(known) == len(parts) else None
    if rubric.points is not None and total is not None and rubric.points != total:
        yield Diagnostic("total-not-sum", None, None, {"stated": show(rubric.points), "sum": show(total)})


def _rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """Look for sum rows of elements that there are not."""
    for row in rubric.form.totals:
        for name in (row.of, row.since, row.through):
            if name is not None and name not in rubric.by_element:
                place = Place.parse(row.at) if row.at else None
                yield Diagnostic("total-of-nothing", place, name, {"label": row.label, "element": name})


def _conditions(rubric: Rubric) -> Iterator[Diagnostic]:
    """Look for clauses that look at the scores of elements that there are not."""
    for subject, rule in _rules(rubric):
        for name in rule.scores.elements if rule.scores is not None else ():
            if name not in rubric.by_element:
                yield Diagnostic("rule-of-nothing", None, subject, {"element": name, "text": " ".join(rule.text.split())})
        if rule.scores is not None and (rule.scores.first or 0) > len(rubric.elements):
            figures = {"element": str(rule.scores.first), "text": " ".join(rule.text.split())}
            yield Diagnostic("rule-of-nothing", None, subject, figures)


def _rules(rubric: Rubric) -> Iterator[tuple[str, Rule]]:
    for name, element in walk_elements(rubric.elements):
        yield from ((name, rule) for rule in element.rules)
        yield from ((item.id, rule) for item in element.items for rule in item.rules)


def _grades(rubric: Rubric, policy: Policy) -> Iterator[Diagnostic]:
    """Look for grades that nobody can reach, that stand in the wrong order, or that depend on what there is not."""
    facts = {fact.id for fact in policy.facts}
    stars = max((item.stars or 0 for item in rubric.by_item.values()), default=0)
    for grade in policy.grades:
        threshold, most = _threshold(grade), _most(grade, rubric, policy)
        if threshold is not None and most is not None and threshold > most:
            yield Diagnostic(
                "grade-out-of-reach", figures={"grade": grade.name, "threshold": show(threshold), "most": show(most)}
            )
        for fact in grade.facts:
            if fact not in facts:
                yield Diagnostic("grade-of-no-fact", figures={"grade": grade.name, "fact": fact})
        if grade.mandatory_stars is not None and grade.mandatory_stars > stars:
            yield Diagnostic("grade-of-no-stars", figures={"grade": grade.name, "stars": grade.mandatory_stars})
    for upper, lower in pairwise(policy.grades):
        above, below = _threshold(upper), _threshold(lower)
        if upper.of == lower.of and above is not None and below is not None and below > above:
            yield Diagnostic("grades-out-of-order", figures={"grade": upper.name, "lower": lower.name})


def _threshold(grade: Grade) -> Decimal | None:
    return grade.at_least if grade.at_least is not None else grade.more_than


def _most(grade: Grade, rubric: Rubric, policy: Policy) -> Decimal | None:
    """Return the most that anybody can come to, in what a grade is measured in."""
    points = rubric.points
    if policy.bonus is not None and "result" in policy.bonus.counts_in:
        return None
    if grade.of == "percent":
        return _HUNDRED
    if grade.of == "points" or policy.formula == "points":
        return points
    return policy.scale or (_HUNDRED if policy.formula is not None else None)


def _limits(rubric: Rubric, policy: Policy) -> Iterator[Diagnostic]:
    """Look for limits of points above what there is."""
    for grade in policy.grades:
        limit = grade.not_applicable_at_most
        if limit is not None and rubric.points is not None and limit > rubric.points:
            yield _above(f"policy.grades.{grade.name}.not_applicable_at_most", limit, rubric.points)
    below = policy.guarantee.subtotal_below if policy.guarantee is not None else None
    guaranteed = _guaranteed(rubric.elements)
    if below is not None and guaranteed and below > guaranteed:
        yield _above("policy.guarantee.subtotal_below", below, guaranteed)


def _guaranteed(elements: tuple[Element, ...]) -> Decimal:
    return sum(((one.points or Decimal(0)) if one.guarantee else _guaranteed(one.elements) for one in elements), Decimal(0))


def _above(key: str, limit: Decimal, points: Decimal) -> Diagnostic:
    return Diagnostic("limit-above-points", figures={"key": key, "limit": show(limit), "points": show(points)})
