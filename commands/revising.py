"""When the rules change: ``dabiao diff``."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics.help_pages import Command, argument, option

Words = tuple[str, ...]


@click.command("diff", cls=Command)
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@option("--json", "as_json", is_flag=True)
@option("--exit-code", is_flag=True)
@option("--policy", "preset", says="diff_policy", metavar="NAME")
@option("--limit", "limits", multiple=True, metavar="NAME=NUMBER")
def diff(old: Path, new: Path, *, as_json: bool, exit_code: bool, preset: str | None, limits: Words) -> int:
    """Compare two editions of a standard."""
    from commands.editions import open_editions
    from render.machine import revision_json
    from rubrics.revision import compare

    before, after, _ = open_editions(old, new, limits, preset)
    revision = compare(before, after)
    if as_json:
        click.echo(revision_json(revision))
    return int(exit_code and not revision.is_empty)
