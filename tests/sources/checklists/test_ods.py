"""Workbooks of LibreOffice and Google: what stands in their cells, how often, and what their looks say."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Area, Grid
from tests.material.small_files import kinds, ods, one_grid, refused, words

HIDING = ("collapse", "filter")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.ods"


def cell(text: str, attributes: str = "", more: str = "") -> str:
    return f"<table:table-cell {attributes}>{more}<text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def repeated(times: int, way: str = "columns") -> str:
    return f'table:number-{way}-repeated="{times}"'


def read(path: Path, *rows: str, styles: str = "") -> Grid:
    return one_grid(ods(path, "".join(rows), styles))


def styled(path: Path, properties: str) -> Grid:
    """A sheet whose one cell has these properties of style."""
    style = f'<style:style style:name="ce1" style:family="table-cell">{properties}</style:style>'
    return read(path, row(cell("x", 'table:style-name="ce1"')), styles=style)


# words


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("plain", "plain"),
        ("two<text:s/>words", "two words"),
        ("two<text:s text:c='3'/>words", "two words"),
        ("two<text:tab/>words", "two words"),
        ("two<text:line-break/>lines", "two\nlines"),
        ("a <text:span>bold <text:span>word</text:span></text:span> here", "a bold word here"),
        ("<text:span>bold</text:span><text:s/>word", "bold word"),
        ("</text:p><text:p>below", "below"),
        ("seen<!-- never --> all", "seen all"),
        ("one</text:p><text:p>two", "one\ntwo"),
    ],
)
def test_words_are_those_that_are_seen(path: Path, text: str, means: str) -> None:
    assert words(read(path, row(cell(text)))) == {"A1": means}


@pytest.mark.parametrize(
    ("attributes", "text", "means", "kind"),
    [
        ('office:value-type="string"', "x", "x", CellKind.TEXT),
        ("", "x", "x", CellKind.TEXT),
        ('office:value-type="float"', "12", "12", CellKind.NUMBER),
        ('office:value-type="percentage"', "71%", "71%", CellKind.NUMBER),
        ('office:value-type="currency"', "£3", "£3", CellKind.NUMBER),
        ('office:value-type="boolean"', "WAHR", "WAHR", CellKind.TRUTH),
        ('office:value-type="float"', "TRUE", "TRUE", CellKind.TRUTH),
        ("", "FALSE", "FALSE", CellKind.TRUTH),
        ('office:value-type="date" office:date-value="2026-04-03"', "03.04.26", "3 April 2026", CellKind.DATE),
        (
            'office:value-type="date" office:date-value="2026-04-03T09:30:00"',
            "03.04.26 09:30",
            "3 April 2026 09:30",
            CellKind.DATE,
        ),
        ('office:value-type="date" office:date-value="soon"', "03.04.26", "03.04.26", CellKind.DATE),
        ('office:value-type="date"', "03.04.26", "03.04.26", CellKind.DATE),
        ('office:value-type="string" calcext:value-type="error"', "#NAME?", "#NAME?", CellKind.ERROR),
    ],
)
def test_a_cell_says_what_the_program_shows(path: Path, attributes: str, text: str, means: str, kind: CellKind) -> None:
    grid = read(path, row(cell(text, attributes)))
    assert (words(grid), kinds(grid)) == ({"A1": means}, {"A1": kind})


# where cells are


def test_cells_and_rows_that_repeat_are_written_out(path: Path) -> None:
    grid = read(path, row(cell("a", repeated(2)), cell("b"), attributes=repeated(2, "rows")), row(cell("c")))
    assert words(grid) == {"A1": "a", "B1": "a", "C1": "b", "A2": "a", "B2": "a", "C2": "b", "A3": "c"}


def test_empty_cells_and_rows_take_up_room_however_many_they_are(path: Path) -> None:
    many = row("<table:table-cell/>", attributes=repeated(1000, "rows"))
    grid = read(path, row(f"<table:table-cell {repeated(3)}/>", cell("d")), many, row(cell("x")))
    assert words(grid) == {"D1": "d", "A1002": "x"}


def test_a_number_of_repeats_that_is_none_is_one(path: Path) -> None:
    grid = read(path, row(cell("a", repeated(0)), cell("b"), attributes=repeated(0, "rows")), row(cell("c")))
    assert words(grid) == {"A1": "a", "B1": "b", "A2": "c"}


def test_cells_that_are_covered_take_up_room(path: Path) -> None:
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    grid = read(path, row(cell("a", spanned), "<table:covered-table-cell/>", cell("c")), row(cell("d")))
    assert words(grid) == {"A1": "a", "C1": "c", "A2": "d"}
    assert grid.merged == (Area(1, 1, 3, 2),)


@pytest.mark.parametrize(
    ("spanned", "area"),
    [
        ('table:number-columns-spanned="2"', Area(2, 2, 2, 3)),
        ('table:number-rows-spanned="2"', Area(2, 2, 3, 2)),
        ('table:number-columns-spanned="1" table:number-rows-spanned="1"', None),
    ],
)
def test_merged_cells_are_known_by_their_corners(path: Path, spanned: str, area: Area | None) -> None:
    grid = read(path, row(), row("<table:table-cell/>", cell("a", spanned)))
    assert grid.merged == ((area,) if area else ())


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("x", repeated(1_000_000))),
        row(cell("x"), attributes=repeated(1_000_000, "rows")),
        row(cell("x", repeated(1000)), attributes=repeated(1000, "rows")),
    ],
)
def test_cells_without_end_are_refused(path: Path, rows: str) -> None:
    assert refused(ods(path, rows)) == "The file is far larger than a checklist."


def test_a_row_that_says_it_is_empty_a_million_times_is_not_refused(path: Path) -> None:
    empty = row(f"<table:table-cell {repeated(1_000_000)}/>", attributes=repeated(1_048_576, "rows"))
    assert words(read(path, row(cell("a")), empty)) == {"A1": "a"}


# looks


@pytest.mark.parametrize(
    ("colour", "fills"),
    [("#ff0000", {(1, 1): "#ff0000"}), ("#FFFFFF", {}), ("#ffffff", {}), ("transparent", {}), ("", {})],
)
def test_colours_are_known_but_for_white(path: Path, colour: str, fills: dict[tuple[int, int], str]) -> None:
    assert styled(path, f'<style:table-cell-properties fo:background-color="{colour}"/>').fills == fills


def test_a_coloured_cell_without_words_is_known_and_a_row_that_is_coloured_to_its_end_is_not(path: Path) -> None:
    style = '<style:style style:name="ce1"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    blank = '<table:table-cell table:style-name="ce1" {}/>'
    grid = read(path, row(blank.format(repeated(2)), blank.format(repeated(16380)), cell("x")), styles=style)
    assert set(grid.fills) == {(1, 1), (1, 2)}
    assert list(grid.cells) == [(1, 16383)]


def test_fonts_are_known_by_either_name(path: Path) -> None:
    assert styled(path, '<style:text-properties style:font-name="Wingdings"/>').cells[1, 1].font == "Wingdings"
    assert styled(path, '<style:text-properties fo:font-family="Webdings"/>').cells[1, 1].font == "Webdings"
    assert styled(path, "<style:text-properties/>").cells[1, 1].font == ""
    assert styled(path, "").cells[1, 1].font == ""


def test_a_sheet_without_a_style_is_not_hidden(path: Path) -> None:
    assert not read(path, row(cell("x"))).hidden


def test_a_hidden_sheet_is_known(path: Path) -> None:
    for shown, hidden in (("true", False), ("false", True)):
        style = f'<style:style style:name="ta1"><style:table-properties table:display="{shown}"/></style:style>'
        grid = one_grid(ods(path, row(cell("x")), style, 'table:name="Ours" table:style-name="ta1"'))
        assert (grid.name, grid.hidden) == ("Ours", hidden)


@pytest.mark.parametrize("way", HIDING)
def test_hidden_rows_are_known_if_they_hold_anything(path: Path, way: str) -> None:
    hidden = f'table:visibility="{way}"'
    grid = read(
        path,
        row(cell("a")),
        row(cell("b"), attributes=f"{hidden} {repeated(2, 'rows')}"),
        row("<table:table-cell/>", attributes=hidden),
        row(cell("c"), attributes='table:visibility="visible"'),
        row(cell("d"), attributes=hidden),
    )
    assert grid.hidden_rows == {2, 3, 6}


@pytest.mark.parametrize("way", HIDING)
def test_hidden_columns_are_known(path: Path, way: str) -> None:
    columns = (
        f'<table:table-column {repeated(2)}/><table:table-column table:visibility="{way}" {repeated(2)}/>'
        f'<table:table-column table:visibility="visible"/><table:table-column table:visibility="{way}"/>'
    )
    assert read(path, columns, row(cell("x"))).hidden_columns == {3, 4, 6}


def test_columns_that_are_hidden_to_the_end_of_the_sheet_are_known_as_far_as_a_checklist_goes(path: Path) -> None:
    hidden = read(path, f'<table:table-column table:visibility="collapse" {repeated(16384)}/>').hidden_columns
    assert set(range(1, 30)) <= hidden
    assert max(hidden) < 100


def test_a_note_is_known_by_its_cell_and_is_no_word_of_it(path: Path) -> None:
    note = "<office:annotation><text:p>Ask</text:p><text:p>Priya</text:p></office:annotation>"
    grid = read(path, row(cell("a"), cell("x", more=note)), row(f"<table:table-cell>{note}</table:table-cell>"))
    assert words(grid) == {"A1": "a", "B1": "x"}
    assert grid.notes == {(1, 2): "Ask\nPriya", (2, 1): "Ask\nPriya"}
