"""The report of one page: what it shows, and that what people write is only words to it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from render.report import picture, report
from render.result import result_of
from tests.render.forms import FULL, SMALL, form, given
from tests.render.test_papers import ALL, example

RUBRIC = form(SMALL)[1]


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != "rect":
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize(("name", "kind"), ALL)
def test_a_report_shows_the_result_every_deduction_and_what_does_not_apply(name: str, kind: str):
    rubric, filled = example(name, kind)
    page, result = Page(report(rubric, filled)), result_of(rubric, filled)
    assert page.open == []
    for text in (result.unit, result.result, result.grade or result.outcome, *result.against, *result.doubts):
        assert text in page.words
    for one in (*result.losses, *result.absent):
        assert one.reason in page.words
    assert all(one.item in page.words for one in result.unassessed)


def test_the_next_grade_is_shown_with_the_points_nearest_to_it():
    rubric, filled = example("garage-level3", "review")
    following = result_of(rubric, filled).next
    words = Page(report(rubric, filled)).words
    assert following is not None
    assert "“二级”所需的得分已够" in words
    assert next(one.items for one in following.open) == "1.2-1（3分，须得满分）"
    assert all(one.items in words for one in following.open[:8])
    assert "“三级达标”" not in Page(report(*example("jiangsu-small-enterprise", "self"))).words


def test_a_report_needs_nothing_else_and_runs_nothing():
    page = Page(report(*example("jiangsu-small-enterprise", "self")))
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert [name for _, attributes in page.tags for name in attributes if name in ("src", "href") or name.startswith("on")] == []


def test_the_bars_are_as_long_as_the_share_that_was_obtained():
    made = picture(result_of(*example("jiangsu-small-enterprise", "self")).elements)
    assert [(bar.label, bar.width, bar.told) for bar in made.bars][:2] == [
        ("一 基础管理", pytest.approx(made.bar * 97 / 134), "97 / 134（72.4%）"),
        ("二 设备设施", pytest.approx(made.bar * 171 / 228), "171 / 228（75.0%）"),
    ]


def test_a_long_title_is_cut_in_the_picture_and_whole_beside_it():
    bars = picture(result_of(*example("hangzhou-safety-culture", "self")).elements).bars
    assert all(bar.full_label.startswith(bar.label.removesuffix("…")) for bar in bars)


@settings(max_examples=50, deadline=None)
@for_all(
    st.text(min_size=1, max_size=30) | st.sampled_from(["<script>alert(1)</script>", "{{ 7*7 }}", "\"'><svg onload=x>", "&amp;"])
)
def test_what_people_write_is_only_words(note: str):
    page = Page(report(RUBRIC, given(RUBRIC, {"1.1-1": {"score": 1, "note": note}, "1.1-2": FULL}, unit=note)))
    assert {tag for tag, _ in page.tags} & {"script"} == set()
    assert page.open == []
    shown = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", note)
    assert "".join(shown.split()) in "".join(page.words.split())


def test_the_same_input_gives_the_same_bytes():
    assert report(*example("garage-level3", "self")) == report(*example("garage-level3", "self"))
