"""Text files: which encoding the bytes are in, and which kind of text it is.

Users hold standards as text in whatever encoding a program of theirs wrote: UTF-8 (with or without a mark), the UTF-16 of
Windows, or GB18030 and its ancestors GBK and GB2312. A wrong guess would turn every word into another, so a guess that does
not look like a person's Chinese or English is refused.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from extract import limits
from extract.document import Document
from extract.dump import read_dump
from extract.dump_cells import CELL_LINE
from extract.flattened import read_flattened
from extract.tabtext import is_tab_separated, read_tab_separated
from rubrics.errors import SourceError

_MOST_COLUMNS = 40
_ALLOWED_CONTROLS = frozenset("\t\n\r\x07\x0b\x0c\x1a\x1c\x1d\x1e\x1f\x85")
_MOST_CONTROLS = 0.01
_LEAST_COMMON = 0.6
_COMMON_ROWS = range(0xB0, 0xD8)
"""The lead bytes of GB 2312 level one: the 3755 common characters, over 95 of 100 in any modern Chinese text."""
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x1e\x85\u2028\u2029]")
_REPLACED_TAIL = 3


def read_text(data: bytes, name: str) -> Document:
    """Return the document in the bytes of a text file called ``name``.

    Raises ``SourceError`` for binary data, an unknown encoding, and a text that is empty or too large.
    """
    text = decode(data, name)
    if not text.strip():
        raise SourceError("text-empty", where=name)
    reader = read_tab_separated if is_tab_separated(text) else read_dump if is_dump(text) else read_flattened
    return reader(text, name, hashlib.sha256(data).hexdigest())


def decode(data: bytes, name: str) -> str:
    """Return the text in ``data`` with line feeds at its line ends, and U+FFFD for a last character that is cut through.

    Raises ``SourceError`` where ``data`` is no text, or in none of the encodings known.
    """
    most = limits.current().part
    if len(data) > most * limits.MEGABYTE:
        raise SourceError("text-too-large", where=name, limit=most)
    text = _marked(data, name) if data[:2] in _UTF_16 else _unmarked(data, name)
    if _share(text, _is_control) > _MOST_CONTROLS:
        raise SourceError("text-binary", where=name)
    return _LINE_ENDS.sub("\n", text).removeprefix("\ufeff")


def is_dump(text: str) -> bool:
    """Tell whether ``text`` is a converter's dump of Word tables, not a text without tables.

    A dump opens each cell with a tab at the beginning of a line; paragraphs that are merely indented by tabs have no rows of
    like width and no empty cells.
    """
    runs = Counter(_runs_of_cells(text))
    rows = {width: count for width, count in runs.items() if 2 <= width <= _MOST_COLUMNS}
    has_empty_cells = re.search(r"^\t[ \u3000]*$", text, re.MULTILINE) is not None
    return bool(rows) and (has_empty_cells or max(rows.values()) > 1)


_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def _marked(data: bytes, name: str) -> str:
    try:
        return _lenient_at_the_end(data, _UTF_16[data[:2]])
    except UnicodeDecodeError as problem:
        raise SourceError("text-encoding", where=name) from problem


def _unmarked(data: bytes, name: str) -> str:
    if b"\0" in data:
        return _utf_16_without_mark(data, name)
    try:
        return _lenient_at_the_end(data, "utf-8")
    except UnicodeDecodeError:
        return _chinese(data, name)


def _utf_16_without_mark(data: bytes, name: str) -> str:
    """Return ``data`` as UTF-16 in the byte order in which it reads like a text; bytes with NULs are nothing else."""
    for encoding in _UTF_16.values():
        text = data.decode(encoding, errors="replace")
        if "\n" in text and _share(text, _is_written) > 1 - _MOST_CONTROLS and _reads_as_chinese(text):
            return text
    raise SourceError("text-binary", where=name)


def _chinese(data: bytes, name: str) -> str:
    """Return ``data`` as GB18030 where the result reads like Chinese."""
    try:
        text = _lenient_at_the_end(data, "gb18030")
    except UnicodeDecodeError as problem:
        raise SourceError("text-binary" if _looks_binary(data) else "text-encoding", where=name) from problem
    if not _reads_as_chinese(text):
        raise SourceError("text-binary" if _looks_binary(data) else "text-encoding", where=name)
    return text


def _lenient_at_the_end(data: bytes, encoding: str) -> str:
    """Decode strictly, but for a last character that a cut through the file left unfinished."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        if problem.start < len(data) - _REPLACED_TAIL or problem.start == 0:
            raise
        return data[: problem.start].decode(encoding) + "\ufffd"


def _looks_binary(data: bytes) -> bool:
    return _share(data[:4096].decode("latin-1"), lambda sign: sign < " " and sign not in "\t\n\r\f") > _MOST_CONTROLS


def _reads_as_chinese(text: str) -> bool:
    """Tell whether the signs beyond ASCII are mostly common Chinese characters (mojibake is made of rare ones)."""
    han = [sign for sign in text if "\u3400" <= sign <= "\u9fff"]
    if not han:
        return all(sign < "\x80" for sign in text)
    common = sum(sign.encode("gb2312", errors="replace")[0] in _COMMON_ROWS for sign in han)
    return common / len(han) >= _LEAST_COMMON


def _is_control(sign: str) -> bool:
    return sign < "\xa0" and sign not in _ALLOWED_CONTROLS and unicodedata.category(sign) == "Cc"


def _is_written(sign: str) -> bool:
    return sign in _ALLOWED_CONTROLS or unicodedata.category(sign) not in ("Cc", "Cn", "Co", "Cs")


def _share(text: str, holds: Callable[[str], bool]) -> float:
    """Return how much of ``text`` is made of signs for which ``holds`` is true, from 0 to 1."""
    counts = Counter(text)
    return sum(count for sign, count in counts.items() if holds(sign)) / max(len(text), 1)


def _runs_of_cells(text: str) -> Iterator[int]:
    """Yield how many cells open one after the other without an empty line between."""
    run = 0
    for line in text.split("\n"):
        if CELL_LINE.match(line):
            run += 1
        elif not line.strip() and run:
            yield run
            run = 0
    if run:
        yield run
