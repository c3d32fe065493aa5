"""The importer fuzzed for as long as one likes, guided by which code a file reaches (needs ``pip install atheris``).

    python -m tests.extract.fuzz_importer KIND [-max_total_time=600 …]

KIND is one of those in test_hostile_fuzz.py (``docx``, ``page`` …); of a package the main part is fuzzed. What is found goes into
that test as a case of its own.
"""

from __future__ import annotations

import importlib
import sys

READERS = ("extract.page", "extract.text", "extract.word", "extract.workbook")
"""Loaded here, since they are loaded only when asked for, and only what is loaded here is watched."""

MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/a.xml"}


def main() -> None:
    """Fuzz one kind of file until atheris is told to stop; imported here, since the tests do without it."""
    import atheris

    with atheris.instrument_imports(include=["extract", "normalize"]):
        for reader in READERS:
            importlib.import_module(reader)
        from tests.extract import formats
        from tests.extract.test_hostile_fuzz import PACKAGES, TEXTS, survive

    kind = sys.argv.pop(1)
    parts = formats.members(PACKAGES[kind]) if kind in PACKAGES else {}
    start = parts[MAIN_PARTS[kind]] if parts else TEXTS[kind]

    def one(data: bytes) -> None:
        survive(formats.zipped({**parts, MAIN_PARTS[kind]: data}) if parts else data)

    def mutated(data: bytes, most: int, _: int) -> bytes:
        return atheris.Mutate(data if len(data) > 1 else start, most)

    atheris.Setup([*sys.argv, "-max_len=20000"], one, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
