"""The published forms, filled: what they hold, that nothing else changed, and that programs accept them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from extract.word import open_word
from normalize.standard import normalize
from render import Filled, fill, prepare, relocate
from rubrics import Assessment, Rubric
from rubrics.errors import FormError
from scoring import score
from tests.wordfile import NAMESPACES

EXAMPLES = Path(__file__).parents[2] / "examples"
JIANGSU, GARAGE, HANGZHOU, HAINAN = (
    "jiangsu-small-enterprise",
    "garage-level3",
    "hangzhou-safety-culture",
    "hainan-filling-station",
)
W = f"{{{NAMESPACES['w']}}}"
SOFFICE = shutil.which("soffice")


@cache
def standard(name: str) -> tuple[bytes, Rubric]:
    data = (EXAMPLES / f"{name}.docx").read_bytes()
    return data, normalize(open_word(data, f"{name}.docx").document).rubric


def assessed(rubric: Rubric, answers: dict[str, Any], kind: str = "self", **more: Any) -> Filled:
    """Return an assessment in which all that is not answered meets the requirement."""
    gates = {item.id for element in rubric.elements if element.kind == "gate" for item in element.items}
    everything = {name: {"met": True} if name in gates else {"full": True} for name in rubric.by_item} | answers
    assessment = Assessment.model_validate({"rubric": rubric.id, "kind": kind, "items": everything, **more})
    return Filled(assessment, score(rubric, assessment))


@cache
def jiangsu() -> Filled:
    answers = {
        "1.1-1": {"findings": [{"rule": 2, "count": 2, "note": "两个车间的目标与实际不符"}]},
        "1.2-1": {"findings": [{"rule": 1, "note": "未设立安全生产领导机构"}]},
        "1.6-2": {"not_applicable": "本企业无重大危险源"},
        "2.2-7": {"not_applicable": "本企业不储存危险化学品"},
        "3.2-3": {"score": 6, "note": "1起未记录复查结果"},
    }
    who = {
        "unit": "南京恒力机械制造有限公司",
        "begin": "2024-03-04",
        "end": "2024-03-08",
        "leader": "张建国",
        "members": ["李明", "王芳"],
    }
    return assessed(standard(JIANGSU)[1], answers, **who)


@cache
def garage() -> tuple[Filled, Filled]:
    rubric = standard(GARAGE)[1]
    fault = {"findings": [{"rule": 3, "note": "措施未写明责任单位"}]}
    return assessed(rubric, {"1.1-2": fault}), assessed(rubric, {"1.1-2": {"score": 0, "note": "措施未落实"}}, kind="review")


@cache
def hangzhou() -> Filled:
    answers = {"2-1": {"findings": [{"rule": 2, "count": 1, "note": "经费未增长"}]}, "7-1": {"score": 0, "note": "无"}}
    return assessed(standard(HANGZHOU)[1], answers)


@cache
def filled_form(name: str) -> bytes:
    made = {JIANGSU: lambda: [jiangsu()], GARAGE: lambda: list(garage()), HANGZHOU: lambda: [hangzhou()]}
    data, rubric = standard(name)
    form = prepare(data, rubric).fill(made[name]())
    assert form.diagnostics == ()
    return form.data


def text_at(data: bytes, *places: tuple[int, int, int]) -> list[str]:
    """Return the texts of cells by table, row and column, counted from 1."""
    grids = {grid.number: grid for grid in open_word(data, "filled.docx").document.grids}
    found = {(number, c.row + 1, c.column + 1): c.text for number, grid in grids.items() for c in grid.cells}
    return [found[place] for place in places]


def test_jiangsu_holds_descriptions_scores_and_sums():
    data = filled_form(JIANGSU)
    assert text_at(data, (1, 2, 7), (1, 2, 8)) == ["两个车间的目标与实际不符（2处，扣4分）", "2"]
    assert text_at(data, (1, 4, 7), (1, 4, 8)) == ["未设立安全生产领导机构，不得分", "0"]
    assert text_at(data, (1, 20, 7), (1, 20, 8)) == ["不参与考评：本企业无重大危险源", "/"]
    assert text_at(data, (3, 8, 7), (3, 8, 8)) == ["1起未记录复查结果（扣2分）", "6"]
    assert text_at(data, *((table, row, 8) for table, row in ((1, 25), (2, 24), (3, 13), (4, 6), (5, 7), (6, 5), (6, 6)))) == [
        *("124", "228", "118", "40", "40", "20"),
        "570",
    ]


def test_jiangsu_blanks_are_filled_on_their_lines():
    lines = [p.text for p in open_word(filled_form(JIANGSU), "x").document.paragraphs]
    assert "自评/评审单位：南京恒力机械制造有限公司  自评/评审时间：从2024年3月4日 到2024年3月8日" in lines
    leader = next(line for line in lines if line.startswith("自评/评审组组长：张建国 "))
    assert "  自评/评审组主要成员：李明、王芳" in leader


def test_garage_holds_both_sides():
    data = filled_form(GARAGE)
    assert text_at(data, *((1, 3, column) for column in (7, 8, 9, 10))) == [
        "措施未写明责任单位（扣2分）",
        "3",
        "措施未落实，不得分",
        "0",
    ]
    assert text_at(data, (1, 2, 5)) == ["5★★★"]
    assert "" not in text_at(data, *((1, row, column) for row in range(2, 132) for column in (7, 8, 9, 10)))


def test_hangzhou_holds_gate_bonus_and_both_sums():
    data = filled_form(HANGZHOU)
    assert text_at(data, (1, 2, 6), (1, 2, 7)) == ["符合", "/"]
    assert text_at(data, (1, 36, 7), (1, 41, 7)) == ["99", "106.5"]
    assert text_at(data, (1, 36, 4), (1, 41, 4)) == ["100", ""]


def test_hainan_has_no_columns_to_fill():
    data, rubric = standard(HAINAN)
    with pytest.raises(FormError, match="海南省加油站"):
        fill(data, rubric, [])


@pytest.mark.parametrize("name", [JIANGSU, GARAGE, HANGZHOU])
def test_nothing_changes_but_the_filled_cells_and_lines(name: str):
    data, rubric = standard(name)
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, filled_form(name)))
    assert before.namelist() == after.namelist()
    changed = [member for member in before.namelist() if before.read(member) != after.read(member)]
    assert changed == ["word/document.xml"]
    roots = [etree.fromstring(one.read("word/document.xml")) for one in (before, after)]
    assert len(list(roots[0].iter(f"{W}tc"))) == len(list(roots[1].iter(f"{W}tc")))
    for pair in list(zip(*(root.iter(f"{W}tc") for root in roots), strict=True)):
        if not "".join(pair[0].itertext()):
            for tc in pair:
                _without_runs(tc)
    lines = {int((blank.at or "p0")[1:]) for blank in rubric.form.blanks}
    for root in roots:
        for number, paragraph in enumerate(root[0].findall(f"{W}p"), 1):
            if number in lines:
                _without_runs(paragraph)
    assert etree.tostring(roots[0], method="c14n") == etree.tostring(roots[1], method="c14n")


def _without_runs(element: etree._Element) -> None:
    for run in list(element.iter(f"{W}r")):
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)


@pytest.mark.parametrize("name", [JIANGSU, GARAGE, HANGZHOU])
def test_a_schema_check_finds_no_error_that_the_source_does_not_have(name: str, tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    found = []
    for kind, data in (("source", standard(name)[0]), ("filled", filled_form(name))):
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(data)
        found.append({(error.part_uri, error.description) for error in OpenXmlValidator(max_errors=10_000).validate(path).errors})
    assert found[1] <= found[0]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here; it opens the filled form elsewhere")
def test_libreoffice_opens_the_filled_form_and_shows_what_is_in_it(tmp_path: Path):
    path = tmp_path / "form.docx"
    path.write_bytes(filled_form(JIANGSU))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        SOFFICE or "",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    text = (tmp_path / "form.txt").read_text(encoding="utf-8")
    assert "两个车间的目标与实际不符（2处，扣4分）" in text
    assert "自评/评审单位：南京恒力机械制造有限公司  自评/评审时间：从2024年3月4日 到2024年3月8日" in text


def test_a_rubric_read_from_the_text_fills_the_word_document_too():
    from extract.text import read_text

    data, placed = standard(JIANGSU)
    path = EXAMPLES / f"{JIANGSU}.txt"
    from_text = normalize(read_text(path.read_bytes(), path.name)).rubric
    with pytest.raises(FormError, match="--form"):
        fill(data, from_text, [jiangsu()])
    assert fill(data, relocate(from_text, placed), [jiangsu()]) == filled_form(JIANGSU)
