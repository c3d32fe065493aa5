"""Diagnostics of the Normalize stage."""

from rubrics.catalogue import N_, error, info, warning

DIAGNOSTICS = {
    "table-not-scoring": info(N_("this table has no headings of a scoring table and was left out")),
    "column-unknown": warning(N_("what the column “{heading}” holds is not known; it was left out")),
    "points-by-content": warning(N_("the figures under “{heading}” add up as points do and were taken as the points")),
    "points-unread": error(N_("the points cannot be read: {text}")),
    "code-by-position": info(N_("“{title}” has no printed code; its position serves as one")),
    "code-repeated": error(N_("the code {code} stands twice under one element; the later one was given another id")),
}
