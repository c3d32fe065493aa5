"""``dabiao sums``: the sums of a rubric that was edited by hand, worked out again."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics.catalogue.commands import SAID
from rubrics.help_pages import PATH, Command, argument, option
from rubrics.messages import translate


@click.command("sums", cls=Command)
@argument("rubric", metavar="RUBRIC")
@option("-o", "--output", says="sums_output", type=PATH, metavar="RUBRIC.yaml")
@option("--force", is_flag=True)
def sums(rubric: Path, output: Path | None, *, force: bool) -> None:
    """Work the sums of an edited rubric out again."""
    from commands.opening import open_rubric, read_again
    from commands.updating import rewritten
    from render.terminal import diagnostic_lines
    from rubrics.errors import RubricError
    from rubrics.library import rubric_path
    from rubrics.outputs import write_outputs
    from rubrics.revision.sums import resummed
    from rubrics.sources import find_source
    from rubrics.yaml_reading import read_file

    path = rubric_path(rubric)
    if output is None and path != rubric:
        raise RubricError("update-in-library", where=str(path))
    ours = open_rubric(rubric)
    source = find_source(ours, path.parent)
    found = read_again(ours, source) if source is not None and source.is_same else None
    made, said = resummed(ours, found)
    target = output or path
    write_outputs({target: rewritten(read_file(path), ours, made, str(path))}, force=force or target == path)
    click.echo(translate(SAID["resummed"]).format(path=target, count=sum(one.code == "sum-follows" for one in said)))
    for line in diagnostic_lines(said, every=True):
        click.echo(line, err=True)
