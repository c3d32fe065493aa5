"""``python docs/gallery.py`` makes the pictures of docs/forms.md anew: needs LibreOffice, pdftoppm (poppler-utils) and Pillow.

For each standard of the library: the first two pages of the form filled with the example assessments, and the first page of
the blank form built anew from the rubric, to be held beside the published one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
EXAMPLES = ROOT / "examples"
RESOLUTION, GREYS = 96, 6
"""Enough to read the smallest print, in well under 150 KB a picture."""


def main() -> None:
    """Write every picture."""
    sys.path.insert(0, str(ROOT))
    from PIL import Image  # noqa: PLC0415 - needed for nothing else

    from rubrics.library import library_ids  # noqa: PLC0415 - the path is set above

    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        sys.exit("pdftoppm is not installed")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in library_ids():
            for kind, data, pages in forms(name):
                path = Path(folder) / f"{name}-{kind}.pdf"
                path.write_bytes(data)
                command = [pdftoppm, "-gray", "-r", str(RESOLUTION), "-f", "1", "-l", str(pages), "-png", str(path)]
                subprocess.run([*command, str(Path(folder) / f"{name}-{kind}")], check=True)  # noqa: S603 - words of ours
        for picture in sorted(Path(folder).glob("*.png")):
            stem, _, page = picture.stem.rpartition("-")
            small = Image.open(picture).quantize(GREYS)
            small.save(PICTURES / f"{stem}-{int(page)}.png", optimize=True)


def forms(name: str) -> list[tuple[str, bytes, int]]:
    """Return the filled form and the one built anew as PDF, each with how many of its pages are shown."""
    from render import Filled, official_form  # noqa: PLC0415 - see main
    from render.pdf import pdf_of  # noqa: PLC0415
    from render.rebuilt import rebuild  # noqa: PLC0415
    from rubrics.files import load_assessment  # noqa: PLC0415
    from rubrics.library import open_library  # noqa: PLC0415
    from scoring import score  # noqa: PLC0415

    rubric = open_library(name)
    source = EXAMPLES / f"{name}.docx"
    assessments = [load_assessment(path)[0] for path in sorted(EXAMPLES.glob(f"{name}.*.yaml"), reverse=True)]
    filled = [Filled(one, score(rubric, one)) for one in assessments]
    form = official_form(rubric, source.read_bytes() if source.is_file() else None)
    made = [("filled", form.fill(filled).data, 2), ("rebuilt", rebuild(rubric)[0], 1)]
    return [(kind, pdf_of(data, f"{name}.docx"), pages) for kind, data, pages in made]


if __name__ == "__main__":
    main()
