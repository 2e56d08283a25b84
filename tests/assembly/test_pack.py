"""The whole pack, proven from the outputs: read back with other means than the engine's own."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.framework.catalogue import framework_file, load_framework
from engine.model.edition import Edition
from engine.plain_words import short_date
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = (
    "report",
    "endorsements",
    *(f"verification/{s.id}" for s in load_framework(framework_file(Workspace(ROOT))).statements),
)


def words(docx: Path) -> str:
    """Every paragraph of a Word file's body, one a line, by a reader of our own."""
    with zipfile.ZipFile(docx) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    lines = []
    for paragraph in root.iter(f"{W}p"):
        pieces = (
            e.text or "" if e.tag == f"{W}t" else "-"
            for e in paragraph.iter()
            if e.tag in (f"{W}t", f"{W}noBreakHyphen")
        )
        lines.append(squeezed("".join(pieces)))
    return "\n".join(lines)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()


def narrative_texts(form: Path) -> Iterator[str]:
    """What people wrote in a form: its paragraphs, and the cells of its tables below the header."""
    document = Document(str(form))
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        if not (name or "").startswith(("Heading", "Title", "Form Help")):
            yield squeezed("".join(run.text for run in paragraph.runs) if not paragraph.hyperlinks else paragraph.text)
    for table in document.tables:
        header = [squeezed(cell.text) for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            for column, cell in zip(header, row.cells, strict=True):
                if column not in ("May we publish it?", "Theme"):
                    yield squeezed(cell.text)


def column(book: Path, sheet: str, title: str) -> list[str]:
    """The texts under a heading of a sheet."""
    rows = list(load_workbook(book)[sheet].iter_rows(min_row=4, values_only=True))
    at = rows[0].index(title)
    return [squeezed(str(row[at])) for row in rows[1:] if row[at]]


@pytest.fixture(scope="module")
def report(built: Built) -> str:
    return words(built.folder / "report.docx").casefold()


def missing(texts: Iterator[str] | list[str], report: str) -> list[str]:
    return [text for text in texts if text and as_printed(text).casefold() not in report]


def as_printed(text: str) -> str:
    """A day as columns of tables print it, in one line; any other text as it is."""
    try:
        return squeezed(short_date(datetime.strptime(text, "%d %B %Y").date()))
    except ValueError:
        return text


@pytest.mark.parametrize("form", sorted(path.name for path in (ROOT / "inputs" / "narrative").glob("*.docx")))
def test_every_narrative_paragraph_is_in_the_report(form: str, report: str) -> None:
    texts = list(narrative_texts(ROOT / "inputs" / "narrative" / form))
    assert len(texts) > 3
    assert missing(texts, report) == []


def test_every_checklist_item_is_in_the_report_with_every_rating(built: Built, report: str) -> None:
    items = [
        text for s in load_framework(framework_file(Workspace(ROOT))).statements for text in (i.text for i in s.items)
    ]
    assert len(items) == 94
    assert missing(items, report) == []
    with zipfile.ZipFile(built.folder / "report.docx") as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    cells = ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in root.iter(f"{W}tc")]
    assert sum(cell in {"SA", "TA", "TD", "SD", "DK"} for cell in cells) == 470


@pytest.mark.parametrize(
    ("book", "sheet", "title", "count"),
    [
        ("evidence.xlsx", "Library", "What the library asks for", 52),
        ("evidence.xlsx", "Library", "Title", 58),
        ("evidence.xlsx", "Data sources", "Title", 24),
        ("evidence.xlsx", "Figures", "Measure", 48),
        ("evidence.xlsx", "Figures", "Value", 40),
        ("endorsements.xlsx", "Endorsements", "Name", 12),
        ("endorsements.xlsx", "Endorsements", "Position", 9),
    ],
)
def test_every_row_of_the_workbooks_is_in_the_report(
    book: str, sheet: str, title: str, count: int, report: str
) -> None:
    texts = [text for text in column(ROOT / "inputs" / book, sheet, title) if text != "A document of our own"]
    assert len(set(texts)) >= count
    assert missing(texts, report) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_file_passes_the_open_xml_validator(name: str, built: Built) -> None:
    result = OpenXmlValidator().validate(str(built.folder / f"{name}.docx"))
    assert [error.description for error in result.errors] == []


@pytest.mark.every_office
def test_the_contents_list_gives_the_page_each_heading_is_on(built: Built) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(built.folder / "report.pdf").pages]
    listed = entries(built.folder / "report.docx")
    assert len(listed) > 20
    for heading, page in listed:
        plain = heading.replace(": ", " ") if heading.startswith(("Section", "Annex")) else heading
        assert plain in pages[page - 1], f"{heading} is not on page {page}"


@pytest.mark.every_office
def test_the_pdf_prints_the_same_contents_list_as_the_word_file(built: Built) -> None:
    contents = next(page for page in PdfReader(built.folder / "report.pdf").pages if "Contents" in page.extract_text())
    printed = {re.sub(r"\W+", "", line) for line in contents.extract_text().splitlines()}
    for heading, page in entries(built.folder / "report.docx"):
        assert re.sub(r"\W+", "", f"{heading}{page}") in printed


def entries(docx: Path) -> list[tuple[str, int]]:
    """(text, page) of the contents list of a Word file."""
    with zipfile.ZipFile(docx) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    found = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if (
            style is not None
            and (style.get(f"{W}val") or "").upper().startswith("TOC")
            and paragraph.find(f"{W}hyperlink") is not None
        ):
            *texts, page = [t.text or "" for t in paragraph.iter(f"{W}t")]
            found.append(("".join(texts), int(page)))
    return found


def test_word_is_never_asked_to_update_fields(built: Built) -> None:
    with zipfile.ZipFile(built.folder / "report.docx") as package:
        settings, body = package.read("word/settings.xml"), package.read("word/document.xml")
    assert b"updateFields" not in settings
    assert b"w:dirty" not in body


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_pdf_is_tagged_titled_in_british_english_and_bookmarked(name: str, built: Built) -> None:
    reader = PdfReader(built.folder / f"{name}.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.outline


def test_links_are_alive(built: Built) -> None:
    reader = PdfReader(built.folder / "report.pdf")
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots") or ()]
    web = [note for note in annotations if "/URI" in note.get("/A", {})]
    inside = [note for note in annotations if note not in web]
    assert len(web) > 50
    assert len(inside) > 300


def test_each_sheet_names_its_manager_and_leaves_room_to_sign(built: Built) -> None:
    verifiers = built.reading.assessment.council.verifiers
    for verifier in verifiers:
        document = Document(str(built.folder / "verification" / f"{verifier.statement}.docx"))
        last = document.tables[-1]
        assert [row.cells[0].paragraphs[0].text for row in last.rows] == [
            "Verified by",
            "Name",
            "Position",
            "Signature",
            "Date",
        ]
        assert last.rows[0].cells[1].text == verifier.position
        assert [row.cells[1].text for row in last.rows[1:]] == ["", "", "", ""]


def test_a_sheet_to_sign_takes_two_pages_at_most_and_the_declaration_stays_with_it(final: Built) -> None:
    for path in (final.folder / "verification").glob("*.pdf"):
        pages = [page.extract_text() for page in PdfReader(path).pages]
        assert len(pages) <= 2
        assert "Declaration" in pages[-1]
        assert "Signature" in pages[-1]


def test_section_a_keeps_to_its_four_pages(built: Built) -> None:
    assert 1 <= built.section_a <= built.reading.assessment.framework.overview_pages == 4


def test_no_page_is_nearly_empty(built: Built) -> None:
    for number, page in enumerate(PdfReader(built.folder / "report.pdf").pages, start=1):
        assert len(page.extract_text().split()) > 25, f"page {number}"


def test_no_prompt_and_no_tag_reaches_a_document(built: Built, report: str) -> None:
    lines = set(report.splitlines())
    assert [prompt for prompt in built.reading.assessment.framework.prompts() if prompt.casefold() in lines] == []
    for name in DOCUMENTS:
        assert not re.search(r"\{\{|\{%|%\}|\}\}", words(built.folder / f"{name}.docx"))


def test_the_same_inputs_give_the_same_bytes(
    little_final: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another-cache"))
    root = shutil.copytree(little_final.folder.parents[1], tmp_path / "again", ignore=shutil.ignore_patterns("final"))
    again = build(Workspace(root), Edition.FINAL, with_pdf=True, progress=Progress())
    for path in sorted(p for p in little_final.folder.rglob("*") if p.is_file()):
        other = again.folder / path.relative_to(little_final.folder)
        if path.name == "manifest.json":
            first, second = (json.loads(p.read_text(encoding="utf-8")) | {"built": ""} for p in (path, other))
            assert first == second
        else:
            assert path.read_bytes() == other.read_bytes(), path.name
