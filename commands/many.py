"""The commands over many assessments at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.opening import form_source, open_rubric, template_of
from rubrics.catalogue.batching import SAID
from rubrics.help_pages import PATH, Command, argument, option
from rubrics.messages import translate

if TYPE_CHECKING:
    from batch.job import Job
    from batch.run import Tally

Words = tuple[str, ...]


@click.command("batch", cls=Command)
@argument("rubric", metavar="RUBRIC")
@argument("assessments", says="batch_assessments", path=False, nargs=-1, required=True, metavar="ASSESSMENTS...")
@option("-o", "--output", says="batch_output", required=True, metavar="OUT")
@option("--forms", says="batch_forms", is_flag=True)
@option("--pdfs", says="batch_pdfs", is_flag=True)
@option("--pair", says="batch_pair", is_flag=True)
@option("--papers", says="batch_papers", is_flag=True)
@option("--reports", says="batch_reports", is_flag=True)
@option("--scorecards", says="batch_scorecards", is_flag=True)
@option("--form", type=PATH, metavar="SOURCE.docx")
@option("--rebuild", is_flag=True)
@option("--description", type=PATH, metavar="FILE.j2")
@option("--bare", is_flag=True)
@option("--jobs", type=click.IntRange(min=1), metavar="N")
@option("--scheduler", metavar="URL")
@option("--database", metavar="URL")
@option("--run", "run_name", says="run_name", metavar="NAME")
@option("--state", type=PATH, metavar="DIR")
@option("--force", says="batch_force", is_flag=True)
def batch(
    rubric: Path,
    assessments: Words,
    output: str,
    *,
    form: Path | None,
    rebuild: bool,
    bare: bool,
    description: Path | None,
    jobs: int | None,
    scheduler: str | None,
    database: str | None,
    run_name: str | None,
    state: Path | None,
    force: bool,
    pair: bool,
    **outputs: bool,
) -> int:
    """Score and fill many assessments at once."""
    from batch.run import Order, run

    if scheduler is not None and "://" not in output:
        output = str(Path(output).absolute())  # the workers stand elsewhere
    job = _job(rubric, output, form, description, outputs, anew=rebuild, bare=bare)
    order = Order(
        words=assessments,
        job=job,
        run=run_name or Path(output.rstrip("/")).name or output,
        jobs=jobs or _cores(),
        scheduler=scheduler,
        database=database,
        state=state,
        force=force,
        pair=pair,
    )
    try:
        tally = run(order)
    except KeyboardInterrupt:
        click.echo(translate(SAID["again"]), err=True)
        raise
    for line in _said(tally, job):
        click.echo(line)
    return int(tally.failed > 0)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _job(
    rubric: Path, output: str, form: Path | None, description: Path | None, asked: dict[str, bool], *, anew: bool, bare: bool
) -> Job:
    """Return what all assessments have in common; the form is looked for only where forms are asked for."""
    from batch.job import Job
    from batch.work import Output
    from pipeline import __version__
    from render.terminal import diagnostic_lines
    from rubrics.library import rubric_path

    opened = open_rubric(rubric)
    folder = rubric_path(rubric).parent
    source, placed, told = form_source(opened, folder, form, anew=anew) if asked["forms"] or asked["pdfs"] else (None, opened, ())
    for line in diagnostic_lines(told, every=True):
        click.echo(line, err=True)
    return Job(
        rubric=opened,
        placed=placed,
        source=source,
        template=template_of(opened, folder, description),
        outputs=tuple(output for output in Output if asked[output.value]),
        out=output,
        version=__version__,
        bare=bare,
    )


def _said(tally: Tally, job: Job) -> Iterator[str]:
    """Yield what is said at the end of a run."""
    from batch.lists import ERRORS

    figures = {"total": tally.total, "done": tally.done, "unchanged": tally.unchanged, "failed": tally.failed}
    yield translate(SAID["result"]).format(**figures, seconds=f"{tally.seconds:.1f}")
    if tally.pairs:
        yield translate(SAID["paired"]).format(count=tally.pairs)
    if tally.repeated:
        yield translate(SAID["repeated"]).format(count=tally.repeated)
    if tally.removed:
        yield translate(SAID["removed"]).format(count=tally.removed)
    if tally.failed:
        yield translate(SAID["see-errors"]).format(path=job.storage.where(ERRORS))
