"""Over the five standards: every clause accounted for, nearly all of them understood, the rest listed with the reason."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from extract import read
from normalize.clauses import Account, account, read_rules
from normalize.clauses.report import FORMS, form_of
from rubrics.catalogue.words import WORDS
from rubrics.library import library_ids, open_library
from rubrics.model import Rule, walk_elements

ROOT = Path(__file__).parents[2]
DOCUMENTATION = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")


@cache
def rules(standard: str) -> tuple[Rule, ...]:
    elements = [element for _, element in walk_elements(open_library(standard).elements)]
    return tuple(
        rule for element in elements for rule in (*element.rules, *(rule for item in element.items for rule in item.rules))
    )


@cache
def report(standard: str) -> Account:
    return account(rules(standard))


def row(first: object, *cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in (first, *cells)) + " |"


def documented() -> str:
    """The block of docs/clauses.md that says how many clauses there are, as it should be."""
    names = library_ids()
    accounts = [report(name) for name in names]
    lines = [row("form", *names), row(*["---"] * (len(names) + 1))]
    for form in FORMS:
        counts = [next((tally.clauses for tally in one.tallies if tally.form == form), 0) for one in accounts]
        lines += [row(form, *counts)] if any(counts) else []
    lines += [row("**all clauses**", *(one.clauses for one in accounts))]
    lines += [row("with a figure", *(one.with_figure for one in accounts))]
    lines += [row("of these understood", *(one.understood for one in accounts))]
    lines += ["", "Not understood, and understood with a doubt:", "", row("standard", "clause", "why"), row(*["---"] * 3)]
    for name, one in zip(names, accounts, strict=True):
        lines += [row(name, rule.text.replace("\n", " "), ", ".join(rule.doubt)) for rule in (*one.not_understood, *one.doubtful)]
    return "\n".join(lines)


def test_the_report_in_the_documentation_is_true():
    block = re.search(r"<!-- account -->\n(.*?)\n?<!-- /account -->", DOCUMENTATION, re.DOTALL)
    assert block is not None
    assert block[1] == documented()


@pytest.mark.parametrize("standard", library_ids())
def test_every_clause_of_a_library_rubric_has_an_effect(standard):
    assert all(rule.effect != "unread" for rule in rules(standard))
    assert sum(tally.clauses for tally in report(standard).tallies) == report(standard).clauses == len(rules(standard))


def test_at_least_99_of_100_clauses_with_a_figure_are_understood():
    accounts = [report(name) for name in library_ids()]
    assert sum(one.understood for one in accounts) >= 0.99 * sum(one.with_figure for one in accounts)


def test_what_is_not_understood_says_why():
    left = [rule for name in library_ids() for rule in report(name).not_understood]
    assert [(rule.text[:8], rule.doubt) for rule in left] == [
        ("5.现场发现有未", ("see-elsewhere",)),
        ("扣分方式见附件1", ("see-elsewhere",)),
    ]


def test_every_doubt_is_documented_and_has_words_for_a_reader():
    used = set(re.findall(r"^\| `([a-z-]+)` \|", DOCUMENTATION, re.MULTILINE))
    assert used == set(WORDS["doubt"])
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "normalize" / "clauses").glob("*.py"))
    assert {code for code in used if f'"{code}"' not in source} == set()


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "examples").glob("*.docx")))
def test_no_character_of_any_cell_is_lost(file):
    for grid in read(ROOT / "examples" / file).grids:
        for text in {cell.text for cell in grid.cells}:
            read_again = read_rules(text)
            marks = ["；"] * (len(read_again) - 1) + ["。"]
            joined = "".join(
                rule.text + (mark if rule.end is None else rule.end) for rule, mark in zip(read_again, marks, strict=False)
            )
            assert "".join(joined.split()) == "".join(text.split())


FIELD = yaml.safe_load((ROOT / "tests" / "normalize" / "clauses_in_the_field.yaml").read_text(encoding="utf-8"))


def test_every_form_of_clause_has_its_line_in_the_account():
    cells = [case["cell"] for cases in FIELD.values() for case in cases]
    found = [rule for cell in cells for rule in read_rules(cell)]
    report = account(found)
    assert report.clauses == len(found) == sum(tally.clauses for tally in report.tallies)
    assert {form_of(rule) for rule in found} <= set(FORMS)
    assert form_of(read_rules("得6～8分")[0]) == "award"
    assert form_of(read_rules("每个点位不合格扣1分")[0]) == "deduction per unit"
