"""Papers bound behind a form: the form stays what it is, reads back, and a schema check finds nothing new."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.word import open_word
from render import Filled, official_form
from render.papers import bound_papers
from render.papers.binding import bound_behind
from render.reading import read_form
from rubrics import load_assessment
from rubrics.errors import FormError
from rubrics.library import open_library
from scoring import score
from tests.render.forms import FULL, SMALL, document_xml, form, given, repacked
from tests.render.test_standards import EXAMPLES

SOURCE, RUBRIC = form(SMALL)
ONE = given(RUBRIC, {"1.1-1": {"findings": [{"rule": 2, "count": 2}]}, "1.1-2": FULL}, unit="甲公司")
FORM = official_form(RUBRIC, SOURCE).fill([ONE], carries=True).data
BOUND = bound_behind(FORM, bound_papers(RUBRIC, ONE), "form.docx")


def test_the_form_comes_first_and_the_papers_behind_it():
    before, after = (open_word(data, "x.docx").document for data in (FORM, BOUND))
    assert [cell.text for cell in next(before.grids).cells] == [cell.text for cell in next(after.grids).cells]
    texts = [paragraph.text for paragraph in after.paragraphs]
    assert [name for name in texts if name.endswith(("表", "清单", "结论"))][:2] == ["评分汇总表", "扣分点及原因说明汇总表"]
    assert document_xml(BOUND).startswith(document_xml(FORM).partition("<w:sectPr")[0])


def test_the_same_papers_give_the_same_bytes_and_may_be_bound_twice():
    assert bound_behind(FORM, bound_papers(RUBRIC, ONE), "form.docx") == BOUND
    twice = bound_behind(BOUND, bound_papers(RUBRIC, ONE), "form.docx")
    names = zipfile.ZipFile(io.BytesIO(twice)).namelist()
    assert len(names) == len(set(names))
    assert {name for name in names if "footer" in name} == {"word/footer1.xml", "word/footer2.xml"}


@pytest.mark.parametrize("name", ["hangzhou-safety-culture", "jiangsu-small-enterprise", "small-enterprise-notes"])
def test_a_bound_form_reads_back_and_has_no_new_error(name: str, tmp_path: Path):
    from openxml_audit import OpenXmlValidator

    rubric, source = open_library(name), EXAMPLES / f"{name}.docx"
    assessment, _ = load_assessment(next(iter(sorted(EXAMPLES.glob(f"{name}.*.yaml")))))
    one = Filled(assessment, score(rubric, assessment))
    blank = official_form(rubric, source.read_bytes() if source.is_file() else None)
    bound = bound_behind(blank.fill([one], carries=True).data, bound_papers(rubric, one), f"{name}.docx")
    read = read_form(bound, rubric)
    assert (read.assessments, read.diagnostics) == ((assessment,), ())
    found = []
    for kind, data in (("blank", blank.package.data), ("bound", bound)):
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(data)
        found.append({(error.part_uri, error.description) for error in OpenXmlValidator(max_errors=10_000).validate(path).errors})
    assert found[1] <= found[0]


def test_a_form_without_a_section_of_its_own_gets_one():
    bare = repacked(FORM, document_xml(FORM).replace("<w:sectPr/>", ""))
    assert document_xml(bound_behind(bare, bound_papers(RUBRIC, ONE), "x.docx")).count("<w:sectPr") == 6


def test_a_form_in_strict_open_xml_is_refused():
    strict = document_xml(FORM).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(FormError, match="strict"):
        bound_behind(repacked(FORM, strict), bound_papers(RUBRIC, ONE), "form.docx")
