"""A form as a PDF, made by LibreOffice in a profile of its own, without a network, within bounds of time and memory."""

from __future__ import annotations

from extract.office import converted

_TARGET = "pdf:writer_pdf_Export"


def pdf_of(data: bytes, name: str) -> bytes:
    """Return the bytes of a Word document as a PDF; ``SourceError`` where LibreOffice is not there, or fails."""
    return converted(data, name, ".docx", _TARGET)
