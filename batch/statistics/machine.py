"""The statistics as JSON: figures as exact numbers, codes instead of sentences, the same in every locale.

The committed copy of its JSON Schema is ``batch/statistics/statistics.schema.json``;
``python -m batch.statistics.machine`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from batch.statistics.figures import Statistics
from render.machine import as_json
from scoring.schema import dataclass_schema

SCHEMA = "dabiao/statistics/v1"
FILE = Path(__file__).with_name("statistics.schema.json")


def statistics_json(found: Statistics) -> str:
    """Return the statistics as JSON; what is not there or empty is left out."""
    return as_json(SCHEMA, found)


def statistics_schema() -> str:
    """Return the JSON Schema as text; the same dataclasses give the same text."""
    return dataclass_schema(Statistics, SCHEMA, "dabiao-statistics-v1.schema.json")


if __name__ == "__main__":
    FILE.write_text(statistics_schema(), encoding="utf-8", newline="\n")
