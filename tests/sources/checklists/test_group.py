"""What a file says of its group: beside the label or behind it, near the top of a sheet."""

from __future__ import annotations

from dataclasses import replace

from engine.sources.checklists.group import group_cell
from tests.material.small_sheets import sheet

LABEL = "Group"


def found(*rows: tuple[str, ...]) -> tuple[str, str]:
    return group_cell([sheet(*rows)], LABEL)


def test_a_group_stands_beside_its_label() -> None:
    assert found(("About",), ("GROUP", "Leaders")) == ("Leaders", "Sheet1!B2")


def test_a_group_stands_behind_its_label_in_one_cell() -> None:
    assert found(("Group: Leaders",)) == ("Leaders", "Sheet1!A1")
    assert found(("Group: Leaders", "Carers")) == ("Leaders", "Sheet1!A1")


def test_a_label_with_a_colon_has_its_group_beside_it() -> None:
    assert found(("Group:", "Leaders")) == ("Leaders", "Sheet1!B1")


def test_empty_cells_between_a_label_and_its_group_make_no_difference() -> None:
    assert found(("Date", "", "Group", "", "Leaders")) == ("Leaders", "Sheet1!E1")


def test_a_label_without_a_group_says_nothing_and_another_below_may() -> None:
    assert found(("Group",)) == ("", "")
    assert found(("Group",), ("Group", "Leaders")) == ("Leaders", "Sheet1!B2")


def test_other_words_are_no_label() -> None:
    assert found(("Groups", "Leaders"), ("Team: Leaders",)) == ("", "")


def test_a_group_is_looked_for_in_the_first_twenty_rows_of_each_sheet() -> None:
    assert found(*([("",)] * 19), ("Group", "Leaders")) == ("Leaders", "Sheet1!B20")
    late = sheet(*([("",)] * 20), ("Group", "Leaders"))
    assert group_cell([late], LABEL) == ("", "")
    other = replace(sheet(("Group", "Carers")), name="Sheet2")
    assert group_cell([late, other], LABEL) == ("Carers", "Sheet2!B1")


def test_the_first_of_two_groups_is_told() -> None:
    assert found(("Group", "Leaders"), ("Group", "Carers")) == ("Leaders", "Sheet1!B1")
