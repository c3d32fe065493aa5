"""The tables of a results database; docs/stats.md explains them to people.

Every figure (points, percent, count) is a whole number of millionths, see ``batch.rows``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, SmallInteger, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION = 1
METADATA = MetaData()
SIGNS = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that sorts sign by sign on every database, whatever the locale of its server."""


def _table(name: str, *columns: Column[Any] | UniqueConstraint) -> Table:
    """Return a table whose rows SQLite keeps in the order of their key, without a second tree for it."""
    return Table(name, METADATA, *columns, sqlite_with_rowid=False)


def _key(name: str, kind: type[TypeEngine[Any]] = Integer) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _figures(*names: str) -> list[Column[Any]]:
    return [Column(name, BigInteger) for name in names]


VERSION = _table("dabiao", _key("version"))
RUNS = _table(
    "runs",
    _key("run"),
    Column("name", Text, nullable=False, unique=True),
    Column("finished", Boolean, nullable=False),
    *_text("rubric", "title", "version", "date", "rubric_hash", "engine"),
    *_figures("points"),
    *_text("ranked_by", "ranked_grade"),
)
GRADES = _table("grades", _key("run"), _key("number"), *_text("name"))
ELEMENTS = _table(
    "elements",
    _key("run"),
    _key("number"),
    *_text("id", "code", "title"),
    Column("level", SmallInteger),
    *_text("kind"),
    *_figures("points", "weight"),
)
ITEMS = _table(
    "items",
    _key("run"),
    _key("number"),
    *_text("id"),
    Column("element", Integer),
    *_text("requirement", "kind"),
    *_figures("points"),
    Column("stars", SmallInteger),
)
RULES = _table("rules", _key("run"), _key("owner", Text), _key("owner_number"), _key("number"), *_text("text"))
ASSESSMENTS = _table(
    "assessments",
    _key("run"),
    _key("assessment", BigInteger),
    Column("name", SIGNS, nullable=False),
    *_text("key", "kind", "unit"),
    Column("unit_number", BigInteger),
    *_text("reviewer", "begin_day", "end_day"),
    *_figures("points", "not_applicable", "due", "deduction", "score", "bonus", "percent", "result", "with_bonus"),
    *_text("outcome", "grade", "called"),
    Column("unassessed", Integer),
    Column("ranked_figure", SIGNS),
    *_text("assessment_hash"),
)
ELEMENT_SCORES = _table(
    "element_scores",
    _key("run"),
    _key("assessment", BigInteger),
    _key("element"),
    *_text("status"),
    *_figures("points", "not_applicable", "due", "deduction", "score", "percent"),
)
ITEM_SCORES = _table(
    "item_scores",
    _key("run"),
    _key("assessment", BigInteger),
    _key("item"),
    *_text("status"),
    *_figures("score", "deduction"),
    *_text("note"),
)
FINDINGS = _table(
    "findings",
    _key("run"),
    _key("assessment", BigInteger),
    _key("number"),
    Column("item", Integer),
    Column("element", Integer),
    Column("object", Integer),
    *_text("kind"),
    Column("rule", Integer),
    *_figures("count", "cost", "raw_cost"),
    *_text("note"),
)
AGAINST = _table("against", _key("run"), _key("assessment", BigInteger), _key("number"), *_text("code", "subject", "figures"))
ERRORS = _table(
    "errors",
    _key("run"),
    _key("assessment", BigInteger),
    _key("number"),
    Column("name", Text, nullable=False),
    *_text("key", "code", "place", "said"),
)

OF_A_RUN = (GRADES, ELEMENTS, ITEMS, RULES)
"""What a run keeps of its rubric."""
OF_AN_ASSESSMENT = (ASSESSMENTS, ELEMENT_SCORES, ITEM_SCORES, FINDINGS, AGAINST, ERRORS)
"""What an assessment leaves, by run and assessment."""
ENTERPRISES = (
    "CREATE VIEW enterprises AS SELECT run, unit_number, MIN(unit) AS unit, COUNT(*) AS assessments,"
    " SUM(CASE kind WHEN 'self' THEN 1 ELSE 0 END) AS self_assessments, SUM(CASE kind WHEN 'review' THEN 1 ELSE 0 END) AS reviews"
    " FROM assessments WHERE unit_number IS NOT NULL GROUP BY run, unit_number"
)
"""The units of a run, as a view: a table of them could fall behind the assessments."""
STATISTICS_INDEXES = (
    Index(
        "item_scores_by_item", *(ITEM_SCORES.c[name] for name in ("run", "item", "status", "assessment", "score", "deduction"))
    ),
    Index("assessments_by_unit", ASSESSMENTS.c.run, ASSESSMENTS.c.unit_number),
    Index("assessments_by_result", ASSESSMENTS.c.run, ASSESSMENTS.c.kind, ASSESSMENTS.c.result),
)
"""Made when a run ends: they would slow its inserts down."""
