"""Several documents at once: folders, zips, zips in folders; what is no document is told."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from pathlib import Path

import pytest

from extract import read, sources
from extract.given import document_in, every_source
from extract.limits import Limits, using
from rubrics.errors import SourceError
from tests.extract import formats, hostile
from tests.wordfile import docx


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found(*paths):
    return [(source.name, source.problem.code if source.problem else "") for source in sources(paths)]


def code(*paths):
    with pytest.raises(SourceError) as caught:
        list(sources(paths))
    return caught.value.code


def test_files_are_themselves_in_the_order_in_which_they_are_given(tmp_path):
    write(tmp_path, b_docx=docx("甲"), a_txt="甲", c_bin="x")
    assert found(tmp_path / "b.docx", tmp_path / "a.txt", tmp_path / "c.bin") == [("b.docx", ""), ("a.txt", ""), ("c.bin", "")]


def test_a_folder_is_the_documents_at_any_depth_in_it(tmp_path):
    write(tmp_path, b_docx=docx("甲"), sub__a_txt="甲", a_html="<p>甲", sub__deep__x_pdf=b"%PDF-1.4")
    assert found(tmp_path) == [("a.html", ""), ("b.docx", ""), ("a.txt", ""), ("x.pdf", "")]


def test_what_is_no_document_is_told_and_clutter_is_not(tmp_path):
    write(tmp_path, a_docx=docx("甲"), b_png=b"\x89PNG", c_yaml="id: x", d_docx=b"")
    write(tmp_path, **{"~$a_docx": b"x", "_hidden_txt": "x", "Thumbs_db": b"x"})
    assert found(tmp_path) == [("a.docx", ""), ("b.png", "picture"), ("c.yaml", "unknown-format"), ("d.docx", "file-empty")]


def test_a_damaged_document_is_a_document(tmp_path):
    write(tmp_path, a_docx=docx("甲")[:-30])
    assert found(tmp_path) == [("a.docx", "")]
    with pytest.raises(SourceError, match="damaged"):
        [document_in(source, ()) for source in every_source([tmp_path], ())]


def test_a_zip_is_the_documents_in_it(tmp_path):
    inner = formats.zipped({"z.txt": "甲"})
    files = {"b.docx": docx("甲"), "sub/a.txt": "甲", "sub/b.png": b"\x89PNG", "__MACOSX/._b.docx": b"x", "more.zip": inner}
    write(tmp_path, x_zip=formats.zipped(files))
    assert found(tmp_path / "x.zip") == [("b.docx", ""), ("z.txt", ""), ("a.txt", ""), ("b.png", "picture")]
    assert [source.where for source in sources([tmp_path])][2].endswith("x.zip: sub/a.txt")


def test_chinese_names_of_windows_are_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ABCD.txt", "甲")
    data = out.getvalue().replace(b"ABCD", "标准".encode("gbk"))
    write(tmp_path, x_zip=data)
    assert found(tmp_path / "x.zip") == [("标准.txt", "")]


def test_zips_in_zips_end_somewhere(tmp_path):
    write(tmp_path, a_zip=hostile.nested_zips(3), b_zip=hostile.nested_zips(4))
    assert found(tmp_path / "a.zip") == [("a.txt", "")]
    assert code(tmp_path / "b.zip") == "no-documents"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (hostile.same_bytes_bomb(), "members-overlap"),
        (hostile.quoting_bomb(), "members-overlap"),
        (hostile.stored({"../a.txt": "x"}), "member-name"),
        (hostile.stored({"a/../../b.txt": "x"}), "member-name"),
        (hostile.stored({"/etc/passwd": "x"}), "member-name"),
        (hostile.stored({"C:\\a.txt": "x"}), "member-name"),
        (hostile.stored({"a.txt": "x", "A.TXT": "y"}), "member-name"),
        (hostile.stored({"a.docx": docx("甲")})[:-10], "package-damaged"),
        (formats.zipped({f"{number}.txt": bytes(999_999) for number in range(1200)}), "package-unpacked"),
        (formats.zipped({f"{number}.txt": bytes(999_999) for number in range(100)}), "package-too-dense"),
        (formats.zipped({"a.png": b"\x89PNG"}), "no-documents"),
    ],
)
def test_a_zip_that_is_made_to_do_harm_is_refused(tmp_path, data, expected):
    write(tmp_path, x_zip=data)
    assert code(tmp_path / "x.zip") == expected


def test_too_many_documents_are_refused(tmp_path):
    write(tmp_path, a_txt="甲", b_txt="甲", c_txt="甲")
    with using(Limits(sources=2)):
        assert code(tmp_path) == "too-many-sources"


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path):
    assert code(tmp_path) == "no-documents"
    assert code(tmp_path / "none") == "no-such-file"


@pytest.fixture
def nobody():
    """Give up root's rights for a test: root may read everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


@pytest.fixture
def open_folder():
    """Make a folder that every user may enter, unlike ``tmp_path``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_without_permission_is_told(open_folder, request):
    write(open_folder, a_txt="甲", b_txt="甲")
    (open_folder / "a.txt").chmod(0)
    request.getfixturevalue("nobody")
    assert code(open_folder / "a.txt") == "not-readable"
    assert found(open_folder / "b.txt") == [("b.txt", "")]


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_folder_that_holds_itself_ends(tmp_path):
    write(tmp_path, a_txt="甲")
    (tmp_path / "again").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == [("a.txt", "")]


def test_one_document_in_a_folder_or_zip_is_read_as_it_is(tmp_path):
    write(tmp_path, a__b_docx=docx("甲"), a__c_png=b"\x89PNG", x_zip=formats.zipped({"d.docx": docx("乙")}))
    assert read(tmp_path / "a").blocks[0].text == "甲"
    assert read(tmp_path / "x.zip").blocks[0].text == "乙"
    with pytest.raises(SourceError) as caught:
        read(tmp_path)
    assert (caught.value.code, caught.value.figures) == ("several-documents", {"count": 2})


def test_what_cannot_be_had_does_not_keep_the_others_from_being_read(tmp_path):
    damaged = formats.zipped({"b.docx": docx("甲"), "c.txt": "乙" * 2000})
    at = damaged.index(b"c.txt") + 8
    write(tmp_path, a_docx=docx("甲"), d_zip=damaged[:at] + b"\xff\xff\xff" + damaged[at + 3 :], e_png=b"\x89PNG")
    given = list(every_source([tmp_path, tmp_path / "none.docx", tmp_path / "a.docx"], ["cells=7"]))
    told = [(source.name, source.problem.code if source.problem else "", source.is_left_out) for source in given]
    assert told == [
        ("a.docx", "", False),
        ("b.docx", "", False),
        ("c.txt", "part-damaged", False),
        ("e.png", "picture", True),
        ("none.docx", "no-such-file", False),
        ("a.docx", "", False),
    ]
    assert [source.is_given for source in given] == [False] * 4 + [True] * 2
    assert document_in(given[0], ()).name == "a.docx"
    with pytest.raises(SourceError, match=r"c\.txt"):
        document_in(given[2], ())
