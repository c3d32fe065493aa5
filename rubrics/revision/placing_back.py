"""Where a part stood in the old source, told from the order of its marks: a person's moves can then be told from the source's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.model import Rubric, walk_elements
from rubrics.plain import plain_data, without_provenance
from rubrics.revision.marks import mark, own_fields


class MarkedOrder:
    """The order of the parts of a corrected source among the marks of the old one, which stand in its reading order."""

    def __init__(self, again: Rubric, marks: Sequence[str]) -> None:
        """Look up where each element and item of ``again`` stood."""
        at = {one: number for number, one in enumerate(marks)}
        self._element, self._item, self._under = {}, {}, {}
        for name, element in walk_elements(again.elements):
            self._element[name] = at.get(_mark("element", plain_data(element)))
            for item in element.items:
                self._item[item.id] = at.get(_mark("item", plain_data(item)))
                self._under[item.id] = name

    def stood_here(self, item: str) -> bool:
        """Tell whether an item stood in the element in which it stands: no other element came between their marks."""
        here, home = self._item[item], self._element[self._under[item]]
        if here is None or home is None or home > here:
            return False
        return not any(other is not None and home < other < here for other in self._element.values())

    def is_old(self, kind: str, names: Sequence[str]) -> bool:
        """Tell whether parts stood in this order."""
        places = self._element if kind == "element" else self._item
        known = [place for name in names if (place := places.get(name)) is not None]
        return len(known) == len(names) and known == sorted(known)


def _mark(kind: str, data: Mapping[str, Any]) -> str:
    return mark(kind, own_fields(without_provenance(data)))
