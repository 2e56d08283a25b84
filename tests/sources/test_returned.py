"""Checklists as they come back: each kind of file, mark, disorder and doubt, one fact each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from engine.findings import Finding, Severity, errors_in
from engine.model.framework import Framework
from tests.conftest import ROOT
from tests.material.small_checklists import (
    Layout,
    Said,
    Table,
    received,
    returned,
    said_in,
    save_csv,
    save_xlsx,
    tables,
)
from tests.material.small_inputs import OLE

SAVED_BY_LIBREOFFICE = ROOT / "tests" / "returned"
HEAD: list[object] = ["Id", "Checklist item", "Rating", "Why", "Evidence you have", "Evidence you need"]
TICKS: list[object] = [
    *("Checklist item", "Strongly agree", "Tend to agree", "Tend to disagree", "Strongly disagree", "Don’t know"),
    "Why? What do you have, and what do you need?",
]


def read(folder: Path, framework: Framework, *rows: list[object], sheet: str = "Sheet1") -> tuple[Said, list[Finding]]:
    """What is read of safeguarding.07 in a workbook of these rows, and the findings but those about missing rows."""
    path = folder / "leaders.xlsx"
    save_xlsx(path, [(sheet, list(rows))])
    return of_07([path], framework)


def of_07(paths: list[Path], framework: Framework) -> tuple[Said, list[Finding]]:
    checklist, findings = received(paths, framework)
    return said_in(checklist).get("safeguarding.07", (None, "", "", "")), [f for f in findings if f.code != "C-05"]


@pytest.fixture(scope="module")
def text(framework: Framework) -> str:
    """The words of safeguarding.07."""
    return framework.items["safeguarding.07"].text


@pytest.fixture(scope="module")
def agreed(framework: Framework) -> dict[str, Said]:
    """Every item rated alike, with a reason."""
    return dict.fromkeys(framework.items, ("Tend to agree", "Because", "", ""))


# files that LibreOffice saved


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls"])
def test_the_same_workbook_says_the_same_in_every_format(framework: Framework, ending: str) -> None:
    path = SAVED_BY_LIBREOFFICE / f"messy{ending}"
    checklist, findings = received([path], framework)
    read_, _ = returned(path, framework)
    rated = sum(answer.rating is not None for answer in checklist.answers.values())
    assert (rated, checklist.conflicts, len(checklist.local_items)) == (90, 2, 1)
    assert len([one for one in read_.coercions if one.was == "✓"]) == 88
    assert {(f.code, f.place.where) for f in findings if f.severity is not Severity.INFO} == {
        ("I-20", "Sheet2"),
        ("I-20", "Sheet7"),
        ("I-28", "Sheet7!G11"),
        ("I-27", "Sheet7!C14"),
        ("C-03", "Sheet7!C6"),
        ("I-25", "Sheet7!G10"),
        ("C-03", "Sheet7!B4 and D4"),
        ("C-03", "Sheet7!D7"),
    }


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls"])
def test_a_hidden_row_is_read_and_reported(framework: Framework, ending: str) -> None:
    checklist, findings = received([SAVED_BY_LIBREOFFICE / f"messy{ending}"], framework)
    assert checklist.answers["safeguarding.10"].rating is not None
    assert "Row 13 is hidden." in [finding.message for finding in findings]


# marks


@pytest.mark.parametrize(
    "mark", ["x", "X", "✓", "✔", "☒", "☑", 1, "1", "yes", "YES", True, "TRUE", "xx", "ü", "þ", "(x)"]
)
def test_a_mark_in_a_column_is_its_rating(framework: Framework, tmp_path: Path, text: str, mark: object) -> None:
    said, _ = read(tmp_path, framework, TICKS, [text, None, mark, None, None, None, "Because"])
    assert said == ("Tend to agree", "Because", "", "")


@pytest.mark.parametrize("mark", ["☐", "no", "0", "-", False])
def test_an_empty_box_is_no_mark(framework: Framework, tmp_path: Path, text: str, mark: object) -> None:
    assert read(tmp_path, framework, TICKS, [text, "x", mark, mark, mark, mark, ""])[0][0] == "Strongly agree"


@pytest.mark.parametrize(
    ("font", "letter", "rating"),
    [
        ("Wingdings", "ü", "Tend to agree"),
        ("Wingdings", "þ", "Tend to agree"),
        ("Wingdings", "o", None),
        ("Wingdings 2", "P", "Tend to agree"),
        ("Webdings", "a", "Tend to agree"),
        ("Webdings", "c", None),
    ],
)
def test_a_letter_of_a_symbol_font_means_what_it_looks_like(
    framework: Framework, tmp_path: Path, text: str, font: str, letter: str, rating: str | None
) -> None:
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Sheet1", [TICKS, [text, None, letter, None, None, None, "Because"]])])
    book = load_workbook(path)
    book["Sheet1"]["C2"].font = Font(name=font)
    book.save(path)
    said, findings = of_07([path], framework)
    assert said[0] == rating
    assert errors_in(findings) == ()


@pytest.mark.parametrize("mark", ["mostly", "?", "3", "P", "Tend to disagree", "#NAME?"])
def test_what_is_no_mark_counts_as_a_conflict_and_its_cell_is_named(
    framework: Framework, tmp_path: Path, text: str, mark: str
) -> None:
    said, findings = read(tmp_path, framework, TICKS, [text, None, mark, None, None, None, "Because"])
    assert said[0] is None
    assert [(f.code, f.place.where) for f in errors_in(findings)] == [("C-03", "Sheet1!C2")]


def test_two_ticks_are_a_conflict_with_both_cells(framework: Framework, tmp_path: Path, text: str) -> None:
    said, findings = read(tmp_path, framework, TICKS, [text, None, "x", "x", None, None, "Because"])
    (finding,) = errors_in(findings)
    assert (said[0], finding.code, finding.place.where) == (None, "C-03", "Sheet1!C2 and D2")
    assert finding.message == 'Two ratings for safeguarding.07: "Tend to agree" and "Tend to disagree".'


def test_blank_is_not_dont_know(framework: Framework, tmp_path: Path, text: str) -> None:
    assert read(tmp_path, framework, TICKS, [text, None, None, None, None, None, "New team"])[0][0] is None
    assert read(tmp_path, framework, TICKS, [text, None, None, None, None, "x", ""])[0][0] == "Don’t know"


@pytest.mark.parametrize(
    "name", ["tend to agree", "TEND TO AGREE ", "Tend\xa0to agree", "Tend to agre", "Tend to agree."]
)
def test_a_ratings_name_is_known_however_it_is_typed(framework: Framework, tmp_path: Path, name: str) -> None:
    assert read(tmp_path, framework, HEAD, ["safeguarding.07", "", name])[0][0] == "Tend to agree"


@pytest.mark.parametrize("name", ["Agree", "Tend to", "x", "Tend to agree mostly", "n/a"])
def test_what_is_nearly_a_rating_is_asked_for(framework: Framework, tmp_path: Path, name: str) -> None:
    said, findings = read(tmp_path, framework, HEAD, ["safeguarding.07", "", name])
    assert said[0] is None
    assert [f.code for f in errors_in(findings)] == ["C-03"]


def test_a_mark_merged_over_two_columns_is_two_ratings(framework: Framework, tmp_path: Path, text: str) -> None:
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Sheet1", [TICKS, [text, None, "x"]])])
    book = load_workbook(path)
    book["Sheet1"].merge_cells("C2:D2")
    book.save(path)
    assert [f.code for f in errors_in(of_07([path], framework)[1])] == ["C-03"]


# headings


@pytest.mark.parametrize("heading", ["Don' know", "Dont know", "DON’T KNOW", "Don't  know (tick)"])
def test_a_misspelt_heading_is_its_rating(framework: Framework, tmp_path: Path, text: str, heading: str) -> None:
    head = [*TICKS[:5], heading, TICKS[6]]
    assert read(tmp_path, framework, head, [text, None, None, None, None, "x", ""])[0][0] == "Don’t know"


def test_a_rating_without_a_column_is_an_error(framework: Framework, tmp_path: Path, text: str) -> None:
    _, findings = read(tmp_path, framework, [*TICKS[:5], "Why"], [text, "x"])
    assert [(f.code, f.message) for f in errors_in(findings)] == [("I-07", "There is no column for Don’t know.")]


def test_items_without_any_headings_are_an_error_and_not_guessed(framework: Framework, tmp_path: Path) -> None:
    rows: Table = [[item.text, "x"] for item in list(framework.items.values())[:5]]
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Sheet1", rows)])
    checklist, findings = received([path], framework)
    assert checklist.answers == {}
    assert "I-06" in {finding.code for finding in findings}


def test_words_under_a_heading_of_their_own_are_told(framework: Framework, tmp_path: Path) -> None:
    _, findings = read(tmp_path, framework, [*HEAD, "Remarks"], ["safeguarding.07", "", "", "", "", "", "Ask Priya"])
    assert [(f.code, f.place.where) for f in findings if f.code == "I-14"] == [("I-14", "Sheet1!G2")]


# rows


def test_an_id_stands_however_much_its_words_were_changed(framework: Framework, tmp_path: Path, text: str) -> None:
    changed = text.replace("people", "folk") + " Always."
    said, findings = read(tmp_path, framework, HEAD, ["safeguarding.07", changed, "Don’t know"])
    (finding,) = [f for f in findings if f.code == "C-07"]
    assert said[0] == "Don’t know"
    assert "“Always.” was added" in finding.message


def test_close_words_without_an_id_are_the_item_and_told(framework: Framework, tmp_path: Path, text: str) -> None:
    said, findings = read(tmp_path, framework, HEAD, [None, f"{text} Always.", "Don’t know"])
    assert said[0] == "Don’t know"
    assert [f.severity for f in findings if f.code == "C-07"] == [Severity.WARNING]


@pytest.mark.parametrize("written", ["7. {}", "“{}”", "  {} ", "{}\n"])
def test_numbers_quotes_and_spaces_around_the_words_change_nothing(
    framework: Framework, tmp_path: Path, text: str, written: str
) -> None:
    said, findings = read(tmp_path, framework, HEAD, [None, written.format(text), "Don’t know"])
    assert said[0] == "Don’t know"
    assert "C-07" not in {finding.code for finding in findings}


def test_an_id_beside_the_words_of_another_item_is_asked_for(framework: Framework, tmp_path: Path) -> None:
    other = framework.items["equity.01"].text
    said, findings = read(tmp_path, framework, HEAD, ["safeguarding.07", other, "Don’t know"])
    assert said[0] is None
    assert [(f.code, f.severity) for f in errors_in(findings)] == [("C-07", Severity.ERROR)]


@pytest.mark.parametrize("writing", ["safeguarding.07", "Safeguarding 07", "safeguarding.7", "QS7.07", "qs7.7"])
def test_an_id_is_known_in_every_writing(framework: Framework, tmp_path: Path, writing: str) -> None:
    assert read(tmp_path, framework, HEAD, [writing, "", "Don’t know"])[0][0] == "Don’t know"


def test_a_row_split_in_two_is_one(framework: Framework, tmp_path: Path, text: str) -> None:
    words = text.split()
    first, second = " ".join(words[:5]), " ".join(words[5:])
    rows: Table = [[None, first, "Don’t know", "One"], [None, second, None, "Two"]]
    said, findings = read(tmp_path, framework, HEAD, *rows)
    assert said == ("Don’t know", "One\nTwo", "", "")
    assert "C-06" not in {finding.code for finding in findings}


def test_items_of_the_same_words_are_told_apart_by_what_their_sheet_is_about(
    framework: Framework, tmp_path: Path, agreed: dict[str, Said]
) -> None:
    one = next(item for item in framework.items.values() if item.same_as > item.id)
    said = {**agreed, one.id: ("Strongly agree", "A", "", ""), one.same_as: ("Don’t know", "B", "", "")}
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, tables(framework, said, Layout(ids=False, titles=False, seed=7)))
    checklist, findings = received([path], framework)
    assert said_in(checklist) == said
    assert [finding.code for finding in findings] == ["C-08"]


def test_items_of_the_same_words_in_a_shuffled_list_are_asked_for(
    framework: Framework, tmp_path: Path, agreed: dict[str, Said]
) -> None:
    one = next(item for item in framework.items.values() if item.same_as > item.id)
    said = {**agreed, one.id: ("Strongly agree", "A", "", "")}
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, tables(framework, said, Layout(ids=False, titles=False, stacked=True, seed=7)))
    checklist, findings = received([path], framework)
    assert checklist.conflicts == 2
    assert {finding.code for finding in errors_in(findings)} == {"C-07"}


def test_a_copied_sheet_with_other_answers_is_a_conflict_that_names_both(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "leaders.xlsx"
    one: list[object] = ["safeguarding.07", "", "Tend to agree", "Because"]
    other: list[object] = ["safeguarding.07", "", "Don’t know", "Because"]
    save_xlsx(path, [("Safeguarding", [HEAD, one]), ("Safeguarding (2)", [HEAD, other])])
    (finding,) = errors_in(of_07([path], framework)[1])
    assert finding.place.where == "Safeguarding!C2 and Safeguarding (2)!C2"


def test_a_blank_row_that_was_inserted_is_ignored(framework: Framework, tmp_path: Path) -> None:
    rows: list[list[object]] = [[], ["safeguarding.07", "", "Don’t know", "x"], [None, "  ", None], []]
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Sheet1", [HEAD, *rows])])
    assert received([path], framework)[0].local_items == ()


# words


@pytest.mark.parametrize(
    "words", ["=1+1", "+44 20", "-3", "@home", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "{% for %}", "<w:p>", "../../x", "😀"]
)
def test_words_stay_the_words_they_are(framework: Framework, tmp_path: Path, words: str) -> None:
    assert read(tmp_path, framework, HEAD, ["safeguarding.07", "", "Don’t know", words])[0][1] == words


def test_a_formula_that_was_never_worked_out_is_kept_as_its_text(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "leaders.xlsx"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Group", "leaders"])
    sheet.append(HEAD)
    sheet.append(["safeguarding.07", "", "Don’t know", "=cmd|' /C calc'!A0"])
    book.save(path)
    read_, _ = returned(path, framework)
    assert read_.rows[0].why == "=cmd|' /C calc'!A0"
    assert [coercion.place.where for coercion in read_.coercions] == ["Sheet!D3"]


def test_control_characters_are_cleaned_and_told(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "leaders.csv"
    save_csv(path, [HEAD, ["safeguarding.07", "", "Don’t know", "one\x0btwo\u200b_x000D_"]])
    read_, _ = returned(path, framework)
    assert read_.rows[0].why == "one\ntwo"
    assert [(c.place.where, c.read_as) for c in read_.coercions] == [("leaders!D4", "one\ntwo")]


# text files


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
    ],
)
def test_a_text_file_is_read_in_its_encoding_which_is_told(
    framework: Framework, tmp_path: Path, encoding: str, told: str
) -> None:
    path = tmp_path / "leaders.csv"
    save_csv(path, [HEAD, ["safeguarding.07", "", "Don’t know", "It’s £3 – “café”"]], encoding, ";")
    said, findings = of_07([path], framework)
    assert said[1] == "It’s £3 – “café”"
    assert f"It is text in {told}, separated by semicolons." in [finding.message for finding in findings]


def test_text_that_some_program_garbled_is_put_right_and_told(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "leaders.csv"
    save_csv(path, [HEAD, ["safeguarding.07", "", "Don’t know", "Itâ€™s"]])
    read_, _ = returned(path, framework)
    assert read_.rows[0].why == "It’s"
    assert [(coercion.was, coercion.read_as) for coercion in read_.coercions] == [("Itâ€™s", "It’s")]


# files that are refused


def _package(parts: dict[str, bytes]) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)

    return save


def _ods(cells: str) -> bytes:
    names = {"office": "office", "table": "table", "text": "text"}
    declared = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in names.items())
    table = f'<table:table table:name="a">{cells}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return f"<office:document-content {declared}>{body}</office:document-content>".encode()


_MANY = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


def _book(main: bytes) -> dict[str, bytes]:
    """The parts without which a file is no workbook."""
    relation = b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return {
        "[Content_Types].xml": b'<Types><Override PartName="/xl/workbook.xml" ContentType="' + kind + b'"/></Types>',
        "_rels/.rels": b"<Relationships><Relationship Target='xl/workbook.xml' " + relation + b"/></Relationships>",
        "xl/workbook.xml": main,
    }


_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("a.xlsx", lambda path: path.write_bytes(b""), "The file is empty (0 bytes)."),
    "password": (
        "a.xlsx",
        lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
        "The file is protected by a password.",
    ),
    "label": (
        "a.xlsx",
        lambda path: path.write_bytes(OLE + "DRMEncryptedDataSpace EncryptedPackage".encode("utf-16-le")),
        "The file is locked by a sensitivity label.",
    ),
    "a page of the web": (
        "a.xls",
        lambda path: path.write_bytes(b"<html><table>"),
        "The file is not a workbook, whatever its name says.",
    ),
    "a password on .ods": (
        "a.ods",
        _package({"content.xml": b"x", "META-INF/manifest.xml": b"<encryption-data/>"}),
        "The file is protected by a password.",
    ),
    "cells without end": ("a.ods", _package({"content.xml": _ods(_MANY)}), "The file is far larger than a checklist."),
    "a bomb": (
        "a.xlsx",
        _package(_book(b"<workbook/>") | {"xl/worksheets/sheet1.xml": bytes(130 * 2**20)}),
        "Unpacked, the workbook would take 131 MB; 128 MB is the most.",
    ),
    "an entity": (
        "a.xlsx",
        _package(_book(_ENTITY + b"<x>&a;</x>")),
        "The file asks for things outside itself, which no Office program does.",
    ),
    "no text": (
        "a.csv",
        lambda path: path.write_bytes(b"a\x00b" * 99),
        "The file is no text, though its name ends in .csv.",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence(
    framework: Framework, tmp_path: Path, fault: str
) -> None:
    name, save, sentence = REFUSED[fault]
    save(tmp_path / name)
    read_, findings = returned(tmp_path / name, framework)
    assert (read_.rows, read_.refused) == ((), sentence)
    assert [(f.code, f.severity, f.message) for f in findings] == [("I-02", Severity.ERROR, sentence)]


def test_a_workbook_under_the_ending_of_another_kind_is_read(framework: Framework, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes((SAVED_BY_LIBREOFFICE / "small.ods").read_bytes())
    read_, _ = returned(tmp_path / "a.xls", framework)
    assert [row.items for row in read_.rows] == [("safeguarding.01",), ("safeguarding.02",)]


def test_reading_changes_no_file(framework: Framework) -> None:
    path = SAVED_BY_LIBREOFFICE / "messy.xlsx"
    before = path.read_bytes()
    returned(path, framework)
    assert path.read_bytes() == before
