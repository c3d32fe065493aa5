"""A user's own Word document with tags: filled with a result, and never more than text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from extract.word import open_word
from render.wordtemplate import fill_template
from rubrics.errors import FormError
from tests.render.forms import FULL, SMALL, form, given
from tests.render.test_papers import example
from tests.render.test_standards import EXAMPLES
from tests.wordfile import docx, drawn, table

RUBRIC = form(SMALL)[1]
FAULTS = {
    "1.1-1": {"findings": [{"rule": 2, "count": 1, "note": "车间甲"}]},
    "1.1-2": {"score": 1, "note": "车间乙"},
}


def letter(*parts: str, answers: dict[str, object] | None = None, **who: object) -> bytes:
    return fill_template(docx(*parts), RUBRIC, [given(RUBRIC, answers or FAULTS, **who)])


def lines(data: bytes) -> list[str]:
    return [one.text for one in open_word(data, "x.docx").document.paragraphs]


def test_tags_are_replaced_by_the_texts_of_a_result():
    assert lines(letter("{{ unit }}得{{ result }}分，扣{{ deduction }}分", unit="某厂")) == ["某厂得50分，扣5分"]


def test_a_tag_that_word_cut_into_runs_is_whole_again():
    archive = zipfile.ZipFile(io.BytesIO(docx("A")))
    xml = archive.read("word/document.xml").decode()
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>" for text in ("共{", "{ un", "it", " }", "}。"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in archive.namelist():
            target.writestr(
                name,
                xml.replace('<w:r><w:t xml:space="preserve">A</w:t></w:r>', runs)
                if name == "word/document.xml"
                else archive.read(name),
            )
    assert runs[:20] in xml.replace('<w:r><w:t xml:space="preserve">A</w:t></w:r>', runs)
    assert lines(fill_template(out.getvalue(), RUBRIC, [given(RUBRIC, FAULTS, unit="某厂")])) == ["共某厂。"]


def test_curly_quotes_and_comparisons_are_understood():
    tag = "{% if kind == “自评” and 1 < 2 %}是{% else %}否{% endif %}"
    assert lines(letter(tag)) == ["是"]


def test_a_loop_from_the_first_cell_to_the_last_repeats_the_row():
    drawing = "序号 | 问题 | 扣分\n=a | =b | =c\n合计 | < | =d"
    cells = {"a": "{% for one in losses %}{{ one.number }}", "b": "{{ one.reason }}", "c": "{{ one.points }}{% endfor %}"}
    made = letter(table(drawing, **cells, d="{{ deduction }}"))
    assert drawn(next(open_word(made, "x").document.grids)) == (
        "序号 | 问题 | 扣分\n1 | 车间甲（1处，扣2分） | 2\n2 | 车间乙（扣3分） | 3\n合计 | < | 5"
    )


def test_paragraphs_between_tags_that_stand_alone_are_repeated_or_left_out():
    parts = ("{% for one in losses %}", "{{ one.item }}", "{% endfor %}", "{% if absent %}", "有缺项", "{% endif %}", "完")
    assert lines(letter(*parts)) == ["1.1-1", "1.1-2", "完"]


def test_what_people_wrote_is_only_text():
    hostile = "</w:t></w:r>{{ 7*7 }}{% for %}<w:br/>&\x00"
    made = letter("{{ unit }}", "{{ unit | e }}", unit=hostile)
    assert lines(made) == [hostile.replace("\x00", "")] * 2


def test_lines_of_a_text_stand_below_each_other():
    assert lines(letter("{{ losses[0].reason }}", answers={"1.1-1": {"score": 1, "note": "一\n二"}, "1.1-2": FULL})) == [
        "一\n二（扣5分）"
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ nothing }}",
        "{{ unit.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ unit | safe }}",
        "{% include 'x' %}",
        "{% for one in losses %}没有结尾",
        "{{ 1 / 0 }}",
        "{{ unit | truncate(-5) }}",
        "{{ unit | nofilter }}",
        "{{",
    ],
)
def test_a_tag_that_cannot_be_filled_is_an_error_that_says_so(tag: str):
    if tag == "{{":
        assert lines(letter(tag)) == ["{{"]
        return
    with pytest.raises(FormError, match=r"template\.docx"):
        letter(tag)


def test_a_template_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr("render.wordtemplate.SECONDS", 1)
    loops = "".join("{% for i in range(99999) %}" for _ in range(4)) + "x" + "{% endfor %}" * 4
    with pytest.raises(FormError, match="not done within 1 seconds"):
        letter(loops)


def test_everything_else_stays_as_it_is():
    source = docx("{ 花括号 } {{ unit }} %}")
    made = fill_template(source, RUBRIC, [given(RUBRIC, FAULTS, unit="某厂")])
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (source, made))
    assert [n for n in before.namelist() if before.read(n) != after.read(n)] == ["word/document.xml"]
    assert lines(made) == ["{ 花括号 } 某厂 %}"]


def test_several_results_stand_in_results():
    template = docx("{% for one in results %}{{ one.kind }}{{ one.result }} {% endfor %}")
    both = [given(RUBRIC, FAULTS), given(RUBRIC, {"1.1-1": FULL, "1.1-2": FULL}, kind="review")]
    assert lines(fill_template(template, RUBRIC, both)) == ["自评50 评审100 "]


def test_the_example_template_becomes_a_letter(tmp_path: Path):
    source = (EXAMPLES / "result-letter.template.docx").read_bytes()
    rubric, filled = example("jiangsu-small-enterprise", "self")
    made = fill_template(source, rubric, [filled])
    assert made == fill_template(source, rubric, [filled])
    document = open_word(made, "letter.docx").document
    assert len(drawn(next(document.grids)).split("\n")) == 51
    text = "\n".join(one.text for one in document.paragraphs)
    assert "江苏恒越精密机械有限公司安全生产标准化自评情况的说明" in text
    assert "自评得分74.7，达到三级达标。" in text
    assert "{" not in text
    path = tmp_path / "letter.docx"
    path.write_bytes(made)
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
