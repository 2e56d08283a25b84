"""A short addendum: a manager re-confirms what has changed since, and the sheet counts as signed over the new text."""

from __future__ import annotations

import csv
import io
import json
import re
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
from engine.commands.signoff.issued_files import copy_path, register_alone
from engine.errors import SigningError, UsageError
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, PACK, Change, Event, Piece, PieceKind, State, Verdict
from engine.progress import Progress
from engine.rendering.views.addendum import sides_of
from engine.signatures.register import Register
from engine.workspace import Workspace
from tests.assembly.test_form_fields import verdicts
from tests.building import build
from tests.commands.signoff.test_signoff import STATEMENT, filled_and_signed, returned, reworded, state_of
from tests.material.little_sample import STATEMENTS
from tests.material.real_command import run
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
    endorsements = (workspace.outputs / "final" / "endorsements.pdf").read_bytes()
    returned(workspace, signed(endorsements, "endorser-01_signature", "Ruth Adeyemi"), "endorsed.pdf")
    reworded(workspace)
    build(workspace, Edition.FINAL, with_pdf=True, progress=Progress())
    issue(workspace, (STATEMENT, ENDORSEMENTS))
    return workspace.root


@pytest.fixture
def amended(amended_once: Path, tmp_path: Path) -> Workspace:
    """The sheet signed and the report endorsed by one, the text changed since, and addenda out to both."""
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


# those who endorsed


def of_endorsers(workspace: Workspace) -> Path:
    return workspace.root / "signoff" / "outbox" / f"addendum-{ENDORSEMENTS}.pdf"


@pytest.mark.office
def test_endorsers_are_shown_what_has_changed_under_the_name_of_its_statement(amended: Workspace) -> None:
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(of_endorsers(amended)).pages).split())
    assert "Addendum to the endorsements" in words
    assert "Equity in experiences and outcomes › " in words
    assert "We will look at this again in June." in words
    assert not re.search(r"[0-9a-f]{64}", words)
    assert set(widgets(of_endorsers(amended))) == {"endorser-01_signature", "endorser-01_date"}


@pytest.mark.office
def test_an_addendum_that_comes_back_makes_the_endorser_current(amended: Workspace) -> None:
    data = signed(of_endorsers(amended).read_bytes(), "endorser-01_signature", "Ruth Adeyemi")
    assert returned(amended, data, "confirmed.pdf").examined.verdict is Verdict.SIGNED
    _, said, _ = run("signoff", "status", "--workspace", str(amended.root), "--format", "json")
    told = json.loads(said)
    leader = next(one for one in told["endorsers"] if one["name"] == "Councillor Ruth Adeyemi")
    assert (leader["state"], leader["is_current"]) == ("signed", True)
    whole = next(one for one in told["sheets"] if one["statement"] == ENDORSEMENTS)
    assert (whole["state"], len(whole["named"])) == ("issued", 11), "the others have still to sign"


# who is asked


def outbox(workspace: Workspace) -> list[tuple[str, str]]:
    """The documents and signers of routing.json; mail-merge.csv and the letters must name the same."""
    folder = workspace.root / "signoff" / "outbox"
    errands = json.loads((folder / "routing.json").read_text(encoding="utf-8"))["errands"]
    listed = [(errand["document"], errand["signer"]["name"]) for errand in errands]
    with (folder / "mail-merge.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["Document"], row["Name"]) for row in csv.DictReader(file)] == listed
    for name in ("cover-letters.txt", "chase-letters.txt"):
        text = (folder / name).read_text(encoding="utf-8")
        assert [line.split(" <")[0] for line in text.splitlines() if line.startswith("To: ")] == [
            f"To: {signer}" for _, signer in listed
        ]
    return listed


@pytest.mark.office
def test_the_outbox_lists_what_is_out_and_unsigned_and_nothing_else(amended: Workspace) -> None:
    listed = outbox(amended)
    out = {entry.code for entry in Register(amended).entries() if entry.event is Event.ISSUED}
    routed = json.loads((amended.root / "signoff" / "outbox" / "routing.json").read_text(encoding="utf-8"))["errands"]
    assert {errand["code"] for errand in routed} <= out
    assert all((amended.root / document).is_file() for document, _ in listed)
    assert [name for document, name in listed if STATEMENT in document] == ["Priya Nair"]
    assert (f"signoff/outbox/addendum-{STATEMENT}.pdf", "Priya Nair") in listed
    ruth = [document for document, name in listed if name == "Councillor Ruth Adeyemi"]
    assert ruth == [f"signoff/outbox/addendum-{ENDORSEMENTS}.pdf"]
    assert len(listed) == len(STATEMENTS) + 11
    assert "Grace Holloway" not in {name for _, name in listed}, "who has declined is asked for nothing"


@pytest.mark.office
def test_who_has_signed_is_asked_no_more(amended: Workspace) -> None:
    data = signed(addendum_of(amended).read_bytes(), f"{STATEMENT}_signature", "Priya Nair")
    returned(amended, data, "addendum.pdf")
    assert "Priya Nair" not in {name for _, name in outbox(amended)}
    sheet = amended.outputs / "final" / "verification" / "assessing-needs.pdf"
    returned(amended, sheet.read_bytes(), "unsigned.pdf")
    assert "Helen Marsden" in {name for _, name in outbox(amended)}, "it came back, and nobody signed it"


@pytest.mark.office
def test_letters_say_what_to_sign_where_it_lies_and_since_when(amended: Workspace) -> None:
    folder = amended.root / "signoff" / "outbox"
    cover = (folder / "cover-letters.txt").read_text(encoding="utf-8")
    assert "To: Priya Nair <priya.nair@wenlow.example.org>\n" in cover
    assert "an addendum to the verification sheet of Equity in experiences and outcomes" in cover
    assert state_of(amended).addendum in cover
    assert "It was due on 20 March 2026." in (folder / "chase-letters.txt").read_text(encoding="utf-8")


@pytest.mark.office
def test_status_names_the_manager_the_day_it_went_out_and_how_long_ago(amended: Workspace) -> None:
    register = Register(amended)
    lines = register.path.read_text(encoding="utf-8")
    issued_on = max(e.at[:10] for e in register.entries() if e.event is Event.ISSUED)
    code, said, _ = run("signoff", "status", "--workspace", str(amended.root), "--format", "json")
    told = {one["statement"]: one for one in json.loads(said)["sheets"]}
    assert code == 0
    assert told["assessing-needs"]["manager"] == {
        "name": "Helen Marsden",
        "position": "Head of Assessment and Reviews",
    }
    assert told["assessing-needs"]["issued"] == issued_on
    assert told["assessing-needs"]["days_out"] in (0, 1)
    _, said, _ = run("signoff", "status", "--workspace", str(amended.root))
    assert "Helen Marsden, Head of Assessment and Reviews; issued on " in said
    assert "days out" in said or "day out" in said
    assert register.path.read_text(encoding="utf-8") == lines


# texts that changed


def test_what_nobody_signed_needs_no_addendum(issued: Workspace) -> None:
    with pytest.raises(SigningError, match="no signature over an earlier text is on record"):
        issue(issued, (STATEMENT,))
    with pytest.raises(SigningError, match="endorsements need no addendum: no signature over an earlier text"):
        issue(issued, (ENDORSEMENTS,))
    with pytest.raises(UsageError, match="There is no statement"):
        issue(issued, ("report",))


@pytest.mark.parametrize("kept_as", ["words", "hashes"])
def test_what_endorsers_signed_is_compared_in_words_and_never_by_a_hash(issued: Workspace, kept_as: str) -> None:
    if kept_as == "hashes":  # as the words of the endorsements were kept before: each statement by its fingerprint
        entries = Register(issued).entries()
        prints = {e.get("sheet"): e.get("fingerprint") for e in entries if e.event is Event.ISSUED}
        whole = next(e for e in entries if e.get("sheet") == ENDORSEMENTS)
        path = copy_path(Register(issued), whole.code, whole.get("sha256"), ".json")
        rest = [line for line in json.loads(path.read_text(encoding="utf-8")) if " › " not in line]
        older = [f"{key}: {print_}" for key, print_ in prints.items() if key not in (ENDORSEMENTS, PACK)]
        path.write_text(json.dumps(older + rest), encoding="utf-8")
    form = issued.inputs / "narrative" / f"{STATEMENT}.docx"
    document = Document(str(form))
    strength = next(p for p in document.paragraphs if p.style and p.style.name == "List Bullet")
    strength.runs[0].text = f"Now: {strength.runs[0].text}"
    document.save(str(form))
    changed = state_of(issued, ENDORSEMENTS).changed
    assert changed == ("Equity in experiences and outcomes: the text has changed (1 strength)",)
    _, said, _ = run("signoff", "status", "--workspace", str(issued.root))
    assert not re.search(r"[0-9a-f]{20}", said)


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
    before, now = sides_of(Change((Piece(PieceKind.SAME, same), Piece(PieceKind.IN, "and one more"))))
    assert before.text.startswith("How we know: […] ")
    assert len(before.text) < 150
    assert now.text.endswith("and one more")
    assert [run.bold for run in now.runs] == [False, True]


def test_a_line_that_is_gone_or_new_says_so() -> None:
    before, now = sides_of(Change((Piece(PieceKind.OUT, "Strengths: gone"),)))
    assert (before.text, now.text) == ("Strengths: gone", "This has been taken out.")
    before, now = sides_of(Change((Piece(PieceKind.IN, "Strengths: new"),)))
    assert (before.text, now.text) == ("This was not in the text.", "Strengths: new")
