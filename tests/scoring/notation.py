"""Rubrics and assessments in a few short lines, so that a test shows its case at a glance.

A rubric: an element is ``CODE TITLE [POINTS] [gate] [bonus] [guarantee] [weight=W]``, indented below its parent, with rules
of its own after ``|``; an item is ``- [POINTS][★…]`` with its rules after ``|``, one each. Items are called after their element
(``1.2-1`` is the first of 1.2). A rule is an effect and what belongs to it:

``zero`` ``veto element`` ``deduct 2 per 处 every 3 below 99 cap 6 overflow category group g`` ``range 1 5``
``tiers <60:10 <80:5``
``tiers A=100% B=70%`` ``award 1 per 项 cap 5`` ``award full`` ``award%70`` ``full element`` ``exempt`` ``share 40`` ``once``
``award_range 6 8`` ``further 10`` ``part_counts``
``cap_item 3`` ``mandatory 三级`` ``manual`` ``method`` ``low 90 first 2 deduct 10 [each]``

Answers: ``'1-1 full'``, ``'1-1 =3.5'`` (the assessor's figure), ``'1-1 n/a'``, ``'1-1 met'``, ``'1-1 unmet'``, and findings:
``'1-1 2x3 1@97.5 3$4 3+9 2~A 1!fault 2?note'`` (rule × count, @ value, $ picked figure, + figure given, ~ tier, ! the fault's
name, ? a note).
Objects stand between slashes, ``absent`` for one that the item does not apply to: ``'1-1 full/1x2/absent'``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rubrics.assessment import Answer, Assessment, ElementAnswer
from rubrics.model import Rubric
from rubrics.presets import preset
from scoring import Scorecard, score

NUMBER = re.compile(r"-?\d+(\.\d+)?")
PLAIN = {"formula": "percent", "rounding": {"places": 1}, "not_applicable": "exclude", "pool": "item"}
"""The policy of most standards of the field."""
ELEMENT_POINTS = """
1 A要素 100
  1.1 B要素 30
    -  | deduct 5 | deduct 1 per 项
    -  | deduct 30
  1.2 B要素 70
    -  | veto element | veto category | deduct 2
"""
"""Points stand at the elements, and rules at their items."""


def by_preset(name: str, **more: Any) -> dict[str, Any]:
    """Return the policy of a preset as ``rubric`` takes it, with ``more`` keys."""
    return preset(name).policy.model_dump(exclude_defaults=True) | more


def rubric(text: str, points: int | str | None = None, **policy: Any) -> Rubric:
    """Return the rubric that ``text`` draws, with ``policy`` (of the usual percent kind where none is given)."""
    elements: list[dict[str, Any]] = []
    open_elements: list[tuple[int, dict[str, Any], str]] = []
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            continue
        indent, words = len(line) - len(line.lstrip()), line.strip()
        if words.startswith("-"):
            _, element, own = open_elements[-1]
            items = element.setdefault("items", [])
            items.append(_item(words[1:], f"{own}-{len(items) + 1}"))
            continue
        while open_elements and open_elements[-1][0] >= indent:
            open_elements.pop()
        element = _element(words)
        (open_elements[-1][1].setdefault("elements", []) if open_elements else elements).append(element)
        open_elements.append((indent, element, element["code"]))
    return Rubric.model_validate(
        {
            "schema": "dabiao/rubric/v1",
            "id": "demo",
            "title": "样例",
            "points": _number(points),
            "policy": policy or PLAIN,
            "elements": elements,
        }
    )


def assessment(*answers: str, elements: dict[str, Any] | None = None, **more: Any) -> Assessment:
    """Return the assessment with these answers; an answer whose id is an element's is about the element."""
    items, about = {}, dict(elements or {})
    for line in answers:
        name, _, words = line.partition(" ")
        if "-" in name:
            items[name] = answer(words)
        else:
            given = answer(words)
            about[name] = ElementAnswer(findings=given.findings, not_applicable=given.not_applicable)
    return Assessment(rubric=more.pop("rubric", "demo"), kind="self", items=items, elements=about, **more)


def answer(words: str) -> Answer:
    """Return one answer: ``full``, ``n/a``, ``=3.5``, ``met``, findings, or objects between ``/``."""
    words = words.strip()
    if "/" in words and words != "n/a":
        return Answer(objects=tuple(answer(one.replace("absent", "n/a")) for one in words.split("/")))
    if words in {"full", "met", "unmet", "n/a", ""}:
        known: dict[str, dict[str, Any]] = {
            "full": {"full": True},
            "met": {"met": True},
            "unmet": {"met": False},
            "n/a": {"not_applicable": "不涉及"},
            "": {},
        }
        return Answer.model_validate(known[words])
    if words.startswith("="):
        return Answer(score=Decimal(words[1:]), note="理由")
    return Answer.model_validate({"findings": [finding(word) for word in words.split()]})


def finding(word: str) -> dict[str, Any]:
    """Return one finding: ``2x3``, ``1@97.5``, ``3$4x2``, ``2~A``, with ``!fault`` behind."""
    word, _, fault = word.partition("!")
    match = re.fullmatch(r"(\d+)(?:\$([\d.]+))?(?:\+([\d.]+))?(?:x([\d.]+))?(?:@(-?[\d.]+))?(?:~(\w+))?(?:\?(\w+))?", word)
    assert match is not None, word
    rule, deduct, award, count, value, tier, note = match.groups()
    found: dict[str, Any] = {
        "rule": int(rule),
        "tier": tier,
        "fault": fault or None,
        "note": note or ("看到" if deduct or award else None),
    }
    figures = {"deduct": deduct, "award": award, "count": count, "value": value}
    return found | {key: _number(text) for key, text in figures.items()}


def card(drawn: Rubric, *answers: str, **more: Any) -> Scorecard:
    """Return the scorecard of ``drawn`` with these answers; what is not answered scores in full."""
    given = assessment(*answers, **more)
    absent = {name for name, one in given.elements.items() if one.not_applicable or one.objects}
    items = dict(given.items)
    for element, inside in drawn.by_element.items():
        covered = any(element == name or element.startswith(name + ".") for name in absent)
        for item in inside.items if not covered else ():
            items.setdefault(item.id, Answer(met=True) if inside.kind == "gate" else Answer(full=True))
    return score(drawn, given.model_copy(update={"items": items}))


def _element(line: str) -> dict[str, Any]:
    words, *rules = line.split("|")
    code, title, *rest = words.split()
    found: dict[str, Any] = {"code": code, "title": title, "rules": [_rule(text.strip()) for text in rules]}
    for word in rest:
        if NUMBER.fullmatch(word):
            found["points"] = _number(word)
        elif word.startswith("weight="):
            found["weight"] = _number(word.removeprefix("weight="))
        elif word == "guarantee":
            found["guarantee"] = True
        else:
            found["kind"] = word
    return found


def _item(line: str, own: str) -> dict[str, Any]:
    words, *rules = line.split("|")
    stars = words.count("★")
    points = words.replace("★", "").strip()
    return {
        "id": own,
        "requirement": "要求",
        "points": _number(points or None),
        "stars": stars or None,
        "rules": [_rule(text.strip()) for text in rules],
    }


FLAGS = {"exempt", "once", "manual", "method", "remark"}
TEXTS = {"per", "overflow", "group"}
REACHES = {"item", "element", "category", "total"}


def _rule(text: str) -> dict[str, Any]:
    """Return one rule: the words of its effect, then pairs of a key and its value."""
    effect, *rest = text.split()
    rule = {"text": text} | _effect(effect, rest)
    while rest:
        key = rest.pop(0)
        if key == "part_counts":
            rule[key] = True
            continue
        value = rest.pop(0)
        rule[key] = value if key in TEXTS else _number(value)
    return rule


def _effect(effect: str, rest: list[str]) -> dict[str, Any]:
    """Return what an effect says, and take its words from ``rest``."""
    if effect in FLAGS:
        return {effect: True}
    if effect == "low":
        return _low(rest)
    if effect == "tiers":
        tiers, rest[:] = [_tier(word) for word in rest], []
        return {"tiers": tiers}
    if effect.startswith("award%"):
        return {"award_percent": _number(effect.removeprefix("award%"))}
    taking: dict[str, Callable[[], dict[str, Any]]] = {
        "zero": lambda: {"zero": "item"},
        "veto": lambda: {"zero": rest.pop(0), "veto": "A"},
        "full": lambda: {"full": rest.pop(0) if rest and rest[0] in REACHES else "item"},
        "award_range": lambda: {"award_range": [_number(rest.pop(0)), _number(rest.pop(0))]},
        "range": lambda: {"range": [_number(rest.pop(0)), _number(rest.pop(0))]},
        "share": lambda: {"deduct_percent": _number(rest.pop(0))},
        "award": lambda: {"award": rest.pop(0) if rest[0] in {"full", "proportional"} else _number(rest.pop(0))},
        "mandatory": lambda: {"mandatory": rest.pop(0)},
    }
    return taking[effect]() if effect in taking else {effect: _number(rest.pop(0))}


def _low(rest: list[str]) -> dict[str, Any]:
    """Return a condition on scores and its price: ``low 90 first 2 deduct 10 each``, ``low 90 of 1.1,1.2 deduct 3``.

    ``low 60pts first 3 sum deduct 5`` is about fewer than 60 points together; ``mean`` and ``all`` stand there likewise.
    """
    bound = rest.pop(0)
    scores: dict[str, Any] = {"below_points" if bound.endswith("pts") else "below_percent": _number(bound.removesuffix("pts"))}
    if rest[0] == "first":
        scores["first"] = int(rest[1])
    else:
        scores["elements"] = rest[1].split(",")
    del rest[:2]
    for way in {"all", "sum", "mean"} & set(rest):
        rest.remove(way)
        scores["together"] = way
    if "each" in rest:
        rest.remove("each")
        scores["each"] = True
    return {"scores": scores}


def _tier(word: str) -> dict[str, Any]:
    """Return a tier: ``<60:10`` takes 10 below 60, ``<60:all`` all, ``>=90:+5`` gives 5 from 90 on, ``80-89:+3`` between,

    ``A=100%`` gives all, ``B=-2`` takes 2, ``优=+8-10`` gives 8 to 10, ``>=90:+8-10`` from 90 on.
    """
    bounds = {"<=": "at_most", "<": "below", ">=": "at_least", ">": "above"}
    match = re.fullmatch(r"(<=|<|>=|>)([\d.]+):(.+)", word)
    if match is not None:
        return {bounds[match[1]]: _number(match[2])} | _worth(match[3])
    match = re.fullmatch(r"([\d.]+)-([\d.]+):(.+)", word)
    if match is not None:
        return {"at_least": _number(match[1]), "at_most": _number(match[2])} | _worth(match[3])
    label, _, amount = word.partition("=")
    if amount.startswith("+"):
        return {"label": label} | _worth(amount)
    if amount.endswith("%"):
        return {"label": label, "award_percent": _number(amount[:-1])}
    return {"label": label, "deduct": _number(amount.removeprefix("-"))}


def _worth(text: str) -> dict[str, Any]:
    """Return what a tier gives (``+5``, ``+8-10``), takes (``5``), or that it takes all (``all``)."""
    if text == "all":
        return {"zero": True}
    if not text.startswith("+"):
        return {"deduct": _number(text)}
    low, _, high = text[1:].partition("-")
    return {"award_range": [_number(low), _number(high)]} if high else {"award": _number(low)}


def _number(text: int | str | None) -> int | Decimal | None:
    if text is None or isinstance(text, int):
        return text
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)
