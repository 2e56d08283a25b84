"""Findings of one kind about one thing in one line: all counted, none lost."""

from __future__ import annotations

from engine.alike import SEVERAL, Alike, alike, in_short
from engine.findings import Finding, Place, warning

TABLE = "How we know › table 1, row {}, column 3"


def amounts(number: int, file: str = "inputs/narrative/equity.docx") -> list[Finding]:
    return [
        warning("E-01", Place(file, TABLE.format(row)), f"“{row}%” stands alone.", about="equity", named=f"{row}%")
        for row in range(2, 2 + number)
    ]


def whole(findings: list[Finding]) -> tuple[Alike, ...]:
    return alike(findings, lambda finding: finding.about)


def test_few_findings_are_told_by_themselves() -> None:
    assert [group.words for group in whole(amounts(SEVERAL - 1))] == ["“2%” stands alone.", "“3%” stands alone."]


def test_a_table_of_figures_is_one_line_with_every_figure() -> None:
    (line,) = whole(amounts(60))
    assert line.words.startswith("60 percentages or sums of money in the text name no evidence")
    assert all(f"{row}%" in line.words for row in range(2, 62))
    assert line.places.startswith(f"inputs/narrative/equity.docx › {TABLE.format(2)}; table 1, row 3, column 3; ")


def test_thousands_are_counted_and_the_first_listed() -> None:
    (line,) = whole(amounts(3000))
    assert line.words.startswith("3,000 ")
    assert line.words.endswith("; and 2,940 more.")


def test_findings_without_a_sentence_for_all_tell_the_first_and_where_the_others_are() -> None:
    found = [warning("I-45", Place("f.docx", f"Why › table {n}"), "The table has merged cells.") for n in (1, 2, 3)]
    (line,) = alike(found, lambda finding: "")
    assert line.words == "The table has merged cells. 2 more like it: f.docx › Why › table 2; table 3."


def test_what_is_about_something_else_or_of_another_kind_stays_apart() -> None:
    others = [warning("D-02", Place("f.xlsx", f"Library!A{n}"), f"D-00{n} was due.", named=f"D-00{n}") for n in (4, 5)]
    groups = whole([*amounts(3), *others])
    assert [len(group.findings) for group in groups] == [3, 1, 1]
    assert sum(len(group.findings) for group in groups) == 5


def test_places_in_one_sheet_name_it_once() -> None:
    places = [Place("e.xlsx", "Library!A2"), Place("e.xlsx", "Library!A3"), Place("e.xlsx", "Figures!B3"), Place("x")]
    assert in_short(places) == "e.xlsx › Library!A2; A3; e.xlsx › Figures!B3; x"
