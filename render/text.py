"""Text as an assessor wrote it, made fit for XML and cut into lines."""

from __future__ import annotations

import re
from functools import lru_cache

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2); what separates lines is none of it."""
_KNOWN = 4096
"""So many texts are kept in mind: most cells of most forms hold the same few."""
_LINE_ENDS = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")


@lru_cache(maxsize=_KNOWN)
def written(text: str) -> tuple[tuple[str, ...], int]:
    r"""Return the lines of ``text`` as they can be written, and how many characters were left out.

    >>> written('一\x07\n二')
    (('一', '二'), 1)
    """
    cleaned, removed = clean(text)
    return tuple(lines_of(cleaned)), removed


def clean(text: str) -> tuple[str, int]:
    r"""Return ``text`` without the characters that XML cannot hold, and how many they were; tabs become spaces.

    >>> clean('台账\x07不全\t（2处）')
    ('台账不全 （2处）', 1)
    """
    kept, removed = FORBIDDEN.subn("", text)
    return kept.replace("\t", " "), removed


def lines_of(text: str) -> list[str]:
    r"""Return the lines of ``text``, each without white space at its ends; empty ones at both ends are left out.

    >>> lines_of('一\r\n\n二 \n')
    ['一', '', '二']
    """
    return [line.strip() for line in _LINE_ENDS.split(text.strip())]


def bare(text: str) -> str:
    """Return a sentence without the stop at its end, so that a bracket can follow."""
    return text.strip().rstrip("。；;，,、")
