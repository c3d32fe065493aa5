"""Codes that stand inside sentences, in words: the data keep the codes, a reader sees these."""

from __future__ import annotations

from rubrics.catalogue import N_

WORDS = {
    "kind": {"self": N_("self"), "review": N_("review")},
    "imprint": {
        "version": N_("edition"),
        "date": N_("day of issue"),
        "effective": N_("day from which it applies"),
        "issuer": N_("issuing body"),
        "supersedes": N_("the standard that it replaces"),
    },
    "doubt": {
        "above-points": N_("more than the item is worth"),
        "level-unsure": N_("for which level is not clear"),
        "lost-dash": N_("a dash may have been lost"),
        "no-figure": N_("no figure stands with it"),
        "number-unused": N_("a figure was left over"),
        "points-unknown": N_("the item's points are not known"),
        "points-word-missing": N_("the word 分 is missing"),
        "reach-unsure": N_("how far it reaches is not clear"),
        "scores-elsewhere": N_("depends on what is scored or taken elsewhere"),
        "see-elsewhere": N_("refers to another rule"),
        "two-consequences": N_("two consequences in one clause"),
        "two-readings": N_("two readings are possible"),
        "unit-unknown": N_("the unit is not known"),
        "veto-spelling": N_("an unusual spelling of a veto"),
        "veto-unmarked": N_("in the veto column, but without the rank of a veto"),
        "with-previous": N_("may belong to the clause before"),
    },
}
"""By the name of the figure: each code and its words. Several codes stand side by side, with commas."""
