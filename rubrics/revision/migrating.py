"""Carrying the answers of an assessment over to another edition of its standard.

What still holds stands under its new id, what changed in meaning is to be assessed again with the old answer beside it, and
what is gone is kept in the appendix: every answer of the old file has a place in the new one. Nothing is answered that nobody
answered, so an item that is to be assessed again is unassessed until a person does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rubrics.assessment import (
    Again,
    Answer,
    Appendix,
    Assessment,
    ElementAnswer,
    OldAnswer,
    OldElementAnswer,
    Origin,
    Reason,
    Why,
)
from rubrics.binding import edition_words
from rubrics.plain import content_hash
from rubrics.revision.crossing import Crossing
from rubrics.revision.going_along import go_along
from rubrics.revision.holding import meant
from rubrics.revision.migrating_elements import carry_elements
from rubrics.revision.model import Pair
from rubrics.revision.placing import Carried, Draft, has_content, place


@dataclass(frozen=True, slots=True)
class Migration:
    """A migrated assessment, and which of its answers were carried over, by the new id of their item."""

    assessment: Assessment
    before: Assessment
    carried: dict[str, Carried]

    @property
    def left_over(self) -> Appendix | None:
        """What this migration put into the appendix."""
        new = self.assessment.appendix[len(self.before.appendix) :]
        return new[0] if new else None


def migrate(way: Crossing, assessment: Assessment) -> Migration:
    """Return ``assessment`` as one of the new edition; it must have been made with the old one."""
    draft = Draft()
    for pair in way.revision.items:
        _carry_item(way, assessment, pair, draft)
    known = way.revision.by_old_item
    draft.left_items += [
        OldAnswer(item=name, answer=answer)
        for name, answer in assessment.items.items()
        if name not in known and has_content(answer)
    ]
    carry_elements(way, assessment, draft)
    go_along(way, assessment, draft)
    _take_along(way, assessment, draft)
    given = [name for name, answer in draft.items.items() if answer.is_given and name in draft.again_items]
    draft.left_items += [old for name in given for old in draft.again_items[name].old]
    return Migration(_assembled(way, assessment, draft), assessment, draft.carried)


def set_aside(migration: Migration, refused: Iterable[tuple[str | int, ...]]) -> Migration:
    """Return a migration in which carried answers that the new edition does not allow are to be assessed again.

    ``refused`` are the ways of keys to them, ``("items", "1.1-1", …)``, as ``scoring.check_answers`` names them.
    """
    names = {(str(path[0]), str(path[1])) for path in refused if len(path) > 1}
    now, reason = migration.assessment, (Reason(why=Why.REFUSED),)
    draft = Draft(
        dict(now.items), dict(now.elements), dict(now.again.items), dict(now.again.elements), carried=dict(migration.carried)
    )
    for kind, name in names:
        if kind == "items" and name in draft.items:
            was = draft.carried.pop(name, None)
            answer = migration.before.items.get(was.old) if was is not None else None
            old = OldAnswer(item=was.old if was is not None and answer is not None else name, answer=answer or draft.items[name])
            del draft.items[name]
            joined = was.joined if was is not None else ()
            draft.ask_item(name, reason, old, *(OldAnswer(item=one, answer=migration.before.items[one]) for one in joined))
        elif kind == "elements" and name in draft.elements:
            draft.ask_element(name, reason, OldElementAnswer(element=name, answer=draft.elements[name]))
            draft.elements[name] = ElementAnswer()
    again = now.again.model_copy(update={"items": draft.again_items, "elements": draft.again_elements})
    update = {"items": draft.items, "elements": draft.elements, "again": again}
    return replace(migration, assessment=now.model_copy(update=update), carried=draft.carried)


def _carry_item(way: Crossing, assessment: Assessment, pair: Pair, draft: Draft) -> None:
    """Give each answer of a pair's old items its place."""
    if not pair.old:
        for name in pair.new:
            draft.ask_item(name, (Reason(why=Why.NEW),))
    for name in pair.old:
        answer = assessment.items.get(name)
        if answer is not None and has_content(answer):
            place(way, draft, OldAnswer(item=name, answer=answer))


def _take_along(way: Crossing, assessment: Assessment, draft: Draft) -> None:
    """Take along what an earlier migration left to be assessed again; what was assessed since is kept in the appendix."""
    last = assessment.migrated_from[-1] if assessment.migrated_from else None
    edition = edition_words(last.rubric, last.rubric_version, last.rubric_hash) if last is not None else None
    for name, asked in assessment.again.items.items():
        pair = way.revision.by_old_item.get(name)
        olds = [one if one.edition else one.model_copy(update={"edition": edition}) for one in asked.old]
        is_open = name not in assessment.items or not assessment.items[name].is_given
        targets = pair.new if pair is not None and is_open else ()
        for target in targets:
            draft.ask_item(target, tuple(Reason(why=reason.why) for reason in asked.reasons), *olds)
        if not targets:
            draft.left_items += olds
    for name, judged in assessment.again.elements.items():
        pair = way.revision.by_old_element.get(name)
        befores = [one if one.edition else one.model_copy(update={"edition": edition}) for one in judged.old]
        targets = pair.new if pair is not None and name in assessment.open_elements else ()
        for target in targets:
            draft.ask_element(target, tuple(Reason(why=reason.why) for reason in judged.reasons), *befores)
        if not targets:
            draft.left_elements += befores


def _assembled(way: Crossing, assessment: Assessment, draft: Draft) -> Assessment:
    facts, again_facts, left_facts = _facts(way, assessment)
    left = Appendix(**way.old_binding, facts=left_facts, elements=tuple(draft.left_elements), items=tuple(draft.left_items))
    is_left = bool(left_facts or draft.left_elements or draft.left_items)
    origin = Origin(**way.old_binding, assessment_hash=content_hash(assessment))
    items, again = draft.items, draft.again_items
    open_items = [name for name in way.new.by_item if not items.get(name, Answer()).is_given]
    update = {
        **way.new_binding,
        "facts": facts,
        "elements": {
            name: draft.elements.get(name, ElementAnswer())
            for name in way.new.by_element
            if name in draft.elements or name in draft.again_elements
        },
        "items": {name: items.get(name, Answer()) for name in way.new.by_item},
        "again": Again(
            facts=again_facts,
            elements={name: draft.again_elements[name] for name in way.new.by_element if name in draft.again_elements},
            items={name: again[name] for name in open_items if name in again},
        ),
        "migrated_from": (*assessment.migrated_from, origin),
        "appendix": (*assessment.appendix, *((left,) if is_left else ())),
    }
    return assessment.model_copy(update=update)


def _facts(way: Crossing, assessment: Assessment) -> tuple[dict[str, bool], dict[str, bool], dict[str, bool]]:
    """Return the facts that hold, those whose question changed, and those that are asked no more."""
    holds: dict[str, bool] = {}
    again = {name: said for name, said in assessment.again.facts.items() if name in way.facts_new}
    left = {name: said for name, said in assessment.again.facts.items() if name not in way.facts_new}
    for name, said in assessment.facts.items():
        if name not in way.facts_new:
            left[name] = said
        elif meant(way.facts_old.get(name, "")) == meant(way.facts_new[name]):
            holds[name] = said
        else:
            again[name] = said
    return holds, again, left
