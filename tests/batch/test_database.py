"""The results database: nothing lost, nothing doubled, nothing half, whatever happens."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from batch.database import Results
from batch.inserting import in_statements
from batch.rows import failed_rows, run_of
from batch.statistics import open_run, queries
from rubrics.errors import DatabaseError
from tests.batch.runs import content, keep, made_rows, plan

RUBRIC = "jiangsu-small-enterprise"
ROOT = Path(__file__).parents[2]


def test_what_is_kept_is_the_same_on_every_database(database, tmp_path):
    rows = made_rows(RUBRIC, 6, kinds=("self", "review"), open_share=0.3)
    keep(database, RUBRIC, rows, failed=2)
    keep(tmp_path / "other.sqlite", RUBRIC, rows, failed=2)
    kept = content(database)
    assert kept == content(tmp_path / "other.sqlite")
    assert len(kept["assessments"]) == 12
    assert len(kept["item_scores"]) == 12 * len(plan(RUBRIC).items)
    assert [row[3] for row in kept["errors"]] == sorted(
        (row[3] for row in kept["errors"]), key=lambda name: kept_number(kept, name)
    )


def kept_number(kept, name):
    return next(row[1] for row in kept["errors"] if row[3] == name)


def test_texts_come_back_sign_by_sign_on_every_database(database):
    notes = ("制表\t换行\n回车\r反斜\\N \\t", "\\N", "\\.", "a\x00b", "\x1b[31m", "𠮷", "'; DROP TABLE runs --", "")
    (one,) = made_rows(RUBRIC, 1)
    findings = tuple((number, 1, None, None, "finding", 1, None, 0, 0, note) for number, note in enumerate(notes[:3], 1))
    rows = replace(one, findings=findings)
    odd = failed_rows(one.name + "2", "k", [("code", "1:1", note) for note in notes])
    keep(database, RUBRIC, [rows, odd])
    kept = content(database)
    assert [row[-1] for row in kept["findings"]] == list(notes[:3])
    assert [row[-1] for row in kept["errors"]] == [note.replace("\x00", "\ufffd") for note in notes]


def test_the_way_for_any_other_server_keeps_the_same(database, tmp_path, monkeypatch):
    rows = made_rows(RUBRIC, 3)
    keep(tmp_path / "other.sqlite", RUBRIC, rows, failed=1)
    monkeypatch.setattr("batch.database.insert_rows", in_statements)
    monkeypatch.setattr("batch.inserting._PARAMETERS", 100)
    keep(database, RUBRIC, rows, failed=1)
    assert content(database) == content(tmp_path / "other.sqlite")


def test_what_the_server_refuses_is_told_and_nothing_of_the_chunk_stays(postgres):
    rows = made_rows(RUBRIC, 3)
    keep(postgres, RUBRIC, rows[:1])
    with Results.open(postgres) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        with pytest.raises(DatabaseError, match="invalid byte sequence"):
            results.add([rows[1], replace(rows[2], key="\0")])
        assert dict(results.keys()) == {rows[0].name: "key"}


def test_a_batch_waits_while_statistics_are_read_and_they_see_one_moment(database):
    rows = made_rows(RUBRIC, 4)
    keep(database, RUBRIC, rows[:2])
    with Results.open(database) as results, ThreadPoolExecutor(1) as other:
        results.begin(run_of(plan(RUBRIC), "run"))
        with open_run(database) as source:
            before = queries.items(source)
            adding = other.submit(results.add, rows[2:])
            time.sleep(0.3)
            assert queries.items(source) == before
        adding.result(timeout=300)
        assert len(dict(results.keys())) == 4


def test_adding_again_replaces_and_never_doubles(database):
    rows = made_rows(RUBRIC, 5)
    keep(database, RUBRIC, rows)
    before = content(database)
    with Results.open(database) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        results.add(rows[2:4])
        results.add([rows[2], rows[2]])
        results.finish()
    assert content(database) == before


def test_a_name_that_failed_and_is_mended_leaves_no_error_behind(database):
    rows = made_rows(RUBRIC, 2)
    broken = failed_rows(rows[0].name, "old", [("schema-invalid", "1:1", "?"), ("schema-invalid", "2:1", "?")])
    with Results.open(database) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        results.add([broken, rows[1]])
        assert dict(results.keys()) == {rows[0].name: "old", rows[1].name: "key"}
        results.add([rows[0]])
        assert dict(results.keys()) == {rows[0].name: "key", rows[1].name: "key"}
        results.add([replace(broken, key="new")])
        results.finish()
    kept = content(database)
    assert len(kept["errors"]) == 2
    assert [row[2] for row in kept["assessments"]] == [rows[1].name]


def test_what_is_forgotten_is_gone(database):
    rows = made_rows(RUBRIC, 3)
    keep(database, RUBRIC, rows)
    with Results.open(database) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        results.forget([rows[1].name])
        assert sorted(dict(results.keys())) == [rows[0].name, rows[2].name]
    assert {row[1] for row in content(database)["item_scores"]} == {row[1] for row in content(database)["assessments"]}


def test_another_rubric_under_the_same_name_begins_anew(database):
    keep(database, RUBRIC, made_rows(RUBRIC, 2))
    keep(database, "garage-level3", made_rows("hangzhou-safety-culture", 0))
    kept = content(database)
    assert [row[3] for row in kept["runs"]] == ["garage-level3"]
    assert not kept["assessments"]
    assert len(kept["items"]) == len(plan("garage-level3").items)


def test_runs_stand_side_by_side(database):
    keep(database, RUBRIC, made_rows(RUBRIC, 2), name="first")
    keep(database, "hangzhou-safety-culture", made_rows("hangzhou-safety-culture", 3), name="second")
    kept = content(database)
    assert [(row[0], row[1]) for row in kept["runs"]] == [(1, "first"), (2, "second")]
    assert [sum(row[0] == run for row in kept["assessments"]) for run in (1, 2)] == [2, 3]


def test_the_same_results_give_the_same_bytes_in_whatever_order_they_came(tmp_path):
    rows = made_rows(RUBRIC, 8)
    shuffled = random.Random(3).sample(rows, len(rows))  # noqa: S311
    keep(tmp_path / "a.sqlite", RUBRIC, rows, chunk=3)
    for again in (shuffled[:5], shuffled, rows[:1]):
        keep(tmp_path / "b.sqlite", RUBRIC, again, chunk=2)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite"]


def test_a_run_to_which_nothing_is_added_is_left_as_it_is(database, tmp_path):
    rows = made_rows(RUBRIC, 3)
    keep(database, RUBRIC, rows)
    before, path = content(database), tmp_path / "results.sqlite"
    when = path.stat().st_ino if path.exists() else None
    with Results.open(database) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        results.add([])
        results.forget([])
        results.finish()
    assert (path.stat().st_ino if path.exists() else None) == when
    assert content(database) == before
    with Results.open(database) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        results.add(rows[:1])
        assert [row[2] for row in content(database)["runs"]] == [False]
        results.finish()
    assert content(database) == before


WRITER = """
import sys
from batch.database import Results
from batch.inserting import in_statements
from batch.rows import run_of
from tests.batch.runs import made_rows, plan
rows = made_rows("jiangsu-small-enterprise", 12)
while True:
    print("again", flush=True)
    with Results.open(sys.argv[1]) as results:
        results.begin(run_of(plan("jiangsu-small-enterprise"), "run"))
        for start in range(0, 12, 3):
            print(start, flush=True)
            results.add(rows[start : start + 3])
        print("finish", flush=True)
        results.finish()
"""


def test_a_run_killed_at_any_moment_leaves_whole_assessments_and_goes_on(tmp_path):
    path, rows, chance = tmp_path / "results.sqlite", made_rows(RUBRIC, 12), random.Random(5)  # noqa: S311
    for _ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        for _ in range(chance.randint(1, 12)):  # it goes round and round, so that it is killed at any of its steps
            assert writer.stdout.readline()
        time.sleep(chance.random() * 0.03)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        if path.exists():
            with Results.open(path):  # what SQLite has to roll back is rolled back, and tables are all there or made
                check_whole(path)
    keep(path, RUBRIC, rows)
    keep(tmp_path / "undisturbed.sqlite", RUBRIC, rows)
    assert path.read_bytes() == (tmp_path / "undisturbed.sqlite").read_bytes()


def check_whole(path):
    kept = content(path)
    names = [row[2] for row in kept["assessments"]]
    assert len(names) == len(set(names))
    assert len(names) % 3 == 0
    assert len(kept["item_scores"]) == len(names) * len(plan(RUBRIC).items)
    assert len(kept["element_scores"]) == len(names) * len(plan(RUBRIC).elements)


def test_figures_are_exact_to_the_millionth_and_add_up_in_sql(tmp_path):
    path = tmp_path / "results.sqlite"
    keep(path, "garage-level3", made_rows("garage-level3", 4))
    with sqlite3.connect(path) as connection:
        kinds = connection.execute("SELECT DISTINCT typeof(deduction), typeof(score) FROM item_scores").fetchall()
        wrong = connection.execute("SELECT COUNT(*) FROM assessments WHERE score + deduction <> due").fetchone()[0]
        units = connection.execute("SELECT COUNT(*), SUM(reviews) FROM enterprises").fetchone()
    connection.close()
    assert set(kinds) <= {("integer", "integer"), ("null", "null")}
    assert (wrong, units) == (0, (4, 4))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nosuch://x/y", "database-url"),
        ("postgresql+psycopg2://tests@127.0.0.1/x", "database-driver"),
        ("postgresql+pg8000://tests@127.0.0.1:1/x", "database-failed"),
        ("/dev/null/x.sqlite", "database-failed"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told(url, code):
    with pytest.raises(DatabaseError) as told:
        Results.open(url)
    assert told.value.code == code
    assert "\n" not in str(told.value)


def test_a_password_is_not_told():
    with pytest.raises(DatabaseError) as told:
        Results.open("postgresql+pg8000://tests:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)


def test_a_file_of_another_kind_and_another_version_are_refused(tmp_path):
    (tmp_path / "text.sqlite").write_text("第一行\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="file is not a database"):
        Results.open(tmp_path / "text.sqlite")
    keep(tmp_path / "old.sqlite", RUBRIC, [])
    with sqlite3.connect(tmp_path / "old.sqlite") as connection:
        connection.execute("UPDATE dabiao SET version = 99")
    connection.close()
    with pytest.raises(DatabaseError) as told:
        Results.open(tmp_path / "old.sqlite")
    assert told.value.code == "database-version"
    with sqlite3.connect(tmp_path / "theirs.sqlite") as connection:
        connection.execute("CREATE TABLE runs (x)")
    connection.close()
    with pytest.raises(DatabaseError) as told:
        Results.open(tmp_path / "theirs.sqlite")
    assert told.value.code == "database-of-another"


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path):
    path, rows = tmp_path / "results.sqlite", made_rows(RUBRIC, 12)
    keep(path, RUBRIC, rows[:1])
    pages = len(path.read_bytes()) // 4096
    with Results.open(path) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        event.listen(results._engine, "connect", lambda one, _: one.execute(f"PRAGMA max_page_count={pages + 2}"))
        results._engine.dispose()
        with pytest.raises(DatabaseError, match="full"):
            results.add(rows)
    check = content(path)
    assert [row[2] for row in check["assessments"]] == [rows[0].name]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count a process's memory in other units")
def test_memory_does_not_grow_with_the_number_of_assessments(tmp_path):
    def megabytes(count: int) -> float:
        command = [sys.executable, "-m", "tests.batch.growing", str(tmp_path / f"{count}.sqlite"), str(count)]
        return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)

    few, many = megabytes(1000), megabytes(3000)
    assert (tmp_path / "3000.sqlite").stat().st_size > 24e6
    assert many - few < 25
