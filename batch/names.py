"""What the files made of an assessment are called: its own name within the folder that was given, made safe for any system.

``苏州/甲厂.yaml`` gives ``forms/苏州/甲厂.docx``. Where two would have one name, also on systems that take ``A`` and ``a`` for
the same, the later one in the order of the inputs gets a number: ``甲厂~2``.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from pathlib import PurePosixPath

LONGEST_PART, LONGEST = 120, 600
"""Bytes of one part of a name and of all together; most file systems take 255 of a part, object stores 1,024 of a name."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
"""Signs that Windows does not take in a name, control signs, and what is left of bytes that are no UTF-8."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_OURS = re.compile(r"\.(docx|html|json)$", re.IGNORECASE)
"""How our own files end: a folder must not be called like one."""
_ASSESSMENT = re.compile(r"\.ya?ml$", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Return the name, without an ending, of what is made of the assessment ``name`` (its path within what was given).

    >>> safe_name('苏州/甲厂.yaml'), safe_name('../../etc/con.yml'), safe_name('a:b?.yaml')
    ('苏州/甲厂', '_/_/etc/con_', 'a_b_')
    """
    parts = [part for part in unicodedata.normalize("NFC", name).replace("\\", "/").split("/") if part not in ("", ".")]
    own = _ASSESSMENT.sub("", parts[-1]) if parts else ""
    folders = [_OURS.sub(r".\1_", _safe_part(part)) for part in parts[:-1]]
    made = "/".join([*folders, _safe_part(own)])
    return made if len(made.encode()) <= LONGEST else f"{_cut(made.replace('/', '_'))}"


def numbered(key: str, number: int) -> str:
    """Return the name of the ``number``-th of those that would have one name.

    >>> numbered('a/x', 1), numbered('a/x', 2)
    ('a/x', 'a/x~2')
    """
    return key if number == 1 else f"{key}~{number}"


def folded(key: str) -> str:
    """Return what two names have in common that some system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", key).casefold())


def _safe_part(part: str) -> str:
    if part == "..":
        return "_"
    made = _UNSAFE.sub("_", part).rstrip(" .").lstrip(" ")
    made = f"_{made[1:]}" if made.startswith((".", "~")) else made
    if _DEVICES.fullmatch(made):
        made = f"{PurePosixPath(made).stem}_{PurePosixPath(made).suffix}"
    return (made if len(made.encode()) <= LONGEST_PART else _cut(made)) or "_"


def _cut(text: str) -> str:
    """Return the beginning of a name that is too long, and behind it what tells it from others that begin alike."""
    hashed = blake2b(text.encode(), digest_size=6).hexdigest()
    return text.encode()[: LONGEST_PART - 20].decode(errors="ignore").rstrip(" .") + f"~{hashed}"
