"""A filled cell looks as if a person had typed into it; whatever is printed stays."""

from __future__ import annotations

import re

import pytest

from render import prepare
from tests.render.forms import FULL, SMALL, codes, document_xml, filled, form, given, imported, repacked, shown
from tests.wordfile import NAMESPACES

W = NAMESPACES["w"]

NOTED = {"1.1-1": {"findings": [{"rule": 2, "count": 2, "note": "两个车间的目标与实际不符"}]}, "1.1-2": FULL}


def cell_xml(*, about: str = "", score: str = "", answers: dict | None = None, **parts: str) -> list[str]:
    """Return the XML of the description and the score of the first item, in a form whose two cells are given."""
    source, rubric = form(SMALL, about=about, score=score, **parts)
    document = document_xml(filled(source, rubric, answers or NOTED).data)
    row = re.findall(r"<w:tr>.*?</w:tr>", document)[1]
    return re.findall(r"<w:tc>.*?</w:tc>", row)[-2:]


def test_description_score_and_sum_go_into_their_cells():
    source, rubric = form(SMALL)
    lines = shown(filled(source, rubric, NOTED).data).splitlines()
    assert lines[1].endswith(" | 两个车间的目标与实际不符（2处，扣4分） | 2")
    assert lines[2:] == [
        "^ | ^ | 对目标进行考核。 | 4 | 未考核的，不得分。 | 符合要求 | 4",
        "小计 | < | < | 10 | 得分小计 | < | 6",
    ]


def test_text_is_typed_in_the_font_of_the_paragraph_mark():
    about, _ = cell_xml(about="p/pPr/rPr/(rFonts{ascii=仿宋,eastAsia=仿宋},sz{val=21})")
    assert (
        '<w:r><w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr><w:t>两个' in about
    )


def test_figures_have_no_east_asian_hint():
    _, score = cell_xml(score="p/pPr/rPr/sz{val=21}")
    assert '<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>2</w:t></w:r>' in score


def test_where_the_cell_says_nothing_the_row_is_followed_in_font_and_size_only():
    drawing = SMALL.replace("制定年度目标。", "=wanted")
    wanted = 'p/r/(rPr/(rFonts{eastAsia=楷体},b,color{val=FF0000},sz{val=18},szCs{val=18}),t"制定年度目标。")'
    plain = drawing.replace("未制定的，不得分；与实际不相符的，一处扣2分。", "=rules")
    rules = 'p/r/(rPr/(rFonts{eastAsia=楷体},b,sz{val=18}),t"未制定的，不得分；与实际不相符的，一处扣2分。")'
    source, rubric = form(plain, wanted=wanted, rules=rules)
    document = document_xml(filled(source, rubric, NOTED).data)
    assert '<w:r><w:rPr><w:rFonts w:eastAsia="楷体" w:hint="eastAsia"/><w:sz w:val="18"/></w:rPr><w:t>两个车间' in document


def test_a_cell_in_a_style_of_its_own_does_not_follow_the_row():
    rules = 'p/r/(rPr/sz{val=18},t"未制定的，不得分；与实际不相符的，一处扣2分。")'
    drawing = SMALL.replace("未制定的，不得分；与实际不相符的，一处扣2分。", "=rules")
    source, rubric = form(drawing, rules=rules, about="p/pPr/pStyle{val=Cell}")
    assert '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>两个车间' in document_xml(filled(source, rubric, NOTED).data)


def test_hidden_and_tracked_properties_of_the_mark_are_not_typed():
    about, _ = cell_xml(about="p/pPr/rPr/(ins{id=1,author=甲},vanish,sz{val=18})")
    assert '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="18"/></w:rPr>' in about


def test_room_made_of_spaces_gives_way_and_lends_its_looks():
    _, score = cell_xml(score='p/(pPr/jc{val=center},r/(rPr/u{val=single},t"    "))')
    assert '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>2</w:t></w:r></w:p>' in score


def test_each_line_is_a_paragraph_like_the_first():
    answers = {**NOTED, "1.1-1": {"score": 5, "note": "台账不全\n\n已补登"}}
    about, _ = cell_xml(about="p{w14:paraId=0A1B2C3D}/pPr/(spacing{before=0},jc{val=center},rPr/sz{val=18})", answers=answers)
    assert re.findall(r"<w:t>(.*?)</w:t>", about) == ["台账不全", "已补登（扣1分）"]
    assert about.count('<w:pPr><w:spacing w:before="0"/><w:jc w:val="center"/><w:rPr><w:sz w:val="18"/></w:rPr></w:pPr>') == 3
    assert about.count("w14:paraId") == 1


@pytest.mark.parametrize(
    "control",
    [
        'sdt/(sdtPr/(showingPlcHdr,text),sdtContent/p/r/(rPr/rStyle{val=PlaceholderText},t"单击此处输入文字。"))',
        'p/sdt/(sdtPr/(showingPlcHdr,text),sdtContent/r/(rPr/rStyle{val=PlaceholderText},t"单击此处输入文字。"))',
        'p/sdt/(sdtPr/(dataBinding{xpath=a,storeItemID=b},showingPlcHdr),sdtContent/r/t"请输入")',
    ],
)
def test_a_content_control_is_filled_inside_and_loses_its_prompt(control: str):
    about, _ = cell_xml(about=control + ("" if control.startswith("p") else ",p"))
    inside = about[about.index("<w:sdtContent>") : about.index("</w:sdtContent>")]
    assert "两个车间的目标与实际不符（2处，扣4分）" in inside
    assert not re.search("showingPlcHdr|PlaceholderText|dataBinding|单击|请输入", about)


def test_a_content_control_around_the_cell_is_filled_too():
    source, _ = form(SMALL)
    document = document_xml(source)
    row = re.findall(r"<w:tr>.*?</w:tr>", document)[1]
    last = re.findall(r"<w:tc>.*?</w:tc>", row)[-1]
    prompt = last.replace("<w:p/>", '<w:p><w:r><w:t xml:space="preserve">得分？</w:t></w:r></w:p>')
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"
    source = repacked(source, document.replace(row, row.replace(last, control)))
    written = document_xml(filled(source, imported(source), NOTED).data)
    assert "得分？" not in written
    assert "showingPlcHdr" not in written
    assert (
        '<w:sdtContent><w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc>'
        in written
    )


def test_what_is_printed_in_a_cell_stays_and_is_told():
    source, rubric = form(SMALL, score="见附表")
    made = filled(source, rubric, NOTED)
    assert "| 见附表\n" in shown(made.data)
    told = next(d for d in made.diagnostics if d.code == "cell-not-empty")
    assert (str(told.place), told.subject, dict(told.figures)) == ("t1r2c7", "1.1-1", {"printed": "见附表", "text": "2"})


def test_print_that_says_the_same_already_is_no_trouble():
    source, rubric = form(SMALL, score="/")
    assert codes(filled(source, rubric, {"1.1-1": {"not_applicable": "无此项"}, "1.1-2": FULL})) == []


def test_a_figure_goes_behind_a_printed_label():
    source, rubric = form(SMALL, about='p/r/(rPr/sz{val=18},t"扣分说明：")')
    assert "扣分说明：两个车间的目标与实际不符（2处，扣4分）" in shown(filled(source, rubric, NOTED).data)


@pytest.mark.parametrize("content", ["tbl/(tblPr,tblGrid/gridCol,tr/tc/p),p", "p/r/drawing"])
def test_a_cell_with_a_table_or_a_picture_in_it_is_left(content: str):
    source, rubric = form(SMALL, score=content)
    assert "cell-not-empty" in codes(filled(source, rubric, NOTED))


def test_rows_of_fixed_height_grow():
    source, _ = form(SMALL)
    document = document_xml(source)
    rows = re.findall(r"<w:tr>.*?</w:tr>", document)
    fixed = rows[1].replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>')
    header = rows[0].replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>')
    source = repacked(source, document.replace(rows[1], fixed).replace(rows[0], header))
    written = document_xml(filled(source, imported(source), NOTED).data)
    assert '<w:trHeight w:val="400" w:hRule="atLeast"/>' in written
    assert '<w:trHeight w:val="300" w:hRule="exact"/>' in written


def test_what_xml_cannot_hold_is_left_out_and_told():
    source, rubric = form(SMALL)
    made = filled(source, rubric, {**NOTED, "1.1-1": {"score": 6, "note": "台账\x07完整\x00，\ufffe记录在案"}})
    assert "| 台账完整，记录在案 |" in shown(made.data)
    told = next(d for d in made.diagnostics if d.code == "characters-removed")
    assert (told.subject, told.figures["count"]) == ("1.1-1", 3)


def test_an_assessors_words_are_text_and_never_a_template_or_markup():
    source, rubric = form(SMALL)
    note = "{{ 7 * 7 }}{% for x in y %}</w:t><w:p/>&amp; ${leader} {#"
    assert note in shown(filled(source, rubric, {**NOTED, "1.1-1": {"score": 6, "note": note}}).data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_any_encoding_of_the_document_is_filled(encoding: str):
    source, _ = form(SMALL)
    document = document_xml(source).replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    source = repacked(source, document.encode(encoding))
    assert "两个车间的目标与实际不符（2处，扣4分） | 2" in shown(filled(source, imported(source), NOTED).data)


def test_a_document_whose_elements_have_no_prefix_is_filled():
    source, _ = form(SMALL, score="p/pPr/(jc{val=center},rPr/sz{val=18})")
    document = re.sub(r"<(/?)w:", r"<\1", document_xml(source))
    document = document.replace("<document ", f'<document xmlns="{W}" ', 1)
    source = repacked(source, document)
    assert "两个车间的目标与实际不符（2处，扣4分） | 2" in shown(filled(source, imported(source), NOTED).data)


def test_a_strict_document_is_filled_in_its_own_namespace():
    source, _ = form(SMALL, score="p/pPr/(jc{val=center},rPr/sz{val=18})")
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    source = repacked(source, document_xml(source).replace(W, strict))
    made = filled(source, imported(source), NOTED).data
    assert "两个车间的目标与实际不符（2处，扣4分） | 2" in shown(made)
    assert W not in document_xml(made)


def test_comments_and_cdata_that_look_like_cells_do_not_shift_anything():
    source, _ = form(SMALL)
    document = document_xml(source).replace("<w:body>", "<w:body><!-- <w:p/><w:tc> --><?go <w:tc>?>")
    document = document.replace("制定年度目标。", "<![CDATA[制定年度目标。<w:p/>]]>")
    source = repacked(source, document)
    written = document_xml(filled(source, imported(source), NOTED).data)
    assert "<!-- <w:p/><w:tc> --><?go <w:tc>?>" in written
    assert "<![CDATA[制定年度目标。<w:p/>]]>" in written
    assert "<w:t>2</w:t>" in written


def test_the_same_input_gives_the_same_bytes():
    source, rubric = form(SMALL)
    prepared = prepare(source, rubric)
    once = [given(rubric, NOTED, unit="甲公司")]
    assert prepared.fill(once).data == prepared.fill(once).data == prepare(source, rubric).fill(once).data


def test_without_an_assessment_the_form_is_the_published_document():
    source, rubric = form(SMALL)
    assert prepare(source, rubric).fill([]).data == source
