"""Names that nobody sane gives: of files, of results, of rubrics. Each is taken or refused, none is a defect of the program."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from rubrics import load_rubric
from tests.pipeline.conftest import EXAMPLES

JIANGSU = EXAMPLES / "jiangsu-small-enterprise.docx"
SELF = EXAMPLES / "jiangsu-small-enterprise.self.yaml"


@pytest.mark.parametrize("name", ["../x", "a b", "a\nb", "x" * 101, "[x]", "甲:乙"])
def test_an_id_that_no_rubric_can_have_is_refused(run, tmp_path, name):
    result = run("import", JIANGSU, "-o", tmp_path / "r.yaml", "--id", name)
    assert result.exit_code == 2
    assert "cannot be an id" in result.stderr
    assert list(tmp_path.iterdir()) == []


ODD = ["a\nb.docx", "\x1b[31m.docx", "评分 细则（试行）[1] 'x'#.docx", ".docx", "x" * 240 + ".docx", "true.docx"]


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_any_name_gives_a_rubric_that_can_be_read(run, tmp_path, name):
    shutil.copyfile(JIANGSU, tmp_path / name)
    result = run("import", tmp_path / name, "-o", tmp_path / "r.yaml", "--report", tmp_path / "r.html")
    assert result.exit_code == 0
    assert load_rubric(tmp_path / "r.yaml").source.file == name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are text")
def test_a_name_that_is_no_text_becomes_one(run, tmp_path):
    odd = os.fsencode(tmp_path) + b"/\xff\xfe.docx"
    shutil.copyfile(JIANGSU, odd)
    assert run("import", os.fsdecode(odd), "-o", tmp_path / "r.yaml").exit_code == 0
    assert run("import", tmp_path, "-o", tmp_path / "rubrics").exit_code == 0
    assert load_rubric(tmp_path / "r.yaml").source.file == "??.docx"


def test_what_the_system_refuses_is_no_defect_of_the_program(run, tmp_path):
    result = run("import", JIANGSU, "-o", tmp_path / ("x" * 300))
    assert result.exit_code == 2
    assert "the system refuses" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_two_results_never_share_a_file(run, tmp_path):
    both = tmp_path / "both"
    for words in (
        ("import", JIANGSU, "-o", both, "--report", both),
        ("render", "jiangsu-small-enterprise", SELF, "-o", both.with_suffix(".docx"), "--report", both.with_suffix(".docx")),
    ):
        result = run(*words)
        assert result.exit_code == 2
        assert "two results would have this name" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_limits_are_listed_as_they_are_written(run, tmp_path):
    result = run("import", JIANGSU, "-o", tmp_path / "r.yaml", "--limit", "nothing=1")
    assert "overall-ratio" in result.stderr
