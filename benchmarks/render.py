"""How long a garage form takes to fill with a self-assessment and a review: 130 rows, 520 cells.

    python benchmarks/render.py [--smoke] [--forms N]

"dabiao: fill" is a form that was located once, filled and written as bytes; "carrying" the same with the assessments in it.
python-docx sets the same cells to the same texts, docxtpl renders the same 130 rows from a template of its own, both in the same
run; all take turns and the best of their turns counts, so that a busy machine disturbs them alike. Then many forms are made, to
see that memory stays flat and that two processes make twice as many.
"""

from __future__ import annotations

import argparse
import importlib
import io
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
STANDARD = "garage-level3"
REACH_PYTHON_DOCX, REACH_DOCXTPL = 20.0, 10.0
TURNS, SLOW_TURNS, IN_A_ROW = 20, 3, 3
"""Each job is done so often in a row, for the first time finds the processor's caches full of another's work."""
FORMS, UNITS = 10_000, 40
"""How many forms are made for the second table, and of how many different units."""

Job = Callable[[], object]


def main() -> None:
    """Time everything that is there, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="few turns and forms: shows that it runs, not how fast")
    parser.add_argument("--forms", type=int, default=None, help=f"how many forms are made for the second table ({FORMS})")
    arguments = parser.parse_args()
    forms = arguments.forms or (40 if arguments.smoke else FORMS)
    show_times(timed(jobs(), 2 if arguments.smoke else TURNS))
    show_many(forms)


def jobs() -> dict[str, Job]:
    """Return what is timed by name; what is not installed is left out."""
    from render import prepare

    source, rubric, filled = given()
    form = prepare(source, rubric)
    found: dict[str, Job] = {
        "dabiao: fill": lambda: form.fill(filled),
        "dabiao: fill, carrying": lambda: form.fill(filled, carries=True),
        "dabiao: locate and fill": lambda: prepare(source, rubric).fill(filled),
    }
    texts = cell_texts(form.fill(filled).data)
    for name, make in (("docxtpl: 130 rows", docxtpl), ("python-docx: the same cells", python_docx)):
        try:
            found[name] = make(source, texts)
        except ImportError:
            print(f"{name}: not installed")
    return found


def given() -> tuple[bytes, Any, list[Any]]:
    """Return the published form, its rubric, and the two assessments of the examples with their scorecards."""
    from render import Filled
    from rubrics.files import load_assessment
    from rubrics.library import open_library
    from scoring import score

    rubric = open_library(STANDARD)
    paths = (EXAMPLES / f"{STANDARD}.{kind}.yaml" for kind in ("self", "review"))
    assessments = [load_assessment(path)[0] for path in paths]
    source = (EXAMPLES / f"{STANDARD}.docx").read_bytes()
    return source, rubric, [Filled(one, score(rubric, one)) for one in assessments]


def cell_texts(data: bytes) -> dict[tuple[int, int], str]:
    """Return the texts of the cells that were filled, by row and column of the table, from 0."""
    from extract.word import open_word

    grid = next(open_word(data, "filled.docx").document.grids)
    return {(cell.row, cell.column): cell.text for cell in grid.cells if cell.row and cell.column >= 6}


def python_docx(source: bytes, texts: dict[tuple[int, int], str]) -> Job:
    """Return the same cells set through python-docx, row by row, as its documentation sets cells."""
    open_document = importlib.import_module("docx").Document

    def job() -> bytes:
        """Open the form, set each cell, and save it."""
        document = open_document(io.BytesIO(source))
        table = document.tables[0]
        for number, row in enumerate(table.rows):
            cells = row.cells
            for column in range(6, 10):
                if (number, column) in texts:
                    cells[column].text = texts[number, column]
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return job


def docxtpl(_source: bytes, texts: dict[tuple[int, int], str]) -> Job:
    """Return the same rows rendered by docxtpl: a table of one row in a loop, as its documentation makes tables."""
    template_class = importlib.import_module("docxtpl").DocxTemplate
    open_document = importlib.import_module("docx").Document
    source = (EXAMPLES / f"{STANDARD}.docx").read_bytes()
    printed = printed_rows(source)
    document = open_document()
    table = document.add_table(rows=4, cols=10)
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for column in range(10):
        table.rows[2].cells[column].text = f"{{{{ row[{column}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    drawn = io.BytesIO()
    document.save(drawn)
    rows = [[*row[:6], *(texts.get((number, column), "") for column in range(6, 10))] for number, row in enumerate(printed, 1)]

    def job() -> bytes:
        """Open the template, render the rows, and save it."""
        template = template_class(io.BytesIO(drawn.getvalue()))
        template.render({"rows": rows}, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    return job


def printed_rows(source: bytes) -> list[list[str]]:
    """Return what the published table prints, row by row."""
    from extract.word import open_word

    grid = next(open_word(source, "garage.docx").document.grids)
    rows = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows[1:]


def timed(todo: dict[str, Job], turns: int) -> dict[str, float]:
    """Return the best processor time of each job in seconds, all taking turns; none of them waits for anything."""
    best: dict[str, float] = {}
    for turn in range(turns):
        for name, job in todo.items():
            if turn >= SLOW_TURNS and best[name] > 0.2:
                continue
            for _ in range(IN_A_ROW):
                began = time.process_time()
                job()
                best[name] = min(best.get(name, float("inf")), time.process_time() - began)
    return best


def show_times(best: dict[str, float]) -> None:
    """Print the times, their ratios to ours, and whether the reach was met."""
    ours = best["dabiao: fill"]
    reach = {"python-docx: the same cells": REACH_PYTHON_DOCX, "docxtpl: 130 rows": REACH_DOCXTPL}
    print(f"{STANDARD}, self-assessment and review, best processor times")
    for name, seconds in best.items():
        ratio = seconds / ours
        verdict = f"   reach {reach[name]:g}: {'met' if ratio >= reach[name] else 'MISSED'}" if name in reach else ""
        print(f"{name:32}{seconds * 1000:10.1f} ms{ratio:10.2f} x{verdict}")


def show_many(forms: int) -> None:
    """Print how many forms a second one process makes, and two, and how much memory grew on the way."""
    print(f"\n{forms} forms, of {UNITS} units with notes of their own")
    alone = 0.0
    for processes in sorted({1, multiprocessing.cpu_count()}):
        share = [forms // processes] * processes
        began = time.perf_counter()
        with multiprocessing.Pool(processes) as pool:
            grown = pool.map(make_many, share)
        rate = sum(share) / (time.perf_counter() - began)
        alone = alone or rate
        print(f"{processes} process(es): {rate:8.1f} forms/s {rate / alone:6.2f} x   memory grew {max(grown) / 1024:6.1f} MB")


def make_many(count: int) -> int:
    """Fill so many forms; return by how many kilobytes memory grew after the first tenth."""
    from render import Filled, prepare
    from scoring import score

    source, rubric, filled = given()
    form = prepare(source, rubric)
    units = [[renamed(one, number, rubric, Filled, score) for one in filled] for number in range(min(count, UNITS))]
    settled = 0
    for number in range(count):
        form.fill(units[number % len(units)])
        if number == count // 10:
            settled = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - settled


def renamed(one: Any, number: int, rubric: Any, kind: Any, score: Callable[..., Any]) -> Any:
    """Return an assessment of another unit, with another note at its first finding, scored anew."""
    items = dict(one.assessment.items)
    name, answer = next((name, answer) for name, answer in items.items() if answer.findings)
    finding = answer.findings[0].model_copy(update={"note": f"第{number}家：{answer.findings[0].note or ''}"})
    items[name] = answer.model_copy(update={"findings": (finding, *answer.findings[1:])})
    assessment = one.assessment.model_copy(update={"items": items, "unit": f"第{number}汽车维修厂"})
    return kind(assessment, score(rubric, assessment))


if __name__ == "__main__":
    main()
