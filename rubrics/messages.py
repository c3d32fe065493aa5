"""Which language dabiao speaks, and the sentence for a code.

The language comes from ``--lang`` or, failing that, from the locale, as gettext always does it. click asks the same
default domain for its own words (Usage, Options, …), so that one catalogue serves both.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "dabiao"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh")


def use_language(language: str | None = None) -> None:
    """Speak ``language`` (``en`` or ``zh``) from now on; with ``None``, what the locale says."""
    if language is not None:
        os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


def translate(sentence: str) -> str:
    """Return ``sentence`` in the language in use (itself where the catalogue lacks it)."""
    return gettext.gettext(sentence) if sentence else sentence
