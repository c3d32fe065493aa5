"""``dabiao run`` and ``dabiao demo``: all of it, into one folder."""

import re

import pytest

from rubrics import load_rubric
from tests.pipeline.conftest import EXAMPLES

WRITTEN = [
    "dabiao-rubric-v1.schema.json",
    "jiangsu-small-enterprise.filled.docx",
    "jiangsu-small-enterprise.self.papers.docx",
    "jiangsu-small-enterprise.self.report.html",
    "jiangsu-small-enterprise.self.scorecard.json",
    "jiangsu-small-enterprise.self.scorecard.txt",
    "jiangsu-small-enterprise.yaml",
]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_demo_writes_rubric_scorecard_and_filled_form_and_says_so(run, tmp_path):
    result = run("demo", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(contents(tmp_path / "out")) == WRITTEN
    assert "elements: 6 / 20, items: 68, points: 600" in result.stdout
    assert "Grade: 三级达标" in result.stdout
    assert all(str(tmp_path / "out" / name) in result.stdout for name in WRITTEN)
    assert load_rubric(tmp_path / "out" / "jiangsu-small-enterprise.yaml").points == 600


def test_the_same_input_gives_the_same_bytes_in_every_language(run, tmp_path):
    run("demo", tmp_path / "en", "--lang", "en")
    run("demo", tmp_path / "zh", "--lang", "zh")
    assert contents(tmp_path / "en") == contents(tmp_path / "zh")


def test_the_scorecard_file_is_in_chinese_and_explains_every_figure(run, tmp_path):
    run("demo", tmp_path / "out")
    text = (tmp_path / "out" / "jiangsu-small-enterprise.self.scorecard.txt").read_text(encoding="utf-8")
    assert "得分：74.7" in text
    assert "−4  第4款 × 2 — 责任制内容与岗位工作实际不相符的，每处扣2分" in text
    assert "Result" not in text
    assert re.fullmatch(r"由 .+ 按评分细则 sha256:\w{64} 和评分记录 sha256:\w{64} 算出", text.splitlines()[-1])


def test_what_stands_in_the_folder_already_is_never_destroyed(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "jiangsu-small-enterprise.yaml").write_text("mine", encoding="utf-8")
    refused = run("demo", tmp_path)
    assert refused.exit_code == 2
    assert sorted(contents(tmp_path)) == ["jiangsu-small-enterprise.yaml", "mine.txt"]
    assert run("demo", tmp_path, "--force").exit_code == 0
    assert contents(tmp_path)["mine.txt"] == b"mine"
    assert sorted(contents(tmp_path)) == sorted([*WRITTEN, "mine.txt"])


def test_doing_it_again_changes_nothing(run, tmp_path):
    run("demo", tmp_path)
    before = contents(tmp_path)
    assert run("demo", tmp_path).exit_code == 0
    assert contents(tmp_path) == before


def test_without_an_assessment_the_form_is_blank(run, tmp_path):
    assert run("run", EXAMPLES / "jiangsu-small-enterprise.docx", "-o", tmp_path / "out").exit_code == 0
    blank = tmp_path / "out" / "jiangsu-small-enterprise.blank.docx"
    assert blank.read_bytes() == (EXAMPLES / "jiangsu-small-enterprise.docx").read_bytes()


def test_a_standard_whose_form_cannot_be_filled_still_gives_rubric_and_scorecard(run, tmp_path):
    both = [EXAMPLES / f"garage-level3.{kind}.yaml" for kind in ("self", "review")]
    words = (*both, "--form", EXAMPLES / "jiangsu-small-enterprise.docx", "-o", tmp_path / "out")
    result = run("run", EXAMPLES / "garage-level3.docx", *words)
    assert result.exit_code == 0
    assert "Needs a human eye" in result.stdout
    assert "another standard" in result.stdout
    assert not list((tmp_path / "out").glob("*.filled.docx"))


def test_a_standard_without_columns_to_fill_gets_them(run, tmp_path):
    review = EXAMPLES / "hainan-filling-station.review.yaml"
    assert run("run", EXAMPLES / "hainan-filling-station.docx", review, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "hainan-filling-station.filled.docx").exists()


def test_a_text_is_run_with_the_word_document_that_is_named(run, tmp_path):
    words = (EXAMPLES / "jiangsu-small-enterprise.txt", EXAMPLES / "jiangsu-small-enterprise.self.yaml", "-o", tmp_path / "out")
    assert run("run", *words, "--form", EXAMPLES / "jiangsu-small-enterprise.docx").exit_code == 0
    assert (tmp_path / "out" / "jiangsu-small-enterprise.filled.docx").exists()


def test_an_error_in_an_assessment_leaves_nothing_behind(run, tmp_path):
    result = run("run", EXAMPLES / "garage-level3.docx", EXAMPLES / "jiangsu-small-enterprise.self.yaml", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture"])
def test_what_needs_a_human_eye_is_named_at_the_end(run, tmp_path, name):
    result = run("run", EXAMPLES / f"{name}.docx", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert ("[points-sum]" in result.stdout) == (name == "garage-level3")
