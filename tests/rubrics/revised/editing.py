"""A rubric taken apart, edited as an authority edits a standard, and numbered anew as an importer would.

What each item of the draft was made from is kept beside it: the truth that a comparison has to find.
"""

from __future__ import annotations

import copy
from typing import Any

from rubrics.model import Rubric
from rubrics.numerals import chinese_number, element_id
from rubrics.plain import plain_data

_FROM = "made from"
_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"

Data = dict[str, Any]


class Draft:
    """A rubric as plain data; items and elements are found by the ids that they had at first."""

    def __init__(self, rubric: Rubric) -> None:
        self.data: Data = _listed(copy.deepcopy(plain_data(rubric)))
        self.items: dict[str, Data] = {}
        self.elements: dict[str, Data] = {}
        self._index(self.data["elements"], "")

    def _index(self, elements: list[Data], parent: str) -> None:
        for element in elements:
            name = element.get("id") or element_id(element["code"], parent)
            self.elements[name] = element
            element[_FROM] = (name,)
            for item in element.get("items", []):
                self.items[item["id"]] = item
                item[_FROM] = (item["id"],)
            self._index(element.get("elements", []), name)

    def rule(self, item: str, number: int) -> Data:
        return self.items[item]["rules"][number - 1]

    def remove(self, item: str) -> Data:
        """Take an item out of its element and return it."""
        for element in self.elements.values():
            inner = element.get("items", [])
            for at, one in enumerate(inner):
                if one is self.items[item]:
                    return inner.pop(at)
        raise KeyError(item)

    def insert(self, element: str, at: int, item: Data) -> None:
        """Put an item into an element, as the one with the number ``at``."""
        self.elements[element].setdefault("items", []).insert(at - 1, item)

    def split(self, item: str, *parts: Data) -> None:
        """Put parts in the place of an item."""
        for element in self.elements.values():
            inner = element.get("items", [])
            if any(one is self.items[item] for one in inner):
                at = next(n for n, one in enumerate(inner) if one is self.items[item])
                inner[at : at + 1] = [{**part, _FROM: (item,)} for part in parts]
                return

    def merge(self, first: str, second: str, merged: Data) -> None:
        """Put one item in the place of the first of two."""
        self.remove(second)
        self.items[first].clear()
        self.items[first].update({**merged, _FROM: (first, second)})

    def done(self, **head: Any) -> tuple[Rubric, dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """Return the edition, and of which old items and elements each of its own was made."""
        data = copy.deepcopy(self.data) | head
        items: dict[str, tuple[str, ...]] = {}
        elements: dict[str, tuple[str, ...]] = {}
        _number(data["elements"], "", items, elements)
        return Rubric.model_validate(data), items, elements


def _number(elements: list[Data], parent: str, items: dict[str, tuple[str, ...]], known: dict[str, tuple[str, ...]]) -> None:
    for number, element in enumerate(elements, 1):
        element["code"] = _code(element["code"], number, parent)
        name = element_id(element["code"], parent)
        known[name] = element.pop(_FROM, ())
        inner = element.get("items", [])
        for at, item in enumerate(inner, 1):
            item["id"] = f"{name}-{at}"
            items[item["id"]] = item.pop(_FROM, ())
            if any(sign in _CIRCLED for one in inner for sign in one["requirement"][:1]):
                item["requirement"] = _CIRCLED[at - 1] * (len(inner) > 1) + item["requirement"].lstrip(_CIRCLED)
        _number(element.get("elements", []), name, items, known)


def _code(code: str, number: int, parent: str) -> str:
    if chinese_number(code) is not None:
        tens, ones = divmod(number, 10)
        return ("十" if tens == 1 else _DIGITS[tens] + "十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
    return f"{parent}.{number}" if "." in code else str(number)


def _listed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _listed(value) for key, value in data.items()}
    return [_listed(value) for value in data] if isinstance(data, list | tuple) else data
