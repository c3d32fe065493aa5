"""The sentences around the figures, in the language in use: what they are of, what they leave out, how units are ranked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from batch.statistics.figures import Compared, RunHead, Statistics
from render.scorecards import figure
from rubrics.catalogue.statistics import KINDS, SENTENCES
from rubrics.messages import translate
from rubrics.values import show
from rubrics.widths import one_line

_HASH = 19
"""How many signs of a content hash tell two editions apart for a person."""
_ALONE = ("only_first", "only_second", "ambiguous", "without_result", "nameless")
_CENT = Decimal("0.01")


def say(name: str, **figures: object) -> str:
    """Return one sentence of the catalogue."""
    return translate(SENTENCES[name]).format(**figures)


def heading(found: Statistics) -> str:
    """Return how many assessments there are, and how many of them have a result."""
    covered = found.coverage
    kind = translate(KINDS[found.run.kind])
    return say("counts", run=one_line(found.run.name), count=covered.assessments, kind=kind, known=covered.with_result)


def left_out(found: Statistics) -> Iterator[str]:
    """Yield what the figures leave out, and why."""
    covered, run = found.coverage, found.run
    if not run.finished:
        yield say("unfinished", run=one_line(run.name))
    for name, count in (("incomplete", covered.incomplete), ("open", covered.open)):
        if count:
            yield say(name, count=count)
    if covered.other_kind:
        other = "self" if run.kind == "review" else "review"
        yield say("other-kind", count=covered.other_kind, kind=translate(KINDS[other]), option=other)
    if covered.failed:
        yield say("failed", count=covered.failed)
    if covered.repeated:
        yield say("repeated", count=covered.repeated)
    if found.not_listed:
        yield say("not-listed", listed=len(found.ranking), count=found.not_listed)


def spread_line(found: Statistics) -> Iterator[str]:
    """Yield the results in a few figures, where anything has a result."""
    if found.spread is not None:
        one = found.spread
        figures = {"mean": one.mean, "median": one.median, "lowest": one.lowest, "highest": one.highest}
        more = {"lower": one.lower_quartile, "upper": one.upper_quartile}
        yield say("spread", **{name: figure(value) for name, value in (figures | more).items()})


def ranked_by(run: RunHead) -> str:
    """Return by what units are ranked."""
    if run.ranked_by is None:
        return say("not-ranked")
    return say(f"ranked-{run.ranked_by}") + (say("ranked-grade", grade=run.ranked_grade) if run.ranked_grade else "")


def comparison(compared: Compared) -> Iterator[str]:
    """Yield what a comparison comes to, or why there is none."""
    first, second = compared.first, compared.second
    if compared.reason is not None:
        yield say(
            "rubric-differs",
            first=one_line(first.name),
            first_rubric=_edition(first),
            first_hash=first.rubric_hash[:_HASH],
            second_rubric=_edition(second),
            second_hash=second.rubric_hash[:_HASH],
        )
        return
    if compared.other_engine:
        yield say("engine-differs", first=first.engine, second=second.engine)
    counts = {name: getattr(compared, name) for name in ("paired", "risen", "fallen", "same")}
    yield say("paired", mean=signed(compared.mean_change), **counts) if compared.paired else say("none-paired")
    others = {name: getattr(compared, name) for name in _ALONE}
    if any(others.values()):
        yield say("alone", **others)
    if compared.left_out:
        yield say("not-listed-pairs", listed=len(compared.pairs), count=compared.left_out)


def signed(change: Decimal | None) -> str:
    """Return a change with its sign, to two places: +2.5, −3, 0.

    >>> signed(Decimal('2.5')), signed(Decimal(-3)), signed(Decimal(0))
    ('+2.5', '−3', '0')
    """
    if change is None:
        return ""
    text = show(abs(change).quantize(_CENT, ROUND_HALF_UP))
    return text if text == "0" else ("−" if change < 0 else "+") + text


def _edition(run: RunHead) -> str:
    return one_line(f"{run.rubric} {run.version or ''}".strip())
