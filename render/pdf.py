"""A form as a PDF, made by LibreOffice in a profile of its own, without a network, within bounds of time and memory."""

from __future__ import annotations

import hashlib
import re

from extract.office import converted, find_program
from rubrics.errors import SourceError

_TARGET = "pdf:writer_pdf_Export"
_TOLD, _TIME = b"/CreationDate(D:", b"19800101000000"
_CHANCE = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
"""What LibreOffice makes of the clock (seen in 7.4): the document's two identifiers, and a checksum of its own."""


def pdf_of(data: bytes, name: str) -> bytes:
    """Return the bytes of a Word document as a PDF; ``SourceError`` where LibreOffice is not there, or fails.

    The same document gives the same bytes with the same LibreOffice and fonts: the time of making is taken out.
    """
    if find_program() is None:
        raise SourceError("pdf-needs-soffice", where=name)
    return _pinned(converted(data, name, ".docx", _TARGET), data)


def _pinned(made: bytes, data: bytes) -> bytes:
    """Return a PDF without what it has from the clock, which is told behind everything else; nothing in it moves."""
    told, trailer = made.rfind(_TOLD), made.rfind(b"trailer")
    if not 0 <= told < trailer:
        return made
    begin = told + len(_TOLD)
    identity = hashlib.sha256(data).hexdigest()[:32].upper().encode()
    between = _TIME + made[begin + len(_TIME) : trailer]
    return made[:begin] + between + _CHANCE.sub(identity, made[trailer:])
