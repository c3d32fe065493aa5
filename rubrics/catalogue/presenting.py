"""Words of scorecards, lists of diagnostics and empty assessments, as a person reads them."""

from __future__ import annotations

from rubrics.catalogue import N_

SKELETON = {
    "how": N_(
        "How to fill in: answer each item in one of the ways below, between the braces; an item without an answer counts as not assessed, never as full marks"
    ),
    "full": N_("meets the requirement, full marks"),
    "findings": N_("points lost under a rule: its number as listed, how many, and what was seen"),
    "score": N_("the assessor's own figure, with the reason"),
    "not-applicable": N_("the item does not apply, with the reason"),
    "gate": N_("entry condition: true where it is met, false where not"),
    "values": N_(
        "a rule that wants a measured value takes value, a step takes tier, a range or a manual rule takes deduct with a note"
    ),
    "note-example": N_("what was seen"),
    "reason-example": N_("the reason"),
    "kind": N_("self: self-assessment, review: review"),
    "unit": N_("the unit that is assessed"),
    "begin": N_("first day, such as 2024-03-04"),
    "end": N_("last day"),
    "leader": N_("leader of the group"),
    "members": N_("members, such as [Zhang San, Li Si]"),
    "facts": N_("facts outside the table: remove the # and write true (yes) or false (no)"),
    "elements": N_("rules of whole elements, such as vetoes: leave the braces empty where nothing was found"),
    "points": N_("{points} points"),
    "veto": N_("veto of rank {rank}"),
}
"""The comments of an empty assessment; written in Chinese, the language of the standards, in every locale."""

SEVERITIES = {"error": N_("errors"), "warning": N_("warnings"), "info": N_("notes")}

DIAGNOSTICS = {
    "none": N_("nothing to report"),
    "more": N_("… and {count} more of this kind"),
    "counted": N_("{label}: {count}"),
}

STANDARD = {
    "levels": N_("elements: {counts}"),
    "items": N_("items: {count}"),
    "points": N_("points: {points}"),
}

IMPORTED = {
    "source": N_("source"),
    "elements": N_("elements"),
    "items": N_("items"),
    "points": N_("points"),
    "error": N_("errors"),
    "warning": N_("warnings"),
    "look-at": N_("to be looked at"),
    "left-out": N_("left out: no standard"),
    "failed": N_("not read, see above"),
}
"""Headings of the table at the end of an import of several documents, and what stands where one gave nothing."""

KINDS = {"self": N_("self-assessment"), "review": N_("review")}

COLUMNS = {
    "element": N_("element"),
    "points": N_("points"),
    "not-applicable": N_("n/a"),
    "due": N_("due"),
    "deduction": N_("lost"),
    "score": N_("score"),
    "percent": N_("percent"),
    "total": N_("total"),
    "bonus": N_("bonus"),
}
"""Headings of the scorecard."""

OUTCOMES = {
    "incomplete": N_("incomplete: there are items that nobody assessed"),
    "gate-failed": N_("an entry condition is not met"),
    "vetoed": N_("vetoed"),
    "mandatory-not-full": N_("an item that must score in full does not"),
    "element-below-minimum": N_("an element is below its minimum"),
    "below-pass-mark": N_("below the pass mark"),
    "graded": N_("graded"),
    "ungraded": N_("the standard names no grades"),
}

SCORECARD = {
    "result": N_("Result: {result}"),
    "with-bonus": N_("With bonus: {result}"),
    "formula": N_("Sum: {formula}"),
    "grade": N_("Grade: {grade}"),
    "outcome": N_("Outcome: {outcome}"),
    "against": N_("What stands against it"),
    "next-grade": N_("To reach {grade}, {missing} more; most can be won here"),
    "next-grade-not-by-points": N_("To reach {grade}, the points suffice, but see above; points are open here"),
    "unassessed": N_("Not assessed ({count}): {items}"),
    "again": N_("Of these to be assessed again after the standard changed, see the file ({count}): {items}"),
    "not-applicable": N_("Does not apply ({count})"),
    "losses": N_("Where points were lost"),
    "look-at": N_("To be looked at before submitting"),
    "computed-from": N_("computed by {engine} from the rubric {rubric} and the assessment {assessment}"),
}

STEPS = {
    "points": N_("the points it starts with"),
    "finding": N_("rule {rule} × {count}"),
    "zero": N_("rule {rule}: nothing is left"),
    "condition": N_("rule {rule} × {count}, seen from the scores of other elements"),
    "award": N_("rule {rule} × {count}, awarded"),
    "score": N_("the assessor's own figure"),
    "cap": N_("no more than the cap of rule {rule}"),
    "group": N_("of alternatives only the dearest counts"),
    "item-cap": N_("no more than the most that the item's rules take together"),
    "ceiling": N_("no more than the points there are"),
    "further": N_("rule {rule}: taken besides"),
    "overflow": N_("what runs on beyond the item"),
    "floor": N_("nothing below zero"),
    "exempt": N_("rule {rule}: nothing is taken here"),
    "full": N_("rule {rule}: full marks here"),
    "not-applicable": N_("does not apply"),
    "object": N_("object {object}"),
    "mean": N_("the mean of the objects"),
    "lowest": N_("the lowest of the objects"),
    "items": N_("the items below add up to"),
    "elements": N_("the elements below add up to"),
    "pool": N_("the points that the items share"),
    "guarantee": N_("the guarantee part came to too little"),
    "veto": N_("veto"),
    "share": N_("a share of the whole standard's points"),
    "rescaled": N_("the rest of the element counts in full"),
}
"""The kinds of steps of a sum (``scoring.scorecard.StepKind``)."""

EXPLANATION = {
    "total": N_("The whole"),
    "points": N_("{points} points"),
    "not-applicable": N_("does not apply"),
    "unassessed": N_("not assessed"),
    "gate-met": N_("entry condition, met"),
    "gate-failed": N_("entry condition, not met"),
}

RANKING = {
    "rank": N_("rank"),
    "unit": N_("unit"),
    "figure": N_("ranked by"),
    "result": N_("result"),
    "bonus": N_("bonus"),
    "grade": N_("grade"),
}
