"""What a run over many assessments comes to: ``dabiao stats``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from rubrics.catalogue.commands import SAID
from rubrics.help_pages import PATH, Command, argument, option
from rubrics.messages import translate

if TYPE_CHECKING:
    from batch.statistics import Statistics
    from batch.statistics.source import Source

RESULTS = "results.sqlite"
"""What the results database is called in the folder that a batch wrote into."""
TOP = 20


@click.command("stats", cls=Command)
@argument("database", says="stats_database", path=False, metavar="DATABASE")
@option("--run", says="stats_run", metavar="NAME")
@option("--kind", says="stats_kind", type=click.Choice(["self", "review"]))
@option("--against", says="stats_against", metavar="DATABASE")
@option("--against-run", says="stats_against_run", metavar="NAME")
@option("--top", says="stats_top", type=click.IntRange(min=1), default=TOP, metavar="N")
@option("-o", "--output", "outputs", says="stats_output", type=PATH, multiple=True, metavar="FILE")
@option("--parquet", says="stats_parquet", type=PATH, metavar="DIR")
@option("--json", "as_json", is_flag=True)
@option("--force", is_flag=True)
def stats(
    database: str,
    *,
    run: str | None,
    kind: str | None,
    against: str | None,
    against_run: str | None,
    top: int,
    outputs: tuple[Path, ...],
    parquet: Path | None,
    as_json: bool,
    force: bool,
) -> None:
    """Show what a run over many assessments comes to."""
    from batch.statistics import open_run, statistics
    from batch.statistics.machine import statistics_json
    from batch.statistics.terminal import statistics_lines
    from rubrics.outputs import write_outputs

    writers = [_writer(path) for path in outputs]
    if parquet is not None:
        _refuse(parquet, force=force)
    with ExitStack() as held:
        earlier = None if against is None else held.enter_context(results_of(against))
        source = held.enter_context(open_run(held.enter_context(results_of(database)), run, kind))
        found = statistics(source, against=earlier, against_run=against_run)
        write_outputs({path: write(found, top) for path, write in zip(outputs, writers, strict=True)}, force=force)
        if parquet is not None:
            _write_parquet(source, found, parquet)
    if as_json:
        click.echo(statistics_json(found))
        return
    if not outputs and parquet is None:
        for line in statistics_lines(found, top):
            click.echo(line)
    for path in (*outputs, *([] if parquet is None else [parquet])):
        click.echo(translate(SAID["wrote"]).format(path=path))


@contextmanager
def results_of(given: str) -> Iterator[str]:
    """Give the database that a person means: a file or a URL as it is, of a batch's folder the results in it.

    From object storage it is fetched for the time of the block.
    """
    from fsspec import available_protocols  # type: ignore[import-untyped]

    from batch.storage import local_path

    path = local_path(given)
    if path is not None:
        yield str(path / RESULTS if path.is_dir() else path)
    elif given.partition("://")[0] not in available_protocols():
        yield given
    else:
        with TemporaryDirectory() as folder:
            yield str(_fetched(given, Path(folder)))


def _fetched(url: str, folder: Path) -> Path:
    """Fetch a database, or that of a batch's folder, from object storage."""
    from batch.storage import filesystem
    from rubrics.errors import DatabaseError

    storage, path = filesystem(url)
    for name in (path, f"{path.rstrip('/')}/{RESULTS}"):
        if storage.isfile(name):
            storage.get_file(name, str(folder / RESULTS))
            return folder / RESULTS
    raise DatabaseError("database-absent", where=url)


def _writer(path: Path) -> Callable[[Statistics, int], bytes]:
    """Return what makes a file of this ending."""
    from rubrics.errors import RubricError

    ending = path.suffix.lower()
    if ending == ".xlsx":
        from batch.statistics.workbook import workbook

        return lambda found, _: workbook(found)
    if ending in {".html", ".htm"}:
        from batch.statistics.page import page

        return page
    raise RubricError("output-ending", where=str(path))


def _refuse(folder: Path, *, force: bool) -> None:
    """Say what stands against Parquet in this folder, before anything is written."""
    from batch.statistics.parquet import refuse

    refuse(folder, force=force)


def _write_parquet(source: Source, found: Statistics, folder: Path) -> None:
    from batch.statistics.parquet import write_parquet

    write_parquet(source, found, folder)
