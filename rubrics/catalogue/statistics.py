"""Words of the statistics of many assessments: headings, columns, and the sentences around them."""

from __future__ import annotations

from rubrics.catalogue import N_

SHEETS = {
    "overview": N_("Overview"),
    "bands": N_("Distribution"),
    "grades": N_("Grades"),
    "elements": N_("Elements"),
    "items": N_("Items"),
    "rules": N_("Clauses"),
    "ranking": N_("Ranking"),
    "change": N_("Change by unit"),
    "change_elements": N_("Change by element"),
    "gap": N_("Gap by unit"),
    "gap_elements": N_("Gap by element"),
}
"""The tables of the statistics, by name."""

COLUMNS = {
    "label": N_("what"),
    "value": N_("figure"),
    "low": N_("from %"),
    "high": N_("to %"),
    "count": N_("assessments"),
    "percent": N_("rate %"),
    "share": N_("share %"),
    "grade": N_("grade"),
    "id": N_("id"),
    "code": N_("no."),
    "title": N_("element"),
    "level": N_("level"),
    "points": N_("points"),
    "counted": N_("counted"),
    "incomplete": N_("incomplete"),
    "not_applicable": N_("n/a"),
    "due": N_("due"),
    "score": N_("score"),
    "rate": N_("rate %"),
    "element": N_("element"),
    "requirement": N_("requirement"),
    "scored": N_("assessed"),
    "lost": N_("lost by"),
    "lost_percent": N_("lost by %"),
    "points_lost": N_("points lost"),
    "mean_lost": N_("mean loss"),
    "unassessed": N_("unassessed"),
    "gate_failed": N_("not met"),
    "owner": N_("item"),
    "number": N_("rule"),
    "text": N_("clause"),
    "is_veto": N_("veto"),
    "assessments": N_("assessments"),
    "findings": N_("findings"),
    "cost": N_("points taken"),
    "place": N_("rank"),
    "name": N_("file"),
    "unit": N_("unit"),
    "figure": N_("ranked by"),
    "result": N_("result"),
    "bonus": N_("bonus"),
    "change": N_("change"),
}
"""The headings of their columns, by the name of the figure."""

SIDES = {
    "change": (N_("before"), N_("now"), N_("grade before"), N_("grade now")),
    "gap": (N_("self"), N_("review"), N_("grade by itself"), N_("grade by review")),
}
"""What the two assessments of a unit are called where two are compared."""

KINDS = {"self": N_("self-assessments"), "review": N_("reviews")}

NO_GRADE = N_("without a grade")
YES = N_("yes")

FIGURES = {
    "run": N_("run"),
    "rubric": N_("rubric"),
    "version": N_("edition"),
    "rubric_hash": N_("content hash"),
    "engine": N_("engine"),
    "kind": N_("kind"),
    "assessments": N_("assessments"),
    "with_result": N_("with a result"),
    "incomplete": N_("incomplete, without a result"),
    "open": N_("complete, but the standard does not say how the result is found"),
    "other_kind": N_("of the other kind, not looked at here"),
    "failed": N_("files that could not be scored"),
    "repeated": N_("units with several of them"),
    "mean": N_("mean"),
    "median": N_("median"),
    "lowest": N_("lowest"),
    "lower_quartile": N_("lower quartile"),
    "upper_quartile": N_("upper quartile"),
    "highest": N_("highest"),
}
"""The lines of the overview."""

SENTENCES = {
    "unfinished": N_("the run {run} is not finished; these are the figures so far"),
    "counts": N_("run {run}: {kind}: {count}, with a result: {known}"),
    "incomplete": N_("incomplete: {count}; items that nobody assessed leave them without a result and a rank, their other items count below"),
    "open": N_("complete, but without a result: {count}; the standard does not say how it is found, their elements and items count below"),
    "other-kind": N_("not looked at here: {kind}: {count} (--kind {option})"),
    "failed": N_("files that could not be scored, and count nowhere: {count}"),
    "repeated": N_("units with several of these assessments, each of which counts: {count}"),
    "not-listed": N_("of the ranking the first {listed} are kept, not listed: {count}; all other figures are of all"),
    "not-listed-pairs": N_("of the changes the greatest {listed} are kept, not listed: {count}; all other figures are of all"),
    "spread": N_("Results: mean {mean}, median {median}, from {lowest} to {highest}; the middle half from {lower} to {upper}"),
    "bands": N_("How many obtained how many percent of the points due"),
    "grades": N_("Grades"),
    "items": N_("Where most points are lost ({shown} of {count} items)"),
    "elements": N_("Elements by rate: what was obtained of what was due, the lowest first"),
    "rates": N_("Elements by rate: what was obtained of what was due"),
    "rules": N_("What is found most often ({shown} of {count} clauses)"),
    "ranking": N_("Ranking {by} ({shown} of {count})"),
    "none-ranked": N_("No unit has a figure to be ranked by."),
    "ranked-result": N_("by the result"),
    "ranked-with_bonus": N_("by the result with the bonus"),
    "ranked-grade": N_(", of those who reach {grade}"),
    "not-ranked": N_("by the result; the standard itself does not rank"),
    "change": N_("Change since the run {run}"),
    "gap": N_("Reviews beside self-assessments of the same units"),
    "rubric-differs": N_(
        "Not comparable: the run {first} was scored with {first_rubric} ({first_hash}), this one with {second_rubric} ({second_hash}); carry the earlier answers over with dabiao migrate and score them again"
    ),
    "engine-differs": N_("They were scored by different engines ({first}, {second}): a part of the change may come from that."),
    "paired": N_("units compared: {paired}; higher: {risen}, lower: {fallen}, the same: {same}; mean change: {mean}"),
    "none-paired": N_("No unit has a result on both sides."),
    "alone": N_("left out: units only there {only_first}, only here {only_second}, several times on one side {ambiguous}, without a result on one side {without_result}; assessments without a unit {nameless}"),
    "pairs": N_("The greatest changes ({shown} of {count})"),
    "more": N_("not listed: {count} more"),
    "made-of": N_("from the run {run}, rubric {rubric} {hash}, {engine}"),
}

LEGENDS = {
    "bands": N_("how many (up) obtained how many percent of the points due (across)"),
    "lost": N_("points lost by each that assessed it, on the average; behind it, by how many of them"),
    "change": N_("rate: light before, dark now"),
    "gap": N_("rate: light the self-assessments, dark the reviews"),
}
"""What stands under a picture."""
