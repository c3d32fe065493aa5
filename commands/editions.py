"""Opening two editions of a standard: rubrics as they are, documents imported on the fly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.opening import open_rubric
from rubrics.catalogue.commands import SAID
from rubrics.messages import translate

if TYPE_CHECKING:
    from rubrics.diagnostics import Diagnostic
    from rubrics.model import Rubric

_RUBRICS = frozenset({".yaml", ".yml"})


def open_editions(
    old: Path, new: Path, limits: Sequence[str], preset: str | None
) -> tuple[Rubric, Rubric, dict[Path, tuple[Diagnostic, ...]]]:
    """Return two editions, and what there is to say about those that were read from documents just now.

    What a document leaves open is filled from ``preset``, else from the preset that the other edition was filled from: a
    policy that merely is not printed in one of the two is no change.
    """
    opened = {path: open_rubric(path) for path in (old, new) if is_rubric(path)}
    known = next((rubric.policy.preset for rubric in opened.values() if rubric.policy.preset), None)
    said: dict[Path, tuple[Diagnostic, ...]] = {}
    for path in (old, new):
        if path not in opened:
            opened[path], said[path] = _imported(path, limits, preset or known)
            if known and not preset:
                click.echo(translate(SAID["preset-taken"]).format(path=path, preset=known), err=True)
    return opened[old], opened[new], said


def is_rubric(path: Path) -> bool:
    """Tell whether a path names a rubric: a YAML file, or an id of the library; anything else is a document."""
    from rubrics.library import rubric_path

    if path.is_file():
        return path.suffix.lower() in _RUBRICS
    return rubric_path(path).suffix.lower() in _RUBRICS


def _imported(path: Path, limits: Sequence[str], preset: str | None) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    from extract.given import one_document
    from normalize.standard import normalize

    read = normalize(one_document(path, limits), preset=preset)
    return read.rubric, read.diagnostics
