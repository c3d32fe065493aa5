"""The same run by a Dask cluster on loopback: a scheduler and three workers, of which one is killed and one cut off."""

from __future__ import annotations

import os
import threading

import pytest

from batch.run import run
from batch.work import Output
from rubrics.errors import DabiaoError
from tests.batch.running.dasks import dask
from tests.batch.running.gated import GATE, SHUT, GatedJob
from tests.batch.running.small import files_of, given, half_files, order, rows_of
from tests.waiting import wait_for

pytest.importorskip("distributed", reason="Dask is not installed (pip install dabiao[cluster])")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's"),
]
FILES = 60


@pytest.fixture
def many(tmp_path):
    """Return a folder with more assessments than the workers do before something happens to them."""
    given(tmp_path, FILES, broken=(3, 30))
    return tmp_path


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed_and_one_cut_off(many, monkeypatch):
    monkeypatch.setattr("batch.run.CHUNK", 3)
    run(order(many, many / "whole", Output.SCORECARD))
    with dask(many / "dask", 3, patience=8) as cluster:
        cluster.wait_until_joined(3)
        seen: list[int] = []
        troubles = threading.Thread(target=trouble, args=(cluster, many / "out", seen))
        troubles.start()
        tally = run(order(many, many / "out", Output.SCORECARD, scheduler=cluster.address, kind=GatedJob))
        troubles.join()
        (many / "out" / GATE).unlink()
        assert SHUT <= seen[0] < FILES - 10
        assert (tally.total, tally.done, tally.failed) == (FILES, FILES - 2, 2)
        assert half_files(many / "out") == []
        assert files_of(many / "out") == files_of(many / "whole")
        cluster.rejoin(2)
        assert run(order(many, many / "out", Output.SCORECARD, scheduler=cluster.address)).unchanged == FILES - 2
        assert files_of(many / "out") == files_of(many / "whole")


def trouble(cluster, out, seen):
    """Kill one worker and cut off another when all stand at the gate, note how many results there were, and open it."""
    wait_for(lambda: len(list(out.glob("scorecards/*"))) >= SHUT)
    cluster.cut_off(2)
    cluster.kill(1)
    seen.append(len(list(out.glob("scorecards/*"))))
    (out / GATE).touch()


def test_a_scheduler_that_is_not_there_is_told(folder, monkeypatch):
    monkeypatch.setattr("batch.cluster._SECONDS", 1)
    with pytest.raises(DabiaoError, match="scheduler does not answer"):
        run(order(folder, folder / "out", scheduler="tcp://127.0.0.1:9"))


def test_an_address_that_is_none_is_told_at_once(folder):
    with pytest.raises(DabiaoError, match="check its address"):
        run(order(folder, folder / "out", scheduler="somewhere"))


def test_a_file_that_kills_every_worker_costs_that_file_only(folder, monkeypatch):
    from tests.batch.running.deadly import DeadlyJob

    monkeypatch.setattr("batch.run.CHUNK", 4)
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with dask(folder / "dask", 3) as cluster:
        tally = run(order(folder, folder / "out", Output.SCORECARD, scheduler=cluster.address, kind=DeadlyJob))
    assert (tally.done, tally.failed) == (9, 3)
    assert "batch-worker-died" in {line[4] for line in rows_of(folder / "out" / "errors.csv")}
