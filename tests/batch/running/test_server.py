"""A database on a server takes the rows from the workers themselves; the process that directs the run only notes what is done."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from batch.database import Results
from batch.job import do_all, ready
from batch.keeping import KeptThere
from batch.rows import run_of
from batch.run import run
from batch.work import Output, State, Work
from tests.batch.running.small import assessment, files_of, given, job, order
from tests.batch.runs import content, keep, made_rows, plan

RUBRIC = "hangzhou-safety-culture"


def test_workers_leave_on_a_server_what_one_process_leaves(folder, postgres):
    here = order(folder, folder / "one", Output.SCORECARD, database=postgres, run="alone")
    run(here)
    tally = run(order(folder, folder / "two", Output.SCORECARD, database=postgres, run="workers", jobs=2))
    assert (tally.done, tally.failed) == (10, 2)
    found = content(postgres)
    assert [row[2] for row in found["runs"]] == [True, True]
    for name, rows in found.items():
        if name not in {"runs", "dabiao"}:
            one, two = ([row[1:] for row in rows if row[0] == number] for number in (1, 2))
            assert one == two, name
    assert files_of(folder / "one") == files_of(folder / "two")


def test_what_came_went_and_changed_is_right_on_the_server_too(folder, postgres):
    ordered = order(folder, folder / "out", database=postgres)
    run(ordered)
    (folder / "in" / "0001.yaml").unlink()
    (folder / "in" / "0002.yaml").write_text("broken: [")
    (folder / "in" / "0003.yaml").write_text(assessment(3), encoding="utf-8")
    tally = run(replace(ordered, jobs=2))
    assert (tally.done, tally.failed, tally.unchanged, tally.removed) == (1, 2, 8, 1)
    after = content(postgres)
    names = [row[2] for row in sorted(after["assessments"], key=lambda row: row[2])]
    assert names == ["0000", "0003", "0004", "0005", "0006", "0008", "0009", "0010", "0011"]
    assert sorted({row[3] for row in after["errors"]}) == ["0002", "0007"]
    assert run(ordered).done == 0
    assert content(postgres) == after


def test_workers_that_add_the_same_at_once_leave_it_once(postgres):
    rows = made_rows(RUBRIC, 12)
    with Results.open(postgres) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        number = results.share()
        problems: list[Exception] = []

        def work() -> None:
            try:
                with Results.join(postgres, number) as mine:
                    for start in (0, 4, 8):
                        mine.add(rows[start : start + 4])
            except Exception as problem:  # noqa: BLE001 - shown below
                problems.append(problem)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        results.finish()
    assert not list(map(str, problems))
    shared = content(postgres)
    assert len(shared["assessments"]) == 12
    keep(postgres, RUBRIC, rows, name="whole")
    whole = content(postgres)
    for name in ("assessments", "item_scores", "findings"):
        assert [row[1:] for row in whole[name] if row[0] == 2] == [row[1:] for row in shared[name]]


def test_what_a_worker_adds_after_the_end_is_left_out(postgres):
    rows = made_rows(RUBRIC, 3)
    with Results.open(postgres) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        with Results.join(postgres, results.share()) as late:
            late.add(rows[:2])
            results.finish()
            before = content(postgres)
            late.add(rows)
            assert content(postgres) == before
    assert len(before["assessments"]) == 2


def test_a_server_that_is_gone_stops_the_run(tmp_path):
    place = given(tmp_path, 2)
    made = ready(replace(job(tmp_path, tmp_path / "out"), kept_there=KeptThere("postgresql+pg8000://x@127.0.0.1:9/x", 1)))
    works = [Work(number, f"{number}", f"{number}", str(place / f"000{number}.yaml")) for number in (0, 1)]
    (found,) = do_all(made, works)
    assert found.state is State.FAILED
    assert found.stop is not None
    assert found.stop[0] == "database-failed"


def test_runs_that_share_a_cluster_do_not_take_each_others_work(tmp_path):
    cluster = pytest.importorskip("batch.cluster", reason="Dask is not installed (pip install dabiao[cluster])")
    place = given(tmp_path, 2)
    plugins = [cluster.JobPlugin(name, job(tmp_path, tmp_path / name, Output.SCORECARD)) for name in ("a", "b")]
    for plugin in plugins:
        plugin.setup(None)
    for number, name in enumerate(("a", "b")):
        cluster.do_there(name, [Work(1, name, name, str(place / f"000{number}.yaml"))])
    plugins[0].teardown(None)
    cluster.do_there("b", [Work(2, "c", "c", str(place / "0000.yaml"))])
    plugins[1].teardown(None)
    assert sorted(files_of(tmp_path / "a")) == ["scorecards/a.json"]
    assert sorted(files_of(tmp_path / "b")) == ["scorecards/b.json", "scorecards/c.json"]
