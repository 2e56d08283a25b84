"""A manifest is read as it was written, or not at all; and what another version tells in it is not lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.clock import now
from engine.model.manifest import FileHash, MadeBy, Manifest, StandInHash
from engine.model.placed_field import PlacedField
from engine.publishing.earlier import carried_over, since
from engine.publishing.manifest import NAME, Output, read_manifest, write_manifest

FORM, TEMPLATE, SHEET = "inputs/narrative/equity.docx", "word_templates/report.docx", "verification/equity.pdf"
MADE_BY = MadeBy(penholder="0.1.0", edition="draft", framework="2024-03", framework_file="2024-03.yaml", tools={})
SOURCES = {
    FORM: FileHash("a" * 64, 1),
    TEMPLATE: StandInHash("b" * 64, 2, FileHash("c" * 64, 3)),
    "signoff/register.jsonl": FileHash("d" * 64, 4),
}
PLACE = PlacedField(key="equity", kind="signature", page=2, rectangle=(1.5, 2.0, 3.5, 4.0), label="Signature")
OUTPUTS = (
    Output(path="report.docx", data=b"report", made_from=tuple(SOURCES)),
    Output(
        path=SHEET,
        data=b"sheet",
        made_from=(FORM,),
        statement="equity",
        code="A1",
        fingerprint="e" * 64,
        pages=2,
        fields=(PLACE,),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an edition with a manifest alone."""
    (tmp_path / NAME).write_bytes(write_manifest(MADE_BY, now(), SOURCES, OUTPUTS, {}))
    return tmp_path


def read(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    assert manifest is not None
    return manifest


def change(folder: Path, how: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    how(content)
    (folder / NAME).write_text(json.dumps(content), encoding="utf-8")


def test_it_is_read_as_it_was_written(folder: Path) -> None:
    manifest = read(folder)
    assert manifest.made_by == MADE_BY
    assert {**manifest.inputs, **manifest.templates, **manifest.register} == SOURCES
    assert manifest.outputs == {output.path: output.entry for output in OUTPUTS}


def test_of_an_output_it_tells_what_is_known_and_no_more(folder: Path) -> None:
    outputs = json.loads((folder / NAME).read_text(encoding="utf-8"))["outputs"]
    assert list(outputs["report.docx"]) == ["sha256", "size", "made_from"]
    known = ["statement", "code", "fingerprint", "pages", "fields"]
    assert list(outputs[SHEET]) == ["sha256", "size", "made_from", *known]


def test_a_statement_whose_text_is_another_one_is_told(folder: Path) -> None:
    now_ = {"equity": "f" * 64}
    assert since(read(folder), SOURCES, now_).statements == ("equity",)
    assert since(read(folder), SOURCES, {"equity": "e" * 64}).statements == ()


def test_an_edition_without_sheets_does_not_say_that_every_text_differs(folder: Path) -> None:
    (folder / NAME).write_bytes(write_manifest(MADE_BY, now(), SOURCES, OUTPUTS[:1], {}))
    assert since(read(folder), SOURCES, {"equity": "e" * 64}).statements == ()


def test_what_stays_is_carried_over_with_what_has_changed_since_it_was_made(folder: Path) -> None:
    now_ = {**SOURCES, FORM: FileHash("f" * 64, 1)}
    (sheet,) = carried_over(read(folder), now_, ["report.docx"]).values()
    assert sheet.earlier == {FORM: SOURCES[FORM]}
    assert sheet.fields == (PLACE,)
    again = write_manifest(MADE_BY, now(), now_, [], {SHEET: sheet})
    (folder / NAME).write_bytes(again)
    assert read(folder).outputs == {SHEET: sheet}


def test_what_another_version_tells_is_no_fault_and_stays_with_its_output(folder: Path) -> None:
    def tell_more(content: dict[str, Any]) -> None:
        content["signed_by"] = {"a": 1}
        content["framework"]["more"] = True
        content["outputs"][SHEET]["colour"] = ["blue"]

    change(folder, tell_more)
    kept = carried_over(read(folder), SOURCES, ["report.docx"])
    written = json.loads(write_manifest(MADE_BY, now(), SOURCES, [], kept))
    assert written["outputs"][SHEET]["colour"] == ["blue"]


@pytest.mark.parametrize(
    "fault",
    [
        lambda content: content.pop("tools"),
        lambda content: content["outputs"][SHEET].update(made_from="inputs"),
        lambda content: content["outputs"][SHEET].update(size="1"),
        lambda content: content["outputs"][SHEET]["fields"][0].update(rectangle=[1, 2]),
        lambda content: content["inputs"][FORM].pop("sha256"),
        lambda content: content["outputs"].update({"../council.yaml": content["outputs"][SHEET]}),
        lambda content: content.update(outputs=[]),
    ],
)
def test_one_that_is_not_sound_is_none(folder: Path, fault: Callable[[dict[str, Any]], object]) -> None:
    change(folder, fault)
    assert read_manifest(folder) is None
