"""A YAML text that a person has worked on is changed in place: comments stay, and lines that say the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.yaml_nodes import comments_of, read_nodes
from rubrics.yaml_patching import is_same, patched
from rubrics.yaml_reading import read_yaml
from rubrics.yaml_writing import to_yaml

WORKED_ON = """\
# 我的标准
schema: dabiao/rubric/v1  # 不要改
title: 某省评分细则
points: 600   # 见第4条
# 评分
policy:
  formula: percent # 百分制

elements:
# 第一章
- code: 一
  title: 基础管理
  items:
  - id: 1-1
    requirement: |-  # 两行
      制定目标。
      并考核。

    rules:
    # 我改过价
    - {text: '未制定的，扣2分', deduct: 3}  # 原为2分
    - text: 未考核的，扣1分
      # 每处
      deduct: 1
  # 文末
"""


def data(text: str) -> dict[str, Any]:
    return read_yaml(text.encode(), "rubric.yaml").data


def comments(text: str) -> list[str]:
    return [comment.text for comment in comments_of(text, read_nodes(text))]


def changed(text: str, change: Any) -> str:
    """Return ``text`` after ``change`` was made to a copy of its data."""
    new = data(text)
    change(new)
    made = patched(text, data(text), new)
    assert is_same(data(made), new)
    return made


def item(new: dict[str, Any]) -> dict[str, Any]:
    return new["elements"][0]["items"][0]


def test_without_a_change_not_a_sign_changes():
    assert patched(WORKED_ON, data(WORKED_ON), data(WORKED_ON)) == WORKED_ON


def test_a_figure_changes_alone_in_its_line():
    assert changed(WORKED_ON, lambda new: new.update(points=602)) == WORKED_ON.replace("600", "602")


@pytest.mark.parametrize(
    "change",
    [
        lambda new: item(new)["rules"].pop(0),
        lambda new: item(new)["rules"].insert(0, {"text": "新增的，扣1分", "deduct": 1}),
        lambda new: item(new)["rules"][0].update(deduct=4),
        lambda new: item(new)["rules"][1].pop("deduct"),
        lambda new: item(new).update(requirement="一行。"),
        lambda new: new.update(title="一行\n又一行，写得长一些，因此分行"),
        lambda new: new["elements"].insert(0, {"code": "零", "title": "总则", "items": []}),
        lambda new: new["elements"].clear(),
        lambda new: new["elements"].append({"code": "二", "title": "现场"}),
        lambda new: new.pop("policy"),
        lambda new: new["policy"].update(grades=[{"name": "达标", "at_least": 60}]),
        lambda new: new.update(notes=["甲", "乙"]),
    ],
)
def test_every_comment_is_still_there(change: Any):
    made = changed(WORKED_ON, change)
    assert sorted(comments(made)) == sorted(comments(WORKED_ON))


def test_what_the_text_says_beyond_the_data_stays():
    text = "title: 甲\nkind: scored  # 默认\n"
    assert patched(text, {"title": "甲"}, {"title": "乙"}) == "title: 乙\nkind: scored  # 默认\n"


def test_line_ends_of_the_file_are_kept():
    text = WORKED_ON.replace("\n", "\r\n")
    made = changed(text, lambda new: new.update(notes=["甲"]))
    assert made.count("\n") == made.count("\r\n")


def test_a_missing_last_line_end_is_added():
    assert changed("a: 1", lambda new: new.update(b=2)) == "a: 1\nb: 2\n"


TEXTS = st.sampled_from(
    [
        "未制定的，扣2分",
        "# 不是注",
        "a: b",
        "",
        "12",
        "true",
        "一行\n二行，长一些的内容\n\n三行",
        "- x",
        "'引'",
        "x  # y",
        "末尾 ",
    ]
)
SCALARS = st.one_of(TEXTS, st.integers(0, 99), st.booleans())
RULES = st.lists(st.fixed_dictionaries({"text": TEXTS}, optional={"deduct": st.integers(0, 9), "per": TEXTS}), max_size=3)
ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcdef")}, optional={"requirement": TEXTS, "points": SCALARS, "rules": RULES}),
    max_size=3,
    unique_by=lambda one: one["id"],
)
ELEMENTS = st.lists(
    st.fixed_dictionaries({"code": st.sampled_from("一二三四")}, optional={"title": TEXTS, "items": ITEMS}), max_size=3
)
DOCUMENTS = st.fixed_dictionaries(
    {"schema": st.just("s")},
    optional={"title": TEXTS, "policy": st.dictionaries(st.sampled_from("pqr"), SCALARS, max_size=3), "elements": ELEMENTS},
)


def commented(text: str, marks: list[bool]) -> tuple[str, list[str]]:
    """Return ``text`` with comments above and behind its lines, wherever a comment may stand."""
    lines, said, literal = [], [], None
    for number, line in enumerate(text.splitlines()):
        indent = len(line) - len(line.lstrip(" "))
        if literal is not None and (not line.strip() or indent > literal):
            lines.append(line)
            continue
        literal = indent if line.endswith(("|", "|-", "|+")) or line[:-1].endswith("|") else None
        if marks[number % len(marks)] and not line.startswith("#"):
            said += [f"# 上{number}", f"# 后{number}"]
            lines += [" " * indent + f"# 上{number}", line + f"  # 后{number}"]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n", said


@pytest.mark.parametrize(
    "elements",
    [
        [{"code": "一", "title": "未制定的，扣2分"}],
        [{"code": "一"}, {"code": "二"}],
        [{"code": "一", "items": [{"id": "1", "requirement": "有目标"}]}],
    ],
)
def test_what_is_new_inside_the_entry_above_stands_before_what_is_new_below_it(elements: list[dict[str, Any]]):
    old, new = {"elements": [{"code": "一"}], "schema": "s"}, {"title": "标准", "schema": "s", "elements": elements}
    assert is_same(data(patched("elements:\n- code: 一\nschema: s\n", old, new)), new)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.lists(st.booleans(), min_size=1, max_size=5))
def test_any_change_is_written_and_every_comment_survives(old: dict[str, Any], new: dict[str, Any], marks: list[bool]):
    text, said = commented(to_yaml(old, "x"), marks)
    old_read, new_read = data(text), data(to_yaml(new, "x"))
    made = patched(text, old_read, new_read)
    assert is_same(data(made), new_read)
    assert [one for one in said if one not in comments(made)] == []
