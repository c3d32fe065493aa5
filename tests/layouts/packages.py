"""The same parts, packed, encoded or named otherwise."""

from __future__ import annotations

import re
import zipfile

from lxml import etree

from tests.layouts.changing import MAIN, layout_of_package
from tests.wordfile import NAMESPACES, package


@layout_of_package
def store_the_members(members, _random):
    return package(members, zipfile.ZIP_STORED)


@layout_of_package
def rename_the_main_part(members, _random):
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"word/main.xml")
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(b"/word/document.xml", b"/word/main.xml")
    for old, new in (("word/document.xml", "word/main.xml"), ("word/_rels/document.xml.rels", "word/_rels/main.xml.rels")):
        members[new] = members.pop(old)
    return package(members)


@layout_of_package
def encode_in_utf_16(members, _random):
    root = etree.fromstring(members[MAIN])
    members[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-16")
    return package(members)


@layout_of_package
def name_namespaces_otherwise(members, _random):
    main = members[MAIN]
    root = etree.fromstring(main)
    text = etree.tostring(root, encoding="unicode").replace("xmlns:w=", "xmlns:ns0=")
    text = text.replace("<w:", "<ns0:").replace("</w:", "</ns0:")
    members[MAIN] = re.sub(r" w:(?=[\w]+=\")", " ns0:", text).encode()
    return package(members)


@layout_of_package
def use_the_strict_namespaces(members, _random):
    old, new = NAMESPACES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    root = etree.fromstring(members[MAIN])
    members[MAIN] = etree.tostring(root, encoding="UTF-8", xml_declaration=True).replace(old, new)
    return package(members)
