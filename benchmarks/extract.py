"""How long extraction takes, as a ratio to the limit: unzip, lxml parse, and the text of each cell once.

    python benchmarks/extract.py [--smoke] [FILE.docx]

Others read the same file in the same run. All are timed in turns and the best of their turns counts, so that a busy machine
disturbs them alike.
"""

from __future__ import annotations

import argparse
import importlib
import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "garage-level3.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REACH_EXTRACT, REACH_IMPORT = 2.0, 12.0
TURNS, SLOW_TURNS, IN_A_ROW = 15, 2, 3
"""How often each takes its turn (``SLOW_TURNS``: those that take more than a second), and how often it is done in a row then, for
the first time finds the processor's caches full of another's work."""

Job = Callable[[], object]


def main() -> None:
    """Time everything that is there, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--smoke", action="store_true", help="few turns: shows that it runs, not how fast")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        jobs, absent = gather(arguments.file, Path(folder))
        best = timed(jobs, 2 if arguments.smoke else TURNS)
    show(arguments.file, best, absent)


def gather(path: Path, folder: Path) -> tuple[dict[str, Job], list[str]]:
    """Return what can be timed by name, and the names of what is not installed."""
    makers: dict[str, Callable[[Path, Path], Job]] = {
        "the limit": limit,
        "dabiao: extract": extract,
        "dabiao: import to YAML on disk": whole_import,
        "docx2python": docx2python,
        "pandoc": pandoc,
        "python-docx row.cells": python_docx,
    }
    jobs, absent = {}, []
    for name, make in makers.items():
        try:
            jobs[name] = make(path, folder)
        except ImportError:
            absent.append(name)
    return jobs, absent


def limit(path: Path, _folder: Path) -> Job:
    """Return the least that any reader of this kind must do."""
    from lxml import etree

    data = path.read_bytes()

    def job() -> list[str]:
        """Unzip, parse, and take the text of each cell."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        return ["".join(t.text or "" for t in tc.iter(W + "t")) for tc in root.iter(W + "tc")]

    return job


def extract(path: Path, _folder: Path) -> Job:
    """Return the reading of the file into a ``Document``, kept open for filling."""
    from extract.word import open_word

    data = path.read_bytes()
    return lambda: open_word(data, path.name).document


def whole_import(path: Path, folder: Path) -> Job:
    """Return the way from the file on disk to the rubric's YAML on disk."""
    from extract import read

    normalize = importlib.import_module("normalize.standard").normalize
    dump_rubric = importlib.import_module("rubrics").dump_rubric
    out = folder / "rubric.yaml"

    def job() -> None:
        """Read the file, understand it, write the YAML."""
        imported = normalize(read(path), id="benchmark")
        out.write_text(dump_rubric(imported.rubric), encoding="utf-8")

    return job


def docx2python(path: Path, _folder: Path) -> Job:
    """Return docx2python's reading of the file, with the text of its body."""
    reader = importlib.import_module("docx2python").docx2python

    def job() -> object:
        """Read the file and make its body."""
        with reader(path) as content:
            return content.body

    return job


def pandoc(path: Path, folder: Path) -> Job:
    """Return pandoc's conversion to its own tree, a process of its own."""
    program = shutil.which("pandoc")
    if program is None:
        raise ImportError
    command = [program, "--from=docx", "--to=json", f"--output={folder / 'pandoc.json'}", str(path)]
    return lambda: subprocess.run(command, check=True)


def python_docx(path: Path, _folder: Path) -> Job:
    """Return the text of each cell of each row, as python-docx's own documentation reads tables."""
    open_document = importlib.import_module("docx").Document

    def job() -> list[str]:
        """Open the file and take the text of each cell."""
        tables = open_document(str(path)).tables
        return [cell.text for table in tables for row in table.rows for cell in row.cells]

    return job


def timed(jobs: dict[str, Job], turns: int) -> dict[str, float]:
    """Return the best time of each job in seconds, all taking turns."""
    best: dict[str, float] = {}
    for turn in range(turns):
        for name, job in jobs.items():
            if turn >= SLOW_TURNS and best[name] > 1:
                continue
            for _ in range(IN_A_ROW):
                began = time.perf_counter()
                job()
                best[name] = min(best.get(name, float("inf")), time.perf_counter() - began)
    return best


def show(path: Path, best: dict[str, float], absent: list[str]) -> None:
    """Print the times, their ratios to the limit, and whether the reach was met."""
    reach = {"dabiao: extract": REACH_EXTRACT, "dabiao: import to YAML on disk": REACH_IMPORT}
    print(f"{path.name}, {path.stat().st_size} bytes, best times")
    for name, seconds in best.items():
        ratio = seconds / best["the limit"]
        verdict = f"   reach {reach[name]:g}: {'met' if ratio <= reach[name] else 'MISSED'}" if name in reach else ""
        print(f"{name:32}{seconds * 1000:10.1f} ms{ratio:10.2f} x{verdict}")
    for name in absent:
        print(f"{name:32}    absent: not installed")


if __name__ == "__main__":
    main()
