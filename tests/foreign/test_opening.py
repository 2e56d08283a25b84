"""Why an Office file cannot be opened, told in words before any library tries."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from engine.foreign import limits
from engine.foreign.markup import MarkupTally
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import plain_word_bytes, word_document
from engine.foreign.workbook_file import foreign_workbook
from engine.sources.narrative import read_narrative
from engine.sources.workbook import read_workbook
from tests.material.small_inputs import OLE, SCHEMAS, checklist, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AGAIN = "Open it, save it again as {}, and put it back."


def as_bytes(document: Workbook | WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


BOOK = as_bytes(checklist(("safeguarding.01", "", "Tend to agree")))
FORM = as_bytes(word(("Heading 1", "How we know"), ("Normal", "We ask.")))


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def trouble(path: Path) -> tuple[str, str] | None:
    """Why a form or workbook is not opened, and what to do about it; None when it is."""
    try:
        if path.suffix.lower() == ".docx":
            word_document(path, limits.FORM)
        else:
            foreign_workbook(path)
    except RefusedFile as refused:
        return refused.reason
    return None


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """An Office file with one part replaced, or taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        if content is not None:
            new.writestr(name, content)
    return buffer.getvalue()


def test_a_sound_workbook_is_no_trouble(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "leaders.xlsx", BOOK)) is None


def test_a_sound_form_is_no_trouble(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "equity.docx", FORM)) is None


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "LEADERS.XLSX", BOOK)) is None


def test_a_file_of_no_bytes_may_still_be_in_the_cloud(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "leaders.xlsx", b"")) == (
        "The file is empty (0 bytes).",
        "It may still be in the cloud: open it once, then copy it here again.",
    )


@pytest.mark.parametrize(
    ("name", "wanted"), [("leaders.xlsx", "an Excel workbook (.xlsx)"), ("equity.docx", "a Word document (.docx)")]
)
def test_a_password_is_told_and_a_copy_without_it_asked_for(tmp_path: Path, name: str, wanted: str) -> None:
    assert trouble(saved(tmp_path, name, OLE)) == (
        "The file is protected by a password or a sensitivity label, or it is in the format of Office 97.",
        f"Ask the sender for a copy without protection, saved as {wanted}.",
    )


@pytest.mark.parametrize("data", [b"Id,Rating\nsafeguarding.01,Agree\n", b"<html></html>", b"%PDF-1.7", b"P"])
def test_a_file_of_another_kind_is_told_in_spite_of_its_name(tmp_path: Path, data: bytes) -> None:
    assert trouble(saved(tmp_path, "leaders.xlsx", data)) == (
        "The file is not an Excel workbook, whatever its name says.",
        AGAIN.format("an Excel workbook (.xlsx)"),
    )


def test_a_workbook_renamed_to_a_form_is_told(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "equity.docx", BOOK)) == (
        "The file is not a Word document, whatever its name says.",
        AGAIN.format("a Word document (.docx)"),
    )


def test_a_form_renamed_to_a_workbook_is_told(tmp_path: Path) -> None:
    reason = trouble(saved(tmp_path, "leaders.xlsx", FORM))
    assert reason is not None
    assert reason[0] == "The file is not an Excel workbook, whatever its name says."


def test_a_form_without_its_main_part_is_no_form(tmp_path: Path) -> None:
    reason = trouble(saved(tmp_path, "equity.docx", with_part(FORM, "word/document.xml", None)))
    assert reason is not None
    assert reason[0] == "The file is not a Word document, whatever its name says."


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    assert trouble(saved(tmp_path, "leaders.xlsx", BOOK[: len(BOOK) // 2])) is not None


def test_a_part_with_changed_bytes_is_named(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    data = buffer.getvalue().replace(b"<sheets>", b"<Sheets>", 1)
    assert trouble(saved(tmp_path, "leaders.xlsx", data)) == (
        "The file is damaged (in its part xl/workbook.xml).",
        AGAIN.format("an Excel workbook (.xlsx)"),
    )


def test_packed_bytes_that_cannot_be_unpacked_are_damage(tmp_path: Path) -> None:
    data = bytearray(BOOK)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entry = package.getinfo("xl/workbook.xml")
    start = entry.header_offset + 30 + len(entry.filename)
    data[start : start + 20] = b"\xff" * 20
    reason = trouble(saved(tmp_path, "leaders.xlsx", bytes(data)))
    assert reason is not None
    assert reason[0] == "The file is damaged."


def test_a_file_that_would_fill_the_memory_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "equity.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("word/document.xml", "<document/>")
        with package.open("word/media/image1.bmp", "w") as part:
            for _ in range(limits.UNPACKED // 2**20 + 1):
                part.write(bytes(2**20))
    assert path.stat().st_size < 2**21
    assert trouble(path) == (
        "Unpacked, the file would take 162 MB; 160 MB is the most.",
        "Ask the sender for a file with smaller pictures.",
    )


def test_a_folder_with_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "leaders.xlsx").mkdir()
    assert trouble(tmp_path / "leaders.xlsx") == (
        "This is a folder, and a file is to stand here.",
        "Put the file itself in its place.",
    )


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_form_with_a_part_that_is_no_xml_is_damaged(tmp_path: Path, part: str) -> None:
    path = saved(tmp_path, "equity.docx", with_part(FORM, part, b"<w:document><unfinished"))
    record, findings = read_narrative(path, "equity.docx", "narrative_statement", SCHEMAS["narrative_statement"])
    assert record.values == {}
    assert [(finding.code, finding.place.file) for finding in findings] == [("I-02", "equity.docx")]
    assert findings[0].message == f"The file is damaged (in its part {part})."


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_part_that_is_no_xml_is_damaged(tmp_path: Path, part: str) -> None:
    path = saved(tmp_path, "leaders.xlsx", with_part(BOOK, part, b"<worksheet><unfinished"))
    record, findings = read_workbook(path, "leaders.xlsx", "checklist", SCHEMAS["checklist"])
    assert record.values == {}
    assert [(finding.code, finding.place.file) for finding in findings] == [("I-02", "leaders.xlsx")]
    assert findings[0].message == f"The file is damaged (in its part {part})."


def test_a_form_without_its_styles_is_read_and_what_they_said_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "equity.docx", with_part(FORM, "word/styles.xml", None))
    _, findings = read_narrative(path, "equity.docx", "narrative_statement", SCHEMAS["narrative_statement"])
    assert [finding.code for finding in findings] == ["I-40"]


@pytest.mark.parametrize("notes", ["footnotes", "endnotes"])
def test_notes_that_the_form_points_to_and_does_not_have_are_damage(tmp_path: Path, notes: str) -> None:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{notes}"
    added = f'<Relationship Id="n" Type="{kind}" Target="{notes}.xml"/></Relationships>'.encode()
    where = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(FORM)) as form:
        relations = form.read(where).replace(b"</Relationships>", added)
    path = saved(tmp_path, "equity.docx", with_part(FORM, where, relations))
    assert trouble(path) == (
        f"The file is damaged (it has no part word/{notes}.xml).",
        AGAIN.format("a Word document (.docx)"),
    )


bytes_changed = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=4)


def damaged(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    """The bytes with some of them changed, at places given as shares of the whole."""
    changed = bytearray(data)
    for share, change in changes:
        changed[int(share * len(changed))] ^= change
    return bytes(changed)


@pytest.mark.slow
@settings(max_examples=100)
@given(bytes_changed)
def test_changed_bytes_in_a_workbook_are_never_more_than_a_finding(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), "damaged.xlsx", damaged(BOOK, changes))
    record, findings = read_workbook(path, "damaged.xlsx", "checklist", SCHEMAS["checklist"])
    assert record.values or findings


@pytest.mark.slow
@settings(max_examples=100)
@given(bytes_changed)
def test_changed_bytes_in_a_form_are_never_more_than_a_finding(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), "damaged.docx", damaged(FORM, changes))
    record, findings = read_narrative(path, "damaged.docx", "narrative_statement", SCHEMAS["narrative_statement"])
    assert record.values or findings


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("customXml/item1.xml", f"<data>{'QUJD' * 2_000}</data>".encode()),
        ("customXml/item1.xml", f"<data>{'<one>word</one>' * 2_000}</data>".encode()),
        ("docProps/app.xml", f"<p><T>{'<l>Heading</l>' * 2_000}</T></p>".encode()),
    ],
)
def test_data_of_programs_is_no_word_without_end(tmp_path: Path, part: str, content: bytes) -> None:
    """Word files of document libraries hold pages of it; only what stands in the text is words."""
    assert trouble(saved(tmp_path, "form.docx", with_more(FORM, part, content))) is None


def test_a_file_inside_the_file_is_never_taken_for_markup(tmp_path: Path) -> None:
    """The names of Office's kinds of content all hold the letters xml, those of workbooks and pictures too."""
    name, kind = "word/embeddings/Sheet.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with zipfile.ZipFile(io.BytesIO(FORM)) as package:
        types = package.read("[Content_Types].xml").decode()
    told = types.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>').encode()
    held = with_more(with_more(FORM, "[Content_Types].xml", told), name, BOOK)
    assert trouble(saved(tmp_path, "form.docx", held)) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("word/chunk.html", "text/html"), ("word/chunk.xhtml", "application/xhtml+xml"), ("word/chunk.txt", "text/plain")],
)
@pytest.mark.parametrize("content", [b"<img src=http://example.org/a.png>", b"<!DOCTYPE html><p>&nbsp;<br>", b"<p>"])
def test_a_page_of_the_web_inside_the_file_is_no_damage(tmp_path: Path, name: str, kind: str, content: bytes) -> None:
    """It is told for what it is, by who reads forms and by who checks templates; nothing here parses it."""
    with zipfile.ZipFile(io.BytesIO(FORM)) as package:
        types = package.read("[Content_Types].xml").decode()
    told = types.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>').encode()
    held = with_more(with_more(FORM, "[Content_Types].xml", told), name, content)
    assert trouble(saved(tmp_path, "form.docx", held)) is None
    assert plain_word_bytes(held, limits.TEMPLATE) == held


def with_more(data: bytes, name: str, content: bytes) -> bytes:
    """An Office file with a part, in place of one of that name if there is one."""
    buffer = io.BytesIO(with_part(data, name, None))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


def test_parts_of_the_same_bytes_are_counted_each_time_though_looked_at_once() -> None:
    part = b"<a>" + b"<b/>" * 5 + b"</a>"
    bounds = replace(limits.FORM, elements=11)
    for _ in range(2):
        tally = MarkupTally(bounds, AGAIN)
        tally.add("one.xml", part)
        assert tally.elements == 6
        with pytest.raises(RefusedFile, match="more than 11 pieces"):
            tally.add("two.xml", part)


@pytest.mark.parametrize("content", [b"<a>", b"<a><b></a></b>", f"<w:t xmlns:w='{W}'>{'x' * 2_001}</w:t>".encode()])
def test_what_was_refused_once_is_refused_again(content: bytes) -> None:
    for _ in range(2):
        with pytest.raises(RefusedFile):
            MarkupTally(limits.FORM, AGAIN).add("word/document.xml", content)
