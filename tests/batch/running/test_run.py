"""A run over many assessments: what it leaves, what it does not do again, and what it refuses."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace

import pytest

from batch.job import _MAKERS
from batch.run import run
from batch.work import Output
from rubrics.errors import DabiaoError, FormError
from tests.batch.running.small import assessment, files_of, given, names_in, order, rows_of

ALL = tuple(one for one in Output if one is not Output.PDF)
"""All outputs but those that take seconds each."""


def test_every_assessment_gets_what_was_asked_for_and_a_line(folder):
    tally = run(order(folder, folder / "out", *ALL))
    assert (tally.total, tally.done, tally.failed, tally.unchanged) == (12, 10, 2, 0)
    found = files_of(folder / "out")
    good = [f"{number:04}" for number in range(12) if number not in (3, 7)]
    for kind, ending in (("forms", "docx"), ("papers", "docx"), ("reports", "html"), ("scorecards", "json")):
        assert sorted(name for name in found if name.startswith(kind)) == [f"{kind}/{name}.{ending}" for name in good]
    assert names_in(folder / "out" / "results.sqlite") == good
    lines = rows_of(folder / "out" / "summary.csv")
    assert [line[1] for line in lines] == [f"{number:04}" for number in range(12)]
    assert lines[2][2:7] == ["第2厂", "self", "92", "92", "ungraded"]
    assert lines[3][2:] == [""] * 7


def test_a_bad_file_costs_one_line_with_its_place_and_what_to_do(folder):
    bad = folder / "in" / "0003.yaml"
    bad.write_text(bad.read_text() + "  1-1: {full: true, score: 3}\n  8-8: {full: true}\n")
    run(order(folder, folder / "out"))
    first, second = rows_of(folder / "out" / "errors.csv")
    assert first[0] == str(bad)
    assert first[1:3] == ["line 6, column 3", "items.1-1: two answers: full, score"]
    assert second[1:] == ["line 5, column 3", "there is no item 9-9", "check the id", "answer-unknown-item", "0"]


def test_several_errors_of_a_file_are_one_line_and_all_in_the_database(folder):
    bad = folder / "in" / "0003.yaml"
    bad.write_text(bad.read_text() + "  8-8: {full: true}\n")
    run(order(folder, folder / "out"))
    assert [line[-1] for line in rows_of(folder / "out" / "errors.csv")] == ["1", "0"]
    with sqlite3.connect(folder / "out" / "results.sqlite") as connection:
        found = connection.execute("SELECT name, place, said FROM errors ORDER BY name, number").fetchall()
    connection.close()
    assert [(name, place) for name, place, _ in found] == [("0003", "5:3"), ("0003", "6:3"), ("0007", "5:3")]
    assert found[0][2] == "there is no item 9-9; check the id"


def test_the_same_inputs_give_the_same_bytes_whoever_does_the_work(folder, monkeypatch):
    run(order(folder, folder / "one", *ALL))
    monkeypatch.setattr("batch.run.CHUNK", 2)
    run(order(folder, folder / "two", *ALL, jobs=2))
    assert files_of(folder / "one") == files_of(folder / "two")


def test_what_is_unchanged_is_not_done_again(folder):
    run(order(folder, folder / "out", *ALL))
    before = {path: path.stat().st_mtime_ns for path in (folder / "out" / "forms").iterdir()}
    first = files_of(folder / "out")
    (folder / "in" / "0005.yaml").write_text(assessment(55), encoding="utf-8")
    tally = run(order(folder, folder / "out", *ALL))
    assert (tally.done, tally.unchanged, tally.failed) == (1, 9, 2)
    written = [path.stem for path in (folder / "out" / "forms").iterdir() if path.stat().st_mtime_ns != before[path]]
    assert written == ["0005"]
    after = files_of(folder / "out")
    assert {name.rpartition("/")[2].partition(".")[0] for name in first if first[name] != after[name]} == {
        "0005",
        "results",
        "summary",
    }


def test_a_rubric_that_changed_has_all_done_again(folder):
    run(order(folder, folder / "out", Output.SCORECARD))
    (folder / "small.yaml").write_text((folder / "small.yaml").read_text().replace("deduct: 2,", "deduct: 1,"))
    assert run(order(folder, folder / "out", Output.SCORECARD)).unchanged == 0
    run(order(folder, folder / "anew", Output.SCORECARD))
    assert files_of(folder / "out") == files_of(folder / "anew")


def test_another_version_of_dabiao_does_all_again(folder):
    run(order(folder, folder / "out"))

    newer = order(folder, folder / "out")
    assert run(replace(newer, job=replace(newer.job, version="2"))).unchanged == 0


def test_what_is_asked_for_later_is_added_and_what_stands_there_stays(folder):
    run(order(folder, folder / "out", Output.FORM))
    tally = run(order(folder, folder / "out", Output.SCORECARD))
    assert (tally.done, tally.unchanged, tally.failed) == (10, 0, 2)
    run(order(folder, folder / "both", Output.FORM, Output.SCORECARD))
    assert files_of(folder / "out") == files_of(folder / "both")


@pytest.mark.parametrize("left", [None, b"", b"PK and no more"])
def test_a_result_that_is_gone_or_has_another_size_is_made_again(folder, left):
    run(order(folder, folder / "out", Output.FORM))
    before = files_of(folder / "out")
    (folder / "out" / "forms" / "0001.docx").unlink()
    if left is not None:
        (folder / "out" / "forms" / "0001.docx").write_bytes(left)
    assert run(order(folder, folder / "out", Output.FORM)).done == 1
    assert files_of(folder / "out") == before


def test_a_database_that_is_gone_is_made_again(folder):
    run(order(folder, folder / "out", Output.FORM))
    before = files_of(folder / "out")
    (folder / "out" / "results.sqlite").unlink()
    tally = run(order(folder, folder / "out", Output.FORM))
    assert tally.unchanged == 0
    assert files_of(folder / "out") == before


def test_inputs_that_came_went_and_changed_leave_what_a_fresh_run_leaves(folder):
    run(order(folder, folder / "out", *ALL))
    (folder / "in" / "0001.yaml").unlink()
    (folder / "in" / "0002.yaml").write_text("broken: [")
    (folder / "in" / "0003.yaml").write_text(assessment(3), encoding="utf-8")
    (folder / "in" / "0000a").mkdir()
    (folder / "in" / "0000a" / "x.yml").write_text(assessment(99), encoding="utf-8")
    tally = run(order(folder, folder / "out", *ALL))
    assert (tally.total, tally.done, tally.failed, tally.unchanged, tally.removed) == (12, 2, 2, 8, 1)
    run(order(folder, folder / "anew", *ALL))
    assert files_of(folder / "out") == files_of(folder / "anew")


def test_a_file_that_could_not_be_read_is_tried_again(folder, monkeypatch):
    def unreadable(url, _):
        raise DabiaoError("not-readable", where=url, reason="input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("batch.inputs.read_bytes", unreadable)
        assert run(order(folder, folder / "out")).failed == 12
    assert run(order(folder, folder / "out")).done == 10


def test_a_defect_of_the_program_costs_a_line_only(folder, monkeypatch):
    monkeypatch.setattr("batch.job.score", lambda _, assessment: {}[assessment.unit])
    assert run(order(folder, folder / "out")).failed == 12
    assert {line[4] for line in rows_of(folder / "out" / "errors.csv")} == {"batch-defect"}


def test_a_folder_with_other_files_is_refused_unless_forced(folder):
    (folder / "out").mkdir()
    (folder / "out" / "letter.txt").write_text("mine")
    with pytest.raises(DabiaoError, match="holds other files"):
        run(order(folder, folder / "out"))
    run(order(folder, folder / "out", force=True))
    assert (folder / "out" / "letter.txt").read_text() == "mine"


def test_a_run_over_other_assessments_is_refused_unless_forced(folder):
    run(order(folder, folder / "out", Output.FORM))
    other = given(folder / "b", 2)
    for path in list(other.iterdir()):
        path.rename(path.with_name(f"other{path.name}"))
    with pytest.raises(DabiaoError, match="an earlier run over other assessments"):
        run(order(folder, folder / "out", words=(str(other),)))
    assert (folder / "out" / "forms" / "0001.docx").exists()
    assert run(order(folder, folder / "out", words=(str(other),), force=True)).removed == 12
    assert names_in(folder / "out" / "results.sqlite") == ["other0000", "other0001"]
    assert not (folder / "out" / "forms").exists()


def test_two_runs_into_one_folder_at_once_are_refused(folder):
    run(order(folder, folder / "out"))
    holder = sqlite3.connect(folder / "out" / ".dabiao" / "journal.sqlite")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(DabiaoError, match="another run is writing there"):
            run(order(folder, folder / "out"))
    finally:
        holder.close()


def test_a_run_of_the_same_name_from_another_folder_is_not_replaced_in_a_shared_database(folder):
    shared = str(folder / "shared.sqlite")
    first, second = (
        order(folder, folder / name / "out", database=shared, words=(str(folder / "in" / file),))
        for name, file in (("a", "0001.yaml"), ("b", "0002.yaml"))
    )
    run(first)
    with pytest.raises(DabiaoError, match="the database holds a run run already"):
        run(second)
    with pytest.raises(DabiaoError, match="the database holds a run run already"):
        run(second)
    assert run(replace(second, run="other")).done == 1
    assert run(first).unchanged == 1
    assert names_in(folder / "shared.sqlite") == ["0001", "0002"]
    assert run(replace(second, force=True)).done == 1
    assert names_in(folder / "shared.sqlite") == ["0002", "0002"]


def test_a_damaged_journal_is_told(folder):
    run(order(folder, folder / "out"))
    (folder / "out" / ".dabiao" / "journal.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(DabiaoError, match="journal of the run is damaged"):
        run(order(folder, folder / "out"))


def test_what_a_spreadsheet_would_take_for_a_formula_is_a_text(folder):
    (folder / "in" / "0001.yaml").write_text(assessment(1).replace("第1厂", "=HYPERLINK(1)"), encoding="utf-8")
    run(order(folder, folder / "out"))
    assert rows_of(folder / "out" / "summary.csv")[1][2] == "'=HYPERLINK(1)"


def test_the_list_of_errors_speaks_the_language_in_use(folder, monkeypatch):
    from rubrics.messages import use_language

    monkeypatch.setenv("LANGUAGE", "zh")
    use_language("zh")
    run(order(folder, folder / "out"))
    line = rows_of(folder / "out" / "errors.csv")[0]
    assert line[1] == "第5行第3列"
    assert "9-9" in line[2]
    assert line[3]
    assert os.environ["LANGUAGE"] == "zh"


def test_a_form_made_of_another_document_is_made_again_and_nothing_else(folder):
    run(order(folder, folder / "out", Output.FORM, Output.SCORECARD))
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*/*") if path.suffix in {".docx", ".json"}}
    other = order(folder, folder / "out", Output.FORM, Output.SCORECARD)
    assert run(replace(other, job=replace(other.job, bare=True))).done == 10
    touched = {path.suffix for path, then in before.items() if path.stat().st_mtime_ns != then}
    assert touched == {".docx"}


def test_a_run_without_forms_leaves_those_that_are_up_to_date_and_removes_those_that_are_not(folder):
    run(order(folder, folder / "out", Output.FORM))
    (folder / "in" / "0005.yaml").write_text(assessment(55), encoding="utf-8")
    run(order(folder, folder / "out", Output.SCORECARD))
    names = sorted(path.stem for path in (folder / "out" / "forms").iterdir())
    assert names == ["0000", "0001", "0002", "0004", "0006", "0008", "0009", "0010", "0011"]


def test_results_may_go_into_a_postgresql_server(folder, postgres):
    from sqlalchemy import create_engine, text

    ordered = order(folder, folder / "out", database=postgres)
    assert run(ordered).done == 10
    (folder / "in" / "0001.yaml").unlink()
    tally = run(ordered)
    assert (tally.done, tally.unchanged, tally.failed, tally.removed) == (0, 9, 2, 1)
    engine = create_engine(postgres)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM assessments ORDER BY name")).scalars().all()
        finished = connection.execute(text("SELECT name, finished FROM runs")).all()
    engine.dispose()
    assert names == ["0000", "0002", "0004", "0005", "0006", "0008", "0009", "0010", "0011"]
    assert finished == [("run", True)]
    assert not (folder / "out" / "results.sqlite").exists()


def test_what_failed_for_its_form_is_tried_again_without_one(folder, monkeypatch):
    def fails(*_):
        raise FormError("one-assessment-only", headings="得分")

    ordered = order(folder, folder / "out", Output.SCORECARD, Output.FORM)
    with monkeypatch.context() as patched:
        patched.setitem(_MAKERS, Output.FORM, fails)
        assert run(ordered).failed == 12
        assert run(ordered).failed == 12
    assert not list((folder / "out").glob("*/*.*json"))
    tally = run(order(folder, folder / "out", Output.SCORECARD))
    assert (tally.done, tally.failed) == (10, 2)


class Killed(BaseException):
    """Stands for the end of the process."""


def test_what_a_killed_run_had_written_of_an_input_that_is_gone_by_now_is_removed(folder, monkeypatch):
    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("batch.keeping.Keeping.flush", killed)
        with pytest.raises(Killed):
            run(order(folder, folder / "out", Output.FORM))
    assert (folder / "out" / "forms" / "0001.docx").exists()
    (folder / "in" / "0001.yaml").unlink()
    (folder / "in" / "0002.yaml").write_text("broken: [")
    run(order(folder, folder / "out", Output.SCORECARD))
    run(order(folder, folder / "anew", Output.SCORECARD))
    assert files_of(folder / "out") == files_of(folder / "anew")
