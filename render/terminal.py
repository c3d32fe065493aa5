"""What a person reads on the terminal: diagnostics by severity, a standard in figures, how far a long work is."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from rubrics.catalogue import Severity
from rubrics.catalogue.commands import SAID
from rubrics.catalogue.presenting import DIAGNOSTICS, SEVERITIES, STANDARD
from rubrics.diagnostics import Diagnostic
from rubrics.messages import translate
from rubrics.model import Rubric
from rubrics.values import show
from rubrics.widths import columns, one_line, pad

FEW = 5
"""How many diagnostics of one kind are listed where not all are asked for."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def diagnostic_lines(diagnostics: Iterable[Diagnostic], *, every: bool = False) -> Iterator[str]:
    """Yield diagnostics as lines, errors first, under a heading for each severity; of each code a few, or all."""
    given = list(diagnostics)
    for severity in Severity:
        of_severity = [d for d in given if d.severity is severity]
        if not of_severity:
            continue
        heading = DIAGNOSTICS["counted"]
        label = translate(heading).format(label=translate(SEVERITIES[severity]), count=len(of_severity))
        yield click.style(label, fg=COLOURS[severity], bold=True)
        yield from (f"  {diagnostic_line(d)}" for d in of_severity) if every else few_lines(of_severity)


def few_lines(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield diagnostics as lines, of each code the first few, and how many more there are."""
    for code in dict.fromkeys(d.code for d in diagnostics):
        same = [d for d in diagnostics if d.code == code]
        yield from (f"  {diagnostic_line(d)}" for d in same[:FEW])
        if len(same) > FEW:
            yield "  " + translate(DIAGNOSTICS["more"]).format(count=len(same) - FEW)


def diagnostic_line(diagnostic: Diagnostic) -> str:
    """Return one diagnostic: where, about which item or element, what, and its code."""
    where = [diagnostic.place.describe()] if diagnostic.place else []
    where += [diagnostic.subject] if diagnostic.subject else []
    start = " · ".join(where) + ": " if where else ""
    return one_line(f"{start}{diagnostic.sentence}") + f" [{diagnostic.code}]"


def severity_counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many errors, warnings and notes there are: ``errors: 1, warnings: 3``."""
    counts = Counter(d.severity for d in diagnostics)
    said = [f"{translate(SEVERITIES[severity])}: {counts[severity]}" for severity in Severity if counts[severity]]
    return translate(", ").join(said) or translate(DIAGNOSTICS["none"])


def standard_line(rubric: Rubric) -> str:
    """Return a standard in figures: the number of elements on each level, of items, and the points."""
    said = [
        translate(STANDARD["levels"]).format(counts=level_counts(rubric)),
        translate(STANDARD["items"]).format(count=len(rubric.by_item)),
    ]
    if rubric.points is not None:
        said.append(translate(STANDARD["points"]).format(points=show(rubric.points)))
    return translate(", ").join(said)


def level_counts(rubric: Rubric) -> str:
    """Return the number of elements on each level: ``6 / 20``."""
    counts, level = [], list(rubric.elements)
    while level:
        counts.append(str(len(level)))
        level = [child for element in level for child in element.elements]
    return " / ".join(counts)


def table(rows: Iterable[Sequence[str]], sides: str) -> Iterator[str]:
    """Yield rows as lines with columns as wide as they need; ``sides`` says for each whether it is set left or right."""
    given = list(rows)
    widths = [max(columns(cell) for cell in column) for column in zip(*given, strict=True)]
    for row in given:
        cells = (pad(cell, width, right=side == ">") for cell, width, side in zip(row, widths, sides, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


@contextmanager
def progress(steps: int) -> Iterator[Callable[..., None]]:
    """Show a bar on a terminal while the block works through ``steps``; it calls what it is given at the start of each.

    ``step("stage-read", name="a.docx")`` names the sentence of the catalogue that says what is being done. Where stderr
    is no terminal nothing is shown.
    """
    with click.progressbar(
        length=steps, file=sys.stderr, hidden=not sys.stderr.isatty(), show_eta=False, item_show_func=lambda item: item
    ) as bar:

        def step(name: str, /, **figures: object) -> None:
            """Say what is done next, and count what was done before."""
            done, bar.current_item = int(bar.current_item is not None), translate(SAID[name]).format(**figures)
            bar.make_step(done)
            bar.render_progress()

        yield step
        bar.update(1)
