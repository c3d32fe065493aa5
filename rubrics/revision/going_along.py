"""Findings under a clause that went into another item go along with it, where both items were assessed by their clauses.

The clause means what it meant, so what was found under it was found; where nothing was found under it, somebody looked. Where
the one item was not assessed so, nobody looked at the clause of the other: that is to be assessed again, with both old answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rubrics.assessment import Answer, Assessment, Finding, OldAnswer, Reason, Why
from rubrics.revision.crossing import Crossing
from rubrics.revision.model import RuleAt
from rubrics.revision.placing import Draft, has_content


@dataclass(frozen=True, slots=True)
class _Came:
    """A clause that came into an item: where it stood and stands, what was answered there, and what was found under it."""

    was: RuleAt
    now: RuleAt
    answer: Answer | None
    found: tuple[Finding, ...]

    @property
    def reason(self) -> Reason:
        """Why the item is to be assessed again, where what was found cannot go along."""
        return Reason(why=Why.CLAUSE_MOVED, rule=self.now.number, was=self.was.number)


def go_along(way: Crossing, assessment: Assessment, draft: Draft) -> None:
    """Bring findings to the items into which their clauses went; every answer has a place in ``draft`` by now."""
    for pair in way.revision.items:
        came = [*_came(way, assessment, [(one.came, one.new) for one in pair.rules])]
        for name in pair.new:
            here = [one for one in came if one.now.of == name]
            if here:
                _join(way, assessment, draft, name, here)


def _came(way: Crossing, assessment: Assessment, places: list[tuple[RuleAt | None, RuleAt | None]]) -> Iterator[_Came]:
    """Yield the clauses that came from other items, with the findings that their old item let go."""
    for was, now in places:
        if was is not None and now is not None:
            held, answer = way.items.get(was.of), assessment.items.get(was.of)
            lets_go = answer is not None and held is not None and was.number in held.went
            found = tuple(one for one in answer.findings if one.rule == was.number) if answer is not None and lets_go else ()
            yield _Came(was, now, answer, found)


def _join(way: Crossing, assessment: Assessment, draft: Draft, name: str, came: list[_Came]) -> None:
    """Add findings to a carried answer; have its item assessed again where what was seen of a clause that came is not known."""
    found = [one for each in came for one in each.found]
    carried = draft.carried.get(name) if name in draft.items else None
    if carried is None:
        _ask(draft, name, [one for one in came if one.found])
    elif draft.items[name].not_applicable is None or found:
        joins = all(_is_seen(way, draft, carried.old, one) for one in came)
        if joins and found:
            draft.items[name] = _joined(draft.items[name], came)
            draft.carried[name] = replace(carried, joined=tuple(dict.fromkeys(one.was.of for one in came if one.found)))
        elif not joins:
            answer = assessment.items.get(carried.old, draft.items[name])
            del draft.items[name], draft.carried[name]
            _ask(draft, name, came, OldAnswer(item=carried.old, answer=answer))


def _is_seen(way: Crossing, draft: Draft, old: str, one: _Came) -> bool:
    """Tell whether it is known what was seen of a clause that came into the item that was ``old``, and can be said there."""
    pair, held = way.revision.by_old_item[one.was.of], way.items.get(old)
    stayed = bool(pair.new) and pair.new[0] in draft.carried and draft.carried[pair.new[0]].old == one.was.of
    is_by_clauses = one.answer is not None and bool(one.answer.full or one.answer.findings)
    answer = draft.items[way.revision.by_old_item[old].new[0]]
    fits = held is not None and one.now.number in held.came and bool(answer.full or answer.findings)
    rules = way.old.by_item[one.was.of].rules[one.was.number - 1], way.new.by_item[one.now.of].rules[one.now.number - 1]
    own_figures = any(finding.deduct is not None for finding in one.found) and rules[0] != rules[1]
    return stayed and is_by_clauses and fits and not own_figures


def _joined(answer: Answer, came: list[_Came]) -> Answer:
    more = (finding.model_copy(update={"rule": one.now.number}) for one in came for finding in one.found)
    findings = tuple(sorted((*answer.findings, *more), key=lambda finding: finding.rule))
    return answer.model_copy(update={"findings": findings, "full": None})


def _ask(draft: Draft, name: str, came: list[_Came], *old: OldAnswer) -> None:
    """Have an item assessed again, with what was answered where its clauses stood."""
    others = [OldAnswer(item=one.was.of, answer=one.answer) for one in came if one.answer is not None and has_content(one.answer)]
    if came:
        draft.ask_item(name, tuple(one.reason for one in came), *old, *dict.fromkeys(others))
