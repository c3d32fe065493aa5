"""What a change of the standard does to an assessment, for a person: results, elements, reasons, and the table of many units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from render.revision.words import field_words
from render.scorecards import figure
from render.terminal import table
from rubrics.catalogue.migrating import BECAUSE, EFFECT, EFFECT_COLUMNS, FIELDS, MIGRATED, WHY
from rubrics.catalogue.presenting import OUTCOMES
from rubrics.messages import translate
from rubrics.model import Rubric
from rubrics.widths import one_line, shorten
from scoring.effect import Because, Effect, ItemEffect, Result
from scoring.effects import EffectRow

_TITLE_WIDTH = 30
_WIDTH = 84
_FIGURES = frozenset(
    {"points", "stars", "deduct", "deduct_percent", "range", "award", "award_percent", "cap", "cap_item", "tiers"}
)


def effect_lines(old: Rubric, new: Rubric, effect: Effect) -> Iterator[str]:
    """Yield the effect on one assessment: both results, element by element, and the reasons item by item."""
    yield _say("old", result=_result(effect.old, 0))
    yield _say("new", result=_result(effect.new, len(effect.again)))
    yield from _bounds(effect)
    if effect.policy:
        yield _say("policy", changes=translate(MIGRATED["join"]).join(_policy(one) for one in effect.policy))
    yield from table(_element_rows(effect), "<<>>>>>")
    moved = [one for one in effect.items if not one.is_open and one.old_score != one.new_score]
    if moved:
        yield _say("changed-points")
        yield from table([_item_row(old, new, one) for one in moved], "<><<")
    if effect.again:
        yield _say("again", count=len(effect.again))
        yield from table(_again_rows(new, effect), "<<<")


def _again_rows(new: Rubric, effect: Effect) -> Iterator[Sequence[str]]:
    """Yield what is to be assessed again: facts, elements by their own rules, items."""
    named = {one.id for one in effect.judge} | {one.new for one in effect.items}
    yield from ((name, translate(BECAUSE["asked"]), "") for name in effect.again if name not in named)
    for element in effect.judge:
        yield (element.id, reason_line(element.because), shorten(new.by_element[element.id].title, _TITLE_WIDTH))
    for one in effect.items:
        if one.is_open and one.new is not None:
            yield (_name(one), reason_line(one.because), shorten(new.by_item[one.new].requirement, _TITLE_WIDTH))


def _result(result: Result, again: int) -> str:
    called = result.grade or translate(OUTCOMES[result.outcome])
    figures = {"score": figure(result.score), "points": figure(result.points), "called": called}
    if result.result is not None:
        return _say("result", result=figure(result.result), **figures)
    return _say("open", count=again, **figures) if again else _say("open-otherwise", **figures)


def _bounds(effect: Effect) -> Iterator[str]:
    """Yield what the new result can come to while something is to be assessed again."""
    low, high = effect.lowest, effect.highest
    if high is None:
        return
    said = {"highest": figure(high.figure), "highest_called": _called(high)}
    if low is None:
        yield _say("at-most", **said)
    else:
        yield _say("between", lowest=figure(low.figure), lowest_called=_called(low), **said)


def _called(result: Result) -> str:
    return result.grade or translate(OUTCOMES[result.outcome])


def _element_rows(effect: Effect) -> Iterator[Sequence[str]]:
    keys = ("element", "old-points", "new-points", "old-score", "new-score", "open")
    yield ("", *(translate(EFFECT_COLUMNS[key]) for key in keys))
    for one in effect.elements:
        yield (
            " ".join(dict.fromkeys((*one.old, *one.new))) if one.old != one.new else " ".join(one.new),
            shorten(one.title, _TITLE_WIDTH),
            figure(one.old_points),
            figure(one.new_points),
            figure(one.old_score),
            figure(one.new_score),
            str(one.open_items or ""),
        )
    old, new = effect.old, effect.new
    figures = (figure(old.points), figure(new.points), figure(old.score), figure(new.score))
    yield ("", translate(EFFECT_COLUMNS["total"]), *figures, str(len(effect.again) or ""))


def _item_row(old: Rubric, new: Rubric, one: ItemEffect) -> Sequence[str]:
    item = new.by_item[one.new] if one.new is not None else old.by_item[one.old[0]]
    change = f"{figure(one.old_score) or '—'} → {figure(one.new_score) or '—'}"
    return (_name(one), change, reason_line(one.because), shorten(item.requirement, _TITLE_WIDTH))


def _name(one: ItemEffect) -> str:
    """Return the new id of an item, with the old ones behind where they are others; of one that is gone the old one only."""
    if one.old in ((), (one.new,)):
        return one.new or ""
    return f"{one.new or ''} ({' '.join(one.old)})".lstrip()


def reason_line(because: Sequence[Because]) -> str:
    """Return reasons on one line."""
    return shorten(translate(MIGRATED["join"]).join(dict.fromkeys(map(_because, because))), _WIDTH)


def _because(one: Because) -> str:
    figures = {"rule": one.rule or "?", "was": one.was or "?", "old": one.old or "—", "new": one.new or "—"}
    if one.code in WHY:
        return translate(WHY[one.code]).format(**figures)
    if one.code in BECAUSE:
        return translate(BECAUSE[one.code]).format(**figures)
    figures["old"], figures["new"] = (_value(one.code, value) for value in (one.old, one.new))
    sentence = MIGRATED["changed"] if one.rule is None else MIGRATED["changed-rule"]
    return translate(sentence).format(field=translate(FIELDS[one.code]), **figures)


def _value(code: str, value: str | None) -> str:
    """Return what a field said: a figure, or, where it names how far something reaches, that it was there."""
    if value is None:
        return "—"
    return "✓" if code == "zero" else value if code in _FIGURES else shorten(value, 24)


def _policy(one: Because) -> str:
    return f"{field_words(one.code)} {shorten(one.old or '—', 24)} → {shorten(one.new or '—', 24)}"


def effect_table_lines(rows: Sequence[EffectRow]) -> Iterator[str]:
    """Yield whom the change hurts, the worst first, as a table."""
    keys = ("unit", "old-result", "old-grade", "new-result", "new-grade", "lowest", "highest", "at-best", "open")
    lines = [[translate(EFFECT_COLUMNS[key]) for key in keys]]
    lines += [
        [
            one_line(shorten(row.unit or row.file, _TITLE_WIDTH)),
            figure(row.old_result),
            row.old_grade or "",
            figure(row.new_result),
            row.new_grade or "",
            figure(row.lowest),
            figure(row.highest),
            figure(row.at_best),
            str(row.again or ""),
        ]
        for row in rows
    ]
    yield _say("hurts")
    yield from table(lines, "<><><>>>>")


def _say(name: str, **figures: object) -> str:
    return translate(EFFECT[name]).format(**figures)
