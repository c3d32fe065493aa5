"""What a reader sees of the text of a Word document, and what he does not."""

from __future__ import annotations

import pytest

from tests.wordfile import cell_text, read, text


def run(content: str) -> str:
    return f'p/(r/t"前",r/({content}),r/t"后")'


def test_runs_of_a_paragraph_are_one_text():
    assert text('p/(r/t"一、安全",r/(rPr/b,t"目标"),r/t"35分")') == "一、安全目标35分"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("tab", "前\t后"),
        ("ptab{alignment=right}", "前\t后"),
        ("br", "前\n后"),
        ("br{type=textWrapping}", "前\n后"),
        ("cr", "前\n后"),
        ("br{type=page}", "前后"),
        ("br{type=column}", "前后"),
        ("lastRenderedPageBreak", "前后"),
        ("noBreakHyphen", "前-后"),
        ("softHyphen", "前后"),
        ("annotationRef", "前后"),
        ("commentReference{id=1}", "前后"),
    ],
)
def test_signs_that_are_elements(content, shown):
    assert text(run(content)) == shown


def test_tab_stops_of_a_paragraph_are_no_tabs():
    assert text('p/(pPr/tabs/tab{val=left,pos=420},r/t"甲")') == "甲"


@pytest.mark.parametrize(
    "wrapped",
    [
        'ins{id=1}/r/t"甲"',
        'moveTo{id=1}/r/t"甲"',
        'hyperlink/r/t"甲"',
        'smartTag/r/t"甲"',
        'customXml/(customXmlPr,r/t"甲")',
        'sdt/(sdtPr/tag{val=x},sdtContent/r/t"甲")',
        'sdt/sdtContent/ins{id=1}/smartTag/r/t"甲"',
        'dir{val=ltr}/r/t"甲"',
        'bookmarkStart{id=1,_name=x},r/t"甲",bookmarkEnd{id=1}',
        'commentRangeStart{id=1},r/t"甲",commentRangeEnd{id=1}',
        'proofErr{type=spellStart},r/t"甲",proofErr{type=spellEnd}',
        'moveFromRangeStart{id=1},r/t"甲",moveFromRangeEnd{id=1}',
        'fldSimple{instr=DATE}/r/t"甲"',
        'r/(t"甲",lastRenderedPageBreak)',
    ],
)
def test_what_wraps_runs_or_stands_beside_them_changes_nothing(wrapped):
    assert text(f'p/(r/t"前",{wrapped},r/t"后")') == "前甲后"


@pytest.mark.parametrize("unseen", ['del{id=1}/r/delText"旧"', 'moveFrom{id=1}/r/t"旧"', 'r/(rPr/vanish,t"旧")'])
def test_deleted_moved_and_hidden_text_is_not_seen(unseen):
    assert text(f'p/(r/t"前",{unseen},r/t"后")') == "前后"


def test_hidden_tabs_symbols_and_breaks_are_not_seen():
    assert text('p/(r/t"前",r/(rPr/vanish,tab,br,sym{font=Wingdings,char=F0FE},noBreakHyphen),r/t"后")') == "前后"


STYLES = (
    "style{type=paragraph,styleId=hid}/(rPr/vanish),style{type=character,styleId=h}/rPr/vanish,"
    "style{type=paragraph,styleId=kid}/basedOn{val=hid}"
)


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ('p/(r/t"前",r/(rPr/rStyle{val=h},t"旧"))', "前"),
        ('p/(r/t"前",r/(rPr/(rStyle{val=h},vanish{val=0}),t"新"))', "前新"),
        ('p/(pPr/pStyle{val=hid},r/t"旧"),p/r/t"前"', "前"),
        ('p/(pPr/pStyle{val=kid},r/t"旧"),p/r/t"前"', "前"),
        ('p/(pPr/pStyle{val=hid},r/(rPr/rStyle{val=h},t"两次"))', "两次"),
        ('p/(pPr/pStyle{val=none},r/t"前")', "前"),
    ],
)
def test_styles_hide_text(paragraph, shown):
    assert text(paragraph, styles=STYLES) == shown


def test_a_default_style_can_hide_what_names_no_style():
    assert (
        text('p/(r/t"旧",r/(rPr/vanish{val=false},t"新"))', styles="style{type=paragraph,default=1,styleId=a}/rPr/vanish") == "新"
    )


def test_document_defaults_can_hide_text():
    assert text('p/(r/t"旧",r/(rPr/vanish{val=off},t"新"))', styles="docDefaults/rPrDefault/rPr/vanish") == "新"


def test_former_properties_of_a_tracked_change_do_not_count():
    assert text('p/(r/(rPr/rPrChange{id=1}/rPr/vanish,t"甲"))') == "甲"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    assert text('p/(pPr/rPr/del{id=1},r/t"甲")', 'p/r/t"乙"', 'p/r/t"丙"') == "甲乙\n丙"


def test_a_paragraph_that_is_deleted_with_its_mark_is_gone():
    assert cell_text('p/r/t"甲",p/(pPr/rPr/del{id=1},del{id=2}/r/delText"旧"),p/r/t"乙"') == "甲\n乙"


def test_a_paragraph_moved_away_with_its_mark_is_gone():
    assert cell_text('p/r/t"甲",p/(pPr/rPr/moveFrom{id=1},moveFrom{id=2}/r/t"旧"),p/r/t"乙"') == "甲\n乙"


def test_an_inserted_paragraph_mark_parts_two_paragraphs():
    assert cell_text('p/(pPr/rPr/ins{id=1},r/t"甲"),p/r/t"乙"') == "甲\n乙"


def test_a_style_separator_joins_two_paragraphs_on_one_line():
    assert text('p/(pPr/rPr/(vanish,specVanish),r/t"1.1 目标")', 'p/r/t"内容"') == "1.1 目标内容"


def test_empty_paragraphs_of_a_cell_stay_as_empty_lines():
    assert cell_text('p/r/t"二级",p,p/r/t"要素",p') == "二级\n\n要素\n"


def test_empty_paragraphs_of_the_body_are_left_out_but_counted():
    assert [(p.text, str(p.place)) for p in read("甲", "", "乙").paragraphs] == [("甲", "p1"), ("乙", "p3")]


def test_a_body_paragraph_has_no_empty_lines_at_its_ends():
    assert text('p/r/(br,t"甲",br,br)') == "甲"


def test_spaces_at_the_ends_of_a_run_count_only_where_they_are_preserved():
    assert text('p/(r/t{xml:space=default}" 甲 ",r/t" 乙 ",r/t"丙")') == "甲 乙 丙"


def test_spaces_inside_a_run_always_count():
    assert text('p/r/t{xml:space=default}"自评单位：     自评时间："') == "自评单位：     自评时间："


def test_a_parent_can_preserve_spaces():
    assert text('p{xml:space=preserve}/(r/t{xml:space=default}" 甲")') == "甲"
    assert text('<w:p xml:space="preserve"><w:r><w:t>甲 </w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>') == "甲 乙"


def test_line_ends_in_the_xml_are_no_line_breaks():
    assert text("<w:p>\n <w:r>\n  <w:t>甲\n乙</w:t>\n </w:r>\n</w:p>") == "甲 乙"


def test_xml_comments_and_instructions_are_not_seen():
    assert text("<w:p><!-- x --><w:r><w:t>甲<!-- y -->乙<?z?>丙</w:t></w:r></w:p>") == "甲乙丙"


def test_full_width_forms_are_kept():
    assert text("１．企业（１００分）ＡＢ㎡") == "１．企业（１００分）ＡＢ㎡"


def test_ruby_shows_its_base():
    assert text('p/r/ruby/(rubyPr,rt/r/t"chè",rubyBase/r/t"车")') == "车"


@pytest.mark.parametrize(("raised", "shown"), [("2", "m²"), ("-1", "m⁻¹"), ("注", "m注")])
def test_raised_digits_are_kept_apart_from_the_number_before_them(raised, shown):
    assert text(f'p/(r/t"m",r/(rPr/vertAlign{{val=superscript}},t"{raised}"))') == shown


def test_alternate_content_is_read_once():
    assert text('p/(mc:AlternateContent/(mc:Choice{_Requires=w14}/r/t"新",mc:Fallback/r/t"旧"),r/t"后")') == "新后"
    assert text('p/r/(mc:AlternateContent/(mc:Choice{_Requires=w14}/t"新",mc:Fallback/t"旧"),t"后")') == "新后"


def test_alternate_content_without_a_choice_is_its_fallback():
    assert text('p/(mc:AlternateContent/mc:Fallback/r/t"旧",r/t"后")') == "旧后"


def test_check_boxes_of_content_controls_show_their_sign():
    assert (
        text('p/(sdt/(sdtPr/w14:checkbox/w14:checked{w14:val=1},sdtContent/r/sym{font=Wingdings 2,char=F052}),r/t"是")') == "☑是"
    )
    assert text('p/(sdt/(sdtPr/w14:checkbox/w14:checked{w14:val=0},sdtContent/r/t"☐"),r/t"否")') == "☐否"


@pytest.mark.parametrize(
    "wrapper", ["sdt/sdtContent", "customXml", "sdt/sdtContent/sdt/sdtContent", "mc:AlternateContent/mc:Choice"]
)
def test_paragraphs_in_wrappers_are_paragraphs(wrapper):
    assert text("甲", f'{wrapper}/(p/r/t"乙",p/r/t"丙")', "丁") == "甲\n乙\n丙\n丁"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('m:r/m:t"x+1"', "x+1"),
        ('m:f/(m:num/m:r/m:t"1",m:den/m:r/m:t"2")', "1/2"),
        ('m:f/(m:num/m:r/m:t"评定得分",m:den/m:r/m:t"600－不参与")', "评定得分/(600－不参与)"),
        ('m:sSup/(m:e/m:r/m:t"10",m:sup/m:r/m:t"3")', "10³"),
        ('m:sSup/(m:e/m:r/m:t"10",m:sup/m:r/m:t"n+1")', "10^(n+1)"),
        ('m:sSub/(m:e/m:r/m:t"x",m:sub/m:r/m:t"i")', "x_i"),
        ('m:rad/(m:radPr,m:deg,m:e/m:r/m:t"2")', "√2"),
        ('m:d/(m:dPr/(m:begChr{m:val=[},m:endChr{m:val=]}),m:e/m:r/m:t"x")', "[x]"),
        ('m:nary/(m:naryPr/m:chr{m:val=∑},m:sub/m:r/m:t"i",m:sup/m:r/m:t"n",m:e/m:r/m:t"x")', "∑_i^nx"),
    ],
)
def test_formulas_are_one_line_of_text(formula, shown):
    assert text(f'p/(r/t"得分=",m:oMath/({formula}))') == f"得分={shown}"
    assert text(f"p/m:oMathPara/m:oMath/({formula})") == shown
