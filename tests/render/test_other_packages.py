"""Forms published as a template, with macros, or as one XML file are filled like any other, and come back as a plain .docx."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from extract import read_bytes
from normalize.standard import normalize
from render import Filled, prepare
from render.as_docx import DOCUMENT, as_docx
from rubrics import load_assessment
from scoring import score
from tests.extract import formats

EXAMPLES = Path(__file__).parents[2] / "examples"
ID = "jiangsu-small-enterprise"
SOURCE = (EXAMPLES / f"{ID}.docx").read_bytes()
TEMPLATE = "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
VBA_TYPE = b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
VBA_LINK = (
    b'<Relationship Id="rVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
)


def linked_macros(data):
    parts = formats.members(formats.macro_enabled(data))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", VBA_TYPE)
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", VBA_LINK + b"</Relationships>")
    parts["word/_rels/vbaProject.bin.rels"] = b"<Relationships/>"
    parts["word/vbaData.xml"] = b"<x/>"
    return formats.zipped(dict(parts))


PACKAGES = {
    ".docm": linked_macros,
    ".dotx": lambda data: formats.macro_enabled(data, TEMPLATE),
    ".dotm": lambda data: formats.macro_enabled(data, "vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    "flat OPC": formats.flat_opc,
    "strict": formats.strict,
}


def filled(source):
    rubric = normalize(read_bytes(source, "form.docx"), id=ID).rubric
    assessment, _ = load_assessment(EXAMPLES / f"{ID}.self.yaml")
    assessment = assessment.model_copy(update={"rubric_hash": None}) if hasattr(assessment, "rubric_hash") else assessment
    return prepare(source, rubric).fill([Filled(assessment, score(rubric, assessment))]).data


def texts(data):
    return [cell.text for table in Document(io.BytesIO(data)).tables for cell in table._cells]


@pytest.fixture(scope="module")
def expected():
    return texts(filled(SOURCE))


@pytest.mark.parametrize("kind", [kind for kind in PACKAGES if kind != "strict"])
def test_a_form_of_another_kind_of_package_is_filled_as_a_plain_docx(kind, expected):
    made = filled(PACKAGES[kind](SOURCE))
    assert texts(made) == expected
    parts = formats.members(made)
    assert parts["[Content_Types].xml"].count(DOCUMENT.encode()) == 1
    assert b"vba" not in parts["[Content_Types].xml"].lower()
    assert not [name for name in parts if "vba" in name.lower()]
    assert b"vbaProject" not in parts["word/_rels/document.xml.rels"]


def test_a_strict_form_stays_strict():
    parts = formats.members(filled(formats.strict(SOURCE)))
    main = parts["word/document.xml"]
    assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in main
    assert b"http://schemas.openxmlformats.org/wordprocessingml/2006/main" not in main


def test_a_plain_docx_stays_byte_for_byte():
    assert as_docx(SOURCE, "form.docx") is SOURCE


@pytest.mark.parametrize("kind", PACKAGES)
def test_the_same_package_gives_the_same_bytes_and_is_plain_after_once(kind):
    source = PACKAGES[kind](SOURCE)
    made = as_docx(source, "form")
    assert made == as_docx(source, "form")
    assert as_docx(made, "form") == made


def test_the_command_line_fills_a_flat_package(tmp_path):
    from click.testing import CliRunner

    from pipeline import dabiao

    (tmp_path / "form.xml").write_bytes(formats.flat_opc(SOURCE))
    words = ["run", str(tmp_path / "form.xml"), str(EXAMPLES / f"{ID}.self.yaml"), "-o", str(tmp_path / "out"), "--id", ID]
    result = CliRunner().invoke(dabiao, words)
    assert result.exit_code == 0, result.output
    assert "built anew" not in result.output
    made = next((tmp_path / "out").glob("*.docx")).read_bytes()
    assert made.startswith(b"PK")
    assert formats.members(made)["word/styles.xml"]
