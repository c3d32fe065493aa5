"""PDFs made to hang, to crash, to swell, or just broken: a line or two, soon, and never half of a document as if it were all."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress

import pytest
from click.testing import CliRunner

from extract import read_bytes
from extract.limits import Limits, using
from pipeline import dabiao
from rubrics.errors import SourceError
from tests.extract.pdffile import Sheet, codes, file_of, pdf, read, stream
from tests.wordfile import drawn

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
GOOD = pdf(Sheet().table("项目 | 分值\n目标 | 5", widths=[60, 60]), Sheet().table("项目 | 分值\n机构 | 3", widths=[60, 60]))
MILLION = 1_000_000


def page(content=b"", *more, attributes=""):
    """Return a PDF of one page that draws ``content``; further objects are numbered from 5."""
    sheet = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {attributes} >>".encode()
    return file_of([CATALOGUE, PAGES, sheet, stream(content), *more])


def packed_twice(size):
    """Return a content stream that swells to ``size`` bytes from a few."""
    once = zlib.compressobj(9)
    data = b"".join([*(once.compress(bytes(MILLION)) for _ in range(size // MILLION)), once.flush()])
    data = zlib.compress(data, 9)
    return f"<< /Length {len(data)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n".encode() + data + b"\nendstream"


def kids(count):
    tree = f"<< /Type /Pages /Count {count} /Kids [{'3 0 R ' * count}] >>".encode()
    return file_of([CATALOGUE, tree, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"])


def tower(levels):
    """Return a PDF whose one page stands below so many levels of the page tree."""
    nodes = [f"<< /Type /Pages /Count 1 /Kids [{number + 3} 0 R] >>".encode() for number in range(levels)]
    return file_of([CATALOGUE, *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
DAMAGED = ("pdf-damaged", "pdf-page-damaged", "pdf-no-text")
FILES = {  # a file, and the errors that are right for it
    "empty": (b"%PDF-1.7\n", DAMAGED),
    "no pages": (file_of([CATALOGUE, b"<< /Type /Pages /Count 0 /Kids [] >>"]), DAMAGED),
    "no page tree": (file_of([b"<< /Type /Catalog >>"]), DAMAGED),
    "a page tree in a loop": (file_of([CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"]), DAMAGED),
    "a content that is itself": (file_of([CATALOGUE, PAGES, b"<< /Type /Page /Contents 4 0 R >>", b"4 0 R"]), DAMAGED),
    "a form that draws itself": (page(b"/F Do", stream(b"/F Do /F Do", FORM), attributes=FORM[-39:]), DAMAGED),
    "a length in a loop": (file_of([CATALOGUE, PAGES, b"<< /Length 3 0 R >>\nstream\nBT\nendstream"]), DAMAGED),
    "encrypted": (
        file_of(
            [CATALOGUE, PAGES, b"<< /Type /Page >>"], trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P 0 >>"
        ),
        ("encrypted",),
    ),
    "encrypted by others": (
        file_of([CATALOGUE, PAGES, b"<< /Type /Page >>"], trailer="/Encrypt << /Filter /FoxitETAX /V 1 >>"),
        ("encrypted",),
    ),
    "a billion pages, it says": (file_of([CATALOGUE, PAGES.replace(b"1", b"1000000000")]), ("pdf-too-many-pages", *DAMAGED)),
    "one page many times": (kids(100_000), ("pdf-too-many-pages",)),
    "a tall page tree": (tower(20_000), DAMAGED),
    "deep arrays": (file_of([b"[" * 200_000 + b"]" * 200_000]), DAMAGED),
    "deep dictionaries": (page(b"", b"<< /A " * 50_000 + b">>" * 50_000), DAMAGED),
    "a deep content": (page(b"q " * 300_000), DAMAGED),
    "a content of brackets": (page(b"[" * 300_000), DAMAGED),
    "a million paths": (page(b"0 0 m 9 9 l S\n" * MILLION), ("pdf-too-much-drawn",)),
    "a path of a million lines": (page(b"0 0 m " + b"9 9 l " * MILLION + b"S"), DAMAGED),
    "a picture without data": (
        page(b"q 595 0 0 842 0 0 cm BI /W 99999 /H 99999 /CS /G /BPC 8 ID x EI Q"),
        ("pdf-scanned", *DAMAGED),
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_pdf_is_refused_soon_with_its_own_error(kind):
    data, expected = FILES[kind]
    began = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        read_bytes(data, "x.pdf")
    assert caught.value.code in expected
    assert str(caught.value).count("\n") < 2
    assert time.perf_counter() - began < 300


def test_a_stream_that_swells_is_bounded_by_the_memory_of_its_process():
    data = file_of([CATALOGUE, PAGES, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", packed_twice(300 * MILLION)])
    assert len(data) < 20_000
    with using(Limits(memory=300)), pytest.raises(SourceError) as caught:
        read_bytes(data, "x.pdf")
    assert caught.value.code in ("too-much-memory", "reader-died", *DAMAGED)


def test_time_is_bounded_inside_c_code():
    began = time.perf_counter()
    with using(Limits(seconds=1)), pytest.raises(SourceError) as caught:
        read_bytes(page(b"0 0 m 9 9 l S\n" * 8 * MILLION), "x.pdf")
    assert caught.value.code == "too-slow"
    assert time.perf_counter() - began < 100


@pytest.mark.parametrize("kind", ["encrypted", "a million paths", "empty"])
def test_the_command_ends_with_status_2_and_a_line_or_two(kind, tmp_path):
    source = tmp_path / "标准.pdf"
    source.write_bytes(FILES[kind][0])
    result = CliRunner().invoke(dabiao, ["import", str(source), "-o", str(tmp_path / "out.yaml")])
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "标准.pdf" in result.output
    assert len(result.output.strip().splitlines()) <= 2
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_pdf_that_is_cut_off_is_whole_or_refused(engine):
    from extract.pdf import read_pdf

    whole = [drawn(grid) for grid in read_pdf(GOOD, "x", "0").grids]
    refused = 0
    for length in range(0, len(GOOD), 97):
        try:
            document = read_pdf(GOOD[:length], "x", "0", engine=engine)
        except SourceError:
            refused += 1
        else:
            assert [drawn(grid) for grid in document.grids] == whole, length
    assert refused > 5


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_bytes_that_were_changed_cost_an_error_or_nothing(engine):
    from extract.pdf import read_pdf

    for number in range(40):
        data = bytearray(GOOD)
        for place in range(number * 37 % len(GOOD), len(GOOD), 1009):
            data[place] ^= 1 + number % 255
        with suppress(SourceError):
            read_pdf(bytes(data), "x", "0", engine=engine)


# --- limits that a run can move ---------------------------------------------------------------------------------------


def lattice():
    """Return a page of a table that is drawn with many lines."""
    sheet = Sheet().table("项目 | 分值\n目标 | 5", widths=[60, 60])
    for number in range(30):
        sheet.line(50, 400 + 6 * number, 500, 400 + 6 * number).line(50 + 15 * number, 400, 50 + 15 * number, 574)
    return sheet


@pytest.mark.parametrize("moved", [{"pdf_rules": 20}, {"pdf_fields": 500}])
def test_on_a_page_of_more_lines_than_the_limits_allow_no_table_is_looked_for(moved):
    assert codes(read(lattice())) == []
    with using(Limits(**moved)):
        document = read(lattice())
    assert codes(document) == ["pdf-drawing"]
    assert list(document.grids) == []


def test_of_a_path_only_so_many_lines_are_looked_at_as_the_limit_says():
    frame = "0.5 w 50 742 m 50 698 l 170 698 l 170 742 l 50 742 l 110 742 m 110 698 l 50 720 m 170 720 l S"
    sheet = Sheet().raw(frame)
    for x, y, words in ((54, 104, "项目"), (114, 104, "分值"), (54, 126, "目标"), (114, 126, "五分")):
        sheet.text(x, y, words)
    document = read(sheet)
    assert drawn(next(document.grids)) == "项目 | 分值\n目标 | 五分"
    assert codes(document) == []
    with using(Limits(pdf_segments=5)):
        document = read(sheet)
    assert list(document.grids) == []
    assert codes(document) == ["pdf-drawing-cut"]


@pytest.mark.parametrize(("deepest", "tables", "told"), [(3, 1, []), (2, 0, ["pdf-drawing-cut"])])
def test_of_forms_in_forms_only_so_many_are_looked_at_as_the_limit_says(deepest, tables, told):
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F {} 0 R >> >>"
    grid = b"0.5 w 50 742 m 50 698 l 170 698 l 170 742 l 50 742 l 110 742 m 110 698 l 50 720 m 170 720 l S"
    resources = "/Resources << /Font << /T 8 0 R >> /XObject << /F 5 0 R >> >>"
    data = page(
        b"BT /T 10 Tf 54 728 Td (points) Tj ET /F Do",
        stream(b"/F Do", form.format(6)),
        stream(b"/F Do", form.format(7)),
        stream(grid, form.format(7)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        attributes=resources,
    )
    with using(Limits(pdf_forms=deepest)):
        document = read_bytes(data, "x.pdf")
    assert len(list(document.grids)) == tables
    assert codes(document) == told
