"""Which language dabiao speaks, and the sentence for a code.

The language comes from ``--lang`` or, failing that, from the locale, as gettext always does it. click asks the same
default domain for its own words (Usage, Options, …), so that one catalogue serves both.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DOMAIN = "dabiao"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh")
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that gettext looks at."""


def use_language(language: str | None = None) -> None:
    """Speak ``language`` (``en`` or ``zh``) from now on; with ``None``, what the locale says."""
    chosen = language or _windows_language()
    if chosen is not None:
        os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


def translate(sentence: str) -> str:
    """Return ``sentence`` in the language in use (itself where the catalogue lacks it)."""
    if not sentence or gettext.textdomain() != DOMAIN:
        return sentence
    return _in_use(*(os.environ.get(name) for name in _VARIABLES)).gettext(sentence)


def spoken(figures: Mapping[str, object]) -> dict[str, object]:
    """Return the figures of a sentence with the codes among them as words, in the language in use."""
    from rubrics.catalogue.words import WORDS  # noqa: PLC0415 - only when a sentence is shown

    return {name: _in_words(value, WORDS[name]) if name in WORDS else value for name, value in figures.items()}


def _in_words(value: object, words: Mapping[str, str]) -> str:
    """Return codes that stand side by side as words (a code itself where it has none)."""
    return translate(", ").join(translate(words.get(code, code)) for code in str(value).split(", "))


def translate_to(language: str, sentence: str) -> str:
    """Return ``sentence`` in ``language``, whatever the language in use: for files, which are the same in every locale."""
    return _catalogue(language).gettext(sentence) if sentence else sentence


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``language`` within the block, for what is written into files."""
    before = os.environ.get("LANGUAGE")
    use_language(language)
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


@cache
def _in_use(*_: str | None) -> gettext.NullTranslations:
    """Return the catalogue for what the environment says; ``gettext.gettext`` would look for its file at each sentence."""
    return gettext.translation(DOMAIN, LOCALE_DIR, fallback=True)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[language], fallback=True)


def _windows_language() -> str | None:
    """Return the language of the Windows desktop, which gettext does not ask, where no variable names one."""
    if sys.platform != "win32" or any(os.environ.get(name) for name in _VARIABLES):
        return None
    import ctypes  # noqa: PLC0415 - on Windows only
    import locale  # noqa: PLC0415 - on Windows only

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
