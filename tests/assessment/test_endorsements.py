"""What endorsers agreed to, beside the text that is printed; and how those who declined are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.endorsements import endorsement_findings
from engine.model.assessment import Endorsement, Reply, SelfAssessment
from engine.model.signing import Endorsing, Person, Signed
from engine.rendering.views.process import comments_view, endorsements_view
from tests.material.small_council import small_council, with_council

TEXT = date(2026, 3, 14)
BEFORE, AFTER = TEXT - timedelta(days=1), TEXT + timedelta(days=1)


def council(**changes: Any) -> SelfAssessment:
    """The small council with one endorser, of version 3.0 of 14 March 2026."""
    found = with_council(small_council(), version="3.0", date=TEXT)
    plain: dict[str, Any] = {"status": Reply.AGREED, "date": AFTER, "version": "", "comment": ""}
    return replace(found, endorsements=(replace(found.endorsements[0], **(plain | changes)),))


def told(found: Endorsing | None = None, **changes: Any) -> list[str]:
    findings = endorsement_findings(council(**changes), (found or Endorsing(),))
    return [f"{finding.severity} {finding.code}: {finding.message}" for finding in findings]


def rows(found: Endorsing | None = None, **changes: Any) -> list[tuple[str, str]]:
    """Under which heading the endorser stands, and what is said."""
    views = endorsements_view(council(**changes), (found or Endorsing(),))
    return [(view["heading"], row["signature"]) for view in views for row in view["endorsers"]]


# dates and versions


@pytest.mark.parametrize("day", [TEXT, AFTER])
def test_an_endorsement_of_the_day_of_the_text_or_later_is_nothing_to_ask_about(day: date) -> None:
    assert told(date=day) == []


def test_an_endorsement_dated_before_the_text_is_asked_about() -> None:
    assert told(date=BEFORE) == [
        "warning C-14: Name agreed on 13 March 2026, before the date of the text, version 3.0 of 14 March 2026."
    ]


@pytest.mark.parametrize("version", ["3.0", "3", "v3.0", "Version 3.0", " V. 3.0 "])
def test_who_says_that_it_was_this_version_is_not_asked_again(version: str) -> None:
    assert told(date=BEFORE, version=version) == []
    assert rows(date=BEFORE, version=version)[0][1] == "Agreed"


@pytest.mark.parametrize("version", ["2.1", "3.1", "3.0 draft", "30"])
def test_another_version_is_asked_about_and_printed(version: str) -> None:
    assert told(version=version) == [
        f"warning C-14: Name endorsed version {version}; this report is version 3.0 of 14 March 2026."
    ]
    assert rows(version=version)[0][1] == f"Agreed to version {version}"


def test_a_yes_without_day_or_version_is_asked_about() -> None:
    assert told(date=None) == ["warning C-14: Name agreed, and neither a date nor a version says to which text."]


@pytest.mark.parametrize("status", [Reply.INVITED, Reply.NO_REPLY, Reply.DECLINED, Reply.NOT_TOLD])
def test_who_has_not_agreed_endorses_no_version(status: Reply) -> None:
    assert told(status=status, date=BEFORE, version="1") == []


def test_a_signature_says_by_itself_which_text_it_is_over() -> None:
    assert told(_signed(), date=BEFORE) == []


def test_in_the_sample_everybody_endorsed_the_text_that_is_printed(reading: Reading) -> None:
    assert not [finding for finding in reading.judgement.findings if finding.code == "C-14"]
    text = reading.assessment.council.date
    assert all(one.date > text for one in reading.assessment.endorsements if one.date)


# those who declined


def _signed() -> Endorsing:
    by = Signed(person=Person("endorser-01", "Name", "Post", "role"), code="A", on="2026-03-20", back="2026-03-21")
    return Endorsing(by, is_current=True)


@pytest.mark.parametrize(
    ("comment", "may_be_printed", "words"),
    [
        ("", True, "Declined. No reason given"),
        ("Grants are undecided.", True, "Declined. Reason: Grants are undecided."),
        ("Grants are undecided.", False, "Declined. No reason given for publication"),
    ],
)
def test_a_decliner_stands_apart_with_the_reason(comment: str, may_be_printed: bool, words: str) -> None:
    changes: dict[str, Any] = {"status": Reply.DECLINED, "comment": comment, "publish_comment": may_be_printed}
    assert rows(**changes) == [("Asked, and did not endorse", words)]
    (view,) = endorsements_view(council(**changes), (Endorsing(),))
    declarations = {declaration.text for declaration in small_council().framework.declarations}
    assert view["text"] not in declarations
    assert comments_view(council(**changes)) == [], "the reason stands beside the name already"


def test_the_public_edition_does_not_claim_that_there_was_no_reason() -> None:
    public = council(status=Reply.DECLINED, comment="", publish_comment=False)  # as open_to_all leaves it
    (view,) = endorsements_view(public, (Endorsing(),), is_public=True)
    assert view["endorsers"][0]["signature"] == "Declined. No reason given for publication"


def test_who_declined_after_signing_has_declined_and_is_asked_about() -> None:
    assert rows(_signed(), status=Reply.DECLINED) == [("Asked, and did not endorse", "Declined. No reason given")]
    (finding,) = told(_signed(), status=Reply.DECLINED)
    assert finding == "warning C-14: Name has declined, and a signature is on the register."


def test_a_declaration_that_everybody_declined_is_not_printed() -> None:
    views = endorsements_view(council(status=Reply.DECLINED), (Endorsing(),))
    assert [view["heading"] for view in views] == ["Asked, and did not endorse"]


def test_in_the_sample_who_declined_is_under_no_declaration(reading: Reading) -> None:
    views = endorsements_view(reading.assessment, reading.judgement.endorsers)
    declined = [one.name for one in reading.assessment.endorsements if _has_declined(one)]
    assert [row["name"] for row in views[-1]["endorsers"]] == declined
    assert not set(declined) & {row["name"] for view in views[:-1] for row in view["endorsers"]}


def _has_declined(endorsement: Endorsement) -> bool:
    return endorsement.status is Reply.DECLINED
