"""Links made into pairs: where each stands, whether it moved, and what it says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.model import Element, Item
from rubrics.revision.fields import changed
from rubrics.revision.links import Link
from rubrics.revision.model import Change, Kind, Pair, RulePair, Tendency
from rubrics.revision.order import out_of_order, reading_order
from rubrics.revision.rules import clauses, rule_pairs
from rubrics.revision.tendency import of_item_field, together

_ITEM_FIELDS = ("requirement", "specification", "points", "stars", "mark", "method")
_OF_THE_WHOLE = frozenset({"requirement", "title", "points"})
"""What cannot be told of a part of a split or merger beside the whole: it has only some of it."""
_ELEMENT_FIELDS = ("title", "points", "weight", "kind", "guarantee")


@dataclass(frozen=True, slots=True)
class Side:
    """The items, or the elements, of one edition by id in reading order, and the element that each stands in."""

    parts: Mapping[str, Item | Element]
    under: Mapping[str, str]
    places: Mapping[str, int]


def side(parts: Mapping[str, Item | Element], under: Mapping[str, str]) -> Side:
    """Return one edition's items or elements."""
    return Side(parts, under, {name: place for place, name in enumerate(parts)})


def pairs(links: Sequence[Link], old: Side, new: Side, elements: Sequence[Link]) -> tuple[Pair, ...]:
    """Return a pair for each link in the order of the new edition; ``elements`` are the links of the elements."""
    ours = {name: at for at, link in enumerate(elements) for name in link.old}
    theirs = {name: at for at, link in enumerate(elements) for name in link.new}
    became = {link.old[0]: link.new[0] for link in elements if link.old and link.new}
    elsewhere, reordered = _moved(links, old, new, ours, theirs)
    moved = elsewhere | reordered
    order = reading_order(
        {at: new.places[link.new[0]] for at, link in enumerate(links) if link.new}, _gone_after(links, old, moved)
    )
    return tuple(_pair(links[at], old, new, became, moved=at in moved, elsewhere=at in elsewhere) for at in order)


def _moved(
    links: Sequence[Link], old: Side, new: Side, ours: Mapping[str, int], theirs: Mapping[str, int]
) -> tuple[set[int], set[int]]:
    """Return which links lead into another element, and which into another order within theirs."""
    elsewhere: set[int] = set()
    reordered: set[int] = set()
    within: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for at, link in enumerate(links):
        if not link.old or not link.new:
            continue
        source, target = old.under[link.old[0]], new.under[link.new[0]]
        if ours.get(source, -1) != theirs.get(target, -1):
            elsewhere.add(at)
        else:
            within[target][old.places[link.old[0]], new.places[link.new[0]]] = at
    for places in within.values():
        reordered |= {places[place] for place in out_of_order([*places])}
    return elsewhere, reordered


def _gone_after(links: Sequence[Link], old: Side, moved: set[int]) -> Iterator[tuple[int, int | None]]:
    """Yield what is gone with what it stood behind: the nearest before it that still stands where it stood."""
    at_old = {name: at for at, link in enumerate(links) for name in link.old}
    before: int | None = None
    for name in old.parts:
        at = at_old[name]
        if not links[at].new:
            yield at, before
        if at not in moved:
            before = at


def _pair(link: Link, old: Side, new: Side, became: Mapping[str, str], *, moved: bool, elsewhere: bool) -> Pair:
    before, after = [old.parts[name] for name in link.old], [new.parts[name] for name in link.new]
    is_single = len(before) == len(after) == 1
    changes = tuple(_changes(before[0], after[0], _fields(before[0])) if is_single else _part_changes(link, before, after))
    rules = _rules(link, before, after, became)
    return Pair(
        old=link.old,
        new=link.new,
        kind=_kind(link, changes, rules),
        old_in=(old.under[link.old[0]] or None) if link.old else None,
        new_in=(new.under[link.new[0]] or None) if link.new else None,
        moved=moved,
        elsewhere=elsewhere,
        renumbered=is_single and link.old != link.new,
        how=link.how,
        nearness=link.nearness,
        doubtful=link.doubtful,
        rivals=link.rivals,
        changes=changes,
        rules=rules,
        tendency=_tendency(link, changes, rules),
    )


def _kind(link: Link, changes: Sequence[Change], rules: Iterable[RulePair]) -> Kind:
    if not link.old or not link.new:
        return Kind.GONE if link.old else Kind.NEW
    if len(link.new) > 1 or len(link.old) > 1:
        return Kind.SPLIT if len(link.new) > 1 else Kind.MERGED
    is_same = not changes and all(rule.kind is Kind.SAME and not rule.moved for rule in rules)
    return Kind.SAME if is_same else Kind.CHANGED


def _tendency(link: Link, changes: Sequence[Change], rules: Iterable[RulePair]) -> Tendency:
    if not link.old or not link.new:
        return Tendency.NEITHER
    if not link.is_single or link.doubtful:
        return Tendency.UNCLEAR
    return together([*(change.tendency for change in changes), *(rule.tendency for rule in rules)])


def _fields(part: Item | Element) -> Sequence[str]:
    return _ITEM_FIELDS if isinstance(part, Item) else _ELEMENT_FIELDS


def _changes(old: Item | Element, new: Item | Element, names: Iterable[str], of: str | None = None) -> Iterator[Change]:
    given = [*names]
    for field, before, after in changed(*({name: getattr(one, name) for name in given} for one in (old, new))):
        yield Change(field=field, old=before, new=after, of=of, tendency=of_item_field(field, before, after))


def _part_changes(link: Link, old: Sequence[Item | Element], new: Sequence[Item | Element]) -> Iterator[Change]:
    """Yield how the points of several together changed, where all have points, and what else each part says otherwise."""
    if not old or not new:
        return
    before, after = _sum(old), _sum(new)
    if before is not None and after is not None and before != after:
        yield Change(field="points", old=before, new=after, tendency=Tendency.UNCLEAR)
    names = [name for name in _fields(old[0]) if name not in _OF_THE_WHOLE]
    for one, other, of in (
        *((old[0], part, name) for part, name in zip(new, link.new, strict=True) if len(old) == 1),
        *((part, new[0], name) for part, name in zip(old, link.old, strict=True) if len(new) == 1),
    ):
        yield from _changes(one, other, names, of)


def _sum(parts: Sequence[Item | Element]) -> Decimal | None:
    points = [part.points for part in parts if part.points is not None]
    return sum(points, Decimal(0)) if parts and len(points) == len(parts) else None


def _rules(
    link: Link, old: Sequence[Item | Element], new: Sequence[Item | Element], became: Mapping[str, str]
) -> tuple[RulePair, ...]:
    points = {part.points for part in (*old, *new)}
    known = points.pop() if len(points) == 1 and link.is_single else None
    olds = clauses(zip(link.old, (part.rules for part in old), strict=True))
    news = clauses(zip(link.new, (part.rules for part in new), strict=True))
    return rule_pairs(olds, news, known, became)
