"""``python docs/gallery.py [FOLDER]`` makes the pictures of docs/gallery.md anew, and that page itself.

For each standard of the library: two pages each of the blank form, of the form filled with the example assessments, and of the
papers; where the standard was published as a Word document also the form built anew from the rubric, to be held beside it; and
the report. The pictures are those of the PDF. Into FOLDER, where one is named, go the documents, PDFs and reports themselves.
Needs LibreOffice, pdftoppm (poppler-utils), Pillow, and Chromium for the reports.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES, PAGE = ROOT / "docs" / "pictures", ROOT / "docs" / "gallery.md"
EXAMPLES = ROOT / "examples"
RESOLUTION, GREYS = 96, 6
"""Enough to read the smallest print, in well under 120 KB a picture."""
WINDOW = "1000,1300"
CAPTIONS = {
    "blank": "the blank form",
    "filled": "the filled form",
    "papers": "the papers",
    "rebuilt": "the form built anew",
    "report": "the report",
}
HEAD = """# Gallery

Made by `python docs/gallery.py`: two pages of each PDF that LibreOffice makes of the Word documents. The standards of Jiangsu,
Hangzhou, Hainan and the garages were published as Word documents, which are filled in place (Hainan's gets its three columns
appended); beside them stands the form built anew from the rubric alone, as it is for a source that is PDF or text, like that
of the notes on small enterprises. The assessments are those of `examples/`; units and names in them are made up.
"""


def main() -> None:
    """Write every picture, and the page that shows them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path)
    kept = parser.parse_args().folder
    sys.path.insert(0, str(ROOT))
    from rubrics.library import library_ids  # noqa: PLC0415 - the path is set above

    PICTURES.mkdir(exist_ok=True)
    for old in (picture for name in library_ids() for picture in PICTURES.glob(f"{name}-*.png")):
        old.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        folder = kept or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in library_ids():
            write_documents(name, folder)
        draw_pages(folder, Path(temporary))
    PAGE.write_text("\n".join([HEAD, *sections(library_ids())]) + "\n", encoding="utf-8")


def write_documents(name: str, folder: Path) -> None:
    """Write the documents of one standard, each as Word document and PDF, and the report."""
    from render import Filled, official_form  # noqa: PLC0415 - see main
    from render.papers import bound_papers  # noqa: PLC0415
    from render.pdf import pdf_of  # noqa: PLC0415
    from render.report import report  # noqa: PLC0415
    from rubrics.files import load_assessment  # noqa: PLC0415
    from rubrics.library import open_library  # noqa: PLC0415
    from scoring import score  # noqa: PLC0415

    rubric, source = open_library(name), EXAMPLES / f"{name}.docx"
    assessments = [load_assessment(path)[0] for path in sorted(EXAMPLES.glob(f"{name}.*.yaml"), reverse=True)]
    filled = [Filled(one, score(rubric, one)) for one in assessments]
    form = official_form(rubric, source.read_bytes() if source.is_file() else None)
    made = {
        "blank": form.fill([]).data,
        "filled": form.fill(filled, carries=True).data,
        "papers": bound_papers(rubric, filled[0]),
    }
    if source.is_file():
        made["rebuilt"] = official_form(rubric, None).fill(filled, carries=True).data
    for kind, data in made.items():
        (folder / f"{name}-{kind}.docx").write_bytes(data)
        (folder / f"{name}-{kind}.pdf").write_bytes(pdf_of(data, f"{name}.docx"))
    (folder / f"{name}-report.html").write_bytes(report(rubric, filled[0]))


def draw_pages(folder: Path, temporary: Path) -> None:
    """Draw the first two pages of each PDF, and the top of each report, as small pictures."""
    from PIL import Image  # noqa: PLC0415 - needed for nothing else

    for pdf in sorted(folder.glob("*.pdf")):
        command = ["pdftoppm", "-gray", "-r", str(RESOLUTION), "-f", "1", "-l", "2", "-png", str(pdf)]
        subprocess.run([found(command[0]), *command[1:], str(temporary / pdf.stem)], check=True)  # noqa: S603 - words of ours
    for page in sorted(folder.glob("*.html")):
        picture = temporary / f"{page.stem}-1.png"
        command = ["--headless", "--no-sandbox", "--disable-gpu", f"--window-size={WINDOW}", f"--screenshot={picture}"]
        subprocess.run([found("chromium"), *command, page.resolve().as_uri()], check=True, capture_output=True)  # noqa: S603
    for drawn in sorted(temporary.glob("*.png")):
        stem, _, number = drawn.stem.rpartition("-")
        small = Image.open(drawn).convert("RGB" if stem.endswith("-report") else "L")
        small.quantize(16 if stem.endswith("-report") else GREYS).save(PICTURES / f"{stem}-{int(number)}.png", optimize=True)


def found(program: str) -> str:
    """Return where a program is; ends with a sentence where it is not installed."""
    return shutil.which(program) or sys.exit(f"{program} is not installed")


def sections(names: list[str]) -> Iterator[str]:
    """Yield the page's part about each standard."""
    for name in names:
        yield f"## {name}\n"
        for kind, caption in CAPTIONS.items():
            pictures = [picture.name for picture in sorted(PICTURES.glob(f"{name}-{kind}-*.png"))]
            if pictures:
                cells = " | ".join(f"![{caption}, page {n}](pictures/{picture})" for n, picture in enumerate(pictures, 1))
                heads = " | ".join(f"{caption}, page {n}" for n in range(1, len(pictures) + 1))
                yield f"| {heads} |\n|{'---|' * len(pictures)}\n| {cells} |\n"


if __name__ == "__main__":
    main()
