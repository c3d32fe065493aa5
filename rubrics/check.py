"""``dabiao check``: a rubric against itself and against what its document states about itself.

Every stated figure is compared with every sum and count that it claims to be. A published standard can itself be wrong: it is
reported, never repaired.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import count

from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Element, Item, Reach, Rubric, Rule, TotalRow, walk_elements
from rubrics.numerals import element_id, plain_code
from rubrics.presets import effective_policy
from rubrics.values import show


def check_rubric(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """Return everything in which a rubric contradicts itself or its document, in reading order."""
    return (
        *_check_sums(rubric),
        *_check_totals(rubric),
        *_check_stated(rubric),
        *_check_codes(rubric.elements, "", frozenset(filter(None, (row.code for row in rubric.form.totals)))),
        *_check_items(rubric),
        *_check_policy(rubric),
    )


def worth(element: Element) -> Decimal | None:
    """Return the points of an element: the printed ones, else the sum of what is below, ``None`` where that is not known."""
    return element.points if element.points is not None else sum_below(element)


def sum_below(element: Element) -> Decimal | None:
    """Return the sum of the points right below an element, ``None`` where one of them has none."""
    parts = [worth(child) for child in element.elements] + [item.points for item in element.items]
    known = [points for points in parts if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


@lru_cache(maxsize=1024)
def _place(at: str | None) -> Place | None:
    return Place.parse(at) if at else None


def _check_sums(rubric: Rubric) -> Iterator[Diagnostic]:
    """Compare each element's printed points with what stands below it."""
    for name, element in walk_elements(rubric.elements):
        total = sum_below(element)
        if element.points is not None and total is not None and total != element.points:
            yield Diagnostic(
                "points-sum",
                _place(element.at),
                name,
                {"title": element.title, "stated": show(element.points), "sum": show(total)},
            )


def _check_totals(rubric: Rubric) -> Iterator[Diagnostic]:
    """Compare each printed subtotal and total with what it adds up."""
    for row in rubric.form.totals:
        total = sum_of_total(rubric, row)
        if row.points is not None and total is not None and row.points not in (total, total + _bonus(rubric, row)):
            yield Diagnostic(
                "total-sum", _place(row.at), row.of, {"label": row.label, "stated": show(row.points), "sum": show(total)}
            )


def _bonus(rubric: Rubric, row: TotalRow) -> Decimal:
    """Return what the bonus elements among those that a computed row adds up are worth; its figure may be with or without it."""
    bonus = [worth(element) for _, element in covered(rubric, row.through, row.since) if element.kind == "bonus"]
    return sum((points for points in bonus if points is not None), Decimal(0)) if row.of is None else Decimal(0)


def sum_of_total(rubric: Rubric, row: TotalRow) -> Decimal | None:
    """Return what a computed row adds up."""
    element = rubric.by_element.get(row.of) if row.of is not None else None
    return sum_below_or_points(element) if element is not None else sum_through(rubric, row.through, row.since)


def sum_below_or_points(element: Element) -> Decimal | None:
    """Return what the rows of an element add up to, its own points where the rows have none."""
    total = sum_below(element)
    return total if total is not None else element.points


def sum_through(rubric: Rubric, last: str | None, first: str | None = None) -> Decimal | None:
    """Return the sum of the scored first-level elements from ``first`` to ``last``; all of them without these."""
    points = [sum_below_or_points(element) for _, element in covered(rubric, last, first) if element.kind == "scored"]
    known = [one for one in points if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(points) else None


def covered(rubric: Rubric, last: str | None, first: str | None = None) -> Sequence[tuple[str, Element]]:
    """Return the first-level elements with their ids from ``first`` to ``last``; all before or behind where there is no such."""
    firsts = [(next(walk_elements((element,)))[0], element) for element in rubric.elements]
    names = [name for name, _ in firsts]
    return firsts[names.index(first) if first in names else 0 : names.index(last) + 1 if last in names else len(names)]


def _check_stated(rubric: Rubric) -> Iterator[Diagnostic]:
    """Compare the declared total and numbers with what there is."""
    total = sum_through(rubric, None)
    if rubric.stated.points is not None and total is not None and total != rubric.stated.points:
        yield Diagnostic("stated-total", None, None, {"stated": show(rubric.stated.points), "sum": show(total)})
    level: Sequence[Element] = rubric.elements
    for number, stated in enumerate(rubric.stated.elements, 1):
        if len(level) != stated:
            yield Diagnostic("stated-elements", None, None, {"stated": stated, "level": number, "count": len(level)})
        level = [child for element in level for child in element.elements]
    items = len(rubric.by_item)
    if rubric.stated.items is not None and rubric.stated.items != items:
        yield Diagnostic("stated-items", None, None, {"stated": rubric.stated.items, "count": items})


def _check_codes(
    elements: Sequence[Element], parent: str, used: frozenset[str] = frozenset(), cousin: int | None = None
) -> Iterator[Diagnostic]:
    """Look for gaps in the codes of one parent's elements; ``used`` are numbers that computed rows have in the sequence.

    ``cousin`` is the number of the last element of the parent before, with which the first of this one may go on.
    """
    previous, before = 0, "—"
    last_child: int | None = None
    for element in elements:
        number = _last_number(plain_code(element.code))
        own = element.id or element_id(element.code, parent)
        expected = next(n for n in count(previous + 1) if str(n) not in used)
        goes_on = previous == 0 and cousin is not None and number == cousin + 1
        if number is not None and number != expected and not goes_on:
            yield Diagnostic("code-sequence", _place(element.at), own, {"code": element.code, "previous": before})
        yield from _check_codes(element.elements, own, cousin=last_child)
        last_child = _last_number(plain_code(element.elements[-1].code)) if element.elements else last_child
        if number is not None:
            previous, before = number, element.code


def _last_number(code: str) -> int | None:
    last = code.rsplit(".", 1)[-1]
    return int(last) if last.isdecimal() else None


def _check_items(rubric: Rubric) -> Iterator[Diagnostic]:
    category: Element | None = None
    first_level = set(map(id, rubric.elements))
    for name, element in walk_elements(rubric.elements):
        category = element if id(element) in first_level or category is None else category
        for item in element.items:
            yield from _check_item(item, element)
        for rule in element.rules:
            yield from _check_rule(rule, name, element.at, element.points)
            yield from _check_veto(rule, name, element, category)


def _check_veto(rule: Rule, subject: str, element: Element, category: Element) -> Iterator[Diagnostic]:
    """Compare the figure printed in a veto with what it zeroes."""
    zeroed = {Reach.ELEMENT: element, Reach.CATEGORY: category}.get(rule.zero) if rule.zero else None
    points = worth(zeroed) if zeroed is not None else None
    if rule.printed is not None and points is not None and rule.printed != points:
        yield Diagnostic(
            "veto-figure",
            _place(rule.at or element.at),
            subject,
            {"printed": show(rule.printed), "points": show(points), "text": " ".join(rule.text.split())},
        )


def _check_item(item: Item, element: Element) -> Iterator[Diagnostic]:
    place = _place(item.at)
    if item.points is None and element.kind == "scored" and element.points is None:
        yield Diagnostic("item-without-points", place, item.id)
    if element.kind == "scored" and not any(rule.effect not in ("method", "remark") for rule in item.rules):
        code = "item-without-price" if item.rules else "item-without-rules"
        yield Diagnostic(code, place, item.id)
    elif element.kind == "scored" and not any(rule.costs for rule in item.rules):
        yield Diagnostic("item-without-price", place, item.id)
    ceiling = item.points if item.points is not None else element.points
    for rule in item.rules:
        yield from _check_rule(rule, item.id, item.at, ceiling)


def _check_rule(rule: Rule, subject: str, at: str | None, ceiling: Decimal | None) -> Iterator[Diagnostic]:
    place = _place(rule.at or at)
    if rule.effect in ("manual", "unread"):
        yield Diagnostic("rule-not-understood", place, subject, {"text": rule.text})
    deduct = rule.deduct if rule.deduct is not None else rule.range[1] if rule.range else None
    if deduct is not None and ceiling is not None and deduct > ceiling and rule.zero in (None, Reach.ITEM):
        yield Diagnostic(
            "rule-above-points", place, subject, {"deduct": show(deduct), "points": show(ceiling), "text": rule.text}
        )
    elif rule.doubt:
        yield Diagnostic("rule-doubtful", place, subject, {"doubt": ", ".join(rule.doubt), "text": rule.text})


def _check_policy(rubric: Rubric) -> Iterator[Diagnostic]:
    """Name what a result needs and neither the document nor a preset says."""
    policy = effective_policy(rubric.policy)
    needed = {"formula": policy.formula, "not_applicable": policy.not_applicable, "grades": policy.grades or None}
    for key, value in needed.items():
        if value is None:
            yield Diagnostic("policy-open", None, None, {"what": f"policy.{key}"})
