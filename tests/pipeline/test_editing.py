"""A rubric edited by hand: the form in the same look, the sums worked out again, and what the edit broke told."""

from __future__ import annotations

import pytest

from extract.word import open_word
from rubrics.files import load_rubric
from tests.pipeline.conftest import EXAMPLES

NAME = "jiangsu-small-enterprise"
FIRST = "    - id: 1.1-1\n"


def edit(path, *changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def dearer(jiangsu):
    """Return a rubric whose first item is worth 8 points in place of 6."""
    path = jiangsu / "rubric.yaml"
    head, mark, tail = path.read_text(encoding="utf-8").partition(FIRST)
    path.write_text("# 我改的\n" + head + mark + tail.replace("points: 6", "points: 8  # 原为6", 1), encoding="utf-8")
    return path


def cells(path):
    return {cell.text for grid in open_word(path.read_bytes(), path.name).document.grids for cell in grid.cells}


def test_the_form_is_the_published_document_with_the_edit_in_it_and_the_subtotal_follows(run, dearer, tmp_path):
    result = run("render", dearer, "-o", tmp_path / "form.docx")
    assert result.exit_code == 0
    assert "the published form was changed to what the rubric says now" in result.stderr
    assert "142 in place of 140" in result.stderr
    before, after = cells(EXAMPLES / f"{NAME}.docx"), cells(tmp_path / "form.docx")
    assert after - before == {"142", "602", "一、基础管理（142分）", "1.1安全目标（12分）"}
    assert "10 points stand in the source, but what is below adds up to 12" in result.stderr


def test_check_tells_what_the_edit_broke(run, dearer):
    assert run("check", dearer).exit_code == 1
    said = run("check", dearer).stdout
    assert "10 points stand in the source, but what is below adds up to 12" in said
    assert "points: the rubric says 8, the source 6" in said


def test_the_sums_are_worked_out_again_from_the_item_to_the_total_and_comments_stay(run, dearer):
    result = run("sums", dearer)
    assert (result.exit_code, result.stdout) == (0, f"{dearer}: 6 figures are other ones now\n")
    assert "the notes still say 600, which is 602 now: “…4、本评分细则共计600分，得分计算公式如下…”" in result.stderr
    assert "评定得分÷（600－不参与考评" in result.stderr
    rubric = load_rubric(dearer)
    assert (rubric.points, rubric.stated.points, rubric.elements[0].points, rubric.elements[0].elements[0].points) == (
        602,
        602,
        142,
        12,
    )
    assert rubric.form.totals[0].points == 142
    text = dearer.read_text(encoding="utf-8")
    assert text.startswith("# 我改的\n")
    assert "points: 8  # 原为6" in text
    again = run("sums", dearer)
    assert "0 figures" in again.stdout


def test_a_figure_that_was_no_sum_in_the_source_stays_as_published(run, tmp_path):
    run("import", EXAMPLES / "garage-level3.docx", "-o", tmp_path / "r.yaml", "--policy", "jiaotong-2012")
    before = (tmp_path / "r.yaml").read_bytes()
    result = run("sums", tmp_path / "r.yaml")
    assert "0 figures" in result.stdout
    assert (tmp_path / "r.yaml").read_bytes() == before


def test_an_edited_clause_stands_in_the_form(run, jiangsu, tmp_path):
    rubric = edit(jiangsu / "rubric.yaml", ("一处扣2分, deduct: 2", "一处扣3分, deduct: 3"))
    assert run("render", rubric, "-o", tmp_path / "form.docx").exit_code == 0
    assert any("实际不相符的， 一处扣3分" in text or "一处扣3分" in text for text in cells(tmp_path / "form.docx"))


def test_an_edited_form_is_filled_and_read_again(run, jiangsu, tmp_path):
    rubric = edit(
        jiangsu / "rubric.yaml",
        (FIRST, "    - {id: 1.1-9, requirement: 公布目标。, points: 0, rules: [{text: 未公布的，扣1分, deduct: 1}]}\n" + FIRST),
    )
    assert run("assess", rubric, "-o", tmp_path / "a.yaml").exit_code == 0
    edit(tmp_path / "a.yaml", ("  1.1-1:", "  1.1-1: {full: true}\n  # 1.1-1:"))
    result = run("render", rubric, tmp_path / "a.yaml", "-o", tmp_path / "form.docx")
    assert result.exit_code == 0, result.stderr
    assert "公布目标。" in cells(tmp_path / "form.docx")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("    at_least: 60\n", "    at_least: 101\n"), "grade-out-of-reach"),
        (("of: '1', ", "of: '9', "), "total-of-nothing"),
        (("points: 600\n", "points: 599\n"), "total-not-sum"),
        (("    at_least: 60\n", "    at_least: 60\n    facts: [none]\n"), "grade-of-no-fact"),
        (("deduct: 2, per: 处", "deduct: 99, per: 处"), "rule-above-points"),
        (("code: '1.3'\n", "code: '1.9'\n"), "code-sequence"),
    ],
)
def test_each_kind_of_break_is_told(run, jiangsu, change, code):
    rubric = edit(jiangsu / "rubric.yaml", change)
    assert f"[{code}]" in run("check", rubric, "--all").stdout


def test_assessments_made_before_the_edit_are_named(run, jiangsu):
    assert run("assess", jiangsu / "rubric.yaml", "-o", jiangsu / "mine.yaml").exit_code == 0
    assert "made-before" not in run("check", jiangsu / "rubric.yaml").stdout
    edit(jiangsu / "rubric.yaml", ("一处扣2分, deduct: 2", "一处扣2分, deduct: 1"))
    said = run("check", jiangsu / "rubric.yaml").stdout
    assert "1 assessments beside it were made before the rubric was edited (mine.yaml)" in said
