"""One element, item or clause and what became of it, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from render.revision.words import change_line, marked, noted, say
from rubrics.catalogue.revising import KINDS
from rubrics.messages import translate
from rubrics.model import Element, Item, Rubric
from rubrics.revision.model import Kind, Pair, Rival, RuleAt, RulePair, Tendency
from rubrics.values import show
from rubrics.widths import one_line, shorten

_WIDTH = 100
Parts = Mapping[str, Item] | Mapping[str, Element]
_COLOURS = {Kind.NEW: "green", Kind.GONE: "red"}


def element_lines(pair: Pair, old: Rubric, new: Rubric, *, every: bool) -> Iterator[str]:
    """Yield what became of an element itself, nothing where there is nothing to tell; its name stands above."""
    about = _about(pair, old, every=every)
    if pair.kind in (Kind.NEW, Kind.GONE) or about:
        yield translate(", ").join(part for part in (_kind(pair) if pair.kind is not Kind.CHANGED else "", *about) if part)
    yield from _inside(pair, old.by_element, new.by_element, every=every)


def item_lines(pair: Pair, old: Rubric, new: Rubric, *, every: bool) -> Iterator[str]:
    """Yield an item that something became of: its name and words, then what it says otherwise."""
    about = _about(pair, old, every=every)
    if pair.kind is Kind.SAME and not about:
        return
    item = new.by_item[pair.new[0]] if pair.new else old.by_item[pair.old[0]]
    name = "" if pair.kind in (Kind.SPLIT, Kind.MERGED) else f"{click.style((pair.new or pair.old)[0], bold=True)} "
    yield noted(name + translate(", ").join(part for part in (_kind(pair), *about) if part), pair.tendency)
    if name and not any(change.field == "requirement" for change in pair.changes):
        yield f"    {one_line(item.requirement) if every or pair.kind is Kind.NEW else shorten(item.requirement, _WIDTH)}"
    yield from _parts(pair, old, new)
    if not pair.old or not pair.new:
        yield f"    {_worth(item)}"
        yield from (f"      {number}. {one_line(rule.text)}" for number, rule in enumerate(item.rules, 1) if every)
    yield from (f"  {line}" for line in _inside(pair, old.by_item, new.by_item, every=every))


def _kind(pair: Pair) -> str:
    """Return the kind in words; a split and a merger say it with their ids."""
    if pair.kind in (Kind.SAME, Kind.SPLIT, Kind.MERGED):
        return ""
    return click.style(translate(KINDS[pair.kind.value]), fg=_COLOURS.get(pair.kind, "yellow"))


def _about(pair: Pair, old: Rubric, *, every: bool) -> list[str]:
    """Return where something came from: what has only another number is told where everything is."""
    said = []
    if pair.kind is Kind.SPLIT:
        said.append(say("into", old=pair.old[0], new=", ".join(pair.new)))
    elif pair.kind is Kind.MERGED:
        said.append(say("out-of", old=", ".join(pair.old), new=pair.new[0]))
    if pair.moved:
        home = old.by_element.get(pair.old_in or "") if pair.elsewhere else None
        said.append(say("reordered") if home is None else say("from", old=one_line(f"{pair.old_in} {home.title}")))
    if pair.renumbered and (every or pair.moved or pair.doubtful or pair.kind is Kind.CHANGED):
        said.append(say("was", old=" ".join(pair.old)))
    if pair.doubtful:
        said.append(click.style(say("unsure", nearness=pair.nearness), fg="yellow", bold=True))
        said += [_rival(rival) for rival in pair.rivals]
    return said


def _rival(rival: Rival) -> str:
    return say("rival", old=rival.old or "—", new=rival.new or "—", nearness=rival.nearness)


def _parts(pair: Pair, old: Rubric, new: Rubric) -> Iterator[str]:
    """Yield the whole and the parts of a split or merger with their words and points."""
    if pair.kind in (Kind.SPLIT, Kind.MERGED):
        for sign, rubric, names in (("-", old, pair.old), ("+", new, pair.new)):
            for item in (rubric.by_item[name] for name in names):
                points = "" if item.points is None else f" ({show(item.points)})"
                yield f"    {sign} {item.id} {one_line(item.requirement)}{points}"


def _worth(item: Item) -> str:
    """Return what a new or gone item is worth, and how many clauses it has."""
    points = [] if item.points is None else [say("points-of", points=show(item.points))]
    return translate(", ").join([*points, say("clauses", count=len(item.rules))])


def _inside(pair: Pair, old: Parts, new: Parts, *, every: bool) -> Iterator[str]:
    """Yield the changes of fields and clauses."""
    yield from (f"  {change_line(change, every=every)}" for change in pair.changes)
    if pair.old and pair.new:
        for rule in pair.rules:
            yield from (f"  {line}" for line in _rule_lines(rule, pair, old, new, every=every))


def _rule_lines(rule: RulePair, pair: Pair, old: Parts, new: Parts, *, every: bool) -> Iterator[str]:
    if rule.kind is Kind.SAME and not (rule.moved or rule.doubtful):
        return
    at = rule.new or rule.old
    about = [translate(KINDS[rule.kind.value])] if rule.kind is not Kind.SAME and not rule.is_elsewhere else []
    about += [_elsewhere(name, to) for name, to in (("clause-went", rule.went), ("clause-came", rule.came)) if to is not None]
    about += [say("was", old=name) for name in _old_name(rule, pair)]
    about += [say("reordered")] if rule.moved else []
    about += [say("unsure", nearness=rule.nearness)] if rule.doubtful else []
    of = f"{at.of} " if at is not None and len(pair.old) + len(pair.new) > 2 else ""
    name = of + say("clause", number=at.number if at else "?")
    yield noted(f"{name} {translate(', ').join(about)}", rule.tendency)
    yield f"    {marked(*_texts(rule, old, new), every=every)}"
    for change in rule.changes:
        if change.field != "text":
            quiet = change.model_copy(update={"tendency": Tendency.NEITHER}) if change.tendency is rule.tendency else change
            yield f"    {change_line(quiet, every=every, in_rule=True)}"


def _elsewhere(name: str, at: RuleAt) -> str:
    """Return into which item a clause went, or from which it came."""
    return say(name, item=at.of, number=at.number)


def _old_name(rule: RulePair, pair: Pair) -> Iterator[str]:
    """Yield the old number of a clause where it is another one, with its item where there are several."""
    if rule.old is not None and rule.new is not None:
        if len(pair.old) > 1 or (len(pair.new) > 1 and rule.old != rule.new):
            yield f"{rule.old.of}/{rule.old.number}"
        elif rule.old.number != rule.new.number:
            yield str(rule.old.number)


def _texts(rule: RulePair, old: Parts, new: Parts) -> tuple[str, str]:
    """Return the words of a clause in both editions; of one that stands in one only, they are all new or gone.

    One that came from another item is told beside what it was there.
    """
    was = rule.old or rule.came
    before = old[was.of].rules[was.number - 1].text if was is not None else ""
    after = new[rule.new.of].rules[rule.new.number - 1].text if rule.new is not None else ""
    return before, after
