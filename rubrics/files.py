"""Rubrics and assessments as files: read with every error placed, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rubrics.assessment import ASSESSMENT_SCHEMA, Assessment
from rubrics.catalogue.violations import REFUSALS, VIOLATIONS
from rubrics.errors import DabiaoError, ErrorList, RubricError
from rubrics.messages import translate
from rubrics.model import RUBRIC_SCHEMA, Rubric, walk_elements
from rubrics.plain import plain_data
from rubrics.values import Model
from rubrics.yaml_reading import Loaded, read_file, read_yaml
from rubrics.yaml_writing import to_yaml

M = TypeVar("M", bound=Model)
SCHEMA_FILES = {
    RUBRIC_SCHEMA: "dabiao-rubric-v1.schema.json",
    ASSESSMENT_SCHEMA: "dabiao-assessment-v1.schema.json",
    "dabiao/mapping/v1": "dabiao-mapping-v1.schema.json",
    "dabiao/revision/v1": "dabiao-revision-v1.schema.json",
}
"""The JSON Schema that stands beside the YAML files of each kind, and that their first line names."""


def load_rubric(path: Path) -> Rubric:
    """Return the rubric in a YAML file; ``RubricError`` or ``ErrorList`` with file:line:column."""
    return parse(read_yaml(read_file(path), str(path)), Rubric, RUBRIC_SCHEMA)


def load_assessment(path: Path) -> tuple[Assessment, Loaded]:
    """Return the assessment in a YAML file, and where each answer stands in it (for errors found later)."""
    loaded = read_yaml(read_file(path), str(path))
    return parse(loaded, Assessment, ASSESSMENT_SCHEMA), loaded


def parse(loaded: Loaded, model: type[M], schema: str) -> M:
    """Return the data of a YAML file as ``model``; every violation of the schema is told at once."""
    found = loaded.data.get("schema")
    if found != schema:
        where = loaded.where(("schema",))
        if found is None:
            raise RubricError("schema-missing-key", where=where, key=f"schema: {schema}")
        raise RubricError("schema-wrong-kind", where=where, wanted=schema, found=str(found)[:80])
    try:
        value = model.model_validate(loaded.data)
    except ValidationError as problems:
        errors: list[DabiaoError] = [_placed(loaded, problem) for problem in problems.errors(include_url=False)]
        raise (errors[0] if len(errors) == 1 else ErrorList(errors)) from None
    if isinstance(value, Rubric):
        _refuse_repeated_ids(value, loaded)
    return value


def dump_rubric(rubric: Rubric) -> str:
    """Return a rubric as YAML; the same rubric gives the same text."""
    return to_yaml(plain_data(rubric), SCHEMA_FILES[RUBRIC_SCHEMA])


def dump_assessment(assessment: Assessment) -> str:
    """Return an assessment as YAML."""
    return to_yaml(plain_data(assessment), SCHEMA_FILES[ASSESSMENT_SCHEMA])


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files whole, and all of them or none: a reader or a full disk never sees half a file, nor half of the files.

    ``RubricError`` where one of them cannot be written; what was there is then still what it was.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            parts[path] = _part(path, content)
        for path, part in parts.items():
            with _told(path):
                part.replace(path)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        raise


def _part(path: Path, content: bytes) -> Path:
    """Return a file beside ``path`` that holds what is to be written there."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return Path(name)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an error that names the file."""
    try:
        yield
    except OSError as problem:
        raise RubricError("not-writable", where=str(path), reason=problem.strerror or "?") from None


def _umask() -> int:
    """Return the process's umask (it can only be read by setting it)."""
    current = os.umask(0)
    os.umask(current)
    return current


def _placed(loaded: Loaded, problem: ErrorDetails) -> RubricError:
    """Return a schema violation as an error with its place and what to do."""
    path = tuple(part for part in problem["loc"])
    where = loaded.where(path)
    key = ".".join(str(part) for part in path) or "schema"
    if problem["type"] == "extra_forbidden":
        return RubricError("schema-unknown-key", where=where, key=key)
    if problem["type"] == "missing":
        return RubricError("schema-missing-key", where=where, key=key)
    return RubricError("schema-invalid", where=where, key=key, problem=_violation(problem))


def _violation(problem: ErrorDetails) -> str:
    """Return what is wrong with a value, in the language in use (in pydantic's words where the catalogue has none)."""
    sentence = VIOLATIONS.get(problem["type"])
    if sentence is not None:
        figures = {
            name: str(value).replace(" or ", ", ").replace("True", "true") for name, value in problem.get("ctx", {}).items()
        }
        return translate(sentence).format(**figures)
    refusal = problem["msg"].removeprefix("Value error, ")
    if refusal in REFUSALS:
        return translate(refusal)
    head, colon, names = refusal.partition(": ")
    return translate(head) + colon + names


def _refuse_repeated_ids(rubric: Rubric, loaded: Loaded) -> None:
    """Raise where two items, or two elements, have one id: an answer could not tell them apart."""
    seen: set[str] = set()
    ids = [name for name, _ in walk_elements(rubric.elements)]
    ids += [item.id for _, element in walk_elements(rubric.elements) for item in element.items]
    elements_count = len(ids) - sum(len(element.items) for _, element in walk_elements(rubric.elements))
    for number, name in enumerate(ids):
        kind = "element" if number < elements_count else "item"
        if (kind + name) in seen:
            raise RubricError("identifier-repeated", where=loaded.where(("elements",)), id=name)
        seen.add(kind + name)
