"""``python docs/revision_pictures.py`` makes the pictures of docs/revision.md anew: needs LibreOffice, pdftoppm and Pillow.

The comparison table of the Jiangsu standard and the revised edition that the tests made by hand, and a published form beside the
form of its rubric after an edit.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
RESOLUTION, COLOURS = 84, 12
EDITED, PAGE = "garage-level3", 4


def main() -> None:
    """Write every picture."""
    sys.path.insert(0, str(ROOT))
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        sys.exit("pdftoppm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        for name, data, page in (*tables(), *forms()):
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(data)
            command = [pdftoppm, "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile", "-png", str(path)]
            subprocess.run([*command, str(Path(folder) / name)], check=True)  # noqa: S603 - words of ours
        for picture in sorted(Path(folder).glob("*.png")):
            reduced(picture, PICTURES / picture.name)


def tables() -> list[tuple[str, bytes, int]]:
    """Return the comparison table as PDF, with the pages that are shown."""
    from render.pdf import pdf_of  # noqa: PLC0415 - the path is set in main
    from render.revision.table import revision_table  # noqa: PLC0415
    from rubrics.revision import compare  # noqa: PLC0415
    from tests.rubrics.revised.jiangsu import revised  # noqa: PLC0415

    old, new, *_ = revised()
    data = pdf_of(revision_table(compare(old, new), old, new), "table.docx")
    return [(f"revision-table-{page}", data, page) for page in (1, 2)]


def forms() -> list[tuple[str, bytes, int]]:
    """Return a published form and the form after an edit as PDF, each with the page that is shown."""
    from extract import read  # noqa: PLC0415 - see tables
    from normalize.standard import normalize  # noqa: PLC0415
    from render.editing import edited_form  # noqa: PLC0415
    from render.pdf import pdf_of  # noqa: PLC0415
    from tests.editing.edits import a_new_element, edited  # noqa: PLC0415

    path = ROOT / "examples" / f"{EDITED}.docx"
    found = normalize(read(path)).rubric
    made = edited_form(path.read_bytes(), found, edited(found, a_new_element))[0]
    return [
        ("edited-form-published", pdf_of(path.read_bytes(), path.name), PAGE),
        ("edited-form-edited", pdf_of(made, path.name), PAGE),
    ]


def reduced(source: Path, target: Path) -> None:
    """Write a picture with few colours, which is small and reads as well."""
    from PIL import Image  # noqa: PLC0415 - needed for nothing else

    Image.open(source).convert("RGB").quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main()
