"""A rubric that was read from a text, or edited since, gets the places of the Word document that holds the same standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from rubrics.errors import FormError
from rubrics.model import Element, Form, Item, Rubric, Rule


def relocate(rubric: Rubric, found: Rubric) -> Rubric:
    """Return ``rubric`` with the places, form and source of ``found``, the same standard as imported from its Word document.

    Ids, policies and what is understood of the rules may differ; ``FormError`` where elements, items, words or points do.
    """
    different = next(_differences(rubric, found), None)
    if different is not None:
        raise FormError("form-of-another", where=(found.source.file or "") if found.source is not None else "", key=different)
    elements = tuple(_element(*pair) for pair in zip(rubric.elements, found.elements, strict=True))
    changed: dict[str, Any] = {"elements": elements, "form": _form(rubric, found), "source": found.source}
    kept: dict[str, Any] = {name: getattr(rubric, name) for name in Rubric.model_fields if name not in changed}
    return Rubric.model_construct(**kept, **changed)  # a copy would keep the items that ``by_item`` has found before


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
    totals = tuple(
        row.model_copy(update={name: ours.get(value, value) for name in ("of", "through") if (value := getattr(row, name))})
        for row in found.form.totals
    )
    return found.form.model_copy(update={"totals": totals})


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


def _item(item: Item, found: Item) -> Item:
    return item.model_copy(update={"at": found.at, "rules": _rules(item.rules, found.rules)})


def _rules(rules: Iterable[Rule], found: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules with the cells where clauses of the same words stand."""
    cells = {_words(rule.text): rule.at for rule in found}
    return tuple(rule.model_copy(update={"at": cells.get(_words(rule.text))}) for rule in rules)
