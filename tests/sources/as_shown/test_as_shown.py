"""The law of reading a sheet: every word and number that Calc shows is read, or a finding at its cell names it.

And nothing is read that Calc does not show, unless a finding says so. It runs over a sheet that has every kind of cell,
as Calc saved it in each of its formats.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from engine.findings import Finding
from engine.framework.catalogue import framework_file, load_framework
from engine.sources.checklists.grid import address
from engine.sources.checklists.open_file import open_file
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.workspace import Workspace, house
from tests.material.small_inputs import SCHEMAS
from tests.sources.as_shown.corpus import ENDINGS, SHEET, saved, shown

PAGE_OF_CALC = {
    "C17": ("1", "a page of Calc has no word for a yes in a cell without a format; the sheet itself shows TRUE"),
}
"""Where the page that Calc makes of a sheet says something else than the sheet, and why."""


def read(path: Path) -> tuple[dict[str, str], list[Finding]]:
    """The words of each cell that are read, and the findings."""
    opened = open_file(path)
    assert not isinstance(opened, tuple)
    framework = load_framework(framework_file(Workspace(house())))
    known = catalogue(framework, SCHEMAS["checklist"])
    _, findings = read_checklist(path, "a", known, SCHEMAS["checklist"])
    (grid,) = opened.grids
    return {address(*at): cell.text for at, cell in grid.cells.items()}, findings


def words(text: str) -> Counter[str]:
    """The words of a text, counted; whatever error a program shows is one word for it."""
    return Counter("ERROR" if word.startswith(("#", "Err:")) else word for word in text.split())


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_shown_is_read_or_told_at_its_cell(ending: str) -> None:
    cells, findings = read(saved(ending))
    places = {address(r, c): text for r, row in enumerate(shown()[ending], 1) for c, text in enumerate(row, 1)}
    for name in sorted(places.keys() | cells.keys()):
        if name in PAGE_OF_CALC and places.get(name) == PAGE_OF_CALC[name][0]:
            continue
        told = words(
            " ".join(f.message for f in findings if f.place.where in (f"{SHEET}!{name}", name)).replace('"', " ")
        )
        of_calc, of_ours = words(places.get(name, "")), words(cells.get(name, ""))
        assert not (of_calc - of_ours) - told, f"{name} shows more than is read or told"
        assert not (of_ours - of_calc) - told, f"{name} shows less than is read and told"


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_seen_of_a_cell_beside_its_words_is_told(ending: str) -> None:
    _, findings = read(saved(ending))
    told = {(finding.code, finding.place.where) for finding in findings}
    wanted = {("I-47", "D12"), ("I-47", "D13"), ("I-28", "D14"), ("I-74", "D17")}
    assert {(code, f"{SHEET}!{name}") for code, name in wanted} <= told


def test_where_a_cell_leads_to_is_read() -> None:
    for ending in ENDINGS:
        opened = open_file(saved(ending))
        assert not isinstance(opened, tuple)
        links = {address(*at): cell.link for at, cell in opened.grids[0].cells.items() if cell.link}
        assert links["D10"] == "https://wenlow.example.org/chart"
        assert links["D11"] == "https://wenlow.example.org/plan"


def test_a_text_file_says_what_stands_in_it() -> None:
    with saved(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    cells, findings = read(saved(".csv"))
    for row, line in enumerate(rows, 1):
        for column, text in enumerate(line, 1):
            assert cells.get(address(row, column), "") == text
    assert [finding.code for finding in findings if finding.code == "I-75"] == ["I-75"]
