"""What changed between two editions, for the terminal: first what one has to know, then every change in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import click

from render.revision.differences import element_lines, item_lines
from render.revision.words import change_line, say, value_words
from render.terminal import table
from rubrics.catalogue.revising import KINDS
from rubrics.messages import translate
from rubrics.model import Rubric
from rubrics.revision.model import Counts, Edition, Pair, PointsOf, Revision
from rubrics.values import show
from rubrics.widths import one_line, shorten

_TITLE = 40


def revision_lines(revision: Revision, old: Rubric, new: Rubric, *, every: bool = False) -> Iterator[str]:
    """Yield a comparison as lines: the editions, the counts, where points went, the whole, and element by element.

    With ``every`` texts stand in full, and what only has another number is listed too.
    """
    yield from _editions(revision.old, revision.new)
    if revision.is_empty:
        yield say("same")
    else:
        yield from _strangers(revision)
        yield ""
        yield from _counts(revision)
        yield from _points(revision.summary.points)
        yield from _whole(revision, every=every)
        yield from _list(revision, old, new, every=every)
    if revision.summary.printed:
        yield ""
        yield say("printed", count=revision.summary.printed)


def _editions(old: Edition, new: Edition) -> Iterator[str]:
    yield say("editions", old=_edition(old), new=_edition(new))
    figures = {
        f"{side}_{name}": getattr(edition, name)
        for side, edition in (("old", old), ("new", new))
        for name in ("elements", "items")
    }
    points = {
        f"{side}_points": "—" if edition.points is None else show(edition.points)
        for side, edition in (("old", old), ("new", new))
    }
    yield say("sizes", **figures, **points)


def _edition(edition: Edition) -> str:
    """Return an edition in words: title (version, day, body)."""
    about = ", ".join(part for part in (edition.version, edition.date, edition.issuer) if part)
    return one_line(f"{edition.title} ({about or edition.id})")


def _strangers(revision: Revision) -> Iterator[str]:
    """Yield a warning where fewer than half of the items were found again."""
    found = sum(len(pair.old) for pair in revision.items if pair.new)
    if 2 * found < revision.old.items:
        yield click.style(say("strangers", found=found, count=revision.old.items), fg="yellow", bold=True)


def _counts(revision: Revision) -> Iterator[str]:
    summary = revision.summary
    rows = [
        (translate_row, counts)
        for translate_row, counts in (("items", summary.items), ("elements", summary.elements), ("rules", summary.rules))
    ]
    kinds = [kind for kind in KINDS if any(getattr(counts, kind) for _, counts in rows)]
    yield from table(
        [("", *(translate(KINDS[kind]) for kind in kinds)), *(_count_row(name, counts, kinds) for name, counts in rows)],
        "<" + ">" * len(kinds),
    )
    tendencies = summary.tendencies
    if tendencies.stricter or tendencies.milder or tendencies.unclear:
        yield say("tendencies", **tendencies.model_dump())
    doubtful = summary.items.doubtful + summary.elements.doubtful
    if doubtful:
        yield click.style(say("doubtful", count=doubtful), fg="yellow", bold=True)


def _count_row(name: str, counts: Counts, kinds: Iterable[str]) -> Sequence[str]:
    return (say(name), *(str(getattr(counts, kind) or "·") for kind in kinds))


def _points(points: Sequence[PointsOf]) -> Iterator[str]:
    """Yield the elements of the first level that are worth more or less, are new or gone."""
    changed = [one for one in points if one.old_points != one.new_points or not (one.old and one.new)]
    yield ""
    if not changed:
        yield say("no-points")
        return
    yield click.style(say("points"), bold=True)
    yield from table([_points_row(one) for one in changed], "<>>>>")


def _points_row(one: PointsOf) -> Sequence[str]:
    more = (one.new_points or Decimal(0)) - (one.old_points or Decimal(0))
    before, after = (value_words(points) for points in (one.old_points, one.new_points))
    sign = "+" if more > 0 else ""
    return (
        shorten(f"{' '.join(one.new or one.old)} {one.title}", _TITLE),
        before,
        "→",
        after,
        f"{sign}{show(more)}" if more else "",
    )


def _whole(revision: Revision, *, every: bool) -> Iterator[str]:
    changes = (*revision.policy, *revision.head)
    if changes:
        yield ""
        yield click.style(say("whole"), bold=True)
        yield from (f"  {change_line(change, every=every)}" for change in changes)


def _list(revision: Revision, old: Rubric, new: Rubric, *, every: bool) -> Iterator[str]:
    """Yield the elements with what changed in them and in their items."""
    of_element: dict[int, list[Pair]] = {}
    at = {("old", name): n for n, pair in enumerate(revision.elements) for name in pair.old}
    at |= {("new", name): n for n, pair in enumerate(revision.elements) for name in pair.new}
    for pair in revision.items:
        place = at[("new", pair.new_in or "")] if pair.new else at[("old", pair.old_in or "")]
        of_element.setdefault(place, []).append(pair)
    told = [
        [
            *element_lines(pair, old, new, every=every),
            *(line for item in of_element.get(n, ()) for line in item_lines(item, old, new, every=every)),
        ]
        for n, pair in enumerate(revision.elements)
    ]
    if any(told):
        yield ""
        yield click.style(say("list"), bold=True)
    yield from _told(revision, told, old, new)
    only = [
        sum(pair.renumbered and pair.kind == "same" and not pair.moved for pair in pairs)
        for pairs in (revision.items, revision.elements)
    ]
    if any(only) and not every:
        yield ""
        yield say("renumbered", count=only[0], elements=only[1])


def _told(revision: Revision, told: Sequence[Sequence[str]], old: Rubric, new: Rubric) -> Iterator[str]:
    """Yield what is told under the name of each element that has something to tell."""
    for pair, lines in zip(revision.elements, told, strict=True):
        if lines:
            element = new.by_element[pair.new[0]] if pair.new else old.by_element[pair.old[0]]
            yield click.style(one_line(f"{' '.join(pair.new or pair.old)} {element.title}"), bold=True)
            yield from (f"  {line}" for line in lines)
