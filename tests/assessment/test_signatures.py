"""What there is to say about each state of a sheet, about who signed, and about who has the post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from engine.assessment.signatures import signing_findings
from engine.findings import Finding, Severity
from engine.model.assessment import SelfAssessment
from engine.model.council import Verifier
from engine.model.framework import Theme
from engine.model.signing import ENDORSEMENTS, Doubt, Endorsing, Person, Sheet, Signed, Standing, State
from tests.material.small_council import STATEMENT, small_council, with_council, with_framework

NAME = Person(STATEMENT, "Name", "Post")
SIGNED = Signed(person=NAME, code="A", on="2026-03-20", back="2026-03-24")
ATTESTED = replace(SIGNED, attested_by="Anna Price")
EARLY = replace(SIGNED, doubt=Doubt("V-03", "it is dated too early"))
WARNING, INFO = Severity.WARNING, Severity.INFO


def sheet(state: State, *signatures: Signed, **more: Any) -> Sheet:
    return Sheet(statement=STATEMENT, code="A", state=state, signatures=signatures, named=(NAME,), **more)


def found(one: Sheet, of_endorsers: Sheet | None = None, assessment: SelfAssessment | None = None) -> list[Finding]:
    """What is said about the sheet of the statement, and about that of the endorsements."""
    other = of_endorsers or Sheet(statement=ENDORSEMENTS, code="E", state=State.SIGNED)
    return list(signing_findings(assessment or small_council(), {STATEMENT: one, ENDORSEMENTS: other}, [Endorsing()]))


def told(one: Sheet, **more: Any) -> list[tuple[str, Severity, str]]:
    """The same without V-04, which one statement that one person signed is always worth."""
    return [(f.code, f.severity, f.message) for f in found(one, **more) if f.code != "V-04"]


# states


def test_before_anything_went_out_a_sheet_that_did_not_is_worth_knowing() -> None:
    never = Sheet(statement=ENDORSEMENTS, code="", state=State.NOT_ISSUED)
    assert told(sheet(State.NOT_ISSUED), of_endorsers=never) == [
        ("V-01", INFO, "The sheet for Statement has not been issued for signature.")
    ]


def test_a_sheet_left_behind_when_others_went_out_is_a_warning() -> None:
    assert [severity for _, severity, _ in told(sheet(State.NOT_ISSUED))] == [WARNING]


def test_a_signed_sheet_whose_text_changed_is_told_with_the_sheets_it_was_signed_on() -> None:
    signatures = (SIGNED, SIGNED, replace(SIGNED, code="B"))
    (finding,) = found(sheet(State.STALE, *signatures), assessment=small_council())[:1]
    assert (finding.code, finding.severity, finding.about) == ("V-02", WARNING, STATEMENT)
    assert finding.message == "Statement was signed on sheet A, B, and its text has changed since."
    assert finding.fix.startswith("Issue a new sheet, or a short addendum")


def test_where_an_addendum_is_out_it_is_the_one_to_chase() -> None:
    finding, *_ = found(sheet(State.STALE, SIGNED, addendum="C"))
    assert finding.fix == "Addendum C is out: chase it."


def test_a_sheet_whose_text_changed_before_anybody_signed_is_told_so() -> None:
    assert told(sheet(State.STALE)) == [
        ("V-01", WARNING, "The text of Statement has changed since sheet A was issued, and nobody signed it.")
    ]


def test_an_altered_sheet_is_a_warning() -> None:
    assert told(sheet(State.ALTERED)) == [
        ("V-01", WARNING, "What came back for sheet A, Statement, is not what was issued.")
    ]


def test_a_sheet_that_is_out_is_to_be_chased() -> None:
    (finding,) = found(sheet(State.ISSUED))
    assert (finding.code, finding.severity, finding.message) == ("V-01", WARNING, "Sheet A, Statement, is not signed.")
    assert finding.fix.startswith("Chase it.")


def test_a_copy_that_came_back_is_to_be_looked_at() -> None:
    (finding,) = found(sheet(State.CODE_ONLY))
    assert (finding.message, finding.fix[:20]) == ("Sheet A, Statement, is not signed.", "Look at the copy tha")


def test_a_copy_that_somebody_attested_needs_nothing_more() -> None:
    assert told(sheet(State.CODE_ONLY, ATTESTED)) == []


def test_a_sheet_that_is_signed_needs_nothing_more() -> None:
    assert told(sheet(State.SIGNED, SIGNED)) == []


# posts


def held_by(name: str) -> SelfAssessment:
    return with_council(
        small_council(), verifiers=(Verifier(statement=STATEMENT, name=name, position="Post", email=""),)
    )


@pytest.mark.parametrize(
    ("one", "is_told"),
    [
        (sheet(State.ISSUED), True),
        (sheet(State.ALTERED), True),
        (sheet(State.ISSUED, EARLY), True),
        (sheet(State.ISSUED, SIGNED), False),
        (sheet(State.SIGNED, SIGNED), False),
        (sheet(State.STALE), False),
    ],
)
def test_a_sheet_that_is_out_to_who_has_left_the_post_is_told_until_it_is_signed(one: Sheet, is_told: bool) -> None:
    codes = [code for code, _, _ in told(one, assessment=held_by("Jo Bell"))]
    assert ("V-06" in codes) is is_told


def test_a_sheet_that_is_out_to_who_has_the_post_is_well() -> None:
    assert "V-06" not in [code for code, _, _ in told(sheet(State.ISSUED), assessment=held_by("Dr NAME"))]


def test_where_nobody_has_the_post_nothing_is_said_of_it() -> None:
    nobody = with_council(small_council(), verifiers=())
    assert [code for code, _, _ in told(sheet(State.ISSUED), assessment=nobody)] == ["V-01"]


def test_a_signature_of_the_previous_post_holder_is_worth_knowing() -> None:
    former = replace(SIGNED, standing=Standing.PREVIOUS)
    assert told(sheet(State.SIGNED, former)) == [
        ("V-07", INFO, "Statement: signed by the previous post-holder, Name, on 20 March 2026.")
    ]


def test_a_signature_of_a_previous_holder_that_does_not_count_is_told_for_that_alone() -> None:
    former = replace(EARLY, standing=Standing.PREVIOUS)
    assert "V-07" not in [code for code, _, _ in told(sheet(State.ISSUED, former))]


# doubts


def test_a_signature_of_the_wrong_day_is_an_error_in_words() -> None:
    (error, *_) = [f for f in found(sheet(State.SIGNED, EARLY)) if f.code == "V-03"]
    assert (error.severity, error.about) == (Severity.ERROR, STATEMENT)
    assert error.message == "Statement: the signature of Name does not count, it is dated too early."


def test_a_signature_of_an_unknown_issuer_is_a_warning() -> None:
    unknown = replace(SIGNED, doubt=Doubt("V-08", "nobody knows its issuer"))
    assert [(code, severity) for code, severity, _ in told(sheet(State.SIGNED, unknown))] == [("V-08", WARNING)]


def test_a_signature_in_a_name_that_the_sheet_does_not_have_is_a_warning() -> None:
    another = replace(SIGNED, certificate="Somebody Else", standing=Standing.ANOTHER)
    assert told(sheet(State.SIGNED, another)) == [
        ("V-05", WARNING, "Statement: the certificate is Somebody Else's; the sheet names Name.")
    ]


def test_the_signatures_of_endorsers_are_looked_at_too_and_belong_to_no_statement() -> None:
    early = replace(EARLY, person=Person("one", "Ruth Adeyemi", "Leader", "council-leader"))
    of_endorsers = Sheet(statement=ENDORSEMENTS, code="E", state=State.SIGNED, signatures=(early,))
    (error,) = [f for f in found(sheet(State.SIGNED, SIGNED), of_endorsers) if f.code == "V-03"]
    assert error.about == ""
    assert error.message.startswith("The endorsements: the signature of Ruth Adeyemi does not count")


# one person for all


def signed_by(*names: Sequence[str]) -> list[str]:
    """Whether one person is told to have signed all, where each statement has signatures in these names."""
    council = small_council()
    (theme,) = council.framework.themes
    statements = tuple(replace(theme.statements[0], id=f"s{number}") for number in range(len(names)))
    framework = with_framework(council, themes=(Theme(id="theme", name="Theme", number=1, statements=statements),))
    sheets = {
        f"s{number}": Sheet(
            statement=f"s{number}",
            code="A",
            state=State.SIGNED,
            signatures=tuple(replace(SIGNED, certificate=name) for name in of_one),
        )
        for number, of_one in enumerate(names)
    }
    endorsements = Sheet(statement=ENDORSEMENTS, code="E", state=State.SIGNED)
    every = signing_findings(framework, {**sheets, ENDORSEMENTS: endorsements}, [Endorsing()])
    return [f"{f.severity}: {f.message}" for f in every if f.code == "V-04"]


def test_one_person_who_signed_everything_is_worth_knowing() -> None:
    assert signed_by(["Name"], ["NAME", "Jo Bell"]) == ["info: Name signed the sheets of all 2 statements."]


def test_two_people_who_signed_one_each_are_as_it_should_be() -> None:
    assert signed_by(["Name"], ["Jo Bell"]) == []


def test_a_sheet_that_nobody_has_signed_is_not_signed_by_the_one_who_signed_the_others() -> None:
    assert signed_by(["Name"], []) == []
    assert signed_by([], ["Name"]) == []


def test_a_framework_without_statements_has_nobody_who_signed_them_all() -> None:
    assert signed_by() == []


# endorsers


@pytest.mark.parametrize(
    ("endorsing", "codes"),
    [
        (Endorsing(SIGNED, is_current=False), ["C-12"]),
        (Endorsing(SIGNED, is_current=True), []),
        (Endorsing(None, is_current=False), []),
    ],
)
def test_an_endorser_who_signed_another_text_is_told(endorsing: Endorsing, codes: list[str]) -> None:
    sheets = {
        STATEMENT: sheet(State.CODE_ONLY, ATTESTED),
        ENDORSEMENTS: Sheet(statement=ENDORSEMENTS, code="E", state=State.SIGNED),
    }
    every = [f for f in signing_findings(small_council(), sheets, [endorsing]) if f.code != "V-04"]
    assert [f.code for f in every] == codes
    assert all((f.severity, f.about) == (WARNING, "one") for f in every)
