"""The page that shows an import beside its source: everything is on it, words are only words to it, the same bytes everywhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extract import read
from extract.document import Document
from normalize.roles import CellRole, cell_roles
from normalize.standard import Import, normalize_all
from render.source_report import source_report
from rubrics.diagnostics import Place
from rubrics.messages import speaking
from rubrics.model import walk_elements
from rubrics.values import show
from tests.normalize.drawn import document, drawn

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = (
    "garage-level3.docx",
    "hainan-filling-station.docx",
    "hangzhou-safety-culture.txt",
    "jiangsu-small-enterprise.pdf",
    "small-enterprise-notes.txt",
)
VOID = ("meta", "input", "col", "br")
TABLE = """一级要素 | 达标标准 | 标准分值 | 评分标准 | 得分
一、甲（10分） | 建立制度 | 4 | 未建立的扣4分 |
^ | 按制度培训 | 6 | 每人次扣2分，最多扣6分 |
小计 | < | 10 | |"""


class Page(HTMLParser):
    """The tags of a page with their attributes, and its words, those of each language apart."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = {"en": "", "zh": ""}
        self.text_of: dict[str, str] = {}
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = {tag for tag, _ in self.open}
        if inside & {"style", "script"}:
            return
        spoken = [attrs["lang"] for tag, attrs in self.open if tag == "span" and "lang" in attrs]
        for language in self.words:
            if spoken in ([], [language]):
                self.words[language] += data
        for _, attrs in self.open:
            if attrs.get("id"):
                self.text_of[attrs["id"]] = self.text_of.get(attrs["id"], "") + data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=NAMES)
def example(request) -> tuple[Document, tuple[Import, ...], Page]:
    source = read(EXAMPLES / request.param)
    standards = normalize_all(source)
    return source, standards, Page(source_report(source, standards))


def drawn_page(*blocks) -> tuple[Document, tuple[Import, ...], bytes]:
    made = document(*(drawn(block) if "|" in block else block for block in blocks))
    standards = normalize_all(made, id="test")
    return made, standards, source_report(made, standards)


def test_every_cell_and_every_line_of_the_source_is_on_the_page(example):
    source, _, page = example
    words = plain(page.words["en"])
    for block in source.blocks:
        texts = [cell.text for cell in block.cells] if hasattr(block, "cells") else [block.text]
        assert all(plain(text) in words for text in texts)


def test_every_element_item_and_clause_is_on_the_page_with_its_points(example):
    _, (standard,), page = example
    trees = {key: text for key, text in page.text_of.items() if re.fullmatch(r"n\d+", key)}
    nodes = [node for name, element in walk_elements(standard.rubric.elements) for node in ((name, element), *items(element))]
    assert len(trees) == len(nodes)
    words = plain(page.words["en"])
    for name, node in nodes:
        beside = [text for key, text in page.text_of.items() if re.fullmatch(r"u\d+", key) and text.split()[:1] == [name]]
        assert beside
        assert node.points is None or show(node.points) in beside[0].split()
        assert all(plain(rule.text) in words for rule in node.rules)


def items(element):
    return [(item.id, item) for item in element.items]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_diagnostic_is_on_the_page_in_both_languages(example, language):
    _, (standard,), page = example
    with speaking(language):
        sentences = [diagnostic.sentence for diagnostic in standard.diagnostics]
    words = plain(page.words[language])
    assert all(plain(sentence) in words for sentence in sentences)


def test_every_link_leads_to_one_place_and_back(example):
    _, _, page = example
    links = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert all(link.startswith("#") for link in links)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in links} <= set(page.ids)
    nodes = [key for key in page.ids if re.fullmatch(r"n\d+", key)]
    assert all(f"#{node}" in links for node in nodes)


def test_the_doubts_are_a_chain_from_the_first_to_the_last(example):
    _, (standard,), page = example
    doubts = [str(attrs["id"]) for _, attrs in page.tags if "data-doubt" in attrs]
    loose = [key for key in page.ids if re.fullmatch(r"g\d+", key)]
    wanted = [d for d in standard.diagnostics if d.severity != "info"]
    assert len(doubts) + len(loose) >= len(wanted)
    assert doubts == sorted(doubts, key=lambda key: int(key[1:]))
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert all(links.count(f"#{key}") >= 2 for key in doubts[:-1])


def test_a_page_needs_nothing_but_itself(example):
    _, _, page = example
    assert not [tag for tag, attrs in page.tags if tag in ("link", "img", "iframe", "object", "base") or "src" in attrs]
    policy = next(str(attrs["content"]) for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "'unsafe-inline'" not in policy.split("script-src")[1]


def test_the_same_import_gives_the_same_bytes_in_every_language():
    source = read(EXAMPLES / "hangzhou-safety-culture.docx")
    pages = set()
    for language in ("en", "zh"):
        with speaking(language):
            pages.add(source_report(source, normalize_all(source)))
    assert len(pages) == 1


def test_each_cell_is_coloured_by_what_it_was_taken_for():
    _, (standard,), page = drawn_page("某行业评分细则", TABLE)
    roles = {attrs["id"]: attrs.get("class") for tag, attrs in Page(page).tags if tag in ("td", "th") and attrs.get("id")}
    assert roles["t2r1c1"] == "r-header"
    assert [roles[f"t2r2c{n}"] for n in range(1, 6)] == ["r-title", "r-requirement", "r-points", "r-rule", "r-to-fill"]
    assert roles["t2r4c1"] == "r-subtotal"
    assert cell_roles(standard.tables[0])[1, 0] is CellRole.TITLE


def test_code_and_points_are_marked_inside_a_label():
    page = drawn_page("某行业评分细则", TABLE)[2].decode()
    assert '<b class="is-code">一</b>、甲（<b class="is-points">10</b>分）' in page


def test_an_item_and_its_cell_lead_to_each_other():
    page = Page(drawn_page("某行业评分细则", TABLE)[2])
    node = next(key for key, text in page.text_of.items() if key.startswith("n") and text.split()[:1] == ["1-2"])
    assert "1-2" in page.text_of["t2r3c2"]
    hrefs = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert f"#{node}" in hrefs
    assert "#t2r3c2" in hrefs


def test_what_was_understood_of_a_clause_stands_beside_it():
    words = Page(drawn_page("某行业评分细则", TABLE)[2]).words
    assert "takes 2; for each 人次; at most 6" in words["en"]
    assert "扣2分；每人次；最多6分" in words["zh"]


def test_tables_that_were_not_taken_are_shown_with_the_reason():
    page = Page(drawn_page("某行业评分细则", TABLE, "姓名 | 电话\n张三 | 1")[2])
    assert "no headings of a scoring table" in page.text_of["t3"]
    assert "张三" in page.text_of["t3"]


def test_words_of_a_document_are_only_words():
    hostile = "</td><script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7*7 }} &amp; ${x}"
    table = TABLE.replace("建立制度", hostile).replace("/", "").replace("甲", "<b>甲&</b>")
    _, _, page = drawn_page(f"{hostile}评分细则", table, hostile)
    parsed = Page(page)
    assert parsed.open == []
    assert [tag for tag, _ in parsed.tags].count("script") == 1
    assert not [attrs for _, attrs in parsed.tags if any(key.startswith("on") for key in attrs)]
    assert "img" not in [tag for tag, _ in parsed.tags]
    assert "{{ 7*7 }}" in parsed.words["en"]


def test_a_diagnostic_that_is_about_no_cell_stands_at_the_top():
    _, (standard,), page = drawn_page("某行业评分细则", TABLE)
    parsed = Page(page)
    loose = [d for d in standard.diagnostics if d.place is None]
    assert loose
    assert sum(key.startswith("g") for key in parsed.ids) == len(loose)


def test_a_diagnostic_about_a_column_stands_at_its_heading():
    table = TABLE.replace("得分\n", "某某 | 得分\n", 1)
    lines = table.splitlines()
    wide = "\n".join([lines[0], *(re.sub(r"\|([^|]*)$", r"| 甲乙 |\1", line) for line in lines[1:])])
    _, (standard,), page = drawn_page("某行业评分细则", wide)
    unknown = next(d for d in standard.diagnostics if d.code == "column-unknown")
    assert unknown.place == Place(table=2, column=5)
    classes = {attrs["id"]: attrs.get("class") for tag, attrs in Page(page).tags if tag == "th" and attrs.get("id")}
    assert "has-warning" in str(classes["t2r1c5"])


def test_standards_of_one_document_share_a_page():
    second = TABLE.replace("甲", "乙").replace("标准分值", "分值").replace("评分标准", "评分办法")
    _, standards, page = drawn_page("某行业评分细则", TABLE, "另一行业评分细则", second)
    assert len(standards) == 2
    parsed = Page(page)
    words = parsed.words["en"]
    assert "2 standards in this document" in words
    assert all(standard.rubric.title in words for standard in standards)
    loose = [text for key, text in parsed.text_of.items() if key.startswith("g")]
    assert all(any(text.startswith(standard.rubric.id) for text in loose) for standard in standards)


def test_a_doubt_of_one_standard_does_not_mark_the_same_id_of_another():
    second = TABLE.replace("标准分值", "分值").replace("评分标准", "评分办法").replace("每人次扣2分，最多扣6分", "酌情扣分")
    _, (first, other), page = drawn_page("某行业评分细则", TABLE, "另一行业评分细则", second)
    assert [d.subject for d in other.diagnostics if d.code == "rule-not-understood"] == ["1-2"]
    marked = [attrs.get("class") for tag, attrs in Page(page).tags if tag == "a" and attrs.get("class") in ("warning", "error")]
    assert len(marked) == len({d.subject for d in (*first.diagnostics, *other.diagnostics) if d.subject and d.severity != "info"})


def test_what_is_wrong_comes_before_what_is_only_told():
    _, _, page = drawn_page("某行业评分细则", "1、本细则共计90分。", TABLE)
    loose = [str(attrs["class"]).split()[1] for _, attrs in Page(page).tags if str(attrs.get("id")).startswith("g")]
    assert loose[0] == "error"
    assert loose == sorted(loose, key=["error", "warning", "info"].index)
