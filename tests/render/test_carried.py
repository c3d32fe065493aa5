"""A filled form carries what it was filled with: it reads back to just that, and what people changed in Word wins."""

from __future__ import annotations

import io
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from extract.package import open_package
from render import Filled, official_form, prepare
from render.carried import carried_in, carried_parts
from render.reading import read_form
from render.templating import read_template
from rubrics import Assessment, Rubric, load_assessment
from rubrics.library import library_ids, open_library
from scoring import score
from tests.render.assessments import assessed
from tests.render.forms import FULL, SMALL, document_xml, form, given, repacked
from tests.render.generated import rubrics
from tests.render.test_standards import EXAMPLES, SOFFICE

LINE = "自评单位：          自评组长：          自评时间：从    年  月  日到    年  月  日"
SOURCE, RUBRIC = form(SMALL, LINE)
FORM = prepare(SOURCE, RUBRIC)
FOUND = {"findings": [{"rule": 2, "count": 2, "note": "两处不符", "evidence": ["现场照片.jpg"]}]}
WHO = {"unit": "甲公司", "leader": "张三", "begin": "2024-03-04", "end": "2024-03-08"}
FILLED = given(RUBRIC, {"1.1-1": FOUND, "1.1-2": FULL}, **WHO)
CARRYING = FORM.fill([FILLED], carries=True).data
OF_STANDARDS = [(name, path.name) for name in library_ids() for path in sorted(EXAMPLES.glob(f"{name}.*.yaml"))]


@pytest.mark.parametrize(("name", "file"), OF_STANDARDS)
@pytest.mark.parametrize("anew", [False, True])
def test_each_standards_form_reads_back_to_the_very_assessment(name: str, file: str, anew: bool):
    rubric, (assessment, _) = open_library(name), load_assessment(EXAMPLES / file)
    source = EXAMPLES / f"{name}.docx"
    blank = official_form(rubric, None if anew or not source.is_file() else source.read_bytes())
    made = blank.fill([Filled(assessment, score(rubric, assessment))], carries=True)
    assert blank.fill([Filled(assessment, score(rubric, assessment))], carries=True).data == made.data
    read = read_form(made.data, rubric, kind=assessment.kind)
    assert (read.assessments, read.diagnostics) == ((assessment,), ())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@for_all(rubrics(), st.data())
def test_any_assessment_of_any_rubric_is_given_back(rubric, data):
    blank = official_form(rubric, None)
    sides = dict.fromkeys(column.side for column in rubric.form.columns if column.side)
    kinds = list(sides) or [data.draw(st.sampled_from(["self", "review"]))]
    filled = [data.draw(assessed(rubric, kind)) for kind in kinds]
    read = read_form(blank.fill(filled, carries=True).data, rubric)
    assert list(read.assessments) == [one.assessment for one in filled]
    assert "read-edited" not in [one.code for one in read.diagnostics]


def changed(old: str, new: str) -> bytes:
    """Return the filled form with other words somewhere, as a person changes them in Word."""
    xml = document_xml(CARRYING)
    assert xml.count(old) == 1
    return repacked(CARRYING, xml.replace(old, new))


def test_a_score_that_was_changed_in_word_wins_and_is_told():
    read = read_form(changed("<w:t>2</w:t>", "<w:t>3</w:t>"), RUBRIC)
    (back,) = read.assessments
    assert (back.items["1.1-1"].score, back.items["1.1-2"].full) == (3, True)
    assert ("read-edited", {"count": 1, "items": "1.1-1"}) in [(one.code, one.figures) for one in read.diagnostics]
    assert "read-sum-differs" in [one.code for one in read.diagnostics]


def test_words_that_were_changed_in_word_win():
    (back,) = read_form(changed("两处不符（2处，扣4分）", "三个班组不符（2处，扣4分）"), RUBRIC).assessments
    assert back.items["1.1-1"].findings[0].note == "三个班组不符"
    assert back.items["1.1-1"].findings[0].evidence == ()


def test_a_name_that_was_changed_in_word_wins_and_is_told():
    read = read_form(changed("甲公司", "乙公司"), RUBRIC)
    assert read.assessments[0] == FILLED.assessment.model_copy(update={"unit": "乙公司"})
    assert [(one.code, one.figures) for one in read.diagnostics] == [
        ("read-blank-edited", {"text": "乙公司", "before": "甲公司"})
    ]


def test_a_name_that_was_erased_in_word_is_gone_and_told():
    read = read_form(changed("甲公司", ""), RUBRIC)
    assert read.assessments[0] == FILLED.assessment.model_copy(update={"unit": None})
    assert [(one.code, one.figures) for one in read.diagnostics] == [("read-blank-erased", {"before": "甲公司"})]


def test_a_wrong_sum_is_told_of_a_form_that_carries_its_assessment():
    total = score(RUBRIC, FILLED.assessment).total.score
    xml = document_xml(CARRYING)
    at = xml.rindex(f"<w:t>{total}</w:t>")
    read = read_form(repacked(CARRYING, xml[:at] + "<w:t>9</w:t>" + xml[at + len(f"<w:t>{total}</w:t>") :]), RUBRIC)
    assert read.assessments == (FILLED.assessment,)
    assert [one.code for one in read.diagnostics] == ["read-sum-differs"]


def test_what_is_carried_is_not_believed_where_the_cells_say_otherwise():
    lie = FILLED.assessment.model_copy(update={"items": {**FILLED.assessment.items, "1.1-1": FILLED.assessment.items["1.1-2"]}})
    plain = FORM.fill([FILLED])
    package = open_package(plain.data, "form.docx")
    (back,) = read_form(package.save(carried_parts(package, [lie])), RUBRIC).assessments
    assert back.items["1.1-1"].findings[0].count == 2


def test_an_assessment_of_another_edition_is_not_used():
    other = FILLED.assessment.model_copy(update={"rubric_hash": "sha256:0"})
    package = open_package(FORM.fill([FILLED]).data, "form.docx")
    read = read_form(package.save(carried_parts(package, [other])), RUBRIC)
    assert "read-carried-other" in [one.code for one in read.diagnostics]
    assert read.assessments[0].items["1.1-2"].full


def filled_with_own_template(tmp_path: Path) -> bytes:
    (tmp_path / "own.j2").write_text("第{{ item }}项{% for one in faults %}：{{ one.note }}{% endfor %}", encoding="utf-8")
    return prepare(SOURCE, RUBRIC, read_template(tmp_path / "own.j2")).fill([FILLED], carries=True).data


def test_a_form_described_by_ones_own_template_reads_back_without_it(tmp_path):
    read = read_form(filled_with_own_template(tmp_path), RUBRIC)
    assert (read.assessments, [one.code for one in read.diagnostics]) == ((FILLED.assessment,), ["read-own-words"])


@pytest.mark.parametrize(("printed", "written"), [("项：两处不符", "项：一处不符"), ("<w:t>2</w:t>", "<w:t>4</w:t>")])
def test_other_words_or_figures_than_ones_own_template_told_win(tmp_path, printed: str, written: str):
    data = filled_with_own_template(tmp_path)
    assert printed in document_xml(data)
    read = read_form(repacked(data, document_xml(data).replace(printed, written)), RUBRIC)
    assert "read-edited" in [one.code for one in read.diagnostics]
    assert read.assessments[0].items["1.1-1"].score == (4 if "4" in written else 2)
    assert read.assessments[0].items["1.1-2"] == FILLED.assessment.items["1.1-2"]


@pytest.mark.parametrize("text", ["", "[1]", "{", "[" * 100_000, '{"1.1-1": 3}'])
def test_descriptions_that_are_none_cost_no_more_than_the_words(text: str):
    package = open_package(CARRYING, "form.docx")
    part = next(name for name in zipfile.ZipFile(io.BytesIO(CARRYING)).namelist() if name.startswith("customXml/item"))
    xml = package.read(part).decode().replace("</assessments>", f'<descriptions kind="self">{text}</descriptions></assessments>')
    read = read_form(package.save({part: xml.encode()}), RUBRIC)
    assert read.assessments[0].items["1.1-1"].findings[0].count == 2


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"rubric": 1}', "[" * 100_000, '{"schema": "dabiao/assessment/v1"}'])
def test_a_part_that_is_no_assessment_is_left_aside(text: str):
    package = open_package(CARRYING, "form.docx")
    part = next(name for name in zipfile.ZipFile(io.BytesIO(CARRYING)).namelist() if name.startswith("customXml/item"))
    xml = f'<assessments xmlns="urn:dabiao:assessments:v1"><assessment>{text}</assessment></assessments>'
    spoilt = package.save({part: xml.encode()})
    assert carried_in(open_package(spoilt, "form.docx")) == ()
    assert read_form(spoilt, RUBRIC).assessments[0].items["1.1-2"].full


def test_any_signs_are_carried():
    note = "不全\x00\x0b\ufffe]]>&<\r\n\u2028😀"
    one = given(RUBRIC, {"1.1-1": {"not_applicable": note}, "1.1-2": FULL})
    package = open_package(FORM.fill([one], carries=True).data, "form.docx")
    assert carried_in(package) == (one.assessment,)


def test_what_comes_along_is_a_part_of_its_own_and_what_names_it():
    without, having = (zipfile.ZipFile(io.BytesIO(data)) for data in (FORM.fill([FILLED]).data, CARRYING))
    added = {"customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels", "word/_rels/document.xml.rels"}
    assert set(having.namelist()) - set(without.namelist()) <= added
    other = {name for name in without.namelist() if without.read(name) != having.read(name)}
    assert other <= {"word/_rels/document.xml.rels", "[Content_Types].xml"}


@pytest.mark.parametrize("name", ["hainan-filling-station", "hangzhou-safety-culture", "small-enterprise-notes"])
def test_a_schema_check_finds_no_error_in_a_form_that_carries_its_assessment(name: str, tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    rubric, source = open_library(name), EXAMPLES / f"{name}.docx"
    assessment, _ = load_assessment(next(iter(sorted(EXAMPLES.glob(f"{name}.*.yaml")))))
    blank = official_form(rubric, source.read_bytes() if source.is_file() else None)
    found = []
    for kind, data in (
        ("blank", blank.package.data),
        ("filled", blank.fill([Filled(assessment, score(rubric, assessment))], carries=True).data),
    ):
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(data)
        found.append({(error.part_uri, error.description) for error in OpenXmlValidator(max_errors=10_000).validate(path).errors})
    assert found[1] <= found[0]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here; it saves the form anew elsewhere")
def test_the_assessment_outlives_a_program_that_saves_the_form_anew(tmp_path: Path):
    path = tmp_path / "form.docx"
    path.write_bytes(CARRYING)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    assert read_form((tmp_path / "out" / "form.docx").read_bytes(), RUBRIC).assessments == (FILLED.assessment,)


def test_figures_are_carried_digit_for_digit():
    finding = {"rule": 2, "value": Decimal("123456789.123456789"), "note": "估"}
    items = {"1.1-1": {"findings": [finding]}, "1.1-2": {"score": Decimal("0.000001"), "note": "估"}}
    exact = Assessment.model_validate({"rubric": RUBRIC.id, "kind": "self", "items": items})
    for one in (exact, FILLED.assessment):
        package = open_package(SOURCE, "form.docx")
        assert carried_in(open_package(package.save(carried_parts(package, [one])), "form.docx")) == (one,)


CRANES = {
    "id": "cranes",
    "title": "建筑施工安全检查评分表",
    "points": 200,
    "policy": {"objects": "mean", "formula": "points", "not_applicable": "exclude", "pool": "item"},
    "elements": [
        {
            "code": "一",
            "title": "塔式起重机",
            "points": 100,
            "items": [
                {
                    "id": "1-1",
                    "requirement": "限制装置",
                    "points": 60,
                    "rules": [{"text": "每处扣5分", "deduct": 5, "per": "处"}],
                },
                {"id": "1-2", "requirement": "附着", "points": 40, "rules": [{"text": "不符合的，扣10分", "deduct": 10}]},
            ],
        },
        {"code": "二", "title": "施工用电", "points": 100, "items": [{"id": "2-1", "requirement": "外电防护", "points": 100}]},
    ],
    "form": {
        "columns": [
            {"heading": "检查类别", "role": "element", "level": 1},
            {"heading": "要看什么", "role": "requirement"},  # a heading that no published standard has
            {"heading": "应得分数", "role": "points"},
            {"heading": "扣分标准", "role": "rules"},
            {"heading": "扣减分数", "role": "deduction"},
            {"heading": "实得分数", "role": "score"},
        ],
        "totals": [{"label": "合计", "through": "2", "points": 200}],
    },
}


def test_what_was_found_at_several_objects_is_given_back_also_under_headings_that_are_not_known():
    rubric = Rubric.model_validate(CRANES)
    first = {"1-1": {"findings": [{"rule": 1, "count": 2, "note": "限位不灵"}]}, "1-2": FULL}
    second = {"1-1": FULL, "1-2": {"findings": [{"rule": 1}]}}
    objects = [{"name": "1号塔吊", "items": first}, {"name": "2号塔吊", "items": second}]
    one = given(rubric, {"2-1": FULL}, kind="review", elements={"1": {"objects": objects}})
    made = official_form(rubric, None).fill([one], carries=True)
    assert read_form(made.data, rubric).assessments == (one.assessment,)
    assert [one.code for one in read_form(made.data, rubric).diagnostics] == []


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_what_a_form_prints_always_wins_over_what_it_carries(data):
    carried, printed = (data.draw(assessed(RUBRIC, "self")) for _ in range(2))
    package = open_package(FORM.fill([printed]).data, "form.docx")
    (back,) = read_form(package.save(carried_parts(package, [carried.assessment])), RUBRIC, kind="self").assessments
    cards = score(RUBRIC, back).items
    for name, card in printed.scorecard.items.items():
        assert (name, cards[name].status, cards[name].score) == (name, card.status, card.score)
        same = carried.assessment.items.get(name) == printed.assessment.items.get(name)
        assert not same or back.items.get(name) == carried.assessment.items.get(name)
    assert score(RUBRIC, back).total.result == printed.scorecard.total.result
