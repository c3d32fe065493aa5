"""The way from one edition to the next: what becomes of each old item and element, worked out once for many assessments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rubrics.binding import Binding
from rubrics.model import Rubric, walk_elements
from rubrics.presets import effective_policy
from rubrics.revision.holding import Holding, element_holding, holding
from rubrics.revision.model import Revision


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two editions, what differs between them, and what holds for each old item and element.

    In ``items`` and ``elements`` stand those that have one counterpart. ``below_old`` and ``below_new`` are the items below each
    element, ``firsts`` the elements of the first level of the new edition, ``facts_old`` and ``facts_new`` the questions.
    """

    old: Rubric
    new: Rubric
    revision: Revision
    old_binding: Binding
    new_binding: Binding
    items: Mapping[str, Holding]
    elements: Mapping[str, Holding]
    below_old: Mapping[str, tuple[str, ...]]
    below_new: Mapping[str, tuple[str, ...]]
    firsts: frozenset[str]
    facts_old: Mapping[str, str]
    facts_new: Mapping[str, str]
    item_comments: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """How each item stands in an empty assessment of the new edition; filled as they are met."""


def crossing(old: Rubric, new: Rubric, revision: Revision) -> Crossing:
    """Return the way from ``old`` to ``new`` by what ``compare(old, new)`` found."""
    items = {pair.old[0]: held for pair in revision.items if (held := holding(pair, old, new)) is not None}
    elements = {pair.old[0]: held for pair in revision.elements if (held := element_holding(pair, old, new)) is not None}
    return Crossing(
        old=old,
        new=new,
        revision=revision,
        old_binding=_binding(old, revision.old.content),
        new_binding=_binding(new, revision.new.content),
        items=items,
        elements=elements,
        below_old=_below(old),
        below_new=_below(new),
        firsts=frozenset(next(walk_elements((element,)))[0] for element in new.elements),
        facts_old={fact.id: fact.question for fact in effective_policy(old.policy).facts},
        facts_new={fact.id: fact.question for fact in effective_policy(new.policy).facts},
    )


def _binding(rubric: Rubric, content: str) -> Binding:
    return {"rubric": rubric.id, "rubric_version": rubric.version, "rubric_hash": content}


def _below(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(item.id for _, inner in walk_elements((element,)) for item in inner.items)
        for name, element in rubric.by_element.items()
    }
