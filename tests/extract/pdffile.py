"""PDF files out of a few lines, so that a test shows its case at a glance.

A ``Sheet`` is a page on which words, lines and boxes are put at places counted from the upper left corner, in points. Tables
are drawn: one line a row, ``|`` between cells, ``^`` goes on with the cell above, ``<`` with the one to the left, ``/`` begins
a new line in a cell (the grid that is read is drawn back by ``tests.wordfile.drawn``).

The file is written by hand, byte for byte the same each time: a font that is not embedded names each sign by a number, and a
table tells which character that number is, or, for signs in ``unmapped``, does not.
"""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.document import Document, Grid
from extract.pdf import Engine, read_pdf

SIZE = 10.0
LEADING = 14.0
PAD = 4.0
BORDERS: dict[str, tuple[str, ...]] = {
    "all": ("top", "bottom", "left", "right"),
    "none": (),
    "sides": ("left", "right"),
    "no-top": ("bottom", "left", "right"),
    "no-bottom": ("top", "left", "right"),
}


@dataclass
class Sheet:
    """A page: what is drawn on it, in order, and the signs ``used`` with their fonts. ``turned`` is its /Rotate."""

    width: float = 595.0
    height: float = 842.0
    turned: int = 0
    drawn: list[str] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, *, size: float = SIZE, angle: float = 0, font: str = "Song", **look: str
    ) -> Sheet:
        """Put words with their upper left corner at x, y; ``angle`` turns them against the clock. ``look``: colour, mode.

        A blank behind a lone sign keeps PDFium from leaving it out (``lone_sign`` draws it without).
        """
        return self.lone_sign(x, y, words + " " * (len(words) == 1), size=size, angle=angle, font=font, **look)

    def lone_sign(
        self, x: float, y: float, words: str, *, size: float = SIZE, angle: float = 0, font: str = "Song", **look: str
    ) -> Sheet:
        """Put words as they are, even if they are one sign alone."""
        radians = math.radians(angle)
        cos, sin = round(math.cos(radians), 4), round(math.sin(radians), 4)
        base_x, base_y = x + 0.88 * size * sin, self.height - y - 0.88 * size * cos
        self.used += [(font, sign) for sign in words]
        codes = " ".join(f"{{{font}:{ord(sign)}}}" for sign in words)
        colour, mode = look.get("colour", "0 g"), look.get("mode", "0")
        self.drawn.append(
            f"BT {colour} {mode} Tr /{font} {size} Tf {cos} {sin} {-sin} {cos} {base_x:.2f} {base_y:.2f} Tm <{codes}> Tj ET"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5, look: str = "0 G") -> Sheet:
        """Stroke a line."""
        self.drawn.append(f"{look} {width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, *, look: str = "0 g", paint: str = "f") -> Sheet:
        """Fill a box (``paint`` f) or stroke it (S)."""
        self.drawn.append(f"{look} {x0} {self.height - y1} {x1 - x0} {y1 - y0} re {paint}")
        return self

    def raw(self, operators: str) -> Sheet:
        """Add operators as they are."""
        self.drawn.append(operators)
        return self

    def lines(self, *words: str, x: float = 50, y: float = 50, leading: float = LEADING) -> Sheet:
        """Put lines of text below each other."""
        for number, line in enumerate(words):
            self.text(x, y + number * leading, line)
        return self

    def table(self, drawing: str, *, widths: Sequence[float], x: float = 50, y: float = 100, border: str = "all") -> Sheet:
        """Draw a table; ``border`` is which of its outer rules are drawn: all, none, sides (only those), no-top, no-bottom."""
        rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip("\n").split("\n")]
        xs = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        ys = [y]
        for row in rows:
            ys.append(ys[-1] + LEADING * max(cell.count("/") + 1 for cell in row) + 2 * PAD)
        self._rules(rows, xs, ys, border)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in ("^", "<"):
                    self.lines(*cell.split("/"), x=xs[column] + PAD, y=ys[number] + PAD)
        return self

    def _rules(self, rows: list[list[str]], xs: list[float], ys: list[float], border: str) -> None:
        """Draw the rules above and left of each cell, where it does not go on with its neighbour, and the outer ones."""
        drawn = BORDERS[border]
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                x0, x1, y0, y1 = xs[column], xs[column + 1], ys[row], ys[row + 1]
                if cell != "^" and (row or "top" in drawn):
                    self.line(x0, y0, x1, y0)
                if cell != "<" and (column or "left" in drawn):
                    self.line(x0, y0, x0, y1)
                if column == len(cells) - 1 and "right" in drawn:
                    self.line(x1, y0, x1, y1)
                if row == len(rows) - 1 and "bottom" in drawn:
                    self.line(x0, y1, x1, y1)


def pdf(*sheets: Sheet, unmapped: str = "") -> bytes:
    """Return the file of these pages; the signs in ``unmapped`` are drawn, but the file does not tell what they are."""
    used = sorted({use for sheet in sheets for use in sheet.used})
    fonts = sorted({font for font, _ in used}) or ["Song"]
    numbers = {(font, sign): number for font in fonts for number, sign in enumerate((s for f, s in used if f == font), 1)}
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    resources = " ".join(f"/{font} {3 + 4 * n} 0 R" for n, font in enumerate(fonts))
    for n, font in enumerate(fonts):
        signs = {number: sign for (name, sign), number in numbers.items() if name == font}
        objects += _font(font, signs, 3 + 4 * n, unmapped)
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.drawn)
        for (font, sign), number in numbers.items():
            content = content.replace(f"{{{font}:{ord(sign)}}}", f"{number:04X}")
        kids.append(len(objects) + 1)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Rotate {sheet.turned} "
            f"/Resources << /Font << {resources} >> >> /Contents {len(objects) + 2} 0 R >>".encode(),
            stream(content.encode()),
        ]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return file_of(objects)


def stream(data: bytes, more: str = "") -> bytes:
    """Return a stream object."""
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n".encode() + packed + b"\nendstream"


def file_of(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """Return a PDF of these objects, the first the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def read(*sheets: Sheet, engine: Engine = "pdfium", cross_check: bool = False, unmapped: str = "") -> Document:
    """Return what the reader makes of these pages."""
    data = pdf(*sheets, unmapped=unmapped)
    return read_pdf(data, "test.pdf", hashlib.sha256(data).hexdigest(), engine=engine, cross_check=cross_check)


def grid(*sheets: Sheet) -> Grid:
    """Return the one grid of these pages."""
    (found,) = read(*sheets).grids
    return found


def codes(document: Document) -> list[str]:
    """Return the codes of what the reader has to say."""
    return [diagnostic.code for diagnostic in document.diagnostics]


def _font(name: str, signs: dict[int, str], first: int, unmapped: str) -> Iterable[bytes]:
    """Return a font that is not embedded as four objects; Latin signs are half as wide as Chinese ones."""
    widths = " ".join(f"{number} [500]" for number, sign in signs.items() if ord(sign) < 0x2E80)
    known = {number: sign for number, sign in signs.items() if sign not in unmapped}
    mapped = "\n".join(f"<{number:04X}> <{sign.encode('utf-16-be').hex()}>" for number, sign in known.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(known)} beginbfchar\n{mapped}\nendbfchar\n"
        "endcmap end end"
    )
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{first + 1} 0 R] "
        f"/ToUnicode {first + 3} 0 R >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /FontDescriptor {first + 2} 0 R /DW 1000 /W [{widths}] >>".encode(),
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /CapHeight 700 /StemV 80 >>".encode(),
        stream(cmap.encode()),
    )
