"""``dabiao stats``: every output says the same, nothing is left out in silence, and names stay names."""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from decimal import Decimal

import fsspec
import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner
from lxml import html

from batch.database import Results
from batch.rows import rows_of, run_of
from batch.statistics import open_run, statistics
from batch.statistics.machine import FILE, statistics_schema
from pipeline import dabiao
from rubrics.widths import columns
from scoring import score
from tests.batch import slowly
from tests.batch.made import made
from tests.batch.runs import keep, made_rows, plan
from tests.scoring.notation import assessment, card, rubric

RUBRIC = "jiangsu-small-enterprise"
NASTY = ("=1+1", "+cmd", "-2", "@SUM(A1)", "<script>alert(1)</script>", "甲\x01厂\x1b[31m", '=HYPERLINK("http://x")')


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")


def run(*words):
    given = {"LANGUAGE": os.environ["LANGUAGE"]}
    return CliRunner().invoke(dabiao, ["stats", *map(str, words)], env=given, catch_exceptions=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return a folder as a batch leaves it: 20 units, each with a self-assessment and a review, and an earlier run."""
    folder = tmp_path_factory.mktemp("out")
    keep(
        folder / "results.sqlite", RUBRIC, made_rows(RUBRIC, 20, kinds=("self", "review"), open_share=0.1), failed=2, name="2026"
    )
    keep(folder / "earlier.sqlite", RUBRIC, made_rows(RUBRIC, 18, kinds=("self", "review"), seed=2), name="2025")
    return folder


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """Return a database in which units are called as nobody should be."""
    path = tmp_path_factory.mktemp("nasty") / "results.sqlite"
    given = [one for _, one in made(plan(RUBRIC), len(NASTY), open_share=0)]
    named = [one.model_copy(update={"unit": unit}) for one, unit in zip(given, NASTY, strict=True)]
    keep(path, RUBRIC, [rows_of(plan(RUBRIC), f"{n}", "k", one, score(plan(RUBRIC), one)) for n, one in enumerate(named)])
    return path


def test_the_terminal_says_what_is_counted_and_what_is_not(kept):
    said = run(kept, "--top", "3").stdout
    with open_run(kept / "results.sqlite") as source:
        found = statistics(source)
    known, waiting = found.coverage.with_result, found.coverage.incomplete
    assert waiting > 0
    assert f"run 2026: reviews: 20, with a result: {known}" in said
    assert f"incomplete: {waiting};" in said
    assert "not looked at here: self-assessments: 20 (--kind self)" in said
    assert "files that could not be scored, and count nowhere: 2" in said
    assert found.items[0].id in said
    assert "Where most points are lost (3 of" in said
    assert "Reviews beside self-assessments" in said


def test_columns_stand_below_each_other_though_chinese_signs_are_wide(kept):
    for language, unit in (("en", "unit"), ("zh", "单位")):
        lines = run(kept, "--lang", language).stdout.splitlines()
        start = next(number for number, line in enumerate(lines) if f"  {unit}  " in line and number > 40)
        ranks = lines[start + 1 : start + 8]
        ends = {columns(line[: re.search(r"  +[\d.]+  ", line).end() - 2]) for line in ranks}
        assert len(ends) == 1, ranks


def test_both_languages_say_the_same_figures(kept):
    def figures(language):
        return re.findall(r"\d+(?:\.\d+)?", re.sub(r"--kind \w+", "", run(kept, "--lang", language).stdout))

    assert sorted(figures("en")) == sorted(figures("zh"))


def test_json_fits_its_schema_and_is_the_same_in_every_language(kept):
    assert FILE.read_text(encoding="utf-8") == statistics_schema(), "run python -m batch.statistics.machine"
    said = run(kept, "--against", kept / "earlier.sqlite", "--json").stdout
    jsonschema.validate(json.loads(said), json.loads(statistics_schema()))
    assert said == run(kept, "--against", kept / "earlier.sqlite", "--json", "--lang", "zh").stdout
    assert json.loads(said)["change"]["paired"] > 10


def test_files_have_the_same_bytes_each_time_and_in_every_language(kept, tmp_path):
    for language in ("en", "zh"):
        words = ("-o", tmp_path / f"{language}.xlsx", "-o", tmp_path / f"{language}.html", "--parquet", tmp_path / language)
        assert run(kept, "--against", kept / "earlier.sqlite", *words, "--lang", language).exit_code == 0
    for ending in ("xlsx", "html"):
        assert (tmp_path / f"en.{ending}").read_bytes() == (tmp_path / f"zh.{ending}").read_bytes()
    tables = sorted((tmp_path / "en").iterdir())
    assert len(tables) > 15
    for path in tables:
        assert path.read_bytes() == (tmp_path / "zh" / path.name).read_bytes(), path.name


def test_a_workbook_has_all_rows_as_numbers_below_frozen_headings(kept, tmp_path):
    run(kept, "-o", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == ["概况", "得分率分布", "等级", "要素"]
    assert all(page.freeze_panes == "A2" for page in book)
    items = book["条目"]
    assert items.max_row == len(plan(RUBRIC).items) + 1
    headings = [cell.value for cell in items[1]]
    lost = [row[headings.index("失分合计")].value for row in items.iter_rows(min_row=2)]
    assert lost == sorted(lost, reverse=True)
    with open_run(kept / "results.sqlite") as source:
        expected = sum(one.points_lost for one in statistics(source).items)
    assert sum(Decimal(str(value)) for value in lost) == expected
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_names_never_become_formulas_or_markup(nasty, tmp_path):
    run(nasty, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.html")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for row in book["排名"].iter_rows(min_row=2) for cell in row if cell.column == 2]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells} == {re.sub(r"[\x01\x1b]", "", name) for name in NASTY}
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page
    assert "\x1b" not in run(nasty).stdout


def test_the_page_needs_nothing_else_and_shows_pictures(kept, tmp_path):
    run(kept, "--against", kept / "earlier.sqlite", "-o", tmp_path / "a.html", "--top", "5")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    page = html.fromstring(text.encode())
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@href")
    assert "default-src 'none'" in text
    pictures = page.xpath("//*[local-name()='svg']")
    assert len(pictures) == 6
    elements = pictures[2].xpath(".//*[local-name()='g']")
    firsts = [one for one in plan(RUBRIC).firsts if plan(RUBRIC).elements[one].kind == "scored"]
    assert len(elements) == len(firsts)
    assert [len(table.xpath(".//tbody/tr")) for table in page.xpath("//table")][:3] == [5, 5, 5]


def test_parquet_has_exact_decimals_that_add_up(kept, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    assert run(kept, "--parquet", tmp_path / "p").exit_code == 0
    items = parquet.read_table(tmp_path / "p" / "statistics.items.parquet")
    assert items.schema.field("points_lost").type == arrow.decimal128(28, 6)
    scores = parquet.read_table(tmp_path / "p" / "item_scores.parquet")
    assert scores.schema.field("deduction").type == arrow.decimal128(28, 6)
    assert scores.num_rows == 40 * len(plan(RUBRIC).items)
    assessments = parquet.read_table(tmp_path / "p" / "assessments.parquet").to_pylist()
    complete = [one for one in assessments if one["deduction"] is not None]
    assert all(one["score"] + one["deduction"] == one["due"] for one in complete)
    assert len({one["assessment"] for one in assessments}) == 40


def test_without_pyarrow_one_line_says_what_to_install(kept, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = CliRunner().invoke(dabiao, ["stats", str(kept), "--parquet", str(tmp_path / "p")])
    assert told.exit_code == 2
    assert told.stderr == (
        "error: Parquet is written with pyarrow, which is not installed; install it with pip install pyarrow\n"
    )
    assert not list(tmp_path.iterdir())


def test_results_are_read_where_a_batch_left_them(kept):
    storage = fsspec.filesystem("memory")
    storage.put_file(str(kept / "results.sqlite"), "/bucket/out/results.sqlite")
    here = run(kept).stdout
    for place in (
        "memory://bucket/out",
        "memory://bucket/out/results.sqlite",
        f"file://{kept}",
        f"sqlite:///{kept}/results.sqlite",
    ):
        assert run(place).stdout == here
    assert "there is no such file" in run("memory://bucket/nothing").stderr


def test_nothing_that_is_there_is_overwritten_without_force(kept, tmp_path):
    (tmp_path / "a.html").write_text("mine")
    told = run(kept, "-o", tmp_path / "a.html", "-o", tmp_path / "a.xlsx")
    assert (told.exit_code, (tmp_path / "a.html").read_text()) == (2, "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert run(kept, "-o", tmp_path / "a.html", "--parquet", tmp_path / "p").exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert run(kept, "-o", tmp_path / "a.html", "--force").exit_code == 0
    (tmp_path / "p").mkdir()
    assert run(kept, "--parquet", tmp_path / "p").exit_code == 2
    assert run(kept, "--parquet", tmp_path / "p", "--force").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "p"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.sqlite",), "there is no such file"),
        (("{kept}", "--run", "2020"), "there is no run 2020 in it; there are: 2026"),
        (("{kept}", "-o", "a.csv"), "statistics are written as .xlsx or .html"),
        (("{kept}", "--against", "nowhere.sqlite"), "there is no such file"),
        ((__file__,), "file is not a database"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(kept, words, said):
    told = run(*(word.format(kept=kept) for word in words))
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_standard_without_a_result_has_points_but_no_rank_and_no_distribution(tmp_path):
    path = tmp_path / "results.sqlite"
    keep(path, "hainan-filling-station", made_rows("hainan-filling-station", 6, kinds=("self", "review"), open_share=0))
    with open_run(path) as source:
        found = statistics(source)
    assert (found.coverage.assessments, found.coverage.with_result, found.coverage.open) == (6, 0, 6)
    assert (found.spread, found.bands) == (None, ())
    assert all(one.place is None and one.score > 0 for one in found.ranking)
    assert any(one.rate is not None for one in found.elements)
    assert found.gap is not None
    assert (found.gap.paired, found.gap.without_result) == (0, 6)
    said = run(path, "-o", tmp_path / "a.html", "-o", tmp_path / "a.xlsx")
    assert said.exit_code == 0
    assert "complete, but without a result: 6" in run(path).stdout
    assert "No unit has a figure to be ranked by." in run(path).stdout


def test_an_empty_run_and_one_that_goes_on_are_told(tmp_path):
    path = tmp_path / "results.sqlite"
    with Results.open(path) as results:
        assert run(path).stderr.count("holds no run yet") == 1
        results.begin(run_of(plan(RUBRIC), "new"))
        said = run(path, "-o", tmp_path / "a.html", "-o", tmp_path / "a.xlsx")
        assert said.exit_code == 0
        assert "the run new is not finished" in run(path).stdout
        results.add(made_rows(RUBRIC, 3, open_share=0))
        assert "reviews: 3, with a result: 3" in run(path).stdout


def test_conditions_of_entry_and_vetoes_are_counted(tmp_path):
    drawn = rubric(
        "1 条件 gate\n  -\n2 甲 | veto element\n  - 10 | deduct 1 per 处 | veto total\n  - 5 | zero", formula="percent"
    )
    answers = (("1-1 unmet", "2-1 1x3"), ("1-1 met", "2-1 2"), ("1-1 met", "2 1"), ("1-1 met", "2-2 1"))
    cards = [card(drawn, *one, unit=f"第{number}厂") for number, one in enumerate(answers)]
    given = [assessment(*one, unit=f"第{number}厂") for number, one in enumerate(answers)]
    path = tmp_path / "results.sqlite"
    keep(path, drawn, [rows_of(drawn, one.unit, "k", one, scored) for one, scored in zip(given, cards, strict=True)])
    with open_run(path) as source:
        found = statistics(source)
    by_id = {one.id: one for one in found.items}
    assert (by_id["1-1"].gate_failed, by_id["1-1"].scored) == (1, 0)
    assert (by_id["2-1"].lost, by_id["2-1"].points_lost) == (2, Decimal(13))
    vetoes = {(one.owner, one.number): one.cost for one in found.rules if one.is_veto}
    assert vetoes == {("2-1", 2): Decimal(10), ("2", 1): Decimal(0)}
    outcomes = {one.grade or one.outcome: one.count for one in found.grades}
    assert outcomes == {one.outcome.value: sum(other.outcome == one.outcome for other in cards) for one in cards}


@pytest.mark.parametrize("ranking", [None, {"by": "with_bonus", "grade": "高"}])
def test_equal_figures_share_a_place_and_who_is_below_all_grades_has_none(tmp_path, ranking):
    policy = {"formula": "percent", "bonus": {}, "grades": [{"name": "高", "at_least": 50}], "ranking": ranking}
    drawn = rubric("1 甲\n  - 10 | deduct 1 per 处\n2 加分 bonus\n  - 3 | award 1 per 项 cap 3", **policy)
    found_at = ("1x2", "1x1", "1x2", "1x7", "1x0", "1x2")
    given = [assessment(f"1-1 {one}", f"2-1 1x{n % 2}", unit=f"第{n}厂") for n, one in enumerate(found_at)]
    cards = [score(drawn, one) for one in given]
    path = tmp_path / "results.sqlite"
    keep(path, drawn, [rows_of(drawn, f"{n}.yaml", "k", one, cards[n]) for n, one in enumerate(given)])
    with open_run(path) as source:
        places = {one.name: one.place for one in statistics(source).ranking}
    assert places == {f"{n}.yaml": place for n, place in slowly.places(drawn, cards).items()}
    assert sorted(place or 9 for place in places.values()) == ([1, 2, 3, 3, 3, 6] if ranking is None else [1, 1, 3, 4, 4, 9])
