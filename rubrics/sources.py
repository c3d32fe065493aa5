"""Where the document lies that a rubric was read from: named by the user, beside the rubric, or among the examples."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rubrics.library import EXAMPLES
from rubrics.model import Rubric
from rubrics.yaml_reading import read_file


@dataclass(frozen=True, slots=True)
class Found:
    """A source document: its path and bytes, and whether it is the very file that the rubric was read from."""

    path: Path
    content: bytes
    is_same: bool


def find_source(rubric: Rubric, folder: Path, given: Path | None = None) -> Found | None:
    """Return the document that ``rubric`` was read from: ``given``, else the file of its name in ``folder`` or the examples.

    ``None`` where there is none; a file among the examples counts only if it is the very same. ``RubricError`` where a
    file cannot be read.
    """
    if given is not None:
        return _found(rubric, given)
    if rubric.source is None or rubric.source.file is None:
        return None
    name = Path(rubric.source.file).name
    if (folder / name).is_file():
        return _found(rubric, folder / name)
    example = _found(rubric, EXAMPLES / name) if (EXAMPLES / name).is_file() else None
    return example if example is not None and example.is_same else None


def _found(rubric: Rubric, path: Path) -> Found:
    content = read_file(path)
    known = rubric.source.sha256 if rubric.source else None
    return Found(path, content, known is not None and known.removeprefix("sha256:") == hashlib.sha256(content).hexdigest())
