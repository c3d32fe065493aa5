"""The errors that a person can cause and can mend.

Each carries a code of ``rubrics.catalogue.failures``, the file, the position in it, and the figures of its sentence;
the command line prints one or two lines of it and exits with status 2.
"""

from __future__ import annotations

from rubrics.messages import spoken, translate


class DabiaoError(Exception):
    """Anything that ends a command with a message instead of a result."""

    def __init__(self, code: str, *, where: str = "", **figures: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.figures = figures

    def __str__(self) -> str:
        from rubrics.catalogue.failures import FAILURES  # noqa: PLC0415 - only when an error is shown

        sentence = translate(FAILURES[self.code]).format(**spoken(self.figures))
        return f"{self.where}: {sentence}" if self.where else sentence


class SourceError(DabiaoError):
    """A document cannot be read: give another file, or mend this one."""


class NoStandardError(DabiaoError):
    """A document was read, but holds no scoring table: give the document that has one, or name the table."""


class RubricError(DabiaoError):
    """A rubric or assessment file is not what its schema says: mend the named line."""


class PlacedError(DabiaoError):
    """Something in a file does not fit what it is about.

    ``path`` is the way of keys to it, ``("items", "1.1-1", "findings", 0, "rule")``; whoever knows the file puts its line and
    column into ``where`` (``Loaded.where(error.path)``). Until then ``where`` names the keys.
    """

    def __init__(self, code: str, *, where: str = "", path: tuple[str | int, ...] = (), **figures: object) -> None:
        super().__init__(code, where=where or " ".join(str(part) for part in path), **figures)
        self.path = path


class AssessmentError(PlacedError):
    """An assessment does not fit its rubric: mend the named answers."""


class MappingError(PlacedError):
    """A mapping file does not fit the two editions: mend the named match."""


class FormError(DabiaoError):
    """A form cannot be filled: what is missing is named."""


class DatabaseError(DabiaoError):
    """A results database cannot be reached, read or written: give another one, or mend what its sentence names."""


MOST = 50
"""So many errors of one file are told; whoever has more mends these first."""


class ErrorList(DabiaoError):  # noqa: N818 - it is a list of errors, and raised as one
    """Several errors of one file, told at once: the first of them, and how many more there are."""

    def __init__(self, errors: list[DabiaoError]) -> None:
        super().__init__("several")
        self.errors = errors

    def __str__(self) -> str:
        lines = [str(error) for error in self.errors[:MOST]]
        if len(self.errors) > MOST:
            lines.append(str(DabiaoError("and-more", count=len(self.errors) - MOST)))
        return "\n".join(lines)
