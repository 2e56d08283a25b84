"""Words in any cell of a workbook are read or told with themselves, wherever somebody wrote them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from engine.findings import Finding
from engine.model.framework import Framework
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.sources.workbook import read_workbook
from tests.material.small_inputs import SCHEMAS, cell, checklist, evidence

WORD = "zebra"
ROW = ("safeguarding.01", "People know how to raise a concern", "Tend to agree", "Seen it", "Audit", "Survey")
Read = Callable[[Workbook], tuple[object, list[Finding]]]


def _checklist() -> Workbook:
    return checklist(ROW, ROW[:2])


def _evidence() -> Workbook:
    return evidence(("F-001", "Waits", "equity", "24 days"))


BOOKS = {"checklist": (_checklist, "Safeguarding"), "evidence": (_evidence, "Figures")}


@pytest.fixture(scope="module")
def readers(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    path = tmp_path_factory.mktemp("books") / "small.xlsx"
    known = catalogue(framework, SCHEMAS["checklist"])

    def of_checklist(book: Workbook) -> tuple[object, list[Finding]]:
        book.save(path)
        return read_checklist(path, "inputs/checklists/small.xlsx", known, SCHEMAS["checklist"])

    def of_evidence(book: Workbook) -> tuple[object, list[Finding]]:
        book.save(path)
        return read_workbook(path, "inputs/evidence.xlsx", "evidence", SCHEMAS["evidence"])

    return {"checklist": of_checklist, "evidence": of_evidence}


def is_there(found: tuple[object, list[Finding]]) -> bool:
    read, findings = found
    return WORD in str(read) or any(WORD in finding.message for finding in findings)


@pytest.mark.slow
@settings(max_examples=30)
@given(data=st.data())
@pytest.mark.parametrize("kind", BOOKS)
def test_a_word_in_any_cell_is_read_or_told(kind: str, readers: dict[str, Read], data: st.DataObject) -> None:
    make, table = BOOKS[kind]
    book = make()
    name = data.draw(st.sampled_from([table, book.sheetnames[0], "Another"]))
    sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
    row, column = data.draw(st.integers(2, 60)), data.draw(st.integers(1, 30))
    sheet.cell(row, column, data.draw(st.sampled_from([WORD, f"{WORD} 12", f"12 {WORD}\nand more"])))
    sheet.sheet_state = data.draw(st.sampled_from(["visible", "hidden", "veryHidden"]))
    assert is_there(readers[kind](book)), (name, row, column)


@pytest.mark.parametrize("kind", BOOKS)
def test_words_above_the_headings_and_an_address_on_a_cell_are_told(kind: str, readers: dict[str, Read]) -> None:
    make, table = BOOKS[kind]
    book = make()
    book[table].insert_rows(1, 2)
    cell(book, table, "B1").value = f"Returned by {WORD}"
    assert is_there(readers[kind](book))
    book = make()
    cell(book, table, "C2").hyperlink = f"https://{WORD}.example.org/"
    assert is_there(readers[kind](book))


@pytest.mark.parametrize("kind", BOOKS)
def test_of_a_workbook_as_it_is_sent_out_there_is_nothing_to_tell(kind: str, readers: dict[str, Read]) -> None:
    make, _ = BOOKS[kind]
    assert [f.message for f in readers[kind](make())[1] if f.code in ("I-14", "I-20", "I-21")] == []
