"""``dabiao assess``: an empty assessment for a person to fill in."""

import pytest

from rubrics import load_assessment
from rubrics.library import library_ids, open_library
from scoring import score
from scoring.scorecard import Outcome, Status


@pytest.mark.parametrize("name", library_ids())
def test_untouched_it_loads_and_nothing_is_assessed(run, tmp_path, name):
    assert run("assess", name, "-o", tmp_path / "a.yaml").exit_code == 0
    assessment, _ = load_assessment(tmp_path / "a.yaml")
    rubric = open_library(name)
    card = score(rubric, assessment)
    assert list(assessment.items) == list(rubric.by_item)
    assert card.outcome is Outcome.INCOMPLETE
    assert {item.status for item in card.items.values()} == {Status.UNASSESSED}


def test_every_item_stands_with_its_points_requirement_and_numbered_rules(run, tmp_path):
    run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "a.yaml")
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "  # 1.2-2（6分） 按规定配备专（兼）职安全管理人员" in text
    assert "  #   2  主要负责人和安全管理人员未持证上岗的，每人次扣2分\n  1.2-2: {}\n" in text


def test_an_answer_written_between_the_braces_counts(run, tmp_path):
    run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "a.yaml")
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8").replace("  1.1-1: {}", "  1.1-1: {findings: [{rule: 2, count: 2}]}")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assessment, _ = load_assessment(tmp_path / "a.yaml")
    assert score(open_library("jiangsu-small-enterprise"), assessment).items["1.1-1"].score == 2


def test_stars_gates_and_vetoes_are_shown(run, tmp_path):
    for name in ("garage-level3", "hangzhou-safety-culture", "hainan-filling-station"):
        assert run("assess", name, "-o", tmp_path / f"{name}.yaml").exit_code == 0
    read = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.yaml")}
    assert "# 1.1-1（5分★★★）" in read["garage-level3"]
    assert "{met: true}" in read["hangzhou-safety-culture"]
    assert "A级否决" in read["hainan-filling-station"]


def test_the_file_is_the_same_in_every_language(run, tmp_path):
    run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "en.yaml", "--lang", "en")
    run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "zh.yaml", "--lang", "zh")
    assert (tmp_path / "en.yaml").read_bytes() == (tmp_path / "zh.yaml").read_bytes()


def test_a_filled_assessment_is_not_overwritten(run, tmp_path):
    (tmp_path / "a.yaml").write_text("mine", encoding="utf-8")
    assert run("assess", "jiangsu-small-enterprise", "-o", tmp_path / "a.yaml").exit_code == 2
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "mine"


def test_an_unknown_rubric_is_told_with_those_there_are(run, tmp_path):
    result = run("assess", "nowhere", "-o", tmp_path / "a.yaml")
    assert result.exit_code == 2
    assert "there is no rubric nowhere in the library; there are: " in result.stderr
    assert "hangzhou-safety-culture" in result.stderr
