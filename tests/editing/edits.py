"""Edits that a person makes to a rubric by hand, each as a change of its plain data."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from rubrics import Rubric
from rubrics.plain import plain_data

Data = dict[str, Any]
NEW_RULES = [{"text": "未建立台账的，扣1分", "deduct": 1}]


def edited(rubric: Rubric, *edits: Callable[[Data], None]) -> Rubric:
    """Return a rubric after edits to its plain data."""
    data = _thawed(plain_data(rubric))
    for edit in edits:
        edit(data)
    return Rubric.model_validate(data)


def is_possible(rubric: Rubric, edit: Callable[[Data], None]) -> bool:
    """Tell whether a standard has what an edit changes (points of items, three items in an element …)."""
    try:
        edit(_thawed(plain_data(rubric)))
    except (KeyError, IndexError):
        return False
    return True


def elements(parts: list[Data]) -> Iterator[Data]:
    for element in parts:
        yield element
        yield from elements(element.get("elements", []))


def with_items(data: Data, least: int = 1) -> list[Data]:
    """Return the elements that have so many items."""
    return [element for element in elements(data["elements"]) if len(element.get("items", [])) >= least]


def items(data: Data) -> list[Data]:
    return [item for element in with_items(data) for item in element["items"]]


def a_price(data: Data) -> None:
    rules = [rule for item in items(data) for rule in item.get("rules", []) if re.search(r"扣2分|扣2\.5分", rule["text"])]
    rule = next((rule for rule in rules if rule.get("deduct") == 2), None) or items(data)[2]["rules"][0]
    rule["text"] = rule["text"].replace("扣2分", "扣3分") if "扣2分" in rule["text"] else rule["text"] + "，扣3分"
    for effect in ("deduct", "zero", "range", "award", "manual", "method"):
        rule.pop(effect, None)
    rule["deduct"] = 3


def a_requirement(data: Data) -> None:
    items(data)[5]["requirement"] += "并存档备查。"


def a_clause(data: Data) -> None:
    rules = next(item["rules"] for item in items(data)[2:] if item.get("rules"))
    rules[-1].pop("end", None)
    rules.append({"text": "未公布的，扣1分", "deduct": 1})


def points_moved(data: Data) -> None:
    """Move a point from one item to its neighbour, or between elements where items have none."""
    pairs = [each for each in with_items(data, 2) if "points" in each["items"][0] and "points" in each["items"][1]]
    parts = pairs[0]["items"] if pairs else [element for element in with_items(data) if "points" in element]
    half = Decimal(parts[1]["points"]) / 2
    parts[0]["points"] += half
    parts[1]["points"] -= half


def a_new_item(data: Data) -> None:
    _add(with_items(data, 2)[1]["items"], 1)


def a_new_first_item(data: Data) -> None:
    _add(with_items(data, 2)[1]["items"], 0)


def an_item_gone(data: Data) -> None:
    del with_items(data, 3)[0]["items"][1]


def the_first_item_gone(data: Data) -> None:
    del with_items(data, 2)[1]["items"][0]


def items_swapped(data: Data) -> None:
    parts = with_items(data, 3)[0]["items"]
    parts[0], parts[1] = parts[1], parts[0]


def an_item_moved(data: Data) -> None:
    one, other = with_items(data, 2)[:2]
    other["items"].append(one["items"].pop())


def a_title(data: Data) -> None:
    with_items(data)[2]["title"] += "管理"


def an_element_gone(data: Data) -> None:
    top = next((one for one in data["elements"][1:] if len(one.get("elements", [])) > 1), None)
    del (top["elements"] if top is not None else data["elements"])[1]


def a_new_element(data: Data) -> None:
    """Add an element with two items behind the last one of the second first-level element."""
    siblings = data["elements"][1].get("elements") or data["elements"]
    last = siblings[-1]
    code = re.sub(r"\d+$", lambda number: str(int(number[0]) + 1), last["code"])
    made: Data = {"code": "十" if code == last["code"] else code, "title": "新增要素", "items": []}
    if siblings is data["elements"]:
        made["code"] = "99"
    for number in (1, 2):
        made["items"].append({"id": f"new-{number}", "requirement": f"新增要求{number}。", "rules": copy.deepcopy(NEW_RULES)})
        if "points" in items(data)[0] and "points" in items(data)[3]:
            made["items"][-1]["points"] = 5
    if "points" in last:
        made["points"] = 10
    siblings.append(made)


def the_notes(data: Data) -> None:
    name = "notes" if data.get("notes") else "notes_below"
    data[name][0] += "（修订）"
    data[name].append("本标准由省应急管理厅负责解释。")


def the_title(data: Data) -> None:
    data["title"] += "（修订）"


EDITS = (
    *(a_price, a_requirement, a_clause, points_moved, a_new_item, a_new_first_item, an_item_gone, the_first_item_gone),
    *(items_swapped, an_item_moved, a_title, an_element_gone, a_new_element, the_notes, the_title),
)


def _add(parts: list[Data], at: int) -> None:
    made: Data = {"id": f"{parts[0]['id']}-new", "requirement": "建立新的台账并保存三年。", "rules": copy.deepcopy(NEW_RULES)}
    if "points" in parts[0]:
        made["points"] = 2
    parts.insert(at, made)


def _thawed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _thawed(one) for key, one in value.items()}
    return [_thawed(one) for one in value] if isinstance(value, list | tuple) else value
