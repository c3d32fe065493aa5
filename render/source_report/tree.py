"""The tree of elements and items beside the source, and what each row of the source gave to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from normalize.roles import CellRole
from normalize.standard import Import
from render.source_report.anchors import Anchors
from render.source_report.meaning import is_manual, meaning
from render.source_report.view import Clause, Node, Note, Understood
from render.source_report.words import Words, both
from rubrics.catalogue.source_report import PAGE
from rubrics.diagnostics import Place
from rubrics.model import Element, Item, Rule, TotalRow
from rubrics.numerals import element_id
from rubrics.values import show

_SEVERITIES = ("error", "warning")
_TITLE_SIGNS = 60
"""So many signs of a requirement stand in the tree."""


class Grown:
    """The trees of a document's standards, and by row what it gave."""

    def __init__(self, anchors: Anchors, notes: Sequence[Note]) -> None:
        self.by_row: dict[str, list[Understood]] = {}
        self.at_cell: dict[str, list[Node]] = {}
        self._anchors = anchors
        self._worst = _worst_by_subject(notes)
        self._standard = ""
        self._numbers = count(1)

    def tree(self, standard: Import) -> tuple[Node, ...]:
        """Return the tree of one standard; its nodes, clauses and computed rows are noted at their rows."""
        self._standard = standard.rubric.id
        nodes = tuple(self._element(element, "") for element in standard.rubric.elements)
        titles = {name: element.title for name, element in standard.rubric.by_element.items()}
        for total in standard.rubric.form.totals:
            self._put(self._row(total.at), Understood(words=_adds_up(total, titles), about=_total_name(total)))
        return nodes

    def _element(self, element: Element, parent: str) -> Node:
        own = element.id or element_id(element.code, parent)
        rules = self._rules_at(element)
        node = self._node(own, element.title, element, rules.pop(self._row(element.at), ()), wanted=(CellRole.TITLE,))
        for row, clauses in rules.items():
            self._put(row, Understood(about=own, clauses=clauses))
        children = [*(self._element(child, own) for child in element.elements), *map(self._item, element.items)]
        return replace(node, children=tuple(children))

    def _item(self, item: Item) -> Node:
        title = " ".join(item.requirement.split())
        short = title if len(title) <= _TITLE_SIGNS else title[: _TITLE_SIGNS - 1] + "…"
        return self._node(item.id, short, item, tuple(_clauses(item.rules)), wanted=(CellRole.REQUIREMENT, CellRole.TITLE))

    def _node(self, name: str, title: str, of: Element | Item, clauses: tuple[Clause, ...], wanted: tuple[CellRole, ...]) -> Node:
        number, row = next(self._numbers), self._row(of.at)
        cell = self._anchors.cell(row, None, wanted, of.title if isinstance(of, Element) else "") if row else ""
        node = Node(
            anchor=f"n{number}",
            beside=f"u{number}" if row else "",
            target=cell,
            name=name,
            code=of.code if isinstance(of, Element) else "",
            title=title,
            points=show(of.points) if of.points is not None else "",
            marks=tuple(_marks(of)),
            is_item=isinstance(of, Item),
            severity=self._worst.get((self._standard, name), ""),
            clauses=clauses,
        )
        self._put(row, Understood(node=node))
        self.at_cell.setdefault(cell, []).append(node)
        return node

    def _rules_at(self, element: Element) -> dict[str, tuple[Clause, ...]]:
        """Return the clauses of an element by the row in which they stand."""
        found: dict[str, tuple[Clause, ...]] = {}
        for clause, rule in zip(_clauses(element.rules), element.rules, strict=True):
            row = self._row(rule.at or element.at)
            found[row] = (*found.get(row, ()), clause)
        return found

    def _row(self, at: str | None) -> str:
        return self._anchors.row(Place.parse(at)) if at else ""

    def _put(self, row: str, what: Understood) -> None:
        if row:
            self.by_row.setdefault(row, []).append(what)


def _worst_by_subject(notes: Sequence[Note]) -> Mapping[tuple[str, str], str]:
    """Return the worst that is said about each element and item, by its standard and its id."""
    worst: dict[tuple[str, str], str] = {}
    for severity in reversed(_SEVERITIES):
        worst |= {(note.standard, note.subject): severity for note in notes if note.severity == severity and note.subject}
    return worst


def _clauses(rules: Sequence[Rule]) -> Iterator[Clause]:
    for number, rule in enumerate(rules, 1):
        yield Clause(number, rule.text, meaning(rule), bool(rule.doubt), is_manual(rule), not rule.costs)


def _marks(of: Element | Item) -> Iterator[Words]:
    """Yield what stands beside the points of a node."""
    if isinstance(of, Item):
        if of.stars:
            yield Words("★" * of.stars, "★" * of.stars)
        if of.mark:
            yield Words(of.mark, of.mark)
        if of.points_inferred:
            yield both(PAGE["points-inferred"])
        return
    if of.kind != "scored":
        yield both(PAGE[of.kind])
    if of.guarantee:
        yield both(PAGE["guarantee"])
    if of.weight is not None:
        yield both(PAGE["weight"], weight=show(of.weight))


def _total_name(total: TotalRow) -> str:
    return total.label if total.points is None else f"{total.label} {show(total.points)}"


def _adds_up(total: TotalRow, titles: Mapping[str, str]) -> Words:
    if total.of is None:
        return both(PAGE["subtotal-all"])
    return both(PAGE["subtotal-of"], name=f"{total.of} {titles.get(total.of, '')}".strip())
