"""How fast assessments are scored: item evaluations per second, and one province of the garage standard.

    python benchmarks/scoring.py [--smoke] [--keep]

A province is 10,000 assessments of the garage standard (130 items), drawn from a fixed seed: three items in four in full,
the rest with findings, notes and counts as a safety officer writes them. They are made one by one, scored against one
plan, and only their results kept; with ``--keep`` every scorecard with all its traces stays in memory until the end.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rubrics.assessment import Answer, Assessment, Finding
from rubrics.files import load_rubric
from rubrics.presets import apply_preset
from scoring import Scorecard, prepare, score
from scoring.plan import Plan, Priced, Want

RUBRIC = Path(__file__).resolve().parents[1] / "rubrics" / "library" / "garage-level3.yaml"
PROVINCE, SMOKE = 10_000, 100
NOTES = ("抽查三份记录均无签名", "制度未以文件形式发布", "现场询问员工不清楚", "台账缺少第三季度记录")


def main() -> None:
    """Score a province, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a hundred assessments: shows that it runs, not how fast")
    parser.add_argument("--keep", action="store_true", help="keep every scorecard in memory")
    arguments = parser.parse_args()
    started = time.perf_counter()
    plan = prepare(apply_preset(load_rubric(RUBRIC), "jiaotong-2012"))
    loaded = time.perf_counter() - started
    count = SMOKE if arguments.smoke else PROVINCE
    before = peak()
    seconds, grades, kept = province(plan, count, keep=arguments.keep)
    print(f"load and prepare the rubric      {loaded:8.2f} s")
    print(f"score {count:6} assessments        {seconds:8.2f} s   {seconds / count * 1000:6.2f} ms each")
    print(f"item evaluations                 {count * len(plan.items) / seconds:8.0f} per second")
    print(f"peak memory of the process       {peak():8.0f} MB  ({before:.0f} MB before the first)")
    print(f"one scorecard with its traces    {weight(plan):8.0f} kB" + (f"  ({len(kept)} kept)" if kept else ""))
    print("grades: " + ", ".join(f"{name} {number}" for name, number in sorted(grades.items())))


def province(plan: Plan, count: int, *, keep: bool) -> tuple[float, Counter[str], list[Scorecard]]:
    """Score so many assessments; return the processor seconds that scoring alone took, and how many reached each grade."""
    grades: Counter[str] = Counter()
    kept: list[Scorecard] = []
    seconds = 0.0
    for assessment in assessments(plan, count):
        started = time.process_time()
        card = score(plan, assessment)
        seconds += time.process_time() - started
        grades[card.called or card.outcome.value] += 1
        if keep:
            kept.append(card)
    return seconds, grades, kept


def assessments(plan: Plan, count: int) -> Iterator[Assessment]:
    """Yield assessments, the same in every run."""
    chance = random.Random(1)  # noqa: S311 - a benchmark, not a secret
    for number in range(count):
        items = {name: answer(item, chance) for name, item in plan.items.items()}
        yield Assessment(rubric=plan.rubric.id, kind="review", unit=f"第{number + 1}维修厂", items=items)


def answer(item: Priced, chance: random.Random) -> Answer:
    """Return full marks, or findings under one or two of the item's rules."""
    rules = [rule for rule in item.rules if rule.want in (Want.COUNT, Want.ONCE) and rule.rule.scores is None]
    if not rules or chance.random() < 0.75:
        return Answer(full=True)
    chosen = chance.sample(rules, min(len(rules), chance.choice((1, 1, 2))))
    return Answer(
        findings=tuple(
            Finding(
                rule=rule.number,
                count=Decimal(chance.randint(1, 3)) if rule.want is Want.COUNT else None,
                note=chance.choice(NOTES),
            )
            for rule in chosen
        )
    )


def weight(plan: Plan) -> float:
    """Return how many kilobytes one more scorecard takes in memory."""
    given = list(assessments(plan, 20))
    tracemalloc.start()
    cards = [score(plan, one) for one in given]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(cards) / 1000


def peak() -> float:
    """Return the most memory that the process has held so far, in megabytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1000 / (1000 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
