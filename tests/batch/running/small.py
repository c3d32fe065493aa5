"""A small standard and assessments of it, so that a run over many takes no time."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

from batch.job import Job
from batch.run import Order
from batch.work import Output
from pipeline import __version__
from rubrics.files import load_rubric

RUBRIC = """\
schema: dabiao/rubric/v1
id: small
title: 小企业评分细则
points: 100
policy: {formula: percent, rounding: {places: 1}, not_applicable: exclude, pool: item}
form:
  columns:
  - {heading: 评分项目, role: element, level: 1}
  - {heading: 达标标准, role: requirement}
  - {heading: 标准分值, role: points}
  - {heading: 评分方式, role: rules}
  - {heading: 自评描述, role: description}
  - {heading: 得分, role: score}
elements:
- code: 一
  title: 目标
  points: 60
  items:
  - {id: 1-1, requirement: 有目标, points: 40, rules: [{text: 无目标的，扣40分, deduct: 40}]}
  - {id: 1-2, requirement: 有计划, points: 20, rules: [{text: 一处不符扣2分, deduct: 2, per: 处}]}
- code: 二
  title: 机构
  points: 40
  items:
  - {id: 2-1, requirement: 有机构, points: 40, rules: [{text: 一人不符扣1分, deduct: 1, per: 人}]}
"""
BROKEN = "schema: dabiao/assessment/v1\nrubric: small\nkind: self\nitems:\n  9-9: {full: true}\n"


def assessment(number: int) -> str:
    """Return an assessment; each number gives another."""
    findings = f"[{{rule: 1, count: {number % 9 + 1}, note: 第{number}家有不符}}]"
    return f"""\
schema: dabiao/assessment/v1
rubric: small
kind: self
unit: 第{number}厂
items:
  1-1: {{full: true}}
  1-2: {{findings: {findings}}}
  2-1: {{findings: [{{rule: 1, count: {number % 37}}}]}}
"""


def given(folder: Path, count: int, broken: tuple[int, ...] = ()) -> Path:
    """Return a folder with so many assessments, some of them broken; the rubric stands beside it."""
    inputs = folder / "in"
    inputs.mkdir(parents=True)
    for number in range(count):
        text = BROKEN if number in broken else assessment(number)
        (inputs / f"{number:04}.yaml").write_text(text, encoding="utf-8")
    (folder / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    return inputs


def job(folder: Path, out: Path | str, *outputs: Output, kind: type[Job] = Job) -> Job:
    """Return the job of a run into ``out``; forms are built anew, for there is no document of this standard."""
    rubric = load_rubric(folder / "small.yaml")
    return kind(rubric, rubric, None, None, outputs, str(out), __version__)


def order(folder: Path, out: Path | str, *outputs: Output, kind: type[Job] = Job, **how: object) -> Order:
    """Return an order for the assessments in ``folder / "in"``."""
    settings = {"words": (str(folder / "in"),), "run": "run", "jobs": 1, **how}
    return Order(job=job(folder, out, *outputs, kind=kind), **settings)


def files_of(out: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a run by their names, the journal aside."""
    paths = (path for path in out.rglob("*") if path.is_file() and ".dabiao" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a list, without its head."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def names_in(database: Path) -> list[str]:
    """Return the names of the assessments in a database."""
    connection = sqlite3.connect(database)
    try:
        return sorted(row[0] for row in connection.execute("SELECT name FROM assessments"))
    finally:
        connection.close()


def half_files(out: Path) -> list[str]:
    """Return the files of a run that are not whole: forms that are no zip with its end, lists without their last line end."""
    found = []
    for name, data in files_of(out).items():
        whole = {".docx": b"PK\x05\x06" in data[-22:], ".json": data.endswith(b"}\n"), ".csv": data.endswith(b"\r\n")}
        if not whole.get(Path(name).suffix, True):
            found.append(name)
    return found
