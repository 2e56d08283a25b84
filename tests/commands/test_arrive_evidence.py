"""A file of the evidence is taken where somebody says that it is one, or its name is a document's; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.commands.arrive import Arrival, ArrivalKind, Need, Recogniser, accept, undo
from engine.errors import UsageError
from engine.model.evidence_files import EVIDENCE_FILES
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.small_evidence import EVIDENCE

PDF, NOTES = EVIDENCE["D-001 audit.pdf"], EVIDENCE["notes.txt"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    """What recognises files for the little council. Its workspace is not to be changed."""
    return Recogniser(little_sample(tmp_path_factory.mktemp("ours") / "workspace"))


def laid(folder: Path, name: str, data: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_its_name_tells_which_document_it_is(desk: Recogniser, tmp_path: Path) -> None:
    found = desk.recognise(laid(tmp_path, "d_001 Audit of 2025.TXT", NOTES))
    assert (found.kind, found.about, found.target) == (
        ArrivalKind.EVIDENCE_FILE,
        "D-001",
        "inputs/evidence/d_001 Audit of 2025.txt",
    )
    assert found.who.startswith("D-001, ")
    assert found.is_sure


def test_another_is_taken_where_somebody_says_so_and_told_to_be_of_no_document(
    desk: Recogniser, tmp_path: Path
) -> None:
    path = laid(tmp_path, "minutes.txt", NOTES)
    assert desk.recognise(path).need is Need.AS
    for found in (desk.recognise(path, EVIDENCE_FILES), desk.recognise(path, as_=ArrivalKind.EVIDENCE_FILE)):
        assert (found.target, found.is_sure) == ("inputs/evidence/minutes.txt", True)
        assert found.said == "No row of evidence.xlsx is this file yet"


@pytest.mark.parametrize("name", ["minutes.exe", "minutes", "minutes.xlsx", "minutes.txt"])
def test_a_kind_that_is_none_of_the_evidence_is_refused_and_so_is_one_that_its_bytes_are_not(
    desk: Recogniser, tmp_path: Path, name: str
) -> None:
    found = desk.recognise(laid(tmp_path, name), EVIDENCE_FILES)
    assert (found.kind, found.target) == (ArrivalKind.UNKNOWN, "")
    assert "PDF, Word, Excel" in found.doubts[1]


def test_files_of_the_evidence_that_came_together_are_no_rivals(desk: Recogniser, tmp_path: Path) -> None:
    files = [laid(tmp_path, "D-001 a.txt", NOTES), laid(tmp_path, "D-001 b.txt", NOTES + b"more")]
    assert all(one.is_sure for one in desk.recognise_all(files))


def taken(workspace: Workspace, file: Path, *, anyway: bool = False) -> Arrival:
    found = Recogniser(workspace).recognise(file, EVIDENCE_FILES)
    accept(workspace, file, found, anyway=anyway)
    return found


def test_what_it_takes_the_place_of_is_told_and_kept_and_comes_back(little: Workspace, tmp_path: Path) -> None:
    there = little.inputs / "evidence" / "minutes.pdf"
    taken(little, laid(tmp_path, "minutes.pdf"))
    assert there.read_bytes() == PDF
    later = laid(tmp_path, "minutes.pdf", PDF + b"%later")
    assert [one.file for one in taken(little, later).replaces] == ["inputs/evidence/minutes.pdf"]
    assert there.read_bytes() == PDF + b"%later"
    undo(little)
    assert there.read_bytes() == PDF
    assert Recogniser(little).recognise(laid(tmp_path, "minutes.pdf"), EVIDENCE_FILES).is_known


def test_the_very_same_file_under_another_name_is_told_before_it_lies_there_twice(
    little: Workspace, tmp_path: Path
) -> None:
    taken(little, laid(tmp_path, "minutes.pdf"))
    found = Recogniser(little).recognise(laid(tmp_path, "Copy of minutes.pdf"), EVIDENCE_FILES)
    assert found.need is Need.ANYWAY
    assert found.doubts == ("The very same file lies there as minutes.pdf.",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("x" * 101 + " part 1", "x" * 101 + " part 2"), ("minutes\u200b", "minutes\u200c"), ("\u200b", "\u200c")],
    ids=["too long", "unseen", "nothing else"],
)
def test_a_name_that_had_to_be_changed_never_takes_the_place_of_another_unasked(
    little: Workspace, tmp_path: Path, one: str, other: str
) -> None:
    first = laid(tmp_path, f"{one}.txt", NOTES)
    there = little.root / taken(little, first).target
    second = laid(tmp_path, f"{other}.txt", NOTES + b"another")
    found = Recogniser(little).recognise(second, EVIDENCE_FILES)
    assert found.need is Need.ANYWAY
    assert "may be another document" in found.doubts[0]
    with pytest.raises(UsageError):
        accept(little, second, found)
    assert there.read_bytes() == NOTES
    accept(little, second, found, anyway=True)
    assert there.read_bytes() == NOTES + b"another"
    undo(little)
    assert there.read_bytes() == NOTES


def test_a_name_is_the_same_however_its_accents_are_written(little: Workspace, tmp_path: Path) -> None:
    taken(little, laid(tmp_path, "caf\u00e9.txt", NOTES))
    assert Recogniser(little).recognise(laid(tmp_path, "cafe\u0301.txt", NOTES), EVIDENCE_FILES).is_known
