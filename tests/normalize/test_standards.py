"""The published standards give exactly what they print, from Word and from the text dump alike.

The outlines were checked by reading the standards: one line an element with its code, title and points (``-``: none printed),
then the points and stars of its items in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read
from normalize.standard import normalize
from rubrics import content_hash, dump_rubric
from rubrics.plain import plain_data, without_provenance
from rubrics.values import show

ROOT = Path(__file__).parents[2]
STANDARDS = ("jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station")


def outline(rubric):
    lines = []

    def add(element, depth):
        points = show(element.points) if element.points is not None else "-"
        items = " ".join((show(i.points) if i.points is not None else "-") + "★" * (i.stars or 0) for i in element.items)
        kind = "" if element.kind == "scored" else f" [{element.kind}]"
        lines.append(f"{'  ' * depth}{element.code} {element.title} {points}{kind}" + (f": {items}" if items else ""))
        for child in element.elements:
            add(child, depth + 1)

    for element in rubric.elements:
        add(element, 0)
    return "\n".join(lines) + "\n"


def imported(name):
    return normalize(read(ROOT / "examples" / name))


@pytest.mark.parametrize("ending", ["docx", "txt"])
@pytest.mark.parametrize("standard", STANDARDS)
def test_elements_items_points_and_stars_are_those_printed(standard, ending):
    expected = (Path(__file__).parent / "outlines" / f"{standard}.txt").read_text(encoding="utf-8")
    assert outline(imported(f"{standard}.{ending}").rubric) == expected


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_text_dump_gives_the_rubric_of_the_word_document(standard):
    word, dump = imported(f"{standard}.docx").rubric, imported(f"{standard}.txt").rubric
    assert without_provenance(plain_data(dump)) == without_provenance(plain_data(word))
    assert content_hash(dump) == content_hash(word)


COUNTS = {  # elements of the first level, elements below them, items: counted by hand
    "jiangsu-small-enterprise": (6, 20, 68),
    "garage-level3": (16, 54, 130),
    "hangzhou-safety-culture": (6, 0, 38),
    "hainan-filling-station": (12, 44, 103),
}


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_numbers_of_elements_and_items_are_right(standard):
    rubric = imported(f"{standard}.docx").rubric
    assert (len(rubric.elements), sum(len(e.elements) for e in rubric.elements), len(rubric.by_item)) == COUNTS[standard]


MISMATCHES = {  # what the published texts get wrong themselves
    "jiangsu-small-enterprise": [],
    "garage-level3": [("points-sum", "11", {"title": "隐患排查与治理", "stated": "70", "sum": "75"})],
    "hangzhou-safety-culture": [],
    "hainan-filling-station": [],
}
FIGURES = {"points-sum", "total-sum", "stated-total", "stated-elements", "stated-items", "code-sequence", "code-repeated"}


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_mismatch_inside_the_document_is_reported(standard):
    found = [(d.code, d.subject, dict(d.figures)) for d in imported(f"{standard}.docx").diagnostics if d.code in FIGURES]
    assert found == MISMATCHES[standard]


def test_jiangsu_says_how_its_result_is_computed():
    policy = imported("jiangsu-small-enterprise.docx").rubric.policy
    assert (policy.formula, policy.scale, policy.not_applicable, policy.pool) == ("percent", 100, "exclude", "item")
    assert (policy.rounding.places, policy.rounding.mode) == (1, "half-up")
    assert [(grade.name, grade.at_least) for grade in policy.grades] == [("三级达标", 60)]


def test_jiangsu_states_its_total_and_its_numbers():
    stated = imported("jiangsu-small-enterprise.docx").rubric.stated
    assert (stated.points, stated.elements, stated.items) == (600, (6, 20), 68)


def test_hangzhou_says_threshold_bonus_gate_and_ranking():
    policy = imported("hangzhou-safety-culture.docx").rubric.policy
    assert [(grade.name, grade.at_least, grade.of) for grade in policy.grades] == [("可申报", 85, "points")]
    assert (policy.below_all, policy.gates, policy.ranking.by) == ("不能申报", "fail", "with_bonus")
    assert policy.bonus.counts_in == ("ranking",)


def test_what_garage_does_not_say_stays_open():
    result = imported("garage-level3.docx")
    assert (result.rubric.policy.formula, result.rubric.policy.not_applicable, result.rubric.policy.grades) == (None, None, ())
    assert {d.figures["what"] for d in result.diagnostics if d.code == "policy-open"} == {
        "policy.formula",
        "policy.not_applicable",
        "policy.grades",
    }


def test_jiangsu_has_blanks_for_unit_dates_leader_and_members():
    blanks = imported("jiangsu-small-enterprise.docx").rubric.form.blanks
    assert [(blank.label, blank.field) for blank in blanks] == [
        ("自评/评审单位", "unit"),
        ("自评/评审时间", "period"),
        ("自评/评审组组长", "leader"),
        ("自评/评审组主要成员", "members"),
    ]


def test_the_computed_rows_know_what_they_add_up():
    jiangsu = imported("jiangsu-small-enterprise.docx").rubric.form.totals
    assert [(row.label, row.of, row.through, row.points) for row in jiangsu][-2:] == [
        ("小计", "6", None, 20),
        ("总计", None, "6", 600),
    ]
    hangzhou = imported("hangzhou-safety-culture.docx").rubric.form.totals
    assert [(row.label, row.of, row.through, row.points) for row in hangzhou] == [
        ("合计", None, "5", 100),
        ("总计", None, "7", None),
    ]


@pytest.mark.parametrize("standard", [*STANDARDS, "small-enterprise-notes"])
def test_the_library_holds_what_an_import_gives(standard):
    committed = (ROOT / "rubrics" / "library" / f"{standard}.yaml").read_text(encoding="utf-8")
    presets = {"garage-level3": "jiaotong-2012"}
    source = next(p for ending in ("docx", "txt") if (p := ROOT / "examples" / f"{standard}.{ending}").exists())
    assert dump_rubric(normalize(read(source), preset=presets.get(standard)).rubric) == committed
