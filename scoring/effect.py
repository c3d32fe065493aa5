"""What a change of the standard does to one assessment: old and new scorecard, element by element, with reasons.

The new result is open while something is to be assessed again. ``highest`` and ``lowest`` are what it can come to: with full
marks, or nothing, for all of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rubrics.assessment import Again, Answer, Assessment, Reason
from rubrics.errors import ErrorList
from rubrics.model import Element, walk_elements
from rubrics.revision.crossing import Crossing
from rubrics.revision.holding import Touch
from rubrics.revision.migrating import Migration
from rubrics.revision.model import Pair
from scoring.engine import score
from scoring.plan import Plan
from scoring.scorecard import ItemScore, Outcome, Scorecard, Status

_REASON = "-"
"""The note of a figure that nobody gave: the worst that can come of an item."""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason of a difference: ``code`` is that of a reason to assess again, a field that changed, ``gone`` or ``moved``.

    ``rule`` is the clause's number in the new edition, ``was`` in the old one; ``old`` and ``new`` are what the field said.
    """

    code: str
    rule: int | None = None
    was: int | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What an assessment comes to under one edition. ``result`` is ``None`` where it is open or has no formula."""

    points: Decimal
    score: Decimal
    result: Decimal | None
    grade: str | None
    outcome: str

    @property
    def figure(self) -> Decimal | None:
        """The result, or the score where the standard makes none of it; ``None`` while items are unassessed."""
        if self.outcome == Outcome.INCOMPLETE:
            return None
        return self.score if self.result is None else self.result


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """One item whose score, or points, are others now, or that is to be assessed again.

    ``old_in`` and ``new_in`` are the elements of the first level that it stands in. Where an item was split or merged,
    ``old`` holds all that it was, and the old figures are their sums, told with the first of the new ones.
    """

    old: tuple[str, ...]
    new: str | None
    old_in: str | None
    new_in: str | None
    old_points: Decimal | None
    new_points: Decimal | None
    old_score: Decimal | None
    new_score: Decimal | None
    is_open: bool
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class ElementAgain:
    """An element whose own rules are to be judged again, and why."""

    id: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class ElementEffect:
    """An element of the first level before and after: points, what was due of them, and the score."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    title: str
    old_points: Decimal | None
    new_points: Decimal | None
    old_due: Decimal | None
    new_due: Decimal | None
    old_score: Decimal | None
    new_score: Decimal | None
    open_items: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What the change does to one assessment. ``difference`` is that of the results, where both are known.

    ``again`` are the ids of facts, elements and items that are to be assessed again; ``judge`` says why elements are.
    ``policy`` are changes of formula and grades.
    """

    unit: str | None
    kind: str
    old: Result
    new: Result
    lowest: Result | None
    highest: Result | None
    difference: Decimal | None
    again: tuple[str, ...]
    judge: tuple[ElementAgain, ...]
    policy: tuple[Because, ...]
    elements: tuple[ElementEffect, ...]
    items: tuple[ItemEffect, ...]

    @property
    def at_best(self) -> Decimal | None:
        """How far the result moves if all that is open comes out well; below zero where the change hurts in any case."""
        best = self.new.figure if self.highest is None else self.highest.figure
        return None if best is None or self.old.figure is None else best - self.old.figure


def effect(way: Crossing, old: Plan, new: Plan, migration: Migration) -> Effect:
    """Return what the change does to an assessment that was carried over."""
    before, now = migration.before, migration.assessment
    old_card, new_card = score(old, before), score(new, now)
    is_open = bool(now.again.items or now.open_elements or now.again.facts)
    lowest, highest = (_as_if(new, now, best=best) for best in (False, True)) if is_open else (None, None)
    was, become = _result(old_card), _result(new_card)
    return Effect(
        unit=now.unit,
        kind=now.kind,
        old=was,
        new=become,
        lowest=lowest,
        highest=highest,
        difference=become.figure - was.figure if become.figure is not None and was.figure is not None else None,
        again=(*now.again.facts, *now.open_elements, *now.again.items),
        judge=tuple(ElementAgain(name, tuple(map(_reason, now.again.elements[name].reasons))) for name in now.open_elements),
        policy=tuple(Because(change.field, old=_said(change.old), new=_said(change.new)) for change in way.revision.policy),
        elements=tuple(_elements(way, old_card, new_card, now.again)),
        items=tuple(_items(way, old_card, new_card, migration)),
    )


def _result(card: Scorecard) -> Result:
    total = card.total
    return Result(total.points, total.score, total.result, card.called, card.outcome.value)


def _as_if(plan: Plan, assessment: Assessment, *, best: bool) -> Result | None:
    """Return what an assessment comes to if all that is to be assessed again is in full, or nothing; ``None`` where that is open.

    What an element's own rules may zero is not guessed, so there is no lowest figure while they are to be judged.
    """
    items = dict(assessment.items)
    for name in assessment.again.items:
        item = plan.items[name]
        if item.kind == "gate":
            items[name] = Answer(met=best)
        elif item.points is None and not best:
            return None
        else:
            items[name] = Answer(full=True) if best else Answer(score=Decimal(0), note=_REASON)
    if assessment.open_elements and not best:
        return None
    facts = {**assessment.facts, **dict.fromkeys(assessment.again.facts, best)}
    try:
        card = score(plan, assessment.model_copy(update={"items": items, "facts": facts, "again": Again()}))
    except ErrorList:
        return None
    return _result(card) if card.outcome is not Outcome.INCOMPLETE else None


def _elements(way: Crossing, old: Scorecard, new: Scorecard, again: Again) -> Iterator[ElementEffect]:
    """Yield the elements of the first level, in the order of the new edition."""
    old_firsts, new_firsts = (set(_firsts(rubric.elements)) for rubric in (way.old, way.new))
    for pair in way.revision.elements:
        olds, news = (
            tuple(name for name in pair.old if name in old_firsts),
            tuple(name for name in pair.new if name in new_firsts),
        )
        if not olds and not news:
            continue
        was, now = [old.elements[name] for name in olds], [new.elements[name] for name in news]
        yield ElementEffect(
            old=olds,
            new=news,
            title=(now or was)[0].title,
            old_points=_sum(one.points for one in was),
            new_points=_sum(one.points for one in now),
            old_due=_sum(one.due for one in was),
            new_due=_sum(one.due for one in now),
            old_score=_sum(one.score for one in was),
            new_score=_sum(one.score for one in now),
            open_items=sum(1 for name in news for item in way.below_new[name] if item in again.items),
        )


def _firsts(elements: tuple[Element, ...]) -> Iterator[str]:
    for element in elements:
        yield next(walk_elements((element,)))[0]


def _items(way: Crossing, old: Scorecard, new: Scorecard, migration: Migration) -> Iterator[ItemEffect]:
    """Yield the items that differ, in the order of the new edition."""
    old_in, new_in = _homes(way, is_new=False), _homes(way, is_new=True)
    for pair in way.revision.items:
        for number, name in enumerate(pair.new or (None,)):
            first = number == 0
            was = [old.items[one] for one in pair.old] if first else []
            now = new.items[name] if name is not None else None
            one = ItemEffect(
                old=pair.old,
                new=name,
                old_in=old_in[pair.old[0]] if pair.old else None,
                new_in=new_in[name] if name is not None else None,
                old_points=_sum(each.points for each in was),
                new_points=now.points if now is not None else None,
                old_score=_sum(each.score for each in was),
                new_score=now.score if now is not None else None,
                is_open=name in migration.assessment.again.items,
                because=(*_because(name, now, migration), *_moved(pair, way)),
            )
            if one.because or (one.old_points, one.old_score) != (one.new_points, one.new_score):
                yield one


def _homes(way: Crossing, *, is_new: bool) -> dict[str, str]:
    """Return for each item the element of the first level that it stands in."""
    rubric, below = (way.new, way.below_new) if is_new else (way.old, way.below_old)
    return {item: first for first in _firsts(rubric.elements) for item in below[first]}


def _because(name: str | None, now: ItemScore | None, migration: Migration) -> Iterator[Because]:
    """Yield why an item's score differs."""
    if name is None or now is None:
        yield Because("gone")
        return
    again = migration.assessment.again.items.get(name)
    if again is not None:
        yield from (_reason(reason) for reason in again.reasons)
    elif name in migration.carried:
        yield from (_touch(touch) for touch in migration.carried[name].touches)
        if now.status is Status.UNASSESSED and migration.assessment.items[name].is_given:
            yield Because("waits")


def _moved(pair: Pair, way: Crossing) -> Iterator[Because]:
    """Yield that an item stands in another element now: by their titles, for one id can name two elements in two editions."""
    if pair.elsewhere and pair.old_in is not None and pair.new_in is not None:
        was, now = way.old.by_element[pair.old_in], way.new.by_element[pair.new_in]
        yield Because("moved", old=f"{pair.old_in} {was.title}", new=f"{pair.new_in} {now.title}")


def _reason(reason: Reason) -> Because:
    return Because(reason.why.value, reason.rule, reason.was)


def _touch(touch: Touch) -> Because:
    return Because(touch.field, touch.rule, old=touch.old, new=touch.new)


def _said(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple | list):
        return "、".join(_said(one) or "" for one in value)
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _sum(values: Iterator[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
