"""When the rules change: ``dabiao diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rubrics.help_pages import PATH, Command, argument, option

if TYPE_CHECKING:
    from rubrics.model import Rubric
    from rubrics.revision import Revision

Words = tuple[str, ...]


@click.command("diff", cls=Command)
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@option("-o", "--output", says="diff_output", type=PATH, metavar="TABLE.docx")
@option("--mapping", type=PATH, metavar="FILE.yaml")
@option("--write-mapping", type=PATH, metavar="FILE.yaml")
@option("--json", "as_json", is_flag=True)
@option("--all", "every", says="diff_all", is_flag=True)
@option("--exit-code", is_flag=True)
@option("--policy", "preset", says="diff_policy", metavar="NAME")
@option("--limit", "limits", multiple=True, metavar="NAME=NUMBER")
@option("--force", is_flag=True)
def diff(
    old: Path,
    new: Path,
    output: Path | None,
    mapping: Path | None,
    write_mapping: Path | None,
    *,
    as_json: bool,
    every: bool,
    exit_code: bool,
    preset: str | None,
    limits: Words,
    force: bool,
) -> int:
    """Compare two editions of a standard."""
    from commands.editions import open_editions
    from render.terminal import severity_counts

    before, after, read = open_editions(old, new, limits, preset)
    revision = compared(before, after, mapping)
    for path, diagnostics in read.items():
        click.echo(f"{path}: {severity_counts(diagnostics)}", err=True)
    if as_json:
        from render.machine import revision_json

        click.echo(revision_json(revision))
    else:
        from render.revision.lines import revision_lines

        click.echo("\n".join(revision_lines(revision, before, after, every=every)))
    if output is not None:
        from commands.saying import write_and_say
        from render.revision.table import revision_table

        write_and_say({output: revision_table(revision, before, after)}, [output], (), force=force)
    if write_mapping is not None:
        _write_mapping(write_mapping, revision, before, after, force=force)
    return int(exit_code and not revision.is_empty)


def compared(old: Rubric, new: Rubric, mapping: Path | None) -> Revision:
    """Compare two editions with the matches of a mapping file; every error in it is told with its place."""
    from rubrics.revision import compare

    if mapping is None:
        return compare(old, new)
    from rubrics.errors import DabiaoError, ErrorList, MappingError
    from rubrics.revision.mapping_file import load_mapping

    settled, loaded = load_mapping(mapping)
    try:
        return compare(old, new, settled)
    except DabiaoError as problem:
        for error in problem.errors if isinstance(problem, ErrorList) else [problem]:
            if isinstance(error, MappingError):
                error.where = loaded.where(error.path)
        raise


def _write_mapping(path: Path, revision: Revision, old: Rubric, new: Rubric, *, force: bool) -> None:
    from commands.saying import write_and_say
    from rubrics.outputs import mapping_files
    from rubrics.revision.mapping_file import dump_mapping

    write_and_say(mapping_files(path, dump_mapping(revision, old, new)), [path], (), force=force)
