"""The files of the evidence: their pages and days, where words stand in them, and what cannot be read."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from engine.assembly.evidence_look import text_of
from engine.assembly.reading import read
from engine.cli.main import penholder
from engine.commands.evidence import EvidenceAtHand, evidence_at_hand
from engine.commands.information_return import build_return
from engine.errors import UsageError
from engine.findings import Place, Severity
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import FileAtHand
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.pdf_bombs import written
from tests.material.small_evidence import EVIDENCE

pytestmark = pytest.mark.office  # a file of the evidence is read in a process of its own


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The council of two statements with some files of evidence. Not to be changed."""
    workspace = little_sample(tmp_path_factory.mktemp("evidence") / "workspace")
    for name, data in EVIDENCE.items():
        path = workspace.inputs / "evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return workspace


@pytest.fixture(scope="module")
def wobbling(council: Workspace) -> EvidenceAtHand:
    return evidence_at_hand(council, ("wobbling",), Progress())


def test_files_come_in_the_order_of_their_documents_numbers(wobbling: EvidenceAtHand) -> None:
    with_one = next(file for file in wobbling.files if file.documents)
    (document,) = with_one.documents
    later = [replace(with_one, documents=(replace(document, ref=ref),)) for ref in ("D-1000", "D-999")]
    in_turn = sorted([*wobbling.files, *later], key=lambda file: file.rank)
    refs = [[one.ref for one in file.documents] for file in in_turn]
    assert refs[:5] == [["D-001"], ["D-002"], ["D-006"], ["D-999"], ["D-1000"]]
    assert not any(refs[5:])
    assert [file for file in in_turn if file not in later] == list(wobbling.files)


def test_each_file_is_told_with_its_document_its_pages_and_its_day(wobbling: EvidenceAtHand) -> None:
    told = {file.file.name: file for file in wobbling.files}
    assert set(told) == set(EVIDENCE)
    about = {name: ([d.ref for d in one.documents], one.text) for name, one in told.items()}
    refs, text = about["D-001 audit.pdf"]
    assert (refs, text and text.pages, text and str(text.saved)) == (["D-001"], 3, "2025-05-03")
    refs, text = about["more/D-002 queue.docx"]
    assert (refs, text and str(text.saved)) == (["D-002"], "2024-06-07")
    refs, text = about["D-006 counts.xlsx"]
    assert (refs, text and text.sheets) == (["D-006"], 2)
    assert about["notes.txt"][0] == []


def test_words_are_found_where_they_stand_whatever_they_end_in(wobbling: EvidenceAtHand) -> None:
    assert {(place.file.file.name, place.where) for place in wobbling.places} == {
        ("D-001 audit.pdf", "page 3"),
        ("more/D-002 queue.docx", "“Waiting times”"),
        ("D-006 counts.xlsx", "sheet “Reasons”"),
        ("notes.txt", "lines 51 to 61"),
    }
    assert all("wobbl" in place.excerpt for place in wobbling.places)


def test_what_cannot_be_read_or_searched_is_told_and_costs_nothing_else(wobbling: EvidenceAtHand) -> None:
    told = {(finding.place.file.rpartition("/")[2], finding.code) for finding in wobbling.findings}
    assert {(name, "N-06") for name in ("locked.pdf", "broken.docx", "empty.pdf")} <= told
    assert {("slides.pptx", "N-12"), ("scan.pdf", "N-12")} <= told
    assert {name for name, code in told if code == "N-08"} == set(EVIDENCE) - {
        *("D-001 audit.pdf", "more/D-002 queue.docx", "D-006 counts.xlsx")
    }


def test_without_files_there_is_nothing_to_look_for(little: Workspace) -> None:
    with pytest.raises(UsageError, match="Put some there"):
        evidence_at_hand(little, ("wobbling",), Progress())
    assert evidence_at_hand(little, (), Progress()).files == ()


def test_a_check_tells_by_their_names_alone_and_of_a_council_without_files_nothing(
    council: Workspace, little: Workspace
) -> None:
    def told(workspace: Workspace) -> set[str]:
        findings = read(workspace, Progress()).judgement.findings
        return {finding.place.file for finding in findings if finding.place.file.startswith("inputs/evidence/")}

    assert told(council) == {
        f"inputs/evidence/{name}" for name in EVIDENCE if not name.rpartition("/")[2].startswith("D-")
    }
    assert told(little) == set()


def test_nothing_is_written_into_the_workspace_and_the_command_says_what_it_found(council: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in council.root.rglob("*")}
    root = ["--workspace", str(council.root)]
    listed = CliRunner().invoke(penholder, ["evidence", *root])
    assert "    D-001 audit.pdf  (3 pages, saved 3 May 2025)" in listed.output.splitlines()
    assert "    locked.pdf  (cannot be read)" in listed.output.splitlines()
    found = CliRunner().invoke(penholder, ["evidence", "wobbling", "tables", *root])
    assert "D-001 audit.pdf, page 3" in found.output.splitlines()
    told = json.loads(CliRunner().invoke(penholder, ["evidence", "--format", "json", "wobbling", *root]).output)
    assert {place["where"] for place in told["evidence"]["places"]} > {"page 3"}
    assert {path: path.stat().st_mtime_ns for path in council.root.rglob("*")} == before


def test_a_return_says_pages_and_day_of_its_files(council: Workspace) -> None:
    result = build_return(council, Progress())
    rows = list(load_workbook(result.folder / "index.xlsx")["Index"].iter_rows(values_only=True))
    heads = next(row for row in rows if "Pages" in row)
    row = next(row for row in rows if "D-001" in row)
    about = dict(zip(heads, row, strict=True))
    assert about["Pages"] == 3
    assert str(about["File saved"])[:10] == "2025-05-03"


def test_whatever_lies_there_under_whatever_ending_is_told_and_nothing_breaks_off(little: Workspace) -> None:
    draw = random.Random(22)
    folder = little.inputs / "evidence"
    folder.mkdir()
    endings = ("pdf", "docx", "docm", "xlsx", "xlsm", "pptx", "csv", "txt", "doc", "zip", "")
    for number, ending in enumerate(endings):
        whole = draw.choice([data for data in EVIDENCE.values() if data])
        at = draw.randrange(len(whole))
        data = whole[:at] + draw.randbytes(9) + whole[at + 9 :] if number % 2 else draw.randbytes(200)
        (folder / f"D-{number + 1:03} {number}.{ending}".rstrip(".")).write_bytes(data)
    (folder / "many.pdf").write_bytes(
        written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"])
    )
    (folder / "gone.pdf").symlink_to("/etc/hostname")
    result = evidence_at_hand(little, ("wobbling",), Progress())
    assert len(result.files) == len(endings) + 1
    assert any(finding.place.file.endswith("gone.pdf") and finding.code == "N-06" for finding in result.findings)
    assert all(finding.severity is not Severity.ERROR for finding in result.findings)
    assert all(file.text or any(f.place == file.file.place for f in result.findings) for file in result.files)


def test_paths_with_letters_that_a_terminal_acts_on_are_written_out(little: Workspace) -> None:
    folder = little.inputs / "evidence"
    folder.mkdir()
    (folder / "D-001 \x1b[2Ja.txt").write_text("wob\x1b[2Jbling word", encoding="utf-8")
    said = CliRunner().invoke(penholder, ["evidence", "word", "--workspace", str(little.root)])
    assert "\x1b" not in said.output
    assert said.exit_code == 0


def test_what_a_file_says_that_was_saved_while_it_was_read_is_not_kept_as_what_the_former_one_says(
    council: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("The former words.", encoding="utf-8")
    former = size_and_hash(path)[1]
    path.write_text("Other words.", encoding="utf-8")
    file = FileAtHand(path=path, name=path.name, place=Place("inputs/evidence/minutes.txt"))
    with pytest.raises(RefusedFile, match="saved while it was read"):
        text_of(file, former)
    path.write_text("The former words.", encoding="utf-8")
    assert [passage.text for passage in text_of(file, former).passages] == ["The former words."]
