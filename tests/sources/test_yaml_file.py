"""council.yaml: every value with its line, and every way in which the file cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.findings import Finding
from engine.model.record import Record
from engine.sources.yaml_file import read_yaml
from tests.material.small_inputs import council, told

SPACES_AND_COLONS = "Check the spaces at the start of the line, and put text with a colon into quotation marks."


def read_text(folder: Path, text: str | bytes) -> tuple[Record, list[Finding]]:
    path = folder / "council.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "inputs/council.yaml", "council")


def only_finding(folder: Path, text: str | bytes) -> Finding:
    record, findings = read_text(folder, text)
    assert record.values == {}
    assert len(findings) == 1
    assert findings[0].place.file == "inputs/council.yaml"
    return findings[0]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "17",
            "017",
            "0x1F",
            "0b11",
            "1:30",
            "1_000",
            "1e3",
            "3.10",
            ".5",
            ".inf",
            "-0",
            "+5",
            "12345678901234567890",
        ),
        *("true", "Yes", "no", "on", "OFF", "y", "=", "2026-03-14", "2026-02-30", "2026-03-14 10:00:00"),
    ],
)
def test_a_value_is_the_text_that_was_written(tmp_path: Path, typed: str) -> None:
    record, findings = read_text(tmp_path, f"report: [{typed}, '{typed}', {{name: {typed}}}]")
    assert record.values == {"report": [typed, typed, {"name": typed}]}
    assert findings == []


@pytest.mark.parametrize("typed", ["~", "null", ""])
def test_nothing_is_nothing(tmp_path: Path, typed: str) -> None:
    record, _ = read_text(tmp_path, f"name: {typed}\nother: 'null'")
    assert record.values == {"name": None, "other": "null"}


@pytest.mark.parametrize("typed", ["!!int 5", "!!str yes", "!ours 5", "!!binary aGVsbG8=", "!!set {a, b}", "!!omap []"])
def test_a_tag_that_makes_something_else_of_a_value_is_refused(tmp_path: Path, typed: str) -> None:
    finding = only_finding(tmp_path, f"name: Wenlow\nother: {typed}\n")
    assert (finding.code, finding.place.where) == ("I-02", "line 2")
    assert "a tag (" in finding.message


def test_a_name_of_a_field_that_is_a_list_is_told_with_its_line(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "name: Wenlow\n? [a, b]\n: c\n")
    assert (finding.code, finding.place.where) == ("I-02", "line 2")


def test_every_value_remembers_its_line(tmp_path: Path) -> None:
    record, _ = read_text(
        tmp_path, "council:\n  name: Wenlow\ngroups:\n  - id: leaders\n  - id: carers\n    people: 9\n"
    )
    assert record.place("council", "name").where == "line 2"
    assert record.place("groups", 1).where == "line 5"
    assert record.place("groups", 1, "people").where == "line 6"


def test_what_is_not_there_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    record, _ = read_text(tmp_path, "council:\n  name: Wenlow\ngroups:\n  - id: leaders\n")
    assert record.place("groups", 0, "people").where == "line 4"
    assert record.place("report", "date").where == ""


def test_text_is_cleaned(tmp_path: Path) -> None:
    record, _ = read_text(tmp_path, 'name: "Wen\\u00a0low\\x07 \\u200bCouncil "')
    assert record.values == {"name": "Wen low Council"}


def test_a_mark_at_the_start_of_the_file_is_passed_over(tmp_path: Path) -> None:
    record, findings = read_text(tmp_path, "\ufeffname: Wenlow")
    assert (record.values, findings) == ({"name": "Wenlow"}, [])


@pytest.mark.parametrize("key", ["2026", "no", "2026-03-14", "null", "1.5"])
def test_names_of_fields_are_always_text(tmp_path: Path, key: str) -> None:
    record, _ = read_text(tmp_path, f"{key}: x")
    assert record.values == {key: "x"}


def test_a_date_that_no_calendar_has_stays_as_it_was_typed(tmp_path: Path) -> None:
    record, findings = read_text(tmp_path, "date: 2026-02-30")
    assert (record.values, findings) == ({"date": "2026-02-30"}, [])


def test_a_field_that_stands_there_twice_is_told_with_its_second_line(tmp_path: Path) -> None:
    record, findings = read_text(tmp_path, "council:\n  name: Wenlow\n  short_name: W\n  name: Wenlow Borough\n")
    assert told(findings) == [("I-11", "line 4", '"name" stands here a second time.')]
    assert findings[0].fix == "Keep one of the two."
    assert record.values["council"]["short_name"] == "W"


def test_fields_of_one_name_in_different_entries_are_fine(tmp_path: Path) -> None:
    assert read_text(tmp_path, "groups:\n  - {id: a}\n  - {id: b}\n")[1] == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    record, findings = read_yaml(tmp_path / "council.yaml", "inputs/council.yaml", "council")
    assert record.values == {}
    assert told(findings) == [("I-01", "", "The file is missing.")]


def test_a_colon_inside_text_is_told_with_its_line(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "report:\n  title: Self-assessment: 2026\n")
    assert finding.code == "I-02"
    assert finding.place.where == "line 2"
    assert finding.message == "This is not valid YAML: mapping values are not allowed in this context."
    assert finding.fix == SPACES_AND_COLONS


def test_a_tab_at_the_start_of_a_line_is_told_with_its_line(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "report:\n  title: x\n\tversion: y\n")
    assert (finding.code, finding.place.where) == ("I-02", "line 3")


def test_an_open_quotation_mark_is_told(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, 'name: "Wenlow\n')
    assert finding.code == "I-02"
    assert finding.message.startswith("This is not valid YAML")


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "- a\n- b\n", "just words", "42", "{}"])
def test_a_file_that_holds_no_fields_is_told(tmp_path: Path, text: str) -> None:
    finding = only_finding(tmp_path, text)
    assert (finding.code, finding.message) == ("I-02", "The file holds no fields.")
    assert finding.fix == "Start again from `penholder new`."


@pytest.mark.parametrize("text", ["name: Ñandú".encode("latin-1"), "name: x".encode("utf-16")])
def test_a_file_in_another_encoding_is_told(tmp_path: Path, text: bytes) -> None:
    finding = only_finding(tmp_path, text)
    assert (finding.code, finding.message) == ("I-02", "The file is not saved as UTF-8.")
    assert finding.fix == "Save it again as UTF-8 text."


def test_control_characters_are_told(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, b"name: Wenlow\x00\n")
    assert (finding.code, finding.message) == (
        "I-02",
        "This is not valid YAML: the file holds control characters, which no text has.",
    )


def test_two_documents_in_one_file_are_told(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "name: Wenlow\n---\nname: Other\n")
    assert (finding.code, finding.place.where) == ("I-02", "line 2")


def test_an_object_of_a_program_is_refused(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "name: !!python/object/apply:os.system [exit]\n")
    assert (finding.code, finding.place.where) == ("I-02", "line 1")


def test_an_alias_is_refused_because_it_can_hold_itself(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "name: Wenlow\ngroups: &all\n  - *all\n")
    assert told([finding]) == [("I-02", "line 3", "This is not valid YAML: an alias (*) stands for other text.")]
    assert finding.fix == "Write the text itself, here too."


def test_nesting_that_no_person_types_is_refused(tmp_path: Path) -> None:
    finding = only_finding(tmp_path, "groups: " + "[" * 100_000)
    message = "This is not valid YAML: too many lists stand inside one another."
    assert told([finding]) == [("I-02", "line 1", message)]


def test_a_folder_with_the_name_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").mkdir()
    _, findings = read_yaml(tmp_path / "council.yaml", "inputs/council.yaml", "council")
    assert [finding.code for finding in findings] == ["I-02"]


@pytest.mark.slow
@given(st.text())
def test_any_text_at_all_is_values_or_a_finding(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    record, findings = read_text(tmp_path_factory.getbasetemp(), text)
    assert record.values or findings


@given(st.text("ab:-[]{}\"'#&*!|>%@ \n\t0123.", max_size=40))
def test_any_pile_of_yaml_signs_is_values_or_a_finding(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    record, findings = read_text(tmp_path_factory.getbasetemp(), text)
    assert record.values or findings


def test_the_small_council_of_these_tests_is_read_whole(tmp_path: Path) -> None:
    record, findings = read_text(tmp_path, council())
    assert findings == []
    assert list(record.values) == ["council", "report", "groups", "verifiers"]
