"""A Word package opened from untrusted bytes: bounded, checked, its parts read one by one, and written back untouched.

python-docx's own package layer parses every part of the file when it opens it (half of the time that the whole import may
take), sets no bounds on a zip, and writes all parts anew; so this module reads with plain ``zipfile`` and ``lxml``.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from extract import limits
from extract.archive import Archive, key_of, open_archive
from rubrics.errors import SourceError

LIBXML2_DEPTH = 256
"""How deep libxml2 goes unless it is told that a tree may be huge."""
SMALL_PART = 2**20
"""The tags of a part of up to this size are not counted."""

_LEVEL = 1
"""How hard a changed part is compressed: a quarter larger than at zlib's usual 6, in a third of the time (a garage form)."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""Of parts that are added: the same input gives the same bytes."""
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {  # ECMA-376 part 1 and part 4 give the same elements two namespaces; only the second is known further on
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_WIDE_DOCTYPES = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_SAID_BY_LIBXML2 = {"Excessive depth": "xml-too-deep", "huge text node": "xml-text-too-long"}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def open_package(data: bytes, name: str) -> Package:
    """Return the package that ``data`` holds; ``name`` is what errors call the file.

    Raises ``SourceError``: not a zip, or one that is damaged or out of bounds (see ``open_archive``).
    """
    if not data.startswith(b"PK"):
        raise SourceError("not-a-package", where=name)
    return Package(name, data, open_archive(data, name))


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Return the root of an XML part; ``SourceError`` if it is broken, nested too deeply, or has a DOCTYPE.

    The strict namespaces of ECMA-376 come back as the transitional ones.
    """
    if has_doctype(data):
        raise SourceError("xml-doctype", where=where)
    bounds = limits.current()
    if len(data) > SMALL_PART and max(data.count(b"<"), data.count(b"=")) > bounds.tags:
        raise SourceError("xml-too-many-signs", where=where, limit=bounds.tags)
    if STRICT in data[:20_000]:
        data = _renamed(data, TRANSITIONAL)
    try:
        root = etree.fromstring(data, _parser(huge=bounds.depth > LIBXML2_DEPTH))
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        if getattr(problem, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from problem
        code = next((code for said, code in _SAID_BY_LIBXML2.items() if said in str(problem)), "xml-broken")
        raise SourceError(code, where=where, limit=bounds.depth) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("xml-doctype", where=where)
    if bounds.depth != LIBXML2_DEPTH and root.xpath(f"boolean(//*[count(ancestor::*) >= {bounds.depth}])"):
        raise SourceError("xml-too-deep", where=where, limit=bounds.depth)
    return root


@dataclass(frozen=True)
class Relationship:
    """What one part says about another: ``kind`` is the last word of its type (``styles``), ``target`` a member's name."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An open package: its bytes, and the zip that they are."""

    name: str
    data: bytes
    archive: Archive

    @cached_property
    def main_part(self) -> str:
        """Name of the part that holds the document; ``SourceError`` if the package names none."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                return relationship.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise SourceError("no-main-part", where=self.name)

    def has(self, part: str) -> bool:
        """Tell whether the package has a part of that name."""
        return self.archive.has(part)

    def read(self, part: str) -> bytes:
        """Return a part's bytes; ``SourceError`` if it is missing, damaged, encrypted or larger than a document's parts are."""
        return self.archive.read(part)

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

    def save(self, changed: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
        """Return the package with the parts in ``changed`` replaced or added, every other member copied as it stands in the zip.

        The parts in ``without`` are left out.

        The same changes give the same bytes; without changes the bytes are those of the source.
        """
        if not changed and not without:
            return self.data
        left_out = set(map(key_of, without))
        replaced = {key_of(part): data for part, data in changed.items()}
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            target.comment = self.archive.zip.comment
            for key, raw in _raw_members(self):
                if key in left_out:
                    continue
                if key in replaced:
                    target.writestr(_fresh(self.archive.members[key]), replaced[key], zipfile.ZIP_DEFLATED, _LEVEL)
                else:
                    _append_raw(target, self.archive.members[key], raw)
            for part, data in changed.items():
                if not self.has(part):
                    added = zipfile.ZipInfo(part, _NO_DATE)
                    added.create_system = 0
                    target.writestr(added, data, zipfile.ZIP_DEFLATED, _LEVEL)
        return out.getvalue()


def _target(folder: str, target: str) -> str:
    target = unquote(target).replace("\\", "/")
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


def has_doctype(data: bytes) -> bool:
    """Tell from the bytes whether a DOCTYPE stands before the first element; what this misses shows after parsing."""
    if b"\0" in data[:4]:
        return any(doctype in data for doctype in _WIDE_DOCTYPES)
    first = _FIRST_TAG.search(data)
    return first is not None and b"<!DOCTYPE" in data[: first.start()]


@cache
def _parser(*, huge: bool) -> etree.XMLParser:
    """Return a parser that resolves and fetches nothing; unless ``huge``, libxml2's own bounds (10 MB a text) stay on."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge)


def _renamed(data: bytes, names: Mapping[bytes, bytes]) -> bytes:
    for old, new in names.items():
        data = data.replace(b'"' + old + b'"', b'"' + new + b'"').replace(b"'" + old + b"'", b"'" + new + b"'")
    return data


def _raw_members(package: Package) -> list[tuple[str, bytes]]:
    """Return each member's bytes in the zip, local header and data descriptor included, in the order of the file."""
    ordered = sorted(package.archive.members.items(), key=lambda member: member[1].header_offset)
    ends = [info.header_offset for _, info in ordered[1:]] + [package.archive.zip.start_dir]
    return [(key, package.data[info.header_offset : end]) for (key, info), end in zip(ordered, ends, strict=True)]


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
