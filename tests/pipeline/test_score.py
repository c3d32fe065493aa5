"""``dabiao score`` and ``dabiao rank``: what an assessment comes to, and why."""

import json
from decimal import Decimal

from tests.pipeline.conftest import EXAMPLES

JIANGSU = EXAMPLES / "jiangsu-small-enterprise.self.yaml"
HANGZHOU = EXAMPLES / "hangzhou-safety-culture.self.yaml"


def test_the_scorecard_shows_elements_result_and_grade(run):
    lines = run("score", "jiangsu-small-enterprise", JIANGSU).stdout.splitlines()
    assert lines[1] == "江苏恒越精密机械有限公司 · self-assessment · 2025-03-10 – 2025-03-14 · 周建明"
    assert next(line.split() for line in lines if "基础管理" in line) == ["一", "基础管理", "140", "6", "134", "37", "97", "72.4"]
    assert "Sum: 432 ÷ (600 − 22) × 100" in lines
    assert "Result: 74.7" in lines
    assert "Grade: 三级达标" in lines


def test_what_was_lost_and_what_does_not_apply_stands_with_the_reason(run):
    shown = run("score", "jiangsu-small-enterprise", JIANGSU).stdout
    assert "  4.1-2   −6  2024年第三季度起更换经办人" in shown
    assert "  2.2-7  12  本企业不设危险化学品库" in shown


def test_explain_gives_the_reason_of_one_item(run):
    lines = run("score", "jiangsu-small-enterprise", JIANGSU, "--explain", "1.2-3").stdout.splitlines()
    figures = [line.split()[0] for line in lines[1:]]
    assert figures == ["+12", "−2", "−4", "=6"]
    assert "责任制内容与岗位工作实际不相符的，每处扣2分" in lines[3]
    assert "焊接班组长" in lines[3]


def test_explain_without_an_item_follows_the_whole_sum(run):
    shown = run("score", "jiangsu-small-enterprise", JIANGSU, "--explain").stdout
    assert "Result: 74.7" in shown
    assert "432 ÷ (600 − 22) × 100" in shown.split("The whole")[1]
    assert all(f"\n  {item} " in shown for item in ("1.1-1", "3.2-3", "6.2-1"))


def test_explain_may_stand_before_the_files(run):
    assert (
        run("score", "--explain", "jiangsu-small-enterprise", JIANGSU).stdout
        == run("score", "jiangsu-small-enterprise", JIANGSU, "--explain").stdout
    )


def test_an_unknown_item_to_explain_is_told(run):
    result = run("score", "jiangsu-small-enterprise", JIANGSU, "--explain", "9.9-9")
    assert result.exit_code == 2
    assert "there is no item or element 9.9-9" in result.stderr


def test_json_holds_every_figure_exactly(run):
    card = json.loads(run("score", "jiangsu-small-enterprise", JIANGSU, "--json").stdout, parse_float=Decimal)
    assert card["schema"] == "dabiao/scorecard/v1"
    assert (card["total"]["score"], card["total"]["result"], card["grade"]) == (432, Decimal("74.7"), "三级达标")
    assert str(card["total"]["percent"]).startswith("74.740484429065743944")
    assert card["items"]["1.2-3"]["steps"][1] == {
        "kind": "finding",
        "points": -2,
        "raw": -2,
        "rule": 3,
        "count": 1,
        "note": "缺仓库保管员岗位安全责任制",
    }


def test_json_is_the_same_in_every_language(run):
    english, chinese = (run("score", "jiangsu-small-enterprise", JIANGSU, "--json", "--lang", lang) for lang in ("en", "zh"))
    assert english.stdout == chinese.stdout


def test_items_that_nobody_assessed_are_named_and_no_grade_is_given(run, tmp_path):
    text = JIANGSU.read_text(encoding="utf-8").replace("  2.1-4: {full: true}\n", "").replace("  2.1-6: {full: true}\n", "")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    shown = run("score", "jiangsu-small-enterprise", tmp_path / "a.yaml").stdout
    assert "Not assessed (2): 2.1-4, 2.1-6" in shown
    assert "Outcome: incomplete" in shown
    assert "Grade:" not in shown


def test_what_the_next_grade_takes_is_shown(run):
    shown = run("score", "garage-level3", EXAMPLES / "garage-level3.self.yaml").stdout
    assert "Grade: 三级" in shown
    assert "must score in full for 二级" in shown
    assert "To reach 二级" in shown


def test_impossible_answers_are_all_told_with_file_line_and_column(run, tmp_path):
    text = JIANGSU.read_text(encoding="utf-8")
    text = text.replace("  1.1-1:\n    findings:\n    - {rule: 2,", "  1.1-1:\n    findings:\n    - {rule: 7,")
    text = text.replace("  3.2-3: {score: 6,", "  3.2-3: {score: 9,")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    result = run("score", "jiangsu-small-enterprise", tmp_path / "a.yaml")
    assert result.exit_code == 2
    first, second = result.stderr.splitlines()
    assert first.startswith(f"error: {tmp_path / 'a.yaml'}:15:")
    assert "there is no rule 7, only 2" in first
    assert "the item has only 8 points, not 9" in second


def test_an_assessment_of_another_standard_is_refused(run):
    result = run("score", "garage-level3", JIANGSU)
    assert result.exit_code == 2
    assert "made for the rubric jiangsu-small-enterprise, not for garage-level3 (sha256:" in result.stderr


def test_a_missing_assessment_is_a_usage_error(run):
    result = run("score", "jiangsu-small-enterprise")
    assert result.exit_code == 2
    assert "Missing argument 'ASSESSMENT'" in result.stderr


def test_rank_lists_units_by_the_score_with_bonus(run, tmp_path):
    other = HANGZHOU.read_text(encoding="utf-8").replace("杭州钱江水泵制造有限公司", "杭州湖畔纺织有限公司")
    (tmp_path / "b.yaml").write_text(other.replace("  7-3: {full: true", "  7-3: {score: 0"), encoding="utf-8")
    lines = run("rank", "hangzhou-safety-culture", tmp_path / "b.yaml", HANGZHOU).stdout.splitlines()
    assert lines[0].split()[:2] == ["rank", "unit"]
    assert [line.split()[:3] for line in lines[1:]] == [
        ["1", "杭州钱江水泵制造有限公司", "94"],
        ["2", "杭州湖畔纺织有限公司", "91.5"],
    ]


def test_a_standard_that_does_not_rank_says_so(run):
    result = run("rank", "jiangsu-small-enterprise", JIANGSU)
    assert result.exit_code == 2
    assert "the standard does not say how to rank" in result.stderr


def test_an_assessment_of_another_edition_is_refused_with_the_command_that_carries_it_over(run, tmp_path):
    text = JIANGSU.read_text(encoding="utf-8")
    bound = text.replace("kind: self", f"rubric_hash: sha256:{'0' * 64}\nkind: self", 1)
    (tmp_path / "a.yaml").write_text(bound, encoding="utf-8")
    result = run("score", "jiangsu-small-enterprise", tmp_path / "a.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'a.yaml'}:5:1: made with the edition jiangsu-small-enterprise (sha256:")
    assert f"dabiao migrate {tmp_path / 'a.yaml'} --from jiangsu-small-enterprise" in result.stderr


def test_an_assessment_that_names_no_edition_is_scored_with_a_warning(run):
    result = run("score", "jiangsu-small-enterprise", JIANGSU)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"warning: {JIANGSU} does not say with which edition")
    both = [EXAMPLES / f"garage-level3.{kind}.yaml" for kind in ("self", "review")]
    assert "warning: 2 assessments" in run("rank", "garage-level3", *both).stderr


def test_an_assessment_bound_to_its_edition_is_scored_without_a_warning(run, tmp_path):
    run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "a.yaml")
    assert run("score", "jiangsu-small-enterprise", tmp_path / "a.yaml").stderr == ""
