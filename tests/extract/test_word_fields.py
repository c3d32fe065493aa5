"""Fields: the code is not seen, the result is, and a broken field swallows nothing."""

from __future__ import annotations

import pytest

from tests.wordfile import cell_text, read, table, text

BEGIN, SEPARATE, END = (f"r/fldChar{{fldCharType={kind}}}" for kind in ("begin", "separate", "end"))


def field(code: str, result: str = "") -> str:
    shown = f',{SEPARATE},r/t"{result}"' if result else ""
    return f'{BEGIN},r/instrText"{code}"{shown},{END}'


def test_the_result_is_seen_and_the_code_is_not():
    assert text(f'p/(r/t"见",{field(" REF x ", "表1")},r/t"。")') == "见表1。"


def test_a_field_in_the_code_of_another_is_not_seen():
    inner = field(" PAGE ", "3")
    assert text(f'p/({BEGIN},r/instrText" IF ",{inner},r/instrText" = 3",{SEPARATE},r/t"是",{END},r/t"。")') == "是。"


def test_a_field_in_the_result_of_another_is_seen():
    assert text(f'p/({BEGIN},r/instrText" TOC ",{SEPARATE},r/t"总则",r/tab,{field(" PAGEREF x ", "7")},{END})') == "总则\t7"


def test_a_field_runs_over_paragraphs():
    first = f'p/({BEGIN},r/instrText" TOC ",{SEPARATE},r/t"一、总则")'
    assert text(first, 'p/r/t"二、目标"', f'p/({END},r/t"三")') == "一、总则\n二、目标\n三"


def test_plain_text_in_the_code_of_a_field_is_not_seen():
    assert text(f'p/({BEGIN},r/instrText" X ",r/t"code",{SEPARATE},r/t"甲",{END})') == "甲"


@pytest.mark.parametrize("mark", [BEGIN, SEPARATE, END])
def test_a_mark_without_its_partner_swallows_nothing(mark):
    assert text(f'p/(r/t"甲",{mark},r/t"乙")', "丙") == "甲乙\n丙"


def test_a_field_does_not_run_out_of_its_cell():
    drawing = table("=a | 乙", a=f'p/(r/t"甲",{BEGIN},r/instrText" X ")')
    assert [cell.text for cell in next(read(drawing, f"p/({END})").grids).cells] == ["甲", "乙"]


def test_half_a_deleted_field_swallows_nothing():
    assert text(f'p/({BEGIN},r/instrText" X ",{SEPARATE},r/t"甲",del{{id=1}}/{END},r/t"乙")') == "甲乙"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r" eq \o\ac(○,1)", "①"),
        (r" EQ \o\ac(○, 12 )", "⑫"),
        (r"eq \o(○,3)", "③"),
        (r" EQ \o\ac(○,一)", "㊀"),
        (r" EQ \f(1,2) ", "1/2"),
        (r" SYMBOL 254 \f Wingdings \s 10", "☑"),
        (" MACROBUTTON NoMacro 点击填写 ", "点击填写"),
        (" XE 索引 ", ""),
        (" PAGE ", ""),
    ],
)
def test_fields_without_a_result_show_what_they_draw(code, shown):
    document = read(f'p/({field(code)},r/t"。")')
    assert document.blocks[0].text == shown + "。"
    assert document.diagnostics == ()


def test_a_drawing_field_that_is_not_understood_is_told():
    document = read(f'p/({field(" EQ " + chr(92) + "x(9)")},r/t"。")')
    assert document.blocks[0].text == "\ufffd。"
    assert [d.code for d in document.diagnostics] == ["field-unread"]


def test_a_sign_in_a_ring_is_part_of_the_text_around_it():
    code = f'{BEGIN},r/instrText" eq ",r/instrText"{chr(92)}o{chr(92)}ac(○,",r/t"2",r/instrText")",{END}'
    assert cell_text(f'p/({code},r/t"制定制度")') == "②制定制度"


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ("checkBox/(default{val=0})", "□"),
        ("checkBox/(default{val=1})", "☑"),
        ("checkBox/(default{val=1},checked{val=0})", "□"),
        ("checkBox/(default{val=0},checked)", "☑"),
        ("ddList/(result{val=1},listEntry{val=甲级},listEntry{val=乙级})", "乙级"),
        ("ddList/(listEntry{val=甲级},listEntry{val=乙级})", "甲级"),
        ("ddList/(result{val=9},listEntry{val=甲级})", ""),
        ("textInput/default{val=x}", ""),
    ],
)
def test_old_form_fields_show_their_state(settings, shown):
    begin = f"r/fldChar{{fldCharType=begin}}/ffData/({settings})"
    assert text(f'p/({begin},r/instrText" FORM ",{END},r/t"。")') == f"{shown}。"
