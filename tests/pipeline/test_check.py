"""``dabiao check``: a rubric against itself and against its source."""

import json
import shutil

from tests.pipeline.conftest import EXAMPLES


def test_a_rubric_that_is_right_and_like_its_source_has_nothing_to_report(run, jiangsu):
    result = run("check", jiangsu / "rubric.yaml")
    assert (result.exit_code, result.stdout) == (0, f"{jiangsu / 'rubric.yaml'}: nothing to report\n")


def test_a_changed_figure_breaks_its_sums_and_differs_from_the_source(run, jiangsu):
    rubric = jiangsu / "rubric.yaml"
    rubric.write_text(rubric.read_text(encoding="utf-8").replace("points: 16\n", "points: 15\n", 1), encoding="utf-8")
    result = run("check", rubric)
    assert result.exit_code == 1
    assert "[points-sum]" in result.stdout
    assert "points: the rubric says 15, the source 16 [source-differs]" in result.stdout


def test_an_item_that_was_removed_or_added_is_told(run, jiangsu):
    rubric = jiangsu / "rubric.yaml"
    rubric.write_text(rubric.read_text(encoding="utf-8").replace("id: 1.1-2\n", "id: 1.1-9\n"), encoding="utf-8")
    result = run("check", rubric)
    assert "1.1-2: stands in the source, but not in the rubric" in result.stdout
    assert "1.1-9: stands in the rubric, but not in the source" in result.stdout


def test_a_named_source_is_compared_though_it_is_another_file(run, jiangsu):
    result = run("check", jiangsu / "rubric.yaml", "--source", EXAMPLES / "jiangsu-small-enterprise.txt")
    assert result.exit_code == 0
    assert "[source-other-file]" in result.stdout
    assert "[source-differs]" not in result.stdout


def test_without_its_source_only_the_rubric_itself_is_checked(run, jiangsu, tmp_path):
    text = (jiangsu / "rubric.yaml").read_text(encoding="utf-8")
    (tmp_path / "alone.yaml").write_text(text.replace("jiangsu-small-enterprise.docx", "lost.docx"), encoding="utf-8")
    result = run("check", tmp_path / "alone.yaml")
    assert result.exit_code == 0
    assert "the source lost.docx was not found" in result.stdout


def test_errors_in_the_published_text_make_status_1(run):
    result = run("check", "garage-level3", "jiangsu-small-enterprise")
    assert result.exit_code == 1
    assert "garage-level3: errors: 1" in result.stdout
    assert "jiangsu-small-enterprise: nothing to report" in result.stdout


def test_json_names_code_severity_place_subject_and_figures(run):
    result = run("check", "garage-level3", "--json")
    found = json.loads(result.stdout)["files"]["garage-level3"]
    assert found[0] == {
        "severity": "error",
        "code": "points-sum",
        "place": "t1r88",
        "subject": "11",
        "figures": {"title": "隐患排查与治理", "stated": "70", "sum": "75"},
    }


def test_a_rubric_that_is_none_is_told_with_file_line_and_column(run, tmp_path):
    (tmp_path / "r.yaml").write_text("schema: dabiao/rubric/v1\nid: a\ntitle: b\npoints: many\n", encoding="utf-8")
    result = run("check", tmp_path / "r.yaml")
    assert result.exit_code == 2
    assert result.stderr == f"error: {tmp_path / 'r.yaml'}:4:1: points: not a number\n"


def test_a_copy_of_the_examples_is_not_needed_for_library_rubrics(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("check", "hangzhou-safety-culture").exit_code == 0
    shutil.copyfile(EXAMPLES / "garage-level3.docx", tmp_path / "hangzhou-safety-culture.docx")
    assert run("check", "hangzhou-safety-culture").exit_code == 0
