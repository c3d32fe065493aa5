"""Word files that are kept for filling: elements by place, and saving what changed and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract.word import open_word
from extract.wordxml import T, W
from rubrics.diagnostics import Place
from tests.wordfile import docx, package, table


def opened(*blocks: str, **parts: str):
    return open_word(docx(*blocks, **parts), "test.docx")


def members(data: bytes) -> dict[str, tuple[bytes, int, tuple[int, ...]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: (archive.read(info), info.compress_type, info.date_time) for info in archive.infolist()}


def test_a_cell_is_found_by_its_place():
    file = opened("前", table("甲 | 乙\n^ | 丙"), table("丁"))
    for grid in file.document.grids:
        for cell in grid.cells:
            element = file.cell(cell.place)
            assert element.tag == W + "tc"
            assert "".join(t.text for t in element.iter(T)) == cell.text


def test_a_cell_of_an_inner_table_is_found_by_its_place():
    file = opened(table("=x | 乙", x=table("甲") + "<w:p/>"), table("丁"))
    assert [file.cell(Place(table=n, row=1, column=1)).findtext(f".//{T}") for n in (1, 2, 3)] == ["甲", "甲", "丁"]
    assert file.cell(Place(table=1, row=1, column=2)).findtext(f".//{T}") == "乙"


@pytest.mark.parametrize("place", [Place(table=1, row=2, column=1), Place(table=9, row=1, column=1), Place(paragraph=1), Place()])
def test_no_cell_is_at_another_place(place):
    with pytest.raises(KeyError):
        opened(table("甲 | 乙\n^ | 丙")).cell(place)


def test_a_paragraph_is_found_by_its_number():
    file = opened("甲", "", "乙")
    assert [file.paragraph(p.place).findtext(f".//{T}") for p in file.document.paragraphs] == ["甲", "乙"]
    with pytest.raises(KeyError):
        file.paragraph(Place(paragraph=4))
    with pytest.raises(KeyError):
        file.paragraph(Place(table=1, row=1, column=1))


def test_saving_without_a_change_gives_the_bytes_of_the_source():
    data = docx("甲", table("乙"))
    assert open_word(data, "test.docx").save() == data


def test_a_change_is_saved_and_nothing_else_changes():
    data = docx("甲", table("乙"), styles="style{type=paragraph,styleId=a}", numbering="num{numId=1}")
    file = open_word(data, "test.docx")
    next(file.cell(Place(table=1, row=1, column=1)).iter(T)).text = "丙"
    before, after = members(data), members(file.save())
    assert open_word(file.save(), "x").document.blocks[1].cells[0].text == "丙"
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert before["word/document.xml"][2] == after["word/document.xml"][2]


def test_the_same_change_gives_the_same_bytes():
    def filled() -> bytes:
        file = opened(table("甲 | 乙"))
        next(file.cell(Place(table=1, row=1, column=1)).iter(T)).text = "丙"
        return file.save()

    assert filled() == filled()


def test_unchanged_members_keep_their_compressed_bytes():
    data = docx("甲", styles="style{type=paragraph,styleId=a}")
    file = open_word(data, "test.docx")
    next(file.paragraph(Place(paragraph=1)).iter(T)).text = "乙"
    saved = file.save()
    for part in ("[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/_rels/document.xml.rels"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(part)
        raw = data[info.header_offset : info.header_offset + 30 + len(part) + info.compress_size]
        assert raw in saved


def test_members_with_descriptors_and_stored_members_are_copied():
    out = io.BytesIO()
    source = members(docx("甲"))

    class Stream(io.RawIOBase):  # not seekable: zipfile then writes sizes behind the data
        def writable(self):
            return True

        def write(self, chunk):
            return out.write(chunk)

    with zipfile.ZipFile(Stream(), "w") as archive:
        for name, (content, _, _) in source.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)
    file = open_word(out.getvalue(), "test.docx")
    next(file.paragraph(Place(paragraph=1)).iter(T)).text = "乙"
    assert open_word(file.save(), "x").document.blocks[0].text == "乙"
    assert list(members(file.save())) == list(source)


def test_a_filled_text_can_be_anything_that_xml_can_hold():
    file = opened("甲")
    next(file.paragraph(Place(paragraph=1)).iter(T)).text = "<&>\"'\u3000𠮷"
    assert open_word(file.save(), "x").document.blocks[0].text == "<&>\"'\u3000𠮷"


def test_the_place_of_the_main_part_and_its_kind_do_not_matter():
    parts = {name: content for name, (content, _, _) in members(docx("甲")).items()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/Doc/Main%20Part.xml")
    parts["Doc/Main Part.xml"] = parts.pop("word/document.xml")
    assert open_word(package(parts), "x").document.blocks[0].text == "甲"
