"""Many rows into a table at once, in the way that is fast for the database at hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from sqlalchemy import Connection, Table, TextClause, text

_PARAMETERS = 20_000
"""How many values one statement carries; PostgreSQL takes 65,535 at most, Oracle and SQL Server far fewer rows at once."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows that hold every column of ``table`` in its order."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":  # no server to wait for: row by row is the fastest
        connection.exec_driver_sql(_each(table), list(rows))
        return
    width = len(table.columns)
    most = max(1, _PARAMETERS // width)
    for start in range(0, len(rows), most):
        part = rows[start : start + most]
        values = chain.from_iterable(part)
        connection.execute(_all_at_once(table, len(part)), {f"p{number}": value for number, value in enumerate(values)})


@lru_cache(maxsize=64)
def _each(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' for _ in table.columns)})"  # noqa: S608 - our own names


@lru_cache(maxsize=256)
def _all_at_once(table: Table, count: int) -> TextClause:
    width = len(table.columns)
    rows = (", ".join(f":p{row * width + place}" for place in range(width)) for row in range(count))
    return text(f"INSERT INTO {table.name} VALUES " + ", ".join(f"({row})" for row in rows))  # noqa: S608 - our own names
