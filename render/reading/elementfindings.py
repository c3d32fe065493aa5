"""Findings about whole elements, such as vetoes, which a form tells in the row of one of the element's items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from render.description import clause_in_short, cost_in_words
from render.figures import home_of, step_of
from render.reading.findings import BETWEEN, told_in
from rubrics.assessment import ElementAnswer, Finding
from rubrics.model import Reach, Rubric


@dataclass(frozen=True, slots=True)
class SetApart:
    """The words of a row without what they tell about elements, and the findings about those by element."""

    words: str
    findings: dict[str, Finding]


def set_apart(rubric: Rubric, item: str, words: str) -> SetApart:
    """Return the words about an item, and the findings about elements at their end, each of which one rule alone can have."""
    told = [] if any(rule.veto or rule.zero for rule in rubric.by_item[item].rules if rule.zero != Reach.ITEM) else told_in(words)
    kept, found = words, dict[str, Finding]()
    while told:
        last = told.pop()
        fits = list(_fitting(rubric, item, last.text, last.cost))
        if len(fits) != 1 or fits[0][0] in found or last.count is not None:
            break
        found[fits[0][0]] = fits[0][1]
        kept = BETWEEN.join(kept.split(BETWEEN)[: -last.parts])
    return SetApart(kept, found)


def with_elements(found: dict[str, list[Finding]]) -> dict[str, ElementAnswer]:
    """Return the answers about elements."""
    return {name: ElementAnswer(findings=tuple(findings)) for name, findings in found.items()}


def _fitting(rubric: Rubric, item: str, text: str, cost: str) -> Iterator[tuple[str, Finding]]:
    """Yield the findings about elements that are told in the row of ``item`` with this text and cost."""
    for name, element in rubric.by_element.items():
        for number, rule in enumerate(element.rules, 1):
            if not cost or home_of(rubric, name, number) != item:
                continue
            note = None if text == clause_in_short(rule.text, rule.per) else text
            finding = Finding.model_construct(rule=number, note=note)
            if cost_in_words(step_of(finding, None), rule) == cost:
                yield name, finding
