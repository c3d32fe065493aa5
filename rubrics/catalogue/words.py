"""Codes that stand inside sentences, in words: the data keep the codes, a reader sees these."""

from __future__ import annotations

from rubrics.catalogue import N_

_OF_THE_SYSTEM = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("File exists"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("Directory not empty"),
    N_("Invalid argument"),
    N_("Too many open files"),
    N_("File too large"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Device or resource busy"),
    N_("Stale file handle"),
    N_("Connection refused"),
    N_("disk I/O error"),
    N_("database or disk is full"),
    N_("attempt to write a readonly database"),
    N_("unable to open database file"),
)
"""Why the system refuses a file, and SQLite: C's library says so in English whatever the locale, for Python asks it for no other."""

_OF_YAML = (
    N_("a key must be a plain text"),
    N_("could not find expected ':'"),
    N_("did not find expected '-' indicator"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected whitespace or line break"),
    N_("did not find expected hexdecimal number"),
    N_("block sequence entries are not allowed in this context"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found character that cannot start any token"),
    N_("found invalid Unicode character escape code"),
    N_("found undefined tag handle"),
    N_("found unexpected document indicator"),
    N_("found unexpected end of stream"),
    N_("found unknown escape character"),
    N_("mapping keys are not allowed in this context"),
    N_("mapping values are not allowed in this context"),
)
"""What libyaml finds wrong with a text, in its words."""

WORDS = {
    "reason": {words: words for words in _OF_THE_SYSTEM},
    "syntax": {words: words for words in _OF_YAML} | {"did not find expected ',' or '}'": N_("a comma or a closing brace is missing")},
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
