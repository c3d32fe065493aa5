"""Saying on the terminal what was written and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rubrics.catalogue.commands import SAID
from rubrics.messages import translate

if TYPE_CHECKING:
    from rubrics.assessment import Assessment
    from rubrics.diagnostics import Diagnostic
    from rubrics.model import Rubric


def write_and_say(files: Mapping[Path, bytes], told: Iterable[Path], diagnostics: Iterable[Diagnostic], *, force: bool) -> None:
    """Write files, say which, and what there is to say about them."""
    from render.terminal import diagnostic_lines
    from rubrics.outputs import write_outputs

    write_outputs(files, force=force)
    for path in told:
        click.echo(translate(SAID["wrote"]).format(path=path))
    for line in diagnostic_lines(diagnostics, every=True):
        click.echo(line, err=True)


def say_unbound(filled: Iterable[tuple[Path, Assessment]], rubric: Rubric) -> None:
    """Warn of assessments that do not say with which edition they were made: another one would not be refused."""
    from rubrics.binding import is_bound
    from rubrics.plain import content_hash

    unbound = [path for path, assessment in filled if not is_bound(assessment)]
    if unbound:
        sentence = translate(SAID["unbound"] if len(unbound) == 1 else SAID["unbound-many"])
        click.echo(sentence.format(path=unbound[0], count=len(unbound), hash=content_hash(rubric)), err=True)


def leave_out(problem: Exception) -> None:
    """Say that something was left out, and why."""
    click.echo(translate(SAID["left-out"]).format(problem=problem), err=True)


def say_error(problem: Exception) -> None:
    """Say that something failed beside what did not, and why."""
    for line in str(problem).splitlines():
        click.echo(translate(SAID["error"]).format(problem=line), err=True)
