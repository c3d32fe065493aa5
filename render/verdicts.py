"""What is ticked for one item: □符合 □基本符合 □不符合 □不适用, or □是 □否 below 是否符合."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from render import words
from render.boxsigns import has_boxes, printed_boxes
from scoring.exact import ZERO
from scoring.scorecard import ItemScore, Status


class Verdict(StrEnum):
    """What a box says about an item."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


_BY_WORD = {
    **dict.fromkeys(words.BOX_MET, Verdict.MET),
    **dict.fromkeys(words.BOX_PARTLY, Verdict.PARTLY),
    **dict.fromkeys(words.BOX_NOT_MET, Verdict.NOT_MET),
    **dict.fromkeys(words.BOX_NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """What is ticked in a cell of an item: ``verdict`` is ``None`` where several boxes are; ``label`` are their words."""

    verdict: Verdict | None
    label: str


def verdicts_of(labels: Collection[str], heading: str) -> Mapping[str, Verdict] | None:
    """Return what each box of a cell says, by its words; ``None`` where one is not known, or two say the same.

    >>> verdicts_of(['是', '否'], '是否符合')['否'], verdicts_of(['是', '否'], '有无问题')
    (<Verdict.NOT_MET: 'not-met'>, None)
    """
    asks_met = any(word in heading for word in words.ASKS_MET) and not any(word in heading for word in words.ASKS_ELSE)
    yes_no = {words.YES: Verdict.MET, words.NO: Verdict.NOT_MET} if asks_met else {}
    known = {label: verdict for label in labels if (verdict := yes_no.get(label, _BY_WORD.get(label))) is not None}
    is_plain = len(known) == len(labels) == len(set(known.values())) and Verdict.MET in known.values() and len(known) > 1
    return known if is_plain else None


def verdict_on(card: ItemScore, offered: Collection[Verdict]) -> Verdict | None:
    """Return which of the verdicts that a form offers an item came to; ``None`` where it is not assessed, or none says it."""
    verdict = _verdict(card)
    if verdict is Verdict.PARTLY and verdict not in offered:
        verdict = Verdict.NOT_MET
    return verdict if verdict in offered else None


def fitting(card: ItemScore) -> frozenset[Verdict | None]:
    """Return the verdicts that say what an item came to: of a part of the points also 不符合, which often stands for it."""
    verdict = _verdict(card)
    return frozenset({verdict, Verdict.NOT_MET} if verdict is Verdict.PARTLY else {verdict} if verdict is not None else ())


def tick_in(text: str, heading: str) -> Tick | None:
    """Return what is ticked in the text of a cell; ``None`` where nothing is, or its boxes are about something else.

    >>> tick_in('□符合 ☑不符合', '检查结果')
    Tick(verdict=<Verdict.NOT_MET: 'not-met'>, label='不符合')
    """
    boxes = [box for line in text.split("\n") for box in printed_boxes(line)] if has_boxes(text) else []
    known = verdicts_of([box.label for box in boxes], heading) if boxes else None
    ticked = [box.label for box in boxes if box.is_ticked]
    if known is None or not ticked:
        return None
    return Tick(known[ticked[0]] if len(ticked) == 1 else None, "、".join(ticked))


def without_boxes(text: str, heading: str) -> str:
    """Return the words of a cell without the lines of boxes that are printed in it."""
    boxes = [(line, list(printed_boxes(line))) for line in text.split("\n")] if has_boxes(text) else []
    if verdicts_of([box.label for _, found in boxes for box in found], heading) is None:
        return text
    return "\n".join(line for line, found in boxes if not found)


def _verdict(card: ItemScore) -> Verdict | None:
    plain = {
        Status.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
        Status.GATE_MET: Verdict.MET,
        Status.GATE_FAILED: Verdict.NOT_MET,
        Status.UNASSESSED: None,
    }
    if card.status is not Status.SCORED:
        return plain[card.status]
    if card.deduction is None:
        return None
    if card.deduction == ZERO:
        return Verdict.MET
    return Verdict.PARTLY if card.score else Verdict.NOT_MET
