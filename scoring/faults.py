"""The same fault counted twice, where the standard forbids it (已扣分的不重复扣分).

A fault is the same when two findings give it the same name (``fault``), anywhere in the assessment; within one item also
when their notes say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rubrics.assessment import Answer, Assessment, Finding
from rubrics.errors import AssessmentError
from scoring.plan import Plan, Priced

Keys = tuple[str | int, ...]


class _Seen(NamedTuple):
    """One finding: the item or element that it stands under, and the way of keys to it."""

    priced: Priced
    path: Keys
    finding: Finding


def repeated_faults(plan: Plan, assessment: Assessment) -> Iterator[AssessmentError]:
    """Yield an error for each finding that counts a fault again."""
    if not plan.policy.once and not any(item.once for item in plan.items.values()):
        return
    groups: dict[tuple[object, ...], list[_Seen]] = defaultdict(list)
    for scope, seen in _findings(plan, assessment):
        if seen.finding.fault is not None:
            groups[scope, "".join(seen.finding.fault.split())].append(seen)
        elif seen.finding.note is not None:
            groups[scope, seen.priced.id, "".join(seen.finding.note.split())].append(seen)
    for group in groups.values():
        for again in _again(group, everywhere=bool(plan.policy.once)):
            first = next(seen for seen in group if seen is not again)
            yield AssessmentError(
                "answer-fault-twice", path=(*again.path, "rule"), where_first=" ".join(str(part) for part in first.path)
            )


def _again(group: list[_Seen], *, everywhere: bool) -> list[_Seen]:
    """Return the findings of one fault that may not be counted: all but one of those whose item or standard says so."""
    strict = [seen for seen in group if everywhere or seen.priced.once]
    return strict[1:] if len(strict) == len(group) else strict


def _findings(plan: Plan, assessment: Assessment) -> Iterator[tuple[object, _Seen]]:
    """Yield every finding that counts, with the object that it is about (the same fault at two objects is two)."""
    for name, element_answer in assessment.elements.items():
        if name not in plan.elements:
            continue
        priced = plan.elements[name].priced
        yield from _under(None, priced, element_answer.findings, ("elements", name))
        for number, one in enumerate(element_answer.objects):
            here: Keys = ("elements", name, "objects", number)
            yield from _under((name, number), priced, one.findings, here)
            yield from _answers((name, number), plan, one.items.items(), (*here, "items"))
    yield from _answers(None, plan, assessment.items.items(), ("items",))


def _answers(scope: object, plan: Plan, answers: Iterable[tuple[str, Answer]], path: Keys) -> Iterator[tuple[object, _Seen]]:
    for name, answer in answers:
        if name in plan.items:
            yield from _under(scope, plan.items[name], answer.findings, (*path, name))
            for number, one in enumerate(answer.objects):
                yield from _under((name, number), plan.items[name], one.findings, (*path, name, "objects", number))


def _under(scope: object, priced: Priced, findings: tuple[Finding, ...], path: Keys) -> Iterator[tuple[object, _Seen]]:
    for number, finding in enumerate(findings):
        if finding.count != 0:
            yield scope, _Seen(priced, (*path, "findings", number), finding)
