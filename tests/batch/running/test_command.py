"""``dabiao batch`` as a command: what it says, and its exit status."""

from __future__ import annotations

import csv
import io
import os
import shutil

import pytest
from click.testing import CliRunner

from batch.progress import watching
from pipeline import dabiao
from render.carried import carried_by
from tests.batch.running.small import given
from tests.pipeline.conftest import EXAMPLES


def batch(*words):
    language = {"LANGUAGE": os.environ.get("LANGUAGE")}
    return CliRunner().invoke(dabiao, ["batch", *map(str, words)], env=language)


def test_errors_make_the_exit_status_1_and_are_pointed_to(folder):
    result = batch(folder / "small.yaml", folder / "in", "-o", folder / "out", "--jobs", "1")
    assert result.exit_code == 1, result.stderr
    again = batch(folder / "small.yaml", folder / "in", "-o", folder / "out", "--jobs", "1")
    assert again.exit_code == 1
    assert again.stdout.startswith("12 assessments: 0 done, 10 unchanged, 2 failed, in ")
    counted, pointed = result.stdout.splitlines()
    assert counted.startswith("12 assessments: 10 done, 0 unchanged, 2 failed, in ")
    assert pointed == f"what was wrong with those that failed stands in {folder / 'out' / 'errors.csv'}"


def test_without_errors_the_exit_status_is_0(tmp_path):
    inputs = given(tmp_path, 2)
    assert batch(tmp_path / "small.yaml", inputs, "-o", tmp_path / "out", "--jobs", "1").exit_code == 0
    again = batch(tmp_path / "small.yaml", inputs / "0001.yaml", "-o", tmp_path / "out", "--jobs", "1", "--lang", "zh")
    assert again.exit_code == 0
    assert again.stdout.splitlines()[1] == "有1份评分记录这次不再给出，以前为其生成的文件已删除"


def test_a_run_that_cannot_go_on_ends_with_2(folder):
    (folder / "out").write_text("no folder")
    assert batch(folder / "small.yaml", folder / "in", "-o", folder / "out").exit_code == 2
    assert batch(folder / "absent.yaml", folder / "in", "-o", folder / "there").exit_code == 2
    assert not (folder / "there").exists()


def test_a_log_has_plain_lines_with_rate_and_time_left(folder, monkeypatch):
    monkeypatch.setattr("batch.progress.EVERY", 0)
    monkeypatch.setattr("batch.run.CHUNK", 6)
    result = batch(folder / "small.yaml", folder / "in", "-o", folder / "out", "--jobs", "1")
    lines = [line for line in result.stderr.splitlines() if " of 12 done" in line]
    assert lines[-1].startswith("12 of 12 done, ")
    assert lines[-1].endswith("0:00:00 left, failed: 2")


def test_the_published_form_is_filled_as_render_fills_it(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copyfile(EXAMPLES / "garage-level3.self.yaml", inputs / "garage.yaml")
    assert batch("garage-level3", inputs, "-o", tmp_path / "out", "--forms", "--jobs", "1").exit_code == 0
    words = ["render", "garage-level3", inputs / "garage.yaml", "-o", tmp_path / "form.docx"]
    assert CliRunner().invoke(dabiao, [str(word) for word in words]).exit_code == 0
    assert (tmp_path / "out" / "forms" / "garage.docx").read_bytes() == (tmp_path / "form.docx").read_bytes()
    with (tmp_path / "out" / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        line = next(csv.DictReader(file))
    assert (line["unit"], line["result"], line["outcome"]) == ("苏州畅行汽车维修服务有限公司", "908.5", "graded")


@pytest.mark.parametrize(("option", "count"), [((), 1), (("--bare",), 0)])
def test_a_form_carries_its_assessment_unless_it_is_to_be_bare(tmp_path, option, count):
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copyfile(EXAMPLES / "hangzhou-safety-culture.self.yaml", inputs / "given.yaml")
    result = batch("hangzhou-safety-culture", inputs, "-o", tmp_path / "out", "--forms", *option, "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    assert len(carried_by(tmp_path / "out" / "forms" / "given.docx")[0]) == count


@pytest.mark.parametrize("jobs", ["0", "many"])
def test_a_number_of_processes_that_is_none_is_refused(folder, jobs):
    assert batch(folder / "small.yaml", folder / "in", "-o", folder / "out", "--jobs", jobs).exit_code == 2


def test_a_terminal_has_a_bar_with_rate_and_errors(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with watching(40) as step:
        for _ in range(4):
            step(10, 1)
    drawn = terminal.getvalue()
    assert "40/40" in drawn
    assert "/s, failed: 4" in drawn
