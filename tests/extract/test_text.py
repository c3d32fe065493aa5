"""The bytes of text files: encodings, what is no text, and which reader a text is for."""

from __future__ import annotations

import zlib

import pytest

from extract.text import decode, is_dump, read_text
from rubrics.errors import SourceError

WORDS = "江苏省工贸行业小微企业安全生产标准化达标评分细则\n一、基础管理（140分）\n未制定年度安全生产目标的，不得分。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"])
def test_the_encodings_of_chinese_texts_are_recognised(encoding):
    assert decode(WORDS.encode(encoding), "x.txt") == WORDS


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\u2028"])
def test_every_kind_of_line_end_is_one(end):
    assert decode(WORDS.replace("\n", end).encode(), "x.txt") == WORDS


def test_a_text_cut_through_its_last_character_is_read_and_reported():
    document = read_text(WORDS.strip().encode()[:-1], "x.txt")
    assert document.blocks[-1].text.endswith("不得分\ufffd")
    assert [(d.code, d.place.line) for d in document.diagnostics] == [("text-damaged", 3)]


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 100,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" * 20,
        zlib.compress(WORDS.encode() * 50),
        b"\xff\xfe\x00\x00" + b"\x00\xd8" * 40,
        b"abc\x00def\n",
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt")
    assert caught.value.code in ("text-binary", "text-encoding")


@pytest.mark.parametrize(
    "data", ["Règles générales de sécurité".encode("latin-1"), WORDS.encode()[:40] + b"\xff" + WORDS.encode()]
)
def test_an_encoding_that_would_turn_the_words_into_others_is_refused(data):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt")
    assert caught.value.code == "text-encoding"


@pytest.mark.parametrize("data", [b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_a_text_without_words_is_refused(data):
    with pytest.raises(SourceError) as caught:
        read_text(data, "x.txt")
    assert caught.value.code == "text-empty"


@pytest.mark.parametrize(
    ("text", "dumped"),
    [
        ("标题\n\t序号\n\t要求\n\n\t1\n\t制定\n", True),
        ("标题\n\t序号\n\t\n", True),
        ("一、目标\n制定目标\n0.5\n不得分;\n", False),
        ("\t第一段的文字。\n\t第二段的文字。\n\t第三段的文字。\n", False),
        ("\t第一段。\n\n\t第二段。\n\n", False),
    ],
)
def test_a_dump_is_told_from_a_text_without_tables(text, dumped):
    assert is_dump(text) is dumped
    assert read_text(text.encode(), "x.txt").format == ("dump" if dumped else "flattened")


def test_tabs_inside_lines_open_no_cells():
    assert not is_dump("序号\t要求\t分值\n1\t制定\t4\n")


def test_the_document_carries_the_hash_of_the_bytes():
    data = WORDS.encode("gbk")
    assert read_text(data, "x.txt").sha256 == __import__("hashlib").sha256(data).hexdigest()
