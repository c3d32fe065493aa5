"""Diagnostics of the Scoring stage (the sentences of ``--explain`` stand in ``presenting``)."""

from rubrics.catalogue import N_, error, info, warning

DIAGNOSTICS = {
    "unassessed": error(N_("nobody has assessed this yet")),
    "element-again": error(
        N_("its rules changed with the standard: judge them again under elements, with findings, or a note where there are none")
    ),
    "condition-waits": error(N_("depends on the scores of other elements, which are not all assessed yet")),
    "element-without-items": error(N_("{title}: holds no item to assess, so its points cannot be given")),
    "fact-unanswered": error(N_("answer under facts, true or false: {question}")),
    "gate-failed": error(N_("a condition of entry is not met")),
    "vetoed": error(N_("rule {rule} zeroes the whole")),
    "needs-policy": error(
        N_("the standard leaves open {key}, and the result depends on it; set policy.{key} or choose a preset")
    ),
    "needs-pool": error(
        N_(
            "more is taken than there is, and the standard does not say where deductions stop; "
            "set policy.pool to item, element or category"
        )
    ),
    "points-unknown": error(
        N_("{count} items (the first is {first}) have no points in the standard, so there is no result; add them to the rubric")
    ),
    "nothing-to-share": warning(
        N_("{title}: items without points of their own have nothing left of its {points} points to lose")
    ),
    "fact-not-met": warning(N_("{grade} asks for this: {question}")),
    "mandatory-not-full": warning(N_("must score in full for {grade}")),
    "item-at-zero": warning(N_("scores nothing, which {grade} does not allow")),
    "element-below": warning(N_("{title}: {reached}, but {grade} asks for {wanted}")),
    "below-mark": warning(N_("{reached} reached, but {grade} asks for {wanted}")),
    "too-much-not-applicable": warning(N_("{points} points do not apply, but {grade} allows {limit}")),
    "rounding-open": warning(
        N_("{reached} would be {grade} ({wanted}) if it were rounded, and the standard does not say; set policy.rounding")
    ),
    "points-differ": warning(
        N_("{title}: {points} points are printed, but what stands below adds up to {sum}; the printed ones count")
    ),
    "veto-without-points": warning(N_("the veto found at {item} zeroes this element, which has no points of its own")),
    "condition-overridden": warning(
        N_("the assessor's figure goes before what the scores of other elements say about rule {rule}")
    ),
    "between-tiers": warning(
        N_("{value} meets none of the steps of rule {rule}, so it takes and gives nothing; look at the steps")
    ),
    "nothing-given": warning(
        N_("this item starts at nothing and is given points by its rules; only deductions are recorded here")
    ),
    "step-in-part": info(N_("only full steps count under rule {rule}, and part of one was left over: {clause}")),
}
