"""How long ``dabiao --version`` takes, as a ratio to ``python -c "import click"``; reach: at most 1.5 times.

    python benchmarks/startup.py [--smoke]

Both are started in turns, and the median counts. ``dabiao`` is run as its console script runs it: the module is imported and
``main`` is called. Byte code is cached, as pip does it for an installed program, in a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REACH = 1.5
TURNS, SMOKE_TURNS = 40, 3
COMMANDS = {
    'python -c "import click"': "import click",
    "dabiao --version": "import sys; sys.argv = ['dabiao', '--version']; from pipeline import main; main()",
    "dabiao --help": "import sys; sys.argv = ['dabiao', '--help']; from pipeline import main; main()",
    "dabiao --help --lang zh": "import sys; sys.argv = ['dabiao', '--help', '--lang', 'zh']; from pipeline import main; main()",
}


def main() -> None:
    """Time the commands in turns and print their medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="few turns: shows that it runs, not how fast")
    turns = SMOKE_TURNS if parser.parse_args().smoke else TURNS
    with tempfile.TemporaryDirectory() as cache:
        for code in COMMANDS.values():
            seconds(code, cache)
        turned = [{name: seconds(code, cache) for name, code in COMMANDS.items()} for _ in range(turns)]
    taken = {name: [turn[name] for turn in turned] for name in COMMANDS}
    medians = {name: statistics.median(times) for name, times in taken.items()}
    least = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:<34} {median * 1000:7.1f} ms {median / least:6.2f} ×")
    print(f"reach: dabiao --version at most {REACH} ×")


def seconds(code: str, cache: str) -> float:
    """Return how long one run of Python with ``code`` takes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = cache
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
