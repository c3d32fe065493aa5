"""The published standards as PDF give the rubrics of their Word documents, text for text: the PDF row of docs/formats.md.

A PDF knows no spaces and no line ends, so white space aside; and provenance aside.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from extract import read, read_bytes
from extract.pdf import read_pdf
from normalize.standard import normalize
from rubrics.plain import plain_data, without_provenance

ROOT = Path(__file__).parents[2]
STANDARDS = ("jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station")
ENDS = ("；", "。")
"""The stops that a rubric leaves out: behind a rule that others follow, and behind the last."""


def squeezed(data):
    """Return plain data without white space in its texts, and without the stops that are usual."""
    if isinstance(data, str):
        return "".join(data.split())
    if isinstance(data, list | tuple):
        return [squeezed(value) for value in data]
    if not isinstance(data, dict):
        return data
    found = {key: squeezed(value) for key, value in data.items()}
    for number, rule in enumerate(rules := found.get("rules") or [], start=1):
        if isinstance(rule, dict) and rule.get("end") == ENDS[number == len(rules)]:
            del rule["end"]
    return found


def rubric_of(document):
    """Return the words and figures of a document's rubric."""
    return squeezed(without_provenance(plain_data(normalize(document, id="x").rubric)))


@pytest.fixture(scope="module")
def rubrics():
    """Return each standard's rubric as its .docx gives it."""
    return {standard: rubric_of(read(ROOT / "examples" / f"{standard}.docx")) for standard in STANDARDS}


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("standard", STANDARDS)
def test_a_standard_as_pdf_is_the_same_with_either_engine(standard, engine, rubrics):
    data = (ROOT / "examples" / f"{standard}.pdf").read_bytes()
    document = read_pdf(data, "x.pdf", hashlib.sha256(data).hexdigest(), engine=engine)
    assert document.diagnostics == ()
    assert rubric_of(document) == rubrics[standard]


@pytest.mark.parametrize("standard", STANDARDS)
def test_import_reads_a_pdf_as_the_word_document(standard, rubrics):
    path = ROOT / "examples" / f"{standard}.pdf"
    document = read_bytes(path.read_bytes(), "named wrongly.doc")
    assert document.format == "pdf"
    assert rubric_of(document) == rubrics[standard]


def test_two_engines_agree_on_a_standard():
    data = (ROOT / "examples" / "hangzhou-safety-culture.pdf").read_bytes()
    assert read_pdf(data, "x.pdf", "0", cross_check=True).diagnostics == ()


# --- printed otherwise ------------------------------------------------------------------------------------------------

LAYOUTS = {  # width and height of the page and margin in twentieths of a point, Latin and Chinese font, factor of the font sizes
    "A3 across, sans": (23811, 16838, 1134, "Liberation Sans", "Noto Sans CJK SC", 1.1),
    "B5 across, small": (14572, 10319, 720, "Liberation Serif", "Noto Serif CJK SC", 0.8),
    "A4 upright, another font": (11906, 16838, 720, "DejaVu Serif", "Noto Sans CJK SC", 0.9),
}
has_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")


def laid_out(docx, layout):
    """Return a Word document with another page, other fonts and sizes, and its tables as wide as the page leaves them."""
    width, height, margin, latin, chinese, factor = layout
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"].decode()
    old = int(re.search(r'<w:pgSz[^>]*w:w="(\d+)"', main)[1]) - sum(
        int(re.search(rf'<w:pgMar[^>]*w:{side}="(\d+)"', main)[1]) for side in ("left", "right")
    )
    wider = (width - 2 * margin) / old
    for pattern, by in (
        (r'(<w:gridCol w:w=")(\d+)', wider),
        (r'(<w:t(?:cW|blW) w:w=")(\d+)(?=" w:type="dxa")', wider),
    ):
        main = re.sub(pattern, lambda match, by=by: match[1] + str(round(int(match[2]) * by)), main)
    across = ' w:orient="landscape"' if width > height else ""
    main = re.sub(r"<w:pgSz[^>]*/>", f'<w:pgSz w:w="{width}" w:h="{height}"{across}/>', main)
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    main = re.sub(r"<w:pgMar[^>]*/>", f'<w:pgMar {sides} w:header="500" w:footer="500" w:gutter="0"/>', main)
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'
    for name, xml in (("word/document.xml", main), ("word/styles.xml", parts["word/styles.xml"].decode())):
        sized = re.sub(r'(<w:szC?s? w:val=")(\d+)', lambda match: match[1] + str(max(round(int(match[2]) * factor), 8)), xml)
        parts[name] = re.sub(r"<w:rFonts[^>]*/>", fonts, sized).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Return what LibreOffice makes of each standard in each layout, in one call."""
    folder = tmp_path_factory.mktemp("printed")
    sources = {}
    for number, layout in enumerate(LAYOUTS.values()):
        for standard in STANDARDS:
            path = folder / f"{standard}-{number}.docx"
            path.write_bytes(laid_out((ROOT / "examples" / f"{standard}.docx").read_bytes(), layout))
            sources[standard, number] = path
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources.values()]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    names = list(LAYOUTS)
    return {(standard, names[number]): path.with_suffix(".pdf").read_bytes() for (standard, number), path in sources.items()}


@has_libreoffice
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("standard", STANDARDS)
def test_a_standard_printed_otherwise_is_the_same(standard, layout, printed, rubrics):
    data = printed[standard, layout]
    if lost := lost_by_libreoffice(data, read(ROOT / "examples" / f"{standard}.docx")):
        pytest.skip(f"LibreOffice itself leaves signs of the table out of this PDF: {lost}")
    assert rubric_of(read_pdf(data, "x.pdf", "0")) == rubrics[standard]


def lost_by_libreoffice(data, document):
    """Return the signs in a document's tables that are nowhere in the PDF that LibreOffice made of it."""
    with pypdfium2.PdfDocument(data) as pdf:
        there = Counter("".join(page.get_textpage().get_text_range() for page in pdf))
    wanted = Counter("".join(cell.text for grid in document.grids for cell in grid.cells))
    return "".join(
        sign for sign in (wanted - there).elements() if not sign.isspace() and sign != "-"
    )  # PDFium: U+FFFE for a hyphen
