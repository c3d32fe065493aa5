"""``dabiao render``: the authority's own Word document, filled."""

import shutil

import pytest

from extract.word import open_word
from render.carried import carried_by
from rubrics import load_assessment
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
    unnamed = run("render", tmp_path / "r.yaml", SELF, "-o", tmp_path / "anew.docx")
    assert "built anew" in unnamed.stderr
    named = EXAMPLES / "jiangsu-small-enterprise.docx"
    result = run("render", tmp_path / "r.yaml", SELF, "-o", tmp_path / "form.docx", "--form", named)
    assert result.exit_code == 0
    assert "built anew" not in result.stderr
    assert all("432" in texts(tmp_path / name) for name in ("anew.docx", "form.docx"))


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


def test_a_form_without_columns_to_fill_gets_them_and_says_so(run, tmp_path):
    result = run(
        "render", "hainan-filling-station", EXAMPLES / "hainan-filling-station.review.yaml", "-o", tmp_path / "form.docx"
    )
    assert result.exit_code == 0
    assert "扣分说明、扣分、得分" in result.stderr
    assert {"48", "1110"} <= set(texts(tmp_path / "form.docx"))


def test_a_rubric_that_was_read_from_a_text_gets_a_form_built_anew(run, tmp_path):
    assessment = EXAMPLES / "small-enterprise-notes.self.yaml"
    result = run("render", "small-enterprise-notes", assessment, "-o", tmp_path / "form.docx")
    assert result.exit_code == 0, result.stderr
    assert "built anew" in result.stderr
    assert {"小企业考评说明", "得分小计"} & set(texts(tmp_path / "form.docx"))


def test_a_rubric_that_says_otherwise_than_its_document_has_its_edits_in_it_or_is_built_anew(run, jiangsu):
    rubric = jiangsu / "rubric.yaml"
    edited = rubric.read_text(encoding="utf-8").replace("对安全生产目标、计划的实施情况进行考核。", "对目标的实施情况进行考核。")
    rubric.write_text(edited, encoding="utf-8")
    for how in ((), ("--rebuild",)):
        made = run("render", rubric, SELF, *how, "-o", jiangsu / "form.docx", "--force")
        assert made.exit_code == 0, made.stderr
        assert ("built anew" in made.stderr) == bool(how)
        assert "对目标的实施情况进行考核。" in texts(jiangsu / "form.docx")


def test_several_assessments_become_one_form_each_in_a_folder(run, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(SELF.read_text(encoding="utf-8").replace("unit: ", "unit: 第二"), encoding="utf-8")
    result = run("render", "jiangsu-small-enterprise", SELF, other, "-o", tmp_path / "forms")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == ["jiangsu-small-enterprise.self.docx", "other.docx"]


def test_self_assessment_and_review_of_one_unit_share_a_form_in_a_folder(run, tmp_path):
    both = [EXAMPLES / f"garage-level3.{kind}.yaml" for kind in ("self", "review")]
    assert run("render", "garage-level3", *both, "-o", tmp_path / "forms").exit_code == 0
    assert [path.name for path in (tmp_path / "forms").iterdir()] == ["garage-level3.self.docx"]


def test_a_template_beside_the_rubric_composes_the_descriptions(run, jiangsu):
    template = jiangsu / "jiangsu-small-enterprise.j2"
    template.write_text("{% if is_full %}无问题{% else %}查出{{ faults | length }}条{% endif %}", encoding="utf-8")
    rubric = jiangsu / "rubric.yaml"
    assert run("render", rubric, SELF, "-o", jiangsu / "form.docx").exit_code == 0
    assert {"无问题", "查出1条"} <= set(texts(jiangsu / "form.docx"))
    template.write_text("{{ nothing.at.all }}", encoding="utf-8")
    result = run("render", rubric, SELF, "-o", jiangsu / "form.docx", "--force")
    assert result.exit_code == 2
    assert "jiangsu-small-enterprise.j2" in result.stderr


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here; it makes the PDF elsewhere"
)
def test_a_form_becomes_a_pdf_too(run, tmp_path):
    result = run("render", "hangzhou-safety-culture", "-o", tmp_path / "form.docx", "--pdf")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF-")


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


def test_what_is_rendered_is_read_back_to_the_same_assessment(run, tmp_path):
    given = EXAMPLES / "hangzhou-safety-culture.self.yaml"
    run("render", "hangzhou-safety-culture", given, "-o", tmp_path / "form.docx")
    assert run("read", tmp_path / "form.docx", "--rubric", "hangzhou-safety-culture", "-o", tmp_path / "a.yaml").exit_code == 0
    assert load_assessment(tmp_path / "a.yaml")[0] == load_assessment(given)[0]


def test_a_bare_form_carries_nothing(run, tmp_path):
    given = EXAMPLES / "hangzhou-safety-culture.self.yaml"
    run("render", "hangzhou-safety-culture", given, "--bare", "-o", tmp_path / "form.docx")
    run("read", tmp_path / "form.docx", "--rubric", "hangzhou-safety-culture", "-o", tmp_path / "a.yaml")
    assert carried_by(tmp_path / "form.docx") == ((), {})
    assert load_assessment(tmp_path / "a.yaml")[0] != load_assessment(given)[0]


def test_papers_named_like_the_form_are_bound_behind_it(run, tmp_path):
    given = EXAMPLES / "hangzhou-safety-culture.self.yaml"
    made = run("render", "hangzhou-safety-culture", given, "-o", tmp_path / "form.docx", "--papers", tmp_path / "form.docx")
    assert (made.exit_code, made.stdout) == (0, f"wrote {tmp_path / 'form.docx'}\n")
    assert any("得分率" in text for text in texts(tmp_path / "form.docx"))
