"""What a run over many assessments says on its way and at its end (its errors stand in ``failures``)."""

from rubrics.catalogue import N_

SAID = {
    "place": N_("line {line}, column {column}"),
    "mend": N_("mend it there and start the run again"),
    "rate": N_("{rate}/s, failed: {failed}"),
    "so-far": N_("{done} of {total} done, {rate} a second, {left} left, failed: {failed}"),
    "result": N_("{total} assessments: {done} done, {unchanged} unchanged, {failed} failed, in {seconds} s"),
    "paired": N_("the self-assessment and the review of {count} units share a form, which is called as the review"),
    "repeated": N_("units with more than one assessment of a kind: {count}; statistics count each of them"),
    "removed": N_("removed what an earlier run had made of {count} assessments that are not given any more"),
    "see-errors": N_("what was wrong with those that failed stands in {path}"),
    "again": N_("what is done is kept: the same command goes on from there"),
}
