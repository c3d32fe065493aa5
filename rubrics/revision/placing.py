"""Where each old answer goes: under its new id, beside what is to be assessed again, or into the appendix."""

from __future__ import annotations

from dataclasses import dataclass, field

from rubrics.assessment import AgainElement, AgainItem, Answer, ElementAnswer, OldAnswer, OldElementAnswer, Reason, Why
from rubrics.revision.crossing import Crossing
from rubrics.revision.holding import Touch
from rubrics.revision.model import Kind


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer that holds: for which old item it was given, and what changed without undoing it.

    ``joined`` are old items from which findings came along with their clause.
    """

    old: str
    touches: tuple[Touch, ...]
    joined: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A migrated assessment while it is put together, everything by ids of the new edition but what is left over."""

    items: dict[str, Answer] = field(default_factory=dict)
    elements: dict[str, ElementAnswer] = field(default_factory=dict)
    again_items: dict[str, AgainItem] = field(default_factory=dict)
    again_elements: dict[str, AgainElement] = field(default_factory=dict)
    left_items: list[OldAnswer] = field(default_factory=list)
    left_elements: list[OldElementAnswer] = field(default_factory=list)
    carried: dict[str, Carried] = field(default_factory=dict)

    def ask_item(self, name: str, reasons: tuple[Reason, ...], *old: OldAnswer) -> None:
        """Have an item assessed again; reasons and old answers are added to those that stand there."""
        had = self.again_items.get(name, AgainItem())
        self.again_items[name] = AgainItem(reasons=tuple(dict.fromkeys((*had.reasons, *reasons))), old=(*had.old, *old))

    def ask_element(self, name: str, reasons: tuple[Reason, ...], *old: OldElementAnswer) -> None:
        """Have an element's own rules judged again."""
        had = self.again_elements.get(name, AgainElement())
        self.again_elements[name] = AgainElement(reasons=tuple(dict.fromkeys((*had.reasons, *reasons))), old=(*had.old, *old))


def has_content(answer: Answer | ElementAnswer) -> bool:
    """Tell whether an answer says anything at all, be it a note only."""
    return answer != type(answer)()


def place(way: Crossing, draft: Draft, old: OldAnswer, *, may_hold: bool = True) -> None:
    """Give one old answer its place: under its new id, beside the items to assess again, or in the appendix."""
    pair, held = way.revision.by_old_item.get(old.item), way.items.get(old.item)
    if pair is None or not pair.new:
        draft.left_items.append(old)
        return
    if held is None:
        reasons: tuple[Reason, ...] = (Reason(why=Why.SPLIT if pair.kind is Kind.SPLIT else Why.MERGED),)
    else:
        stays = held.without_gone_along(old.answer) if may_hold else old.answer
        reasons = held.with_came().against(stays) or (() if may_hold else (Reason(why=Why.PLACE),))
    if held is not None and not reasons:
        draft.items[pair.new[0]] = held.carried(stays)
        draft.carried[pair.new[0]] = Carried(old.item, held.touches)
        return
    for name in pair.new:
        draft.ask_item(name, reasons, old)
