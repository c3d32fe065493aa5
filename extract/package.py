"""A Word package opened from untrusted bytes: bounded, checked, its parts read one by one, and written back untouched.

python-docx's own package layer parses every part of the file when it opens it (half of the time that the whole import may
take), sets no bounds on a zip, and writes all parts anew; so this module reads with plain ``zipfile`` and ``lxml``.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from extract import MAX_FILE, OLE_MAGIC
from rubrics.errors import SourceError

MAX_MEMBERS = 10_000
MAX_PART = 32 * 2**20
MAX_SIGNS = 1_500_000
"""How many tags or attributes a part may have: each costs some hundred bytes of memory, however short it is written."""
MAX_RATIO = 400
SMALL_PART = 2**20
"""A part of up to this size may be compressed at any ratio; above it, ``MAX_RATIO`` holds."""

DIRECTORY_ENTRY = b"PK\1\2"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {  # ECMA-376 part 1 and part 4 give the same elements two namespaces; only the second is known further on
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def open_package(data: bytes, name: str) -> Package:
    """Return the package that ``data`` holds; ``name`` is what errors call the file.

    Raises ``SourceError``: not a zip, an old or encrypted Word file, cut off, more or larger members than a document has.
    """
    if data.startswith(OLE_MAGIC):
        raise SourceError("encrypted" if ENCRYPTED_STREAM in data else "old-word", where=name)
    if len(data) > MAX_FILE:
        raise SourceError("file-too-large", where=name, limit=MAX_FILE // 2**20)
    if not data.startswith(b"PK"):
        raise SourceError("not-a-package", where=name)
    if data.count(DIRECTORY_ENTRY) > MAX_MEMBERS:  # before zipfile makes an object of each
        raise SourceError("too-many-members", where=name, limit=MAX_MEMBERS)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as problem:
        raise SourceError("package-damaged", where=name) from problem
    return Package(name, data, archive, _members(archive, name))


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Return the root of an XML part; ``SourceError`` if it is broken, nested too deeply, or has a DOCTYPE.

    The strict namespaces of ECMA-376 come back as the transitional ones.
    """
    first = _FIRST_TAG.search(data)
    if first is not None and b"<!DOCTYPE" in data[: first.start()]:
        raise SourceError("xml-doctype", where=where)
    if len(data) > SMALL_PART and max(data.count(b"<"), data.count(b"=")) > MAX_SIGNS:
        raise SourceError("xml-too-many-signs", where=where, limit=MAX_SIGNS)
    if STRICT in data[:20_000]:
        data = _renamed(data, TRANSITIONAL)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        code = "xml-too-deep" if "Excessive depth" in str(problem) else "xml-broken"
        raise SourceError(code, where=where) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("xml-doctype", where=where)
    return root


@dataclass(frozen=True)
class Relationship:
    """What one part says about another: ``kind`` is the last word of its type (``styles``), ``target`` a member's name."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An open package: ``members`` by their normalised names, in the order of the zip's directory."""

    name: str
    data: bytes
    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    @cached_property
    def main_part(self) -> str:
        """Name of the part that holds the document; ``SourceError`` if the package names none."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and _key(relationship.target) in self.members:
                return relationship.target
        if "word/document.xml" in self.members:
            return "word/document.xml"
        raise SourceError("no-main-part", where=self.name)

    def has(self, part: str) -> bool:
        """Tell whether the package has a part of that name."""
        return _key(part) in self.members

    def read(self, part: str) -> bytes:
        """Return a part's bytes; ``SourceError`` if it is missing, damaged, encrypted or larger than a document's parts are."""
        info = self.members.get(_key(part))
        if info is None:
            raise SourceError("part-missing", where=self.name, part=part)
        _check_size(info, self.name)
        try:
            with self.archive.open(info) as member:
                data = member.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as problem:
            raise SourceError("part-damaged", where=self.name, part=part) from problem
        if len(data) > MAX_PART:
            raise SourceError("part-too-large", where=self.name, part=part, limit=MAX_PART // 2**20)
        return data

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part, parsed anew at each call."""
        return parse_xml(self.read(part), f"{self.name}: {part}")

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids; of the package itself for ``""``."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(name):
            return {}
        return {
            entry.get("Id", ""): Relationship(entry.get("Type", "").rpartition("/")[2], _target(folder, entry.get("Target", "")))
            for entry in self.xml(name).iter(_RELATIONSHIP)
            if entry.get("TargetMode") != "External"
        }

    def save(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the package with the parts in ``changed`` replaced, every other member copied as it stands in the zip.

        The same changes give the same bytes; without changes the bytes are those of the source.
        """
        if not changed:
            return self.data
        replaced = {_key(part): data for part, data in changed.items()}
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            target.comment = self.archive.comment
            for key, raw in _raw_members(self):
                if key in replaced:
                    target.writestr(_fresh(self.members[key]), replaced[key], zipfile.ZIP_DEFLATED, 6)
                else:
                    _append_raw(target, self.members[key], raw)
        return out.getvalue()


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        key = _key(info.filename)
        if ".." in key.split("/") or "\0" in key or key in members:
            raise SourceError("member-name", where=name, member=info.filename)
        members[key] = info
    return members


def _key(part: str) -> str:
    """Return the name by which a part is found: names differ by more than case (ECMA-376 part 2, 6.2.2.3)."""
    return part.replace("\\", "/").lstrip("/").lower()


def _check_size(info: zipfile.ZipInfo, name: str) -> None:
    if info.file_size > MAX_PART:
        raise SourceError("part-too-large", where=name, part=info.filename, limit=MAX_PART // 2**20)
    if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise SourceError("part-too-dense", where=name, part=info.filename)
    if info.flag_bits & 1:
        raise SourceError("encrypted", where=name)


def _target(folder: str, target: str) -> str:
    target = unquote(target).replace("\\", "/")
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


@cache
def _parser() -> etree.XMLParser:
    """Return a parser that resolves and fetches nothing; libxml2's own bounds (256 levels, 10 MB a text) stay on."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _renamed(data: bytes, names: Mapping[bytes, bytes]) -> bytes:
    for old, new in names.items():
        data = data.replace(b'"' + old + b'"', b'"' + new + b'"').replace(b"'" + old + b"'", b"'" + new + b"'")
    return data


def _raw_members(package: Package) -> list[tuple[str, bytes]]:
    """Return each member's bytes in the zip, local header and data descriptor included, in the order of the file."""
    ordered = sorted(package.members.items(), key=lambda member: member[1].header_offset)
    ends = [info.header_offset for _, info in ordered[1:]] + [package.archive.start_dir]
    raw = []
    for (key, info), end in zip(ordered, ends, strict=True):
        if info.header_offset + 30 + info.compress_size > end:
            raise SourceError("package-damaged", where=package.name)
        raw.append((key, package.data[info.header_offset : end]))
    return raw


def _fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.external_attr, fresh.create_system = info.external_attr, info.create_system
    return fresh


def _append_raw(target: zipfile.ZipFile, info: zipfile.ZipInfo, raw: bytes) -> None:
    """Append a member as it is; ``zipfile`` writes its entry in the directory from ``filelist`` when it closes."""
    copied = zipfile.ZipInfo(info.filename, info.date_time)
    for field in (
        "compress_type",
        "comment",
        "create_system",
        "create_version",
        "extract_version",
        "reserved",
        "flag_bits",
        "volume",
        "internal_attr",
        "external_attr",
        "CRC",
        "compress_size",
        "file_size",
    ):
        setattr(copied, field, getattr(info, field))
    copied.extra = _without_zip64(info.extra)
    assert target.fp is not None  # noqa: S101 - an open archive has its file
    copied.header_offset = target.start_dir
    target.fp.seek(target.start_dir)
    target.fp.write(raw)
    target.start_dir = target.fp.tell()
    target.filelist.append(copied)
    target.NameToInfo[copied.filename] = copied


def _without_zip64(extra: bytes) -> bytes:
    """Drop the field with 64-bit sizes and offset: the offset in it is that of the source, and no package needs it."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != 1:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept
