"""Tables as plain text: the same in every encoding and with every separator."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from engine.sources.checklists.csv_file import open_csv
from tests.material.small_files import one_grid, opened, refused, words

TABLE = "Id,Words\r\nequity.01,“It’s café”\r\n"
READ = {"A1": "Id", "B1": "Words", "A2": "equity.01", "B2": "“It’s café”"}


def written(folder: Path, data: bytes | str) -> Path:
    path = folder / "leaders.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(folder: Path, data: bytes | str) -> str:
    (said,) = opened(written(folder, data)).told
    return said


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TABLE.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TABLE.encode(), "UTF-8"),
        (TABLE.encode("cp1252"), "Windows-1252"),
        (codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "UTF-16"),
        (TABLE.encode("utf-16-le"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_table_is_the_same_in_every_encoding_and_which_it_was_is_told(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    assert words(one_grid(written(tmp_path, data))) == READ
    assert told(tmp_path, data) == f"It is text in {encoding}, separated by commas."


@pytest.mark.parametrize(("separator", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_a_table_is_the_same_with_every_separator(tmp_path: Path, separator: str, name: str) -> None:
    text = TABLE.replace(",", separator)
    assert words(one_grid(written(tmp_path, text))) == READ
    assert told(tmp_path, text) == f"It is text in UTF-8, separated by {name}."


def test_the_separator_is_the_one_that_makes_most_cells(tmp_path: Path) -> None:
    text = "Id;Words;Why\n1;Now, then, and, again;So\n2;No;So\n3;No;So\n"
    assert words(one_grid(written(tmp_path, text)))["B2"] == "Now, then, and, again"


@pytest.mark.parametrize("text", ['Id;Words\n1;"one\ntwo\nthree\nfour"\n', 'Id;Words\n1;a, b, c,"d\n2;c\n3;d\n4;e\n'])
def test_line_breaks_within_quotes_make_no_separator_of_what_is_none(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text).endswith("separated by semicolons.")


def test_one_column_alone_is_separated_by_commas(tmp_path: Path) -> None:
    assert told(tmp_path, "Id\nequity.01\n").endswith("separated by commas.")


@pytest.mark.parametrize("line", ["sep=;", "SEP=;\r", "sep=; "])
def test_a_separator_that_is_declared_holds_whatever_else_the_text_has(tmp_path: Path, line: str) -> None:
    """Excel reads such a line and does not show it: rows are counted as they stand in the file."""
    read = words(one_grid(written(tmp_path, f"{line}\nId;Words\n1;a,b,c,d\n")))
    assert read == {"A2": "Id", "B2": "Words", "A3": "1", "B3": "a,b,c,d"}


def test_a_separator_that_nobody_uses_is_looked_for_though_it_is_declared(tmp_path: Path) -> None:
    assert words(one_grid(written(tmp_path, "sep=|\nId;Words\n"))) == {"A2": "Id", "B2": "Words"}


def test_line_breaks_and_separators_within_quotes_are_words(tmp_path: Path) -> None:
    read = words(one_grid(written(tmp_path, 'Id,Words\n1,"one\r\ntwo, ""three"""\n2,x\n')))
    assert read == {"A1": "Id", "B1": "Words", "A2": "1", "B2": 'one\ntwo, "three"', "A3": "2", "B3": "x"}


def test_the_sheet_has_the_name_of_the_file_and_no_empty_cells(tmp_path: Path) -> None:
    grid = one_grid(written(tmp_path, "a,,\n\n,b\n"))
    assert (grid.name, words(grid)) == ("leaders", {"A1": "a", "B3": "b"})


@pytest.mark.parametrize(
    "data",
    [
        b"Id,Words\n1,a\0b\n",
        codecs.BOM_UTF8 + b"caf\xe9",
        codecs.BOM_UTF16_LE + b"a",
        b"\x81\x8d caf\xe9",
        b"a\0b\0c",
        b"PNG" + bytes(300),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    assert refused(written(tmp_path, data)) == "The file is no text, though its name ends in .csv."


def test_bytes_of_no_character_far_behind_make_it_no_utf_16(tmp_path: Path) -> None:
    """So few of the first two hundred bytes that it is no alphabet of two bytes a letter."""
    assert refused(written(tmp_path, b"a" * 150 + bytes(50))).startswith("The file is no text")
    assert refused(written(tmp_path, b"a" * 200 + bytes(400))).startswith("The file is no text")


def test_a_wide_table_is_read(tmp_path: Path) -> None:
    assert len(one_grid(written(tmp_path, f"{'a,' * 149}a\n")).cells) == 150


@pytest.mark.parametrize(("columns", "rows"), [(300, 1), (1, 30_000)])
def test_a_table_far_larger_than_a_checklist_is_refused(tmp_path: Path, columns: int, rows: int) -> None:
    text = f"{'a,' * (columns - 1)}a\n" * rows
    assert refused(written(tmp_path, text)) == "The file is no table of text (too large)."


@pytest.mark.parametrize("words", ["We don’t know — “really”, £5", "Naïve façade; Ruairí", "• one"])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("mac-roman", "Mac Roman"),
        ("utf-8", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_words_are_read_in_the_encoding_that_makes_sense_of_them(
    tmp_path: Path, words: str, codec: str, name: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'Item,Why\nOne,"{words}"\nTwo,Plain words\n'.encode(codec))
    opened = open_csv(path)
    assert opened.grids[0].cells[2, 2].text == words
    assert opened.told == (f"It is text in {name}, separated by commas.",)
