"""Edits that hypothesis draws, on the published standards and on generated ones, with what a comparison has to find."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from rubrics.library import library_ids, open_library
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.policy import Grade, Policy
from rubrics.revision.rules import condition
from tests.rubrics.revised.editing import _FROM, Data, Draft

STANDARDS = {name: open_library(name) for name in library_ids()}
THINGS = "档案台账仓库车间班组电梯锅炉气瓶吊车叉车电缆配电粉尘噪声消防通道围栏标志手套面罩培训演练预案合同工伤保险"
VERBS = ("定期检查", "及时更新", "专人保管", "登记造册", "公示告知", "检测合格", "落实到位", "配备齐全")


def sentence(number: int, ending: str = "。") -> str:
    """Return a sentence of some two dozen signs that hardly resembles that of another number."""
    chance = random.Random(number)  # noqa: S311 - no secret
    parts = ["".join(chance.sample(THINGS, 7)) + chance.choice(VERBS) for _ in range(2)]
    return "，".join(parts) + ending


@st.composite
def standards(draw: st.DrawFn) -> Rubric:
    """Draw a generated standard: one to four elements of one to five items, each with up to three clauses."""
    elements = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        items = []
        for at in range(1, draw(st.integers(1, 5)) + 1):
            prices = draw(st.lists(st.integers(1, 9), max_size=3))
            place = 1000 * number + 100 * at
            rules = tuple(
                Rule(text=f"{sentence(place + n, '的')}，扣{price}分", deduct=Decimal(price)) for n, price in enumerate(prices)
            )
            items.append(Item(id=f"{number}-{at}", requirement=sentence(place + 50), points=Decimal(10), rules=rules))
        elements.append(Element(code=str(number), title=sentence(1000 * number, ""), items=tuple(items)))
    return Rubric(
        id="drawn", title="标准", elements=tuple(elements), policy=Policy(grades=(Grade(name="合格", at_least=Decimal(60)),))
    )


@st.composite
def repetitive(draw: st.DrawFn) -> Rubric:
    """Draw a standard in which titles, requirements and clauses repeat."""
    elements = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        words = draw(st.lists(st.sampled_from(["其他", "建立制度并落实到位。", "建立台账并及时更新。"]), min_size=1, max_size=4))
        rule = Rule(text="每处不符合，扣2分", deduct=Decimal(2), per="处")
        items = tuple(Item(id=f"{number}-{at}", requirement=text, rules=(rule, rule)) for at, text in enumerate(words, 1))
        elements.append(Element(code=str(number), title=draw(st.sampled_from(["一般要求", "现场管理"])), items=items))
    return Rubric(id="drawn", title="标准", elements=tuple(elements))


def editions() -> st.SearchStrategy[Rubric]:
    """Return a strategy for standards to edit: published ones, and generated ones."""
    return st.sampled_from(sorted(STANDARDS)).map(STANDARDS.__getitem__) | standards()


class Drawn(NamedTuple):
    """Two editions, what was done (``KIND id`` by old ids, new items by their words), and of what each new part was made."""

    old: Rubric
    new: Rubric
    done: set[str]
    items: dict[str, tuple[str, ...]]
    elements: dict[str, tuple[str, ...]]

    def __repr__(self) -> str:
        """Return what was done: the rubrics themselves are long."""
        return f"{self.old.id} ({len(self.old.by_item)} items): {sorted(self.done)}"


@st.composite
def revisions(draw: st.DrawFn) -> Drawn:
    """Draw an old edition and what an authority makes of it."""
    old = draw(editions())
    draft = Draft(old)
    done: set[str] = set()
    touched: set[str] = set()
    for _ in range(draw(st.integers(1, 6))):
        edit = draw(st.sampled_from(EDITS))
        done |= {one for one in [edit(draw, draft, touched)] if one}
    new, items, elements = draft.done()
    return Drawn(old, new, done, items, elements)


def _free(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    """Draw an item that was not edited yet, and whose words tell it from every other one."""
    words = [item["requirement"] for item in draft.items.values()]
    free = [name for name, item in draft.items.items() if name not in touched and words.count(item["requirement"]) == 1]
    name = draw(st.sampled_from(free)) if free else None
    touched |= {name} if name else set()
    return name


def _fresh(touched: set[str], ending: str = "。") -> str:
    """Return a sentence that nothing else says."""
    touched.add(f"fresh {len(touched)}")
    return sentence(100_000 + len(touched), ending)


def _points(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    if name is None:
        return None
    draft.items[name]["points"] = draft.items[name].get("points", 0) + draw(st.integers(1, 9))
    return f"points {name}"


def _reword(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    if name is None or len(draft.items[name]["requirement"]) < 10:
        return None
    item: Data = draft.items[name]
    at = draw(st.integers(1, max(1, len(item["requirement"]) - 1)))
    item["requirement"] = f"{item['requirement'][:at]}并持续改进{item['requirement'][at:]}"
    return f"requirement {name}"


def _price(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    priced = [rule for rule in draft.items[name]["rules"] if "deduct" in rule] if name and "rules" in draft.items[name] else []
    if not priced:
        return None
    rule = draw(st.sampled_from(priced))
    rule["deduct"] = rule["deduct"] + draw(st.integers(1, 5))
    return f"deduct {name}"


def _clause(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    if name is None:
        return None
    rules: list[Any] = draft.items[name].setdefault("rules", [])
    rules.insert(draw(st.integers(0, len(rules))), {"text": f"{_fresh(touched, '的')}，扣1分", "deduct": 1})
    return f"clause+ {name}"


def _no_clause(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    rules = draft.items[name].get("rules", []) if name else []
    texts = [rule["text"] for rule in rules]
    if not rules or len(set(texts)) < len(texts):
        return None
    rules.pop(draw(st.integers(0, len(rules) - 1)))
    return f"clause- {name}"


def _clause_elsewhere(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    """Put a clause that is known by its words into another item."""
    name, other = _free(draw, draft, touched), _free(draw, draft, touched)
    rules: list[Data] = draft.items[name].get("rules", []) if name and other else []
    everywhere = [condition(Rule.model_validate(rule)) for item in draft.items.values() for rule in item.get("rules", [])]
    texts = [(at, condition(Rule.model_validate(rule))) for at, rule in enumerate(rules) if not rule.get("method")]
    known = [at for at, words in texts if len(words) >= _KNOWN and everywhere.count(words) == 1]
    if other is None or not known:
        return None
    target: list[Any] = draft.items[other].setdefault("rules", [])
    target.insert(draw(st.integers(0, len(target))), rules.pop(draw(st.sampled_from(known))))
    return f"clause {name} > {other}"


def _add(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    holders = [element for element in draft.elements.values() if element.get("items")]
    if not holders:
        return None
    element = draw(st.sampled_from(holders))
    items = element["items"]
    item = {"requirement": _fresh(touched), "points": 3, "rules": [{"text": f"{_fresh(touched, '的')}，扣3分", "deduct": 3}]}
    items.insert(draw(st.integers(0, len(items))), item)
    return f"new {item['requirement'].lstrip('①')}"


def _remove(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    if name is None:
        return None
    draft.remove(name)
    return f"gone {name}"


def _move(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    name = _free(draw, draft, touched)
    here = next(
        (e for e in draft.elements.values() if any(one is draft.items.get(name or "") for one in e.get("items", []))), None
    )
    others = [element for element in draft.elements.values() if element.get("items") and element is not here]
    if name is None or here is None or not others or len(here["items"]) < 4:
        return None
    target = draw(st.sampled_from(others))
    target["items"].insert(draw(st.integers(0, len(target["items"]))), draft.remove(name))
    return f"moved {name}"


def _retitle(draw: st.DrawFn, draft: Draft, touched: set[str]) -> None:  # noqa: ARG001
    holders = [element for element in draft.elements.values() if len(element.get("items", [])) > 3]
    if holders:
        element = draw(st.sampled_from(holders))
        element["title"] += "与监督"


def _swap(draw: st.DrawFn, draft: Draft, touched: set[str]) -> None:  # noqa: ARG001
    top = draft.data["elements"]
    first, second = draw(st.integers(0, len(top) - 1)), draw(st.integers(0, len(top) - 1))
    top[first], top[second] = top[second], top[first]


def _split(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    """Split an item of two sentences or clauses of a sentence, each of which says something; its rules go to either part."""
    name = _free(draw, draft, touched)
    words = draft.items[name]["requirement"] if name else ""
    middles = [at + 1 for at, sign in enumerate(words) if sign in "，；。" and _TELLING < at < len(words) - _TELLING]
    if name is None or not middles:
        return None
    at, rules = draw(st.sampled_from(middles)), draft.items[name].get("rules", [])
    first = draw(st.integers(0, len(rules)))
    draft.split(name, {"requirement": words[:at], "rules": rules[:first]}, {"requirement": words[at:], "rules": rules[first:]})
    return f"split {name}"


def _merge(draw: st.DrawFn, draft: Draft, touched: set[str]) -> str | None:
    """Merge an item with the one behind it, where both say something."""
    name = _free(draw, draft, touched)
    inner = next(
        (e["items"] for e in draft.elements.values() if any(one is draft.items.get(name or "") for one in e.get("items", []))), []
    )
    at = next((n for n, one in enumerate(inner) if one is draft.items[name or ""]), 0)
    other = next((key for key, one in draft.items.items() if at + 1 < len(inner) and one is inner[at + 1]), None)
    if name is None or other is None or other in touched:
        return None
    first, second = draft.items[name], draft.items[other]
    if min(len(first["requirement"]), len(second["requirement"])) < _TELLING:
        return None
    touched.add(other)
    rules = [*first.get("rules", []), *second.get("rules", [])]
    draft.merge(name, other, {"requirement": first["requirement"] + second["requirement"], "rules": rules})
    return f"merged {name} {other}"


_TELLING = 15
_KNOWN = 8
EDITS = (_points, _reword, _price, _clause, _no_clause, _clause_elsewhere, _add, _remove, _move, _retitle, _swap, _split, _merge)
MADE_FROM = _FROM
