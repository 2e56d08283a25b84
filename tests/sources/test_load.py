"""All inputs of a workspace, read once: which files there may be, and what is said about the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.findings import Finding, Severity
from engine.model.framework import Framework
from engine.model.inputs import Inputs
from engine.sources.load import load_inputs
from engine.workspace import Workspace, house
from tests.conftest import ROOT
from tests.material.small_inputs import OLE, checklist, evidence, small_workspace
from tests.material.small_workbook import SmallWorkbook

FORMS = 14
"""Nine statements, four themes and the overview."""


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A workspace with a small council.yaml and nothing else."""
    return small_workspace(tmp_path)


def load(workspace: Workspace, framework: Framework) -> tuple[Inputs, list[Finding]]:
    """The inputs, and the findings that do not merely tell of a missing file."""
    inputs = load_inputs(workspace, framework)
    return inputs, [finding for finding in inputs.findings if finding.code != "I-01"]


def only_finding(workspace: Workspace, framework: Framework) -> Finding:
    _, findings = load(workspace, framework)
    assert len(findings) == 1
    return findings[0]


# the whole


@pytest.mark.slow
def test_the_sample_is_read_whole(framework: Framework) -> None:
    inputs = load_inputs(Workspace(house()), framework)
    assert inputs.findings == ()
    assert len(inputs.checklists) == 5
    assert [len(part) for part in (inputs.statements, inputs.themes)] == [9, 4]
    assert list(inputs.pictures) == ["brand/logo.png"]
    for record in (inputs.council, inputs.overview, inputs.evidence, inputs.endorsements):
        assert record.values


def test_every_missing_file_is_told_in_one_run(small: Workspace, framework: Framework) -> None:
    findings = load_inputs(small, framework).findings
    missing = {finding.place.file for finding in findings if finding.code == "I-01"}
    assert len(missing) == FORMS + 2
    assert {"inputs/narrative/overview.docx", "inputs/evidence.xlsx", "inputs/endorsements.xlsx"} <= missing
    assert len(findings) == len(missing)


def test_a_workspace_without_inputs_is_told_file_by_file(tmp_path: Path, framework: Framework) -> None:
    inputs = load_inputs(Workspace(tmp_path), framework)
    assert inputs.checklists == ()
    assert {finding.code for finding in inputs.findings} == {"I-01"}
    assert "inputs/council.yaml" in {finding.place.file for finding in inputs.findings}


def test_what_cannot_be_read_leaves_an_empty_record_and_the_rest_goes_on(
    small: Workspace, framework: Framework
) -> None:
    (small.inputs / "evidence.xlsx").write_bytes(OLE)
    checklist(("safeguarding.01",)).save(small.inputs / "checklists" / "leaders.xlsx")
    inputs, findings = load(small, framework)
    assert [(finding.code, finding.place.file) for finding in findings] == [("I-02", "inputs/evidence.xlsx")]
    assert inputs.evidence.values == {}
    assert inputs.checklists[0].group == "leaders"
    assert inputs.council.values["council"]["short_name"] == "Wenlow"


def test_a_password_protected_workbook_is_named_and_the_others_are_read(small: Workspace, framework: Framework) -> None:
    (small.inputs / "checklists" / "carers.xlsx").write_bytes(OLE)
    checklist(("safeguarding.01",)).save(small.inputs / "checklists" / "leaders.xlsx")
    inputs, findings = load(small, framework)
    assert [finding.place.file for finding in findings] == ["inputs/checklists/carers.xlsx"]
    assert "password" in findings[0].message
    assert [bool(returned.rows) for returned in inputs.checklists] == [False, True]


# checklists


def test_checklists_are_read_in_the_order_of_their_names(small: Workspace, framework: Framework) -> None:
    for name in ("b.xlsx", "c.XLSX", "a.xlsx"):
        checklist(("safeguarding.01",)).save(small.inputs / "checklists" / name)
    inputs, findings = load(small, framework)
    assert [Path(returned.file).name for returned in inputs.checklists] == ["a.xlsx", "b.xlsx", "c.XLSX"]
    assert findings == []


@pytest.mark.parametrize(("name", "what"), [("x.pdf", ".pdf"), ("x.docx", ".docx"), ("x", "A file without an ending")])
def test_a_checklist_of_another_kind_is_told(small: Workspace, framework: Framework, name: str, what: str) -> None:
    (small.inputs / "checklists" / name).write_bytes(b"words")
    finding = only_finding(small, framework)
    assert (finding.code, finding.place.file) == ("I-04", f"inputs/checklists/{name}")
    assert finding.message == f"{what} is not a kind of file penholder reads here."
    assert finding.fix == "Save it as an Excel workbook (.xlsx)."


def test_an_open_checklist_is_a_warning_that_names_it(small: Workspace, framework: Framework) -> None:
    (small.inputs / "checklists" / "~$leaders.xlsx").write_bytes(b"\x07Helen")
    finding = only_finding(small, framework)
    assert (finding.severity, finding.code) == (Severity.WARNING, "I-05")
    assert finding.message == "Somebody has leaders.xlsx open. What is not saved yet is not read."
    assert finding.fix == "Save and close it, then run again."


def test_hidden_files_and_folders_are_passed_over(small: Workspace, framework: Framework) -> None:
    (small.inputs / "checklists" / ".gitkeep").touch()
    (small.inputs / "narrative" / ".DS_Store").write_bytes(b"x")
    (small.inputs / "checklists" / "last year").mkdir()
    assert load(small, framework)[1] == []


# forms


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Equity (final).docx", "equity.docx"),
        ("safe systems.docx", "safe-systems.docx"),
        ("Working with people.docx", "working-with-people.docx"),
        ("overveiw.docx", "overview.docx"),
        ("governence v2.docx", "governance.docx"),
    ],
)
def test_a_renamed_form_is_told_with_the_name_it_should_have(
    small: Workspace, framework: Framework, name: str, meant: str
) -> None:
    (small.inputs / "narrative" / name).write_bytes(b"words")
    finding = only_finding(small, framework)
    assert (finding.code, finding.place.file) == ("I-04", f"inputs/narrative/{name}")
    assert finding.message == "The file is no form that penholder knows by name, so its text would be lost."
    assert (
        finding.fix
        == f'Rename it to "{meant}", declare it under sections in council.yaml, or move it out of the folder.'
    )


def test_a_form_of_another_kind_of_file_is_to_be_saved_and_not_only_renamed(
    small: Workspace, framework: Framework
) -> None:
    (small.inputs / "narrative" / "equity.doc").write_bytes(b"words")
    assert only_finding(small, framework).fix.startswith('Save it in Word as "equity.docx"')


def test_a_stray_form_like_no_other_is_told_what_names_there_are(small: Workspace, framework: Framework) -> None:
    (small.inputs / "narrative" / "zzz.docx").write_bytes(b"words")
    guess = "the id of its statement or theme, or overview.docx"
    assert (
        only_finding(small, framework).fix
        == f"Rename it to {guess}, declare it under sections in council.yaml, or move it out of the folder."
    )


@pytest.mark.parametrize("name", ["Part 2 final.docx", "equity.docx.docx"])
def test_a_whole_workbook_among_the_forms_is_led_to_where_its_words_are_taken_in(
    small: Workspace, framework: Framework, name: str
) -> None:
    SmallWorkbook(framework).word(small.inputs / "narrative" / name)
    finding = only_finding(small, framework)
    assert (finding.code, finding.place.file) == ("I-04", f"inputs/narrative/{name}")
    assert "`penholder adopt`" in finding.fix


def test_a_form_of_one_statement_under_another_name_is_no_whole_workbook(
    small: Workspace, framework: Framework
) -> None:
    for form in sorted((ROOT / "inputs" / "narrative").glob("*.docx")):
        (small.inputs / "narrative" / f"{form.stem} (final).docx").write_bytes(form.read_bytes())
    told = [finding for finding in load(small, framework)[1] if finding.code == "I-04"]
    assert {finding.fix.partition(" ")[0] for finding in told} == {"Rename"}


def test_an_open_form_is_a_warning(small: Workspace, framework: Framework) -> None:
    (small.inputs / "narrative" / "~$equity.docx").write_bytes(b"\x07Helen")
    finding = only_finding(small, framework)
    assert (finding.code, finding.place.file) == ("I-05", "inputs/narrative/~$equity.docx")


# pictures


def test_pictures_are_known_by_their_path_inside_inputs(small: Workspace, framework: Framework) -> None:
    (small.inputs / "brand" / "logos").mkdir()
    data = (house() / "inputs" / "brand" / "logo.png").read_bytes()
    (small.inputs / "brand" / "logos" / "Wenlow.PNG").write_bytes(data)
    (small.inputs / "brand" / "guide.pdf").write_bytes(b"%PDF")
    inputs, findings = load(small, framework)
    assert inputs.pictures == {"brand/logos/Wenlow.PNG": data}
    assert findings == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_damaged_picture_is_told_and_is_no_picture(small: Workspace, framework: Framework, share: float) -> None:
    data = (house() / "inputs" / "brand" / "logo.png").read_bytes()
    (small.inputs / "brand" / "logo.png").write_bytes(data[: int(share * len(data))])
    inputs, findings = load(small, framework)
    assert [(finding.code, finding.place.file) for finding in findings] == [("I-02", "inputs/brand/logo.png")]
    assert findings[0].fix == "Save it as a PNG picture, and put it back under this name."
    assert inputs.pictures == {"brand/logo.png": b""}


# other files


def test_evidence_and_endorsements_are_workbooks_of_their_own_kinds(small: Workspace, framework: Framework) -> None:
    evidence().save(small.inputs / "evidence.xlsx")
    shutil.copy(house() / "inputs" / "endorsements.xlsx", small.inputs)
    inputs, findings = load(small, framework)
    assert inputs.evidence.values == {"library": [], "sources": [], "figures": [], "recommendations": []}
    assert len(inputs.endorsements.values["endorsements"]) > 5
    assert findings == []


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield from ((str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.slow
def test_reading_changes_no_file(sample: Workspace, framework: Framework) -> None:
    before = list(everything_in(sample.root))
    load_inputs(sample, framework)
    assert list(everything_in(sample.root)) == before


@pytest.mark.parametrize(
    "name", ["council (Bea's conflicted copy).yaml", "evidence-DESKTOP-7.xlsx", "decisions 2.yaml"]
)
def test_a_copy_that_a_shared_folder_made_is_told(sample: Workspace, framework: Framework, name: str) -> None:
    (sample.inputs / name).write_bytes(b"x")
    told = [f for f in load_inputs(sample, framework).findings if f.place.file == f"inputs/{name}"]
    assert [(finding.code, finding.severity) for finding in told] == [("I-04", "warning")]
    assert "move it out" in told[0].fix
