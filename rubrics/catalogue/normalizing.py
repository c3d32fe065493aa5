"""Diagnostics of the Normalize stage."""

from rubrics.catalogue import N_, error, info, warning

DIAGNOSTICS = {
    "table-not-scoring": info(N_("this table has no headings of a scoring table and was left out")),
    "table-not-chosen": info(N_("this table was not among those named with --table and was left out")),
    "table-nearly-scoring": warning(
        N_(
            "this table has some headings of a scoring table ({headings}), but not enough to be one; --table takes it all the same"
        )
    ),
    "table-of-blanks": info(N_("this table has headings of a scoring table, but empty rows: a form to fill in; it was left out")),
    "table-of-sums": info(N_("this table only names what another one scores, without saying how: a summary; it was left out")),
    "table-repeated": warning(
        N_("this table repeats table {other} word for word, as a sample that shows how it is filled in; it was left out")
    ),
    "header-reordered": error(
        N_("the headings stand here again in another order; the rows below are read by the first ones and may be mixed up")
    ),
    "table-in-cell": warning(N_("the cell holds a table of its own, which is not part of the rubric; read its words there")),
    "note-not-understood": warning(N_("the note speaks of results, but was not understood: {text}")),
    "imprint-twice": warning(N_("the document says two things about its {imprint}: {first}, {second}; neither was taken")),
    "column-unknown": warning(N_("what the column “{heading}” holds is not known; it was left out")),
    "column-left-out": info(N_("what stands under “{heading}” is not part of the rubric")),
    "points-by-content": warning(N_("the figures under “{heading}” add up as points do and were taken as the points")),
    "points-left-out": warning(
        N_("“{heading}” is a second column of points that goes with no column of labels; its figures were left out")
    ),
    "grader-further": warning(N_("“{heading}” is for a further assessor of the same side; no assessment fills it")),
    "weights-as-points": warning(N_("the weights under “{heading}” come to 100 and were taken as the points")),
    "points-in-brackets": warning(N_("the figures in brackets behind the words of “{heading}” were taken as the points")),
    "labels-by-content": warning(
        N_("what the column “{heading}” holds is not known; it stands left of what is assessed and was taken as labels")
    ),
    "requirement-by-content": warning(N_("what the column “{heading}” holds is not known; it was taken as what is assessed")),
    "rules-by-content": warning(N_("the cells under “{heading}” say what is deducted or given and were taken as the rules")),
    "prices-by-content": warning(N_("the figures under “{heading}” were taken as what each row costs")),
    "column-filled": warning(
        N_("“{heading}” is a column to fill in, but the source has it filled; what stands there was left out")
    ),
    "steps-side-by-side": info(
        N_("“{heading}” and the columns beside it print steps; together they were taken as one rule a row")
    ),
    "headings-twice": error(N_("the headings stand twice side by side, again from “{heading}” on; rows may be mixed up")),
    "points-unread": error(N_("the points cannot be read: {text}")),
    "points-missing": warning(N_("the item has no points, though others of its element have some")),
    "row-joined": warning(
        N_("has no points, and the sentence above it goes on here, so both rows were taken as one item: {text}")
    ),
    "points-range": warning(N_("the points are a range, {text}; its upper end, {points}, was taken")),
    "points-added": warning(
        N_("the requirement prints several points, {text}; together, {points}, they were taken as the item's")
    ),
    "points-twice": error(N_("the points, {points}, are those of the rows below together; they count twice: {text}")),
    "penalty-counted": warning(
        N_(
            "“{title}” only takes from the total, but has points of its own, which count in the total as those of any other element"
        )
    ),
    "element-empty": warning(N_("nothing that is assessed stands below this label: {text}")),
    "unit-apart": warning(
        N_("the requirement ends with “{unit}”, and the price stands apart; what it is for was not read: {text}")
    ),
    "label-below-items": warning(
        N_(
            "the rows above stand beside an empty cell; “{title}” may be set in the middle of its rows, and some then hang under the wrong element"
        )
    ),
    "code-by-position": info(N_("“{title}” has no printed code; its position serves as one")),
    "code-by-title": info(N_("“{title}” has no printed code, and others print that of its position; its title serves as one")),
    "code-repeated": error(N_("the code {code} stands twice under one element; the later one was given another id")),
    "flattened-chatter": info(N_("left out as the page's own: {text}")),
    "flattened-points-lost": error(
        N_("the points dropped out of the text; {total} are printed in all, {known} of them are known, {count} items have none")
    ),
    "flattened-points-open": error(N_("the points dropped out of the text, and no total of the element is left to tell them")),
    "flattened-points-inferred": warning(
        N_("the points dropped out of the text; {points} is the only figure that the total leaves")
    ),
    "flattened-requirement-lost": error(N_("no requirement is left above this clause, which was put in its place: {text}")),
    "flattened-rules-lost": warning(N_("no clause that says how the item is scored is left in the text")),
    "flattened-cut-off": error(N_("the text breaks off here: {text}")),
    "flattened-cells-joined": warning(N_("taken as part of the requirement above, though it may be one of its own: {text}")),
    "flattened-columns-joined": warning(N_("the cells of “{first}” and “{second}” cannot be told apart and were kept together")),
    "flattened-figure-odd": error(N_("a figure without a place in the table was left out: {text}")),
    "flattened-element-empty": warning(N_("no item is left below this label: {text}")),
}
