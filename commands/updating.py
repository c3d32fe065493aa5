"""``dabiao import --update``: a corrected source comes into a rubric that a person has worked on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rubrics.catalogue.commands import SAID
from rubrics.messages import translate

if TYPE_CHECKING:
    from extract.document import Document
    from rubrics.model import Rubric

Words = tuple[str, ...]


def update_rubric(
    rubric: Path,
    sources: Sequence[Path],
    output: Path | None,
    *,
    force: bool,
    every: bool,
    limits: Words,
    preset: str | None = None,
    tables: Sequence[int] = (),
    **_: object,
) -> int:
    """Bring the one source into a rubric and write that; the exit status: 1 where conflicts are left to settle."""
    from extract.given import one_document
    from render.terminal import diagnostic_lines
    from rubrics.errors import RubricError
    from rubrics.files import parse
    from rubrics.library import rubric_path
    from rubrics.model import RUBRIC_SCHEMA, Rubric
    from rubrics.outputs import write_outputs
    from rubrics.revision.updating import updated
    from rubrics.yaml_reading import read_file, read_yaml

    if len(sources) != 1:
        raise RubricError("update-one-source")
    path = rubric_path(rubric)
    if output is None and path != rubric:
        raise RubricError("update-in-library", where=str(path))
    content = read_file(path)
    loaded = read_yaml(content, str(path))
    ours = parse(loaded, Rubric, RUBRIC_SCHEMA)
    theirs = _read(one_document(sources[0], limits), ours, preset, tables)
    made = updated(ours, theirs, _before(ours, path, limits, preset), loaded.where)
    target = output or path
    write_outputs({target: rewritten(content, ours, made.rubric, str(path))}, force=force or target == path)
    codes = [one.code for one in made.diagnostics]
    taken = sum(code in ("update-taken", "update-new", "update-gone") for code in codes)
    kept = sum(code in ("update-kept", "update-own", "update-left-out") for code in codes)
    click.echo(translate(SAID["updated"]).format(path=target, taken=taken, kept=kept, conflicts=made.conflicts))
    for line in diagnostic_lines(made.diagnostics, every=every):
        click.echo(line, err=True)
    return int(made.conflicts > 0)


def rewritten(content: bytes, ours: Rubric, made: Rubric, name: str) -> bytes:
    """Return a rubric's file saying ``made`` in place of ``ours``, its comments and all that says the same as they were."""
    from rubrics.errors import DabiaoError, RubricError
    from rubrics.files import parse
    from rubrics.model import RUBRIC_SCHEMA
    from rubrics.plain import plain_data
    from rubrics.yaml_patching import is_same, patched
    from rubrics.yaml_reading import read_yaml

    mark = content[:3] if content.startswith(b"\xef\xbb\xbf") else b""
    new = mark + patched(content.decode("utf-8-sig"), plain_data(ours), plain_data(made)).encode()
    try:
        again = plain_data(parse(read_yaml(new, name), type(made), RUBRIC_SCHEMA))
    except DabiaoError:
        again = {}
    if not is_same(again, plain_data(made)):
        raise RubricError("yaml-not-patched", where=name)
    return new


def _read(document: Document, ours: Rubric, preset: str | None, tables: Sequence[int]) -> Rubric:
    """Return the standard in a document that a rubric is about: of several the one in the same tables, or of the same title."""
    from normalize.standard import normalize_all

    found = [one.rubric for one in normalize_all(document, id=ours.id, preset=preset or ours.policy.preset, tables=tables)]
    places = ours.source.tables if ours.source is not None else ()
    alike = [one for one in found if one.title == ours.title] or [
        one for one in found if one.source is not None and one.source.tables == places
    ]
    return (alike or found)[0]


def _before(ours: Rubric, path: Path, limits: Words, preset: str | None) -> Rubric | None:
    """Return what the source of a rubric gives, where that very file is still there."""
    from extract.given import one_document
    from rubrics.sources import find_source

    found = find_source(ours, path.parent)
    if found is None or not found.is_same:
        return None
    return _read(one_document(found.path, limits), ours, preset, ())
