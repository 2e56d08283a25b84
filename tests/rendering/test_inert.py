"""Text from a spreadsheet never acts as a formula, a template, markup or a path: it is printed as it stands."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.model.edition import Edition
from engine.progress import Progress
from engine.word.names import NAMESPACES
from engine.workspace import Workspace
from tests.building import build

HOSTILE = ("=cmd|' /C calc'!A0", "{{ 7*7 }}", "{% for x in y %}", "<w:p>&amp;</w:p>", "../../x")


def _put(sheet: Worksheet, heading: str, texts: tuple[str, ...]) -> None:
    """The texts in the first cells below a heading, as text."""
    head = next(cell for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == heading)
    for number, text in enumerate(texts, start=1):
        cell = sheet.cell(head.row + number, head.column)
        cell.value = text
        cell.data_type = "s"


def _words(document: bytes) -> str:
    """Every word of a Word document, as its reader sees them."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "".join(str(words) for words in body.itertext(f"{{{NAMESPACES['w']}}}t"))


@pytest.mark.office
def test_hostile_cells_of_every_workbook_are_printed_as_plain_text(sample: Workspace) -> None:
    evidence = load_workbook(sample.inputs / "evidence.xlsx")
    _put(evidence["Library"], "Title", HOSTILE)
    evidence.save(sample.inputs / "evidence.xlsx")
    leaders = sample.inputs / "checklists" / "leaders.xlsx"
    book = load_workbook(leaders)
    for number, text in enumerate(HOSTILE, start=5):
        cell = book["Safeguarding"].cell(number, 2)
        cell.value = f"{cell.value} {text}"
        cell.data_type = "s"
        why = book["Safeguarding"].cell(number, 4)
        why.value, why.data_type = text, "s"
    book.save(leaders)

    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())

    report, sheet = (
        _words(Path(built.folder, name).read_bytes()) for name in ("report.docx", "verification/safeguarding.docx")
    )
    brief = _words(Path(built.folder, "briefs/safeguarding.docx").read_bytes())
    for text in HOSTILE:
        assert text in report
        assert text in brief
    assert any(f"“{text}” was added" in sheet for text in HOSTILE)  # several of a kind are told by the first
    Document(str(Path(built.folder, "report.docx")))
    assert {answer.why for answer in built.reading.assessment.checklists[2].answers.values()} >= set(HOSTILE)
