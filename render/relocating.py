"""A rubric that was read from a text, or edited since, gets the places of the Word document that holds the same standard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from rubrics.errors import FormError
from rubrics.model import Element, Form, Item, Rubric, Rule, TotalRow, walk_elements
from rubrics.numerals import element_id

_MOST_GONE = 4
"""One in so many items may be without a row: more, and the document holds another standard or edition."""


@dataclass(frozen=True, slots=True)
class Relocated:
    """A rubric with the places of a document whose rows people changed: ``missing`` are the ids of items without a row there.

    ``unknown`` are the items of the document that the rubric does not have.
    """

    rubric: Rubric
    missing: tuple[str, ...] = ()
    unknown: tuple[Item, ...] = ()


def relocate(rubric: Rubric, found: Rubric) -> Rubric:
    """Return ``rubric`` with the places, form and source of ``found``, the same standard as imported from its Word document.

    Ids, policies and what is understood of the rules may differ; ``FormError`` where elements, items, words or points do.
    """
    different = next(_differences(rubric, found), None)
    if different is not None:
        raise FormError("form-of-another", where=(found.source.file or "") if found.source is not None else "", key=different)
    elements = tuple(_element(*pair) for pair in zip(rubric.elements, found.elements, strict=True))
    form = _form(rubric, found)
    return _changed(rubric, elements=elements, form=form, source=found.source)


def relocate_rows(rubric: Rubric, found: Rubric) -> Relocated | None:
    """Return ``rubric`` with the places of the items that ``found`` has too, wherever their rows stand.

    Rows that were deleted, added, moved or reworded leave the others known, each by its words and points, of several alike also
    by their element. ``None`` where too few are: then it is another standard.
    """
    twins = _twins(rubric, found)
    missing = tuple(name for name in rubric.by_item if name not in twins)
    if len(missing) * _MOST_GONE > len(rubric.by_item):
        return None
    known = {item.id for item in twins.values()}
    ours = {there: here for here, there in _paired(_keyed_elements(rubric), _keyed_elements(found))}
    theirs = {here: found.by_element[there] for there, here in ours.items()}
    elements = tuple(_where_known(element, "", theirs, twins) for element in rubric.elements)
    placed = _changed(rubric, elements=elements, form=_form_of_rows(rubric, found, ours), source=found.source)
    return Relocated(placed, missing, tuple(item for item in found.by_item.values() if item.id not in known))


def _changed(rubric: Rubric, **changed: Any) -> Rubric:
    """Return a rubric with other values; a copy would keep the items that ``by_item`` has found before."""
    return Rubric.model_construct(**{name: getattr(rubric, name) for name in Rubric.model_fields} | changed)


def _differences(rubric: Rubric, found: Rubric) -> Iterator[str]:
    """Yield the ids of elements and items that are not in both rubrics, in the same order and with the same words and points.

    The ids themselves may differ: they are kept where printed codes were moved (``dabiao import --update``).
    """
    for (name, element), (other, same) in zip_longest(rubric.by_element.items(), found.by_element.items(), fillvalue=("", None)):
        if element is None or same is None or _of_element(element) != _of_element(same):
            yield name or other
    for item, twin in zip_longest(rubric.by_item.values(), found.by_item.values()):
        if item is None or twin is None or _of_item(item) != _of_item(twin):
            yield item.id if item is not None else twin.id if twin is not None else ""


def _of_element(element: Element) -> tuple[object, ...]:
    return _words(element.code), _words(element.title), element.points, len(element.items), len(element.elements)


def _of_item(item: Item) -> tuple[object, ...]:
    return _words(item.requirement), item.points


def _form(rubric: Rubric, found: Rubric) -> Form:
    """Return the form of ``found``, its sum rows naming the elements by the ids that ``rubric`` gives them."""
    ours = dict(zip(found.by_element, rubric.by_element, strict=True))
    totals = tuple(row.renamed(ours) for row in found.form.totals)
    return found.form.model_copy(update={"totals": totals})


def _form_of_rows(rubric: Rubric, found: Rubric, ours: Mapping[str, str]) -> Form:
    """Return the form of ``found`` with those of its sum rows that are about elements of ``rubric``: ``ours`` has their ids."""
    here, there = _firsts(rubric), _firsts(found)
    totals = []
    for row in found.form.totals:
        if row.through is not None:
            start, stop = _reach(row, there)
            names = [ours.get(name) for name in there[start:stop]]
            begin = here.index(names[0]) if start and names and names[0] in here else 0
            if (start, stop) == (0, len(there)):
                totals.append(row.model_copy(update={"through": None}))
            elif names and names == here[begin : begin + len(names)]:
                totals.append(row.model_copy(update={"since": names[0] if start else None, "through": names[-1]}))
        elif row.of is None or row.of in ours:
            totals.append(row.model_copy(update={"of": ours[row.of] if row.of else None}))
    return found.form.model_copy(update={"totals": tuple(totals)})


def _reach(row: TotalRow, firsts: Sequence[str]) -> tuple[int, int]:
    """Return from where to where a sum row adds up the first level; nothing where it names an element that there is not."""
    stop = firsts.index(row.through) + 1 if row.through in firsts else 0
    return (firsts.index(row.since) if row.since in firsts else 0 if row.since is None else stop), stop


def _firsts(rubric: Rubric) -> list[str]:
    """Return the ids of the elements of the first level."""
    return [next(walk_elements((element,)))[0] for element in rubric.elements]


def _words(text: str) -> str:
    """Return ``text`` without white space, which a conversion changes at will."""
    return "".join(text.split())


def _element(element: Element, found: Element) -> Element:
    return element.model_copy(
        update={
            "at": found.at,
            "elements": tuple(_element(*pair) for pair in zip(element.elements, found.elements, strict=True)),
            "items": tuple(_item(*pair) for pair in zip(element.items, found.items, strict=True)),
            "rules": _rules(element.rules, found.rules),
        }
    )


def _twins(rubric: Rubric, found: Rubric) -> dict[str, Item]:
    """Return the items of ``found`` by the ids of ours: those of the same words and points, which no other item can be."""
    loose = dict(_paired(_keyed_items(rubric, within=False), _keyed_items(found, within=False)))
    close = dict(_paired(_keyed_items(rubric, within=True), _keyed_items(found, within=True)))
    taken = set(loose.values())
    names = loose | {here: there for here, there in close.items() if here not in loose and there not in taken}
    return {name: found.by_item[names[name]] for name in rubric.by_item if name in names}


def _keyed_items(rubric: Rubric, *, within: bool) -> Iterator[tuple[str, Hashable]]:
    """Yield each item with what it is known by: its words and points, and ``within`` its element that one's title too."""
    for _, element in walk_elements(rubric.elements):
        for item in element.items:
            yield item.id, (*_of_item(item), _words(element.title) if within else "")


def _keyed_elements(rubric: Rubric) -> Iterator[tuple[str, Hashable]]:
    yield from ((name, (_words(element.code), _words(element.title))) for name, element in rubric.by_element.items())


def _paired(ours: Iterable[tuple[str, Hashable]], theirs: Iterable[tuple[str, Hashable]]) -> Iterator[tuple[str, str]]:
    """Yield the ids on both sides of what has a key that nothing else has."""
    here, there = ({key: name for name, key in side if counts[key] == 1} for side, counts in map(_counted, (ours, theirs)))
    yield from ((name, there[key]) for key, name in here.items() if key in there)


def _counted(side: Iterable[tuple[str, Hashable]]) -> tuple[list[tuple[str, Hashable]], Counter[Hashable]]:
    pairs = list(side)
    return pairs, Counter(key for _, key in pairs)


def _where_known(element: Element, parent: str, theirs: Mapping[str, Element], twins: Mapping[str, Item]) -> Element:
    """Return an element of ours with the places of its twin, and of the items that have one; the others have no place."""
    name = element.id or element_id(element.code, parent)
    twin = theirs.get(name)
    return element.model_copy(
        update={
            "at": twin.at if twin is not None else None,
            "elements": tuple(_where_known(inner, name, theirs, twins) for inner in element.elements),
            "items": tuple(
                _item(item, twins[item.id]) if item.id in twins else item.model_copy(update={"at": None})
                for item in element.items
            ),
            "rules": _rules(element.rules, twin.rules if twin is not None else ()),
        }
    )


def _item(item: Item, found: Item) -> Item:
    return item.model_copy(update={"at": found.at, "rules": _rules(item.rules, found.rules)})


def _rules(rules: Iterable[Rule], found: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules with the cells where clauses of the same words stand."""
    cells = {_words(rule.text): rule.at for rule in found}
    return tuple(rule.model_copy(update={"at": cells.get(_words(rule.text))}) for rule in rules)
