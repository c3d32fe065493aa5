"""Diagnostics of reading a filled form."""

from rubrics.catalogue import N_, Entry, error, info, warning

DIAGNOSTICS: dict[str, Entry] = {
    "read-kind-assumed": info(N_("the form does not say whose assessment it is; it was taken for a self-assessment, see --kind")),
    "read-unanswered": warning(N_("{count} items have no figure in the form and are unassessed ({items})")),
    "read-rows-missing": error(
        N_("{count} items have no row of their own words and points in the form ({items}); they are unassessed")
    ),
    "read-rows-unknown": error(
        N_("{count} rows of the form are no items of the rubric ({texts}); what stands there was not read")
    ),
    "read-rows-moved": warning(
        N_("the rows of the form stand in another order, or below other labels, than the rubric has them")
    ),
    "read-words-elsewhere": warning(N_("“{text}” stands in a column to fill, but in the row of no item; it was not read")),
    "read-figure-unread": error(
        N_("“{text}” is no figure that is understood; the item is unassessed unless another cell tells its score")
    ),
    "read-figure-outside": error(
        N_("the form comes to {figure} of the {points} points that the item has; the item is unassessed")
    ),
    "read-row-differs": error(
        N_("score {score} and deduction {deduction} do not come to the {points} points of the item; the score was taken")
    ),
    "read-sum-differs": error(N_("the form says {written} for {label}, its items come to {computed}")),
    "read-sum-unread": warning(N_("“{text}” for {label} is no figure that is understood; the sum was not checked")),
    "read-words-differ": warning(N_("the description takes {told} points, the figures {deduction}; the figures were taken")),
    "read-not-applicable-scored": error(
        N_(
            "“{text}” says that the item does not apply, and yet it has the figure {figure}; the item is unassessed unless the figure stands"
        )
    ),
    "read-tick-as-full": info(N_("“{text}” was taken for full marks ({points})")),
    "read-tick-differs": error(N_("“{text}” is ticked, and the score is {score} of {points}; the score was taken")),
    "read-tick-unread": warning(N_("“{text}” in a column to tick is no tick, and was not read")),
    "read-ticks-several": error(N_("several boxes are ticked ({text}); none of them was taken")),
    "read-deduction-as-score": info(N_("“{text}” in the place of the score was taken for a deduction: score {score}")),
    "read-score-as-deduction": info(N_("“{text}” in the place of the deduction was taken for a score: deduction {deduction}")),
    "read-words-as-full": warning(N_("there is no figure; “{text}” was taken for full marks ({points})")),
    "read-words-as-figure": warning(N_("there is no figure; “{text}” was taken for the score {score}")),
    "read-without-figure": warning(N_("“{text}” tells no figure; the item is unassessed and the words are kept as its note")),
    "read-without-reason": warning(N_("{deduction} points are taken without a reason; write down what was found")),
    "read-rule-chosen": warning(N_("“{text}” fits several rules alike ({rules}), which take the same; the first was taken")),
    "read-gate-unread": warning(N_("“{text}” does not say whether the condition is met; it is unassessed")),
    "read-answer-refused": error(N_("the standard does not allow what is written here, and the item is unassessed: {problem}")),
    "read-blank-unread": warning(N_("“{text}” after “{label}” is no answer that is understood; it is not in the assessment")),
    "read-carried-other": info(
        N_("the form carries an assessment that is not of this edition of the standard; its cells were read instead")
    ),
    "read-struck": warning(N_("something in “{text}” is struck through; no figure was taken from this cell")),
    "read-own-words": info(
        N_(
            "a template of one's own composed the descriptions; as it is not given, they were compared with what the form carries of them"
        )
    ),
    "read-edited": info(
        N_("{count} items say something else than the form was filled with ({items}); what stands there now was taken")
    ),
    "read-blank-edited": info(N_("“{text}” stands where the form was filled with “{before}”; it was taken")),
    "read-blank-erased": info(N_("nothing stands any more where the form was filled with “{before}”; it was left out")),
}
