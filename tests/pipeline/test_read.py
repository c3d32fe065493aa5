"""``dabiao read``, and what ``dabiao render`` writes beside a form."""

import pytest

from rubrics.files import load_assessment
from tests.pipeline.conftest import EXAMPLES

SELF = EXAMPLES / "jiangsu-small-enterprise.self.yaml"
RUBRIC = "jiangsu-small-enterprise"


@pytest.fixture
def form(run, tmp_path):
    assert run("render", RUBRIC, SELF, "-o", tmp_path / "form.docx").exit_code == 0
    return tmp_path / "form.docx"


def test_a_filled_form_is_read_and_scores_as_it_did(run, form, tmp_path):
    read = run("read", form, "--rubric", RUBRIC, "-o", tmp_path / "back.yaml")
    assert (read.exit_code, read.stdout) == (0, f"wrote {tmp_path / 'back.yaml'}\n")
    assert read.stderr == ""
    before, after = (run("score", RUBRIC, path).stdout.split("\n")[2:32] for path in (SELF, tmp_path / "back.yaml"))
    assert before == after
    assert load_assessment(tmp_path / "back.yaml")[0].unit == "江苏恒越精密机械有限公司"


def test_whose_assessment_a_bare_form_holds_is_told(run, tmp_path):
    run("render", RUBRIC, SELF, "--bare", "-o", tmp_path / "bare.docx")
    read = run("read", tmp_path / "bare.docx", "--rubric", RUBRIC, "-o", tmp_path / "back.yaml")
    assert read.exit_code == 0
    assert "--kind" in read.stderr


def test_a_form_with_both_sides_gives_two_files_in_a_folder(run, tmp_path):
    both = [EXAMPLES / f"garage-level3.{kind}.yaml" for kind in ("self", "review")]
    run("render", "garage-level3", *both, "-o", tmp_path / "form.docx")
    refused = run("read", tmp_path / "form.docx", "--rubric", "garage-level3", "-o", tmp_path / "a.yaml")
    assert refused.exit_code == 2
    assert run("read", tmp_path / "form.docx", "--rubric", "garage-level3", "-o", tmp_path / "out").exit_code == 0
    names = {path.name for path in (tmp_path / "out").glob("form.*")}
    assert names == {"form.self.yaml", "form.review.yaml"}
    one = run("read", tmp_path / "form.docx", "--rubric", "garage-level3", "--kind", "review", "-o", tmp_path / "r.yaml")
    assert one.exit_code == 0
    assert load_assessment(tmp_path / "r.yaml")[0].kind == "review"


def test_strict_is_told_by_the_exit_status(run, tmp_path):
    run("render", RUBRIC, "-o", tmp_path / "blank.docx")
    read = run("read", tmp_path / "blank.docx", "--rubric", RUBRIC, "-o", tmp_path / "blank.yaml", "--strict")
    assert read.exit_code == 1
    assert "68 items have no figure" in read.stderr


def test_a_form_of_another_standard_is_refused(run, form, tmp_path):
    read = run("read", form, "--rubric", "garage-level3", "-o", tmp_path / "x.yaml")
    assert read.exit_code == 2
    assert "Traceback" not in read.stderr


def test_papers_and_report_are_written_beside_the_form(run, tmp_path):
    made = run(
        *("render", RUBRIC, SELF, "-o", tmp_path / "form.docx"),
        *("--papers", tmp_path / "papers", "--report", tmp_path / "report.html"),
    )
    assert made.exit_code == 0
    assert {path.name for path in (tmp_path / "papers").iterdir()} == {
        "评分汇总表.docx",
        "扣分点及原因说明汇总表.docx",
        "缺项说明表.docx",
        "证据清单.docx",
        "自评结论.docx",
    }
    assert "74.7" in (tmp_path / "report.html").read_text(encoding="utf-8")
    bound = run("render", RUBRIC, SELF, "-o", tmp_path / "form.docx", "--papers", tmp_path / "bound.docx")
    assert bound.exit_code == 0
    assert (tmp_path / "bound.docx").is_file()


def test_a_document_of_ones_own_is_filled_instead_of_the_form(run, tmp_path):
    template = EXAMPLES / "result-letter.template.docx"
    assert run("render", RUBRIC, SELF, "--template", template, "-o", tmp_path / "letter.docx").exit_code == 0
    assert (tmp_path / "letter.docx").read_bytes()[:2] == b"PK"
    lost = run("render", RUBRIC, SELF, "--template", tmp_path / "none.docx", "-o", tmp_path / "other.docx")
    assert lost.exit_code == 2
    assert "Word template" in lost.stderr
