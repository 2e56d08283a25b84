"""Inputs broken in every way: what is broken is named, and the hundreds of findings that only follow are held back.

Each round breaks every file of the sample in another way: a file gone or damaged, a sheet, a heading or a column lost.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from engine.assembly.reading import Reading
from engine.assessment.held_back import without_consequences
from engine.findings import Finding, Place, Severity, error, warning
from engine.schema_rules import may_lack
from engine.schemas import meta, row_rules
from engine.workspace import Workspace
from tests.assembly.test_broken import findings_of
from tests.material.small_inputs import SCHEMAS

Break = tuple[str, Callable[[Path], None]]

MOST = 6
"""So many findings a file may have for each thing that is broken in it."""
ROUNDS = 9


def _damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _another_kind(path: Path) -> None:
    path.write_bytes(b"Dear all,\n\nplease find attached.\n")


FILES: list[Break] = [("gone", Path.unlink), ("damaged", _damage), ("another kind", _another_kind)]


def _sheet_gone(title: str) -> Break:
    def change(path: Path) -> None:
        book = load_workbook(path)
        book[title].title = "Old"
        book.save(path)

    return f"no sheet {title}", change


def _column_gone(title: str, heading: str) -> Break:
    def change(path: Path) -> None:
        book = load_workbook(path)
        for row in book[title].iter_rows(max_row=10):
            for cell in row:
                if cell.value == heading:
                    cell.value = None
        book.save(path)

    return f"no {heading} on {title}", change


def _of_workbook(kind: str) -> Iterator[Break]:
    for rules in SCHEMAS[kind].values():
        title = meta(rules, "sheet")
        yield _sheet_gone(title)
        columns = [column for column in row_rules(rules).values() if not may_lack(column)]
        yield from (_column_gone(title, meta(column, "column")) for column in columns)


def _heading_gone(number: int) -> Break:
    def change(path: Path) -> None:
        document = Document(str(path))
        headings = [p for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
        heading: Any = headings[number % len(headings)]._p
        heading.getparent().remove(heading)
        document.save(str(path))

    return f"no heading {number}", change


def _cell_gone(table: int, column: int) -> Break:
    def change(path: Path) -> None:
        document = Document(str(path))
        tables = document.tables
        if tables:
            cells = tables[table % len(tables)].rows[0].cells
            cells[column % len(cells)].text = ""
        document.save(str(path))

    return f"no column {column} in table {table}", change


FORM = [*FILES, *(_heading_gone(n) for n in range(10)), *(_cell_gone(t, c) for t in range(2) for c in range(6))]
BOOKS = ("evidence", "endorsements")


def broken(workspace: Workspace, number: int) -> dict[str, list[str]]:
    """Break every form and workbook, and one checklist, in the ways whose turn it is; what was done, by file."""
    done: dict[str, list[str]] = {}

    def apply(path: Path, breaks: list[Break]) -> None:
        for name, change in breaks:
            change(path)
            done.setdefault(workspace.relative(path), []).append(name)

    for kind in BOOKS:
        later = list(_of_workbook(kind))[number - len(FILES) :: ROUNDS - len(FILES)]
        later.sort(key=lambda each: each[0].startswith("no sheet"))  # last: its columns go by its name
        apply(workspace.inputs / f"{kind}.xlsx", [FILES[number]] if number < len(FILES) else later)
    forms = sorted((workspace.inputs / "narrative").glob("*.docx"))
    for place, path in enumerate(forms):
        apply(path, [FORM[(number * len(forms) + place) % len(FORM)]])
    lists = sorted((workspace.inputs / "checklists").glob("*.xlsx"))
    apply(lists[number % len(lists)], [FILES[number % len(FILES)]])
    return done


def _told(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(finding.code, finding.place.file, finding.message) for finding in findings}


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_is_broken_is_named_and_what_follows_is_held_back(
    number: int, sample: Workspace, reading: Reading
) -> None:
    done = broken(sample, number)
    new = _told(findings_of(sample)) - _told(reading.judgement.findings)
    per_file = Counter(file for _, file, _ in new)
    most = {file: MOST * len(done.get(file, "1")) for file in per_file}
    assert {file: (done.get(file), sorted(new)) for file in per_file if per_file[file] > most[file]} == {}
    unread = {file for file, names in done.items() if set(names) & set(dict(FILES)) and "checklists" not in file}
    assert unread <= per_file.keys()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["evidence", "council", "checklist", "narrative_statement"])
def test_a_damaged_schema_or_framework_is_told_alone(kind: str, sample: Workspace) -> None:
    path = sample.root / "data_schemas" / f"{kind}.yaml"
    for text in ("", "- a list\n", "library: {type: list, meta: {sheet: Library}}\n", "a: [b\n"):
        path.write_text(text, encoding="utf-8")
        findings = findings_of(sample)
        assert {finding.place.file for finding in findings} == {f"data_schemas/{kind}.yaml"}
        assert len(findings) <= MOST
    framework = next((sample.root / "data_schemas" / "framework").glob("*.yaml"))
    shutil.copy(path, framework)
    assert len(findings_of(sample)) == 1


def finding(code: str, file: str, where: str = "", severity: Severity = Severity.WARNING) -> Finding:
    return (error if severity is Severity.ERROR else warning)(code, Place(file, where), "It is so.")


EVIDENCE = "inputs/evidence.xlsx"


def test_what_misses_something_is_silent_of_a_file_that_was_read_in_part() -> None:
    lost, claim = finding("I-07", "f.docx", severity=Severity.ERROR), finding("T-06", "f.docx")
    assert without_consequences([lost, claim]) == [lost]
    assert without_consequences([finding("I-07", "g.docx", severity=Severity.ERROR), claim])[1:] == [claim]
    harmless = finding("I-07", "f.docx")
    assert without_consequences([harmless, claim]) == [harmless, claim]


@pytest.mark.parametrize(
    ("file", "follows"), [(EVIDENCE, ["D-01", "D-04", "D-07"]), ("inputs/endorsements.xlsx", ["C-11"])]
)
def test_a_workbook_in_which_nobody_has_written_is_one_matter(file: str, follows: list[str]) -> None:
    blank = finding("I-51", file, "Library", severity=Severity.ERROR)
    assert without_consequences([blank, *(finding(code, file, "Library!A5") for code in follows)]) == [blank]
    form = finding("I-51", "inputs/narrative/equity.docx", severity=Severity.ERROR)
    others = [finding(code, file, "Library!A5") for code in follows]
    assert without_consequences([form, *others]) == [form, *others]


def test_rows_are_silent_about_a_column_that_their_sheet_does_not_have() -> None:
    row, source = finding("D-03", EVIDENCE, "Library!A5"), finding("D-03", EVIDENCE, "Data sources!A5")
    assert without_consequences([row, source], {("Library", "link")}) == [source]
    assert without_consequences([row, source], {("Library", "note")}) == [row, source]
