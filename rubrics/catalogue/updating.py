"""Diagnostics of ``dabiao import --update``: a corrected source beside the rubric that a person has worked on."""

from rubrics.catalogue import N_, Entry, info, warning

DIAGNOSTICS: dict[str, Entry] = {
    "update-conflict": warning(
        N_("conflict at {path}: the rubric says {rubric}, the corrected source {source}; the rubric's stays, settle it by hand")
    ),
    "update-conflict-gone": warning(
        N_("conflict at {path}: edited by hand, and no longer in the corrected source; it stays, settle it by hand")
    ),
    "update-conflict-moved": warning(
        N_("conflict at {path}: stands in {rubric}, in the corrected source in {source}; it stays where it is, settle it by hand")
    ),
    "update-without-base": warning(
        N_(
            "neither the old source {name} is here nor marks of what it gave: edits by hand cannot be told from its words, "
            "so every difference is a conflict this once; put the old source beside the rubric to have them told apart"
        )
    ),
    "update-doubtful": warning(N_("taken for {source} of the corrected source, though another is nearly as good; look at it")),
    "update-taken": info(N_("{key}: {rubric} becomes {source}")),
    "update-kept": info(N_("{key}: the edit by hand stays, {rubric}; the source says {source}, as before")),
    "update-new": info(N_("new in the corrected source")),
    "update-gone": info(N_("no longer in the corrected source: removed")),
    "update-left-out": info(N_("stands in the source as before; it was removed by hand and stays out")),
    "update-own": info(N_("added by hand; it stays")),
    "update-same-id": info(N_("the corrected source makes it {source}; it keeps its id")),
}
