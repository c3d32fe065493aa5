"""``dabiao import --update``: a corrected source comes into a rubric that was worked on by hand."""

import re

import pytest

from extract.word import open_word
from render.editing.celltext import set_cell_text
from rubrics.files import load_rubric
from tests.pipeline.conftest import EXAMPLES

NAME = "jiangsu-small-enterprise"
SOURCE = EXAMPLES / f"{NAME}.docx"


def corrected(path, old, new):
    """Write the published document with ``old`` printed as ``new`` in the one cell that has it."""
    word = open_word(SOURCE.read_bytes(), SOURCE.name)
    cells = [cell for grid in word.document.grids for cell in grid.cells if old in cell.text]
    assert len(cells) == 1
    set_cell_text(word.cell(cells[0].place), cells[0].text, cells[0].text.replace(old, new))
    path.write_bytes(word.save())
    return path


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def rubric(jiangsu):
    """Return a rubric that a person has worked on: a comment, a preset, a note, a price."""
    path = jiangsu / "rubric.yaml"
    edit(path, "title: 江苏省", "# 本局用\ntitle: 江苏省")
    edit(path, "  pool: item\n", "  pool: item  # 问过省厅\n  bonus:\n    cap: 5\n")
    edit(
        path,
        "{text: 目标或计划与企业生产实际不相符的，一处扣2分, deduct: 2, per: 处}",
        "{text: 目标或计划与企业生产实际不相符的，一处扣2分, deduct: 1, per: 处}",
    )
    return path


def test_the_same_source_again_changes_nothing_but_the_marks(run, jiangsu):
    path = jiangsu / "rubric.yaml"
    before = path.read_bytes()
    assert run("import", "--update", path, jiangsu / SOURCE.name).exit_code == 0
    assert path.read_bytes() == before


def test_a_correction_is_taken_and_every_edit_and_comment_stays(run, rubric, tmp_path):
    source = corrected(
        tmp_path / "corrected.docx", "制定年度安全生产目标和年度安全生产计划", "制定年度安全生产目标与年度安全生产计划"
    )
    result = run("import", "--update", rubric, source, "--all")
    assert (result.exit_code, result.stdout) == (0, f"{rubric}: 1 taken from the source, 2 kept as edited by hand, 0 conflicts\n")
    text = rubric.read_text(encoding="utf-8")
    assert all(one in text for one in ("# 本局用\n", "# 问过省厅\n", "cap: 5", "一处扣2分, deduct: 1", "安全生产目标与年度"))
    assert load_rubric(rubric).source.file == "corrected.docx"


def test_what_both_changed_is_a_conflict_with_its_place_in_both_and_the_rubric_stays(run, rubric, tmp_path):
    source = corrected(tmp_path / "corrected.docx", "不相符的， 一处扣2分", "不相符的， 一处扣3分")
    result = run("import", "--update", rubric, source)
    assert result.exit_code == 1
    assert "0 taken from the source, 1 kept as edited by hand, 1 conflicts" in result.stdout
    place = re.search(rf"conflict at {re.escape(str(rubric))}:(\d+):\d+", result.stderr)
    assert place is not None
    assert "deduct: 1" in rubric.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1]
    assert "table 1, row 2" in result.stderr
    assert "一处扣3分" in result.stderr
    again = run("import", "--update", rubric, source)
    assert again.exit_code == 0  # told once, and settled by leaving it


def test_the_same_holds_without_the_old_source_by_the_marks_in_the_rubric(run, rubric, tmp_path):
    edit(rubric, f"file: {SOURCE.name}", "file: gone.docx")
    source = corrected(tmp_path / "corrected.docx", "不相符的， 一处扣2分", "不相符的， 一处扣3分")
    assert run("import", "--update", rubric, source).exit_code == 1


def test_without_marks_and_old_source_every_difference_is_a_conflict_once(run, rubric):
    edit(rubric, f"file: {SOURCE.name}", "file: gone.docx")
    text = rubric.read_text(encoding="utf-8")
    rubric.write_text(re.sub(r"\n  imported: .*", "", text), encoding="utf-8")
    result = run("import", "--update", rubric, SOURCE)
    assert result.exit_code == 1
    assert "0 taken from the source, 0 kept as edited by hand, 2 conflicts" in result.stdout
    assert "cannot be told" in result.stderr
    assert "\n  imported: " in rubric.read_text(encoding="utf-8")
    assert "0 conflicts" in run("import", "--update", rubric, SOURCE).stdout


def test_another_file_is_written_where_it_is_named_and_none_is_overwritten(run, rubric, tmp_path):
    before = rubric.read_bytes()
    other = tmp_path / "other.yaml"
    assert run("import", "--update", rubric, SOURCE, "-o", other).exit_code == 0
    other.write_text("mine", encoding="utf-8")
    assert run("import", "--update", rubric, SOURCE, "-o", other).exit_code == 2
    assert (rubric.read_bytes(), other.read_text(encoding="utf-8")) == (before, "mine")


def test_the_library_is_not_written_to(run):
    result = run("import", "--update", NAME, SOURCE)
    assert result.exit_code == 2
    assert "library" in result.stderr


def test_one_source_at_a_time(run, rubric):
    assert run("import", "--update", rubric, SOURCE, SOURCE).exit_code == 2
