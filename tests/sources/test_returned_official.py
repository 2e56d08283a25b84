"""The official layout as it comes back: five columns to tick, no ids, one last column that asks three things.

The wording and the workbook belong to their authors, so they are no part of this project: these tests run where a
copy stands beside it, in a folder that the variable PENHOLDER_REFERENCE names.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from engine.findings import errors_in
from engine.model.framework import Framework
from tests.conftest import ROOT
from tests.material.small_checklists import received

REFERENCE = Path(os.environ.get("PENHOLDER_REFERENCE", ROOT.parent / "shared" / "reference"))
BLANK = REFERENCE / "stage-1-checklist.xlsx"
pytestmark = pytest.mark.skipif(
    not BLANK.exists(), reason="no copy of the official checklist stands beside the project"
)


@pytest.fixture(scope="module")
def official(framework: Framework) -> Framework:
    """The framework with the official wording of its items."""
    told = json.loads((REFERENCE / "expected-framework.json").read_text(encoding="utf-8"))["quality_statements"]
    texts = [[item["text"] for item in statement["items"]] for statement in told]
    reworded = iter(texts)
    themes = tuple(
        replace(
            theme,
            statements=tuple(
                replace(
                    statement,
                    items=tuple(replace(i, text=t) for i, t in zip(statement.items, next(reworded), strict=True)),
                )
                for statement in theme.statements
            ),
        )
        for theme in framework.themes
    )
    return replace(framework, official_parts=("items",), themes=themes)


def ticked() -> Workbook:
    """The blank workbook with a tick in every row, going round the five columns, and some words in the last one."""
    book = load_workbook(BLANK)
    number = 0
    for sheet in book.worksheets[1:]:
        for row in range(4, sheet.max_row + 1):
            sheet.cell(row, 2 + number % 5).value = "x"
            sheet.cell(row, 7).value = f"Reason {number}"
            number += 1
    assert number == 94
    return book


def read(book: Workbook, folder: Path, official: Framework) -> None:
    """Assert that the workbook says, item by item, what was ticked."""
    path = folder / "leaders.xlsx"
    book.save(path)
    checklist, findings = received([path], official)
    assert errors_in(findings) == ()
    answers = [checklist.answers[item] for item in official.items]
    said = [(answer.rating.name if answer.rating else "", answer.why) for answer in answers]
    scale = [rating.name for rating in official.ratings]
    assert said == [(scale[number % 5], f"Reason {number}") for number in range(94)]


def test_every_tick_and_reason_is_read(official: Framework, tmp_path: Path) -> None:
    read(ticked(), tmp_path, official)


def test_sheets_in_another_order_under_names_that_say_nothing_are_read(official: Framework, tmp_path: Path) -> None:
    book = ticked()
    for sheet in book.worksheets:
        book.move_sheet(sheet, -len(book.worksheets))
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"
        sheet["A1"] = sheet["A3"] = None
    read(book, tmp_path, official)


def test_inserted_columns_and_rows_and_more_titles_are_read(official: Framework, tmp_path: Path) -> None:
    book = ticked()
    for sheet in book.worksheets[1:]:
        sheet.insert_cols(2)
        sheet.insert_rows(5)
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Wenlow leaders, January"
    read(book, tmp_path, official)


def test_all_statements_on_one_sheet_are_read(official: Framework, tmp_path: Path) -> None:
    book, one = ticked(), Workbook()
    sheet = one.active
    assert sheet is not None
    for source in book.worksheets[1:]:
        for row in source.iter_rows(values_only=True):
            sheet.append(row)
    read(one, tmp_path, official)


@pytest.mark.slow
def test_every_statement_in_a_file_of_its_own_is_read(official: Framework, tmp_path: Path) -> None:
    paths = []
    for number in range(9):
        book = ticked()
        for sheet in book.worksheets:
            if sheet is not book.worksheets[number + 1]:
                sheet.sheet_state = "visible"
        for name in [s.title for at, s in enumerate(book.worksheets) if at != number + 1]:
            del book[name]
        paths.append(tmp_path / f"leaders {number}.xlsx")
        book.save(paths[-1])
    checklist, findings = received(paths, official)
    assert len(checklist.answers) == 94
    assert errors_in(findings) == ()
