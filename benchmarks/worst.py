"""What a Word document of the largest size that is read in the command's own process can cost: processor time and memory.

    python benchmarks/worst.py [--smoke]

Each kind is a .docx whose main part is 2 MB of nothing but one thing (``extract.readers.SMALL_WORD``), imported by a fresh
process as ``dabiao import`` does it: read, then understood. Prints seconds of processor time and the highest memory of each, the
worst last. The results stand in docs/limits.md.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # not this folder, whose extract.py would hide the stage

from extract.readers import SMALL_WORD

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
RUN = "<w:r><w:t>{}</w:t></w:r>"
CELL = "<w:tc><w:p>" + RUN + "</w:p></w:tc>"
HEADER = "".join(map(CELL.format, ("一级要素", "达标标准", "标准分值", "评分标准")))
ROW = "<w:tr>" + "".join(map(CELL.format, ("一、甲", "乙", "2", "扣1分"))) + "</w:tr>"
KINDS: dict[str, tuple[str, str, str]] = {
    "empty paragraphs": ("", "<w:p/>", ""),
    "short paragraphs": ("", "<w:p><w:r><w:t>扣</w:t></w:r></w:p>", ""),
    "one long paragraph": ("<w:p>", "<w:r><w:t>每处扣2分；</w:t></w:r>", "</w:p>"),
    "tabs": ("<w:p><w:r>", "<w:tab/>", "</w:r></w:p>"),
    "breaks": ("<w:p><w:r>", "<w:br/>", "</w:r></w:p>"),
    "bookmarks": ("<w:p>", '<w:bookmarkStart w:id="1"/>', "</w:p>"),
    "insertions": ("<w:p>", "<w:ins><w:r><w:t>甲</w:t></w:r></w:ins>", "</w:p>"),
    "content controls": ("", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", ""),
    "symbols": ("<w:p>", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "</w:p>"),
    "empty tables": ("", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", ""),
    "empty rows": ("<w:tbl>", "<w:tr><w:tc/></w:tr>", "</w:tbl>"),
    "empty cells": ("<w:tbl>", "<w:tr>" + "<w:tc><w:p/></w:tc>" * 50 + "</w:tr>", "</w:tbl>"),
    "merged cells": ("<w:tbl>", "<w:tr>" + "<w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc>" * 50 + "</w:tr>", "</w:tbl>"),
    "wide cells": ("<w:tbl>", '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc></w:tr>', "</w:tbl>"),
    "scoring rows": (f"<w:tbl><w:tr>{HEADER}</w:tr>", ROW, "</w:tbl>"),
    "scoring tables": ("", f"<w:tbl><w:tr>{HEADER}</w:tr>{ROW}</w:tbl><w:p/>", ""),
    "one cell of clauses": (
        f"<w:tbl><w:tr>{HEADER}</w:tr><w:tr>" + "".join(map(CELL.format, ("一、甲", "乙", "2"))) + "<w:tc>",
        "<w:p>" + RUN.format("未建立制度的，每处扣1分，最多扣5分；") + "</w:p>",
        "</w:tc></w:tr></w:tbl>",
    ),
}
"""What stands before, again and again, and behind, by name."""


def document(kind: str, size: int) -> bytes:
    """Return a .docx whose main part has ``size`` bytes of one kind."""
    before, again, behind = KINDS[kind]
    start, end = f'<w:document xmlns:w="{W}"><w:body>{before}', f"{behind}</w:body></w:document>"
    count = (size - len((start + end).encode())) // len(again.encode())
    link = f'<Relationship Id="a" Type="{RELATIONSHIP}" Target="word/document.xml"/>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{LINKS}">{link}</Relationships>',
        "word/document.xml": start + again * count + end,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def cost(path: Path) -> tuple[float, float, str]:
    """Return the seconds, the megabytes and the outcome of importing a file in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--one", str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, megabytes, outcome = done.stdout.split(maxsplit=2)
    return float(seconds), float(megabytes), outcome.strip()


def one(path: Path) -> None:
    """Import one file and print what it took beyond the start of Python."""
    from extract import read
    from normalize.standard import normalize_all
    from rubrics.errors import DabiaoError

    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    outcome = ""
    try:
        document = read(path)
        outcome = f"{len(document.blocks)} blocks"
        outcome = f"{sum(len(standard.rubric.by_item) for standard in normalize_all(document))} items"
    except DabiaoError as problem:
        outcome += f", {problem.code}" if problem.code == "no-scoring-table" else problem.code
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime - began, used.ru_maxrss / 1024, outcome)


def main() -> None:
    """Measure each kind and print them, the worst last."""
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
        return
    size = SMALL_WORD // 20 if "--smoke" in sys.argv else SMALL_WORD - 2000
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for number, kind in enumerate(KINDS):
            path = Path(folder, f"{number}.docx")
            path.write_bytes(document(kind, size))
            costs.append((*cost(path), kind))
    for seconds, megabytes, outcome, kind in sorted(costs):
        print(f"{kind:24}{seconds:8.1f} s{megabytes:8.0f} MB   {outcome}")


if __name__ == "__main__":
    main()
