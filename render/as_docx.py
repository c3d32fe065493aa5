"""A Word form as a plain .docx, whatever Word package it was published as: a template, one with macros, one in a single XML file.

A filled form is called .docx, and Word opens no .docx whose main part says that it is a template or holds macros ([MS-OFFMACRO2]
and ECMA-376 part 1, 11.3.10 give the four content types). Macros of a stranger have no place in what an enterprise hands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.archive import key_of
from extract.flatopc import is_flat_opc, package_of
from extract.package import Package, open_package

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject", "vbadata")
"""How the parts begin that hold macros, their signatures and their names."""
_BY_PART, _BY_ENDING = "{*}Override", "{*}Default"


def as_docx(source: bytes, name: str) -> bytes:
    """Return a Word package as a .docx without macros: a plain one byte for byte, of any other all parts but those in question.

    Raises ``SourceError`` where it is no Word package, or one that is damaged or out of bounds.
    """
    package = open_package(package_of(source, name) if is_flat_opc(source) else source, name)
    macros = [key for key in package.archive.members if key.rpartition("/")[2].startswith(_MACRO_PARTS)]
    links = {f"{key}.rels" for key in (f"{folder}/_rels/{base}" for folder, _, base in (m.rpartition("/") for m in macros))}
    changed = dict(_changed_types(package, macros))
    if macros:
        changed |= dict(_without_links(package, macros))
    return package.save(changed, without=[*macros, *(key for key in links if package.has(key))])


def _changed_types(package: Package, macros: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the part that names the types of the others, if the main part is to have another or macros are to go."""
    if not package.has(TYPES):
        return
    root, main = package.xml(TYPES), key_of(package.main_part)
    own = next((entry for entry in root.iterchildren(_BY_PART) if key_of(entry.get("PartName", "")) == main), None)
    if not macros and own is not None and own.get("ContentType") == DOCUMENT:
        return
    if own is None:
        own = etree.SubElement(root, root.tag.replace("Types", "Override"), PartName=f"/{package.main_part}")
    own.set("ContentType", DOCUMENT)
    for entry in list(root.iterchildren(_BY_PART, _BY_ENDING)):
        if key_of(entry.get("PartName", "")) in macros or "vba" in entry.get("ContentType", "").lower():
            root.remove(entry)
    yield TYPES, _written(root)


def _without_links(package: Package, macros: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the relationships of the main part without those to its macros, if it has some."""
    folder, _, base = package.main_part.rpartition("/")
    part = f"{folder}/_rels/{base}.rels".lstrip("/")
    gone = {name for name, link in package.relationships(package.main_part).items() if key_of(link.target) in macros}
    if not gone:
        return
    root = package.xml(part)
    for entry in [entry for entry in root if entry.get("Id") in gone]:
        root.remove(entry)
    yield part, _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
