"""Files that are made to do harm, or are simply broken: small builders, one an idea."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from tests.extract.formats import members, zipped
from tests.wordfile import NAMESPACES, docx

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
STANDARD = docx("某某评分细则", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")


def with_parts(**parts: bytes | str) -> bytes:
    """Return a Word document with parts replaced: ``document`` is the main one, ``rels`` that of the package."""
    names = {"document": "word/document.xml", "rels": "_rels/.rels", "types": "[Content_Types].xml"}
    return zipped({**members(STANDARD), **{names.get(name, f"word/{name}.xml"): content for name, content in parts.items()}})


def body(content: str, head: str = "") -> str:
    """Return a main part with this content."""
    return f'{head}<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{content}</w:body></w:document>'


def stored(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip whose entries are not compressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def packed_with(method: int) -> bytes:
    """Return a Word document whose parts are packed with another method."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members(STANDARD).items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def same_bytes_bomb(count: int = 200) -> bytes:
    """Return a zip in which all entries of the directory are the same bytes of the file."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(bytes(1_000_000)) + kernel.flush()
    name = b"word/document.xml"
    local = _local(name, data, 1_000_000)
    directory = b"".join(_central(b"%05d.xml" % number, data, 1_000_000, 0) for number in range(count))
    return local + data + directory + _end(count, len(directory), len(local) + len(data))


def quoting_bomb(count: int = 200) -> bytes:
    """Return a zip in which each entry holds the headers of all later ones as a stored block of its own content.

    So every entry is valid, has bytes of its own, and ends in the same kernel of data.
    """
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(bytes(1_000_000)) + kernel.flush()
    tails, sizes = [data], [1_000_000]
    for number in reversed(range(count - 1)):
        header = _local(b"%05d.xml" % (number + 1), tails[0], sizes[0])
        quote = b"\0" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF)
        tails.insert(0, quote + header + tails[0])
        sizes.insert(0, sizes[0] + len(header))
    whole = _local(b"00000.xml", tails[0], sizes[0]) + tails[0]
    directory = b"".join(
        _central(b"%05d.xml" % number, tail, size, len(whole) - len(tail) - 39)
        for number, (tail, size) in enumerate(zip(tails, sizes, strict=True))
    )
    return whole + directory + _end(count, len(directory), len(whole))


def nested_zips(depth: int) -> bytes:
    """Return a zip of a zip of a zip … with a text in the innermost."""
    data = zipped({"a.txt": "项目\t分值\n甲\t5\n"})
    for _ in range(depth - 1):
        data = zipped({"b.zip": data})
    return data


def ole(**streams: bytes) -> bytes:
    """Return a small OLE2 file with these streams at its top (``_`` in a name is a space), each of a sector's size at least."""
    entries = [_entry("Root Entry", 5, child=1 if streams else 0xFFFFFFFF)]
    sectors: list[bytes] = []
    for number, (name, content) in enumerate(streams.items(), start=1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        padded = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0")
        entries.append(_entry(name.replace("_", " "), 2, right=right, start=1 + len(sectors), size=len(padded)))
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first_of_directory = 1 + len(sectors)
    sectors += [directory[at : at + 512] for at in range(0, len(directory), 512)]
    table = [0xFFFFFFFD, *range(2, len(sectors) + 1), 0xFFFFFFFE]
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, first_of_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)
    return header + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + b"".join(sectors)


def encrypted_word() -> bytes:
    """Return a Word 97 document whose flags say that it is encrypted."""
    return ole(WordDocument=b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01" + bytes(100))


def encrypted_excel() -> bytes:
    """Return a workbook whose second record says that it is encrypted."""
    return ole(Workbook=struct.pack("<HH", 0x809, 16) + bytes(16) + struct.pack("<HH", 0x2F, 6) + bytes(6))


def _local(name: bytes, data: bytes, size: int) -> bytes:
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(data), size, len(name), 0) + name


def _central(name: bytes, data: bytes, size: int, offset: int) -> bytes:
    head = struct.pack("<IHHHHHHIII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(data), size)
    return head + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, offset) + name


def _end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, offset, 0)


def _entry(name: str, kind: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF, start: int = 0, size: int = 0) -> bytes:
    written = name.encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36)
    return (entry + struct.pack("<II", start, size)).ljust(128, b"\0")
