"""Statistics of a run as plain data: what the queries find, and what the terminal, the page and the files show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RunHead:
    """Which run: its name, the rubric that it was scored with, and by what its units are ranked.

    ``ranked_by`` is ``result`` or ``with_bonus`` as the standard says, ``None`` where it says nothing: then
    the result orders them.
    """

    name: str
    rubric: str
    title: str
    rubric_hash: str
    engine: str
    kind: str
    finished: bool
    points: Decimal
    version: str | None = None
    ranked_by: str | None = None
    ranked_grade: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many assessments the figures are of, and how many they leave out.

    ``assessments`` are those of the kind that is looked at, ``with_result`` of these have a result; ``incomplete`` have items
    that nobody assessed, ``open`` are complete but the standard does not say how to come to a result. ``other_kind`` are
    assessments of the other kind, ``failed`` files that could not be scored. ``repeated`` are units that have several assessments
    of the kind, each of which counts.
    """

    assessments: int
    with_result: int
    incomplete: int
    open: int
    other_kind: int
    failed: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Results in a few figures; the mean has four places, half up; quartiles are results that a unit has (nearest rank)."""

    mean: Decimal
    lowest: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """How many assessments obtained so many percent of what was due: from ``low``, below ``high`` (the last one: up to 100)."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many reached a grade, from the highest down; those without one by their outcome (``grade`` is ``None`` there).

    ``share`` is in percent of all.
    """

    grade: str | None
    outcome: str | None
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class ElementRate:
    """One element over all assessments in which everything of it that applies was assessed (``counted``).

    ``rate`` (得分率) is what was obtained in percent of what was due, all added up; ``None`` where nothing was due.
    """

    id: str
    code: str
    title: str
    level: int
    kind: str
    points: Decimal | None
    counted: int
    incomplete: int
    not_applicable: int
    due: Decimal
    score: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemLoss:
    """One item over all assessments: how many scored it, and of these how many lost points there, and how many points.

    ``lost_percent`` is the share of those that lost among those that scored it; ``mean_lost`` the points lost by each that
    scored it. ``gate_failed``: those that did not meet a condition of entry.
    """

    id: str
    element: str
    requirement: str
    kind: str
    points: Decimal | None
    scored: int
    lost: int
    lost_percent: Decimal | None
    points_lost: Decimal
    mean_lost: Decimal | None
    unassessed: int
    not_applicable: int
    gate_failed: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One clause under which something was found: in how many assessments, how many findings, and what they cost in the end."""

    owner: str
    number: int
    text: str
    is_veto: bool
    assessments: int
    findings: int
    cost: Decimal


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """One line of the ranking; ``place`` as in ``scoring.ranking``; ``None`` for those that are not ranked, who stand last."""

    place: int | None
    name: str
    unit: str | None
    figure: Decimal | None
    result: Decimal | None
    bonus: Decimal
    percent: Decimal | None
    score: Decimal
    grade: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit with the result of two assessments, and the second less the first."""

    unit: str
    first: Decimal
    second: Decimal
    change: Decimal
    first_grade: str | None
    second_grade: str | None


@dataclass(frozen=True, slots=True)
class ElementChange:
    """The rate of an element over the paired units that have it complete in both assessments."""

    id: str
    code: str
    title: str
    counted: int
    first: Decimal
    second: Decimal
    change: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sets of assessments of the same units: an earlier run and this one, or self-assessments and reviews.

    ``reason`` says why they cannot be compared (``rubric``: another edition), else it is ``None``. Of the units, ``paired`` are
    compared; ``only_first`` and ``only_second`` stand in one set alone, ``ambiguous`` in one of them several times,
    ``without_result`` have no result on one side; ``nameless`` are assessments that name no unit. ``pairs`` are the greatest
    changes first; ``left_out`` are not listed.
    """

    first: RunHead
    second: RunHead
    reason: str | None
    other_engine: bool = False
    paired: int = 0
    only_first: int = 0
    only_second: int = 0
    ambiguous: int = 0
    without_result: int = 0
    nameless: int = 0
    risen: int = 0
    fallen: int = 0
    same: int = 0
    mean_change: Decimal | None = None
    pairs: tuple[Pair, ...] = ()
    left_out: int = 0
    elements: tuple[ElementChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """All statistics of one run; ``ranking`` holds the first places, ``not_listed`` more are left out.

    ``items`` stand in the order of the points lost there, the most first; ``rules`` in the order of how many assessments have
    a finding under them. ``spread`` is ``None`` where nothing has a result.
    """

    run: RunHead
    coverage: Coverage
    spread: Spread | None
    bands: tuple[Band, ...]
    grades: tuple[GradeCount, ...]
    elements: tuple[ElementRate, ...]
    items: tuple[ItemLoss, ...]
    rules: tuple[RuleCount, ...]
    ranking: tuple[RankedUnit, ...]
    not_listed: int
    change: Compared | None = None
    gap: Compared | None = None
