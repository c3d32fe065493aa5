"""Statistics of a run: distribution, losses, rates, ranking, change, and the gap between self-assessment and review."""

from __future__ import annotations

from pathlib import Path

from batch.statistics import queries
from batch.statistics.figures import Compared, Statistics
from batch.statistics.pairing import compare
from batch.statistics.source import Source, open_run

LISTED = 100_000
"""How many places of a ranking, and how many changes, are kept in memory; what is beyond is counted."""


def statistics(
    source: Source, *, against: str | Path | None = None, against_run: str | None = None, listed: int = LISTED
) -> Statistics:
    """Return the statistics of the run that ``open_run`` opened.

    ``against`` is the database of an earlier run (the same one where only ``against_run`` is given). ``DatabaseError`` where it
    or the run is not there.
    """
    covered = queries.coverage(source)
    ranking = queries.ranking(source, listed)
    earlier = against if against is not None or against_run is None else source.url
    return Statistics(
        run=source.head,
        coverage=covered,
        spread=queries.spread(source),
        bands=queries.bands(source),
        grades=queries.grades(source),
        elements=queries.elements(source),
        items=queries.items(source),
        rules=queries.rules(source),
        ranking=ranking,
        not_listed=covered.assessments - len(ranking),
        change=None if earlier is None else _change(earlier, against_run, source, listed),
        gap=compare(source.of_kind("self"), source.of_kind("review"), listed) if covered.other_kind else None,
    )


def _change(earlier: str | Path, run: str | None, source: Source, listed: int) -> Compared:
    """Return the change since an earlier run, looking at the same kind of assessments there."""
    with open_run(earlier, run, source.head.kind) as before:
        return compare(before, source, listed)


__all__ = ["LISTED", "Compared", "Statistics", "open_run", "statistics"]
