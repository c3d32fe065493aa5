"""Whatever is killed, whenever: nothing is lost, nothing doubled, no half of a file, and the same bytes in the end."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from batch.pool import Pool, _Worker, serve
from batch.run import run
from batch.work import Output
from tests.batch.running.deadly import DeadlyJob, ForgetfulJob
from tests.batch.running.small import files_of, half_files, order, rows_of
from tests.waiting import wait_for

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are POSIX's")


def test_runs_killed_at_random_moments_end_like_one_that_was_not(tmp_path):
    command = [sys.executable, "-m", "tests.batch.running.killing", tmp_path / "k", "--runs", "8", "--files", "30"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=1800)
    figures = json.loads(said.stdout)
    assert figures["runs"] == 8
    assert figures["kills"] >= 8
    assert figures["kept"] > 0
    assert {name: figures[name] for name in ("lost", "doubled", "differ", "halves")} == {
        "lost": 0,
        "doubled": 0,
        "differ": 0,
        "halves": 0,
    }


def test_a_run_of_two_processes_that_is_killed_leaves_no_process_and_goes_on(folder):
    words = ["batch", folder / "small.yaml", folder / "in", "-o", folder / "out", "--scorecards", "--jobs", "2", "--run", "run"]
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    chance = random.Random(2)  # noqa: S311 - no secret
    for _ in range(3):
        process = subprocess.Popen(command, **quiet)
        wait_for((folder / "out" / ".dabiao" / "journal.sqlite").exists)
        enough = scorecards_in(folder / "out") + chance.randrange(5)
        wait_for(lambda ended=process.poll, enough=enough: scorecards_in(folder / "out") >= enough or ended() is not None)
        workers = children_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_for(lambda gone=workers: not any(is_alive(pid) for pid in gone))
        assert half_files(folder / "out") == []
    assert subprocess.run(command, check=False, **quiet).returncode == 1
    run(order(folder, folder / "whole", Output.SCORECARD))
    assert files_of(folder / "out") == files_of(folder / "whole")


def test_a_worker_that_is_killed_costs_nothing(folder):
    killed = []

    class Watched(Pool):
        def take(self):
            if not killed:
                worker = next(worker for worker in self._workers if worker.chunks)
                os.kill(worker.process.pid, signal.SIGKILL)
                killed.append(worker.process.pid)
            return super().take()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("batch.pool.Pool", Watched)
        patched.setattr("batch.run.CHUNK", 2)
        patched.setattr("batch.pool._start", started_and_ready)
        run(order(folder, folder / "out", Output.SCORECARD, jobs=2))
    run(order(folder, folder / "whole", Output.SCORECARD))
    assert killed
    assert files_of(folder / "out") == files_of(folder / "whole")


def test_a_file_that_kills_its_worker_twice_costs_that_file_only(folder):
    tally = run(order(folder, folder / "out", Output.SCORECARD, kind=DeadlyJob, jobs=2))
    assert (tally.done, tally.failed) == (9, 3)
    told = [line for line in rows_of(folder / "out" / "errors.csv") if line[4] == "batch-worker-died"]
    assert [Path(line[0]).name for line in told] == ["0005.yaml"]
    assert "killed twice" in told[0][2]
    run(order(folder, folder / "out", Output.SCORECARD))
    run(order(folder, folder / "whole", Output.SCORECARD))
    assert files_of(folder / "out") == files_of(folder / "whole")


def test_a_file_that_takes_all_memory_costs_that_file_only(folder):
    tally = run(order(folder, folder / "out", Output.SCORECARD, kind=ForgetfulJob, jobs=1))
    assert (tally.done, tally.failed) == (9, 3)
    assert "batch-out-of-memory" in {line[4] for line in rows_of(folder / "out" / "errors.csv")}


def started_and_ready(job):
    """Start a worker of a pool, and wait until it works: one that cannot even start ends the run."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, job, os.getpid()))
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    return _Worker(process, ours, is_ready=True)


def scorecards_in(out: Path) -> int:
    """Return how many scorecards stand in OUT."""
    return len(list(out.glob("scorecards/*.json")))


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def is_alive(pid: int) -> bool:
    """Tell whether a process works still; one that waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
