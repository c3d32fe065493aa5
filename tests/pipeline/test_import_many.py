"""``dabiao import`` of folders and zips: every standard in them, and what is none is told."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from commands import documents
from extract.sources import Source
from rubrics import load_rubric
from tests.pipeline.conftest import EXAMPLES, ROOT
from tests.waiting import wait_for


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two standards, a letter, a picture and a damaged document's name."""
    given = tmp_path / "given"
    (given / "附件").mkdir(parents=True)
    shutil.copyfile(EXAMPLES / "jiangsu-small-enterprise.docx", given / "jiangsu.docx")
    shutil.copyfile(EXAMPLES / "hangzhou-safety-culture.txt", given / "附件" / "hangzhou.txt")
    (given / "letter.txt").write_text("关于印发评分细则的通知。\n", encoding="utf-8")
    (given / "seal.png").write_bytes(b"\x89PNG\r\n")
    return given


def rubrics(folder):
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".yaml")


def zipped(folder):
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return target


@pytest.mark.parametrize("given", [lambda folder: folder, zipped])
def test_every_standard_in_a_folder_or_zip_is_written(run, folder, tmp_path, given):
    result = run("import", given(folder), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert rubrics(tmp_path / "out") == ["hangzhou.yaml", "jiangsu.yaml"]
    left_out = [line for line in result.stderr.splitlines() if line.startswith("left out: ")]
    assert len(left_out) == 2
    assert left_out[0].startswith("left out: letter.txt: ")
    assert "seal.png: a picture" in left_out[1]


def test_a_damaged_document_in_a_folder_costs_a_line_and_not_the_run(run, folder, tmp_path):
    (folder / "damaged.docx").write_bytes((folder / "jiangsu.docx").read_bytes()[:-50])
    result = run("import", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "damaged.docx" in line] == [
        line for line in result.stderr.splitlines() if line.startswith("error: damaged.docx: damaged or cut off")
    ]
    assert rubrics(tmp_path / "out") == ["hangzhou.yaml", "jiangsu.yaml"]


def test_a_file_that_is_named_beside_others_and_cannot_be_read_costs_a_line(run, folder, tmp_path):
    result = run("import", folder / "jiangsu.docx", folder / "none.docx", folder / "letter.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert "none.docx: there is no such file" in errors[0]
    assert errors[1].startswith("error: letter.txt: ")
    assert rubrics(tmp_path / "out") == ["jiangsu.yaml"]


def test_where_nothing_can_be_read_nothing_is_written_and_every_reason_is_told(run, folder, tmp_path):
    for name in ("a.docx", "b.docx"):
        (folder / name).write_bytes(b"PK")
    result = run("import", folder / "a.docx", folder / "b.docx", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == ["a.docx", "b.docx"]
    assert not (tmp_path / "out").exists()


def test_the_same_standard_twice_in_a_folder_is_written_once_and_told(run, folder, tmp_path):
    shutil.copyfile(EXAMPLES / "jiangsu-small-enterprise.txt", folder / "附件" / "jiangsu.txt")
    result = run("import", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "jiangsu.txt: two results would have this name" in result.stderr
    assert load_rubric(tmp_path / "out" / "jiangsu.yaml").source.format == "docx"


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_several_processes_give_the_bytes_and_the_order_of_one(run, folder, tmp_path):
    (folder / "damaged.docx").write_bytes(b"PK")
    shutil.copyfile(EXAMPLES / "hainan-filling-station.docx", folder / "hainan.docx")
    said = []
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}"
        result = run("import", folder, "-o", out, "--report", out / "pages", "--jobs", jobs)
        assert result.exit_code == 1, result.stderr
        said.append((result.stdout.replace(str(out), ""), result.stderr))
    assert said[0] == said[1]
    assert contents(tmp_path / "out1" / "pages") == contents(tmp_path / "out2" / "pages")
    for name in ("hainan.yaml", "hangzhou.yaml", "jiangsu.yaml"):
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes()


def test_a_process_that_dies_costs_its_document_and_no_other(monkeypatch):
    sources = [Source(f"{n}.txt", f"{n}.txt", b"x", is_given=True) for n in range(5)]
    monkeypatch.setattr(documents, "_import", dying)
    found = list(documents.import_each(sources, documents.Order((), report=False, how={}), jobs=2))
    assert [one.where for one in found] == [source.where for source in sources]
    assert [one.problem.code if one.problem else "" for one in found] == ["", "", "reader-died", "", ""]


def dying(source, order):  # noqa: ARG001 - called by name
    if source.name == "2.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return documents.Imported(source.where)


def test_the_table_at_the_end_says_what_each_source_gave_and_what_needs_an_eye(run, folder, tmp_path):
    (folder / "damaged.docx").write_bytes(b"PK")
    shutil.copyfile(EXAMPLES / "garage-level3.txt", folder / "garage.txt")
    result = run("import", folder, "-o", tmp_path / "out")
    table = result.stdout.split("\n\n")[1].splitlines()
    assert table[0].split() == ["source", "elements", "items", "points", "errors", "warnings", "to", "be", "looked", "at"]
    rows = {line.split()[0].rpartition("/")[2]: " ".join(line.split()[1:]) for line in table[1:]}
    assert rows["garage.txt"] == "16 / 54 130 1000 1 1 points-sum 1, rule-doubtful 1"
    assert rows["jiangsu.docx"] == "6 / 20 68 600 0 0"
    assert rows["damaged.docx"] == "not read, see above"
    assert rows["letter.txt"] == "left out: no standard"


def test_a_report_is_written_for_each_document(run, folder, tmp_path):
    result = run("import", folder, "-o", tmp_path / "out", "--report", tmp_path / "pages")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["_index.html", "hangzhou.html", "jiangsu.html"]
    refused = run("import", folder, "-o", tmp_path / "again", "--report", tmp_path / "page.html")
    assert refused.exit_code == 2
    assert not (tmp_path / "again").exists()


def test_one_page_leads_to_all_others_and_says_what_gave_none(run, folder, tmp_path):
    whole = (folder / "jiangsu.docx").read_bytes()
    (folder / "damaged.docx").write_bytes(whole[: len(whole) // 2])
    (folder / "jiangsu.docx").rename(folder / "a<b>&.docx")
    run("import", folder, "-o", tmp_path / "out", "--report", tmp_path / "pages")
    page = (tmp_path / "pages" / "_index.html").read_text(encoding="utf-8")
    assert "a&lt;b&gt;&amp;.docx" in page
    assert "<b>" not in page
    linked = re.findall(r'href="([^"]+)"', page)
    assert {unquote(name) for name in linked} == {path.name for path in (tmp_path / "pages").iterdir()} - {"_index.html"}
    assert "略去" in page.split("letter.txt")[1].split("</tr>")[0]
    assert "损坏" in page.split("damaged.docx")[1].split("</tr>")[0]
    run("--lang", "zh", "import", folder, "-o", tmp_path / "out", "--report", tmp_path / "again", "--force")
    assert (tmp_path / "again" / "_index.html").read_text(encoding="utf-8") == page


def test_a_report_that_would_overwrite_another_file_keeps_the_rubric_from_being_written(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    words = ("import", EXAMPLES / "jiangsu-small-enterprise.docx", "-o", tmp_path / "r.yaml", "--report", page)
    assert run(*words).exit_code == 2
    assert not (tmp_path / "r.yaml").exists()
    assert run(*words, "--force").exit_code == 0
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_folder_without_any_standard_says_why(run, folder, tmp_path):
    for path in [*folder.rglob("*.docx"), *folder.rglob("hangzhou.txt")]:
        path.unlink()
    result = run("import", folder, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "error: letter.txt: " in result.stderr


def test_folders_zips_and_files_are_given_together(run, folder, tmp_path):
    result = run("import", zipped(folder / "附件"), folder / "jiangsu.docx", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert rubrics(tmp_path / "out") == ["hangzhou.yaml", "jiangsu.yaml"]


def test_a_limit_can_be_moved_and_a_bad_one_is_told(run, tmp_path):
    source = EXAMPLES / "jiangsu-small-enterprise.docx"
    refused = run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cells=10")
    assert refused.exit_code == 2
    assert "--limit cells=N" in refused.stderr
    assert run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cells=100000").exit_code == 0
    assert "there is no limit cell" in run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cell=1").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which Linux has")
def test_the_processes_end_with_the_one_that_started_them(folder, tmp_path):
    for number in range(60):
        shutil.copyfile(EXAMPLES / "garage-level3.docx", folder / f"{number}.docx")
    command = [sys.executable, "-m", "pipeline", "import", folder, "-o", tmp_path / "out", "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = wait_for(lambda: children.read_text().split() if len(children.read_text().split()) == 2 else None)
        process.kill()
    assert wait_for(lambda: all(map(has_ended, workers)))
    assert not (tmp_path / "out").exists()


def has_ended(pid):
    """Tell whether a process is gone, or only waits for somebody to take note of its end."""
    stat = Path("/proc", pid, "stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
