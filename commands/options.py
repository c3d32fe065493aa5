"""Options that several commands have."""

from __future__ import annotations

from rubrics.help_pages import F, option


def reading(command: F) -> F:
    """Add the options of the commands that read a standard."""
    id_ = option("--id", metavar="ID")
    policy = option("--policy", "preset", metavar="NAME")
    table = option("--table", "tables", type=int, multiple=True, metavar="N")
    limit = option("--limit", "limits", multiple=True, metavar="NAME=NUMBER")
    return id_(policy(table(limit(command))))
