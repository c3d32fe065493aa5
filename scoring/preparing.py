"""From a rubric to its plan: rules with what they want, elements with the points that items share, conditions in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from rubrics import content_hash
from rubrics.diagnostics import Diagnostic
from rubrics.errors import RubricError
from rubrics.model import SILENT, Element, Item, Reach, Rubric, Rule, ScoresCondition, walk_elements
from rubrics.policy import Grade, Policy
from rubrics.presets import effective_policy
from rubrics.values import show
from scoring.exact import EXACT, ZERO
from scoring.plan import Condition, Kind, Placed, Plan, Priced, PricedRule, Want
from scoring.tiers import gives

GIVES = frozenset({"award", "award_percent", "award_range"})
TAKES = frozenset({"deduct", "range", "manual", "unread"})


def prepare(rubric: Rubric) -> Plan:
    """Return the plan of a rubric; ``RubricError`` where its ids, facts or conditions cannot be worked out."""
    policy = effective_policy(rubric.policy)
    _refuse_unknown_facts(policy)
    _refuse_repeated_ids(rubric)
    tree = _Tree(rubric, _subtotals(rubric))
    with localcontext(EXACT):
        firsts = tuple(tree.add(element, _Above()) for element in rubric.elements)
        added = _sum(tree.elements[name].points for name in firsts if tree.elements[name].kind == "scored") or ZERO
    waiting = tuple(name for name, item in tree.items.items() if item.conditions)
    _refuse_cycles(waiting, tree)
    inside = {child for element in tree.elements.values() if element.kind == "bonus" for child in element.children}
    return Plan(
        rubric=rubric,
        rubric_hash=content_hash(rubric),
        policy=policy,
        points=added if rubric.points is None else rubric.points,
        items=tree.items,
        elements=tree.elements,
        firsts=firsts,
        waiting=waiting,
        bonuses=tuple(name for name, element in tree.elements.items() if element.kind == "bonus" and name not in inside),
        holders=_holders(tree, firsts),
        mandatory=tuple(_mandatory(grade, tree) for grade in policy.grades),
        fulls=_reaching_fulls(tree),
        unpriced=_unpriced(tree),
        diagnostics=_own_faults(rubric, tree, added),
    )


@dataclass(frozen=True, slots=True)
class _Above:
    """What an element inherits from those above it."""

    parent: str = ""
    first: str = ""
    level: int = 0
    kind: Kind = "scored"


@dataclass(slots=True)
class _Tree:
    """The items and elements that were gathered so far; ``loose`` are items whose points no element has settled yet."""

    rubric: Rubric
    subtotals: dict[str, Decimal]
    items: dict[str, Priced] = field(default_factory=dict)
    elements: dict[str, Placed] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)

    def add(self, element: Element, above: _Above) -> str:
        """Add an element and all below it, and return its id."""
        own = next(walk_elements((element,), above.parent))[0]
        here = _Above(own, above.first or own, above.level + 1, element.kind if above.kind == "scored" else above.kind)
        outside, self.loose = self.loose, []
        children = [self.elements[self.add(child, here)] for child in element.elements]
        for item in element.items:
            self.items[item.id] = _priced(here, item.points, item.rules, self.rubric, item)
        self.loose += [item.id for item in element.items if item.points is None]
        self.elements[own] = self._placed(element, here, children)
        self.loose = outside if self.elements[own].printed is not None else outside + self.loose
        return own

    def _placed(self, element: Element, here: _Above, children: Sequence[Placed]) -> Placed:
        """Return an element with what is below it added up."""
        printed = element.points if element.points is not None else self.subtotals.get(here.parent)
        below = _sum([*(child.points for child in children if child.kind == here.kind), *(item.points for item in element.items)])
        pooled = tuple(self.loose) if printed is not None else ()
        items = tuple(item.id for item in element.items)
        return Placed(
            id=here.parent,
            element=element,
            level=here.level,
            first=here.first,
            kind=here.kind,
            children=tuple(child.id for child in children),
            items=items,
            pointed=tuple(item.id for item in element.items if item.points is not None),
            printed=printed,
            points=below if printed is None else printed,
            sum_below=below,
            can_exceed=printed is not None and (here.kind == "bonus" or (below or ZERO) > printed),
            rest=max(ZERO, (printed or ZERO) - (below or ZERO)) if pooled else ZERO,
            pooled=pooled,
            pool_awards=any(self.items[name].awards for name in pooled),
            inner=(*(name for child in children for name in child.inner), here.parent),
            below=(*(name for child in children for name in child.below), *items),
            priced=_priced(here, None, element.rules, self.rubric, None),
        )


def _subtotals(rubric: Rubric) -> dict[str, Decimal]:
    """Return the points that a subtotal row prints for an element, where its title prints none."""
    return {row.of: row.points for row in rubric.form.totals if row.of is not None and row.points is not None}


def _priced(here: _Above, points: Decimal | None, rules: tuple[Rule, ...], rubric: Rubric, item: Item | None) -> Priced:
    """Return an item, or an element with rules, ready to be priced."""
    own = here.parent if item is None else item.id
    to_zero = ZERO if item is None else points
    priced = tuple(PricedRule(number, rule, rule.effect, _want(rule, to_zero)) for number, rule in enumerate(rules, 1))
    caps = [rule.cap_item for rule in rules if rule.cap_item is not None]
    conditions = tuple(
        Condition(rule, _looked_at(rule.rule, scores, rubric), scores, scores.each)
        for rule in priced
        if (scores := rule.rule.scores) is not None
    )
    return Priced(
        own,
        here.parent,
        here.first,
        here.kind,
        points,
        priced,
        _starts_at_nothing(rules, None if here.kind == "bonus" else points),
        min(caps) if caps else None,
        any(rule.once for rule in rules),
        conditions,
        item,
    )


def _holders(tree: _Tree, firsts: Sequence[str]) -> dict[str, str]:
    """Return for each element the nearest one, itself or above, that has points to lose (else the first level)."""
    holders: dict[str, str] = {}
    open_elements = [(name, name) for name in reversed(firsts)]
    while open_elements:
        name, above = open_elements.pop()
        holders[name] = name if tree.elements[name].points is not None else above
        open_elements += [(child, holders[name]) for child in tree.elements[name].children]
    return holders


def _mandatory(grade: Grade, tree: _Tree) -> tuple[str, ...]:
    """Return the items that must score in full for a grade."""
    return tuple(
        name
        for name, item in tree.items.items()
        if item.item is not None
        and (
            (grade.mandatory_stars is not None and (item.item.stars or 0) >= grade.mandatory_stars)
            or (grade.mandatory_level is not None and any(rule.mandatory == grade.mandatory_level for rule in item.item.rules))
        )
    )


def _reaching_fulls(tree: _Tree) -> tuple[Priced, ...]:
    """Return the items and elements of which a rule can give full marks to more than the item itself."""
    priced = [*tree.items.values(), *(element.priced for element in tree.elements.values())]
    return tuple(
        one
        for one in priced
        if any(rule.rule.full is not None and (rule.rule.full is not Reach.ITEM or one.item is None) for rule in one.rules)
    )


def _own_faults(rubric: Rubric, tree: _Tree, added: Decimal) -> tuple[Diagnostic, ...]:
    """Return where printed points are not what stands below them: the printed ones count, and a person must know."""
    found = []
    if rubric.points is not None and rubric.points != added:
        found.append(_differ(rubric.title, None, rubric.points, added))
    for name, element in tree.elements.items():
        printed, below, title = element.printed, element.sum_below, element.element.title
        if printed is not None and below is not None and (below > printed or (below < printed and not element.pooled)):
            found.append(_differ(title, name, printed, below))
        if element.pooled and not element.rest:
            found.append(Diagnostic("nothing-to-share", subject=name, figures={"title": title, "points": show(printed or ZERO)}))
    return (*found, *(Diagnostic("item-without-points", subject=name) for name in _unpriced(tree)))


def _differ(title: str, subject: str | None, printed: Decimal, below: Decimal) -> Diagnostic:
    figures = {"title": title, "points": show(printed), "sum": show(below)}
    return Diagnostic("points-differ", subject=subject, figures=figures)


def _unpriced(tree: _Tree) -> tuple[str, ...]:
    """Return the items that have no points, and no element above them that has any for them to share."""
    shared = {name for element in tree.elements.values() for name in element.pooled}
    return tuple(
        name for name, item in tree.items.items() if item.kind == "scored" and item.points is None and name not in shared
    )


def _want(rule: Rule, points: Decimal | None) -> Want:
    """Return what a finding under a rule must say."""
    effect = rule.effect
    if effect in SILENT:
        return Want.NOTHING
    if effect in {"range", "manual", "unread"} or (rule.zero == Reach.ITEM and points is None):
        return Want.FIGURE
    if effect == "award_range":
        return Want.AWARD
    if effect == "tiers":
        return Want.TIER if any(tier.label for tier in rule.tiers) else Want.VALUE
    if rule.below is not None or rule.above is not None or rule.award == "proportional":
        return Want.VALUE
    each = rule.scores is not None and rule.scores.each
    return Want.COUNT if rule.per is not None or rule.every is not None or each or effect == "zero" else Want.ONCE


def _starts_at_nothing(rules: Iterable[Rule], points: Decimal | None) -> bool:
    """Tell whether an item is given points from nothing up, rather than loses them from the full down.

    Where rules take points and what is given is all of them (达到90%得10分，每低1%扣1分), it loses them from the full down.
    """
    giving = [rule for rule in rules if rule.effect in GIVES or any(_tier_gives(rule))]
    if any(rule.effect in TAKES for rule in rules) and all(_gives_all(rule, points) for rule in giving):
        return False
    return bool(giving)


def _gives_all(rule: Rule, points: Decimal | None) -> bool:
    return rule.award == "full" or (rule.award is not None and rule.award == points and rule.per is None)


def _tier_gives(rule: Rule) -> list[bool]:
    return [gives(tier) for tier in rule.tiers]


def _looked_at(rule: Rule, scores: ScoresCondition, rubric: Rubric) -> tuple[str, ...]:
    """Return the ids of the elements that a condition on scores looks at."""
    for name in scores.elements:
        if name not in rubric.by_element:
            raise RubricError("condition-unknown-element", element=name, clause=rule.text[:40])
    if scores.elements:
        return scores.elements
    firsts = [next(walk_elements((element,)))[0] for element in rubric.elements]
    kinds = [element.kind for element in rubric.elements]
    return tuple(name for name, kind in list(zip(firsts, kinds, strict=True))[: scores.first] if kind == "scored")


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None


def _refuse_unknown_facts(policy: Policy) -> None:
    known = {fact.id for fact in policy.facts}
    for grade in policy.grades:
        for fact in grade.facts:
            if fact not in known:
                raise RubricError("grade-unknown-fact", grade=grade.name, fact=fact)


def _refuse_repeated_ids(rubric: Rubric) -> None:
    elements = list(walk_elements(rubric.elements))
    for ids in ([name for name, _ in elements], [item.id for _, element in elements for item in element.items]):
        repeated = [name for name, count in Counter(ids).items() if count > 1]
        if repeated:
            raise RubricError("identifier-repeated", id=repeated[0])


def _refuse_cycles(waiting: Sequence[str], tree: _Tree) -> None:
    """Refuse conditions that wait for each other, or for the element that they stand in."""
    left = set(waiting)
    below = {name: [item for item in element.below if item in left] for name, element in tree.elements.items()}
    waits_for = {
        name: {other for condition in tree.items[name].conditions for element in condition.elements for other in below[element]}
        for name in waiting
    }
    while left:
        ready = {name for name in left if not waits_for[name] & left}
        if not ready:
            raise RubricError("condition-cycle", item=min(left))
        left -= ready
