"""When the rules change: ``dabiao migrate``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rubrics.catalogue.commands import SAID
from rubrics.catalogue.migrating import EFFECT
from rubrics.help_pages import PATH, Command, argument, option
from rubrics.messages import translate

if TYPE_CHECKING:
    from rubrics.revision.crossing import Crossing
    from rubrics.revision.migrating import Migration
    from scoring.effect import Effect
    from scoring.effects import EffectRow
    from scoring.plan import Plan

Words = tuple[str, ...]
_TABLES = frozenset({".xlsx", ".csv"})


@click.command("migrate", cls=Command)
@argument("assessments", says="migrate_assessments", nargs=-1, required=True, metavar="ASSESSMENT...")
@option("--from", "old", says="migrate_from", type=PATH, required=True, metavar="OLD")
@option("--to", "new", says="migrate_to", type=PATH, required=True, metavar="NEW")
@option("-o", "--output", says="migrate_output", type=PATH, required=True, metavar="NEW_ASSESSMENT.yaml")
@option("--mapping", type=PATH, metavar="FILE.yaml")
@option("--table", says="migrate_table", type=PATH, metavar="FILE.xlsx")
@option("--json", "as_json", is_flag=True)
@option("--policy", "preset", says="diff_policy", metavar="NAME")
@option("--limit", "limits", multiple=True, metavar="NAME=NUMBER")
@option("--force", is_flag=True)
def migrate(
    assessments: tuple[Path, ...],
    old: Path,
    new: Path,
    output: Path,
    *,
    mapping: Path | None,
    table: Path | None,
    as_json: bool,
    preset: str | None,
    limits: Words,
    force: bool,
) -> int:
    """Carry assessments over to another edition of their standard."""
    from commands.editions import open_editions
    from commands.revising import compared
    from render.terminal import severity_counts
    from rubrics.revision.crossing import crossing
    from scoring import prepare

    _refuse_other_tables(table)
    before, after, read = open_editions(old, new, limits, preset)
    for path, diagnostics in read.items():
        click.echo(f"{path}: {severity_counts(diagnostics)}", err=True)
    way = crossing(before, after, compared(before, after, mapping))
    road = _Road(way, prepare(before), prepare(after), force=force)
    if len(assessments) == 1 and not assessments[0].is_dir():
        target = output / assessments[0].name if output.is_dir() else output
        _one(road, assessments[0], target, table, as_json=as_json)
        return 0
    return _many(road, _targets(assessments, output), table, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Road:
    """The way between two editions, both ready to score."""

    way: Crossing
    old: Plan
    new: Plan
    force: bool

    def take(self, path: Path, target: Path) -> tuple[Migration, Effect]:
        """Carry one assessment over and write it; every error is told with its place in the file, and nothing is written then."""
        from commands.opening import placed_errors
        from rubrics.files import load_assessment
        from rubrics.outputs import assessment_files, write_outputs
        from rubrics.revision.migrated_yaml import migrated_yaml
        from scoring.effect import effect
        from scoring.migration import carry_over

        assessment, loaded = load_assessment(path)
        with placed_errors(loaded, path):
            migration = carry_over(self.way, self.new, assessment)
            found = effect(self.way, self.old, self.new, migration)
        write_outputs(assessment_files(target, migrated_yaml(self.way, migration)), force=self.force)
        return migration, found


def _one(road: _Road, path: Path, target: Path, table: Path | None, *, as_json: bool) -> None:
    from render.machine import as_json as json_of
    from render.revision.effect import effect_lines
    from scoring.effects import effect_row

    migration, found = road.take(path, target)
    _write_table([effect_row(path.name, found)], table, force=road.force)
    if as_json:
        click.echo(json_of("dabiao/effect/v1", found))
        return
    click.echo(translate(SAID["wrote"]).format(path=target))
    click.echo(_summary(path, migration))
    for line in effect_lines(road.way.old, road.way.new, found):
        click.echo(line)


def _many(road: _Road, targets: dict[Path, Path], table: Path | None, *, as_json: bool) -> int:
    """Carry many over, one after the other; one that cannot be costs a line."""
    from commands.saying import leave_out
    from render.machine import as_json as json_of
    from render.revision.effect import effect_table_lines
    from render.terminal import progress
    from rubrics.binding import edition_name
    from rubrics.errors import DabiaoError
    from scoring.effects import EffectTable, effect_row, worst_first

    rows: list[EffectRow] = []
    with progress(len(targets)) as step:
        for path, target in targets.items():
            step("stage-migrate", name=path.name)
            try:
                _, found = road.take(path, target)
            except DabiaoError as problem:
                leave_out(problem)
            else:
                rows.append(effect_row(path.name, found))
    ordered = worst_first(rows)
    _write_table(ordered, table, force=road.force)
    names = [edition_name(rubric.id, rubric.version) for rubric in (road.way.old, road.way.new)]
    if as_json:
        click.echo(json_of("dabiao/effects/v1", EffectTable(names[0], names[1], ordered)))
    else:
        for line in effect_table_lines(ordered) if ordered else ():
            click.echo(line)
    return 0 if len(rows) == len(targets) else 1 if rows else 2


def _targets(given: tuple[Path, ...], output: Path) -> dict[Path, Path]:
    """Return each assessment with the file that it is written to; of a folder those files in it that are assessments."""
    from rubrics.errors import RubricError
    from rubrics.outputs import targets

    paths = [path for one in given for path in (_assessments_in(one) if one.is_dir() else (one,))]
    if not paths:
        raise RubricError("batch-nothing-given", where=str(given[0]))
    if len(paths) == 1:
        return {paths[0]: output / paths[0].name}
    return dict(zip(paths, targets(output, [path.stem for path in paths], ".yaml"), strict=True))


def _assessments_in(folder: Path) -> Iterator[Path]:
    from rubrics.assessment import ASSESSMENT_SCHEMA
    from rubrics.yaml_reading import read_file, read_head

    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if read_head(read_file(path), until="items").get("schema") == ASSESSMENT_SCHEMA:
            yield path


def _refuse_other_tables(table: Path | None) -> None:
    """Refuse a table of a kind that is not written before anything is done."""
    from rubrics.errors import RubricError

    if table is not None and table.suffix.lower() not in _TABLES:
        raise RubricError("table-ending", where=str(table))


def _write_table(rows: list[EffectRow] | tuple[EffectRow, ...], table: Path | None, *, force: bool) -> None:
    from render.revision.effect_sheet import effect_csv, effect_workbook
    from rubrics.outputs import write_outputs

    if table is not None:
        content = effect_workbook(rows) if table.suffix.lower() == ".xlsx" else effect_csv(rows)
        write_outputs({table: content}, force=force)


def _summary(path: Path, migration: Migration) -> str:
    now, left = migration.assessment, migration.left_over
    return translate(EFFECT["summary"]).format(
        path=path,
        carried=len(migration.carried),
        touched=sum(1 for one in migration.carried.values() if any(touch.is_price for touch in one.touches)),
        again=len(now.again.items) + len(now.again.elements) + len(now.again.facts),
        left=len(left.items) + len(left.elements) + len(left.facts) if left is not None else 0,
    )
