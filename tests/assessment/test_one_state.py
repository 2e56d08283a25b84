"""One state for a sheet: whatever happened to it, report, pack, readiness page and status say the same of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.readiness import readiness
from engine.assessment.returns import returns
from engine.assessment.sheet_states import endorsing, sheet
from engine.commands.signoff.standing import SigningStatus
from engine.commands.signoff.words import status_json, status_lines
from engine.model.assessment import Endorsement, Reply
from engine.model.edition import Edition
from engine.model.returns import ReturnKind
from engine.model.sheet_words import endorser_in_words, state_in_words
from engine.model.signing import ENDORSEMENTS, Entry, Event, Sheet, State, Verdict
from engine.rendering.views.pack import signature_state
from engine.rendering.views.process import endorsements_view, verification
from engine.rendering.views.readiness import readiness_view
from tests.material.small_council import STATEMENT, saying, small_council, small_judgement

NOW, BEFORE = "the text now", "the text before"
SIGNER = "Attesting Annie"
COUNCIL = saying(small_council())
ENDORSER = COUNCIL.endorsements[0]
PERSON = {"name": COUNCIL.council.verifiers[0].name, "position": "Post", "role": ""}
ASKED = {"name": ENDORSER.name, "position": ENDORSER.position, "role": ENDORSER.role}

Step = tuple[str, bool, bool]
"""What happens: issue, addendum, sign, altered, scan, attest; to the endorsements or the statement; now or before."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["issue", "addendum", "sign", "altered", "scan", "attest"]), st.booleans(), st.booleans()
    ),
    max_size=12,
)


def played(steps: list[Step]) -> list[Entry]:
    """The register after these steps; what comes back belongs to the copy of its text that was issued last."""
    entries: list[Entry] = []
    for number, (what, of_all, is_now) in enumerate(steps):
        name, text = ENDORSEMENTS if of_all else STATEMENT, NOW if is_now else BEFORE
        out = [e for e in entries if e.event is Event.ISSUED and e.get("sheet") == name]
        key, person = ("endorser-01", ASKED) if of_all else (STATEMENT, PERSON)
        if what in ("issue", "addendum"):
            amends = out[-1].code if what == "addendum" and out else ""
            about: dict[str, Any] = {"sheet": name, "sha256": f"S{number}", "fingerprint": text, "amends": amends}
            entries.append(_entry(Event.ISSUED, f"CODE-{number}", about | {"people": {key: person}}))
            continue
        copies = [e for e in out if e.get("fingerprint") == text]
        if copies:
            entries.append(_came_back(what, copies[-1], key, person["name"]))
    return entries


def _came_back(what: str, copy: Entry, key: str, who: str) -> Entry:
    issued = {"issued": copy.get("sha256"), "sha256": what}
    if what == "attest":
        return _entry(Event.ATTESTED, copy.code, issued | {"verdict": "copy", "by": SIGNER, "people": [key], "on": ""})
    if what == "sign":
        given_ = [{"key": key, "signer": who, "when": "2026-03-20T10:00:00+00:00", "is_trusted": False}]
        return _entry(Event.RECEIVED, copy.code, issued | {"verdict": Verdict.SIGNED, "signatures": given_})
    verdict = Verdict.ALTERED if what == "altered" else Verdict.COPY
    return _entry(Event.RECEIVED, copy.code, issued | {"verdict": verdict})


def _entry(event: Event, code: str, about: dict[str, Any]) -> Entry:
    return Entry(event, code, "2026-03-16T09:00:00Z", about)


def everywhere(found: Sheet) -> dict[str, str]:
    """What each place says of the statement's sheet."""
    judgement = replace(small_judgement(), sheets={**small_judgement().sheets, STATEMENT: found}, findings=())
    page = readiness_view(COUNCIL, readiness(COUNCIL, judgement), Edition.DRAFT)
    status = _status(found)
    return {
        "report": verification(found, "Post"),
        "pack": signature_state(found),
        "readiness": page["statements"][0]["verification"],
        "status": next(iter(status_lines(status))),
        "json": status_json(status)["sheets"][0]["in_words"],
    }


def _status(found: Sheet) -> SigningStatus:
    return SigningStatus(sheets=(found,), endorsers=(), today=date(2026, 3, 30), managers={}, version="1.0")


@pytest.mark.slow
@settings(max_examples=300)
@given(STEPS)
def test_whatever_happens_every_place_has_the_same_phrase(steps: list[Step]) -> None:
    found = sheet(STATEMENT, NOW, played(steps), COUNCIL.council)
    words = state_in_words(found)
    said = everywhere(found)
    if found.state is State.NOT_ISSUED:
        assert said.pop("report") == "To be verified by the senior manager responsible, Post."
    for place, text in said.items():
        assert words.casefold() in text.casefold(), place
    told = status_json(_status(found))["sheets"][0]
    assert (told["attested_by"] == SIGNER) is ("attested by" in words)
    assert ("Verified by" in said.get("report", "")) is found.is_verified
    assert (told["days_out"] is None) is not found.is_with_signers


@pytest.mark.slow
@settings(max_examples=150)
@given(STEPS)
def test_who_has_signed_owes_no_sheet_and_who_has_not_owes_one(steps: list[Step]) -> None:
    found = sheet(STATEMENT, NOW, played(steps), COUNCIL.council)
    judgement = replace(small_judgement(), sheets={**small_judgement().sheets, STATEMENT: found}, findings=())
    owed = [one for owing in returns(COUNCIL, judgement).everyone for one in owing.missing]
    assert bool(owed) is (found.state is not State.NOT_ISSUED and not found.is_verified)
    assert all(one.kind is ReturnKind.SHEET for one in owed)


@settings(max_examples=150)
@given(STEPS, st.sampled_from(list(Reply)))
def test_an_endorser_is_told_alike_in_report_and_status(steps: list[Step], reply: Reply) -> None:
    council = replace(COUNCIL, endorsements=(replace(ENDORSER, status=reply, comment="", version=""),))
    endorsement: Endorsement = council.endorsements[0]
    found = endorsing(endorsement, NOW, played(steps), council.council)
    words = endorser_in_words(endorsement, found, council.council.version)
    (view,) = endorsements_view(council, (found,))
    assert view["endorsers"][0]["signature"] == words
    status = SigningStatus(
        sheets=(), endorsers=((endorsement, found),), today=date(2026, 3, 30), managers={}, version="1.0"
    )
    assert words in next(iter(status_lines(status)))
    is_under_declaration = view["text"] == council.framework.declarations[0].text
    assert is_under_declaration is not endorsement.has_declined


def test_an_attested_scan_is_one_thing_everywhere() -> None:
    found = sheet(
        STATEMENT,
        NOW,
        played([("issue", False, True), ("scan", False, True), ("attest", False, True)]),
        COUNCIL.council,
    )
    assert everywhere(found) == {
        "report": "Verified by the senior manager responsible, Post: signed, attested by Attesting Annie; a copy of "
        "sheet CODE-0 was seen on 16 March 2026.",
        "pack": "Signed, attested by Attesting Annie (Name, back on 16 March 2026)",
        "readiness": "Signed, attested by Attesting Annie",
        "status": f"{STATEMENT:<16} {'CODE-0':<12} Signed, attested by Attesting Annie",
        "json": "Signed, attested by Attesting Annie",
    }
    told = status_json(_status(found))["sheets"][0]
    assert (told["state"], told["attested_by"]) == ("code-only", SIGNER)


def test_a_bad_file_after_an_attested_one_does_not_undo_it() -> None:
    steps: list[Step] = [("issue", False, True), ("attest", False, True), ("altered", False, True)]
    found = sheet(STATEMENT, NOW, played(steps), COUNCIL.council)
    assert (found.state, found.is_verified) == (State.CODE_ONLY, True)


def test_nothing_is_counted_as_signed_that_the_report_does_not_call_verified() -> None:
    found = sheet(STATEMENT, NOW, played([("issue", False, True), ("attest", False, True)]), COUNCIL.council)
    judgement = replace(small_judgement(), sheets={**small_judgement().sheets, STATEMENT: found}, findings=())
    lead = readiness_view(COUNCIL, readiness(COUNCIL, judgement), Edition.DRAFT)["lead"]
    assert "none" not in lead.casefold()
