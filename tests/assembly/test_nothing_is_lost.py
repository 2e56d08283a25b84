"""Nothing anybody wrote is in no output: every written text of the inputs gets a mark, and each mark is looked for.

A mark is a word that stands nowhere else, so that no text passes because another says the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.commands.forms import blank_forms
from engine.framework.catalogue import framework_file, load_framework
from engine.model.edition import Edition, Order
from engine.model.vocabulary import framework_vocabulary
from engine.plain_words import folded
from engine.schemas import meta, row_rules
from engine.word.names import W_P, qn
from engine.word.package import Package
from engine.word.text import paragraph_text
from engine.workspace import Workspace
from tests.building import bring
from tests.conftest import copy_sample
from tests.material.small_inputs import SCHEMAS

MARK = re.compile(r"zq\d{4}x")
_DATE = re.compile(r"\d{1,2} \w+ \d{4}")
_HELP = re.compile(r"Form Help|Title|Heading", re.IGNORECASE)
_ANSWERS = ("why", "have", "need")


class Marks:
    """Marks given out so far, each with the place of the text that got it."""

    def __init__(self, workspace: Workspace) -> None:
        self.places: dict[str, str] = {}
        framework = load_framework(framework_file(workspace))
        words = framework_vocabulary(framework).kinds.values()
        council = yaml.safe_load((workspace.inputs / "council.yaml").read_text(encoding="utf-8"))
        self.closed = {writing for kind in words for writing in kind} | {folded(word) for word in _allowed(SCHEMAS)}
        self.closed |= {"yes", "no"} | {folded(group[name]) for group in council["groups"] for name in ("id", "name")}
        self.blank = {name: set(_texts(data)) for name, data in blank_forms(workspace) if name.endswith(".docx")}

    def new(self, place: str) -> str:
        mark = f"zq{len(self.places):04}x"
        self.places[mark] = place
        return mark

    def is_written(self, text: str) -> bool:
        """Whether a text is somebody's own words: no date, and none of a closed list."""
        return bool(text.strip()) and folded(text) not in self.closed and not _DATE.fullmatch(text.strip())


def _allowed(rules: Any) -> Iterator[str]:
    """Every value of every closed list of the schemas."""
    if isinstance(rules, dict):
        yield from (str(value) for value in rules.get("allowed", ()))
        for inner in rules.values():
            yield from _allowed(inner)
    elif isinstance(rules, list):
        for inner in rules:
            yield from _allowed(inner)


def _texts(data: bytes) -> Iterator[str]:
    package = Package.read(data)
    for part in package.texts():
        yield from (paragraph_text(paragraph) for paragraph in package.xml(part).iter(W_P))


def mark_checklist(path: Path, marks: Marks) -> None:
    """Every reason and every word on the first sheet, and a row of the group's own on each sheet of items."""
    book = load_workbook(path)
    rules = row_rules(SCHEMAS["checklist"]["answers"])
    about = book["About"]
    for row in about.iter_rows():
        if len([cell for cell in row if cell.value]) == 2 and row[0].value not in ("Group", "Name"):
            row[1].value = f"{row[1].value} {marks.new(f'{path.name} About')}"
    about.cell(about.max_row + 2, 1, f"We ran out of time. {marks.new(f'{path.name} About')}")
    for sheet in (sheet for sheet in book.worksheets if sheet is not about):
        columns = _columns(sheet, rules)
        for number in range(_header(sheet) + 1, sheet.max_row + 1):
            for name in _ANSWERS:
                _mark(sheet, number, columns[name], marks, path.name)
        own = sheet.max_row + 1
        for name in ("text", *_ANSWERS):
            sheet.cell(own, columns[name], f"A point of our own {marks.new(f'{path.name} {sheet.title} {name}')}")
        sheet.cell(own, columns["rating"], "Tend to agree")
    book.save(path)


def mark_workbook(path: Path, kind: str, marks: Marks) -> None:
    """Every cell of a column that takes words of any kind, and every link."""
    book = load_workbook(path)
    for rules in SCHEMAS[kind].values():
        once: dict[tuple[str, str], str] = {}  # a document may stand in several rows, which then say the same of it
        sheet = book[meta(rules, "sheet")]
        columns = _columns(sheet, row_rules(rules))
        for name, rule in row_rules(rules).items():
            is_closed = bool({"regex", "allowed", "known", "known_each"} & rule.keys())
            is_free = rule["type"] == "string" and not is_closed and name != "asked"
            for row in range(_header(sheet) + 1, sheet.max_row + 1) if is_free else ():
                join = "?" if rule.get("coerce") == "link" else " "
                key = (str(sheet.cell(row, columns.get("ref", 1)).value or row), name)
                if key in once:
                    sheet.cell(row, columns[name]).value = once[key]
                else:
                    _mark(sheet, row, columns[name], marks, path.name, join)
                    once[key] = str(sheet.cell(row, columns[name]).value or "")
    book.save(path)


def mark_form(path: Path, marks: Marks) -> None:
    """Every paragraph, in tables too, that is none of the blank form's and no choice of a closed list."""
    document = Document(str(path))
    blank = marks.blank[f"narrative/{path.name}"]
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        text, style = paragraph_text(element), str(paragraph.style.name if paragraph.style else "")
        if text in blank or _HELP.search(style) or not marks.is_written(text):
            continue
        paragraph.add_run(f" {marks.new(f'{path.name}: {text[:40]}')}")
    document.save(str(path))


def _header(sheet: Worksheet) -> int:
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value and sheet.cell(row, 3).value)


def _columns(sheet: Worksheet, rules: dict[str, Any]) -> dict[str, int]:
    """The number of each column by the name of its rule."""
    heads = {folded(str(cell.value)): cell.column for cell in sheet[_header(sheet)] if cell.value}
    named = {
        name: next((heads[folded(w)] for w in (meta(rule, "column"), *_also(rule)) if folded(w) in heads), None)
        for name, rule in rules.items()
    }
    return {name: column for name, column in named.items() if column}


def _also(rule: dict[str, Any]) -> tuple[str, ...]:
    return tuple(rule.get("meta", {}).get("also", ()))


def _mark(sheet: Worksheet, row: int, column: int, marks: Marks, file: str, join: str = " ") -> None:
    cell: Any = sheet.cell(row, column)
    if isinstance(cell.value, str) and cell.value.strip():
        cell.value = f"{cell.value}{join}{marks.new(f'{file} {sheet.title}!{cell.coordinate}: {cell.value[:40]}')}"


def said(folder: Path) -> Iterator[str]:
    """Everything the outputs of an edition say to a reader, links included."""
    for path in sorted(folder.rglob("*.docx")):
        data = path.read_bytes()
        yield from _texts(data)
        yield from (part.decode() for name, part in Package.read(data).parts.items() if name.endswith(".rels"))
    for path in folder.glob("*.xlsx"):
        for sheet in load_workbook(io.BytesIO(path.read_bytes())).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                yield str(cell.value or "")
                yield str(cell.hyperlink.target if cell.hyperlink else "")
    yield unescape((folder / "readiness.html").read_text(encoding="utf-8"))


@pytest.mark.office
def test_every_text_that_anybody_wrote_is_in_an_output(tmp_path: Path) -> None:
    workspace = copy_sample(tmp_path / "marked")
    marks = Marks(workspace)
    for path in sorted((workspace.inputs / "checklists").glob("*.xlsx")):
        mark_checklist(path, marks)
    mark_workbook(workspace.inputs / "evidence.xlsx", "evidence", marks)
    mark_workbook(workspace.inputs / "endorsements.xlsx", "endorsements", marks)
    for path in sorted((workspace.inputs / "narrative").glob("*.docx")):
        mark_form(path, marks)
    assert len(marks.places) > 2000
    bring(workspace, Order(Edition.DRAFT, with_pdf=False))
    found = {mark for words in said(workspace.outputs / "draft") for mark in MARK.findall(words)}
    assert [place for mark, place in marks.places.items() if mark not in found] == []
