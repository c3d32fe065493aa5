"""Diagnostics of the Normalize stage."""

from rubrics.catalogue import N_, error, info, warning

DIAGNOSTICS = {
    "table-not-scoring": info(N_("this table has no headings of a scoring table and was left out")),
    "table-not-chosen": info(N_("this table was not among those named with --table and was left out")),
    "table-nearly-scoring": warning(
        N_("this table has some headings of a scoring table ({headings}), but not enough to be one; --table takes it all the same")
    ),
    "note-not-understood": warning(N_("the note speaks of results, but was not understood: {text}")),
    "imprint-twice": warning(N_("the document says two things about its {imprint}: {first}, {second}; neither was taken")),
    "column-unknown": warning(N_("what the column “{heading}” holds is not known; it was left out")),
    "points-by-content": warning(N_("the figures under “{heading}” add up as points do and were taken as the points")),
    "points-unread": error(N_("the points cannot be read: {text}")),
    "code-by-position": info(N_("“{title}” has no printed code; its position serves as one")),
    "code-repeated": error(N_("the code {code} stands twice under one element; the later one was given another id")),
    "flattened-chatter": info(N_("left out as the page's own: {text}")),
    "flattened-points-lost": error(
        N_("the points dropped out of the text; {total} are printed in all, {known} of them are known, {count} items have none")
    ),
    "flattened-points-open": error(N_("the points dropped out of the text, and no total of the element is left to tell them")),
    "flattened-points-inferred": warning(N_("the points dropped out of the text; {points} is the only figure that the total leaves")),
    "flattened-requirement-lost": error(N_("no requirement is left above this clause, which was put in its place: {text}")),
    "flattened-rules-lost": warning(N_("no clause that says how the item is scored is left in the text")),
    "flattened-cut-off": error(N_("the text breaks off here: {text}")),
    "flattened-cells-joined": warning(N_("taken as part of the requirement above, though it may be one of its own: {text}")),
    "flattened-columns-joined": warning(N_("the cells of “{first}” and “{second}” cannot be told apart and were kept together")),
    "flattened-figure-odd": error(N_("a figure without a place in the table was left out: {text}")),
    "flattened-element-empty": warning(N_("no item is left below this label: {text}")),
}
