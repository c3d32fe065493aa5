"""Opening what a command is given: a rubric, its source, its form, an assessment and its score."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from render import Filled, Form
    from render.templating import OwnTemplate
    from rubrics.diagnostics import Diagnostic
    from rubrics.model import Rubric
    from rubrics.sources import Found
    from rubrics.yaml_reading import Loaded

_SHOWN = 8
"""Ids of edited items that a diagnostic names."""


def open_rubric(rubric: Path) -> Rubric:
    """Load a rubric by its path or its id in the library."""
    from rubrics.files import load_rubric
    from rubrics.library import rubric_path

    return load_rubric(rubric_path(rubric))


def score_file(rubric: Rubric, path: Path) -> Filled:
    """Load one assessment and score it; every error is told with its place in the file."""
    from render import Filled
    from rubrics.files import load_assessment
    from scoring import score

    assessment, loaded = load_assessment(path)
    with placed_errors(loaded, path):
        return Filled(assessment, score(rubric, assessment))


@contextmanager
def placed_errors(loaded: Loaded, path: Path) -> Iterator[None]:
    """Give each error about an answer its file, line and column."""
    from rubrics.errors import AssessmentError, DabiaoError, ErrorList

    try:
        yield
    except DabiaoError as problem:
        for error in problem.errors if isinstance(problem, ErrorList) else [problem]:
            if isinstance(error, AssessmentError):
                error.figures["assessment"] = path
                error.where = loaded.where(error.path)
        raise


def official(rubric: Rubric, folder: Path, given: Path | None, *, anew: bool = False, description: Path | None = None) -> Form:
    """Return the form of a rubric: its own document with the rubric's edits, another of the same standard, or one built anew."""
    from render import official_form

    source, placed, said = form_source(rubric, folder, given, anew=anew)
    form = official_form(placed, source, template_of(rubric, folder, description))
    return replace(form, diagnostics=(*said, *form.diagnostics)) if said else form


def form_source(
    rubric: Rubric, folder: Path, given: Path | None, *, anew: bool = False
) -> tuple[bytes | None, Rubric, tuple[Diagnostic, ...]]:
    """Return what ``official_form`` makes a form of: the document, the rubric with its places, and what is to be said."""
    return _anew(rubric, folder) if anew else _source(rubric, folder, given)


def template_of(rubric: Rubric, folder: Path, given: Path | None) -> OwnTemplate | None:
    """Return the template of the descriptions: the one that is given, or that stands beside the rubric in ``folder``."""
    from render.templating import read_template, template_beside

    return template_beside(folder, rubric.id) if given is None else read_template(given)


def _source(rubric: Rubric, folder: Path, given: Path | None) -> tuple[bytes | None, Rubric, tuple[Diagnostic, ...]]:
    """Return the Word document to fill, the rubric with the places of that very document, and what is to be said about it.

    ``None`` for a rubric that was read from no Word document. One other than that which the rubric was read from serves if it
    holds the same standard; that one itself is edited where the rubric says otherwise by now.
    """
    from render import relocate
    from render.checks import WORD
    from rubrics.errors import FormError
    from rubrics.sources import find_source

    is_word = rubric.source is not None and rubric.source.format in WORD
    found = find_source(rubric, folder, given) if given is not None or is_word else None
    if found is None:
        if is_word:
            raise FormError("form-not-found", rubric=rubric.id, name=rubric.source.file if rubric.source else "")
        return _anew(rubric, folder)
    again = read_again(rubric, found)
    return _with_edits(rubric, again, found.content) if found.is_same else (found.content, relocate(rubric, again), ())


def _anew(rubric: Rubric, folder: Path) -> tuple[None, Rubric, tuple[Diagnostic, ...]]:
    """Return the rubric of a form that is built anew, with the sums that follow from its edits where its source is at hand."""
    from rubrics.sources import find_source

    source = find_source(rubric, folder) if _broken(rubric) else None
    found = read_again(rubric, source) if source is not None and source.is_same else None
    return None, *_with_sums(rubric, found)


def _with_sums(rubric: Rubric, found: Rubric | None) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """Return a rubric with the sums that follow from its edits, and what the edits broke; ``found`` is what its source says."""
    from rubrics.check import check_rubric
    from rubrics.revision.sums import resummed

    known = check_rubric(found) if found is not None else ()
    broken = [one for one in _broken(rubric) if one not in known]
    made, said = resummed(rubric, found) if found is not None else (rubric, ())
    return made, (*broken, *said)


def _broken(rubric: Rubric) -> list[Diagnostic]:
    from rubrics.catalogue import Severity
    from rubrics.check import check_rubric
    from rubrics.check_edits import check_edits

    return [one for one in (*check_rubric(rubric), *check_edits(rubric)) if one.severity is Severity.ERROR]


def _with_edits(rubric: Rubric, found: Rubric, source: bytes) -> tuple[bytes | None, Rubric, tuple[Diagnostic, ...]]:
    """Return the document that a rubric was read from with what was edited since; nothing to fill where that cannot be done."""
    from render import relocate
    from render.editing import edited_form, edits_of, named_alike
    from rubrics.diagnostics import Diagnostic
    from rubrics.errors import FormError

    if not edits_of(found, rubric):
        return source, rubric, ()
    found = named_alike(found, rubric)
    if not edits_of(found, rubric):
        return source, relocate(rubric, found), ()
    rubric, said = _with_sums(rubric, found)
    edits = edits_of(found, rubric)
    shown = ", ".join(edits[:_SHOWN]) + (" …" if len(edits) > _SHOWN else "")
    try:
        data, placed = edited_form(source, found, rubric)
    except FormError as problem:
        return None, rubric, (*said, Diagnostic("form-not-edited", figures={"problem": problem.figures["key"]}))
    return data, placed, (*said, Diagnostic("form-edited", figures={"count": len(edits), "subjects": shown}))


def read_again(rubric: Rubric, found: Found) -> Rubric:
    """Read the source of a rubric once more; of several standards in it, the one in the same tables."""
    from extract import read
    from normalize.standard import normalize_all

    standards = [each.rubric for each in normalize_all(read(found.path), id=rubric.id, preset=rubric.policy.preset)]
    tables = rubric.source.tables if rubric.source is not None else ()
    return next((each for each in standards if each.source is not None and each.source.tables == tables), standards[0])


def checked(path: Path, source: Path | None) -> tuple[Diagnostic, ...]:
    """Return everything that is to be said about one rubric: by itself, and beside its source read again."""
    from rubrics.check import check_rubric
    from rubrics.check_edits import check_assessments, check_edits
    from rubrics.diagnostics import Diagnostic
    from rubrics.differences import differences
    from rubrics.library import rubric_path
    from rubrics.sources import find_source

    rubric = open_rubric(path)
    itself = (*check_rubric(rubric), *check_edits(rubric), *check_assessments(rubric, rubric_path(path).parent))
    found = find_source(rubric, rubric_path(path).parent, source)
    if found is None:
        name = rubric.source.file if rubric.source is not None else None
        return (*itself, *([Diagnostic("source-absent", figures={"name": name})] if name else []))
    other = () if found.is_same else (Diagnostic("source-other-file", figures={"name": found.path.name}),)
    return (*itself, *other, *differences(rubric, read_again(rubric, found)))
