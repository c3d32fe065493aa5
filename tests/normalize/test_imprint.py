"""What a standard says of its own issue: edition, day, issuing body, day of effect, what it replaces."""

from __future__ import annotations

import pytest

from extract.dump import read_dump
from normalize.imprint import read_imprint
from normalize.standard import normalize
from rubrics.library import EXAMPLES, library_ids, open_library


def imprint(*lines, title=None, notes=()):
    """Return what is said, without what is not."""
    found, told = read_imprint(title, lines, notes)
    assert not told
    return {name: words for name in found.__slots__ if (words := getattr(found, name)) is not None}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("苏安监〔2012〕45号", {"version": "苏安监〔2012〕45号"}),
        ("（交安监发〔2012〕175号）", {"version": "交安监发〔2012〕175号"}),
        ("DB32/T 4321.1—2022", {"version": "DB32/T4321.1—2022"}),
        ("AQ/T 9006-2010", {"version": "AQ/T9006-2010"}),
        ("版本号：V2.1", {"version": "V2.1"}),
        ("（2024年修订版）", {"version": "2024年修订版"}),
        ("文  号：苏应急〔2024〕7号", {"version": "苏应急〔2024〕7号"}),
        ("2022-05-16 发布          2022-06-16 实施", {"date": "2022-05-16", "effective": "2022-06-16"}),
        ("发布日期：2024年5月1日", {"date": "2024-05-01"}),
        ("施行日期: 2024.7.1", {"effective": "2024-07-01"}),
        ("江苏省市场监督管理局　发布", {"issuer": "江苏省市场监督管理局"}),
        ("（国家安全监管总局办公厅 2014年6月3日印发）", {"issuer": "国家安全监管总局办公厅", "date": "2014-06-03"}),
        ("发布单位：杭州市安全生产委员会办公室", {"issuer": "杭州市安全生产委员会办公室"}),
        ("代替 DB32/T 4321—2015", {"supersedes": "DB32/T4321—2015"}),
    ],
)
def test_a_line_of_its_own_says_it(line, expected):
    assert imprint(line) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("本细则自2024年7月1日起施行。", {"effective": "2024-07-01"}),
        ("5、本评审标准自2024年7月1日起正式实施，有效期五年。", {"effective": "2024-07-01"}),
        ("本标准代替DB33/T 1234—2015。", {"supersedes": "DB33/T1234—2015"}),
        (
            "原《海南省加油站评审标准》（琼安监〔2010〕3号）同时废止。",
            {"supersedes": "《海南省加油站评审标准》(琼安监〔2010〕3号)"},
        ),
        (
            "本办法自2013年1月1日起施行，《旧考评办法》同时废止。",
            {"effective": "2013-01-01", "supersedes": "《旧考评办法》"},
        ),
    ],
)
def test_a_sentence_about_this_standard_says_it(note, expected):
    assert imprint(notes=[note]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《特种设备安全监察条例》（国务院令第373号）",
        "依据《关于印发指标的通知》（交安监发〔2012〕175号）",
        "自原国家安监总局8号令施行以后建设的加油站",
        "本细则自发布之日起施行。",
        "《安全生产法》自2021年9月1日起施行。",
        "安全管理部",
        "2024年5月1日",
        "自评日期：2024年5月1日",
        "编制单位：某某公司",
        "GB 50156—2021 汽车加油加气站设计与施工规范",
        "1234",
        "（试行）",
        "检查发布2024年5月1日的文件",
        "发布日期：2024年13月1日",
    ],
)
def test_what_is_about_something_else_or_says_nothing_is_not_taken(text):
    assert imprint(text, notes=[text], title=text) == {}


def test_a_signature_is_a_body_above_a_day():
    assert imprint("海南省安全生产监督管理局", "二〇一二年三月二十五日") == {
        "issuer": "海南省安全生产监督管理局",
        "date": "2012-03-25",
    }
    assert imprint("某公司安全管理部", "2024年5月1日") == {}


def test_an_edition_in_the_title_goes_before_the_number_of_the_notice():
    found = imprint("苏应急〔2024〕7号", title="江苏省小微企业达标评分细则（2024版）")
    assert found == {"version": "2024版"}
    assert imprint(title="某某评分细则第二版") == {"version": "第二版"}
    assert imprint(title="一二类机动车维修企业考评实施细则（试行）") == {}


def test_of_two_that_differ_neither_is_taken_and_that_is_told():
    found, told = read_imprint(None, ["苏安监〔2012〕45号", "苏安监〔2013〕1号", "发布日期：2013年1月2日"], [])
    assert (found.version, found.date) == (None, "2013-01-02")
    assert [(one.code, one.figures) for one in told] == [
        ("imprint-twice", {"imprint": "version", "first": "苏安监〔2012〕45号", "second": "苏安监〔2013〕1号"})
    ]
    assert imprint("苏安监〔2012〕45号", "苏安监〔2012〕45号") == {"version": "苏安监〔2012〕45号"}


def test_a_standard_with_its_notice_around_it_carries_its_imprint():
    text = (EXAMPLES / "jiangsu-small-enterprise.txt").read_text(encoding="utf-8")
    notice = "苏安监〔2014〕22号\n\n各市安全监管局：\n\n现将评分细则印发给你们。\n\n江苏省安全生产监督管理局\n\n2014年2月7日\n\n"
    text = notice + text.replace("\n2、本评分细则共含", "\n2、本评分细则自2014年3月1日起施行。\n3、本评分细则共含", 1)
    rubric = normalize(read_dump(text, "jiangsu.txt", "")).rubric
    assert (rubric.version, rubric.date, rubric.effective) == ("苏安监〔2014〕22号", "2014-02-07", "2014-03-01")
    assert (rubric.issuer, rubric.supersedes, rubric.points) == ("江苏省安全生产监督管理局", None, 600)


@pytest.mark.parametrize("name", library_ids())
def test_the_examples_which_say_nothing_of_it_are_given_none(name):
    rubric = open_library(name)
    assert [rubric.version, rubric.date, rubric.effective, rubric.issuer, rubric.supersedes] == [None] * 5
