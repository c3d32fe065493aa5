"""Whatever goes wrong: one or two lines on stderr, status 2, no traceback, nothing half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract import given
from tests.pipeline.conftest import EXAMPLES, ROOT
from tests.waiting import wait_for

JIANGSU = EXAMPLES / "jiangsu-small-enterprise.docx"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scor",), "No such command 'scor'"),
        (("score", "--jsn"), "No such option '--jsn'"),
        (("import", "a.docx"), "Missing option '-o'"),
        (("--lang", "de", "demo", "x"), "'de' is not one of 'en', 'zh'"),
    ],
)
def test_bad_usage_is_told_in_two_lines(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert said in lines[0]
    assert "--help" in lines[1]


@pytest.mark.parametrize(
    "words", [("import", "nowhere.docx", "-o", "r.yaml"), ("check", "nowhere.yaml"), ("score", "a.yaml", "b.yaml")]
)
def test_a_file_that_is_not_there_is_named(run, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr == f"error: {words[1]}: there is no such file; check the name\n"


def test_a_folder_in_the_place_of_a_file_is_told(run, tmp_path):
    assert "holds no document" in run("import", tmp_path, "-o", tmp_path / "r.yaml").stderr
    (tmp_path / "form.docx").mkdir()
    assert "this is a folder" in run("render", "jiangsu-small-enterprise", "-o", tmp_path / "form.docx").stderr
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("import", JIANGSU, "-o", tmp_path / "file" / "r.yaml")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_folder_for_a_rubric_or_for_its_yaml_is_told(run, tmp_path):
    folder = tmp_path / "r.yaml"
    folder.mkdir()
    assert "a folder, and a file is wanted" in run("check", folder).stderr
    assert "r.yaml: this is a folder" in run("import", JIANGSU, "-o", folder).stderr
    result = run("migrate", folder, "--from", "garage-level3", "--to", "garage-level3", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "there is no assessment" in result.stderr


def test_what_the_system_and_the_yaml_parser_say_is_told_in_the_language_in_use(run, tmp_path):
    (tmp_path / "file").write_text("a: [1\n", encoding="utf-8")
    assert "此处缺少“,”或“]”" in run("--lang", "zh", "check", tmp_path / "file").stderr
    assert "已有同名文件" in run("--lang", "zh", "assess", "garage-level3", "-o", tmp_path / "file" / "a.yaml").stderr


def test_an_unexpected_error_asks_to_report_it_and_debug_shows_the_traceback(run, monkeypatch):
    def broken(*_):
        raise KeyError("x")

    monkeypatch.setattr(given, "every_source", broken)
    short = run("import", JIANGSU, "-o", "r.yaml")
    assert short.exit_code == 2
    assert "report it" in short.stderr
    assert len(short.stderr.splitlines()) == 1
    assert "Traceback" in run("import", JIANGSU, "-o", "r.yaml", "--debug").stderr


@pytest.mark.parametrize(("raised", "status", "said"), [(KeyboardInterrupt, 130, "interrupted"), (MemoryError, 2, "memory")])
def test_an_interrupt_and_a_lack_of_memory_are_told(run, monkeypatch, raised, status, said):
    def broken(*_):
        raise raised

    monkeypatch.setattr(given, "every_source", broken)
    result = run("import", JIANGSU, "-o", "r.yaml")
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m pipeline check garage-level3 --all | head -1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False)
    assert result.stdout.startswith("garage-level3: ")
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_behind_stdout_is_told():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "pipeline", "check", "jiangsu-small-enterprise"]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=ROOT, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("error: the output cannot be written")
    assert len(result.stderr.splitlines()) == 1


def test_a_closed_stdout_is_no_error():
    command = f"{sys.executable} -m pipeline check jiangsu-small-enterprise >&-"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_an_interrupt_that_pydantic_takes_for_an_error_is_told_as_one(run, monkeypatch):
    from pydantic_core import SchemaError

    def broken(*_):
        raise SchemaError("Error building validator: KeyboardInterrupt")

    monkeypatch.setattr(given, "every_source", broken)
    result = run("import", JIANGSU, "-o", "r.yaml")
    assert (result.exit_code, result.stderr) == (130, "interrupted; no file was left half-written\n")


def test_a_terminal_that_cannot_show_chinese_gets_escapes_not_an_error():
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", "check", "garage-level3"],
        capture_output=True,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        cwd=ROOT,
        check=False,
    )
    assert result.returncode == 1
    assert b"\\u9690\\u60a3" in result.stdout


@pytest.mark.parametrize("enough", [0, 1, 2, 3])
def test_a_command_that_is_killed_leaves_no_half_file(run, tmp_path, enough):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "demo", str(out)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": ENVIRONMENT, "cwd": ROOT}

    def written():
        return [path for path in out.iterdir() if path.suffix != ".part"] if out.exists() else []

    with subprocess.Popen(command, **quiet) as process:
        wait_for(lambda: process.poll() is not None or (out.exists() and len(written()) >= enough))
        process.kill()
    left = written()
    assert len(left) >= enough
    run("demo", tmp_path / "whole")
    assert [path.name for path in left if path.read_bytes() != (tmp_path / "whole" / path.name).read_bytes()] == []


def test_control_signs_of_a_document_do_not_reach_the_terminal(run, tmp_path):
    result = run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "a.yaml")
    assert result.exit_code == 0
    text = (EXAMPLES / "jiangsu-small-enterprise.self.yaml").read_text(encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        text.replace("unit: 江苏", 'unit: "\\e[31m江苏').replace("有限公司\nbegin", '有限公司"\nbegin'), encoding="utf-8"
    )
    result = run("score", "jiangsu-small-enterprise", tmp_path / "b.yaml")
    assert result.exit_code == 0, result.stderr
    assert "\x1b" not in result.stdout
