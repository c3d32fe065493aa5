"""Laws of the comparison: it finds what was edited and nothing else, and from behind it looks the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from rubrics.model import Rubric
from rubrics.revision import Kind, Pair, Revision, compare
from rubrics.revision.tendency import opposite
from tests.rubrics.revised import garage, hainan, hangzhou, jiangsu
from tests.rubrics.revised.drawn import STANDARDS, editions, repetitive, revisions

LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("name", STANDARDS)
def test_an_edition_compared_with_itself_says_nothing(name):
    revision = compare(STANDARDS[name], STANDARDS[name])
    assert revision.is_empty
    assert revision.summary.printed == 0


@given(editions() | repetitive())
@LAWS
def test_a_drawn_edition_compared_with_itself_says_nothing(rubric):
    assert compare(rubric, rubric).is_empty


@given(revisions())
@LAWS
def test_finds_exactly_what_was_edited(drawn):
    old, new, done, items, elements = drawn
    revision = compare(old, new)
    assert {name: pair.old for name, pair in revision.by_new_item.items()} == items
    assert {name: pair.old for name, pair in revision.by_new_element.items()} == elements
    assert set(_found(revision, new)) == done


@given(revisions())
@LAWS
def test_every_item_and_element_of_both_editions_stands_in_one_pair(drawn):
    old, new = drawn.old, drawn.new
    revision = compare(old, new)
    for pairs, ours, theirs in (
        (revision.items, old.by_item, new.by_item),
        (revision.elements, old.by_element, new.by_element),
    ):
        assert sorted(name for pair in pairs for name in pair.old) == sorted(ours)
        assert sorted(name for pair in pairs for name in pair.new) == sorted(theirs)


@given(revisions())
@LAWS
def test_the_comparison_from_behind_is_its_mirror(drawn):
    old, new = drawn.old, drawn.new
    assert _seen(compare(new, old)) == {_mirrored(line) for line in _seen(compare(old, new))}


@pytest.mark.parametrize("revised", [garage.revised, jiangsu.revised, hangzhou.revised, hainan.revised])
def test_an_edition_revised_by_hand_looks_the_same_from_behind(revised):
    old, new, _, _ = revised()
    assert _seen(compare(new, old)) == {_mirrored(line) for line in _seen(compare(old, new))}


@given(revisions())
@LAWS
def test_every_rule_of_both_sides_stands_in_a_pair_of_its_item(drawn):
    old, new = drawn.old, drawn.new
    for pair in compare(old, new).items:
        for rubric, names, side in ((old, pair.old, "old"), (new, pair.new, "new")):
            numbers = [(name, number) for name in names for number in range(1, len(rubric.by_item[name].rules) + 1)]
            there = [(at.of, at.number) for rule in pair.rules if (at := getattr(rule, side)) is not None]
            assert sorted(there) == sorted(numbers)


def _found(revision: Revision, new: Rubric):
    """Yield what a revision says was done to items, as the draws say it."""
    for pair in revision.items:
        name = pair.old[0] if pair.old else ""
        if pair.kind in (Kind.GONE, Kind.NEW):
            yield (
                f"gone {name}" if pair.kind is Kind.GONE else f"new {new.by_item[pair.new[0]].requirement.lstrip('①②③④⑤⑥⑦⑧⑨⑩⑪⑫')}"
            )
            continue
        if pair.moved:
            yield f"moved {name}"
        if pair.doubtful:
            yield f"doubtful {name}"
        if pair.kind in (Kind.SPLIT, Kind.MERGED):
            yield f"{pair.kind} {' '.join(pair.old)}"
            continue
        yield from (f"{change.field} {name}" for change in pair.changes)
        for rule in pair.rules:
            if rule.came is not None:
                yield f"clause {rule.came.of} > {name}{' ?' if rule.doubtful else ''}"
            if rule.kind in (Kind.NEW, Kind.GONE) and not rule.is_elsewhere:
                yield f"clause{'+' if rule.kind is Kind.NEW else '-'} {name}"
            yield from (f"{change.field} {name}" for change in rule.changes if rule.came is None)


def _seen(revision: Revision):
    """Return what a revision says, each pair as a value; in which order things were moved is a matter of taste."""
    return {_pair(pair, revision) for pair in (*revision.elements, *revision.items)} | {
        (change.field, str(change.old), str(change.new)) for change in revision.policy
    }


def _pair(pair: Pair, revision: Revision):
    changes = frozenset((change.field, str(change.old), str(change.new), change.tendency) for change in pair.changes)
    rules = frozenset(
        (str(rule.old), str(rule.new), rule.kind, rule.nearness, rule.doubtful, rule.tendency) for rule in pair.rules
    )
    above = revision.by_old_element[pair.old_in].new if pair.old_in else (None,)
    is_elsewhere = pair.moved and pair.new_in not in above
    return (pair.old, pair.new, pair.kind, pair.how, pair.nearness, pair.doubtful, is_elsewhere, pair.tendency, changes, rules)


def _mirrored(line):
    back = {Kind.NEW: Kind.GONE, Kind.GONE: Kind.NEW, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}
    if len(line) == 3:
        return (line[0], line[2], line[1])
    old, new, kind, how, nearness, doubtful, elsewhere, tendency, changes, rules = line
    return (
        new,
        old,
        back.get(kind, kind),
        how,
        nearness,
        doubtful,
        elsewhere,
        opposite(tendency),
        frozenset((field, b, a, opposite(one)) for field, a, b, one in changes),
        frozenset((b, a, back.get(k, k), near, doubt, opposite(one)) for a, b, k, near, doubt, one in rules),
    )
