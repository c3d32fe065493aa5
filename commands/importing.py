"""``dabiao import``: published standards become rubrics, all of them or, of several, those that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import reading
from commands.saying import leave_out, say_error
from rubrics.help_pages import PATH, Command, argument, option
from rubrics.messages import translate

if TYPE_CHECKING:
    from commands.documents import Imported, Standard
    from extract.sources import Source
    from rubrics.errors import DabiaoError

    Placed = list[tuple[Path, Standard]]

Words = tuple[str, ...]
_CODES = 3
"""So many codes of what is to be looked at stand in the table."""


@click.command("import", cls=Command)
@argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@option("-o", "--output", says="rubric_output", type=PATH, metavar="RUBRIC.yaml")
@option("--update", type=PATH, metavar="RUBRIC")
@option("--report", says="import_report", type=PATH, metavar="REPORT.html")
@reading
@option("--jobs", type=click.IntRange(min=1), metavar="N")
@option("--strict", is_flag=True)
@option("--force", is_flag=True)
@option("--all", "every", is_flag=True)
def import_(
    sources: tuple[Path, ...],
    output: Path | None,
    update: Path | None,
    report: Path | None,
    *,
    jobs: int | None,
    strict: bool,
    force: bool,
    every: bool,
    limits: Words,
    **how: Any,
) -> int:
    """Read published standards and write their rubrics."""
    from commands.documents import Order, import_each
    from extract.given import every_source
    from render.terminal import diagnostic_lines, progress
    from rubrics.catalogue import Severity
    from rubrics.outputs import write_outputs

    if update is not None:
        from commands.updating import update_rubric

        return update_rubric(update, sources, output, force=force, every=every, limits=limits, **how)
    if output is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=next(p for p in context.command.params if p.name == "output"))
    order = Order(limits, report is not None, how)
    with progress(len(sources)) as step:
        found = list(import_each(_told(every_source(sources, limits), sources, step), order, jobs))
    _refuse_nothing(found)
    found = list(_apart(found))
    placed, files = _placed(found, output, report)
    write_outputs(files, force=force)
    for one in found:
        _say_problem(one)
    for path, standard in placed:
        click.echo(f"{path}: {standard.line}")
        for line in diagnostic_lines(standard.diagnostics, every=every):
            click.echo(line, err=True)
    for line in _table(found) if len(found) > 1 else ():
        click.echo(line)
    doubtful = any(d.severity is not Severity.INFO for one in found for each in one.standards for d in each.diagnostics)
    return int(any(one.problem is not None and not one.is_left_out for one in found) or (strict and doubtful))


def _told(found: Iterator[Source], paths: Sequence[Path], step: Callable[..., None]) -> Iterator[Source]:
    """Yield the sources, and tell the bar when the next of the paths that were given is begun."""
    begun = 0
    for source in found:
        while begun < len(paths) and source.where.startswith(str(paths[begun])):
            step("stage-read", name=paths[begun].name)
            begun += 1
        yield source


def _refuse_nothing(found: Sequence[Imported]) -> None:
    """Raise the reasons where no source gave anything: of those wanted read, else of the texts that are none."""
    from rubrics.errors import ErrorList, NoStandardError

    if any(one.standards for one in found):
        return
    problems = [(one, one.problem) for one in found if one.problem is not None]
    wanted = [problem for one, problem in problems if not one.is_left_out]
    texts = [problem for _, problem in problems if isinstance(problem, NoStandardError)]
    raised: list[DabiaoError] = wanted or [*texts] or [problem for _, problem in problems]
    raise raised[0] if len(raised) == 1 else ErrorList(raised)


def _apart(found: Sequence[Imported]) -> Iterator[Imported]:
    """Yield what each source gave; what one in a folder or zip would write over that of another has this for its problem.

    Two files that were named themselves are refused further on, before anything is written: one of the names is a slip.
    """
    from rubrics.errors import RubricError

    taken: dict[str, bool] = {}
    for one in found:
        if any(standard.id in taken and not (one.is_given and taken[standard.id]) for standard in one.standards):
            yield replace(one, standards=(), report=b"", problem=RubricError("output-twice", where=one.where))
            continue
        taken |= {standard.id: one.is_given for standard in one.standards}
        yield one


def _placed(
    found: Sequence[Imported], output: Path, report: Path | None
) -> tuple[list[tuple[Path, Standard]], dict[Path, bytes]]:
    """Return each standard with the path of its rubric, and every file to be written."""
    from rubrics.outputs import in_folder, rubric_files, targets, together

    read = [one for one in found if one.standards]
    standards = [standard for one in read for standard in one.standards]
    several = sum(not one.is_left_out for one in found) > 1 and not output.suffix
    names = [standard.id for standard in standards]
    paths = in_folder(output, names, ".yaml") if several else targets(output, names, ".yaml")
    files: dict[Path, bytes] = {}
    for path, standard in zip(paths, standards, strict=True):
        files |= rubric_files(path, standard.rubric)
    if report is not None:
        pages = targets(report, [one.standards[0].id for one in read], ".html")
        files = together(files, {page: one.report for page, one in zip(pages, read, strict=True)})
        if len(pages) > 1:
            files = together(files, _contents(found, pages, report))
    return list(zip(paths, standards, strict=True)), files


def _contents(found: Sequence[Imported], pages: Sequence[Path], folder: Path) -> dict[Path, bytes]:
    """Return the page that leads to the others: one for each of ``found`` that was read."""
    from render.source_report.contents import NAME, Line, contents_page
    from render.source_report.words import both, in_both
    from rubrics.catalogue import Severity
    from rubrics.catalogue.presenting import IMPORTED

    lines: list[Line] = []
    left = iter(pages)
    for one in found:
        page = next(left).name if one.standards else ""
        if one.problem is not None:
            said = both(IMPORTED["left-out"]) if one.is_left_out else in_both(partial(_reason, one.problem))
            lines.append(Line(one.where, said=said))
        for each in one.standards:
            errors, warnings = (each.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
            codes = tuple(f"{code} {count}" for code, count in each.to_look_at())
            lines.append(Line(one.where, page, each.title, each.figures, errors, warnings, codes))
    return {folder / NAME: contents_page(lines)}


def _reason(problem: DabiaoError) -> str:
    return str(problem).removeprefix(f"{problem.where}: ")


# --- what is said -----------------------------------------------------------------------------------------------------


def _say_problem(one: Imported) -> None:
    if one.problem is not None:
        (leave_out if one.is_left_out else say_error)(one.problem)


def _table(found: Sequence[Imported]) -> Iterator[str]:
    """Yield a table of what each source gave, and what of it needs a look."""
    from render.terminal import table
    from rubrics.catalogue.presenting import IMPORTED

    headings = ("source", "elements", "items", "points", "error", "warning", "look-at")
    rows = [[translate(IMPORTED[key]) for key in headings]]
    for one in found:
        if one.problem is not None:
            said = translate(IMPORTED["left-out" if one.is_left_out else "failed"])
            rows.append([one.where, "", "", "", "", "", said])
        rows += ([one.where, *_figures(standard)] for standard in one.standards)
    yield ""
    yield from table(rows, "<>>>>><")


def _figures(standard: Standard) -> Iterator[str]:
    from rubrics.catalogue import Severity

    yield from standard.figures
    yield from (str(standard.count(severity)) for severity in (Severity.ERROR, Severity.WARNING))
    doubts = standard.to_look_at()
    said = [f"{code} {count}" for code, count in doubts[:_CODES]]
    yield ", ".join([*said, *(["…"] if len(doubts) > _CODES else [])])
