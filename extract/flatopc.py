"""A Word package in one XML file (flat OPC, ECMA-376 as Word saves "Word XML document"), made the zip that it stands for.

Such files often lie about under the name .docx. Once it is a package, everything further on, filling it included, is the same.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from io import BytesIO

from lxml import etree

from extract import limits
from extract.package import parse_xml
from rubrics.errors import SourceError

PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_BINARY = re.compile(rb"(?P<open><(?:[\w.-]+:)?binaryData[^<>/]*>)(?P<content>[^<]*)(?=</)")
_NAMESPACE = PKG.strip("{}").encode()
_WITHIN = 16_384
_DATE = (1980, 1, 1, 0, 0, 0)


def is_flat_opc(data: bytes) -> bool:
    """Tell whether a file is a package in one XML file."""
    return not data.startswith(b"PK") and _NAMESPACE in data[:_WITHIN]


def package_of(data: bytes, name: str) -> bytes:
    """Return the zip package that a flat-OPC file stands for; the same file gives the same bytes.

    Raises ``SourceError`` where its XML is broken or out of bounds, or a part has no name, one that stands twice, or no content.
    """
    bounds = limits.current()
    if len(data) > bounds.part * limits.MEGABYTE:
        raise SourceError("part-too-large", where=name, part=name, limit=bounds.part)
    pictures: list[bytes] = []

    def put_aside(match: re.Match[bytes]) -> bytes:
        """Return a number in place of a picture: libxml2 refuses texts of 10 MB, and pictures are that long."""
        pictures.append(match["content"])
        return match["open"] + str(len(pictures) - 1).encode()

    root = parse_xml(_BINARY.sub(put_aside, data), name)
    out, types, seen = BytesIO(), [], set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part in root.iterchildren(PKG + "part"):
            target = part.get(PKG + "name", "").lstrip("/")
            if not target or target.lower() in seen:
                raise SourceError("member-name", where=name, member=target)
            seen.add(target.lower())
            types.append((target, part.get(PKG + "contentType", "")))
            archive.writestr(zipfile.ZipInfo(target, _DATE), _content(part, pictures, name))
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml", _DATE), _content_types(types))
    return out.getvalue()


def _content(part: etree._Element, pictures: list[bytes], name: str) -> bytes:
    holder = next(part.iterchildren(PKG + "xmlData", PKG + "binaryData"), None)
    if holder is None:
        raise SourceError("part-missing", where=name, part=part.get(PKG + "name", ""))
    if holder.tag == PKG + "xmlData":
        root = next(holder.iterchildren("*"), None)
        if root is None:
            raise SourceError("part-missing", where=name, part=part.get(PKG + "name", ""))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, with_tail=False)
    text = (holder.text or "").strip()
    try:
        return base64.b64decode(pictures[int(text)] if text else b"")
    except (binascii.Error, ValueError, IndexError) as problem:
        raise SourceError("part-damaged", where=name, part=part.get(PKG + "name", "")) from problem


def _content_types(types: list[tuple[str, str]]) -> bytes:
    """Return the part that names the type of each; flat OPC says it at the part itself."""
    root = etree.Element(f"{{{TYPES}}}Types")
    for target, kind in types:
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{target}", ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
