"""What a person wants to know first: how many, where points went, and how much only looks different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubrics.model import Element, Rubric
from rubrics.revision.model import Counts, Kind, Pair, PointsOf, RulePair, Summary, Tendencies
from rubrics.revision.wording import said

_TEXTS = ("requirement", "specification", "method", "title")


def summary(elements: Sequence[Pair], items: Sequence[Pair], old: Rubric, new: Rubric) -> Summary:
    """Return the figures of a comparison."""
    return Summary(
        elements=counts(elements),
        items=counts(items),
        rules=counts([rule for pair in (*elements, *items) for rule in pair.rules]),
        tendencies=_tendencies(items),
        points=tuple(_points(elements, old, new)),
        printed=_printed(elements, items, old, new),
    )


def counts(pairs: Sequence[Pair] | Sequence[RulePair]) -> Counts:
    """Return how many there are of each kind."""
    stayed = [pair for pair in pairs if not (isinstance(pair, RulePair) and pair.is_elsewhere)]
    came = [pair for pair in pairs if isinstance(pair, RulePair) and pair.came is not None]
    return Counts(
        **{kind.value: sum(pair.kind is kind for pair in stayed) for kind in Kind},
        moved=sum(pair.moved for pair in stayed) + len(came),
        renumbered=sum(isinstance(pair, Pair) and pair.renumbered for pair in stayed),
        doubtful=sum(pair.doubtful for pair in (*stayed, *came)),
    )


def _tendencies(items: Iterable[Pair]) -> Tendencies:
    told = [pair.tendency.value for pair in items if pair.old and pair.new]
    return Tendencies(**{name: told.count(name) for name in ("stricter", "milder", "unclear")})


def _points(elements: Iterable[Pair], old: Rubric, new: Rubric) -> Iterable[PointsOf]:
    first_old = {name: old.by_element[name] for name in _first_level(old)}
    first_new = {name: new.by_element[name] for name in _first_level(new)}
    for pair in elements:
        ours, theirs = (
            [first_old[name] for name in pair.old if name in first_old],
            [first_new[name] for name in pair.new if name in first_new],
        )
        if ours or theirs:
            yield PointsOf(
                old=tuple(name for name in pair.old if name in first_old),
                new=tuple(name for name in pair.new if name in first_new),
                title=(theirs or ours)[0].title,
                old_points=_worth(ours),
                new_points=_worth(theirs),
            )


def _first_level(rubric: Rubric) -> list[str]:
    top = {id(element) for element in rubric.elements}
    return [name for name, element in rubric.by_element.items() if id(element) in top]


def _worth(elements: Sequence[Element]) -> Decimal | None:
    """Return what elements are worth, as printed, else the sum of what is below."""
    known = [element.points if element.points is not None else _below(element) for element in elements]
    return sum((points for points in known if points is not None), Decimal(0)) if any(p is not None for p in known) else None


def _below(element: Element) -> Decimal | None:
    inner = [item.points for item in element.items]
    inner += [part.points if part.points is not None else _below(part) for part in element.elements]
    known = [points for points in inner if points is not None]
    return sum(known, Decimal(0)) if known else None


def _printed(elements: Iterable[Pair], items: Iterable[Pair], old: Rubric, new: Rubric) -> int:
    """Return how many texts differ only in what says nothing: spaces, the width of signs, the number before them."""
    count = 0
    for pairs, ours, theirs in ((elements, old.by_element, new.by_element), (items, old.by_item, new.by_item)):
        for pair in pairs:
            if len(pair.old) == len(pair.new) == 1:
                before, after = ours[pair.old[0]], theirs[pair.new[0]]
                count += sum(_looks_other(getattr(before, name, None), getattr(after, name, None)) for name in _TEXTS)
            for rule in pair.rules:
                if rule.old is not None and rule.new is not None:
                    one, other = ours[rule.old.of].rules[rule.old.number - 1], theirs[rule.new.of].rules[rule.new.number - 1]
                    count += _looks_other(one.text, other.text)
    return count


def _looks_other(old: str | None, new: str | None) -> bool:
    return old is not None and new is not None and old != new and said(old) == said(new)
