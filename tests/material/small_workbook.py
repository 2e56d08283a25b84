"""The sector's workbook in small: its layout, built afresh, with penholder's own words in it."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from openpyxl import Workbook

from engine.model.framework import Framework, QualityStatement
from tests.material.small_pages import SmallPages
from tests.material.small_word import in_bytes

HEADINGS = {
    "ambition": "What is our ambition, and do we meet it?",
    "evidence": "How do we know? What makes us sure?",
    "plans": "What are our plans to maintain or improve?",
    "others": "What do other say about us?",
    "documents": "What key documents belong in the library",
    "verification": "Verified by the senior manager",
}
LIBRARY = ("CQC IR", "Evidence item", "Quality statement", "Document type", "Link")
LABEL = "Prompts to consider here:"


class SmallWorkbook:
    """The texts of a workbook, taken from a framework; change them, then ask for a file."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.items = {s.id: [item.text for item in s.items] for s in framework.statements}
        self.library = [
            [
                "Yes" if row.information_return else "",
                row.text,
                self._name(row.statement),
                "\n".join(row.document_types),
            ]
            for row in framework.library
        ]
        self.ratings = {s.id: [rating.name for rating in framework.ratings] for s in framework.statements}
        self.extra_lines: dict[tuple[str, str], list[str]] = {}
        self.pages = SmallPages(framework)

    def _name(self, statement: str) -> str:
        return next((s.name for s in self.framework.statements if s.id == statement), "All")

    def word(self, path: Path) -> Path:
        """The whole workbook as a Word file, which is made once for the same texts."""
        path.write_bytes(_word_file(pickle.dumps(self)))
        return path

    def document(self) -> WordDocument:
        """The whole workbook as python-docx has it."""
        document = Document()
        self.pages.tips(document)
        for theme in self.framework.themes:
            self.pages.theme(document, theme)
            for statement in theme.statements:
                document.add_heading(f"{theme.name} - {statement.name}: Stage 1 checklist", 2)
                self._checklist(document, statement)
                document.add_heading(f"{theme.name} -  {statement.name}: Stage 2 self-assessment", 2)
                document.add_paragraph(statement.text)
                self._template(document, statement)
        self.pages.sections(document)
        document.add_heading("Section D: library", 2)
        for group in self.framework.library_groups:
            self._library(document, group.id, group.name)
        document.add_heading("Section E - data sources", 2)
        document.add_paragraph("It draws from:")
        for named in self.framework.source_groups:
            document.add_paragraph(f"{named.name}:")
            for source in (s for s in self.framework.sources if s.group == named.id):
                document.add_paragraph(source.text)
        return document

    def excel(self, path: Path) -> Path:
        """The stage 1 checklist as an Excel workbook, with a sheet for each statement."""
        book = Workbook()
        book.worksheets[0].append(["Stage one checklist"])
        for number, statement in enumerate(self.framework.statements, start=1):
            sheet = book.create_sheet(f"{number}. {statement.name[:20]}")
            sheet.append([f"{statement.name}: Stage 1 checklist"])
            sheet.append([])
            sheet.append([statement.name, *self.ratings[statement.id], "Why?"])
            for text in self.items[statement.id]:
                sheet.append([text])
        book.save(path)
        return path

    def _checklist(self, document: WordDocument, statement: QualityStatement) -> None:
        header = [statement.name.replace(" and ", " & "), *self.ratings[statement.id], "Why?"]
        table = _table(document, header)
        for text in self.items[statement.id]:
            _row(table)[0].text = text

    def _template(self, document: WordDocument, statement: QualityStatement) -> None:
        table = document.add_table(0, 1)
        for block in statement.blocks:
            _row(table)[0].text = HEADINGS[block.id]
            lines = ["Say it here."]
            for label, points in ((LABEL, block.prompts), ("Data to consider", block.data)):
                if points:
                    lines += [label, *(f"· {point}" for point in points)]
            lines += self.extra_lines.get((statement.id, block.id), [])
            cell = _row(table)[0]
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)

    def _library(self, document: WordDocument, group: str, name: str) -> None:
        table = _table(document, LIBRARY)
        cells = _row(table)
        cells[0].merge(cells[-1]).text = name
        for row, values in zip(self.framework.library, self.library, strict=True):
            if row.group == group:
                for cell, value in zip(_row(table), values, strict=False):
                    cell.text = value


@cache
def _word_file(texts: bytes) -> bytes:
    workbook: SmallWorkbook = pickle.loads(texts)
    return in_bytes(workbook.document())


def _row(table: Table) -> tuple[_Cell, ...]:
    cells: tuple[_Cell, ...] = table.add_row().cells  # type: ignore[no-untyped-call]
    return cells


def _table(document: WordDocument, header: Sequence[str]) -> Table:
    table: Table = document.add_table(1, len(header))
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    return table
