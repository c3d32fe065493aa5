"""The files of a form and of what goes with it: the papers and the report of each assessment, or a user's own document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path

from render.bundles import Bundle, bundles, is_folder
from render.figures import Filled
from render.form import Form
from render.machine import scorecard_json
from render.papers import bound_papers, papers
from render.papers.binding import bound_behind
from render.pdf import pdf_of
from render.report import report
from render.scorecards import scorecard_text
from render.wordtemplate import fill_template
from rubrics.diagnostics import Diagnostic
from rubrics.errors import FormError
from rubrics.model import Rubric
from rubrics.outputs import in_folder, targets

WORD, PAGE = ".docx", ".html"

Named = Sequence[tuple[str, Filled]]
"""Assessments with their names."""
Said = tuple[Diagnostic, ...]


def form_files(
    official: Form, named: Named, output: Path, step: Callable[[], None], *, carries: bool
) -> tuple[dict[Path, bytes], Said]:
    """Return the official form with all assessments, or in a folder one for each unit, and what there is to say.

    ``step`` is called before each; ``carries``: what they were filled with goes along, see ``Form.fill``.
    """
    forms, paths = [Bundle(output.stem, tuple(one for _, one in named))], [output]
    if is_folder(output):
        forms = bundles(official.rubric, named)
        paths = in_folder(output, [one.name for one in forms], WORD)
    files: dict[Path, bytes] = {}
    said = list(official.diagnostics)
    for path, one in zip(paths, forms, strict=True):
        step()
        made = official.fill(one.filled, carries=carries)
        files[path] = made.data
        said += made.diagnostics[len(official.diagnostics) :]
    return files, tuple(said)


def files_of_each(rubric: Rubric, named: Named, folder: Path) -> dict[Path, bytes]:
    """Return what a whole run writes about each assessment: scorecard as text and data, the papers bound, and the report."""
    files: dict[Path, bytes] = {}
    for base, (_, one) in zip(in_folder(folder, [name for name, _ in named], ""), named, strict=True):
        files[base.with_name(f"{base.name}.scorecard.txt")] = scorecard_text(rubric, one).encode()
        files[base.with_name(f"{base.name}.scorecard.json")] = scorecard_json(one.scorecard).encode()
        files[base.with_name(f"{base.name}.papers{WORD}")] = bound_papers(rubric, one)
        files[base.with_name(f"{base.name}.report{PAGE}")] = report(rubric, one)
    return files


def pdf_files(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the PDF that LibreOffice makes of each Word document among files, beside it."""
    return {path.with_suffix(".pdf"): pdf_of(data, path.name) for path, data in files.items() if path.suffix.lower() == WORD}


def paper_files(rubric: Rubric, named: Named, output: Path, forms: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the papers as files: bound into ``output`` where that is a Word file, else each of its own in that folder.

    Where ``output`` is one of the ``forms``, the papers of all assessments stand behind it. Of several assessments each has a
    file, or a folder, of its name. ``RubricError`` where two would have one name.
    """
    if not named:
        return {}
    names = [name for name, _ in named]
    if output in forms:
        return {
            output: reduce(lambda form, one: bound_behind(form, bound_papers(rubric, one[1]), output.name), named, forms[output])
        }
    if not is_folder(output):
        paths = targets(output, names, WORD)
        return {path: bound_papers(rubric, one) for path, (_, one) in zip(paths, named, strict=True)}
    folders = [output] if len(named) == 1 else in_folder(output, names, "")
    made = [(folder, papers(rubric, one)) for folder, (_, one) in zip(folders, named, strict=True)]
    return {folder / f"{name}{WORD}": data for folder, each in made for name, data in each.items()}


def report_files(rubric: Rubric, named: Named, output: Path) -> dict[Path, bytes]:
    """Return the report of each assessment: as ``output``, or of several in that folder."""
    paths = targets(output, [name for name, _ in named], PAGE) if named else []
    return {path: report(rubric, one) for path, (_, one) in zip(paths, named, strict=True)}


def template_files(template: Path, rubric: Rubric, named: Named, output: Path) -> dict[Path, bytes]:
    """Return a user's own Word document filled: with all assessments as ``output``, or in that folder with one each."""
    try:
        data = template.read_bytes()
    except OSError as problem:
        raise FormError("word-template-unreadable", where=str(template), problem=problem.strerror or str(problem)) from problem
    if not is_folder(output):
        return {output: fill_template(data, rubric, [one for _, one in named], name=template.name)}
    paths = in_folder(output, [name for name, _ in named], WORD)
    return {path: fill_template(data, rubric, [one], name=template.name) for path, (_, one) in zip(paths, named, strict=True)}
