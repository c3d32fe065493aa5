"""A rubric's own template for descriptions: what it knows, and that a bad one costs a clear error and nothing else."""

from __future__ import annotations

import pytest

from render import prepare
from render.templating import MAX_TEMPLATE, read_template, template_beside
from rubrics.errors import FormError
from tests.render.forms import FULL, SMALL, cells, form, given

FAULT = {"findings": [{"rule": 2, "count": 2, "note": "两处不符"}]}


def described(tmp_path, template: str, answers=None) -> list[str]:
    (tmp_path / "own.j2").write_text(template, encoding="utf-8")
    source, rubric = form(SMALL)
    made = prepare(source, rubric, read_template(tmp_path / "own.j2")).fill(
        [given(rubric, answers or {"1.1-1": FAULT, "1.1-2": FULL})]
    )
    return cells(made.data, 6)


def test_a_template_knows_what_was_found_how_many_and_what_it_cost(tmp_path):
    template = (
        "{{ item }}：{% for fault in faults %}{{ fault.note }}（{{ fault.count }}，{{ fault.cost }}）{% else %}无{% endfor %}"
    )
    assert described(tmp_path, template)[:2] == ["1.1-1：两处不符（2处，扣4分）", "1.1-2：无"]


def test_what_the_assessor_wrote_is_never_a_template(tmp_path):
    answers = {"1.1-1": {"findings": [{"rule": 2, "count": 1, "note": "{{ 7 * 7 }}"}]}}
    assert described(tmp_path, "{{ faults[0].note if faults }}", answers)[0] == "{{ 7 * 7 }}"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "no Jinja2 template"),
        ("{{ '" + "x" * MAX_TEMPLATE + "' }}", "more than 64 KB"),
        ("{{ nothing }}", "fails at the item 1.1-1"),
        ("{{ faults.__class__.__mro__ }}", "fails at the item 1.1-1"),
        ("{{ 'x' * 20000 }}", "more than 10000 signs"),
        ("{{ 1 / 0 }}", "fails at the item"),
        ("{% include '/etc/passwd' %}", "fails at the item"),
        ("{{ 1 | nofilter }}", "No filter named 'nofilter'"),
        ("{{ 'x' | truncate(-5) }}", "fails at the item 1.1-1"),
        ("{{ '' | attr('__class__') }}", "fails at the item 1.1-1"),
        ("{{ '{0.__class__}'.format(1) }}", "fails at the item 1.1-1"),
        ("{{ cycler.__init__.__globals__ }}", "fails at the item 1.1-1"),
        ("{% for a in range(10 ** 9) %}{% endfor %}", "Range too big"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "recursion"),
        ("{{ [1, 2] | random }}", "No filter named 'random'"),
    ],
)
def test_a_bad_template_is_told_with_its_name(tmp_path, template: str, said: str):
    with pytest.raises(FormError, match=said) as told:
        described(tmp_path, template)
    assert "own.j2" in str(told.value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 10 ** 10 }}",
        "{{ '%9999999999d' | format(1) }}",
        "{% macro f(n) %}{{ f(n + 1) }}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
    ],
)
def test_a_template_that_takes_too_much_is_stopped(tmp_path, template: str):
    with pytest.raises(FormError, match=r"own\.j2"):
        described(tmp_path, template)


def test_a_template_that_does_not_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("render.templating.SECONDS", 2)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(FormError, match=r"not done within 2 seconds"):
        described(tmp_path, loop)


def test_the_file_beside_the_rubric_is_found_by_its_id(tmp_path):
    assert template_beside(tmp_path, "small") is None
    (tmp_path / "small.j2").write_text("x", encoding="utf-8")
    assert template_beside(tmp_path, "small").text == "x"


def test_a_template_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "own.j2").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(FormError, match="cannot be read"):
        read_template(tmp_path / "own.j2")
