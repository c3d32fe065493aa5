"""How long reading a PDF takes, as a ratio to ``extract_tables()`` of pdfplumber over the same file, and how much memory.

    python benchmarks/pdf.py [--smoke] [FILE.pdf …]

All are timed in turns, in processor time, and the best of their turns counts, so that a busy machine disturbs them little. dabiao
does more than the others: it joins tables over their pages and lines into paragraphs; they stop at the cells of each page. Memory
is the peak of a process of its own that reads one file once, against the same pages ten times over; what grows with the pages is
the document that is handed back, and what is kept of each page until the tables are joined.
"""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROOT = Path(__file__).resolve().parents[1]
STANDARDS = ("hangzhou-safety-culture", "jiangsu-small-enterprise", "hainan-filling-station", "garage-level3")
OURS, THEIRS = "dabiao: whole document", "pdfplumber extract_tables()"
REACH = 10.0
TURNS, SLOW_TURNS = 12, 4
"""How often dabiao and tablers, and how often pdfplumber, read each file."""
TIMES = 10
"""So many times over stand the pages in the larger file whose memory is measured."""
Job = Callable[[], object]


def main() -> None:
    """Time every reader that is there, measure the memory, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[ROOT / "examples" / f"{name}.pdf" for name in STANDARDS])
    parser.add_argument("--smoke", action="store_true", help="the smallest file, few turns: shows that it runs, not how fast")
    arguments = parser.parse_args()
    files = arguments.files[:1] if arguments.smoke else arguments.files
    turns = (2, 1) if arguments.smoke else (TURNS, SLOW_TURNS)
    show_times([(path, timed(readers(path), *turns)) for path in files])
    show_memory(files[0] if arguments.smoke else files[-1])


def readers(path: Path) -> dict[str, Job]:
    """Return what can read a file, by name."""
    makers: dict[str, Callable[[Path], Job]] = {OURS: dabiao, THEIRS: plumber, "tablers find_tables()": tablers}
    jobs = {}
    for name, make in makers.items():
        try:
            jobs[name] = make(path)
        except ImportError:
            print(f"{name}: absent, not installed")
    return jobs


def dabiao(path: Path) -> Job:
    """Return the reading of a file into a ``Document``."""
    from extract.pdf import read_pdf

    data = path.read_bytes()
    return lambda: read_pdf(data, path.name, "")


def plumber(path: Path) -> Job:
    """Return pdfplumber's reading of the tables of each page."""
    pdfplumber = importlib.import_module("pdfplumber")

    def job() -> list[object]:
        """Read the tables of all pages, and let go of each page."""
        with pdfplumber.open(path) as document:
            found = []
            for page in document.pages:
                found.append(page.extract_tables())
                page.close()
        return found

    return job


def tablers(path: Path) -> Job:
    """Return tablers' reading of the tables of each page, with their text."""
    library = importlib.import_module("tablers")

    def job() -> list[object]:
        """Read the tables of all pages with what stands in them."""
        with library.Document(path) as document:
            return [table for page in document.pages() for table in library.find_tables(page, extract_text=True)]

    return job


def timed(jobs: dict[str, Job], turns: int, slow_turns: int) -> dict[str, float]:
    """Return the best time of each job in seconds, all taking turns."""
    best: dict[str, float] = {}
    for turn in range(turns):
        for name, job in jobs.items():
            if name == THEIRS and turn >= slow_turns:
                continue
            began = time.process_time()
            job()
            best[name] = min(best.get(name, float("inf")), time.process_time() - began)
    return best


def show_times(results: list[tuple[Path, dict[str, float]]]) -> None:
    """Print the times of each file, how many times as fast as pdfplumber each is, and whether the reach was met."""
    for path, best in results:
        print(f"\n{path.name}, {path.stat().st_size} bytes, best times")
        for name, seconds in best.items():
            ratio = best[THEIRS] / seconds
            verdict = f"   reach {REACH:g}: {'met' if ratio >= REACH else 'MISSED'}" if name == OURS else ""
            print(f"{name:32}{seconds * 1000:10.1f} ms{ratio:10.1f} times as fast as pdfplumber{verdict}")
    ours, theirs = (sum(best[name] for _, best in results) for name in (OURS, THEIRS))
    print(f"\nall files together: {theirs / ours:.1f} times as fast as pdfplumber (reach {REACH:g})")


# --- memory -----------------------------------------------------------------------------------------------------------

PEAK = """
import sys
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would count what the benchmark itself took before it started this process
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)

"""
READ = """
import extract.pdf_pdfium
from extract.pdf import read_pdf
before = peak()
document = read_pdf(Path(sys.argv[1]).read_bytes(), "x", "")
print(before, peak(), sum(len(grid.cells) for grid in document.grids))
"""
READ_BY_THEM = """
import pdfplumber
before, found = peak(), []
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        found.append(page.extract_tables())
        page.close()
print(before, peak(), sum(len(row) for tables in found for table in tables for row in table))
"""
READERS = {OURS: READ, THEIRS: READ_BY_THEM}


def show_memory(path: Path) -> None:
    """Print the peak of a process that reads a file once, and of one that reads its pages ``TIMES`` times over."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{times}.pdf" for times in (1, TIMES)]
        few, many = (repeated(path, made, times) for made, times in zip(files, (1, TIMES), strict=True))
        for name, code in READERS.items():
            print(f"\npeak memory of a process that reads {path.name}, {name}")
            peaks = []
            for made, pages in zip(files, (few, many), strict=True):
                before, peak, cells = measured(PEAK + code, made)
                peaks.append(peak)
                print(f"{pages:5} pages, {cells:6} cells:{peak:8.1f} MB, {peak - before:6.1f} MB of it for the file")
            grown = (peaks[1] - peaks[0]) / (many - few) * 1024
            print(f"{TIMES} times the pages: {peaks[1] / peaks[0]:.2f} times the peak; {grown:.0f} KB a page more")


def repeated(path: Path, made: Path, times: int) -> int:
    """Write a PDF with the pages of another several times over, all with the same fonts; return how many pages it has.

    The new pages and the page tree are written behind the file's end (ISO 32000-1, 7.5.6). ``ValueError`` where they are not
    written plainly.
    """
    data = path.read_bytes()
    tree, number = within(data, rb"(\d+) 0 obj\s*<<\s*/Type\s*/Pages\b.*?endobj")
    kids, inside = within(tree, rb"/Kids\s*\[(.*?)\]")
    count, pages = within(tree, rb"/Count\s+(\d+)")
    root, size, earlier = (within(data, pattern) for pattern in (rb"/Root\s+(\d+) 0 R", rb"/Size\s+(\d+)", rb"startxref\s+(\d+)"))
    old = [within(data, rb"(?<!\d)%s 0 obj(.*?endobj)" % kid)[1] for kid in re.findall(rb"(\d+) 0 R", inside)]
    first, many = int(size[1]), int(pages) * times
    refs = b"".join(b" %d 0 R" % (first + n) for n in range(many - len(old)))
    new = {int(number): tree.replace(kids, b"/Kids[" + inside + refs + b"]").replace(count, b"/Count %d" % many)}
    new |= {first + n: b"%d 0 obj%s" % (first + n, old[n % len(old)]) for n in range(many - len(old))}
    out, table = data + b"\n", b""
    for at, content in new.items():
        table += b"%d 1\n%010d 00000 n \n" % (at, len(out))
        out += content + b"\n"
    trailer = b"trailer\n<<%s/Size %d/Prev %s>>\n" % (root[0], first + len(new), earlier[1])
    made.write_bytes(out + b"xref\n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out))
    return many


def within(data: bytes, pattern: bytes) -> tuple[bytes, bytes]:
    """Return what a pattern finds in the data, and the part of it in brackets."""
    match = re.search(pattern, data, re.DOTALL)
    if match is None:
        raise ValueError("the objects of this PDF are packed; give one made by LibreOffice")
    return match[0], match[1]


def measured(code: str, path: Path) -> tuple[float, float, int]:
    """Return megabytes before and at the peak of reading a file in a process of its own, and the cells that it found."""
    command = [sys.executable, "-c", code, str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    before, peak, cells = (int(value) for value in answer.stdout.split())
    return before / 1024, peak / 1024, cells


if __name__ == "__main__":
    main()
