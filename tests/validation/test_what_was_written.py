"""A number is decimal digits and nothing else, and a text is what was written: YAML by itself guesses."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.findings import Finding
from engine.model.framework import Framework
from engine.model.vocabulary import framework_vocabulary
from engine.sources.yaml_file import read_yaml
from engine.validation.validate import validate
from tests.material.small_inputs import SCHEMAS


def people(folder: Path, framework: Framework, typed: str) -> tuple[object, list[Finding]]:
    """What a number of people comes to, and what is said of it."""
    path = folder / "council.yaml"
    path.write_text(f"groups:\n  - id: carers\n    name: Yes\n    how: 1:30\n    people: {typed}\n", encoding="utf-8")
    record, _ = read_yaml(path, "inputs/council.yaml", "council")
    checked = validate(record, SCHEMAS["council"], framework_vocabulary(framework))
    (group,) = checked.values["groups"]
    assert (group["name"], group["how"]) == ("Yes", "1:30")
    return group.get("people"), [finding for finding in checked.findings if "people" in finding.message]


@pytest.mark.parametrize(("typed", "meant"), [("0", 0), ("17", 17), ("1234", 1234), ('"17"', 17)])
def test_decimal_digits_are_a_number(tmp_path: Path, framework: Framework, typed: str, meant: int) -> None:
    assert people(tmp_path, framework, typed) == (meant, [])


@pytest.mark.parametrize(
    "typed",
    [
        *("true", "yes", "017", "1:30", "0x1F", "0b1", "0o17", "1_000", "1e3", "12.0", ".inf", "+5", "١٢", "five"),
        *("2026-03-14", "9" * 30, "-0.0", "1,000"),
    ],
)
def test_anything_else_is_told_with_its_line_and_as_it_was_written(
    tmp_path: Path, framework: Framework, typed: str
) -> None:
    value, (finding,) = people(tmp_path, framework, typed)
    assert value is None
    assert (finding.code, finding.place.where) == ("I-10", "line 5")
    assert f'"{typed}" is not a whole number' in finding.message


@pytest.mark.parametrize(
    ("typed", "meant"), [("true", True), ("Yes", True), ("on", True), ("FALSE", False), ("no", False)]
)
def test_a_yes_or_no_is_understood_where_one_is_asked_for(
    tmp_path: Path, framework: Framework, typed: str, meant: bool
) -> None:
    path = tmp_path / "council.yaml"
    path.write_text(f"signing: {{trusted_only: {typed}}}\n", encoding="utf-8")
    record, _ = read_yaml(path, "inputs/council.yaml", "council")
    checked = validate(record, SCHEMAS["council"], framework_vocabulary(framework))
    assert checked.values["signing"]["trusted_only"] is meant
