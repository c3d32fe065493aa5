"""The command line: the stages in order, what they say, and the exit status.

Nothing but click and the message catalogue is loaded before a command runs: ``dabiao --version`` answers at once.
Exit status: 0 done; 1 done, with findings that the caller asked to be strict about; 2 bad usage or bad input.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.opening import checked, official, open_rubric, score_file, template_of
from commands.options import reading
from commands.saying import say_unbound, write_and_say
from rubrics.catalogue.commands import PARAMETERS, SAID
from rubrics.command_line import CommandLine
from rubrics.help_pages import PATH, Option, argument, option
from rubrics.messages import translate

if TYPE_CHECKING:
    from rubrics.diagnostics import Diagnostic

__version__ = "0.1.0"

Words = tuple[str, ...]


def main() -> None:
    """Run the command ``dabiao``."""
    dabiao.main()


HOMES = {
    "import": "commands.importing:import_",
    "sums": "commands.sums:sums",
    "diff": "commands.revising:diff",
    "migrate": "commands.migrating:migrate",
    "batch": "commands.many:batch",
    "stats": "commands.statistics:stats",
}
"""Where the commands are defined that are loaded only when they are asked for."""


@click.group(cls=CommandLine, homes=HOMES)
@click.version_option(__version__, prog_name="dabiao", help=PARAMETERS["version"], cls=Option)
def dabiao() -> None:
    """Turn published scoring standards into rubrics, scorecards and filled forms."""


# --- the commands -----------------------------------------------------------------------------------------------------


@dabiao.command()
@argument("rubrics", nargs=-1, required=True, metavar="RUBRIC...")
@option("--source", says="check_source", type=PATH, metavar="FILE")
@option("--json", "as_json", is_flag=True)
@option("--all", "every", is_flag=True)
def check(rubrics: tuple[Path, ...], source: Path | None, *, as_json: bool, every: bool) -> int:
    """Compare rubrics with themselves and with their sources."""
    from render.machine import diagnostics_json
    from render.terminal import diagnostic_lines, severity_counts
    from rubrics.diagnostics import has_errors

    found = {path: checked(path, source) for path in rubrics}
    if as_json:
        click.echo(diagnostics_json({str(path): diagnostics for path, diagnostics in found.items()}))
    else:
        for path, diagnostics in found.items():
            click.echo(f"{path}: {severity_counts(diagnostics)}")
            for line in diagnostic_lines(diagnostics, every=every):
                click.echo(line)
    return int(any(has_errors(diagnostics) for diagnostics in found.values()))


@dabiao.command()
@argument("rubric", metavar="RUBRIC")
@option("-o", "--output", says="assessment_output", type=PATH, required=True, metavar="ASSESSMENT.yaml")
@option("--force", is_flag=True)
def assess(rubric: Path, output: Path, *, force: bool) -> None:
    """Write an empty assessment."""
    from rubrics.outputs import assessment_files, write_outputs
    from rubrics.skeleton import skeleton

    write_outputs(assessment_files(output, skeleton(open_rubric(rubric))), force=force)
    click.echo(translate(SAID["wrote"]).format(path=output))


@dabiao.command()
@argument("rubric", metavar="RUBRIC")
@argument("assessment", metavar="ASSESSMENT", required=False)
@option("--explain", is_flag=False, flag_value="", metavar="[ITEM]")
@option("--json", "as_json", is_flag=True)
def score(rubric: Path, assessment: Path | None, explain: str | None, *, as_json: bool) -> None:
    """Work out the scorecard of an assessment."""
    from render.explanation import explanation_lines
    from render.machine import scorecard_json
    from render.scorecards import scorecard_lines

    if assessment is None and explain:  # --explain RUBRIC ASSESSMENT: the rubric was taken for the item
        rubric, assessment, explain = Path(explain), rubric, ""
    if assessment is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=next(p for p in context.command.params if p.name == "assessment"))
    opened = open_rubric(rubric)
    filled = score_file(opened, assessment)
    say_unbound([(assessment, filled.assessment)], opened)
    if as_json:
        click.echo(scorecard_json(filled.scorecard))
        return
    lines = [] if explain else [*scorecard_lines(opened, filled.assessment, filled.scorecard)]
    if explain is not None:
        lines += explanation_lines(opened, filled.scorecard, explain or None)
    for line in lines:
        click.echo(line)


@dabiao.command()
@argument("rubric", metavar="RUBRIC")
@argument("assessments", says="assessments_or_none", nargs=-1, metavar="[ASSESSMENT]...")
@option("-o", "--output", says="form_output", type=PATH, required=True, metavar="FORM.docx")
@option("--form", type=PATH, metavar="SOURCE.docx")
@option("--rebuild", is_flag=True)
@option("--description", type=PATH, metavar="FILE.j2")
@option("--pdf", is_flag=True)
@option("--papers", type=PATH, metavar="DIR")
@option("--report", type=PATH, metavar="FILE.html")
@option("--template", type=PATH, metavar="FILE.docx")
@option("--bare", is_flag=True)
@option("--force", is_flag=True)
def render(
    rubric: Path,
    assessments: tuple[Path, ...],
    output: Path,
    form: Path | None,
    *,
    rebuild: bool,
    description: Path | None,
    pdf: bool,
    papers: Path | None,
    report: Path | None,
    template: Path | None,
    bare: bool,
    force: bool,
) -> None:
    """Fill the official Word form, and write what stands beside it."""
    from render.beside import form_files, paper_files, pdf_files, report_files, template_files
    from render.terminal import progress
    from rubrics.library import rubric_path
    from rubrics.outputs import together

    opened = open_rubric(rubric)
    filled = [(path.stem, score_file(opened, path)) for path in assessments]
    say_unbound([(path, one.assessment) for path, (_, one) in zip(assessments, filled, strict=True)], opened)
    said: tuple[Diagnostic, ...] = ()
    with progress(len(filled) or 1) as step:
        if template is None:
            blank = official(opened, rubric_path(rubric).parent, form, anew=rebuild, description=description)
            made, said = form_files(blank, filled, output, lambda: step("stage-fill"), carries=not bare)
        else:
            made = template_files(template, opened, filled, output)
    files = dict(made)
    files |= paper_files(opened, filled, papers, made) if papers is not None else {}
    files = together(files, report_files(opened, filled, report) if report is not None else {})
    files = together(files, pdf_files(files) if pdf else {})
    write_and_say(files, files, said, force=force)


@dabiao.command()
@argument("form", says="filled_form", metavar="FORM")
@option("--rubric", says="read_rubric", type=PATH, required=True, metavar="RUBRIC")
@option("-o", "--output", says="read_output", type=PATH, required=True, metavar="ASSESSMENT.yaml")
@option("--kind", type=click.Choice(["self", "review"]))
@option("--description", type=PATH, metavar="FILE.j2")
@option("--limit", "limits", multiple=True, metavar="NAME=NUMBER")
@option("--strict", says="read_strict", is_flag=True)
@option("--force", is_flag=True)
def read(
    form: Path, rubric: Path, output: Path, *, kind: Any, description: Path | None, limits: Words, strict: bool, force: bool
) -> int:
    """Read a form that was filled by hand into an assessment."""
    from extract.given import one_document
    from render.carried import carried_by
    from render.reading import read_document
    from rubrics.catalogue import Severity
    from rubrics.files import dump_assessment
    from rubrics.library import rubric_path
    from rubrics.outputs import assessment_files, targets

    opened = open_rubric(rubric)
    template = template_of(opened, rubric_path(rubric).parent, description)
    found = read_document(one_document(form, limits), opened, kind=kind, carried=carried_by(form), template=template)
    paths = targets(output, [f"{form.stem}.{one.kind}" for one in found.assessments], ".yaml")
    files = [assessment_files(path, dump_assessment(one)) for path, one in zip(paths, found.assessments, strict=True)]
    write_and_say({path: data for each in files for path, data in each.items()}, paths, found.diagnostics, force=force)
    return int(strict and any(one.severity is not Severity.INFO for one in found.diagnostics))


@dabiao.command()
@argument("source", metavar="SOURCE")
@argument("assessments", nargs=-1, says="assessments_or_none", metavar="[ASSESSMENT]...")
@option("-o", "--output", says="folder", type=PATH, required=True, metavar="DIR")
@reading
@option("--form", type=PATH, metavar="FORM.docx")
@option("--pdf", is_flag=True)
@option("--bare", is_flag=True)
@option("--force", is_flag=True)
def run(source: Path, assessments: tuple[Path, ...], output: Path, *, form: Path | None, **how: Any) -> None:
    """Do all of it: rubric, scorecards, form, papers, report."""
    _run(source, assessments, output, form, **how)


@dabiao.command()
@argument("folder", metavar="DIR")
@option("--force", is_flag=True)
def demo(folder: Path, *, force: bool) -> None:
    """Do all of it on the example that comes with dabiao."""
    from rubrics.library import EXAMPLES

    _run(EXAMPLES / "jiangsu-small-enterprise.docx", [EXAMPLES / "jiangsu-small-enterprise.self.yaml"], folder, force=force)


@dabiao.command()
@argument("rubric", metavar="RUBRIC")
@argument("assessments", nargs=-1, required=True, metavar="ASSESSMENT...")
def rank(rubric: Path, assessments: tuple[Path, ...]) -> None:
    """Rank assessments of one standard."""
    from render.scorecards import ranking_lines
    from scoring.ranking import rank as ranking

    opened = open_rubric(rubric)
    scored = [score_file(opened, path) for path in assessments]
    say_unbound([(path, one.assessment) for path, one in zip(assessments, scored, strict=True)], opened)
    for line in ranking_lines(ranking(opened, [each.scorecard for each in scored]), scored):
        click.echo(line)


# --- the stages in order ----------------------------------------------------------------------------------------------


def _run(
    source: Path,
    assessments: Sequence[Path],
    folder: Path,
    form: Path | None = None,
    *,
    force: bool,
    pdf: bool = False,
    bare: bool = False,
    limits: Words = (),
    **how: Any,
) -> None:
    """Do all of it, write everything at the end, and say what needs a human eye."""
    from extract.given import one_document
    from normalize.standard import normalize
    from render.beside import files_of_each, pdf_files
    from render.scorecards import run_lines
    from render.terminal import progress
    from rubrics.errors import FormError
    from rubrics.files import dump_rubric
    from rubrics.outputs import rubric_files, write_outputs
    from rubrics.revision.marks import marked

    with progress(4) as step:
        step("stage-read", name=source.name)
        read = normalize(one_document(source, limits), **how)
        files = rubric_files(folder / f"{read.rubric.id}.yaml", dump_rubric(marked(read.rubric)))
        step("stage-score")
        filled = [score_file(read.rubric, path) for path in assessments]
        step("stage-fill")
        made, unfilled = None, None
        try:
            made = official(read.rubric, source.parent, form).fill(filled, carries=not bare)
            files[folder / f"{read.rubric.id}.{'filled' if filled else 'blank'}.docx"] = made.data
        except FormError as problem:  # a text, or a standard whose form has nothing to fill: the rest is worth having
            unfilled = problem
        files |= files_of_each(read.rubric, [(path.stem, one) for path, one in zip(assessments, filled, strict=True)], folder)
        step("stage-write")
        files |= pdf_files(files) if pdf else {}
        write_outputs(files, force=force)
    doubts = (*read.diagnostics, *(made.diagnostics if made else ()))
    for line in run_lines(read.rubric, filled, list(files), doubts, unfilled):
        click.echo(line)


if __name__ == "__main__":
    main()
