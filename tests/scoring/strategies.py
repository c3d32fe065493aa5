"""Rubrics and assessments that hypothesis draws."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from rubrics.assessment import Answer, Assessment, Finding
from rubrics.model import Element, Item, Reach, Rubric, Rule, Tier
from rubrics.policy import Policy

POINTS = st.integers(1, 40).map(lambda n: Decimal(n) / 2)
PRICES = st.integers(0, 60).map(lambda n: Decimal(n) / 4)
LAWS = settings(max_examples=60, deadline=None)


@st.composite
def rules(draw: st.DrawFn, *, taking: bool = True) -> Rule:
    """Draw a rule that takes points, or where not only ``taking`` one that gives some back."""
    kinds = ["zero", "deduct", "per", "range", "overflow", "veto", "share", "group", "further", "rate", "tiers", "exempt"]
    kind = draw(st.sampled_from(kinds[:-1] if taking else kinds))
    price = draw(PRICES)
    known = {
        "zero": Rule(text="不得分", zero=Reach.ITEM),
        "deduct": Rule(text="扣", deduct=price),
        "per": Rule(text="每处扣", deduct=price, per="处", cap=draw(st.none() | PRICES)),
        "range": Rule(text="扣1-5分", range=(Decimal(1), Decimal(5))),
        "overflow": Rule(
            text="追加扣除", deduct=price, overflow=draw(st.sampled_from([Reach.ELEMENT, Reach.CATEGORY, Reach.TOTAL]))
        ),
        "veto": Rule(text="否决", zero=draw(st.sampled_from([Reach.ELEMENT, Reach.CATEGORY, Reach.TOTAL])), veto="A"),
        "share": Rule(text="扣除总分的", deduct_percent=draw(st.integers(0, 60).map(Decimal))),
        "group": Rule(text="扣", deduct=price, group="a"),
        "further": Rule(text="扣，并追加扣除", deduct=price, further=draw(PRICES)),
        "rate": Rule(
            text="每低5%扣", deduct=price, per="%", every=Decimal(5), below=Decimal(90), part_counts=draw(st.booleans())
        ),
        "tiers": Rule(
            text="低于80%扣，低于60%扣", tiers=(Tier(below=Decimal(60), deduct=price * 2), Tier(below=Decimal(80), deduct=price))
        ),
        "exempt": Rule(text="不扣分", exempt=True),
    }
    return known[kind]


@st.composite
def items_called(draw: st.DrawFn, name: str, *, pooled: bool) -> Item:
    """Draw an item, without points of its own where it shares those of its element."""
    fitting = rules().filter(lambda rule: not pooled or rule.zero != Reach.ITEM)
    chosen = draw(st.lists(fitting, min_size=1, max_size=4))
    return Item(id=name, requirement="要求", points=None if pooled else draw(POINTS), rules=tuple(chosen))


@st.composite
def rubrics(draw: st.DrawFn, *, misprints: bool = False) -> Rubric:
    """Draw a rubric of two levels, with points on items or on elements only; with ``misprints``, some that do not add up."""
    elements = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        inner = []
        for place in range(1, draw(st.integers(1, 2)) + 1):
            own = f"{number}.{place}"
            pooled = draw(st.booleans())
            items = tuple(draw(items_called(f"{own}-{k}", pooled=pooled)) for k in range(1, draw(st.integers(1, 3)) + 1))
            printed = draw(POINTS) if pooled or (misprints and draw(st.booleans())) else None
            inner.append(Element(code=own, title="要素", points=printed, items=items))
        elements.append(Element(code=str(number), title="类目", elements=tuple(inner)))
    policy = Policy(
        formula=draw(st.sampled_from(["percent", "points"])),
        pool=draw(st.sampled_from(["item", "element", "category"])),
        not_applicable=draw(st.sampled_from(["exclude", "rescale"])),
    )
    points = draw(st.none() | POINTS) if misprints else None
    return Rubric(id="law", title="样例", policy=policy, elements=tuple(elements), points=points)


def finding(draw: st.DrawFn, rule: Rule, number: int) -> Finding:
    if rule.effect == "range":
        return Finding(rule=number, deduct=draw(st.integers(1, 5).map(Decimal)), note="理由")
    if rule.below is not None or rule.tiers:
        return Finding(rule=number, value=draw(st.integers(0, 400).map(lambda n: Decimal(n) / 4)))
    count = draw(st.integers(0, 4).map(Decimal)) if rule.per else None
    return Finding(rule=number, count=count)


@st.composite
def assessed(draw: st.DrawFn, *, misprints: bool = False) -> tuple[Rubric, Assessment]:
    """Draw a rubric with a complete assessment of it."""
    drawn = draw(rubrics(misprints=misprints))
    items = {}
    for name, item in drawn.by_item.items():
        kind = draw(st.sampled_from(["full", "findings", "findings", "n/a"]))
        chosen = draw(st.lists(st.integers(1, len(item.rules)), unique=True, min_size=1))
        items[name] = {
            "full": Answer(full=True),
            "n/a": Answer(not_applicable="不涉及"),
            "findings": Answer(findings=tuple(finding(draw, item.rules[number - 1], number) for number in chosen)),
        }[kind]
    return drawn, Assessment(rubric="law", kind="self", items=items)
