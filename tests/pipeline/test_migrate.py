"""``dabiao migrate``: answers carried over, what the change does to them, and whom it hurts."""

import csv
import json
import shutil
import stat

import jsonschema
import openpyxl
import pytest

from rubrics import dump_rubric
from scoring.schema import EFFECT_FILES
from tests.pipeline.conftest import EXAMPLES
from tests.rubrics.revised import jiangsu as revised

SELF = EXAMPLES / "jiangsu-small-enterprise.self.yaml"
OLD = "jiangsu-small-enterprise"


@pytest.fixture
def new(tmp_path):
    """Return the file of the revised Jiangsu standard."""
    path = tmp_path / "new.yaml"
    path.write_text(dump_rubric(revised.revised()[1]), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """Return a folder with assessments, a rubric, and one file that cannot be read."""
    path = tmp_path / "given"
    path.mkdir()
    text = SELF.read_text(encoding="utf-8")
    (path / "a.yaml").write_text(text, encoding="utf-8")
    (path / "b.yaml").write_text(text.replace("江苏恒越精密机械有限公司", "=南通纺织"), encoding="utf-8")
    (path / "broken.yaml").write_text("schema: dabiao/assessment/v1\nrubric: x\n", encoding="utf-8")
    (path / "notes.yaml").write_text("schema: dabiao/rubric/v1\n", encoding="utf-8")
    return path


def schema(name):
    return json.loads(next(path for path in EFFECT_FILES if path.name == name).read_text(encoding="utf-8"))


def test_the_effect_is_shown_and_the_file_scores_and_renders(run, tmp_path, new):
    result = run("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert "answers that hold: 56 (9 of them with another price); to be assessed again: 13; kept in the appendix: 1" in lines[1]
    assert lines[2:5] == [
        "Old edition: 74.7, 三级达标 (432 of 600)",
        "New edition: open until 13 are assessed again (352 of 600 so far)",
        "It can come to 61 (below the pass mark) to 79 (三级达标)",
    ]
    assert any(line.startswith("  1.4-4") and "4 → 2" in line and "points 6 → 4" in line for line in lines)
    assert any(line.startswith("  1.2-4 (1.2-3)") and "split" in line for line in lines)
    shown = run("score", new, tmp_path / "out.yaml")
    assert shown.exit_code == 0
    assert "to be assessed again after the standard changed, see the file (13): 1.2-3, 1.2-4" in shown.stdout
    assert run("render", new, tmp_path / "out.yaml", "--rebuild", "-o", tmp_path / "form.docx").exit_code == 0


def test_the_migrated_file_is_refused_by_the_old_edition_and_the_old_file_by_the_new_one(run, tmp_path, new):
    run("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml")
    assert "made with the edition" in run("score", OLD, tmp_path / "out.yaml").stderr
    again = run("migrate", tmp_path / "out.yaml", "--from", OLD, "--to", new, "-o", tmp_path / "again.yaml")
    assert again.exit_code == 2
    assert "name the edition that it was made with" in again.stderr
    assert not (tmp_path / "again.yaml").exists()


def test_json_is_what_its_schema_says(run, tmp_path, new, folder):
    one = run("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml", "--json").stdout
    jsonschema.validate(json.loads(one), schema("effect.schema.json"))
    many = run("migrate", folder, "--from", OLD, "--to", new, "-o", tmp_path / "out", "--json").stdout
    jsonschema.validate(json.loads(many), schema("effects.schema.json"))
    assert [row["file"] for row in json.loads(many)["rows"]] == ["a.yaml", "b.yaml"]


def test_of_a_folder_a_bad_file_costs_a_line_and_the_rest_is_done(run, tmp_path, new, folder):
    result = run("migrate", folder, "--from", OLD, "--to", new, "-o", tmp_path / "out", "--table", tmp_path / "effect.csv")
    assert result.exit_code == 1
    assert "left out: " in result.stderr
    assert "broken.yaml" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").glob("?.yaml")) == ["a.yaml", "b.yaml"]
    assert result.stdout.splitlines()[0] == "Whom the change hurts, the worst first"
    rows = list(csv.reader((tmp_path / "effect.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][:3] == ["单位", "种类", "原结果"]
    assert [row[0] for row in rows[1:]] == ["江苏恒越精密机械有限公司", "'=南通纺织"]


def test_the_table_is_a_workbook_by_its_ending_with_figures_as_numbers(run, tmp_path, new, folder):
    words = ("migrate", folder, "--from", OLD, "--to", new, "-o", tmp_path / "out", "--force", "--table")
    for name in ("effect.csv", "effect.xlsx", "again.xlsx"):
        run(*words, tmp_path / name)
    assert (tmp_path / "effect.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "effect.xlsx").active
    plain = list(csv.reader((tmp_path / "effect.csv").read_text(encoding="utf-8-sig").splitlines()))
    cells = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == [[cell.removeprefix("'") for cell in row] for row in plain]
    assert isinstance(sheet["C2"].value, int | float)
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["A3"].quotePrefix) == ("=南通纺织", "s", True)


def test_a_table_of_another_kind_is_refused_before_anything_is_written(run, tmp_path, new):
    result = run("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml", "--table", tmp_path / "t.docx")
    assert result.exit_code == 2
    assert ".xlsx or .csv" in result.stderr
    assert not (tmp_path / "out.yaml").exists()


def test_nothing_that_is_there_is_overwritten_without_force(run, tmp_path, new):
    (tmp_path / "out.yaml").write_text("mine", encoding="utf-8")
    words = ("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml")
    assert run(*words).exit_code == 2
    assert (tmp_path / "out.yaml").read_text(encoding="utf-8") == "mine"
    assert run(*words, "--force").exit_code == 0


def test_after_a_corrected_typo_everything_is_the_same(run, tmp_path, jiangsu):
    folder = jiangsu
    shutil.copyfile(folder / "rubric.yaml", tmp_path / "old.yaml")
    text = (folder / "rubric.yaml").read_text(encoding="utf-8")
    (folder / "rubric.yaml").write_text(text.replace("title: 基础管理", "title: 基础的管理", 1), encoding="utf-8")
    words = ("--from", tmp_path / "old.yaml", "--to", folder / "rubric.yaml", "-o", tmp_path / "out.yaml")
    result = run("migrate", folder / "jiangsu-small-enterprise.self.yaml", *words)
    assert (
        "answers that hold: 68 (0 of them with another price); to be assessed again: 0; kept in the appendix: 0" in result.stdout
    )
    assert "New edition: 74.7" in result.stdout
    assert "to be assessed again after" not in run("score", folder / "rubric.yaml", tmp_path / "out.yaml").stdout


def test_a_mapping_file_settles_what_is_which(run, tmp_path, new):
    mapping = tmp_path / "mapping.yaml"
    text = f"schema: dabiao/mapping/v1\nold: {OLD}\nnew: {OLD}\nitems:\n- {{old: 1.1-1}}\n- {{new: 1.1-1}}\n"
    mapping.write_text(text, encoding="utf-8")
    run("migrate", SELF, "--from", OLD, "--to", new, "-o", tmp_path / "out.yaml", "--mapping", mapping)
    written = (tmp_path / "out.yaml").read_text(encoding="utf-8")
    assert "  # ▲ 须重新评定：本条为新增\n  # 1.1-1" in written


def test_a_document_serves_as_an_edition(run, tmp_path, jiangsu):
    words = ("--from", jiangsu / "jiangsu-small-enterprise.docx", "--to", OLD, "-o", tmp_path / "out.yaml")
    result = run("migrate", SELF, *words)
    assert result.exit_code == 0
    assert "New edition: 74.7" in result.stdout
    assert stat.S_IMODE((tmp_path / "out.yaml").stat().st_mode) & 0o400
