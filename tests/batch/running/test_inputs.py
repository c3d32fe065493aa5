"""What a run is given, in which order, and what its results are called."""

from __future__ import annotations

import os
import zipfile
from pathlib import PurePosixPath

import fsspec
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from batch.names import folded, safe_name
from batch.run import run
from batch.storage import Storage
from batch.work import Output
from rubrics.errors import DabiaoError
from tests.batch.running.small import RUBRIC, assessment, files_of, names_in, order, rows_of

FORBIDDEN = set('<>:"|?*\\\0\n')


def keys(folder, *words, **how):
    """Return what the results of a run over ``words`` are called, in order."""
    (folder / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    run(order(folder, folder / "out", words=tuple(map(str, words)), **how))
    return [line[1] for line in rows_of(folder / "out" / "summary.csv")]


def written(folder, *names):
    """Write an assessment under each name."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(assessment(number), encoding="utf-8")
    return folder


def zipped(path, *names):
    """Write a zip with an assessment under each name."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, assessment(number))
    return path


def test_a_folder_is_searched_to_any_depth_in_the_order_of_names(tmp_path):
    place = written(tmp_path / "in", "b.yaml", "a/x.yaml", "a/x.yml.txt", "a.YML", ".hidden.yaml", "z/y/x.yml", "note.docx")
    assert keys(tmp_path, place) == ["a", "a/x", "b", "z/y/x"]


def test_files_globs_folders_and_zips_stand_in_the_order_in_which_they_were_given(tmp_path):
    place = written(tmp_path / "in", "one/x.yaml", "two/y.yaml", "any.name")
    archive = zipped(tmp_path / "more.zip", "z.yaml", "inner/w.yaml", "__MACOSX/z.yaml")
    assert keys(tmp_path, archive, place / "any.name", place / "*" / "*.yaml") == ["inner/w", "z", "any.name", "one/x", "two/y"]


def test_a_zip_in_a_folder_is_a_folder_of_its_name(tmp_path):
    place = written(tmp_path / "in", "a.yaml")
    zipped(place / "苏州.zip", "甲厂.yaml", "x/乙厂.yaml")
    assert keys(tmp_path, place) == ["a", "苏州/x/乙厂", "苏州/甲厂"]


def test_what_is_given_twice_is_done_once(tmp_path):
    place = written(tmp_path / "in", "a.yaml", "b.yaml")
    assert keys(tmp_path, place / "b.yaml", place, str(place) + "/./a.yaml") == ["b", "a"]


def test_names_that_would_fall_together_are_numbered(tmp_path):
    one = written(tmp_path / "one", "x.yaml", "x.yml", "sub/X.yaml")
    two = written(tmp_path / "two", "X.yaml", "x~2.yaml")
    assert keys(tmp_path, one, two) == ["sub/X", "x", "x~2", "X~3", "x~2~2"]


def test_a_zip_whose_names_climb_stays_in_the_folder(tmp_path):
    archive = zipped(tmp_path / "bad.zip", "../../evil.yaml", "/abs.yaml", "c:\\x.yaml", "a/../../b.yaml", "con.yaml")
    made = keys(tmp_path, archive)
    assert sorted(made) == ["_/_/evil", "a/_/_/b", "abs", "c_/x", "con_"]


def test_a_zip_that_is_damaged_costs_a_line(tmp_path):
    place = written(tmp_path / "in", "a.yaml")
    (place / "b.zip").write_bytes(b"PK\3\4 no zip")
    assert keys(tmp_path, place) == ["a", "b.zip"]
    assert [line[4] for line in rows_of(tmp_path / "out" / "errors.csv")] == ["batch-zip-damaged"]


def test_an_entry_that_is_damaged_costs_a_line(tmp_path):
    archive = zipped(tmp_path / "in.zip", "a.yaml", "b.yaml")
    data = archive.read_bytes()
    archive.write_bytes(data.replace("第1厂".encode(), "第9厂".encode(), 1))
    keys(tmp_path, archive)
    assert [(line[0], line[4]) for line in rows_of(tmp_path / "out" / "errors.csv")] == [
        (f"{archive}: b.yaml", "batch-entry-damaged")
    ]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("pattern", ["", "*.yaml"])
def test_a_link_that_leads_nowhere_and_what_is_no_file_cost_a_line_each(tmp_path, pattern):
    place = written(tmp_path / "in", "a.yaml")
    (place / "circle.yaml").symlink_to("circle.yaml")
    (place / "loop").symlink_to(place)
    (place / "nowhere.yaml").symlink_to("/nowhere/at/all.yaml")
    os.mkfifo(place / "pipe.yaml")
    assert keys(tmp_path, place / pattern) == ["a", "circle", "nowhere", "pipe"]
    assert {line[4] for line in rows_of(tmp_path / "out" / "errors.csv")} == {"batch-no-file"}


def test_a_folder_that_cannot_be_read_costs_a_line_unless_it_is_the_one_given(tmp_path, monkeypatch):
    place, really = written(tmp_path / "in", "a.yaml", "locked/b.yaml"), os.scandir

    def scandir(folder):
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr("os.scandir", scandir)
    assert keys(tmp_path, place) == ["a", "locked"]
    assert [line[4] for line in rows_of(tmp_path / "out" / "errors.csv")] == ["batch-folder-not-readable"]
    with pytest.raises(DabiaoError, match="Permission denied"):
        keys(tmp_path, place / "locked")


@pytest.mark.parametrize("word", ["absent.yaml", "absent/*.yaml", "empty"])
def test_a_word_that_means_no_assessment_ends_the_run(tmp_path, word):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DabiaoError, match=r"no such file|no assessment"):
        keys(tmp_path, tmp_path / word)


def test_a_name_whose_bytes_are_no_text_is_read_all_the_same(tmp_path):
    place = written(tmp_path / "in", "a.yaml")
    try:
        (place / "a.yaml").rename(place / b"\xcb\xd5\xd6\xdd.yaml".decode(errors="surrogateescape"))
    except OSError:
        pytest.skip("the file system takes only names that are text")
    assert keys(tmp_path, place) == ["%CB%D5%D6%DD"]
    assert rows_of(tmp_path / "out" / "errors.csv") == []


def test_inputs_and_results_may_lie_in_object_storage(tmp_path):
    store = fsspec.filesystem("memory")
    store.rm("/given", recursive=True) if store.exists("/given") else None
    for number, name in enumerate(("b.yaml", "a/x.yaml", "no.txt")):
        store.pipe_file(f"/given/{name}", assessment(number).encode())
    (tmp_path / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    out, state = "memory://made/out", tmp_path / "state"
    how = {"words": ("memory://given",), "state": state}
    tally = run(order(tmp_path, out, Output.SCORECARD, **how))
    assert (tally.done, tally.failed) == (2, 0)
    assert sorted(store.find("/made/out")) == [
        "/made/out/errors.csv",
        "/made/out/results.sqlite",
        "/made/out/scorecards/a/x.json",
        "/made/out/scorecards/b.json",
        "/made/out/summary.csv",
    ]
    assert run(order(tmp_path, out, Output.SCORECARD, **how)).unchanged == 2
    assert run(order(tmp_path, out, Output.SCORECARD, **{**how, "words": ("memory://given/*.yaml",)})).removed == 1
    assert not store.exists("/made/out/scorecards/a/x.json")
    (tmp_path / "copy.sqlite").write_bytes(store.cat_file("/made/out/results.sqlite"))
    assert names_in(tmp_path / "copy.sqlite") == ["b"]


def test_a_file_system_without_whole_writes_gets_each_file_by_renaming(tmp_path):
    place = written(tmp_path / "in", "a.yaml", "b/c.yaml")
    (tmp_path / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    left = tmp_path / "out" / ".dabiao" / "parts" / "left-by-a-kill"
    how = {"words": (str(place),), "state": tmp_path / "state"}
    run(order(tmp_path, f"local://{tmp_path}/out", Output.SCORECARD, **how))
    left.write_bytes(b"half")
    assert run(order(tmp_path, f"local://{tmp_path}/out", Output.SCORECARD, **how)).unchanged == 2
    assert not left.exists()
    run(order(tmp_path, tmp_path / "whole" / "out", Output.SCORECARD, words=(str(place),)))
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole" / "out")


@pytest.mark.parametrize("within", ["", "*.yaml", "**/*.yaml", "b/c.yaml"])
def test_what_lies_within_a_zip_is_read_by_a_url_within_a_url(tmp_path, within):
    archive = zipped(tmp_path / "in.zip", "a.yaml", "b/c.yaml")
    expected = {"": ["a", "b/c"], "*.yaml": ["a"], "**/*.yaml": ["a", "b/c"], "b/c.yaml": ["c"]}[within]
    assert keys(tmp_path, f"zip://{within}::file://{archive}") == expected
    assert rows_of(tmp_path / "out" / "errors.csv") == []
    assert (
        rows_of(tmp_path / "out" / "summary.csv")[0][0]
        == f"zip://{'b/c' if within == 'b/c.yaml' else 'a'}.yaml::file://{archive}"
    )


def test_a_url_within_a_url_that_is_not_there_is_told(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"no zip")
    for name in ("absent.zip", "no.zip"):
        with pytest.raises(DabiaoError, match=f"{name}: the file cannot be read"):
            keys(tmp_path, f"zip://*.yaml::file://{tmp_path}/{name}")


def test_a_kind_of_storage_that_is_not_known_is_told(tmp_path):
    with pytest.raises(DabiaoError, match="not known"):
        keys(tmp_path, "nowhere://a/b.yaml")


def test_a_file_url_is_a_path(tmp_path):
    place = written(tmp_path / "in", "a.yaml")
    assert keys(tmp_path, f"file://{place}") == ["a"]
    Storage(f"file://{tmp_path}/there").write("x/y", b"data")
    assert (tmp_path / "there" / "x" / "y").read_bytes() == b"data"


@drawn(
    st.text(max_size=60) | st.lists(st.sampled_from(["..", ".", "", "a", "CON", "x" * 300, "苏州", "b.docx", " "])).map("/".join)
)
def test_a_name_is_safe_wherever_it_is_written(name):
    made = safe_name(name + ".yaml")
    parts = PurePosixPath(made).parts
    assert not made.startswith("/")
    assert ".." not in parts
    assert all(part and len(part.encode()) <= 140 and not set(part) & FORBIDDEN and part == part.rstrip(" .") for part in parts)
    assert folded(made) == folded(made.upper()) or folded(made.lower()) == folded(made)


def test_a_zip_that_was_replaced_is_opened_anew(tmp_path):
    archive = zipped(tmp_path / "in.zip", "a.yaml", "b.yaml")
    keys(tmp_path, archive)
    archive.unlink()
    zipped(archive, "b.yaml", "a.yaml")
    keys(tmp_path, archive)
    assert [line[2] for line in rows_of(tmp_path / "out" / "summary.csv")] == ["第1厂", "第0厂"]
