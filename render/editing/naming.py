"""A published document as read, its parts under the ids that the rubric gives them.

Ids stay with the words when a corrected source numbers them anew (``dabiao import --update``), so the same id can mean one thing
in the rubric and another in its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rubrics.model import Element, Rubric
from rubrics.numerals import element_id
from rubrics.revision import compare
from rubrics.revision.model import Pair


def named_alike(found: Rubric, rubric: Rubric) -> Rubric:
    """Return ``found`` with the ids of ``rubric`` for what says the same, and of nothing else."""
    revision = compare(found, rubric)
    elements = _names(revision.elements, found.by_element, rubric.by_element)
    items = _names(revision.items, found.by_item, rubric.by_item)
    if all(name == own for name, own in (*elements.items(), *items.items())):
        return found
    form = found.form.model_copy(update={"totals": tuple(row.renamed(elements) for row in found.form.totals)})
    kept: dict[str, Any] = {name: getattr(found, name) for name in Rubric.model_fields}
    made = tuple(_element(element, "", "", elements, items) for element in found.elements)
    return Rubric.model_construct(**kept | {"elements": made, "form": form})


def _names(pairs: Iterable[Pair], found: Mapping[str, object], ours: Mapping[str, object]) -> dict[str, str]:
    """Return the name of each part; one that is matched with nothing keeps its own unless that is taken."""
    names = {pair.old[0]: pair.new[0] for pair in pairs if len(pair.old) == len(pair.new) == 1}
    taken = set(names.values())
    for name in found:
        if name not in names:
            names[name] = _free(name, taken, found, ours) if name in taken else name
            taken.add(names[name])
    return names


def _free(name: str, taken: set[str], *others: Mapping[str, object]) -> str:
    number = 2
    while (made := f"{name}~{number}") in taken or any(made in other for other in others):
        number += 1
    return made


def _element(element: Element, old: str, new: str, elements: Mapping[str, str], items: Mapping[str, str]) -> Element:
    """Return an element below the ones with the ids ``old`` and ``new`` under its other name."""
    before = element.id or element_id(element.code, old)
    name = elements[before]
    own = None if element_id(element.code, new) == name else name
    return element.model_copy(
        update={
            "id": own,
            "items": tuple(item.model_copy(update={"id": items[item.id]}) for item in element.items),
            "elements": tuple(_element(child, before, name, elements, items) for child in element.elements),
        }
    )
