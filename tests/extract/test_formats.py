"""A standard is the same rubric in every format: the table in docs/formats.md, cell by cell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract import office, read_bytes
from extract.kinds import DOC, kind_of
from extract.limits import Limits, using
from extract.office import TARGETS
from normalize.standard import normalize
from rubrics import content_hash
from rubrics.plain import plain_data, without_provenance
from tests.extract import formats
from tests.normalize.flattening import lines_of

ROOT = Path(__file__).parents[2]
STANDARDS = ("jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station")

PUBLISHED = {".doc (Word 97)": "doc", ".txt (a converter's dump)": "txt"}
"""Formats in which the examples themselves are there."""
WRITTEN = {
    ".docx, ISO strict": lambda data, _: formats.strict(data),
    ".docm": lambda data, _: formats.macro_enabled(data),
    ".dotx": lambda data, _: formats.macro_enabled(data, "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ".dotm": lambda data, _: formats.macro_enabled(data, "vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    "flat OPC (.xml)": lambda data, _: formats.flat_opc(data),
    "web page, UTF-8": lambda _, document: formats.web_page(document),
    "web page, GB18030": lambda _, document: formats.web_page(document, "gb18030"),
    "web page in one file (.mht)": lambda _, document: formats.web_archive(document),
    ".xlsx": lambda _, document: formats.workbook(document),
    "tab-separated text": lambda _, document: formats.tab_separated(document),
}
"""Formats that small writers make from the .docx."""
SAVED = {".dot (Word 97 template)": "dot", ".rtf": "rtf", ".odt": "odt", ".fodt": "fodt", ".xls": "xls", ".ods": "ods"}
"""Formats that LibreOffice makes: texts from the .docx, workbooks from the .xlsx."""
SHEETS = ("xls", "ods")
SAME_BYTES = {".wps (WPS Writer)": (".doc", DOC)}
"""Formats whose files are those of another: which, and the kind that both are."""
FLATTENED = "flattened text"
JOINED = ("jiangsu-small-enterprise",)
"""Standards with two columns of text side by side: flattened, nobody can tell where the first ends."""

has_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")


def docx(standard):
    return (ROOT / "examples" / f"{standard}.docx").read_bytes()


def rubric_of(data, name):
    return normalize(read_bytes(data, name), id="x").rubric


@pytest.fixture(scope="module")
def rubrics():
    """Return each standard's rubric as its .docx gives it."""
    return {standard: rubric_of(docx(standard), f"{standard}.docx") for standard in STANDARDS}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Return what LibreOffice makes of each standard, by ending and name, read again."""
    folder = tmp_path_factory.mktemp("saved")
    for standard in STANDARDS:
        (folder / f"{standard}.docx").write_bytes(docx(standard))
        (folder / f"{standard}.xlsx").write_bytes(formats.workbook(read_bytes(docx(standard), "x.docx")))
    with using(Limits(seconds=1800)):
        return {
            (ending, standard): document
            for ending in SAVED.values()
            for standard, document in zip(STANDARDS, read_again(folder, ending), strict=True)
        }


def read_again(folder, ending):
    """Return the standards as dabiao reads them in a format, once LibreOffice has saved them so.

    LibreOffice starts once for the four, with dabiao's own settings; for one document it starts in every other test.
    """
    source, target = (".xlsx", TARGETS[True]) if ending in SHEETS else (".docx", TARGETS[False])
    saved = converted_together([folder / f"{standard}{source}" for standard in STANDARDS], ending)
    made = {path.read_bytes(): again.read_bytes() for path, again in zip(saved, converted_together(saved, target), strict=True)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("extract.office.converted", lambda data, *_: made[data])
        return [read_bytes(path.read_bytes(), path.name) for path in saved]


def converted_together(sources, target):
    """Return the paths of files that LibreOffice makes of several in one call."""
    made = sources[0].parent / f"{sources[0].suffix[1:]}-{target[:4].strip(':')}"
    base = made.with_suffix(".run")
    base.mkdir()
    words = office._words(office._new_profile(base), target, made, sources[0])
    office._run([*office._without_network(), office.find_program(), *words, *map(str, sources[1:])], base, "x")
    return [made / f"{path.stem}.{target.partition(':')[0]}" for path in sources]


def assert_same(rubric, expected):
    assert without_provenance(plain_data(rubric)) == without_provenance(plain_data(expected))
    assert content_hash(rubric) == content_hash(expected)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", WRITTEN)
def test_a_standard_written_in_another_format_is_the_same(kind, standard, rubrics):
    data = docx(standard)
    written = WRITTEN[kind](data, read_bytes(data, "x.docx"))
    assert_same(rubric_of(written, f"{standard}.bin"), rubrics[standard])


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", [kind for kind, ending in PUBLISHED.items() if ending != "doc"])
def test_a_standard_held_as_text_is_the_same(kind, standard, rubrics):
    path = ROOT / "examples" / f"{standard}.{PUBLISHED[kind]}"
    assert_same(rubric_of(path.read_bytes(), path.name), rubrics[standard])


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", SAME_BYTES)
def test_a_file_that_is_another_under_its_own_name_is_read_as_that(kind, standard):
    ending, same = SAME_BYTES[kind]
    data = (ROOT / "examples" / f"{standard}{ending}").read_bytes()
    assert kind_of(data, f"{standard}{kind.split()[0]}") == kind_of(data, f"{standard}{ending}") == same


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_flattened_standard_is_the_same_where_its_columns_can_be_told_apart(standard, rubrics):
    flat = "\n".join(lines_of(read_bytes(docx(standard), "x.docx"))).encode()
    rubric, expected = rubric_of(flat, f"{standard}.txt"), rubrics[standard]
    assert [figures(item) for item in rubric.by_item.values()] == [figures(item) for item in expected.by_item.values()]
    assert [e.points for e in rubric.by_element.values()] == [e.points for e in expected.by_element.values()]
    assert (rubric.title, rubric.points) == (expected.title, expected.points)
    for item, wanted in zip(rubric.by_item.values(), expected.by_item.values(), strict=True):
        assert item.requirement.split()[-1] == wanted.requirement.split()[-1]
        assert standard in JOINED or item.requirement.split() == wanted.requirement.split()


def figures(item):
    return item.id, item.points, item.stars, [rule.text for rule in item.rules]


@has_libreoffice
@pytest.mark.parametrize("standard", STANDARDS)
def test_an_old_word_document_is_the_same_as_the_new(standard, rubrics):
    path = ROOT / "examples" / f"{standard}.doc"
    document = read_bytes(path.read_bytes(), path.name)
    assert document.format == "doc"
    assert_same(normalize(document, id="x").rubric, rubrics[standard])


@has_libreoffice
@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", SAVED)
def test_a_standard_saved_by_libreoffice_is_the_same(kind, standard, rubrics, saved):
    document = saved[SAVED[kind], standard]
    assert document.format == {"fodt": "odt", "dot": "doc"}.get(SAVED[kind], SAVED[kind])
    assert_same(normalize(document, id="x").rubric, rubrics[standard])


def test_the_table_in_the_documentation_lists_these_formats_and_standards():
    lines = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    start = next(number for number, row in enumerate(table) if row[0] == "format")
    assert table[start][1:] == list(STANDARDS)
    listed = {row[0]: row[1:] for row in table[start + 2 :] if len(row) == len(table[start])}
    assert set(listed) == {".docx", ".pdf", *PUBLISHED, *WRITTEN, *SAVED, *SAME_BYTES, FLATTENED}
    assert all(cell == "=" for kind, row in listed.items() for cell in row if kind not in (".pdf", FLATTENED))
    assert listed[FLATTENED] == ["figures" if standard in JOINED else "=" for standard in STANDARDS]
