"""What the command line says: the help of each command and option, and the sentences it says itself."""

from __future__ import annotations

from typing import NamedTuple

from rubrics.catalogue import N_


class Help(NamedTuple):
    """The help of one command: a line for the list of commands, what it does, and an example to copy."""

    short: str
    text: str
    example: str


COMMANDS = {
    "dabiao": Help(
        "",
        N_(
            "dabiao (达标) turns a published scoring standard — the Word table in which an authority prints what it will check and "
            "how many points each thing is worth — into a rubric that a machine can read, scores assessments against it, and "
            "fills the authority's own Word form with the result."
        ),
        "dabiao demo out",
    ),
    "import": Help(
        N_("Read a published standard into a rubric (YAML)"),
        N_(
            "Read a published scoring standard and write it as a rubric: elements, items, points and rules, each in the words of "
            "the source. Everything that does not add up or could not be read with certainty is listed with its place in the "
            "document; --report shows it all on a page beside the source. Several sources are worked on at once and written into a "
            "folder, one rubric each, with a table at the end; one that cannot be read costs a line, and exit status 1. With "
            "--update a corrected source is brought into a rubric that was worked on by hand."
        ),
        "dabiao import 评分细则.docx -o rubric.yaml",
    ),
    "check": Help(
        N_("Compare a rubric with itself and with its source"),
        N_(
            "Compare every figure that a rubric states with every sum and count that it should be: points of items and elements, "
            "subtotals, totals, declared numbers, codes in sequence, rules without effect. Where the source lies beside the "
            "rubric or is named, it is read again and every difference is listed. Exit status 1 where there are errors."
        ),
        "dabiao check rubric.yaml",
    ),
    "assess": Help(
        N_("Write an empty assessment to fill in"),
        N_(
            "Write an assessment (YAML) in which every item of the rubric is listed with its requirement, points and numbered "
            "rules, and nothing is answered yet. A person fills it in with any editor; what is left open stays unassessed."
        ),
        "dabiao assess rubric.yaml -o assessment.yaml",
    ),
    "score": Help(
        N_("Work out the scorecard of an assessment"),
        N_(
            "Work out what an assessment comes to: the score of each element, the total, the grade and what stands against it. "
            "With --explain the reason of every figure is shown, so that the sum can be followed by hand."
        ),
        "dabiao score rubric.yaml assessment.yaml --explain 1.2-2",
    ),
    "render": Help(
        N_("Fill the official Word form"),
        N_(
            "Fill the authority's own Word form with one assessment, or with a self-assessment and a review side by side where "
            "the form has columns for both; without an assessment the form stays blank. Nothing else in the document changes. "
            "Where the standard was read from no Word document, or with --rebuild, the form is built anew from the rubric. With "
            "a folder to write into, every unit gets a form of its own. Beside the form go the papers around it and a report; "
            "with --template a Word document of one's own is filled instead of the form."
        ),
        "dabiao render rubric.yaml self.yaml review.yaml -o form.docx",
    ),
    "read": Help(
        N_("Read a form that was filled by hand into an assessment"),
        N_(
            "Read a form that people filled in Word back into an assessment: scores and descriptions by item, unit, days and names. "
            "Every sum is worked out anew; one that the form has wrong is told with its place and both figures. What cannot be taken "
            "in one way only is not taken: its item stays unassessed, and its words are kept. A form with columns for both "
            "sides gives a file for each, in a folder."
        ),
        "dabiao read form.docx --rubric rubric.yaml -o assessment.yaml",
    ),
    "run": Help(
        N_("All of it: from the standard to the filled form"),
        N_(
            "Read a standard, write its rubric, score the assessments, fill the official form and write the papers around it and a "
            "report of each assessment, all into one folder, and say at the end what was written and what needs a human eye."
        ),
        "dabiao run 评分细则.docx self.yaml -o out",
    ),
    "demo": Help(
        N_("Try all of it on an example that comes with dabiao"),
        N_(
            "Do all of it on the Jiangsu standard for small enterprises and an example assessment, both of which come with "
            "dabiao: the rubric, the scorecard, the filled Word form, the papers around it and a report are written into the folder DIR."
        ),
        "dabiao demo out",
    ),
    "rank": Help(
        N_("Rank assessments of one standard"),
        N_(
            "Rank the assessments of several units as the standard says: only those that reach its threshold, by the figure that "
            "it names (with the bonus points, where it says so)."
        ),
        "dabiao rank hangzhou-safety-culture a.yaml b.yaml c.yaml",
    ),
    "sums": Help(
        N_("Work the sums of an edited rubric out again"),
        N_(
            "Work out again what points were edited by hand change: the points of elements, subtotals, the total. A figure that was "
            "no sum in the source, where that is at hand, stays as it was published, and so does one that was itself edited. The "
            "file is changed in place, or written to -o; comments stay. Every figure that changes is told."
        ),
        "dabiao sums rubric.yaml",
    ),
    "diff": Help(
        N_("Compare two editions of a standard"),
        N_(
            "Compare two editions of a standard, rubrics or documents: elements and items are matched by code and wording, also when "
            "they were moved, split, merged or renumbered. First what one has to know, then every change: points, clauses and their "
            "prices, vetoes, wording, formula and grades. Doubtful matches are said to be doubtful; --write-mapping writes them "
            "into a file in which a person settles them, and --mapping reads it."
        ),
        "dabiao diff rubric.yaml 评分细则.docx",
    ),
    "migrate": Help(
        N_("Carry assessments over to another edition of their standard"),
        N_(
            "Carry assessments over to a revised standard. What still means the same is kept and scored by the new prices; what "
            "means something else now is marked to be assessed again, with the old answer beside it; what is gone is kept in an "
            "appendix. Then the effect: old and new score element by element, with reasons. Of several assessments, or a "
            "folder of them, a table says whom the change hurts; one that cannot be carried over costs a line, and exit status 1."
        ),
        "dabiao migrate self.yaml --from hotel@2019 --to hotel@2024 -o self-2024.yaml",
    ),
    "batch": Help(
        N_("Score and fill many assessments at once"),
        N_(
            "Score all assessments in files, folders, globs or zips on all cores, or on a Dask cluster, and write what the options "
            "ask for: forms, papers, reports, scorecards. The results go into a database and a list; a file that cannot be scored "
            "costs a line in errors.csv, never the run. A run that was stopped, at whatever moment, goes on where it stopped when "
            "the same command is given again; what is unchanged is not done again. Inputs and OUT may be URLs of object storage. "
            "Exit status 1 where there were errors."
        ),
        "dabiao batch garage-level3 assessments -o out --forms",
    ),
    "stats": Help(
        N_("Show what a run over many assessments comes to"),
        N_(
            "Read the results database of dabiao batch and show how scores and grades are distributed, at which items most points "
            "are lost, what each element comes to, the ranking of units, the change since an earlier run, and how reviews differ from "
            "self-assessments. Everything is shown on the terminal, or written into files that -o and --parquet name. What is "
            "incomplete or has no result is never counted as full or as nothing; how many are left out is said."
        ),
        "dabiao stats out -o statistics.html -o statistics.xlsx",
    ),
}

PARAMETERS = {
    "lang": N_("language of all messages (default: that of the locale)"),
    "debug": N_("show the Python traceback of an unexpected error"),
    "version": N_("show the version and exit"),
    "help": N_("show this help and exit"),
    "sources": N_("published standards: documents (Word, PDF, web page, workbook, text), folders or zips of them"),
    "source": N_("the published standard: Word, PDF, web page, workbook or text"),
    "rubric": N_("a rubric file, or the name of one in the library: its id, or id@version"),
    "rubrics": N_("rubric files, or names of rubrics in the library: id, or id@version"),
    "assessment": N_("an assessment file"),
    "assessments": N_("assessment files"),
    "assessments_or_none": N_("assessment files; none leaves the form blank"),
    "folder": N_("the folder to write into"),
    "update": N_(
        "bring the corrected SOURCE into RUBRIC, which keeps its ids, edits by hand and comments; conflicts are told and settled "
        "by hand, exit status 1; written to -o, or in its place"
    ),
    "import_report": N_("write a page that shows each document as it was read, with every doubt at its cell; a folder where there are several documents"),
    "rubric_output": N_("the rubric file to write; a folder where there are several sources"),
    "assessment_output": N_("the assessment file to write"),
    "form_output": N_("the Word file to write; a folder for one form for each unit"),
    "rebuild": N_("build the form anew from the rubric, for one that was edited"),
    "description": N_("Jinja2 template for the descriptions (default: ID.j2 beside the rubric, else the standard one)"),
    "pdf": N_("write each Word document (forms and papers) as a PDF too, through LibreOffice"),
    "bare": N_("leave out of the form the assessment that it is filled with; without it `dabiao read` has the cells alone to read"),
    "papers": N_("write the summary, deductions, items that do not apply, evidence and conclusion into a folder; bound into one document if this is a .docx, behind the form if it is the form's"),
    "report": N_("write a report of one page to read on a screen; a folder where there are several assessments"),
    "template": N_("fill this Word document with Jinja tags instead of the official form, see docs/templates.md"),
    "filled_form": N_("a form that was filled by hand"),
    "read_rubric": N_("the rubric of the form: a file, or the id of a rubric in the library"),
    "read_output": N_("the assessment file to write; a folder where the form holds two assessments"),
    "kind": N_("whose assessment to read (default: both, or self where the form does not tell them apart)"),
    "read_strict": N_("exit with status 1 where there is an error or a warning; the assessment is written all the same"),
    "id": N_("id of the rubric (default: the name of the file)"),
    "policy": N_("preset that fills what the document does not say about formula, grades and so on"),
    "table": N_("number of a scoring table in the document, where a person says which (may be given several times)"),
    "limit": N_("move a limit of what is read, such as part=64 (may be given several times)"),
    "strict": N_("exit with status 1 where there is an error or a warning"),
    "force": N_("overwrite files that are already there"),
    "all": N_("list every diagnostic, not only the first few of each kind"),
    "old": N_("the old edition: a rubric file, the id of a rubric in the library, or a document"),
    "new": N_("the new edition: a rubric file, the id of a rubric in the library, or a document"),
    "mapping": N_("which element or item of the new edition is which of the old one, where a person says so"),
    "write-mapping": N_("write the matches that are doubtful or were found by wording into a file, to be settled and given to --mapping"),
    "sums_output": N_("write the rubric here, not in its place"),
    "diff_output": N_("write the comparison table too, as authorities print it (修订对照表): a Word document, deleted signs struck through, new ones bold and underlined"),
    "diff_all": N_("show every text in full, and also what is only renumbered"),
    "diff_policy": N_("preset that fills what a document leaves open (default: that of the other edition)"),
    "exit-code": N_("exit with status 1 where the two editions differ"),
    "check_source": N_("the document that the rubric was read from (default: the file of that name beside it)"),
    "form": N_("the Word document to fill (default: the source of the rubric beside it)"),
    "explain": N_("show the reason of every figure, or of one item only"),
    "json": N_("write the result as JSON for machines"),
    "migrate_assessments": N_("assessments made with the old edition, or a folder of them"),
    "migrate_from": N_("the edition that they were made with: a rubric file, a name in the library, or a document"),
    "migrate_to": N_("the edition to carry them over to, given in the same ways"),
    "migrate_output": N_("the assessment file to write; a folder where there are several"),
    "migrate_table": N_("write the effect on each assessment as a table for a spreadsheet (.xlsx or .csv)"),
    "batch_assessments": N_("assessments: files, folders, globs, zips, or URLs of them"),
    "batch_output": N_("the folder to write into, or its URL"),
    "batch_forms": N_("fill the official form for each"),
    "batch_pdfs": N_("make a PDF of the official form of each, through LibreOffice (seconds each)"),
    "batch_pair": N_("put the self-assessment and the review of a unit into one form that has columns for both"),
    "batch_papers": N_("write the papers of each, bound into one Word document"),
    "batch_reports": N_("write the report of each"),
    "batch_scorecards": N_("write the scorecard of each as JSON"),
    "jobs": N_("how many processes work (default: as many as there are cores)"),
    "scheduler": N_("let the workers of this Dask scheduler do the work, such as tcp://host:8786"),
    "database": N_("the results database: a file, or a URL of SQLAlchemy (default: results.sqlite in OUT)"),
    "run_name": N_("the name of the run in the database (default: the name of OUT)"),
    "state": N_("the folder for the journal (default: in OUT; for a URL, in the user's cache)"),
    "batch_force": N_("write into a folder that holds other files, or the results of other assessments"),
    "stats_database": N_("the results database: the folder or URL that dabiao batch wrote into, a file, or a URL of SQLAlchemy"),
    "stats_run": N_("the run to look at (default: the latest in the database)"),
    "stats_kind": N_("which assessments to look at (default: reviews, where the run has any)"),
    "stats_against": N_("the database of an earlier run of the same rubric, to show the change of each unit since then"),
    "stats_against_run": N_("the earlier run, by name (default: the latest in its database)"),
    "stats_top": N_("how many rows of long tables to show on the terminal and the page"),
    "stats_output": N_("write a workbook (.xlsx, all rows) or one page with pictures (.html); may be given several times"),
    "stats_parquet": N_("write the statistics and the results themselves as Parquet files into this folder"),
}
"""The help of arguments and options by name."""

SAID = {
    "resummed": N_("{path}: {count} figures are other ones now"),
    "updated": N_("{path}: {taken} taken from the source, {kept} kept as edited by hand, {conflicts} conflicts"),
    "example": N_("Example"),
    "heading": N_("{heading}:"),
    "error": N_("error: {problem}"),
    "try-help": N_("see {command} --help"),
    "interrupted": N_("interrupted; no file was left half-written"),
    "unexpected": N_(
        "something went wrong inside dabiao ({problem}); this is a defect of the program: please report it with what the same "
        "command says with --debug"
    ),
    "out-of-memory": N_("the machine has not enough memory for this file"),
    "system-refused": N_("the system refuses ({reason}); check the name, who may read and write there, and what the machine has left"),
    "output-failed": N_("the output cannot be written ({reason}); nothing more was printed"),
    "wrote": N_("wrote {path}"),
    "wrote-all": N_("Written"),
    "needs-eye": N_("Needs a human eye"),
    "needs-no-eye": N_("Nothing needs a further look."),
    "preset-taken": N_("{path}: what it leaves open was filled from the preset {preset}, as in the other edition (--policy NAME chooses another)"),
    "left-out": N_("left out: {problem}"),
    "unbound": N_(
        "warning: {path} does not say with which edition of the rubric it was made; if with this one, add rubric_hash: {hash}"
    ),
    "unbound-many": N_(
        "warning: {count} assessments do not say with which edition of the rubric they were made (the first is {path}); "
        "if with this one, add rubric_hash: {hash}"
    ),
    "stage-read": N_("reading {name}"),
    "stage-score": N_("scoring"),
    "stage-migrate": N_("carrying over {name}"),
    "stage-fill": N_("filling the form"),
    "stage-write": N_("writing"),
}
"""What the command line itself says."""

USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""click's own words in the first line of a help page, which it does not mark for translation itself."""
