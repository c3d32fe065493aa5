"""How long it takes to tell what changed between two editions; reach: ``dabiao diff`` of the largest standard under 1 s.

    python benchmarks/revision.py [--smoke]

``diff`` is run as its console script runs it, start-up and reading of both files counted in: on the garage standard (130 items)
and the edition of it revised for the tests, and on a made-up one of 2,000 items, a tenth of them edited and all renumbered.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rubrics.files import dump_rubric
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.revision import compare
from tests.rubrics.revised.drawn import sentence
from tests.rubrics.revised.garage import revised

REACH = 1.0
TURNS, SMOKE_TURNS = 9, 1
LARGE, SMOKE_LARGE = 2_000, 200
DIFF = "import sys; sys.argv = ['dabiao', 'diff', *sys.argv[1:]]; from pipeline import main; main()"


def main() -> None:
    """Print how long a diff takes, as a command and as a function."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="one turn of each, and 200 items: shows that it runs, not how fast")
    smoke = parser.parse_args().smoke
    turns = SMOKE_TURNS if smoke else TURNS
    with tempfile.TemporaryDirectory() as folder:
        for name, (old, new) in editions(SMOKE_LARGE if smoke else LARGE).items():
            paths = [Path(folder) / f"{name}-{side}.yaml" for side in ("old", "new")]
            for path, rubric in zip(paths, (old, new), strict=True):
                path.write_text(dump_rubric(rubric), encoding="utf-8")
            command([*paths], folder)
            before = processor()
            whole = median(turns, lambda paths=paths: command(paths, folder))
            used = (processor() - before) / turns
            alone = median(turns, lambda old=old, new=new: compare(old, new))
            items = f"{name} ({len(old.by_item)} items)"
            print(
                f"{items:<24} dabiao diff {whole:6.2f} s = {whole / REACH:5.2f} of the reach, "
                f"{used:5.2f} s of the processor; compare alone {alone:6.3f} s"
            )
    print(f"reach: dabiao diff of the largest standard (garage) in {REACH} s at most")


def editions(large: int) -> dict[str, tuple[Rubric, Rubric]]:
    """Return the pairs of editions by name."""
    old, new, _, _ = revised()
    chance = random.Random(1)  # noqa: S311 - a benchmark, not a secret
    made, edited = (Rubric(id="made", title="标准", elements=tuple(elements(large, one))) for one in (None, chance))
    return {"garage": (old, new), "made up": (made, edited)}


def elements(count: int, chance: random.Random | None) -> Iterator[Element]:
    """Yield elements of ten items each, of so many items in all; with ``chance`` edited, a new item first in one of ten."""
    for number in range(1, count // 10 + 1):
        items = [item(10 * number + at, chance) for at in range(10)]
        if chance is not None and chance.random() < 0.1:
            items.insert(0, item(10**6 + number, None))
        named = tuple(one.model_copy(update={"id": f"{number}-{at}"}) for at, one in enumerate(items, 1))
        yield Element(code=str(number), title=sentence(10**7 + number, ""), items=named)


def item(number: int, chance: random.Random | None) -> Item:
    """Return an item with three clauses; with ``chance`` one in ten is reworded, one in ten priced anew."""
    words, price = sentence(4 * number) + sentence(10**8 + number), Decimal(2)
    if chance is not None and chance.random() < 0.1:
        words = words[:20] + "并持续改进" + words[20:]
    if chance is not None and chance.random() < 0.1:
        price = Decimal(3)
    rules = tuple(Rule(text=f"{sentence(4 * number + n, '的')}，扣{price}分", deduct=price) for n in (1, 2, 3))
    return Item(id="made", requirement=words, points=Decimal(10), rules=rules)


def command(paths: list[Path], cache: str) -> None:
    """Run ``dabiao diff`` once; byte code is cached, as pip does it for an installed program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = cache
    subprocess.run(
        [sys.executable, "-c", DIFF, *map(str, paths)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
    )


def processor() -> float:
    """Return the processor time of all commands so far: what a machine that others use too would take by itself."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def median(turns: int, work: Callable[[], object]) -> float:
    """Return the median of the seconds that some work takes."""
    seconds = []
    for _ in range(turns):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
