"""Fields of the council's own as values, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.findings import Finding, errors_in
from engine.model.own import OwnField, OwnKind
from engine.model.vocabulary import Vocabulary
from engine.schemas import schema_in_use
from engine.sources.yaml_file import read_yaml
from engine.transcription.own_fields import transcribe_own
from engine.validation.validate import validate
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.own_fields import FIELDS


def _read(folder: Path, fields: str) -> tuple[tuple[OwnField, ...], list[Finding]]:
    council = folder / "council.yaml"
    council.write_text(fields, encoding="utf-8")
    record, _ = read_yaml(council, "inputs/council.yaml", "council")
    words = Vocabulary({}).with_kind("picture", [("brand/logo.png", "brand/logo.png")])
    checked = validate(record, {"fields": schema_in_use(Workspace(ROOT), "council")["fields"]}, words)
    fields_of, findings = transcribe_own(checked, words)
    return fields_of, [*errors_in(checked.findings)] or [*errors_in(findings)]


def test_every_kind_is_a_value_under_its_name(tmp_path: Path) -> None:
    fields, told = _read(tmp_path, FIELDS)
    assert told == []
    assert {field.kind for field in fields} == set(OwnKind)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{name: a, type: date, value: soon}", 'The field "a" is a date, and "soon" is no date.'),
        ("{name: a, type: number, value: 3 of 4}", 'The field "a" is a number, and "3 of 4" is not one number.'),
        ("{name: a, type: list, value: one}", "something stands under value"),
        ("{name: a, type: table, rows: [A | B, c]}", "its rows are not all as long as the first"),
        ("{name: a, type: table, rows: [A | B]}", "no row below its headings"),
        ("{name: a, type: picture, picture: brand/logo.png}", "nothing stands under description"),
        ("{name: a, type: picture, picture: brand/none.png, description: b}", "none.png"),
        ("{name: a, type: text}", "nothing stands under value"),
        ("{name: A b, type: text, value: x}", "A b"),
        ("{name: a, type: texts, value: x}", "texts"),
        ("{name: a}", "type"),
        ("a", "a"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_with_its_place(tmp_path: Path, row: str, message: str) -> None:
    _, told = _read(tmp_path, f"\nfields:\n  - {row}\n")
    assert len(told) == 1
    assert message in told[0].message
    assert told[0].fix
    assert told[0].place.where.startswith("line ")
