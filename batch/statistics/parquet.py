"""The results of a run and its statistics as Parquet, for other tools: a folder with one file for each table.

Figures are decimals of six places (decimal128), names of columns those of the database and of ``batch.statistics.figures``. Rows
go through in groups, so that a run of any length takes the same memory. The same database gives the same bytes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

from sqlalchemy import BigInteger, Integer, Table, select

from batch import tables
from batch.rows import PLACES
from batch.statistics.figures import (
    Band,
    ElementChange,
    ElementRate,
    GradeCount,
    ItemLoss,
    Pair,
    RankedUnit,
    RuleCount,
    Statistics,
)
from batch.statistics.source import Source
from rubrics.errors import DatabaseError, RubricError

GROUP = 50_000
"""How many rows go through at once."""
_KEYS = frozenset({"run", "assessment", "unit_number"})
_FACTS = (
    tables.ITEMS,
    tables.RULES,
    tables.ASSESSMENTS,
    tables.ELEMENT_SCORES,
    tables.ITEM_SCORES,
    tables.FINDINGS,
    tables.AGAINST,
    tables.ERRORS,
)
_DECIMAL = (28, PLACES)


def refuse(folder: Path, *, force: bool) -> None:
    """Raise ``RubricError`` where the folder is there and ``force`` is not set, ``DatabaseError`` where pyarrow is absent."""
    _pyarrow()
    if folder.exists() and not (force and folder.is_dir()):
        raise RubricError("output-exists", where=str(folder))


def write_parquet(source: Source, found: Statistics, folder: Path) -> None:
    """Write the tables of a run and its statistics into ``folder``, each file in the place of one of its name.

    ``RubricError`` where it cannot be written, ``DatabaseError`` where pyarrow is absent.
    """
    arrow, parquet = _pyarrow()
    with _whole_folder(folder) as fresh:
        for name, kind, rows in _statistics(found):
            _write(parquet, fresh / f"statistics.{name}.parquet", _schema(arrow, kind), _columns_of(arrow, kind, rows))
        for table in (tables.RUNS, tables.GRADES, tables.ELEMENTS, *_FACTS):
            _write(parquet, fresh / f"{table.name}.parquet", _table_schema(arrow, table), _groups(arrow, source, table))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, loaded only when Parquet is asked for
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise DatabaseError("parquet-missing") from None
    return pa, parquet


@contextmanager
def _whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into; at the end it takes the place of ``folder`` with one rename, or leaves no trace."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:60]}.", suffix=".part"))
        try:
            yield fresh
            fresh.chmod(0o755)
            if folder.is_dir():
                _replace(folder, fresh)
            else:
                fresh.replace(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as problem:
        raise RubricError("not-writable", where=str(folder), reason=problem.strerror or "?") from None


def _replace(folder: Path, fresh: Path) -> None:
    """Put each new file into the place of the old one; others in the folder stay."""
    for path in sorted(fresh.iterdir()):
        path.replace(folder / path.name)


def _write(parquet: Any, path: Path, schema: Any, groups: Iterator[Any]) -> None:
    with path.open("wb") as file:
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in groups:
                writer.write_table(group)
        file.flush()
        os.fsync(file.fileno())


# --- the statistics ---------------------------------------------------------------------------------------------------


def _statistics(found: Statistics) -> Iterator[tuple[str, type, Sequence[Any]]]:
    """Yield the tables of the statistics with the kind of their rows."""
    yield "bands", Band, found.bands
    yield "grades", GradeCount, found.grades
    yield "elements", ElementRate, found.elements
    yield "items", ItemLoss, found.items
    yield "rules", RuleCount, found.rules
    yield "ranking", RankedUnit, found.ranking
    for name, compared in (("change", found.change), ("gap", found.gap)):
        if compared is not None and compared.reason is None:
            yield name, Pair, compared.pairs
            yield f"{name}_elements", ElementChange, compared.elements


def _schema(arrow: Any, kind: type) -> Any:
    hints: Mapping[str, Any] = get_type_hints(kind)
    known = {str: arrow.string(), bool: arrow.bool_(), int: arrow.int64(), Decimal: arrow.decimal128(*_DECIMAL)}

    def of(hint: Any) -> Any:
        """Return Arrow's type for the type of a field."""
        return known[hint] if hint in known else known[hint.__args__[0]]  # an optional one: what it is when it is there

    return arrow.schema([(name, of(hint)) for name, hint in hints.items()])


def _columns_of(arrow: Any, kind: type, rows: Sequence[Any]) -> Iterator[Any]:
    schema = _schema(arrow, kind)
    names = [field.name for field in fields(kind)]
    for start in range(0, len(rows), GROUP):
        part = rows[start : start + GROUP]
        columns = [arrow.array([getattr(row, name) for row in part], type=schema.field(name).type) for name in names]
        yield arrow.table(columns, schema=schema)


# --- the results themselves -------------------------------------------------------------------------------------------


def _table_schema(arrow: Any, table: Table) -> Any:
    return arrow.schema([(column.name, _kind(arrow, column)) for column in table.columns])


def _kind(arrow: Any, column: Any) -> Any:
    if isinstance(column.type, BigInteger) and column.name not in _KEYS:
        return arrow.decimal128(*_DECIMAL)
    if column.type.python_type is bool:
        return arrow.bool_()
    return arrow.int64() if isinstance(column.type, Integer) else arrow.string()


def _groups(arrow: Any, source: Source, table: Table) -> Iterator[Any]:
    """Yield the rows of the run in one table, in the order of their key, so many at once."""
    wanted = select(table).where(table.c.run == source.number).order_by(*table.primary_key.columns)
    rows = source.connection.execute(wanted.execution_options(yield_per=GROUP))
    schema = _table_schema(arrow, table)
    for part in rows.partitions(GROUP):
        columns = zip(*part, strict=True)
        yield arrow.table(
            [_array(arrow, values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema
        )


def _array(arrow: Any, values: Sequence[Any], kind: Any) -> Any:
    """Return a column; millionths become decimals without going through a float."""
    if not arrow.types.is_decimal(kind):
        return arrow.array(values, type=kind)
    whole = arrow.array(values, type=arrow.int64()).cast(arrow.decimal128(19, 0))
    millionth = arrow.scalar(Decimal(1).scaleb(-PLACES), type=arrow.decimal128(7, PLACES))
    return arrow.compute.multiply(whole, millionth).cast(kind)
