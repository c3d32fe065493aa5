"""The assessments that a filled form carries: what its cells do not say, so that the form reads back to what it was made from.

A form holds figures and words, not the numbers of rules, measured values or evidence. So a custom XML part (ECMA-376 part 1,
15.2.5; Word keeps it when the form is edited and saved) holds the assessments as JSON, in the words of docs/assessment.md. It is
only ever believed where the cells still say what it says: see ``render.reading.unedited``.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from xml.sax.saxutils import escape

from pydantic import ValidationError

from extract.package import Package, open_package
from render.machine import exact_json
from render.newparts import (
    OFFICE,
    TYPES_PART,
    declare,
    declare_xml,
    no_relationships,
    relate,
    relationships,
    relationships_part,
    written,
)
from render.text import FORBIDDEN
from rubrics.assessment import Answer, Assessment, Finding
from rubrics.errors import SourceError
from rubrics.plain import plain_data
from rubrics.values import show

NAMESPACE: Final = "urn:dabiao:assessments:v1"
_KIND = "customXml"
Descriptions = Mapping[str, Mapping[str, str]]
"""What is written about each item, by the kind of the assessment and the item's id."""
_ITEM = "{2C1B6C5E-0F0B-5D0A-9E55-6D2F3B8A7C41}"
"""Tells the part from others of its kind in a document (15.2.6); a form has one."""
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ABOUT = (
    f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{OFFICE}/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def carried_parts(
    package: Package, assessments: Sequence[Assessment], descriptions: Descriptions = MappingProxyType({})
) -> dict[str, bytes]:
    """Return the parts of a package that are new or other when it carries assessments: the same for the same ones.

    ``descriptions`` go along where a template of one's own composed them: without it nothing else could tell them again.
    """
    number = next(n for n in range(1, 100_000) if not package.has(f"customXml/item{n}.xml"))
    item, about = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    of_item, of_document = no_relationships(), relationships(package, package.main_part)
    types = package.xml(TYPES_PART)
    relate(of_item, f"{_KIND}Props", posixpath.basename(about))
    relate(of_document, _KIND, posixpath.relpath(item, posixpath.dirname(package.main_part) or "."))
    declare_xml(types)
    declare(types, about, _PROPERTIES)
    return {
        item: _part(assessments, descriptions),
        about: _ABOUT.encode(),
        relationships_part(item): written(of_item),
        relationships_part(package.main_part): written(of_document),
        TYPES_PART: written(types),
    }


def carried_in(package: Package) -> tuple[Assessment, ...]:
    """Return the assessments that a form carries; none where it carries none, or something that is no assessment any more."""
    try:
        parts = [one.target for one in package.relationships(package.main_part).values() if one.kind == _KIND]
        return tuple(one for part in parts if package.has(part) for one in _assessments(package, part))
    except (SourceError, ValueError, ValidationError, RecursionError):
        return ()


def descriptions_in(package: Package) -> Descriptions:
    """Return the descriptions that a form carries of what a template of one's own composed; empty where it carries none."""
    try:
        parts = [one.target for one in package.relationships(package.main_part).values() if one.kind == _KIND]
        return dict(pair for part in parts if package.has(part) for pair in _descriptions(package, part))
    except (SourceError, ValueError, TypeError, RecursionError):
        return {}


def carried_by(path: Path) -> tuple[tuple[Assessment, ...], Descriptions]:
    """Return the assessments and descriptions that the file at ``path`` carries; none where it is no Word document."""
    try:
        package = open_package(path.read_bytes(), path.name)
    except (OSError, SourceError):
        return (), {}
    return carried_in(package), descriptions_in(package)


def not_printed(assessments: Iterable[Assessment]) -> dict[str, int]:
    """Return how many names of evidence, and how many facts, are in assessments: a form does not print them."""
    evidence, facts = 0, 0
    for assessment in assessments:
        facts += len(assessment.facts)
        evidence += sum(_evidence(answer) for answer in assessment.items.values())
        for element in assessment.elements.values():
            evidence += _of_findings(element.findings) + sum(_of_findings(one.findings) for one in element.objects)
            evidence += sum(_evidence(answer) for one in element.objects for answer in one.items.values())
    return {"evidence": evidence, "facts": facts}


def _evidence(answer: Answer) -> int:
    return len(answer.evidence) + _of_findings(answer.findings) + sum(map(_evidence, answer.objects))


def _of_findings(findings: Iterable[Finding]) -> int:
    return sum(len(finding.evidence) for finding in findings)


def _part(assessments: Sequence[Assessment], descriptions: Descriptions) -> bytes:
    told = "".join(f"<assessment>{_json(assessment)}</assessment>" for assessment in assessments)
    told += "".join(
        f'<descriptions kind="{kind}">{_escaped(json.dumps(dict(texts), ensure_ascii=False))}</descriptions>'
        for kind, texts in descriptions.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<assessments xmlns="{NAMESPACE}">{told}</assessments>'.encode()
    )


def _json(assessment: Assessment) -> str:
    """Return an assessment as JSON that XML can hold."""
    data = plain_data(assessment)
    try:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_json_value)
    except OverflowError:
        text = exact_json(data)
    return _escaped(text)


def _escaped(text: str) -> str:
    return escape(FORBIDDEN.sub(lambda sign: json.dumps(sign[0])[1:-1], text))


def _json_value(value: object) -> float | str:
    """Return a day as it is written, a figure as a number; ``OverflowError`` for one of more digits than ``json`` can write."""
    if not isinstance(value, Decimal):
        return str(value)
    if repr(float(value)) != show(value):
        raise OverflowError(value)
    return float(value)


def _assessments(package: Package, part: str) -> Iterator[Assessment]:
    if NAMESPACE.encode() not in package.read(part):
        return
    for element in package.xml(part).iter(f"{{{NAMESPACE}}}assessment"):
        data: Any = json.loads(element.text or "", parse_float=Decimal)
        yield Assessment.model_validate(data)


def _descriptions(package: Package, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    if NAMESPACE.encode() not in package.read(part):
        return
    for element in package.xml(part).iter(f"{{{NAMESPACE}}}descriptions"):
        data: Any = json.loads(element.text or "{}")
        yield element.get("kind", ""), {str(name): str(text) for name, text in dict(data).items()}
