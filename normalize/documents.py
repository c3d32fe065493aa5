"""The standards of several documents that were given together, such as the files of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from extract.document import Document
from normalize.standard import Import, normalize_all
from rubrics.errors import ErrorList, NoStandardError


def normalize_each(documents: Iterable[Document], tell: Callable[[NoStandardError], None], **how: Any) -> list[Import]:
    """Return the rubrics of all documents, in order; ``how`` is as in ``normalize_all``.

    Beside standards there may be documents without any, such as the letter that they came with: ``tell`` is called with the
    reason for each. Where no document holds a standard, the reasons are raised: ``NoStandardError``, or ``ErrorList`` of them.
    """
    read: list[Import] = []
    problems: list[NoStandardError] = []
    for document in documents:
        try:
            read += normalize_all(document, **how)
        except NoStandardError as problem:
            problems.append(problem)
    if problems and not read:
        raise problems[0] if len(problems) == 1 else ErrorList([*problems])
    for told in problems:
        tell(told)
    return read
