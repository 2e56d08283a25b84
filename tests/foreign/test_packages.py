"""Files as other programs lay them out: capitals, backslashes and names of parts make no difference."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from engine.foreign.limits import FORM, TEMPLATE
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import MAIN, plain_word_bytes, word_document, word_parts
from engine.foreign.workbook_file import foreign_workbook
from engine.workspace import house
from tests.material.bombs import packed, parts_of

WORD, BOOK = "inputs/narrative/safeguarding.docx", "inputs/evidence.xlsx"
Parts = dict[str, bytes]


def _renamed(change: Callable[[str], str]) -> Callable[[Parts], Parts]:
    return lambda parts: {change(name): data for name, data in parts.items()}


def _main_elsewhere(parts: Parts) -> Parts:
    """As Word for the web does it: the main part is word/document2.xml."""
    fresh = {name.replace("document.xml", "document2.xml"): data for name, data in parts.items()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        fresh[name] = fresh[name].replace(b"word/document.xml", b"word/document2.xml")
    return fresh


def _at_the_top(parts: Parts) -> Parts:
    """The main part lies beside the folders, and names the others from there."""
    fresh = {name.replace("word/document.xml", "main.xml").replace("word/_rels/document", "_rels/main"): data
             for name, data in parts.items()}  # fmt: skip
    fresh["_rels/.rels"] = fresh["_rels/.rels"].replace(b"word/document.xml", b"/main.xml")
    fresh["[Content_Types].xml"] = fresh["[Content_Types].xml"].replace(b"/word/document.xml", b"/main.xml")
    links = fresh["_rels/main.xml.rels"]
    fresh["_rels/main.xml.rels"] = (
        links.replace(b'Target="../', b'Target="/')
        .replace(b'Target="', b'Target="word/')
        .replace(b'Target="word//', b'Target="/')
        .replace(b'Target="word/http', b'Target="http')
    )
    return fresh


LAYOUTS: dict[str, Callable[[Parts], Parts]] = {
    "backslashes": _renamed(lambda name: name.replace("/", "\\")),
    "capitals": _renamed(str.upper),
    "small letters": _renamed(str.lower),
    "a slash at the beginning": _renamed(lambda name: f"/{name}"),
    "capitals and backslashes": _renamed(lambda name: name.title().replace("/", "\\")),
}


OF_WORD = LAYOUTS | {"a main part of another name": _main_elsewhere, "a main part at the top": _at_the_top}


@pytest.mark.parametrize("layout", OF_WORD.values(), ids=OF_WORD)
def test_a_form_of_any_layout_reads_as_it_does_in_the_usual_one(layout: Callable[[Parts], Parts]) -> None:
    usual = (house() / WORD).read_bytes()
    odd = packed(layout(parts_of(WORD)))
    words = [paragraph.text for paragraph in word_document(usual, FORM).paragraphs]
    assert [paragraph.text for paragraph in word_document(odd, FORM).paragraphs] == words
    assert word_parts(odd, FORM)[MAIN] == word_parts(usual, FORM)[MAIN]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_workbook_of_any_layout_reads_as_it_does_in_the_usual_one(
    layout: Callable[[Parts], Parts], tmp_path: Path
) -> None:
    odd = tmp_path / "odd.xlsx"
    odd.write_bytes(packed(layout(parts_of(BOOK))))
    read, usual = foreign_workbook(odd), foreign_workbook(house() / BOOK)
    assert [sheet.title for sheet in read.sheets] == [sheet.title for sheet in usual.sheets]
    for one, other in zip(read.sheets, usual.sheets, strict=True):
        assert {at: cell.value for at, cell in one.cells.items()} == {at: c.value for at, c in other.cells.items()}


@pytest.mark.parametrize("change", [bytes.upper, bytes.lower], ids=["capitals", "small letters"])
@pytest.mark.parametrize("file", [WORD, "word_templates/report.docx"])
def test_capitals_in_the_types_of_parts_make_no_difference(file: str, change: Callable[[bytes], bytes]) -> None:
    parts = dict(parts_of(file))
    types = re.sub(rb'(?<=ContentType=")[^"]*', lambda found: change(found[0]), parts["[Content_Types].xml"])
    odd = packed({**parts, "[Content_Types].xml": types})
    bounds = FORM if file == WORD else TEMPLATE

    def kinds(data: bytes) -> dict[str, str]:
        document = word_document(data, bounds)
        return {str(part.partname): type(part).__name__ for part in document.part.package.iter_parts()}

    assert kinds(odd) == kinds(packed(parts))


def test_a_file_of_the_usual_layout_stays_as_it_is_byte_by_byte() -> None:
    data = (house() / WORD).read_bytes()
    assert plain_word_bytes(data, FORM) is data


@pytest.mark.parametrize("kind", [b"template", b"document"])
def test_a_template_of_word_counts_as_a_document(kind: bytes) -> None:
    parts = dict(parts_of(WORD))
    types = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml." + kind + b".main"
    )
    assert word_document(packed({**parts, "[Content_Types].xml": types}), FORM).paragraphs


USUAL = re.compile(
    rb"http://schemas\.openxmlformats\.org/(drawingml|officeDocument|wordprocessingml|spreadsheetml)/2006/"
)


def _strict(parts: Parts) -> Parts:
    """As Word saves it where somebody chose "Strict Open XML"."""
    made = {name: USUAL.sub(rb"http://purl.oclc.org/ooxml/\1/", data) for name, data in parts.items()}
    return {name: data.replace(b"/extended-properties", b"/extendedProperties") for name, data in made.items()}


@pytest.mark.parametrize("file", [WORD, "word_templates/report.docx"])
def test_a_word_file_saved_as_strict_reads_as_any_other(file: str) -> None:
    strict, bounds = packed(_strict(dict(parts_of(file)))), FORM if file == WORD else TEMPLATE
    assert word_parts(strict, bounds)[MAIN] == word_parts((house() / file).read_bytes(), bounds)[MAIN]
    assert b"purl.oclc" not in b"".join(
        data for name, data in word_parts(strict, bounds).items() if name[-4:] != ".png"
    )


def test_a_strict_file_is_measured_as_any_other() -> None:
    parts = dict(parts_of(WORD))
    parts[MAIN] = parts[MAIN].replace(b"<w:sectPr", b"<w:p/>" * (FORM.paragraphs + 1) + b"<w:sectPr", 1)
    with pytest.raises(RefusedFile, match="paragraphs"):
        word_document(packed(_strict(parts)), FORM)


def test_words_that_name_the_standard_stay_as_they_are() -> None:
    parts = dict(parts_of(WORD))
    named = b"http://purl.oclc.org/ooxml/drawingml/main"
    parts[MAIN] = parts[MAIN].replace(b"<w:sectPr", b"<w:p><w:r><w:t>" + named + b"</w:t></w:r></w:p><w:sectPr", 1)
    assert word_document(packed(_strict(parts)), FORM).paragraphs[-1].text == named.decode()


def test_a_workbook_saved_as_strict_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "strict.xlsx"
    path.write_bytes(packed(_strict(dict(parts_of(BOOK)))))
    with pytest.raises(RefusedFile, match="Strict") as caught:
        foreign_workbook(path)
    assert "not Strict" in caught.value.fix


def test_merged_cells_show_the_first_of_them_alone(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 4):
        sheet.append([f"{row}.1", f"{row}.2", f"{row}.3"])
    sheet.merge_cells("A2:B3")
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet_part = "xl/worksheets/sheet1.xml"
    left_behind = rb'<c r="B\1" t="str"><v>hidden</v></c><c r="C\1"'  # as programs do in cells merged with others
    without = re.sub(rb'<c r="B[23]"[^>]*/>', b"", parts[sheet_part])
    parts[sheet_part], count = re.subn(rb'<c r="C([23])"', left_behind, without)
    assert count == 2
    path = tmp_path / "merged.xlsx"
    path.write_bytes(packed(parts))
    (read,) = foreign_workbook(path).sheets
    shown = {at for at, cell in read.cells.items() if cell.value is not None}
    assert shown == {(1, 1), (1, 2), (1, 3), (2, 1), (2, 3), (3, 3)}
    assert [(area.top, area.left, area.bottom, area.right) for area in read.merged] == [(2, 1, 3, 2)]


@pytest.mark.parametrize("lost", ["xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lists_a_sheet_it_does_not_hold_is_refused(tmp_path: Path, lost: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(packed({name: data for name, data in parts_of(BOOK).items() if name != lost}))
    with pytest.raises(RefusedFile, match=r"^The file is damaged \(its sheet .+ is not in it\)\.$"):
        foreign_workbook(path)
