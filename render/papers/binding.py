"""Papers bound behind a form: their sections follow the form's own, which stay byte for byte what they are."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable, Mapping

from lxml import etree

from extract.package import STRICT, Package
from extract.word import WordFile, open_word
from extract.wordxml import W
from render.newparts import OFFICE, TYPES_PART, declare, relate, relationships, relationships_part, written
from render.runs import prefixed
from render.splice import Edit, Extents, edited, fragment
from rubrics.errors import FormError

_SECTION, _STYLE, _STYLE_ID, _BODY = W + "sectPr", W + "style", W + "styleId", W + "body"
_ELSEWHERE = frozenset({W + "basedOn", W + "next", W + "link"})
"""What a style says of other styles, which the form need not have."""
_OURS, _STYLE_PARTS = "Form", frozenset({"styles", "stylesWithEffects"})
_ID = f"{{{OFFICE}/relationships}}id"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def bound_behind(form: bytes, papers: bytes, name: str) -> bytes:
    """Return a Word document with another one behind it, on pages of its own; ``name`` is what errors call the first.

    ``papers`` is one of ours. ``FormError`` for a form in strict Open XML, whose elements have other names.
    """
    first, second = open_word(form, name), open_word(papers, name)
    package, part = first.package, first.package.main_part
    if STRICT in package.read(part)[:20_000]:
        raise FormError("form-not-bindable", where=name)
    changed, footers = _footers(package, second.package)
    styles = _styles(package, second.package)
    for reference in second.root.iter(f"{W}footerReference"):
        reference.set(_ID, footers[reference.get(_ID, "")])
    return package.save({**changed, **styles, part: _document(first, second.root)})


def _document(form: WordFile, papers: etree._Element) -> bytes:
    """Return the form's document with its last section ended, and behind it what the papers' document holds."""
    body, behind = form.root.find(_BODY), papers.find(_BODY)
    assert body is not None and behind is not None  # noqa: S101, PT018 - both were read as Word documents
    etree.cleanup_namespaces(behind)
    extents = Extents(form.package.read(form.package.main_part), form.root, [body])
    section = body.find(_SECTION)
    extent = extents.of(section) if section is not None else None
    end = extents.of(body).close
    own = extents.xml[extent.start : extent.end].decode() if extent is not None else f"<{prefixed(body, 'sectPr')}/>"
    new = _ended(body, own) + "".join(fragment(child, body) for child in behind)
    edits = [Edit(end, end, new.encode())]
    edits += [Edit(extent.start, extent.end, b"")] if extent is not None else []
    return edited(extents.xml, 0, len(extents.xml), edits)


def _ended(body: etree._Element, section: str) -> str:
    """Return the paragraph that ends a section, as low as can be, so that it needs no page of its own."""
    p, properties, spacing, r, size = (prefixed(body, name) for name in ("p", "pPr", "spacing", "rPr", "sz"))
    w = spacing.rpartition(":")[0] or "w"
    declared = "" if ":" in spacing else f' xmlns:w="{W[1:-1]}"'
    return (
        f'<{p}{declared}><{properties}><{spacing} {w}:before="0" {w}:after="0" {w}:line="20" {w}:lineRule="exact"/>'
        f'<{r}><{size} {w}:val="2"/></{r}>{section}</{properties}></{p}>'
    )


def _footers(form: Package, papers: Package) -> tuple[dict[str, bytes], Mapping[str, str]]:
    """Return the parts that change by the papers' footers, and the ids of these in the form by those in the papers."""
    folder = posixpath.dirname(form.main_part)
    root, types = relationships(form, form.main_part), form.xml(TYPES_PART)
    parts: dict[str, bytes] = {}
    ids = {}
    for old, relationship in papers.relationships(papers.main_part).items():
        if relationship.kind == "footer":
            part = next(name for n in range(1, 100_000) if not form.has(name := posixpath.join(folder, f"footer{n}.xml")))
            parts[part] = papers.read(relationship.target)
            ids[old] = relate(root, "footer", posixpath.basename(part))
            declare(types, part, _FOOTER)
    return {**parts, relationships_part(form.main_part): written(root), TYPES_PART: written(types)}, ids


def _styles(form: Package, papers: Package) -> dict[str, bytes]:
    """Return the form's styles, also in Word 2010's second copy of them, with those of the papers that it lacks."""
    (ours,) = (one.target for one in papers.relationships(papers.main_part).values() if one.kind == "styles")
    new = [style for style in papers.xml(ours).iter(_STYLE) if style.get(_STYLE_ID, "").startswith(_OURS)]
    changed = {}
    for relationship in form.relationships(form.main_part).values():
        if relationship.kind in _STYLE_PARTS and form.has(relationship.target):
            root = form.xml(relationship.target)
            _add(root, new)
            changed[relationship.target] = written(root)
    return changed


def _add(root: etree._Element, styles: Iterable[etree._Element]) -> None:
    known = {style.get(_STYLE_ID) for style in root.iter(_STYLE)}
    for style in styles:
        if style.get(_STYLE_ID) not in known:
            own = copy.deepcopy(style)
            for child in [child for child in own if child.tag in _ELSEWHERE]:
                own.remove(child)
            root.append(own)
            etree.cleanup_namespaces(own)
