"""What a command writes: all its files or none, and nothing that is already there without being told to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rubrics.errors import RubricError
from rubrics.files import write_together
from rubrics.schema import Kind, schema_file


def write_outputs(files: Mapping[Path, bytes], *, force: bool = False) -> list[Path]:
    """Write ``files`` and return those that were not there with the same content already.

    ``RubricError`` where one of them is there with another content and ``force`` is not set (then none is written), or
    where the disk does not take it.
    """
    changed = [path for path, content in files.items() if not _holds(path, content)]
    taken = [path for path in changed if path.exists() or path.is_symlink()]
    folders = [path for path in taken if path.is_dir()]
    if folders:
        raise RubricError("output-is-folder", where=str(folders[0]))
    if taken and not force:
        raise RubricError("output-exists", where=str(taken[0]))
    write_together({path: files[path] for path in changed})
    return changed


def rubric_files(path: Path, text: str) -> dict[Path, bytes]:
    """Return what is written for a rubric: its YAML, and beside it the JSON Schema that its first line names."""
    return {path: text.encode(), **_schema_beside(path, "rubric")}


def assessment_files(path: Path, text: str) -> dict[Path, bytes]:
    """Return what is written for an assessment: its YAML, and beside it the JSON Schema."""
    return {path: text.encode(), **_schema_beside(path, "assessment")}


def mapping_files(path: Path, text: str) -> dict[Path, bytes]:
    """Return what is written for a mapping file: its YAML, and beside it the JSON Schema."""
    return {path: text.encode(), **_schema_beside(path, "mapping")}


def targets(output: Path, names: Sequence[str], ending: str) -> list[Path]:
    """Return the path of each result: ``output`` itself where there is one, else files of their names in that folder.

    ``RubricError`` where ``output`` is no folder but has to be one, or where two results have one name.
    """
    if len(names) == 1 and (output.suffix == ending or not output.is_dir()):
        return [output]
    if not output.is_dir() and (output.suffix == ending or output.exists()):
        raise RubricError("output-not-folder", where=str(output), count=len(names))
    return in_folder(output, names, ending)


def in_folder(folder: Path, names: Sequence[str], ending: str) -> list[Path]:
    """Return a path in ``folder`` for each result; ``RubricError`` where two have one name."""
    paths = [folder / f"{name}{ending}" for name in names]
    for number, path in enumerate(paths):
        if path in paths[:number]:
            raise RubricError("output-twice", where=str(path))
    return paths


def together(files: Mapping[Path, bytes], more: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return both; ``RubricError`` where two of them have one name, for then one would be lost."""
    for path in more:
        if path in files:
            raise RubricError("output-twice", where=str(path))
    return {**files, **more}


def _schema_beside(path: Path, kind: Kind) -> dict[Path, bytes]:
    """Return the schema as a file beside ``path``, nothing where there is one already (it may be of another version)."""
    source = schema_file(kind)
    beside = path.parent / source.name
    return {} if beside.exists() else {beside: source.read_bytes()}


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether ``path`` is a file with this content."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
