"""Laws of the clause grammar: no word is lost, layout means nothing, no text is too strange or too long."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.clauses import read_rules
from normalize.clauses.vocabulary import WORDS
from tests.scaling import is_proportional

TABLES = [Path(__file__).parent / name for name in ("clause_table.yaml", "clauses_in_the_field.yaml")]
CELLS = [
    case["cell"] for table in TABLES for cases in yaml.safe_load(table.read_text(encoding="utf-8")).values() for case in cases
]
FRAGMENTS = [word for group in WORDS.values() for word in group[:8]]
FRAGMENTS += [
    *"，。；：（）、/“”\n ",
    "1.",
    "2",
    "0.5",
    "１",
    "①",
    "（1）",
    "制度",
    "未建档",
    "A级否决项",
    "甲乙",
    "\u200b",
    "\t",
]

any_cell = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join),
    st.lists(st.sampled_from(CELLS), min_size=1, max_size=4).map("\n".join),
    st.lists(st.sampled_from(CELLS), min_size=1, max_size=4).map("".join),
)
maybe_points = st.one_of(st.none(), st.sampled_from([Decimal(2), Decimal(10), Decimal("0.5")]))


def solid(text: str) -> str:
    """The text without white space; a cell of nothing but invisible signs is empty."""
    signs = "".join(text.split())
    return signs if signs.strip("\u200b\u200c\u200d\u2060\ufeff\u00ad") else ""


def joined(rules) -> str:
    default = ["；"] * (len(rules) - 1) + ["。"]
    return (
        "".join(rule.text + (mark if rule.end is None else rule.end) for rule, mark in zip(rules, default, strict=True))
        if rules
        else ""
    )


def meanings(cell: str):
    return [rule.model_dump(exclude_defaults=True, exclude={"text", "end"}) for rule in read_rules(cell)]


@settings(max_examples=400, deadline=None)
@given(any_cell, maybe_points, st.booleans())
def test_texts_and_marks_joined_are_the_cell_again_white_space_aside(cell, points, veto):
    assert solid(joined(read_rules(cell, points, veto=veto))) == solid(cell)


@settings(max_examples=200, deadline=None)
@given(any_cell, maybe_points)
def test_every_piece_has_one_effect_and_no_piece_is_empty(cell, points):
    for rule in read_rules(cell, points):
        assert rule.effect != "unread"
        assert rule.text.strip()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CELLS), st.data())
def test_spaces_between_characters_do_not_change_the_meaning(cell, data):
    places = data.draw(st.sets(st.integers(1, max(1, len(cell) - 1)), max_size=5))
    signs = list(cell)
    for at in places:
        if not (cell[at - 1].isdecimal() and cell[at : at + 1].isdecimal()):
            signs[at - 1] += data.draw(st.sampled_from([" ", "\u3000", "\xa0", "\t"]))
    assert meanings("".join(signs)) == meanings(cell)


@pytest.mark.parametrize("cell", CELLS)
def test_full_width_and_half_width_forms_mean_the_same(cell):
    wide = cell.translate(str.maketrans("0123456789.%(),:;/-~", "０１２３４５６７８９．％（），：；／－～"))
    narrow = cell.translate(str.maketrans("０１２３４５６７８９．％（），：；／－～", "0123456789.%(),:;/-~"))
    assert meanings(wide) == meanings(cell)
    assert meanings(narrow) == meanings(cell)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([cell for cell in CELLS if "\n" not in cell]), st.data())
def test_a_line_that_is_wrapped_inside_a_word_means_the_same(cell, data):
    places = [at for at in range(1, len(cell)) if "\u4e00" <= cell[at - 1] <= "\u9fff" and "\u4e00" <= cell[at] <= "\u9fff"]
    places = [at for at in places if not cell[:at].endswith("分") and not cell[at:].startswith(tuple("一二三四五六七八九十"))]
    if places:
        at = data.draw(st.sampled_from(places))
        assert meanings(cell[:at] + "\n" + cell[at:]) == meanings(cell)


ALONE = [
    cell
    for cell in CELLS
    if not set(cell) & set("\n（([:：") and not cell[:1].isdecimal() and "。" not in cell[:-1] and len(meanings(f"1.{cell}")) == 1
]
"""Cells of one clause that no number before them, and no clause after them, makes another."""


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ALONE), st.sampled_from(ALONE))
def test_numbered_clauses_on_lines_of_their_own_mean_what_each_means_alone(first, second):
    own = meanings("1." + first) + meanings("2." + second)
    assert without_doubt(meanings(f"1.{first}\n2.{second}")) == without_doubt(own)


def without_doubt(rules):
    """Return what rules mean; a limit of all that is taken is doubted beside other clauses and not alone."""
    return [{key: value for key, value in rule.items() if key != "doubt"} for rule in rules]


HOSTILE = [
    *(
        "（",
        "）",
        "（））",
        "（（",
        "“",
        "；",
        "，",
        "。",
        "\n",
        " ",
        "\u200b",
        "1",
        "一",
        "零",
        "a",
        "每",
        "扣",
        "每1",
        "1处",
        "每处",
    ),
    *(
        "扣1分",
        "扣1分，",
        "扣1-",
        "扣1分（",
        "扣分",
        "得分",
        "得满分",
        "不再扣",
        "最多",
        "最多扣5分。",
        "百分之",
        "优得1分，",
        "低于1%扣1分，",
        "有一项不得分，",
        "按覆盖率得分",
        "扣1分，取消资格，",
        "优：1分；",
        "3项得5分，",
        "扣1分/",
    ),
    *(
        "（B级否决项）",
        "A级",
        "1.",
        "1、扣1分\n",
        "查：",
        "应（）",
        "制度；",
        "。扣完为止",
        "：（1）",
        "前1项综合得分",
        "（\n",
        "每缺1处，",
    ),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(unit):
    count = 4000 // len(unit)
    assert is_proportional(read_rules.__wrapped__, unit * count, unit * count * 8, 8)


@pytest.mark.parametrize("kind", WORDS)
def test_a_word_again_and_again_is_read_in_time_that_grows_with_its_number(kind):
    word = WORDS[kind][0]
    assert is_proportional(read_rules.__wrapped__, word * 200, word * 1600, 8)
