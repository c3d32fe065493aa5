"""``dabiao diff``: two editions of a standard on the command line."""

import json

import jsonschema
import pytest

from rubrics.files import dump_rubric
from rubrics.schema import schema
from tests.pipeline.conftest import EXAMPLES
from tests.rubrics.revised import hangzhou
from tests.rubrics.revised import jiangsu as jiangsu_edited


@pytest.fixture
def editions(tmp_path):
    """Return the files of two editions of the Jiangsu standard, the second revised by hand for the tests."""
    old, new, _, _ = jiangsu_edited.revised()
    paths = tmp_path / "old.yaml", tmp_path / "new.yaml"
    for path, rubric in zip(paths, (old, new), strict=True):
        path.write_text(dump_rubric(rubric), encoding="utf-8")
    return paths


def test_tells_first_how_much_and_where_points_went(run, editions):
    lines = run("diff", *editions).stdout.splitlines()
    assert "elements: 26 → 27, items: 68 → 69, points: 600 → 600" in lines
    assert "Of the items that were changed, split or merged: 5 stricter, 4 milder, 11 cannot be told." in lines
    assert "  4 职业卫生   40  →   50  +10" in lines
    assert "  grade 三级达标 at least: 60 → 65 · stricter" in lines


def test_tells_every_kind_of_change_in_its_place(run, editions):
    text = run("diff", *editions).stdout
    for line in (
        "1.2-3 split into 1.2-3, 1.2-4",
        "2.1-5, 2.1-6 merged into 2.1-6",
        "1.5-1 new",
        "1.7-2 gone",
        "2.1-4 moved from 3.1 生产现场管理, was 3.1-4",
        "3.2-3 stands in another order, was 3.2-1",
        "记录不全的，每处扣[-2-]{+3+}分",
        "takes: 2 → 3",
        "title: {+安全+}警示标志{+和标识+}",
    ):
        assert line in text
    assert text.index("1.2-3 split") < text.index("2.1-4 moved")
    assert "10 items and 5 elements only have another number" in text


def test_tells_moved_from_reordered_where_every_element_has_another_number_and_clauses_that_went_elsewhere(run, tmp_path):
    (tmp_path / "new.yaml").write_text(dump_rubric(hangzhou.revised()[1]), encoding="utf-8")
    text = run("diff", "hangzhou-safety-culture", tmp_path / "new.yaml").stdout
    for line in (
        "5-2 changed, moved from 5 安全行为, was 5-10",
        "6-8 stands in another order, was 5-7",
        "clause 2 moved to 6-2, clause 2",
        "clause 2 moved here from 5-1, clause 2",
    ):
        assert line in text


def test_all_lists_what_only_has_another_number_and_texts_in_full(run, editions):
    text = run("diff", *editions, "--all").stdout
    assert "5.1-1 was 4.1-1" in text
    assert "only have another number" not in text
    assert "1. 无年度培训计划的，不得分" in text


def test_speaks_chinese(run, editions):
    text = run("diff", *editions, "--lang", "zh").stdout
    assert "修改、拆分、合并的条目中：趋严 5 条，趋宽 4 条，无法判断 11 条。" in text
    assert "1.2-3 拆分为 1.2-3, 1.2-4" in text


def test_json_is_as_its_schema_says_and_counts_exactly(run, editions):
    found = json.loads(run("diff", *editions, "--json").stdout)
    jsonschema.validate(found, json.loads(schema("revision")))
    assert found["summary"]["items"] | {"renumbered": 0} == {
        "same": 46,
        "changed": 18,
        "new": 2,
        "gone": 1,
        "split": 1,
        "merged": 1,
        "moved": 2,
        "renumbered": 0,
    }


@pytest.mark.parametrize("name", ["jiangsu-small-enterprise", "hangzhou-safety-culture"])
def test_word_and_pdf_of_one_standard_say_the_same(run, name):
    result = run("diff", EXAMPLES / f"{name}.docx", EXAMPLES / f"{name}.pdf", "--exit-code")
    assert (result.exit_code, "The two editions say the same." in result.stdout) == (0, True)


def test_what_a_document_leaves_open_is_filled_as_in_the_other_edition(run):
    result = run("diff", "garage-level3", EXAMPLES / "garage-level3.docx", "--exit-code")
    assert result.exit_code == 0
    assert "garage-level3.docx: " in result.stderr
    assert "same" in result.stdout


def test_exit_code_is_0_unless_a_difference_was_asked_to_count(run, editions):
    assert run("diff", *editions).exit_code == 0
    assert run("diff", *editions, "--exit-code").exit_code == 1
    assert run("diff", editions[0], editions[0], "--exit-code").exit_code == 0


def test_two_standards_are_not_taken_for_editions_of_one_in_silence(run):
    text = run("diff", "garage-level3", "hainan-filling-station").stdout
    assert "items were found again: these may be two standards, not two editions of one." in text


# --- the mapping file -------------------------------------------------------------------------------------------------


def test_a_mapping_that_was_written_is_read_and_changes_nothing(run, editions, tmp_path):
    path = tmp_path / "mapping.yaml"
    first = run("diff", *editions, "--write-mapping", path)
    assert first.exit_code == 0
    assert (tmp_path / "dabiao-mapping-v1.schema.json").exists()
    again = run("diff", *editions, "--mapping", path).stdout
    assert again == first.stdout.replace(f"wrote {path}\n", "")


def test_a_mapping_file_is_not_overwritten_so_that_its_comments_survive(run, editions, tmp_path):
    path = tmp_path / "mapping.yaml"
    run("diff", *editions, "--write-mapping", path)
    path.write_text(path.read_text(encoding="utf-8") + "# 已与省厅核对\n", encoding="utf-8")
    result = run("diff", *editions, "--write-mapping", path)
    assert result.exit_code == 2
    assert "已与省厅核对" in path.read_text(encoding="utf-8")
    assert run("diff", *editions, "--write-mapping", path, "--force").exit_code == 0


def test_a_settled_match_holds_against_code_and_wording(run, editions, tmp_path):
    path = tmp_path / "mapping.yaml"
    head = "schema: dabiao/mapping/v1\nold: jiangsu-small-enterprise\nnew: jiangsu-small-enterprise\n"
    path.write_text(
        head + "items:\n- {old: 1.7-2, new: 1.8-1, note: 文化代替}\n- {old: 2.1-1}\n- {new: 2.1-1}\n", encoding="utf-8"
    )
    found = json.loads(run("diff", *editions, "--mapping", path, "--json").stdout)
    pairs = {(*pair.get("old", ()), "→", *pair.get("new", ())): pair for pair in found["items"]}
    assert pairs["1.7-2", "→", "1.8-1"]["how"] == "mapping"
    assert pairs["2.1-1", "→"]["kind"] == "gone"
    assert pairs["→", "2.1-1"]["kind"] == "new"


@pytest.mark.parametrize(
    ("line", "where", "said"),
    [
        ("- {old: 9.9-9, new: 1.1-1}", "5:4", "there is no 9.9-9 in the old edition"),
        ("- {old: 1.1-1, new: 1.1-1}\n- {old: 1.1-1, new: 1.1-2}", "6:4", "1.1-1 is matched twice"),
        ("- {old: [1.1-1, 1.1-2], new: [1.1-1, 1.1-2]}", "5:3", "several ids on one side only"),
        ("- {settled: true}", "5:3", "one of old and new is needed"),
        ("- {old: 1.1-1, now: 1.1-2}", "5:16", "unknown key"),
    ],
)
def test_an_error_in_a_mapping_is_told_with_line_and_column(run, editions, tmp_path, *, line, where, said):
    path = tmp_path / "mapping.yaml"
    head = "schema: dabiao/mapping/v1\nold: jiangsu-small-enterprise\nnew: jiangsu-small-enterprise\nitems:\n"
    path.write_text(f"{head}{line}\n", encoding="utf-8")
    result = run("diff", *editions, "--mapping", path)
    assert result.exit_code == 2
    assert f"mapping.yaml:{where}: " in result.stderr
    assert said in result.stderr


def test_a_mapping_of_other_editions_is_refused(run, editions, tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text("schema: dabiao/mapping/v1\nold: garage-level3\nnew: jiangsu-small-enterprise\n", encoding="utf-8")
    result = run("diff", *editions, "--mapping", path)
    assert result.exit_code == 2
    assert "mapping.yaml:2:1: " in result.stderr
