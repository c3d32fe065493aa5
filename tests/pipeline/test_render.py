"""``dabiao render``: the authority's own Word document, filled."""

import shutil

import pytest

from extract.word import open_word
from tests.pipeline.conftest import EXAMPLES

SELF = EXAMPLES / "jiangsu-small-enterprise.self.yaml"


def texts(path):
    """Return the texts of all cells of a Word file."""
    return [cell.text for grid in open_word(path.read_bytes(), path.name).document.grids for cell in grid.cells]


def test_the_form_of_a_library_rubric_is_filled_from_the_examples(run, tmp_path):
    result = run("render", "jiangsu-small-enterprise", SELF, "-o", tmp_path / "form.docx")
    assert (result.exit_code, result.stdout) == (0, f"wrote {tmp_path / 'form.docx'}\n")
    cells = texts(tmp_path / "form.docx")
    assert any("焊接班组长、设备科长的责任制写有“食堂管理”职责" in cell for cell in cells)
    assert "432" in cells


def test_the_source_beside_the_rubric_is_the_form(run, jiangsu):
    result = run("render", jiangsu / "rubric.yaml", SELF, "-o", jiangsu / "form.docx")
    assert result.exit_code == 0
    assert "432" in texts(jiangsu / "form.docx")


def test_without_an_assessment_the_form_stays_blank(run, jiangsu):
    assert run("render", jiangsu / "rubric.yaml", "-o", jiangsu / "blank.docx").exit_code == 0
    assert (jiangsu / "blank.docx").read_bytes() == (EXAMPLES / "jiangsu-small-enterprise.docx").read_bytes()


def test_a_self_assessment_and_a_review_stand_side_by_side(run, tmp_path):
    both = (EXAMPLES / "garage-level3.self.yaml", EXAMPLES / "garage-level3.review.yaml")
    assert run("render", "garage-level3", *both, "-o", tmp_path / "form.docx").exit_code == 0
    cells = texts(tmp_path / "form.docx")
    assert any("缺隐患排查跨年度工作方案" in cell for cell in cells)


def test_two_assessments_of_one_kind_are_refused(run, tmp_path):
    result = run("render", "jiangsu-small-enterprise", SELF, SELF, "-o", tmp_path / "form.docx")
    assert result.exit_code == 2
    assert not (tmp_path / "form.docx").exists()


def test_a_rubric_read_from_a_text_takes_the_word_document_that_is_named(run, tmp_path):
    run("import", EXAMPLES / "jiangsu-small-enterprise.txt", "-o", tmp_path / "r.yaml")
    refused = run("render", tmp_path / "r.yaml", SELF, "-o", tmp_path / "form.docx")
    assert refused.exit_code == 2
    assert "--form" in refused.stderr
    named = EXAMPLES / "jiangsu-small-enterprise.docx"
    assert run("render", tmp_path / "r.yaml", SELF, "-o", tmp_path / "form.docx", "--form", named).exit_code == 0
    assert "432" in texts(tmp_path / "form.docx")


def test_a_document_of_another_standard_is_refused(run, jiangsu):
    result = run("render", jiangsu / "rubric.yaml", "-o", jiangsu / "form.docx", "--form", EXAMPLES / "garage-level3.docx")
    assert result.exit_code == 2
    assert "another standard" in result.stderr


def test_a_lost_source_is_told_with_what_to_do(run, jiangsu):
    rubric = jiangsu / "rubric.yaml"
    lost = rubric.read_text(encoding="utf-8").replace("jiangsu-small-enterprise.docx", "lost.docx")
    rubric.write_text(lost, encoding="utf-8")
    result = run("render", rubric, "-o", jiangsu / "form.docx")
    assert result.exit_code == 2
    assert "lost.docx" in result.stderr
    assert "--form" in result.stderr


def test_a_form_without_columns_to_fill_is_told(run, tmp_path):
    result = run("render", "hainan-filling-station", "-o", tmp_path / "form.docx")
    assert result.exit_code == 2
    assert "no columns" in result.stderr


@pytest.mark.parametrize("content", [b"filled by hand"])
def test_a_form_that_is_there_is_not_overwritten(run, tmp_path, content):
    (tmp_path / "form.docx").write_bytes(content)
    assert run("render", "jiangsu-small-enterprise", SELF, "-o", tmp_path / "form.docx").exit_code == 2
    assert (tmp_path / "form.docx").read_bytes() == content
    assert run("render", "jiangsu-small-enterprise", SELF, "-o", tmp_path / "form.docx", "--force").exit_code == 0


def test_a_source_that_was_changed_since_serves_if_it_holds_the_same_standard(run, jiangsu):
    document = jiangsu / "jiangsu-small-enterprise.docx"
    shutil.copyfile(document, jiangsu / "copy.zip")
    with (jiangsu / "copy.zip").open("ab") as file:
        file.seek(-2, 2)
        file.truncate()
        file.write(b"\x01\x00x")  # a comment at the end of the package
    shutil.copyfile(jiangsu / "copy.zip", document)
    result = run("render", jiangsu / "rubric.yaml", SELF, "-o", jiangsu / "form.docx")
    assert result.exit_code == 0, result.stderr
    assert "432" in texts(jiangsu / "form.docx")
