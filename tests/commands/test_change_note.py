"""A change note: what differs from the edition that stands, with its pages, in Word and as an accessible PDF."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.change_note import noted
from engine.assembly.reading import Reading
from engine.assessment.comparison import compare
from engine.assessment.snapshot import snapshot
from engine.cli.main import penholder
from engine.commands.change_note import write_note
from engine.commands.compare import version_at
from engine.errors import UsageError
from engine.model.snapshot import PastAction, Snapshot
from engine.publishing.manifest import read_manifest
from engine.workspace import Workspace
from tests.assembly.test_form_fields import verdicts
from tests.assembly.test_pack import words
from tests.conftest import ROOT

STATEMENT = "equity"
ADDED = "We will look at {{ this }} again in June."


def change(workspace: Workspace) -> None:
    """Another sentence in a plan, another value of the first figure, and a recommendation that is answered."""
    path = workspace.inputs / "narrative" / f"{STATEMENT}.docx"
    document = Document(str(path))
    max(document.paragraphs, key=lambda p: len(p.text)).runs[-1].text += f" {ADDED}"
    document.save(str(path))
    book = load_workbook(workspace.inputs / "evidence.xlsx")
    _in_column(book["Figures"], "Value", "F-001", "9,876")
    _in_column(book["Recommendations"], "Status", "Peer challenge", "Done")
    book.save(workspace.inputs / "evidence.xlsx")


def _in_column(sheet: Worksheet, heading: str, begins: str, value: str) -> None:
    """Put a value into a column of the first row that begins so."""
    rows = list(sheet.iter_rows())
    column = next(cell.column for row in rows for cell in row if cell.value == heading)
    row = next(row[0].row for row in rows if row[0].value == begins)
    sheet.cell(row or 0, column or 0).value = value


@pytest.fixture(scope="module")
def stands(little_final: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Workspace]]:
    """An edition, and its workspace as it was changed since, on one day."""
    folder = tmp_path_factory.mktemp("stands")
    edition = Path(shutil.copytree(little_final.folder, folder / "as returned"))
    workspace = Workspace(Path(shutil.copytree(little_final.folder.parents[1], folder / "workspace")))
    change(workspace)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        yield edition, workspace


@pytest.fixture(scope="module")
def note(stands: tuple[Path, Workspace]) -> Path:
    """The Word file; the PDF lies beside it."""
    edition, workspace = stands
    path = workspace.root / "note.docx"
    done = CliRunner().invoke(penholder, ["compare", str(edition), str(workspace.root), "--out", str(path)])
    assert done.exit_code == 0, done.output
    assert "note.pdf are ready" in done.output
    return path


@pytest.mark.office
def test_it_tells_figures_and_words_then_and_now_with_the_page_of_the_edition_that_stands(
    note: Path, stands: tuple[Path, Workspace]
) -> None:
    edition, _ = stands
    manifest = read_manifest(edition)
    assert manifest
    said = words(note)
    (then,) = (figure.value for figure in version_at(edition).figures if figure.ref == "F-001")
    page = manifest.outputs["report.pdf"].sections[STATEMENT]
    answered = ("Recommendations of others", "Closed", "by 30 Apr 2026", "Evidence: [F-008][D-052]")
    for text in ("Change note", then, "9,876", ADDED, f"page {page}", *answered):
        assert text in said
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(note.with_suffix(".pdf")).pages).split())
    assert ADDED in printed
    assert "DRAFT" not in printed


@pytest.mark.office
def test_it_is_accessible_and_archival(note: Path) -> None:
    told = verdicts(note.with_suffix(".pdf"))
    assert told.count("PASS ua1") == told.count("PASS 2b") == 1, told


@pytest.mark.office
def test_it_is_the_same_each_time_and_overwrites_nothing(note: Path, stands: tuple[Path, Workspace]) -> None:
    edition, workspace = stands
    with pytest.raises(UsageError, match=r"note\.docx is there already"):
        write_note(edition, workspace.root, note)
    again = note.with_name("again.docx")
    again.with_suffix(".pdf").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"again\.pdf is there already"):
        write_note(edition, workspace.root, again)
    assert again.with_suffix(".pdf").read_bytes() == b"mine"
    again.with_suffix(".pdf").unlink()
    write_note(edition, workspace.root, again)
    for ending in (".docx", ".pdf"):
        assert again.with_suffix(ending).read_bytes() == note.with_suffix(ending).read_bytes()


@pytest.mark.office
def test_where_nothing_has_changed_there_is_none(little_final: Built, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Nothing has changed since version"):
        write_note(little_final.folder, little_final.folder.parents[1], tmp_path / "note.docx")
    assert not list(tmp_path.iterdir())


def test_it_tells_of_a_workspace_and_is_a_word_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name one as NEW"):
        write_note(ROOT, tmp_path, tmp_path / "note.docx")
    with pytest.raises(UsageError, match=r"ends in \.docx"):
        write_note(ROOT, ROOT, tmp_path / "note.pdf")


# what it tells


def kept(version: Snapshot, *, texts: bool) -> Snapshot:
    """A version as a record of before wording was kept has it."""
    return (
        version
        if texts
        else replace(version, texts=(), statements=tuple(replace(s, texts=()) for s in version.statements))
    )


@pytest.mark.parametrize("texts", [True, False])
def test_a_view_that_reads_otherwise_is_told_by_any_record(reading: Reading, texts: bool) -> None:
    before = kept(snapshot(reading.assessment, reading.judgement), texts=texts)
    statements = dict(reading.assessment.statements)
    statements[STATEMENT] = replace(statements[STATEMENT], view="Much better")
    now = snapshot(replace(reading.assessment, statements=statements), reading.judgement)
    (part,) = noted(compare(before, now), {}).reworded
    assert (part.key, [piece.words for change in part.changes for piece in change.pieces][-1]) == (STATEMENT, "better")


def test_an_action_is_done_slipped_dropped_or_new_or_no_news(reading: Reading) -> None:
    version = snapshot(reading.assessment, reading.judgement)
    one, *others = version.statements

    def of(*actions: PastAction) -> Snapshot:
        return replace(version, date="2026-03-14", statements=(replace(one, actions=actions), *others))

    def act(text: str, due: str, status: str = "Under way") -> PastAction:
        return PastAction(text, "Head", due, status)

    before = of(
        *(act(text, "2026-06-30") for text in ("Map needs", "Train everybody", "Hire three leads", "Write it up")),
        act("Missed its day", "2026-01-31"),
    )
    now = of(
        act("Map needs", "2026-06-30", "Done"),
        act("Train everybody", "2026-09-30"),
        act("Write it up", "2026-06-30"),
        act("Missed its day", "2026-01-31"),
        act("Begin afresh", ""),
    )
    told = [(what, action.text, was) for what, _, action, was in noted(compare(before, now), {}).actions]
    assert told == [
        ("Done", "Map needs", ""),
        ("Slipped", "Train everybody", "2026-06-30"),
        ("Slipped", "Missed its day", "2026-01-31"),
        ("Dropped", "Hire three leads", ""),
        ("New", "Begin afresh", ""),
    ]
