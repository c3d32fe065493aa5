"""Diagnostics of ``dabiao check``: the rubric against itself and against what its document states."""

from rubrics.catalogue import N_, error, info, warning

DIAGNOSTICS = {
    "points-sum": error(N_("{title}: {stated} points stand in the source, but what is below adds up to {sum}")),
    "total-sum": error(N_("{label}: {stated} points stand in the source, but the rows above add up to {sum}")),
    "stated-total": error(N_("the notes state {stated} points in all, but the elements add up to {sum}")),
    "stated-elements": error(N_("the notes state {stated} elements of level {level}, but there are {count}")),
    "stated-items": error(N_("the notes state {stated} items, but there are {count}")),
    "code-sequence": warning(N_("the code {code} follows {previous}: one may be missing or misprinted")),
    "item-without-rules": warning(N_("no rule says how the item is scored")),
    "item-without-points": warning(N_("the item has no points of its own, nor has an element above it")),
    "rule-not-understood": warning(N_("the clause has a figure or a verdict that was not understood: {text}")),
    "rule-above-points": warning(N_("the clause takes {deduct} points, but only {points} are there to lose: {text}")),
    "veto-figure": warning(N_("the veto prints {printed} points, but what it zeroes is worth {points}: {text}")),
    "rule-doubtful": warning(N_("the clause can be read in two ways ({doubt}): {text}")),
    "item-without-price": info(N_("no clause of the item has a price: the assessor enters the score and the reason")),
    "policy-open": info(N_("the document does not say: {what}; choose a preset with --policy or set it in the YAML")),
    "source-differs": warning(N_("{key}: the rubric says {rubric}, the source {source}")),
    "source-more": warning(N_("stands in the source, but not in the rubric")),
    "source-less": warning(N_("stands in the rubric, but not in the source")),
    "source-other-file": info(N_("{name} is not the file that the rubric was read from; it was compared all the same")),
    "source-absent": info(N_("the source {name} was not found; name it with --source to compare the rubric with it")),
    "total-not-sum": error(
        N_("points: {stated} in all, but the elements add up to {sum}; correct it by hand, or with dabiao sums")
    ),
    "total-of-nothing": error(N_("{label}: the row adds up the element {element}, which there is not; correct form.totals")),
    "rule-of-nothing": error(N_("the clause looks at the scores of the element {element}, which there is not: {text}")),
    "grade-out-of-reach": error(N_("the grade {grade} begins at {threshold}, but {most} is the most that anybody can reach")),
    "grade-of-no-fact": error(N_("the grade {grade} depends on the fact {fact}, which policy.facts lacks")),
    "grade-of-no-stars": warning(N_("the grade {grade} asks for items with {stars} ★ in full, and no item has so many")),
    "grades-out-of-order": error(N_("the grade {lower} begins above {grade}; grades stand from the highest to the lowest")),
    "limit-above-points": warning(N_("{key} is {limit}, above the {points} points that there are")),
    "assessments-made-before": warning(
        N_(
            "{count} assessments beside it were made before the rubric was edited ({names}); dabiao score refuses them until they "
            "were carried over with dabiao migrate"
        )
    ),
}
