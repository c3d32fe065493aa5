"""The signs of a web page: which of its bytes they are, in a single-file archive too, and in which encoding.

What a page says of its encoding is often wrong; bytes that are UTF-8 throughout are, whatever it says, and after that its word
is tried before GB18030.
"""

from __future__ import annotations

import email
import email.policy
import re

from extract.text import decode
from rubrics.errors import SourceError

DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_WITHIN = 8192
OTHERS = {
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc-jp",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
"""Encodings of pages beside UTF-8, UTF-16 and GB18030 with its ancestors, and the codec that reads each."""
_MIXED = b"multipart/related"


def decode_page(data: bytes, name: str) -> str:
    """Return the text of a web page, tags and all, with line feeds; U+FFFD stands for what is broken in it.

    Raises ``SourceError`` where the bytes are no text, or the archive holds no page.
    """
    declared = DECLARED.search(data[:_WITHIN])
    if declared is None and _MIXED in data[:_WITHIN].lower():
        data, said = _page_of_archive(data, name)
    else:
        said = next(filter(None, declared.groups()), b"").decode("ascii").lower() if declared else ""
    other = OTHERS.get(said)
    if other is not None and not _is_utf_8(data):
        try:
            return decode(data.decode(other).encode(), name)
        except UnicodeDecodeError:
            pass
    try:
        return decode(data, name)
    except SourceError as problem:
        if problem.code != "text-encoding" or not said:
            raise
        codec = other or ("utf-8" if said.startswith("utf") else "gb18030")
        return decode(data.decode(codec, errors="replace").encode(), name)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _page_of_archive(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page in a web archive (RFC 2557), and the encoding that its header names."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise SourceError("page-empty", where=name)
    return content, (page.get_content_charset() or "").lower()
