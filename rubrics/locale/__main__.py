"""``python -m rubrics.locale`` brings the Chinese catalogue up to date: new sentences in, gone ones out, ``.mo`` compiled.

The sentences are those that are marked in the code with ``N_``, the descriptions of the models (for the JSON Schemas), and
click's own. Needs Babel, which the test extra brings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from rubrics.messages import DOMAIN, LOCALE_DIR
from rubrics.schema import descriptions

ROOT = LOCALE_DIR.parent.parent
STAGES = ("rubrics", "extract", "normalize", "scoring", "render")
PO = LOCALE_DIR / "zh" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
OURS = {"N_": None}
CLICKS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Return every sentence of dabiao, and click's own, without translations."""
    catalog = Catalog(domain=DOMAIN, project="dabiao", locale="zh", fuzzy=False)
    for sentence, where in our_sentences():
        catalog.add(sentence, auto_comments=[where])
    for words in click_sentences():
        if words not in catalog:
            catalog.add(words, auto_comments=["click"])
    return catalog


def our_sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence of dabiao and the module that it stands in."""
    for folder in STAGES:
        for name, _, sentence, *_ in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=OURS):
            yield str(sentence), f"{folder}/{Path(name).as_posix()}"
    for sentence in descriptions():
        yield sentence, "rubrics/schema"


def click_sentences() -> Iterator[str | tuple[str, str]]:
    """Yield click's own words, pairs where there is a plural."""
    for _, _, sentence, *_ in extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], keywords=CLICKS):
        yield (sentence[0], sentence[1]) if isinstance(sentence, tuple) else sentence


def read_catalogue() -> Catalog:
    """Return the Chinese catalogue as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh", domain=DOMAIN)


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as people edit it; the same sentences give the same bytes."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, omit_header=False, ignore_obsolete=True, no_location=True)
    return out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Bring the catalogue up to date and compile it."""
    catalog = read_catalogue()
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    PO.write_bytes(po_bytes(catalog))
    MO.write_bytes(mo_bytes(catalog))
    missing = [message.id for message in catalog if message.id and not message.string]
    click.echo(f"{len(catalog)} sentences, {len(missing)} without a translation")
    for sentence in missing:
        click.echo(f"  {sentence}")


if __name__ == "__main__":
    main()
