"""A short addendum: a manager re-confirms what has changed since, and the sheet counts as signed over the new text."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
import yaml
from docx import Document
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.reading import read
from engine.commands.signoff import issue, prove_register
from engine.commands.signoff.addendum import make_addendum
from engine.commands.signoff.issued_files import register_alone
from engine.errors import SigningError, UsageError
from engine.model.edition import Edition
from engine.model.signing import Change, Piece, PieceKind, State, Verdict
from engine.progress import Progress
from engine.rendering.views.addendum import _sides
from engine.workspace import Workspace
from tests.assembly.test_form_fields import verdicts
from tests.building import build
from tests.cli.test_cli import run
from tests.commands.signoff.test_signoff import STATEMENT, filled_and_signed, returned, reworded, state_of
from tests.material.small_signing import filled, signed, widgets


def placed_values(pdf: bytes) -> list[str]:
    """What stands in the fields already."""
    return list((PdfReader(io.BytesIO(pdf)).get_form_text_fields() or {}).values())


def addendum_of(workspace: Workspace) -> Path:
    return workspace.root / "signoff" / "outbox" / f"addendum-{STATEMENT}.pdf"


@pytest.fixture(scope="module")
def amended_once(final: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace(tmp_path_factory.mktemp("amended") / "workspace")
    shutil.copytree(final.folder.parent.parent, workspace.root)
    issue(workspace)
    returned(workspace, filled_and_signed(workspace))
    reworded(workspace)
    build(workspace, Edition.FINAL, with_pdf=True, progress=Progress())
    issue(workspace, (STATEMENT,))
    return workspace.root


@pytest.fixture
def amended(amended_once: Path, tmp_path: Path) -> Workspace:
    """The sheet signed, its text changed since, and an addendum out."""
    shutil.copytree(amended_once, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


@pytest.mark.office
def test_an_addendum_says_what_was_signed_by_whom_and_what_has_changed(amended: Workspace) -> None:
    reader = PdfReader(addendum_of(amended))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    sheet = state_of(amended)
    assert len(reader.pages) <= 2
    assert sheet.code in words
    assert sheet.addendum in words
    assert sheet.addendum != sheet.code
    assert "Priya Nair, Siân O’Neill" in words, "the position is the one that was filled in when the sheet was signed"
    assert "We will look at this again in June." in words
    assert "stands for the text as it reads now" in words
    assert set(widgets(addendum_of(amended))) == {
        f"{STATEMENT}_{kind}" for kind in ("name", "position", "signature", "date")
    }


@pytest.mark.office
def test_an_addendum_is_accessible_and_archival_also_when_filled_in(amended: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "filled"
    folder.mkdir()
    told = verdicts(addendum_of(amended), filled(addendum_of(amended), folder))
    assert told.count("PASS ua1") == told.count("PASS 2b") == 2, told


@pytest.mark.office
def test_an_addendum_is_on_the_register_like_any_sheet(amended: Workspace) -> None:
    assert prove_register(amended) == []
    issued, addendum = amended.root / "signoff" / "issued", state_of(amended).addendum
    (kept,) = issued.glob(f"{addendum}-*.pdf")
    assert kept.read_bytes() == addendum_of(amended).read_bytes()
    errands = json.loads((amended.root / "signoff" / "outbox" / "routing.json").read_text(encoding="utf-8"))["errands"]
    assert [e["signer"]["name"] for e in errands if e["code"] == addendum] == ["Priya Nair"]


@pytest.mark.office
def test_issuing_an_addendum_again_changes_nothing(amended: Workspace) -> None:
    before = addendum_of(amended).read_bytes()
    made, _ = issue(amended, (STATEMENT,))
    assert made == ()
    assert addendum_of(amended).read_bytes() == before


@pytest.mark.office
def test_the_sheet_counts_as_signed_over_the_new_text_once_its_addendum_is_back(amended: Workspace) -> None:
    assert state_of(amended).state is State.STALE
    data = signed(addendum_of(amended).read_bytes(), f"{STATEMENT}_signature", "Priya Nair")
    assert returned(amended, data, "addendum.pdf").examined.verdict is Verdict.SIGNED
    sheet = state_of(amended)
    assert (sheet.state, sheet.signers) == (State.SIGNED, ("Priya Nair",))
    _, said, _ = run("signoff", "status", "--workspace", str(amended.root))
    assert f"addendum {sheet.addendum}: signed" in said
    with pytest.raises(SigningError, match="nothing has changed since it was signed"):
        issue(amended, (STATEMENT,))


@pytest.mark.office
def test_a_text_that_changes_again_is_compared_with_what_the_addendum_confirmed(amended: Workspace) -> None:
    data = signed(addendum_of(amended).read_bytes(), f"{STATEMENT}_signature", "Priya Nair")
    returned(amended, data, "addendum.pdf")
    path = amended.inputs / "narrative" / f"{STATEMENT}.docx"
    document = Document(str(path))
    max(document.paragraphs, key=lambda p: len(p.text)).runs[-1].text += " And again in July."
    document.save(str(path))
    sheet = state_of(amended)
    assert sheet.state is State.STALE
    (line,) = sheet.changed
    assert "{+ And again in July.+}" in line
    assert "{+ We will look at this again in June." not in line


def test_what_nobody_signed_needs_no_addendum(issued: Workspace) -> None:
    with pytest.raises(SigningError, match="no signature over an earlier text is on record"):
        issue(issued, (STATEMENT,))
    with pytest.raises(UsageError, match="There is no statement"):
        issue(issued, ("endorsements",))


def test_a_new_manager_can_re_confirm_what_the_one_before_signed(issued: Workspace) -> None:
    returned(issued, filled_and_signed(issued))
    path = issued.inputs / "council.yaml"
    council = yaml.safe_load(path.read_text(encoding="utf-8"))
    next(v for v in council["verifiers"] if v["statement"] == STATEMENT)["name"] = "Jo Bell"
    path.write_text(yaml.safe_dump(council, allow_unicode=True), encoding="utf-8")
    with register_alone(issued) as register:
        addendum = make_addendum(issued, register, read(issued, Progress()), STATEMENT)
    words = " ".join(PdfReader(io.BytesIO(addendum.pdf)).pages[0].extract_text().split())
    assert "Nothing in the text. The post has passed to another manager since." in words
    assert "Jo Bell" in placed_values(addendum.pdf)


def test_long_text_that_did_not_change_is_shortened_and_its_part_stays() -> None:
    same = "How we know: " + "many words stand here " * 40
    before, now = _sides(Change((Piece(PieceKind.SAME, same), Piece(PieceKind.IN, "and one more"))))
    assert before.text.startswith("How we know: […] ")
    assert len(before.text) < 150
    assert now.text.endswith("and one more")
    assert [run.bold for run in now.runs] == [False, True]


def test_a_line_that_is_gone_or_new_says_so() -> None:
    before, now = _sides(Change((Piece(PieceKind.OUT, "Strengths: gone"),)))
    assert (before.text, now.text) == ("Strengths: gone", "This has been taken out.")
    before, now = _sides(Change((Piece(PieceKind.IN, "Strengths: new"),)))
    assert (before.text, now.text) == ("This was not in the text.", "Strengths: new")
