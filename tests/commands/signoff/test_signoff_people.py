"""Who signed: as whom, in which post, on which day; and what the register makes of each endorser."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from asn1crypto import pem
from docx import Document

from engine.assembly.reading import Reading
from engine.assessment.sheet_states import endorsing, sheet
from engine.assessment.signatures import signing_findings
from engine.commands.check import check
from engine.commands.signoff import receive, standing
from engine.findings import Finding, Severity
from engine.model.council import Council, Verifier
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, Endorsing, Entry, Event, Sheet, Standing, State, Verdict
from engine.plain_words import is_same_name
from engine.progress import Progress
from engine.rendering.views.process import endorsements_view, verification
from engine.workspace import Workspace
from tests.building import build
from tests.commands.signoff.test_signoff import STATEMENT, filled_and_signed, returned, scanned, sheet_of, state_of
from tests.material.real_command import run
from tests.material.small_signing import signed, signer

TEXT, OLDER = "the text now", "the text before"
PRIYA = {"name": "Priya Nair", "position": "Head of Engagement and Equality", "role": ""}
LEADER = {"name": "Councillor Ruth Adeyemi", "position": "Leader", "role": "council-leader"}
CHIEF = {"name": "Martin Hale", "position": "Chief Executive", "role": "chief-executive"}


def out(code: str = "AAAAA-AAAAA", text: str = TEXT, day: str = "2026-03-16", **more: Any) -> Entry:
    """A copy of a sheet that went out."""
    about = {"sheet": STATEMENT, "sha256": code, "fingerprint": text, "people": {STATEMENT: PRIYA}, **more}
    return Entry(Event.ISSUED, code, f"{day}T09:00:00Z", about)


def back(code: str = "AAAAA-AAAAA", who: str = "Priya Nair", on: str = "2026-03-20", **more: Any) -> Entry:
    """A signed copy that came back on 24 March."""
    key = more.pop("key", STATEMENT)
    signature = {"key": key, "signer": who, "when": f"{on}T10:00:00+00:00" if on else "", "is_trusted": False}
    about = {"verdict": Verdict.SIGNED, "issued": code, "signatures": [{**signature, **more}]}
    return Entry(Event.RECEIVED, code, "2026-03-24T09:00:00Z", about)


def seen(code: str, people: list[str], by: str = "Anna Price", on: str = "") -> Entry:
    """A scan that somebody attested."""
    about = {"verdict": Verdict.COPY, "by": by, "people": people, "on": on}
    return Entry(Event.ATTESTED, code, "2026-03-25T09:00:00Z", about)


def of_endorsers(code: str, text: str = TEXT, **people: dict[str, str]) -> Entry:
    named = {f"endorser-{number[1:]}": person for number, person in people.items()}
    return out(code, text, sheet=ENDORSEMENTS, people=named)


@pytest.fixture
def council(reading: Reading) -> Council:
    return reading.assessment.council


def with_holders(council: Council, *holders: Verifier) -> Council:
    others = tuple(verifier for verifier in council.verifiers if verifier.statement != STATEMENT)
    return replace(council, verifiers=others + holders)


def holder(name: str, start: date | None = None, end: date | None = None) -> Verifier:
    return Verifier(
        statement=STATEMENT, name=name, position="Head of Engagement and Equality", email="", start=start, end=end
    )


def state(council: Council, *entries: Entry) -> Sheet:
    return sheet(STATEMENT, TEXT, entries, council)


def found_about(reading: Reading, council: Council, *entries: Entry) -> list[Finding]:
    """What there is to say about the one sheet."""
    sheets = {key: sheet(key, TEXT, entries, council) for key in reading.judgement.sheets}
    assessment = replace(reading.assessment, council=council)
    nobody = [Endorsing()] * len(assessment.endorsements)
    return [f for f in signing_findings(assessment, sheets, nobody) if f.about == STATEMENT]


# names


@pytest.mark.parametrize("other", ["NAIR Priya", "priya nair", "Dr Priya Nair", "Príya Nair", "Priya  Nair, Ms"])
def test_a_name_in_another_order_or_with_a_title_is_the_same(other: str) -> None:
    assert is_same_name("Priya Nair", other)


@pytest.mark.parametrize("other", ["Priya A. Nair", "P. Nair", "Priya Nair-Jones", "Pria Nair", ""])
def test_a_name_written_otherwise_is_another(other: str) -> None:
    assert not is_same_name("Priya Nair", other)


# people and posts


def test_a_signature_in_another_name_is_told_and_the_report_claims_nothing(reading: Reading, council: Council) -> None:
    found = state(council, out(), back(who="Somebody Else"))
    assert (found.state, found.signatures[0].standing) == (State.SIGNED, Standing.ANOTHER)
    assert [finding.code for finding in found_about(reading, council, out(), back(who="Somebody Else"))] == ["V-05"]
    assert verification(found, "Head").startswith("Signed in a name other than the one the sheet was made for: ")


def test_a_new_manager_leaves_what_is_signed_valid_and_says_so(reading: Reading, council: Council) -> None:
    after = with_holders(council, holder("Priya Nair", end=date(2026, 3, 22)), holder("Jo Bell", date(2026, 3, 23)))
    found = state(after, out(), back())
    assert (found.state, found.signatures[0].standing) == (State.SIGNED, Standing.PREVIOUS)
    assert found.signatures[0].person.name == "Priya Nair"
    (told,) = found_about(reading, after, out(), back())
    assert (told.code, told.severity) == ("V-07", Severity.INFO)
    assert "signed by the previous post-holder, Priya Nair, on 20 March 2026" in told.message
    assert "manager responsible at the time, Head of Engagement and Equality" in verification(found, "Head of All")


def test_a_manager_who_was_replaced_without_dates_still_signed(council: Council) -> None:
    found = state(with_holders(council, holder("Jo Bell")), out(), back())
    assert (found.state, found.signatures[0].standing) == (State.SIGNED, Standing.PREVIOUS)


def test_an_unsigned_sheet_is_marked_for_the_new_manager(reading: Reading, council: Council) -> None:
    told = {f.code: f.message for f in found_about(reading, with_holders(council, holder("Jo Bell")), out())}
    assert set(told) == {"V-01", "V-06"}
    assert told["V-06"] == "Sheet AAAAA-AAAAA is made out to Priya Nair; the post is now held by Jo Bell."


def test_the_last_to_take_up_the_post_is_who_a_sheet_is_made_for(council: Council) -> None:
    after = with_holders(council, holder("Jo Bell", date(2026, 3, 23)), holder("Priya Nair", end=date(2026, 3, 22)))
    current = after.verifier_of(STATEMENT)
    assert current is not None
    assert current.name == "Jo Bell"


@pytest.mark.parametrize(
    ("holders", "on", "why"),
    [
        ([holder("Priya Nair", end=date(2026, 3, 18))], "2026-03-20", "after the last day in the post (18 March 2026)"),
        ([holder("Priya Nair", date(2026, 4, 1))], "2026-03-20", "before the first day in the post (1 April 2026)"),
        ([holder("Priya Nair")], "2026-03-15", "before the copy was issued"),
    ],
)
def test_a_signature_of_the_wrong_day_is_an_error_and_does_not_count(
    reading: Reading, council: Council, holders: list[Verifier], on: str, why: str
) -> None:
    after = with_holders(council, *holders)
    found = state(after, out(), back(on=on))
    assert found.state is State.ISSUED
    told = {f.code: f for f in found_about(reading, after, out(), back(on=on))}
    assert told["V-03"].severity is Severity.ERROR
    assert why in told["V-03"].message
    assert verification(found, "Head").startswith("Not verified yet.")


@pytest.mark.parametrize("on", ["2026-03-18", "2026-03-16"])
def test_the_first_and_the_last_day_in_the_post_count(council: Council, on: str) -> None:
    in_post = with_holders(council, holder("Priya Nair", date(2026, 3, 16), date(2026, 3, 18)))
    assert state(in_post, out(), back(on=on)).state is State.SIGNED


def test_the_day_beside_a_signature_in_ink_is_judged_too(council: Council) -> None:
    gone = with_holders(council, holder("Priya Nair", end=date(2026, 3, 18)))
    assert state(gone, out(), seen("AAAAA-AAAAA", [STATEMENT], on="2026-03-19")).signatures[0].doubt is not None


def test_one_person_who_signs_all_nine_is_worth_knowing(reading: Reading, council: Council) -> None:
    keys = [statement.id for statement in reading.assessment.framework.statements]
    codes = {key: f"AAAAA-{number:05}" for number, key in enumerate(keys)}
    entries = [out(codes[key], sheet=key, people={key: PRIYA}) for key in keys]
    entries += [back(codes[key], key=key) for key in keys]
    sheets = {key: sheet(key, TEXT, entries, council) for key in reading.judgement.sheets}
    nobody = [Endorsing()] * len(reading.assessment.endorsements)
    told = [f for f in signing_findings(reading.assessment, sheets, nobody) if f.code == "V-04"]
    assert [(f.severity, f.message) for f in told] == [
        (Severity.INFO, "Priya Nair signed the sheets of all 9 statements.")
    ]


def test_nothing_out_is_worth_knowing_and_one_left_behind_is_a_warning(reading: Reading, council: Council) -> None:
    (told,) = found_about(reading, council)
    assert (told.code, told.severity) == ("V-01", Severity.INFO)
    (told,) = found_about(reading, council, out("BBBBB-BBBBB", sheet="governance", people={}))
    assert (told.code, told.severity) == ("V-01", Severity.WARNING)


def test_what_was_signed_and_has_changed_is_told(reading: Reading, council: Council) -> None:
    found = found_about(reading, council, out(text=OLDER), back())
    assert [(f.code, f.severity) for f in found] == [("V-02", Severity.WARNING)]


# texts and copies


def test_a_copy_of_the_same_text_in_a_new_brand_leaves_the_signature_standing(council: Council) -> None:
    found = state(council, out(), back(), out("BBBBB-BBBBB"))
    assert (found.state, found.code) == (State.SIGNED, "AAAAA-AAAAA")


def test_a_text_that_was_put_back_is_signed_again(council: Council) -> None:
    found = state(council, out(), back(), out("BBBBB-BBBBB", "another text"))
    assert found.state is State.SIGNED


def test_an_addendum_that_is_out_leaves_its_sheet_stale_until_it_is_signed(council: Council) -> None:
    before = (out(text=OLDER), back(), out("BBBBB-BBBBB", amends="AAAAA-AAAAA"))
    found = state(council, *before)
    assert (found.state, found.signers, found.addendum) == (State.STALE, ("Priya Nair",), "BBBBB-BBBBB")
    found = state(council, *before, back("BBBBB-BBBBB"))
    assert (found.state, found.code, found.addendum) == (State.SIGNED, "AAAAA-AAAAA", "BBBBB-BBBBB")
    assert "addendum BBBBB-BBBBB over its changes came back signed on 24 March 2026" in verification(found, "Head")


# endorsers


def test_an_endorser_who_signed_an_older_text_is_told_apart(reading: Reading, council: Council) -> None:
    leader, chief = reading.assessment.endorsements[0], reading.assessment.endorsements[1]
    people = {
        "p01": dict(LEADER, role=leader.role, name=leader.name),
        "p02": dict(CHIEF, role=chief.role, name=chief.name),
    }
    entries = (
        of_endorsers("AAAAA-AAAAA", OLDER, **people),
        back("AAAAA-AAAAA", leader.name, key="endorser-01"),
        of_endorsers("BBBBB-BBBBB", TEXT, p01=people["p02"], p02=people["p01"]),
        back("BBBBB-BBBBB", chief.name, key="endorser-01"),
    )
    first, second = (endorsing(one, TEXT, entries, council) for one in (leader, chief))
    assert first.signed is not None
    assert second.signed is not None
    assert (first.is_current, first.signed.code) == (False, "AAAAA-AAAAA")
    assert (second.is_current, second.signed.code) == (True, "BBBBB-BBBBB")
    rest = [Endorsing()] * (len(reading.assessment.endorsements) - 2)
    sheets = {key: sheet(key, TEXT, entries, council) for key in reading.judgement.sheets}
    told = [f for f in signing_findings(reading.assessment, sheets, [first, second, *rest]) if f.code == "C-12"]
    assert [f.message for f in told] == [
        f"{leader.name} endorsed the report on sheet AAAAA-AAAAA; the text has changed since."
    ]
    rows = {
        row["name"]: row["signature"]
        for view in endorsements_view(reading.assessment, (first, second, *rest))
        for row in view["endorsers"]
    }
    assert rows[leader.name] == "Signed an earlier wording, on sheet AAAAA-AAAAA"
    assert rows[chief.name] == "Signed"
    assert rows["Grace Holloway"] == "Declined. No reason given for publication"


def test_signatures_on_copies_that_came_back_one_by_one_add_up(council: Council) -> None:
    issued = of_endorsers("AAAAA-AAAAA", p01=LEADER, p02=CHIEF)
    one = back("AAAAA-AAAAA", "Ruth Adeyemi", key="endorser-01")
    other = back("AAAAA-AAAAA", "Martin Hale", key="endorser-02")
    assert sheet(ENDORSEMENTS, TEXT, (issued, one), council).state is State.ISSUED
    assert sheet(ENDORSEMENTS, TEXT, (issued, one, other), council).state is State.SIGNED


# trust


def test_where_only_trusted_signatures_count_another_is_told_and_leaves_the_sheet_open(
    reading: Reading, council: Council
) -> None:
    strict = replace(council, trusted_only=True)
    assert state(strict, out(), back()).state is State.ISSUED
    assert {f.code for f in found_about(reading, strict, out(), back())} == {"V-01", "V-08"}
    assert state(strict, out(), back(is_trusted=True)).state is State.SIGNED


# with real files


def endorsements_of(workspace: Workspace) -> bytes:
    return (workspace.outputs / "final" / "endorsements.pdf").read_bytes()


def test_each_endorser_is_told_with_the_copy_signed(issued: Workspace) -> None:
    data = signed(endorsements_of(issued), "endorser-01_signature", "Ruth Adeyemi")
    returned(issued, signed(data, "endorser-03_signature", "Somebody Else"))
    code, said, _ = run("signoff", "status", "--workspace", str(issued.root), "--format", "json")
    told = {one["name"]: one for one in json.loads(said)["endorsers"]}
    assert code == 0
    assert told["Councillor Ruth Adeyemi"]["state"] == "signed"
    assert told["Councillor Ruth Adeyemi"]["signature"]["standing"] == "named"
    assert told["Councillor James Thorley"]["signature"]["standing"] == "another"
    assert (told["Martin Hale"]["state"], told["Grace Holloway"]["state"]) == ("agreed", "declined")
    _, said, _ = run("signoff", "status", "--workspace", str(issued.root))
    assert "THE NAMES DIFFER: the sheet names Councillor James Thorley" in said


def test_a_scan_that_several_sign_is_attested_for_those_who_were_seen(issued: Workspace) -> None:
    scan = scanned(endorsements_of(issued), 150, 0.4, "pdf")
    assert returned(issued, scan, by="Anna Price").problem.startswith("Several people sign this sheet.")
    path = issued.root / "back.pdf"
    (one,) = receive(issued, (path,), "", "Anna Price", ("Nobody Here",))
    assert one.problem.startswith("Nobody Here is not on sheet")
    (one,) = receive(issued, (path,), "", "Anna Price", ("Martin Hale", "Ruth Adeyemi"))
    assert len(one.attested) == 2
    by_name = {endorsement.name: found for endorsement, found in standing(issued).endorsers}
    seen = by_name["Martin Hale"].signed
    assert seen is not None
    assert (seen.attested_by, seen.certificate) == ("Anna Price", "")
    assert by_name["Farah Siddiqui"].signed is None
    assert state_of(issued, ENDORSEMENTS).state is State.CODE_ONLY


def test_an_issuer_named_later_makes_the_same_file_trusted(issued: Workspace) -> None:
    data = filled_and_signed(issued)
    returned(issued, data)
    assert not state_of(issued).signatures[0].is_trusted
    trust = issued.root / "signoff" / "trust"
    trust.mkdir()
    certificate = signer("Priya Nair").signing_cert
    assert certificate is not None
    (trust / "issuer.pem").write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
    returned(issued, data)
    assert state_of(issued).signatures[0].is_trusted


def test_the_wrong_person_is_named_when_the_file_comes_back(issued: Workspace) -> None:
    one = returned(issued, filled_and_signed(issued, "Somebody Else"))
    assert one.examined.verdict is Verdict.SIGNED
    assert one.mismatches == (("Somebody Else", "Priya Nair"),)


def test_a_manager_who_left_before_the_signature_stops_no_final_edition(issued: Workspace) -> None:
    returned(issued, filled_and_signed(issued))
    path = issued.inputs / "council.yaml"
    council = yaml.safe_load(path.read_text(encoding="utf-8"))
    one = next(verifier for verifier in council["verifiers"] if verifier["statement"] == STATEMENT)
    ended = council["report"]["date"]
    council["verifiers"].append({**one, "name": "Jo Bell", "from": (ended + timedelta(days=1)).isoformat()})
    one["to"] = ended.isoformat()
    path.write_text(yaml.safe_dump(council, allow_unicode=True), encoding="utf-8")
    findings = check(issued, Progress()).findings
    assert {"V-03"} == {f.code for f in findings if f.severity is Severity.ERROR}
    build(issued, Edition.FINAL, with_pdf=False, progress=Progress())
    sheet = Document(str(issued.outputs / "final" / "verification" / f"{STATEMENT}.docx"))
    assert "Jo%20Bell" in sheet.element.xml


def test_a_sheet_does_not_change_by_being_signed(issued: Workspace) -> None:
    before = sheet_of(issued).with_suffix(".docx").read_bytes()
    returned(issued, filled_and_signed(issued, "Somebody Else"))
    build(issued, Edition.FINAL, with_pdf=False, progress=Progress())
    assert sheet_of(issued).with_suffix(".docx").read_bytes() == before
