"""Diagnostics of the Render stage."""

from rubrics.catalogue import N_, Entry, error, info, warning

DIAGNOSTICS: dict[str, Entry] = {
    "item-without-cell": error(N_("the form has no cell for this item under “{heading}”; what was found is not in the form")),
    "total-without-cell": warning(N_("the row {label} of the form has no cell under “{heading}”; its figure is not in the form")),
    "columns-appended": warning(N_("the published form has no columns to fill; {headings} and rows for the sums were appended")),
    "form-rebuilt": warning(N_("the form was built anew from the rubric; compare it with the published one before it is sent")),
    "form-edited": warning(
        N_(
            "the published form was changed to what the rubric says now, in {count} places ({subjects}); compare it before it is sent"
        )
    ),
    "form-not-edited": warning(N_("the published form could not be changed to what the rubric says now ({problem})")),
    "sum-in-notes": warning(
        N_("the notes still say {stated}, which is {sum} now: “…{text}…”; change them by hand if they mean the total")
    ),
    "sum-follows": info(N_("{label}: {sum} in place of {stated}, as what is below was edited")),
    "cell-not-empty": error(N_("the form has “{printed}” printed here and was left as it is; “{text}” is not in the form")),
    "form-incomplete": warning(
        N_(
            "{count} items of the {kind} assessment are not assessed ({items}): their cells and the sums over them were left blank"
        )
    ),
    "units-differ": warning(N_("the two assessments are about differently named units: {units}")),
    "characters-removed": warning(N_("{count} characters that no Word document can hold were left out here")),
    "blank-not-found": warning(N_("the blank “{label}” is not on its line of the form and was not filled")),
    "blank-not-answered": info(N_("the assessment does not say what belongs after “{label}”; the blank was left")),
    "blank-for-two": warning(N_("the two assessments say different things for the one blank “{label}”; it was left")),
    "blank-takes-one-day": warning(N_("the blank “{label}” has room for one day only; the last day is not in the form")),
    "boxes-left": info(N_("no box was ticked on the line “{text}”: nothing says which")),
    "room-left": info(N_("room on the line “{text}” was left: nothing says what belongs there")),
    "item-boxes-left": info(N_("no box was ticked under “{heading}”: none of them says what the item came to")),
    "item-boxes-unknown": info(N_("{count} cells under “{heading}” have boxes that ask for something else; they were left")),
    "tick-columns-unknown": warning(N_("the columns to tick under “{heading}” were left: what they ask is not known")),
    "tick-row-shared": warning(N_("{count} items have no cells of their own under “{heading}”; nothing is ticked there")),
    "column-left": info(N_("the column “{heading}” stays blank: what belongs there is not known")),
    "sums-unknown": warning(
        N_("“{label}” in a table of sums names no element of the standard, or with other points; its row was left blank")
    ),
    "words-without-column": info(
        N_(
            "the form has no column for words: what was found about {count} items of the {kind} assessment is not in it; see the papers"
        )
    ),
    "sum-beyond-items": warning(
        N_(
            "{label}: the standard gives {points} points to what holds items of {items}; the deduction there is what is lacking "
            "of {points}, {rest} of which no finding took"
        )
    ),
    "form-carries": info(
        N_(
            "the form carries what it was filled with, so that it reads back to that; {evidence} names of evidence and {facts} "
            "answers to questions of the policy in it are not printed; --bare leaves all of it out"
        )
    ),
    "reviewer-not-known": warning(
        N_("“{label}” asks for the unit that reviews, which the assessment does not name; the blank was left")
    ),
}
