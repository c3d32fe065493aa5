"""A province at once: garage assessments scored and their forms filled by ``dabiao batch``.

    python benchmarks/batch.py [N] [--smoke] [--kills K] [--keep DIR] [--database URL]

N assessments (6,000) are generated, varied, one in fifty broken on purpose. They are done by two processes, a part of them by
one process and by two Dask workers on loopback, and docxtpl fills the same rows beside them. Peak memory is what is resident of
all processes together, measured five times a second; beside it stands the processor time, for each assessment, of the process
that directs the others and keeps the results (its start, some two seconds, is in it). With --database the two processes do it all
once more, into that (empty) server.
Then runs are killed at random moments, each taken up again until it is through, and what they leave is compared with what an
undisturbed run leaves: results lost, results doubled, bytes that differ.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

STANDARD = "garage-level3"
PROVINCE, PART, SMALL, KILLED = 6_000, 1_500, 1_000, 100
SMOKE = 40
BROKEN = 50
"""One in so many assessments is broken."""
REACH_CORES, REACH_MEMORY = 1.8, 1.2


@dataclass(frozen=True)
class Measured:
    """What a run took: seconds, megabytes of all processes at their highest, processor seconds of the one that directs."""

    count: int
    seconds: float
    megabytes: float
    directing: float

    @property
    def rate(self) -> float:
        """Assessments a second."""
        return self.count / self.seconds


def main() -> None:
    """Run everything, and print a table and the figures of the kills."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=PROVINCE, help="how many assessments (6,000)")
    parser.add_argument("--smoke", action="store_true", help="few assessments: shows that it runs, not how fast")
    parser.add_argument("--kills", type=int, default=4, help="how many runs are killed")
    parser.add_argument("--database", help="the URL of an empty database on a server, to be measured as well")
    parser.add_argument("--keep", type=Path, help="the folder to work in, which stays")
    arguments = parser.parse_args()
    with folder_of(arguments.keep) as folder:
        if arguments.smoke:
            smoke(folder)
        else:
            rates(folder, arguments.count, arguments.database)
            kills(folder, KILLED, arguments.kills)


def smoke(folder: Path) -> None:
    """Show that it runs, and that one that was killed goes on."""
    kills(folder, SMOKE, 1, most=1, jobs="1")


def rates(folder: Path, count: int, database: str | None) -> None:
    """Print how many assessments a second each way does, and the ratios."""
    parts = {"all": count, "part": min(PART, count), "small": min(SMALL, count // 10)}
    for name, number in parts.items():
        generate(folder / name, number)
    print(f"{os.cpu_count()} cores; {count} assessments of {STANDARD}, scored, forms filled, results in SQLite")
    alone = show("one process", batch(folder, "part", "out1", "--jobs", "1"))
    small = show("two processes", batch(folder, "small", "out2s", "--jobs", "2"))
    full = show("two processes", batch(folder, "all", "out2", "--jobs", "2"))
    again = show("two processes, nothing changed", batch(folder, "all", "out2", "--jobs", "2"))
    if database is not None:
        show("two processes, into a server", batch(folder, "all", "out2d", "--jobs", "2", "--database", database))
    verdict("two processes to one, at a time", full.rate / alone.rate, REACH_CORES, at_least=True)
    verdict("peak memory, all to a small run", full.megabytes / small.megabytes, REACH_MEMORY, at_least=False)
    print(f"{'nothing changed to all':44}{again.rate / full.rate:8.1f} x")
    with dask(2) as scheduler:
        show("two Dask workers", batch(folder, "part", "outd", "--scheduler", scheduler))
    one = docxtpl_rate()
    if one:
        print(f"{'docxtpl, one process, rows only':44}{one:8.1f} /s{alone.rate / one:8.1f} x slower than one process here")


def show(name: str, measured: Measured) -> Measured:
    """Print what a run took."""
    took = f"{measured.seconds:8.1f} s{measured.rate:8.1f} /s{measured.megabytes:8.0f} MB"
    took += f"{measured.directing / measured.count * 1000:8.2f} ms directing"
    print(f"{name:32}{measured.count:8} {took}", flush=True)
    return measured


def verdict(name: str, ratio: float, reach: float, *, at_least: bool) -> None:
    """Print a ratio and whether the reach was met."""
    met = ratio >= reach if at_least else ratio <= reach
    print(f"{name:44}{ratio:8.2f} x   reach {reach:g}: {'met' if met else 'MISSED'}", flush=True)


# --- what is run ------------------------------------------------------------------------------------------------------


def command(folder: Path, inputs: str, out: str, *options: str) -> list[str]:
    """Return the command line of a run."""
    words = ["batch", STANDARD, str(folder / inputs), "-o", str(folder / out), "--run", "province", "--forms", *options]
    return [sys.executable, "-m", "pipeline", *words]


def batch(folder: Path, inputs: str, out: str, *options: str) -> Measured:
    """Run it, and return what it took; its status is 1 where some assessments are broken."""
    count = sum(1 for _ in os.scandir(folder / inputs))
    began = time.perf_counter()
    process = subprocess.Popen(command(folder, inputs, out, *options), cwd=ROOT, stdout=subprocess.DEVNULL)
    with watched(process.pid) as used:
        status = process.wait()
    assert status == int(count > BROKEN // 2), status
    return Measured(count, time.perf_counter() - began, used.megabytes, used.directing)


@dataclass
class Used:
    """What was seen so far: megabytes of all processes at their highest, seconds of the processor of the one that directs."""

    megabytes: float = 0.0
    directing: float = 0.0


@contextmanager
def watched(directing: int) -> Iterator[Used]:
    """Measure while the block runs: the memory of all our children, and the processor time of the one that directs a run."""
    import psutil

    used, done = Used(), threading.Event()

    def measure() -> None:
        """Look at all children five times a second, until the block is over."""
        while not done.wait(0.2):
            total = 0
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    total += child.memory_info().rss
                    if child.pid == directing:
                        used.directing = sum(child.cpu_times()[:2])
            used.megabytes = max(used.megabytes, total / 2**20)

    thread = threading.Thread(target=measure)
    thread.start()
    try:
        yield used
    finally:
        done.set()
        thread.join()


@contextmanager
def dask(workers: int) -> Iterator[str]:
    """Start a scheduler and workers on loopback, by the commands of docs/scale.md, and stop them at the end."""
    place = Path(tempfile.mkdtemp(prefix="dabiao-dask-"))
    told = place / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    start = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    processes = [subprocess.Popen([*start, "--scheduler-file", str(told)], **quiet)]
    try:
        while not told.exists():
            time.sleep(0.1)
        join = ["--scheduler-file", str(told), "--nthreads", "1", "--no-dashboard", "--local-directory", str(place)]
        processes += [subprocess.Popen([sys.executable, "-m", "dask", "worker", *join], **quiet) for _ in range(workers)]
        import json

        address = str(json.loads(told.read_text())["address"])
        wait_for(address, workers)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait()
        shutil.rmtree(place, ignore_errors=True)


def wait_for(address: str, workers: int) -> None:
    """Wait until all workers have joined."""
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(workers)


def docxtpl_rate() -> float:
    """Return how many forms a second docxtpl renders (see benchmarks/render.py); 0 where it is not installed."""
    from benchmarks.render import cell_texts, docxtpl, given
    from render import prepare

    source, rubric, filled = given()
    try:
        job = docxtpl(source, cell_texts(prepare(source, rubric).fill(filled[:1]).data))
    except ImportError:
        return 0.0
    job()
    times = []
    for _ in range(3):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return 1 / min(times)


# --- what is given ----------------------------------------------------------------------------------------------------


def generate(folder: Path, count: int) -> None:
    """Write so many assessments, the same at each call; one in fifty is broken."""
    from benchmarks.scoring import assessments
    from rubrics.files import dump_assessment
    from rubrics.library import open_library
    from scoring import prepare

    folder.mkdir(parents=True, exist_ok=True)
    if sum(1 for _ in os.scandir(folder)) == count:
        return
    plan = prepare(open_library(STANDARD))
    for number, assessment in enumerate(assessments(plan, count)):
        text = dump_assessment(assessment)
        data = broken(text, number // BROKEN) if number % BROKEN == BROKEN // 2 else text.encode()
        (folder / f"{number:07}.yaml").write_bytes(data)


def broken(text: str, number: int) -> bytes:
    """Return an assessment that cannot be scored, in one of several ways."""
    ways = (
        text.replace("items:", "items: [", 1).encode(),
        text.encode()[: len(text) // 2] + b"\xff\xfe",
        text.replace("  1.1-1:", "  9.9-99:", 1).encode(),
        text.replace("rule: 1", "rule: 77").encode(),
        b"",
        text.replace(f"rubric: {STANDARD}", "rubric: other").encode(),
        text.replace("kind: review", "kind: other").encode(),
    )
    return ways[number % len(ways)]


@contextmanager
def folder_of(given: Path | None) -> Iterator[Path]:
    """Give the folder to work in, removed at the end where none was named."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="dabiao-batch-") as made:
        yield Path(made)


# --- kills ------------------------------------------------------------------------------------------------------------


def kills(folder: Path, count: int, runs: int, most: int = 3, jobs: str = "2") -> None:
    """Kill runs at random moments, each so many times, and take them up again; print what was lost, doubled, or differs."""
    generate(folder / "few", count)
    whole = show(f"undisturbed, {jobs} process(es)", batch(folder, "few", "a/out", "--jobs", jobs)).seconds
    expected = files_of(folder / "a" / "out")
    chance = random.Random(1)  # noqa: S311 - no secret
    killed = lost = doubled = differ = 0
    for number in range(runs):
        home = folder / f"k{number}"
        moments = [chance.uniform(0.2, 1.0) * whole for _ in range(most)]
        killed += disturbed(command(folder, "few", f"k{number}/out", "--jobs", jobs), moments)
        found = files_of(home / "out")
        lost += count - len(summary_of(home / "out"))
        doubled += doubles_in(home / "out" / "results.sqlite")
        differ += sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
        shutil.rmtree(home)
    print(
        f"{runs} runs of {count}, killed {killed} times: lost {lost}, doubled {doubled}, files that differ {differ}", flush=True
    )
    assert not lost + doubled + differ


def disturbed(command: list[str], moments: list[float]) -> int:
    """Run until it is through, killing it after each of so many seconds first; return how often it was killed."""
    for killed, seconds in enumerate([*moments, None]):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            continue
        assert status == 1, status
        return killed
    raise AssertionError


def files_of(out: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a run by their names, the journal aside."""
    paths = (path for path in out.rglob("*") if path.is_file() and ".dabiao" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def summary_of(out: Path) -> list[list[str]]:
    """Return the lines of the summary."""
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def doubles_in(database: Path) -> int:
    """Return how many assessments stand twice in a database."""
    with sqlite3.connect(database) as connection:
        names = connection.execute("SELECT count(name) - count(DISTINCT name) FROM assessments").fetchone()
    return int(names[0])


if __name__ == "__main__":
    main()
