"""What an edited form prints, line by line, beside what the published one prints: which lines stay, are new, or say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from render.places import parse_place
from render.rebuilt.grid import Box, GridRow, grids_of
from render.rebuilt.lines import Line
from rubrics.diagnostics import Place
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.numerals import element_id

Key = tuple[str, ...]
"""Which line it is: an item, a sum row, a band, or an element without items."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a form: its key, the cells that it prints, and where it stands in the published document."""

    key: Key
    row: GridRow
    place: Place | None

    def box(self, column: int) -> Box | None:
        """Return the cell over a column of the form, from 0."""
        return next((box for box in self.row.boxes if box.start <= column < box.stop), None)


def printed_tables(rubric: Rubric) -> list[list[Printed]]:
    """Return the lines of each table of a rubric's form, headers left out."""
    names = {id(element): name for name, element in rubric.by_element.items()}
    return [
        [Printed(_key(row.line, names), row, _place(row.line)) for row in rows if row.line is not None]
        for rows in grids_of(rubric)
    ]


def with_places(rubric: Rubric, found: Rubric) -> Rubric:
    """Return ``rubric`` with the places of what the published document prints, and none for what is new."""
    by_item = found.by_item
    homes = _homes([element.at for element in found.elements])
    elements, table = [], None
    for element in rubric.elements:
        name = element.id or element_id(element.code)
        known = found.by_element.get(name)
        table = _table(known.at) if known is not None else table
        made = _element(element, name, found, by_item)
        if known is None and homes is not None:
            made = made.model_copy(update={"at": f"t{table or homes}"})
        elements.append(made)
    totals = {_total_key(total): total.at for total in found.form.totals}
    form = rubric.form.model_copy(
        update={"totals": tuple(t.model_copy(update={"at": totals.get(_total_key(t))}) for t in rubric.form.totals)}
    )
    kept: dict[str, Any] = {name: getattr(rubric, name) for name in Rubric.model_fields}
    return Rubric.model_construct(**kept | {"elements": tuple(elements), "form": form, "source": found.source})


def _homes(places: Sequence[str | None]) -> int | None:
    """Return the first table of a form whose tables do not each hold one first-level element; ``None`` where they do."""
    tables = [_table(place) for place in places]
    one_each = len(tables) > 1 and len(set(tables)) == len(tables)
    return None if one_each else next((table for table in tables if table is not None), 1)


def _table(at: str | None) -> int | None:
    place = parse_place(at)
    return None if place is None else place.table


def _element(element: Element, name: str, found: Rubric, by_item: Mapping[str, Item]) -> Element:
    known = found.by_element.get(name)
    return element.model_copy(
        update={
            "at": None if known is None else known.at,
            "rules": _rules(element.rules, known.rules if known is not None else ()),
            "items": tuple(_items(element.items, by_item)),
            "elements": tuple(_element(e, e.id or element_id(e.code, name), found, by_item) for e in element.elements),
        }
    )


def _items(items: Sequence[Item], by_item: Mapping[str, Item]) -> Iterator[Item]:
    """Yield items with their places; a new one below a norm that is merged over its neighbours stands under it too."""
    norm = None
    for item in items:
        known = by_item.get(item.id)
        rules = _rules(item.rules, known.rules if known is not None else ())
        norm = item.specification if known is not None or item.specification else norm
        changes = {"at": None if known is None else known.at, "rules": rules, "specification": norm}
        yield item.model_copy(update=changes)


def _rules(rules: Sequence[Rule], known: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return rules with the cells of the published ones: of the same words, else of the same number where there are as many."""
    cells = {rule.text: rule.at for rule in known}
    same = len(rules) == len(known)
    return tuple(
        rule.model_copy(update={"at": cells.get(rule.text, known[number].at if same else None)})
        for number, rule in enumerate(rules)
    )


def _key(line: Line, names: dict[int, str]) -> Key:
    if line.item is not None:
        return ("item", line.item.id)
    if line.total is not None:
        return ("total", *_total_key(line.total))
    element = line.band if line.band is not None else line.path[-1][1]
    return ("band" if line.band is not None else "element", names[id(element)])


def _total_key(total: Any) -> Key:
    return (total.of or "", total.since or "", total.through or "", total.label)


def _place(line: Line) -> Place | None:
    one = line.item or line.total or line.band or line.path[-1][1]
    return parse_place(one.at)
