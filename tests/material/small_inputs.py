"""Small inputs, made for one fact each: workbooks with a few cells, Word forms with a few paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from openpyxl import Workbook
from openpyxl.cell import Cell

from engine.findings import Finding
from engine.model.record import Record
from engine.schemas import Schema, load_schema
from engine.sources.narrative import read_narrative
from engine.sources.workbook import read_workbook
from engine.word.names import NAMESPACES
from engine.workspace import Workspace, house

KINDS = (
    "council",
    "checklist",
    "evidence",
    "endorsements",
    "narrative_statement",
    "narrative_theme",
    "narrative_overview",
)
SCHEMAS: dict[str, Schema] = {kind: load_schema(Workspace(house()), kind) for kind in KINDS}
CHECKLIST = ("Id", "Checklist item", "Rating", "Why", "Evidence you have", "Evidence you need")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
"""How every file of Office 97 begins, and every one that Office has locked with a password."""
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
RELATIONS = NAMESPACES["r"]
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def checklist(*rows: Sequence[object], header: Sequence[str] = CHECKLIST, group: str = "leaders") -> Workbook:
    """A checklist workbook: the sheet that names the group, and one with rows of items below a header in row 1."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.create_sheet("About").append(["Group", group])
    items = book.create_sheet("Safeguarding")
    items.append(list(header))
    for row in rows:
        items.append(list(row))
    return book


def evidence(*figures: Sequence[object]) -> Workbook:
    """An evidence workbook with empty sheets but for the rows of the sheet Figures, given from the first column."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for field, rules in SCHEMAS["evidence"].items():
        sheet = book.create_sheet(rules["meta"]["sheet"])
        sheet.append([column["meta"]["column"] for column in rules["schema"]["schema"].values()])
        for row in figures if field == "figures" else ():
            sheet.append(list(row))
    return book


def cell(book: Workbook, sheet: str, name: str) -> Cell:
    """One cell of a workbook, to be filled or dressed."""
    found = book[sheet][name]
    assert isinstance(found, Cell)
    return found


def read_book(book: Workbook, folder: Path, kind: str = "checklist") -> tuple[Record, list[Finding]]:
    """What the reader makes of a workbook once it is saved."""
    path = folder / "small.xlsx"
    book.save(path)
    return read_workbook(path, "inputs/small.xlsx", kind, SCHEMAS[kind])


def word(*paragraphs: tuple[str, str]) -> WordDocument:
    """A Word document of paragraphs, given as style and text; with the styles that penholder's forms have."""
    document = Document()
    for style in ("Form Help", "Source", "Quote Attribution"):
        document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    for style, text in paragraphs:
        document.add_paragraph(text, style)
    return document


def add_xml(document: WordDocument, xml: str) -> None:
    """Put XML at the end of a document's body. The prefixes w, r, a, wp, m, mc and v are declared."""
    opening, closing = xml.split(">", 1)
    slash = "/" if opening.endswith("/") else ""
    element: Any = parse_xml(f"{opening.removesuffix('/')} {DECLARED} {OTHERS}{slash}>{closing}")
    document.element.body.insert(len(document.element.body) - 1, element)


def with_footnotes(document: WordDocument, *notes: str, kind: str = "footnote") -> WordDocument:
    """The document with a paragraph at its end that has these footnotes, or endnotes, behind the word "Noted"."""
    w = f'xmlns:w="{NAMESPACES["w"]}"'
    elements = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {note}</w:t></w:r>'
        f"</w:p></w:{kind}>"
        for number, note in enumerate(notes, start=2)
    )
    type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    data = f"<w:{kind}s {w}>{elements}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), type_, data, document.part.package)
    document.part.relate_to(part, f"{RELATIONS}/{kind}s")
    marks = "".join(f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>' for number in range(2, 2 + len(notes)))
    add_xml(document, f"<w:p><w:r><w:t>Noted</w:t></w:r>{marks}</w:p>")
    return document


def read_form(document: WordDocument, folder: Path, kind: str = "narrative_statement") -> tuple[Record, list[Finding]]:
    """What the reader makes of a form once it is saved."""
    path = folder / "small.docx"
    document.save(str(path))
    return read_narrative(path, "inputs/narrative/small.docx", kind, SCHEMAS[kind])


def council(**changes: Any) -> str:
    """A sound council.yaml with few words; changes replace whole fields."""
    fields = {
        "council": {"name": "Wenlow Borough Council", "short_name": "Wenlow"},
        "report": {
            "title": "Self-assessment",
            "subtitle": "How well we do",
            "version": "3.0",
            "date": "2026-03-14",
            "review_due": "2027-03-31",
        },
        "groups": [
            {"id": "leaders", "name": "Managers and leaders", "people": 17, "how": "Team day", "leaders": True},
            {"id": "carers", "name": "Unpaid carers", "people": 9, "how": "Forum", "lived_experience": True},
        ],
        "verifiers": [{"statement": "equity", "name": "Priya Nair", "position": "Head of Engagement"}],
    }
    return yaml.safe_dump({**fields, **changes}, sort_keys=False, allow_unicode=True)


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Findings as code, place in the file, and message."""
    return [(finding.code, finding.place.where, finding.message) for finding in findings]


def small_workspace(root: Path) -> Workspace:
    """A workspace with a small council.yaml and nothing else."""
    workspace = Workspace(root)
    for folder in ("checklists", "narrative", "brand"):
        (workspace.inputs / folder).mkdir(parents=True)
    (workspace.inputs / "council.yaml").write_text(council(), encoding="utf-8")
    return workspace
