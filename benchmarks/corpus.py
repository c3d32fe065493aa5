"""What becomes of a folder of odd files: how many are read, how many refused and why, and that none crashes or hangs.

    python benchmarks/corpus.py FOLDER... | --smoke

Each file is imported as ``dabiao import --report`` does it. Prints a table by ending and outcome, the slowest files, and every
file that ends in anything but a document, a standard or one of dabiao's own errors. The results stand in docs/corpus.md.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # not this folder, whose extract.py would hide the stage

from extract import read_bytes
from normalize.standard import normalize_all
from render.source_report import source_report
from rubrics.errors import DabiaoError, NoStandardError

ENDINGS = (
    "doc docx docm dot dotx dotm rtf odt ott fodt xls xlsx xlsm xlsb xlt ods wps wri ppt pptx odp odg pub vsd msg eml html htm "
    "xhtml mht mhtml xml txt tsv csv zip epub png jpg gif tif pdf et sxw 7z gz bin"
)


def outcome(path: Path) -> str:
    """Return what becomes of a file: ``a standard``, ``a document``, or the code of its error."""
    try:
        document = read_bytes(path.read_bytes(), path.name)
    except DabiaoError as problem:
        str(problem)
        return problem.code
    try:
        source_report(document, normalize_all(document))
    except NoStandardError:
        return "a document"
    except DabiaoError as problem:
        return problem.code
    return "a standard"


def files(folders: list[Path]) -> Iterator[Path]:
    """Yield the files of these folders that have the ending of a document, or of what is taken for one."""
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix[1:].lower() in ENDINGS.split())


def main() -> None:
    """Import every file and print what became of them."""
    counts: Counter[tuple[str, str]] = Counter()
    times: list[tuple[float, Path]] = []
    folders = [ROOT / "examples"] if sys.argv[1:] == ["--smoke"] else [Path(word) for word in sys.argv[1:]]
    for path in files(folders):
        began = time.perf_counter()
        try:
            found = outcome(path)
        except Exception:  # noqa: BLE001 - what is looked for
            found = "CRASHED"
            print(f"{path}\n{traceback.format_exc()}", flush=True)
        times.append((time.perf_counter() - began, path))
        counts[path.suffix[1:].lower(), found] += 1
        if found in ("reader-failed", "reader-died", "too-slow", "too-much-memory"):
            print(f"{found}: {path} ({times[-1][0]:.1f} s)", flush=True)
    for (ending, found), count in sorted(counts.items()):
        print(f"| {ending} | {found} | {count} |")
    print(f"{len(times)} files in {sum(seconds for seconds, _ in times):.0f} s; the slowest:")
    for seconds, path in sorted(times, reverse=True)[:10]:
        print(f"{seconds:8.1f} s  {path}")


if __name__ == "__main__":
    main()
