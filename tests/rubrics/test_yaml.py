"""Rubrics and assessments survive the way to YAML and back, and bad files are told where they are bad."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics import dump_assessment, dump_rubric, load_assessment, load_rubric, write_together
from rubrics.errors import DabiaoError, RubricError
from rubrics.files import parse
from rubrics.model import RUBRIC_SCHEMA, Element, Item, Rubric, Rule
from rubrics.yaml_reading import MAX_BYTES, read_yaml

RUBRIC = """\
schema: dabiao/rubric/v1
id: small
title: 评分细则
elements:
- code: 一
  title: 目标
  points: 10
  items:
  - id: 1-1
    requirement: 有目标
    points: 10
    rules:
    - {text: 未制定的，不得分, zero: item}
"""

words = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and text
)
awkward = st.sampled_from(
    [
        "1.1",
        "yes",
        "no",
        "null",
        "~",
        "1e3",
        "2026-01-01",
        "1:30",
        "- x",
        "a: b",
        "#x",
        "'",
        '"',
        "是",
        "0x1f",
        "=",
        "<<",
        "{}",
        "[]",
        "%",
        "@x",
        "true",
        "１",
        "1_000",
        "a\nb",
        "a\n  b",
        " ",
        "|",
        "*a",
        "&a",
        "!x",
    ]
)
figures = st.decimals(0, 10_000, places=2)
rules = st.builds(Rule, text=words | awkward.filter(str.strip), deduct=figures | st.none(), per=words | st.none())
items = st.builds(Item, id=st.just("x"), requirement=words | awkward, points=figures | st.none(), rules=st.tuples(rules))


@given(item=items, title=words | awkward)
@settings(max_examples=150, deadline=None)
def test_a_rubric_read_back_is_the_rubric_that_was_written(item, title):
    rubric = Rubric(id="r", title=title, elements=(Element(code="1", title=title, items=(item,)),))
    text = dump_rubric(rubric)
    assert parse(read_yaml(text.encode(), "r.yaml"), Rubric, RUBRIC_SCHEMA) == rubric


@given(item=items, title=words | awkward)
@settings(max_examples=60, deadline=None)
def test_other_yaml_readers_see_the_same_words(item, title):
    rubric = Rubric(id="r", title=title, elements=(Element(code="1.10", title=title, items=(item,)),))
    data = yaml.safe_load(dump_rubric(rubric))
    assert data["title"] == title
    assert data["elements"][0]["code"] == "1.10"
    assert data["elements"][0]["items"][0]["requirement"] == item.requirement


def test_figures_stay_exact():
    rubric = load(RUBRIC.replace("points: 10", "points: 0.05"))
    assert rubric.elements[0].points == Decimal("0.05")
    assert "points: 0.05\n" in dump_rubric(rubric)


def test_chinese_stands_unescaped_in_block_style_with_its_schema_named():
    lines = dump_rubric(load(RUBRIC)).split("\n")
    assert lines[0] == "# yaml-language-server: $schema=dabiao-rubric-v1.schema.json"
    assert "title: 评分细则" in lines
    assert "    - {text: 未制定的，不得分, zero: item}" in lines


@pytest.mark.parametrize(
    ("before", "after", "where", "code"),
    [
        ("points: 10\n  items", "pionts: 10\n  items", "r.yaml:7:3", "schema-unknown-key"),
        ("    points: 10\n    rules", "    points: '10'\n    rules", "r.yaml:11:5", "schema-invalid"),
        ("    points: 10\n    rules", "    points: -1\n    rules", "r.yaml:11:5", "schema-invalid"),
        ("    points: 10\n    rules", "    points: ten\n    rules", "r.yaml:11:5", "schema-invalid"),
        ("zero: item}", "zero: all}", "r.yaml:13:24", "schema-invalid"),
        ("zero: item}", "zero: item, deduct: 2}", "r.yaml:13:7", "schema-invalid"),
        ("    requirement: 有目标\n", "", "r.yaml:9:5", "schema-missing-key"),
        ("title: 评分细则", "title: [", "r.yaml:5:1", "yaml-syntax"),
        ("title: 评分细则", "title: 评分\x07细则", "r.yaml:3:10", "yaml-sign"),
        ("id: small", "id: small\nid: other", "r.yaml:3:1", "yaml-duplicate"),
        ("title: 评分细则", "title: &x 评分细则", "r.yaml:3:8", "yaml-alias"),
        ("schema: dabiao/rubric/v1", "schema: dabiao/assessment/v1", "r.yaml:1:1", "schema-wrong-kind"),
        ("schema: dabiao/rubric/v1\n", "", "r.yaml:1:1", "schema-missing-key"),
    ],
)
def test_a_bad_line_is_named(before, after, where, code):
    assert before in RUBRIC
    with pytest.raises(RubricError) as caught:
        load(RUBRIC.replace(before, after))
    assert (caught.value.where, caught.value.code) == (where, code)


def test_all_violations_are_told_at_once():
    with pytest.raises(DabiaoError) as caught:
        load(RUBRIC.replace("points: 10\n  items", "pionts: 10\n  items").replace("zero: item", "zero: all"))
    assert len(str(caught.value).split("\n")) == 2


def test_two_items_with_one_id_are_refused():
    twice = RUBRIC + "  - {id: 1-1, requirement: 又一条, points: 1}\n"
    with pytest.raises(RubricError, match="1-1"):
        load(twice)


@pytest.mark.parametrize(
    "source",
    [
        b"\xff\xfe\x00",
        b"a: *x",
        b"[" * 5000,
        b"{" * 5000,
        b"- " * 5000 + b"x",
        b"",
        b"- 1",
        b"a: !!python/object:os.system x",
        b"\x00",
        b"? [a]\n: b",
        b"a: 1\n---\nb: 2",
        b"a: &x [*x]",
        b"? &a b\n: c",
    ],
)
def test_hostile_files_are_refused_in_one_line(source):
    with pytest.raises(RubricError) as caught:
        parse(read_yaml(source, "h.yaml"), Rubric, RUBRIC_SCHEMA)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("h.yaml")


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path):
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 10)
    with pytest.raises(RubricError) as caught:
        load_rubric(huge)
    assert caught.value.code == "yaml-too-large"


def test_a_missing_file_is_an_error_with_its_name(tmp_path):
    with pytest.raises(RubricError, match=r"nowhere\.yaml"):
        load_rubric(tmp_path / "nowhere.yaml")


def test_an_assessment_knows_where_each_answer_stands(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(
        "schema: dabiao/assessment/v1\nrubric: small\nkind: self\nitems:\n  1-1: {score: 4, note: 少一份}\n", encoding="utf-8"
    )
    assessment, loaded = load_assessment(path)
    assert assessment.items["1-1"].score == 4
    assert loaded.where(("items", "1-1", "score")) == f"{path}:5:9"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "out.yaml"
    write_together({target: b"first"})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RubricError, match="No space left"):
        write_together({target: b"second"})
    assert target.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["out.yaml"]


def test_of_several_files_all_are_written_or_none(tmp_path, monkeypatch):
    first, second, later = (tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml"))
    first.write_bytes(b"before")
    sync, calls = os.fsync, []

    def full_at_the_second(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(RubricError, match=r"b\.yaml: cannot be written"):
        write_together({first: b"after", second: b"x", later: b"x"})
    assert first.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def load(text: str) -> Rubric:
    return parse(read_yaml(text.encode(), "r.yaml"), Rubric, RUBRIC_SCHEMA)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("x")
    with pytest.raises(RubricError) as caught:
        write_together({Path(blocker) / "sub" / "out.yaml": b"x"})
    assert caught.value.code == "not-writable"


def test_the_days_of_an_assessment_are_written_as_they_are_read(tmp_path):
    text = "schema: dabiao/assessment/v1\nrubric: r\nkind: self\nbegin: 2025-03-10\nend: 2025-03-14\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    written = dump_assessment(load_assessment(tmp_path / "a.yaml")[0])
    assert "begin: 2025-03-10\nend: 2025-03-14\n" in written
