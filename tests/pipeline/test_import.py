"""``dabiao import``: documents become rubric files, and every doubt is told."""

import pytest

from rubrics import load_rubric
from rubrics.files import SCHEMA_FILES
from rubrics.schema import schema_file
from tests.pipeline.conftest import EXAMPLES

JIANGSU = EXAMPLES / "jiangsu-small-enterprise.docx"
GARAGE = EXAMPLES / "garage-level3.docx"


def test_import_writes_a_rubric_and_the_schema_that_its_first_line_names(run, tmp_path):
    result = run("import", JIANGSU, "-o", tmp_path / "rubric.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "elements: 6 / 20, items: 68, points: 600" in result.stdout
    first = (tmp_path / "rubric.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = tmp_path / first.split("$schema=")[1]
    assert named.read_bytes() == schema_file("rubric").read_bytes()
    assert load_rubric(tmp_path / "rubric.yaml").id == "jiangsu-small-enterprise"


def test_several_sources_become_a_folder(run, tmp_path):
    result = run("import", JIANGSU, EXAMPLES / "hangzhou-safety-culture.docx", "-o", tmp_path / "rubrics")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "rubrics").iterdir()) == [
        SCHEMA_FILES["dabiao/rubric/v1"],
        "hangzhou-safety-culture.yaml",
        "jiangsu-small-enterprise.yaml",
    ]


def test_two_sources_of_one_name_are_refused_before_anything_is_written(run, tmp_path):
    result = run("import", JIANGSU, JIANGSU.with_suffix(".txt"), "-o", tmp_path / "rubrics")
    assert result.exit_code == 2
    assert "two results would have this name" in result.stderr
    assert not (tmp_path / "rubrics").exists()


def test_the_id_is_the_one_asked_for(run, tmp_path):
    run("import", JIANGSU, "-o", tmp_path / "rubric.yaml", "--id", "js-2014")
    assert load_rubric(tmp_path / "rubric.yaml").id == "js-2014"


def test_a_preset_fills_what_the_document_leaves_open(run, tmp_path):
    open_ = run("import", GARAGE, "-o", tmp_path / "open.yaml")
    assert "the document does not say: policy.formula" in open_.stderr
    filled = run("import", GARAGE, "-o", tmp_path / "filled.yaml", "--policy", "jiaotong-2012")
    assert "policy.formula" not in filled.stderr
    assert load_rubric(tmp_path / "filled.yaml").policy.preset == "jiaotong-2012"


def test_an_unknown_preset_is_told_with_those_there_are(run, tmp_path):
    result = run("import", GARAGE, "-o", tmp_path / "r.yaml", "--policy", "nobody")
    assert result.exit_code == 2
    assert "no policy preset nobody" in result.stderr
    assert "jiaotong-2012" in result.stderr


def test_diagnostics_stand_on_stderr_by_severity_with_place_and_code(run, tmp_path):
    result = run("import", GARAGE, "-o", tmp_path / "r.yaml")
    lines = result.stderr.splitlines()
    assert lines[0] == "errors: 1"
    assert lines[1].startswith("  table 1, row 88 · 11: ")
    assert lines[1].endswith("[points-sum]")
    assert "\x1b" not in result.stderr


def test_only_a_few_of_each_kind_are_listed_unless_all_are_asked_for(run, tmp_path):
    few = run("import", GARAGE, "-o", tmp_path / "r.yaml").stderr
    every = run("import", GARAGE, "-o", tmp_path / "r.yaml", "--all").stderr
    assert "more of this kind" in few
    assert "more of this kind" not in every
    assert len(every.splitlines()) > len(few.splitlines())


@pytest.mark.parametrize(("source", "status"), [(JIANGSU, 0), (GARAGE, 1)])
def test_strict_makes_doubts_count(run, tmp_path, source, status):
    assert run("import", source, "-o", tmp_path / "r.yaml", "--strict").exit_code == status
    assert (tmp_path / "r.yaml").exists()


def test_an_edited_rubric_is_not_overwritten_without_force(run, tmp_path):
    target = tmp_path / "rubric.yaml"
    target.write_text("# mine\n", encoding="utf-8")
    refused = run("import", JIANGSU, "-o", target)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert target.read_text(encoding="utf-8") == "# mine\n"
    assert run("import", JIANGSU, "-o", target, "--force").exit_code == 0
    assert load_rubric(target).points == 600


def test_importing_again_with_the_same_result_is_no_error(run, tmp_path):
    assert run("import", JIANGSU, "-o", tmp_path / "r.yaml").exit_code == 0
    assert run("import", JIANGSU, "-o", tmp_path / "r.yaml").exit_code == 0


def test_an_older_schema_beside_the_rubric_is_left_alone(run, tmp_path):
    older = tmp_path / SCHEMA_FILES["dabiao/rubric/v1"]
    older.write_text("{}", encoding="utf-8")
    assert run("import", JIANGSU, "-o", tmp_path / "r.yaml").exit_code == 0
    assert older.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "empty.docx"), (b"PK\x03\x04 broken", "broken.docx"), (b"%PDF-1.7", "a.pdf"), (b"hello", "a.txt")]
)
def test_what_holds_no_standard_costs_a_line_and_status_2(run, tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    result = run("import", tmp_path / name, "-o", tmp_path / "r.yaml")
    assert result.exit_code == 2
    assert 1 <= len(result.stderr.splitlines()) <= 2
    assert result.stderr.startswith("error: ")
    assert name in result.stderr
    assert not (tmp_path / "r.yaml").exists()
