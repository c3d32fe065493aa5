"""The self-assessment and the review of a unit in one form, and forms as PDF."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from docx import Document

from batch.partners import head_of
from batch.run import run
from batch.work import Output
from extract.office import find_program
from render.pdf import pdf_of
from rubrics.errors import DabiaoError, FormError
from tests.batch.running.small import RUBRIC, assessment, files_of, names_in, order, rows_of

SIDES = """\
  - {heading: 自评描述, role: description, side: self}
  - {heading: 自评得分, role: score, side: self}
  - {heading: 评审描述, role: description, side: review}
  - {heading: 评审得分, role: score, side: review}
"""
ONE_SIDE = "  - {heading: 自评描述, role: description}\n  - {heading: 得分, role: score}\n"


@pytest.fixture
def province(tmp_path):
    """Return a folder with the reviews of four units and the self-assessments of three, which have other names and spellings."""
    (tmp_path / "small.yaml").write_text(RUBRIC.replace(ONE_SIDE, SIDES), encoding="utf-8")
    for kind, units in (("self", (1, 2, 3)), ("review", (2, 3, 4, 5))):
        for unit in units:
            write(tmp_path / "in" / kind / f"{kind[0]}{unit}.yaml", unit, kind)
    return tmp_path


def write(path, unit, kind, *, again=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = assessment(unit + again).replace("kind: self", f"kind: {kind}").replace(f"第{unit + again}厂", f"第{unit}厂")
    path.write_text(
        text.replace("unit: 第", "unit: ' 第 ").replace("厂\n", "厂'\n") if kind == "review" else text, encoding="utf-8"
    )


def paired(folder, out, *outputs, **how):
    return order(folder, folder / out, *(outputs or (Output.FORM,)), pair=True, **how)


def figures(path):
    """Return what a form says of an item: the scores of both sides."""
    row = next(row for row in Document(str(path)).tables[0].rows if row.cells[1].text == "有机构")
    return row.cells[-3].text, row.cells[-1].text


def test_the_two_assessments_of_a_unit_share_a_form_whatever_they_are_called(province):
    tally = run(paired(province, "out", Output.FORM, Output.SCORECARD))
    assert (tally.total, tally.done, tally.failed, tally.pairs) == (7, 7, 0, 2)
    found = files_of(province / "out")
    forms = [name.removeprefix("forms/") for name in found if name.startswith("forms")]
    assert sorted(forms) == ["review/r2.docx", "review/r3.docx", "review/r4.docx", "review/r5.docx", "self/s1.docx"]
    assert len([name for name in found if name.startswith("scorecards")]) == 7
    assert len(names_in(province / "out" / "results.sqlite")) == 7
    assert figures(province / "out" / "forms" / "review" / "r2.docx") == ("38", "38")
    assert figures(province / "out" / "forms" / "review" / "r4.docx") == ("", "36")
    assert figures(province / "out" / "forms" / "self" / "s1.docx") == ("39", "")


def test_any_number_of_processes_and_any_order_give_the_same_forms(province):
    run(paired(province, "one"))
    words = (str(province / "in" / "self" / "s2.yaml"), str(province / "in" / "self"), str(province / "in" / "review"))
    run(paired(province, "two", words=words, jobs=2))
    forms = [
        {name.rpartition("/")[2]: data for name, data in files_of(province / out).items() if name.endswith("docx")}
        for out in ("one", "two")
    ]
    assert len(forms[0]) == 5
    assert forms[0] == forms[1]


@pytest.mark.parametrize("how", ["changed", "gone", "come", "broken", "unpaired"])
def test_a_form_is_made_again_when_either_of_its_assessments_is_another_now(province, how):
    first = paired(province, "out")
    run(first)
    place = province / "in" / "self"
    if how == "changed":
        write(place / "s2.yaml", 2, "self", again=5)
    elif how == "gone":
        (place / "s2.yaml").unlink()
    elif how == "come":
        write(place / "s4.yaml", 4, "self")
    elif how == "broken":
        (place / "s2.yaml").write_text((place / "s2.yaml").read_text().replace("2-1:", "9-9:"))
    again = replace(first, pair=how != "unpaired")
    tally = run(again)
    assert tally.unchanged == {"changed": 5, "gone": 5, "come": 6, "broken": 5, "unpaired": 3}[how]
    run(replace(again, job=order(province, province / "anew", Output.FORM).job))
    assert files_of(province / "out") == files_of(province / "anew")
    assert run(again).done == 0


def test_a_review_whose_self_assessment_is_broken_costs_a_line_too(province):
    path = province / "in" / "self" / "s2.yaml"
    path.write_text(path.read_text().replace("2-1:", "9-9:"))
    assert run(paired(province, "out")).failed == 2
    lines = rows_of(province / "out" / "errors.csv")
    assert [line[4] for line in lines] == ["batch-partner-broken", "answer-unknown-item"]
    assert lines[0][2].endswith("s2.yaml, cannot stand in its form")


def test_a_unit_with_two_assessments_of_a_kind_is_not_guessed_at(province):
    write(province / "in" / "self" / "s2-again.yaml", 2, "self", again=3)
    write(province / "in" / "self" / "s1-again.yaml", 1, "self", again=3)
    tally = run(paired(province, "out"))
    assert (tally.failed, tally.pairs) == (3, 1)
    lines = rows_of(province / "out" / "errors.csv")
    assert {line[4] for line in lines} == {"batch-pair-several"}
    assert sorted(line[0].rpartition("/")[2] for line in lines) == ["r2.yaml", "s2-again.yaml", "s2.yaml"]


def test_a_form_without_columns_for_both_is_refused(folder):
    with pytest.raises(FormError, match="room for one assessment only"):
        run(paired(folder, "out"))
    with pytest.raises(DabiaoError, match="ask for forms as well"):
        run(paired(folder, "out", Output.SCORECARD))
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: self\nunit: 甲厂\nitems: {}\n", True),
        ("items: {1-1: {full: true}}\nkind: self\nunit: 甲厂\n", True),
        ("kind: self\nunit: ' 甲 厂'\n", True),
        ("kind: self\nunit: null\n", False),
        ("kind: self\nunit:\n", False),
        ("kind: other\nunit: 甲厂\n", False),
        ("kind: self\nunit: [甲厂]\n", False),
        ("kind: [", False),
        ("甲" * 9, False),
    ],
)
def test_unit_and_kind_are_read_from_the_top_of_a_file(tmp_path, text, expected):
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("kind: self\nunit: 甲厂\n", encoding="utf-8")
    assert (head_of(str(tmp_path / "a.yaml"), None) == head_of(str(tmp_path / "b.yaml"), None)) is expected
    assert head_of(str(tmp_path / "absent.yaml"), None) is None


@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer)")
def test_a_pdf_of_each_form_is_made_and_only_when_something_changed(province):
    for path in [*(province / "in").glob("*/?[345].yaml"), province / "in" / "self" / "s1.yaml"]:
        path.unlink()
    first = paired(province, "out", Output.PDF)
    assert run(first).done == 2
    (name, data), *_ = [(name, data) for name, data in files_of(province / "out").items() if name.endswith(".pdf")]
    assert name == "pdfs/review/r2.pdf"
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert text.count("不符（2 人，扣 2 分） 38") == 2
    assert run(first).unchanged == 2


def test_a_pdf_has_nothing_of_the_clock(monkeypatch):
    def made(*_):
        begun = b"%%PDF-1.6 <%s> (D:20240101120000) /CreationDate(D:%s Z)>>\nxref\n" % (b"A" * 32, stamp)
        return begun + b"trailer\n/ID [<%s>\n<%s>]\n/DocChecksum /%s\n%%%%EOF" % (chance, chance, chance)

    monkeypatch.setattr("render.pdf.converted", made)
    stamp, chance = b"20261122021238", b"0123456789ABCDEF" * 2
    first = pdf_of(b"a form", "form")
    stamp, chance = b"20270101000000", b"FEDCBA9876543210" * 2
    assert pdf_of(b"a form", "form") == first
    assert len(first) == len(made())
    assert b"<" + b"A" * 32 + b"> (D:20240101120000)" in first
    assert pdf_of(b"another", "form") != first


def test_without_libreoffice_a_run_with_pdfs_ends_at_once(province, monkeypatch):
    monkeypatch.setattr("render.pdf.find_program", lambda: None)
    with pytest.raises(DabiaoError, match="LibreOffice"):
        run(order(province, province / "out", Output.PDF))
