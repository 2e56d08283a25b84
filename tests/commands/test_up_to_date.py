"""What stands and is whole is not made again; whatever an edition was made from changes, and it is made anew."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from engine.cache import folder_of
from engine.commands import build as up_to_date
from engine.commands.build import BuildReport
from engine.findings import Severity
from engine.model.edition import Edition, Order
from engine.model.signing import Event
from engine.publishing.proof import verify
from engine.signatures.register import Register
from engine.workspace import Workspace, house
from tests.building import bring
from tests.material.little_sample import STATEMENTS

ORDER = Order(Edition.DRAFT, with_pdf=False)
SHEETS = {f"verification/{statement}.docx" for statement in STATEMENTS}
WHOLE = {"report.docx", "endorsements.docx"}


class Tomorrow(datetime):
    """The clock a day from now."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Tomorrow:
        return super().now(tz) + timedelta(days=1)


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


def made(workspace: Workspace) -> BuildReport:
    return bring(workspace, ORDER)


def outputs(workspace: Workspace) -> dict[str, str]:
    """The hash of each document, by name."""
    folder = workspace.outputs / "draft"
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.docx")
    }


def change_a_rating(workspace: Workspace) -> None:
    path = workspace.inputs / "checklists" / "leaders.xlsx"
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.value == "equity.02" for cell in row):
                rating = next(cell for cell in row if str(cell.value).startswith(("Tend to", "Strongly")))
                rating.value = "Strongly disagree"
    book.save(path)


def change_a_form(workspace: Workspace) -> None:
    path = workspace.inputs / "narrative" / "equity.docx"
    document = Document(str(path))
    line = next(p for p in document.paragraphs if len(p.text) > 200)
    line.runs[-1].text += " And one thing more."
    document.save(str(path))


def change_a_cell(file: str, sheet: str, column: str, value: str, naming: str = "") -> Callable[[Workspace], None]:
    """Another value in a column: in the row that names something, else in the first below the heading."""

    def change(workspace: Workspace) -> None:
        path = workspace.inputs / file
        book = load_workbook(path)
        heading = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == column)
        rows = range(heading.row + 1, book[sheet].max_row + 1)
        row = next(row for row in rows if not naming or naming in [cell.value for cell in book[sheet][row]])
        book[sheet].cell(row, heading.column).value = value
        book.save(path)

    return change


def replace_text(file: str, old: str, new: str) -> Callable[[Workspace], None]:
    def change(workspace: Workspace) -> None:
        path = workspace.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def change_the_logo(workspace: Workspace) -> None:
    Image.new("RGB", (300, 100), "navy").save(workspace.inputs / "brand" / "logo.png")


def change_a_template(workspace: Workspace) -> None:
    path = workspace.template("verification_sheet.docx")
    document = Document(str(path))
    document.add_paragraph("Thank you.", style="Source")
    document.save(str(path))


def issue_a_sheet(workspace: Workspace) -> None:
    about = {"sheet": "equity", "sha256": "00", "size": 1, "fingerprint": "00", "signatures": 0}
    Register(workspace).append(Event.ISSUED, "AAAAA-AAAAA", "2026-03-15T10:00:00Z", **about)


CHANGES: dict[str, tuple[Callable[[Workspace], None], set[str]]] = {
    "checklist": (change_a_rating, {*WHOLE, "verification/equity.docx"}),
    "narrative form": (change_a_form, {*WHOLE, "verification/equity.docx"}),
    "evidence": (change_a_cell("evidence.xlsx", "Library", "Title", "Another title", "D-025"), WHOLE),
    "endorsements": (change_a_cell("endorsements.xlsx", "Endorsements", "Name", "Ada Okoro"), WHOLE),
    "council.yaml": (replace_text("inputs/council.yaml", 'version: "3.0"', 'version: "3.1"'), {*WHOLE, *SHEETS}),
    "template": (change_a_template, SHEETS),
    "schema": (replace_text("data_schemas/evidence.yaml", "Title", "Name of it"), {"report.docx"}),
    "logo": (change_the_logo, {*WHOLE, *SHEETS}),
    "framework": (
        replace_text("data_schemas/framework/2024-03.yaml", "accurate, balanced and", "accurate, fair and"),
        SHEETS,
    ),
    "register": (issue_a_sheet, {"report.docx"}),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_whatever_it_was_made_from_changes_what_must_change_does(mine: Workspace, kind: str) -> None:
    change, must_change = CHANGES[kind]
    before = outputs(mine)
    change(mine)
    assert not made(mine).is_unchanged
    after = outputs(mine)
    assert {name for name in after if before[name] != after[name]} >= must_change
    assert verify(mine, mine.outputs / "draft") == []


def test_nothing_is_done_where_nothing_changed_and_the_same_is_said(mine: Workspace) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in mine.outputs.rglob("*")}
    first, again = made(mine), made(mine)
    assert again.is_unchanged
    assert (again.findings, again.pages, again.sheets) == (first.findings, first.pages, len(STATEMENTS))
    assert {path: path.stat().st_mtime_ns for path in mine.outputs.rglob("*")} == stamps


def test_an_edition_taken_elsewhere_with_its_workspace_still_stands(mine: Workspace) -> None:
    assert made(mine).is_unchanged


def test_other_tools_make_it_anew(mine: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up_to_date, "_tools", lambda with_pdf: ("another LibreOffice",))
    assert not made(mine).is_unchanged


def test_the_next_day_makes_it_anew_since_readiness_says_who_is_late_by_then(
    mine: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(mine).is_unchanged
    monkeypatch.setattr("engine.clock.datetime", Tomorrow)
    assert not made(mine).is_unchanged
    assert made(mine).is_unchanged


@pytest.mark.parametrize("copy", ["word_templates/summary.docx", "data_schemas/evidence.yaml"])
def test_another_house_copy_makes_it_anew(
    mine: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copy: str
) -> None:
    assert made(mine).is_unchanged
    for name in ("word_templates", "data_schemas"):
        shutil.copytree(house() / name, tmp_path / name)
    monkeypatch.setattr(up_to_date, "house", lambda: tmp_path)
    (tmp_path / copy).write_bytes((tmp_path / copy).read_bytes() + b"\n")
    up_to_date._house.cache_clear()
    try:
        assert not made(mine).is_unchanged
    finally:
        up_to_date._house.cache_clear()


def test_another_release_of_penholder_makes_it_anew(mine: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up_to_date, "_house", lambda: b"other code")
    assert not made(mine).is_unchanged


def test_another_edition_is_not_taken_for_it(mine: Workspace) -> None:
    assert not bring(mine, Order(Edition.FINAL, with_pdf=False)).is_unchanged
    assert not made(mine).is_unchanged  # its readiness tells what has changed since the final edition
    assert made(mine).is_unchanged


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "manifest"])
def test_an_edition_that_is_not_as_it_was_built_is_built_again(mine: Workspace, damage: str) -> None:
    before, folder = outputs(mine), mine.outputs / "draft"
    sheet = folder / "verification" / "equity.docx"
    match damage:
        case "changed":
            sheet.write_bytes(sheet.read_bytes()[:-1])
        case "missing":
            sheet.unlink()
        case "added":
            (folder / "notes.txt").write_text("mine", encoding="utf-8")
        case "manifest":
            (folder / "manifest.json").write_text("{}", encoding="utf-8")
    assert not made(mine).is_unchanged
    assert outputs(mine) == before
    assert verify(mine, folder) == []


def test_words_lock_file_beside_an_open_report_does_not_count(mine: Workspace) -> None:
    (mine.outputs / "draft" / "~$report.docx").write_bytes(b"lock")
    assert made(mine).is_unchanged


def test_what_is_kept_of_an_edition_counts_only_whole(
    mine: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = folder_of("editions")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(shared, folder_of("editions"))
    assert made(mine).is_unchanged
    for kept in folder_of("editions").iterdir():
        kept.write_bytes(kept.read_bytes()[:50])
    assert not made(mine).is_unchanged


def test_the_errors_of_a_draft_are_said_again_each_time(mine: Workspace) -> None:
    (mine.inputs / "narrative" / "equity.docx").unlink()
    first, again = made(mine), made(mine)
    assert again.is_unchanged
    assert again.findings == first.findings
    assert "I-01" in {finding.code for finding in again.findings if finding.severity is Severity.ERROR}
