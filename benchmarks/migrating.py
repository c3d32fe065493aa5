"""How long it takes to carry assessments over when the rules change, start-up included.

    python benchmarks/migrating.py [--smoke]

The editions are the largest standard of the library, by the letters of its items and clauses, and one revised by a fixed
rule: every seventh price, every tenth requirement, every twentieth item gone, ten new ones. ``migrate`` runs as a process
of its own, the best of several; a thousand assessments are migrated by one command, and its peak memory is set beside that
of a hundred: it must not grow with their number. Beside each time stands what the processor was busy for.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.scoring import assessments
from rubrics import Rubric, dump_assessment, dump_rubric
from rubrics.library import library_ids, open_library
from rubrics.plain import content_hash, plain_data
from scoring import prepare

LIMIT = 1.0
"""Seconds that one migration may take with its start-up."""


def main() -> None:
    """Measure, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="one round, few assessments: shows that it runs, not how fast")
    smoke = parser.parse_args().smoke
    rounds, few, many = (1, 2, 6) if smoke else (7, 100, 1000)
    old = max((open_library(name) for name in library_ids()), key=letters)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, rubric in (("old", old), ("new", revised(old))):
            (folder / f"{file}.yaml").write_text(dump_rubric(rubric), encoding="utf-8")
        write_assessments(old, folder, few, many)
        print(f"{old.id}: {len(old.by_item)} items, {letters(old)} letters")
        print(one(folder, rounds))
        print(several(folder, few, many))


def letters(rubric: Rubric) -> int:
    """Return how many letters the requirements and clauses of a standard have."""
    return sum(len(item.requirement) + sum(len(rule.text) for rule in item.rules) for item in rubric.by_item.values())


def revised(rubric: Rubric) -> Rubric:
    """Return another edition of a standard, the same in every run."""
    data = plain_data(rubric)
    items = [item for element in walk(data["elements"]) for item in element.get("items", ())]
    for number, item in enumerate(items):
        if number % 10 == 0:
            item["requirement"] += "，并如实记录、定期公示。"
        for rule in item.get("rules", ())[: number % 7 == 0]:
            if isinstance(rule.get("deduct"), int | Decimal):
                was, rule["deduct"] = rule["deduct"], rule["deduct"] + 1
                rule["text"] = rule["text"].replace(f"扣{was}分", f"扣{rule['deduct']}分")
    for number, element in enumerate(walk(data["elements"])):
        kept = [item for item in element.get("items", ()) if (items.index(item) + 5) % 20]
        new = {"id": f"new-{number}", "requirement": f"第{number}项新要求：配备值班人员并留存记录。", "points": 1}
        if "items" in element:
            element["items"] = [*kept, new] if number < 10 else kept
    return Rubric.model_validate(data | {"version": "revised"})


def walk(elements: Any) -> Any:
    """Yield plain elements of all levels, each before those below it."""
    for element in elements:
        yield element
        yield from walk(element.get("elements", ()))


def write_assessments(rubric: Rubric, folder: Path, few: int, many: int) -> None:
    """Write drawn assessments into the folders ``few`` and ``many``, bound to the rubric that they are of."""
    bound = {"rubric_hash": content_hash(rubric)}
    for name in ("few", "many"):
        (folder / name).mkdir()
    for number, assessment in enumerate(assessments(prepare(rubric), many)):
        text = dump_assessment(assessment.model_copy(update=bound))
        for name in ("few", "many")[number >= few :]:
            (folder / name / f"{number:04}.yaml").write_text(text, encoding="utf-8")


def one(folder: Path, rounds: int) -> str:
    """Return the best of several runs of one migration."""
    best, busy, _ = min(timed(folder, "many/0000.yaml", "out.yaml", "--force") for _ in range(rounds))
    return f"migrate with start-up  {best:8.2f} s   {best / LIMIT:5.2f} × the limit of {LIMIT:.0f} s   ({busy:.2f} s busy)"


def several(folder: Path, few: int, many: int) -> str:
    """Return how long many migrations take, and their peak memory beside that of few."""
    *_, little = timed(folder, "few", "out-few")
    seconds, busy, most = timed(folder, "many", "out-many")
    lines = [
        f"migrate {many:5} of them  {seconds:8.1f} s   {seconds / many * 1000:5.1f} ms each   ({busy:.1f} s busy)",
        f"peak memory            {most:8.0f} MB   {most / little:5.2f} × that of {few}",
    ]
    return "\n".join(lines)


def timed(folder: Path, given: str, output: str, *words: str) -> tuple[float, float, float]:
    """Return the seconds that a migration took, those that the processor was busy, and the most megabytes that it held."""
    road = ["--from", str(folder / "old.yaml"), "--to", str(folder / "new.yaml"), "-o", str(folder / output), *words]
    command = [sys.executable, "-m", "pipeline", "migrate", str(folder / given), *road]
    started = time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "LANGUAGE": "en"}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - started
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, command
    held = usage.ru_maxrss / 1000 / (1000 if sys.platform == "darwin" else 1)
    return seconds, usage.ru_utime + usage.ru_stime, held


if __name__ == "__main__":
    main()
