"""What a value in a file may be: a text or a truth value is no number, and a day no count of seconds."""

from __future__ import annotations

import datetime as dt

import pytest

from rubrics.assessment import ASSESSMENT_SCHEMA, Assessment
from rubrics.errors import MOST, DabiaoError, RubricError
from rubrics.files import parse
from rubrics.yaml_reading import MAX_SIGNS, read_yaml

ASSESSMENT = """\
schema: dabiao/assessment/v1
rubric: small
kind: self
begin: 2025-03-10
facts: {no-accident: true}
items:
  1-1: {findings: [{rule: 2, count: 2.5}]}
  1-2: {full: true}
  1-3: {met: true}
"""


def load(text: str) -> Assessment:
    return parse(read_yaml(text.encode(), "a.yaml"), Assessment, ASSESSMENT_SCHEMA)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("rule: 2", 'rule: "2"', "must be a whole number"),
        ("rule: 2", "rule: true", "must be a whole number"),
        ("rule: 2", "rule: 2.0", "must be a whole number"),
        ("rule: 2", "rule: 0x2", "must be a whole number"),
        ("count: 2.5", "count: 1e999", "not a number"),
        ("count: 2.5", "count: .inf", "not a number"),
        ("count: 2.5", "count: .nan", "not a number"),
        ("count: 2.5", "count: 017", "not a number"),
        ("count: 2.5", "count: 1_000", "not a number"),
        ("count: 2.5", "count: ２", "not a number"),
        ("count: 2.5", "count: true", "not a number"),
        ("count: 2.5", f"count: {'9' * 29}", "must be at most 1000000000"),
        ("met: true", "met: 2", "must be true or false"),
        ("no-accident: true", "no-accident: 是", "must be true or false"),
        ("full: true", "full: yes", "must be one of true"),
        ("2025-03-10", "0", "must be a date"),
        ("2025-03-10", "1741564800", "must be a date"),
        ("2025-03-10", '"1741564800"', "must be a date"),
        ("2025-03-10", "-86400", "must be a date"),
        ("2025-03-10", "20250310", "must be a date"),
        ("2025-03-10", "2025-02-30", "must be a date"),
        ("2025-03-10", "2025-03-10T00:00:00", "must be a date"),
        ("2025-03-10", "２０２５-03-10", "must be a date"),
    ],
)
def test_what_is_no_such_value_is_never_taken_for_one(before, after, said):
    assert before in ASSESSMENT
    with pytest.raises(RubricError, match=said) as caught:
        load(ASSESSMENT.replace(before, after))
    assert caught.value.where.startswith("a.yaml:")


@pytest.mark.parametrize("word", ["true", "True", "TRUE"])
def test_truth_values_are_those_of_yaml_1_2(word):
    assert load(ASSESSMENT.replace("met: true", f"met: {word}")).items["1-3"].met is True


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_a_mark_of_the_byte_order_change_nothing(ends):
    assert load("\ufeff" + ASSESSMENT.replace("\n", ends)) == load(ASSESSMENT)
    assert load(ASSESSMENT).begin == dt.date(2025, 3, 10)


def test_a_file_of_nothing_but_values_is_refused_before_it_fills_the_memory():
    with pytest.raises(RubricError) as caught:
        read_yaml(b"a: [" + b"1," * (MAX_SIGNS + 1) + b"]", "a.yaml")
    assert caught.value.code == "yaml-too-many"


def test_of_thousands_of_errors_the_first_are_told_and_the_number_of_the_others():
    with pytest.raises(DabiaoError) as caught:
        load(ASSESSMENT + "".join(f"  x-{number}: {{score: 1}}\n" for number in range(1000)))
    lines = str(caught.value).splitlines()
    assert len(lines) == MOST + 1
    assert f"{1000 - MOST} more" in lines[-1]
