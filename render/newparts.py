"""Parts that come into a package: what names them in its relationships and content types (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from extract.package import Package

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES_PART: Final = "[Content_Types].xml"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def relationships_part(part: str) -> str:
    """Return the name of the part that holds the relationships of a part.

    >>> relationships_part('word/document.xml')
    'word/_rels/document.xml.rels'
    """
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relationships(package: Package, part: str) -> etree._Element:
    """Return the relationships of a part, none where it has none."""
    name = relationships_part(part)
    return package.xml(name) if package.has(name) else no_relationships()


def no_relationships() -> etree._Element:
    """Return the relationships of a part that has none yet."""
    return etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS[1:-1]}"/>')


def relate(root: etree._Element, kind: str, target: str) -> str:
    """Add a relationship of a kind (the last word of its type), and return its id."""
    taken = {one.get("Id") for one in root}
    name = next(name for number in range(1, 100_000) if (name := f"rId{number}") not in taken)
    etree.SubElement(root, f"{_RELATIONSHIPS}Relationship", Id=name, Type=f"{OFFICE}/relationships/{kind}", Target=target)
    return name


def declare(root: etree._Element, part: str, content_type: str) -> None:
    """Add the content type of a part."""
    etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{part}", ContentType=content_type)


def declare_xml(root: etree._Element) -> None:
    """Add that parts whose names end in ``.xml`` are XML, where nothing says so."""
    if not any(default.get("Extension", "").lower() == "xml" for default in root.iter(f"{_TYPES}Default")):
        root.insert(0, root.makeelement(f"{_TYPES}Default", Extension="xml", ContentType="application/xml"))


def written(root: etree._Element) -> bytes:
    """Return a part as it is written."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
