"""LibreOffice as a reader of other formats: kept from doing harm, limited, and missed with a hint."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extract import office, read_bytes
from extract.limits import Limits, using
from rubrics.errors import SourceError
from tests.extract import formats, hostile
from tests.waiting import wait_for

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")
RTF = "{\\rtf1\\ansi {\\trowd\\cellx1000\\cellx2000 a\\cell b\\cell\\row}}"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def flat_odf(body, kind="text"):
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible", "table": "table"}
    declared = "".join(f' xmlns:{prefix}="{ODF}{name}:1.0"' for prefix, name in names.items())
    return (
        f'<?xml version="1.0"?><office:document{declared} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:body><office:{kind}>{body}</office:{kind}>'
        "</office:body></office:document>"
    ).encode()


def code(data, **moved):
    with using(Limits(**moved)), pytest.raises(SourceError) as caught:
        read_bytes(data, "x.doc")
    assert str(caught.value).startswith("x.doc")
    return caught.value.code


@pytest.fixture
def server():
    """Return the address of a server of this machine, and the list of what is asked of it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/", asked
    running.shutdown()
    running.server_close()


def linked(address):
    """Return a document that asks for a picture, for a part of its text, and for a file of this machine."""
    image = f'<draw:image xlink:href="{address}a.png" xlink:actuate="onLoad"/>'
    picture = f'<draw:frame svg:width="1cm" svg:height="1cm">{image}</draw:frame>'
    sources = ((f"{address}b.odt", "kept"), (Path(__file__).as_uri(), "own"))
    sections = (
        f'<text:section text:name="{text}"><text:section-source xlink:href="{link}"/><text:p>{text}</text:p></text:section>'
        for link, text in sources
    )
    return flat_odf(f"<text:p>hi{picture}</text:p>{''.join(sections)}")


@needs_libreoffice
@pytest.mark.parametrize("cut_off", [True, False])
def test_nothing_outside_the_file_is_fetched(server, monkeypatch, cut_off):
    address, asked = server
    if not cut_off:
        monkeypatch.setattr(office, "_without_network", tuple)
    document = read_bytes(linked(address), "x.fodt")
    assert [paragraph.text for paragraph in document.paragraphs] == ["hi", "kept", "own"]
    assert asked == []


@needs_libreoffice
def test_a_rtf_document_is_read_with_its_table():
    document = read_bytes(RTF.encode(), "x.rtf")
    assert document.format == "rtf"
    assert [cell.text for cell in next(document.grids).cells] == ["a", "b"]


@needs_libreoffice
def test_several_are_read_at_once():
    with ThreadPoolExecutor(3) as pool:
        read = list(pool.map(lambda number: read_bytes(RTF.replace("a\\", f"{number}\\").encode(), "x.rtf"), range(3)))
    assert [next(document.grids).cells[0].text for document in read] == ["0", "1", "2"]


@needs_libreoffice
def test_time_is_limited_and_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    rows = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>" * 30_000
    began = time.monotonic()
    assert code(flat_odf(f"<table:table>{rows}</table:table>"), seconds=1) == "too-slow"
    assert time.monotonic() - began < 100
    assert list(tmp_path.iterdir()) == []
    wait_for(lambda: str(tmp_path) not in running())  # killed, and perhaps on the way to its end


def running():
    """Return the command lines of all processes."""
    return subprocess.run(["ps", "axo", "args"], capture_output=True, text=True, check=True).stdout


@needs_libreoffice
def test_what_libreoffice_cannot_open_is_told():
    assert code(hostile.ole(WordDocument=b"\xec\xa5\xc1\x00" + bytes(9000))) == "not-converted"


@pytest.mark.parametrize("folder", ["", "/nowhere"])
def test_where_libreoffice_is_missing_the_way_to_install_it_is_told(monkeypatch, folder):
    monkeypatch.setenv("PATH", folder)
    monkeypatch.setattr(office, "PLACES", ())
    monkeypatch.delenv(office.PROGRAM, raising=False)
    office.find_program.cache_clear()
    try:
        with pytest.raises(SourceError, match="apt-get install libreoffice-writer-nogui") as caught:
            read_bytes(RTF.encode(), "x.rtf")
        assert len(str(caught.value).splitlines()) == 1
    finally:
        office.find_program.cache_clear()


def test_another_libreoffice_can_be_named(monkeypatch, tmp_path):
    own = tmp_path / "soffice"
    own.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.setenv(office.PROGRAM, str(own))
    office.find_program.cache_clear()
    try:
        assert office.find_program() == str(own)
        assert code(RTF.encode()) == "not-converted"
    finally:
        office.find_program.cache_clear()


DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]>'


@pytest.mark.parametrize(
    "data",
    [
        flat_odf("<text:p/>").replace(b"<office:document", DOCTYPE.encode() + b"<office:document", 1),
        hostile.stored({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": DOCTYPE + "<a/>"}),
        hostile.stored(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": "<a/>",
                "styles.xml": (DOCTYPE + "<a/>").encode("utf-16"),
            }
        ),
    ],
)
def test_a_doctype_is_refused_before_libreoffice_sees_it(data, monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda: pytest.fail("LibreOffice was asked"))
    assert code(data) == "xml-doctype"


def test_the_doctype_of_a_macro_that_nobody_runs_is_no_reason(monkeypatch):
    macro = '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><a/>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>", "Basic/Standard/a.xml": macro}
    monkeypatch.setattr(office, "find_program", lambda: None)
    assert code(hostile.stored(parts)) == "soffice-missing"
    assert code(hostile.stored({**parts, "Basic/Standard/a.xml": DOCTYPE + "<a/>"})) == "xml-doctype"
    assert code(hostile.stored({**parts, "content.xml": macro})) == "xml-doctype"


def test_a_bomb_is_refused_before_libreoffice_sees_it(monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda: pytest.fail("LibreOffice was asked"))
    bomb = formats.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(30_000_000)})
    assert code(bomb) == "part-too-dense"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_a_result_that_is_too_large_is_refused(monkeypatch, tmp_path):
    own = tmp_path / "soffice"
    script = 'for w; do if [ "$p" = --outdir ]; then o="$w"; fi; p="$w"; done\nmkdir -p "$o"\ntruncate -s 3M "$o/source.docx"\n'
    own.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.setattr(office, "find_program", lambda: str(own))
    assert code(RTF.encode(), file=2) == "file-too-large"
