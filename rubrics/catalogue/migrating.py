"""Words about assessments that were carried over to another edition: comments in the file, and the effect on the score."""

from __future__ import annotations

from rubrics.catalogue import N_

WHY = {
    "new": N_("this item is new"),
    "requirement": N_("the requirement says something else now"),
    "clause": N_("clause {rule} says something else now (it was clause {was})"),
    "unit": N_("clause {rule} is counted in another unit now (it was clause {was})"),
    "measure": N_("clause {rule} is priced in another way now (it was clause {was})"),
    "clause-new": N_("clause {rule} is new"),
    "clause-gone": N_("the clause {was} under which something was found is gone"),
    "split": N_("an item was split into several"),
    "merged": N_("several items were merged into this one"),
    "doubtful": N_("it is not certain that this is the item it was; settle it in a mapping file, or assess it again"),
    "own-figure": N_("the assessor's own figure was given for another price"),
    "place": N_("it stands in another place, where the answer cannot be kept by object"),
    "refused": N_("the new edition does not allow this answer"),
}
"""Why something is to be assessed again, by ``rubrics.assessment.Why``."""

FIELDS = {
    "points": N_("points"),
    "stars": N_("stars"),
    "rules": N_("clause gone"),
    "deduct": N_("taken"),
    "deduct_percent": N_("percent of the whole taken"),
    "range": N_("range"),
    "award": N_("given"),
    "award_percent": N_("percent given"),
    "cap": N_("at most"),
    "cap_item": N_("at most for the item"),
    "printed": N_("printed beside the veto"),
    "zero": N_("takes all"),
    "tiers": N_("steps"),
}
"""What changed without undoing an answer, by ``rubrics.revision.holding.Touch.field``."""

MIGRATED = {
    "head": N_("carried over from {old} to {new}: {carried} answers hold, {again} items are to be assessed again, {left} old answers are kept in the appendix"),
    "how": N_("What is to be assessed again is marked with ▲ and unanswered: answer it between the braces as in an empty assessment. The old answers stand below under again; they count for nothing."),
    "dates": N_("The days and names below are those of the old assessment: correct them where the new one is done later."),
    "again": N_("▲ assess again: {reasons}"),
    "was": N_("was, under {item}: {answer}"),
    "was-of": N_("was, under {item} ({of}): {answer}"),
    "changed": N_("{field} {old} → {new}"),
    "changed-rule": N_("clause {rule}: {field} {old} → {new}"),
    "again-head": N_("To be assessed again, with the old answers (ids and clause numbers are those of the old edition)."),
    "element": N_("judge the clauses of this element again: write what is found under elements; then, or where nothing is found, remove this entry"),
    "fact": N_("the question changed: answer it again under facts, then remove this entry"),
    "appendix-head": N_("Answers to what the new edition no longer holds, and old answers that were given again since; they count for nothing."),
    "join": N_("; "),
    "full": N_("full marks"),
    "score": N_("own figure {score}: {note}"),
    "not-applicable": N_("does not apply: {reason}"),
    "met": N_("met"),
    "not-met": N_("not met"),
    "finding": N_("clause {rule} × {count} ({text}) {note}"),
    "objects": N_("by object, {count} of them"),
    "note": N_("note only: {note}"),
}
"""The comments of a migrated assessment; written in Chinese, the language of the standards, in every locale."""
