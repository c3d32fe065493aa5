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
    "clause-moved": N_("clause {rule} came from another item, where it was clause {was}"),
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
    "specification": N_("basic norm"),
    "method": N_("method"),
    "clause-added": N_("clause added"),
    "clause-dropped": N_("clause gone"),
    "clause-came": N_("clause came from another item"),
    "clause-went": N_("clause went to another item"),
    "deduct": N_("taken"),
    "deduct_percent": N_("percent of the whole taken"),
    "range": N_("range"),
    "award": N_("given"),
    "award_percent": N_("percent given"),
    "award_range": N_("range of points given"),
    "further": N_("points taken besides"),
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
    "old-requirement": N_("the requirement was: {text}"),
    "old-clause": N_("clause {rule} was: {text}"),
    "was": N_("was, under {item}: {answer}"),
    "was-of": N_("was, under {item} ({of}): {answer}"),
    "changed": N_("{field} {old} → {new}"),
    "changed-rule": N_("clause {rule}: {field} {old} → {new}"),
    "again-head": N_("To be assessed again, with the old answers (ids and clause numbers are those of the old edition)."),
    "element": N_("judge the clauses of this element again, between the braces: findings, or a note where nothing was found, {{note: nothing found}}"),
    "see-again": N_("by object, see below under again"),
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

BECAUSE = {
    "gone": N_("no longer in the standard"),
    "moved": N_("moved from {old} to {new}"),
    "asked": N_("the question of this fact is another now"),
    "waits": N_("waits for the scores of other elements"),
}
"""Why an item's score differs, where it is neither a reason to assess it again nor a field."""

EFFECT = {
    "old": N_("Old edition: {result}"),
    "new": N_("New edition: {result}"),
    "result": N_("{result}, {called} ({score} of {points})"),
    "open": N_("open until {count} are assessed again ({score} of {points} so far)"),
    "open-otherwise": N_("open, {called} ({score} of {points})"),
    "between": N_("It can come to {lowest} ({lowest_called}) to {highest} ({highest_called})"),
    "at-most": N_("It can come to {highest} ({highest_called}) at most"),
    "policy": N_("Formula and grades: {changes}"),
    "changed-points": N_("Where the score differs for a change of the standard alone"),
    "again": N_("To be assessed again ({count})"),
    "summary": N_("{path}: answers that hold: {carried} ({touched} of them with another price); to be assessed again: {again}; kept in the appendix: {left}"),
    "hurts": N_("Whom the change hurts, the worst first"),
}
"""What the change does to a score."""

EFFECT_COLUMNS = {
    "element": N_("element"),
    "old-points": N_("points before"),
    "new-points": N_("now"),
    "old-score": N_("score before"),
    "new-score": N_("now"),
    "open": N_("again"),
    "unit": N_("unit"),
    "file": N_("file"),
    "old-result": N_("result before"),
    "old-grade": N_("grade before"),
    "new-result": N_("result now"),
    "new-grade": N_("grade now"),
    "kind": N_("kind"),
    "lowest": N_("at least"),
    "lowest-grade": N_("grade at least"),
    "highest": N_("at most"),
    "highest-grade": N_("grade at most"),
    "difference": N_("difference"),
    "at-best": N_("difference at best"),
    "total": N_("total"),
    "sheet": N_("effect of the revision"),
}
"""Headings of the tables of effects."""
