"""The outbox without a pack: who has still to sign is told by the register and the text as it is now."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from docx import Document

from engine.assembly.reading import Reading, read
from engine.commands.signoff.issued_files import contents_of
from engine.commands.signoff.outbox import errands_of, fill_outbox
from engine.commands.signoff.standing import standing
from engine.commands.signoff.words import status_lines
from engine.model.signing import ENDORSEMENTS, Event, State
from engine.progress import Progress
from engine.signatures.register import Register
from engine.templates.letters import opened
from engine.workspace import Workspace

pytestmark = pytest.mark.slow

ISSUED, CAME = "2026-03-16T09:00:00Z", "2026-03-20T09:00:00Z"


class Post:
    """The sample's sheets sent out, one for each statement and one for the endorsers, without any PDF."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.register = workspace, Register(workspace)
        for folder in ("issued", "outbox"):
            (self.register.folder / folder).mkdir(parents=True)
        self.reading = read(workspace, Progress())
        self.words = contents_of(self.reading)
        for number, name in enumerate(self.reading.judgement.fingerprints):
            self.out(name, f"SHEET-{number}")
        self.out(ENDORSEMENTS, "ENDORSE")

    def out(self, name: str, code: str, amends: str = "") -> None:
        judgement = self.reading.judgement
        print_ = {**judgement.fingerprints, ENDORSEMENTS: judgement.whole_fingerprint}[name]
        people = self._people(name)
        fields = [
            {"key": key, "kind": "signature", "page": 1, "rectangle": [0, 0, 1, 1], "label": ""} for key in people
        ]
        about: dict[str, Any] = {"sheet": name, "sha256": code * 3, "size": 1, "fingerprint": print_, "amends": amends}
        self.register.append(Event.ISSUED, code, ISSUED, people=people, fields=fields, **about)
        kept = self.register.folder / "issued" / f"{code}-{(code * 3)[:8]}.json"
        kept.write_text(json.dumps(self.words[name]), encoding="utf-8")

    def _people(self, name: str) -> dict[str, dict[str, str]]:
        asked = {f"endorser-{number:02}": one for number, one in enumerate(self.reading.assessment.endorsements, 1)}
        if name == ENDORSEMENTS:
            return {
                key: {"name": one.name, "position": one.position, "role": one.role}
                for key, one in asked.items()
                if not one.has_declined
            }
        verifier = self.reading.assessment.council.verifier_of(name)
        assert verifier
        return {name: {"name": verifier.name, "position": verifier.position, "role": ""}}

    def signed(self, code: str, key: str, who: str) -> None:
        signature = {"key": key, "signer": who, "when": CAME, "is_trusted": False}
        about = {"sha256": "0" * 64, "verdict": "signed", "issued": code * 3, "entries": {}}
        self.register.append(Event.RECEIVED, code, CAME, signatures=[signature], **about)

    def attested(self, code: str, key: str) -> None:
        about = {"sha256": "0" * 64, "verdict": "copy", "issued": code * 3}
        self.register.append(Event.RECEIVED, code, CAME, signatures=[], entries={}, **about)
        self.register.append(Event.ATTESTED, code, CAME, by="Anna Price", people=[key], on="", **about)

    def came_unread(self, code: str) -> None:
        about = {"sha256": "0" * 64, "verdict": "copy", "issued": code * 3}
        self.register.append(Event.RECEIVED, code, CAME, signatures=[], entries={}, **about)

    def again(self) -> Reading:
        self.reading = read(self.workspace, Progress())
        self.words = contents_of(self.reading)
        return self.reading

    def asked(self) -> list[tuple[str, str]]:
        """(the code of a sheet, who has still to sign it)."""
        return [(one.code, one.name) for one in errands_of(self.workspace, self.register, self.reading)]


@pytest.fixture
def post(sample: Workspace) -> Post:
    return Post(sample)


def reword(post: Post) -> None:
    """Another strength in one statement."""
    path = post.workspace.inputs / "narrative" / "equity.docx"
    document = Document(str(path))
    strength = next(p for p in document.paragraphs if p.style and p.style.name == "List Bullet")
    strength.runs[0].text = f"Now: {strength.runs[0].text}"
    document.save(str(path))
    post.again()


def test_only_those_are_asked_of_whom_nothing_that_counts_came_back(post: Post) -> None:
    everybody = post.asked()
    assert len(everybody) == 9 + 11
    post.signed("SHEET-2", "equity", "Priya Nair")
    post.attested("SHEET-3", "care-provision")
    post.came_unread("SHEET-4")
    post.signed("ENDORSE", "endorser-01", "Ruth Adeyemi")
    post.again()
    left = post.asked()
    gone = [("SHEET-2", "Priya Nair"), ("SHEET-3", "Daniel Whitlock"), ("SHEET-4", "Siobhan Kelly")]
    assert left == [one for one in everybody if one not in (*gone, ("ENDORSE", "Councillor Ruth Adeyemi"))]


def test_after_a_change_only_copies_of_the_present_text_are_asked_for(post: Post) -> None:
    post.signed("SHEET-2", "equity", "Priya Nair")
    post.signed("ENDORSE", "endorser-01", "Ruth Adeyemi")
    reword(post)
    assert len(post.asked()) == 8, "the sheet and the endorsements are over another text now"
    post.out("equity", "ADD-EQUITY", amends="SHEET-2")
    post.out(ENDORSEMENTS, "ENDORSE-2")
    asked = post.asked()
    assert ("ADD-EQUITY", "Priya Nair") in asked
    assert {code for code, _ in asked} == {f"SHEET-{n}" for n in range(9) if n != 2} | {"ADD-EQUITY", "ENDORSE-2"}


def test_what_changed_since_the_report_was_endorsed_is_counted_in_words(post: Post) -> None:
    post.signed("ENDORSE", "endorser-01", "Ruth Adeyemi")
    reword(post)
    found = standing(post.workspace)
    whole = found.sheets[-1]
    assert (whole.statement, whole.state) == (ENDORSEMENTS, State.STALE)
    assert whole.changed == ("Equity in experiences and outcomes: the text has changed (1 strength)",)
    assert not re.search(r"[0-9a-f]{20}", "\n".join(status_lines(found)))


def test_a_copy_that_kept_only_hashes_is_compared_by_the_sheets_of_its_statements(post: Post) -> None:
    kept = next((post.register.folder / "issued").glob("ENDORSE-*.json"))
    rest = [line for line in json.loads(kept.read_text(encoding="utf-8")) if " › " not in line]
    hashes = [f"{name}: {print_}" for name, print_ in post.reading.judgement.fingerprints.items()]
    kept.write_text(json.dumps(hashes + rest), encoding="utf-8")
    reword(post)
    told = ("Equity in experiences and outcomes: the text has changed (1 strength)",)
    assert standing(post.workspace).sheets[-1].changed == told


def test_letters_name_the_same_people_as_the_mail_merge(post: Post) -> None:
    post.signed("SHEET-2", "equity", "Priya Nair")
    post.again()
    errands = fill_outbox(post.workspace, post.register, post.reading, opened(post.workspace))
    folder = post.register.folder / "outbox"
    for name in ("cover-letters.txt", "chase-letters.txt"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        said = [line.removeprefix("To: ").partition(" <")[0] for line in lines if line.startswith("To: ")]
        assert said == [errand.name for errand in errands]
    chase = (folder / "chase-letters.txt").read_text(encoding="utf-8")
    assert "On 16 March 2026 we sent you the verification sheet of Assessing needs to sign" in chase
    assert "It was due on 20 March 2026." in chase
    assert "Helen Marsden <helen.marsden@wenlow.example.org>" in chase


def test_status_names_the_manager_the_day_of_issue_and_the_days_out(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774008000")  # 20 March 2026
    lines = list(status_lines(standing(post.workspace)))
    at = next(number for number, line in enumerate(lines) if line.startswith("governance"))
    assert lines[at].endswith("Issued, not signed yet")
    manager = "Gareth Pugh, Assistant Director, Strategy and Performance"
    assert lines[at + 1].strip() == f"{manager}; issued on 16 March 2026, 4 days out"
