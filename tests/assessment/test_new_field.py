"""A field that is added to the model with a role is covered everywhere, without a line of code about it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

from engine.assessment.fingerprint import lines_of
from engine.assessment.left_in import left_in_findings
from engine.assessment.open_to_all import open_to_all
from engine.assessment.personal import personal_findings
from engine.assessment.plain_language import language_findings
from engine.assessment.ratings import statement_ratings
from engine.assessment.references import reference_findings
from engine.assessment.signed_content import content_fingerprints, statement_content
from engine.assessment.texts import cited
from engine.model.assessment import (
    Action,
    Answer,
    Checklist,
    Endorsement,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.council import Acronym, Council, Group, Verifier
from engine.model.evidence import DataSource, Document, Evidence, Figure
from engine.model.roles import FieldRole
from engine.rendering.must_print import report_meant
from tests.material.every_case import every_case
from tests.material.grown_model import TEXT, Host, grown, small

R = FieldRole
COVERED = {
    R.NARRATIVE: "language wording gaps personal printed signed public",
    R.LABEL: "wording gaps personal printed signed public",
    R.QUOTED: "wording gaps personal printed signed",
    R.COMMENT: "personal",
    R.ENTRY: "gaps personal printed signed public",
    R.AMOUNT: "gaps printed signed public",
    R.TITLE: "printed public",
    R.NAME: "printed",
    R.CONTACT: "",
    R.WORDING: "public",
    R.PROMPT: "",
    R.LINK: "",
    R.CITATION: "traced signed public",
    R.REFERENCE: "signed public",
    R.KEY: "public",
    R.CHOICE: "signed public",
    R.DATE: "signed public",
    R.NUMBER: "public",
    R.CONSENT: "public",
    R.SHAPE: "public",
    R.INTERNAL: "",
}
"""What covers a text of each role, where nobody consents to anything and no names are published."""

HOSTS = (
    *(Host(kind, True) for kind in (SelfAssessment, Overview, KeyStrength, KeyRisk, ThemeNarrative)),
    *(Host(kind, True) for kind in (StatementNarrative, Action, Document, DataSource, Figure)),
    *(Host(kind, False) for kind in (Council, Group, Acronym, Checklist, Answer)),
)


def prints(assessment: SelfAssessment) -> list[str]:
    """The fingerprints of every statement, and of the whole."""
    statements = assessment.framework.statements
    each, whole = content_fingerprints(assessment, {s.id: statement_ratings(assessment, s) for s in statements})
    return [*each.values(), whole]


@cache
def prints_before() -> list[str]:
    """The same of the assessment to which nothing is added."""
    return prints(small())


def covers(assessment: SelfAssessment) -> set[str]:
    """What has something to do with the text that was added."""
    left_in = [finding.message for finding in left_in_findings(assessment)]
    found = {
        "language": any("QZX" in finding.message for finding in language_findings(assessment)),
        "wording": any("is a prompt" in message for message in left_in),
        "gaps": any("holds a place" in message for message in left_in),
        "personal": any(True for _ in personal_findings(assessment)),
        "traced": any(f.code == "T-07" for f in reference_findings(assessment)) and TEXT in cited(assessment),
        "printed": any(text == TEXT for text, _ in report_meant(assessment)),
        "public": TEXT in repr(open_to_all(assessment, names=False)),
    }
    return {name for name, is_so in found.items() if is_so}


def test_every_role_is_told_here() -> None:
    assert set(COVERED) == set(FieldRole) - {FieldRole.PLACE}


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.kind.__name__)
def test_a_new_field_is_covered_as_its_role_says(host: Host) -> None:
    with every_case() as case:
        for role, covered in COVERED.items():
            with case(role.name):
                assert covers(grown(small(), host.kind, role, TEXT)) == set(covered.split()) - {"signed"}


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.kind.__name__)
def test_a_new_field_is_signed_for_as_its_role_says(host: Host) -> None:
    with every_case() as case:
        for role, covered in COVERED.items():
            with case(role.name):
                after = prints(grown(small(), host.kind, role, TEXT))
                assert (prints_before() != after) == (host.is_signed and "signed" in covered.split())


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.kind.__name__)
def test_while_nobody_fills_it_in_every_sheet_stays_good(host: Host) -> None:
    with every_case() as case:
        for role in COVERED:
            with case(role.name):
                assert prints(grown(small(), host.kind, role, "")) == prints_before()


def test_a_new_field_stands_in_the_content_under_its_own_name() -> None:
    assessment = grown(small(), Action, FieldRole.LABEL, "Partners")
    (statement,) = assessment.framework.statements
    content = statement_content(assessment, statement, statement_ratings(assessment, statement))
    assert content["narrative"]["actions"][0][-1] == "added: Partners"
    assert any(line.endswith("added: Partners") for line in lines_of(content))
    assert json.dumps(content)


# consent and names


@pytest.mark.parametrize("role", [FieldRole.QUOTED, FieldRole.COMMENT])
@pytest.mark.parametrize("kind", [Quotation, Endorsement])
def test_words_of_somebody_are_public_with_consent_alone(kind: type, role: FieldRole) -> None:
    assessment = grown(small(), kind, role, TEXT)
    assert "public" in covers(assessment)
    assert "printed" in covers(assessment)
    narrative = assessment.statements["statement"]
    without = replace(
        assessment,
        statements={"statement": replace(narrative, quotations=(replace(narrative.quotations[0], may_publish=False),))},
        endorsements=(replace(assessment.endorsements[0], publish_comment=False),),
    )
    assert "public" not in covers(without)
    assert ("printed" in covers(without)) == (role is FieldRole.QUOTED)


def test_a_name_is_public_where_the_council_publishes_names() -> None:
    assessment = grown(small(), Evidence, FieldRole.NAME, "Anna Price")
    assert "Anna Price" in repr(open_to_all(assessment, names=True))
    assert "Anna Price" not in repr(open_to_all(assessment, names=False))


def test_how_to_reach_somebody_is_public_nowhere() -> None:
    assessment = grown(small(), Verifier, FieldRole.CONTACT, "01632 960001")
    for names in (True, False):
        assert "960001" not in repr(open_to_all(assessment, names))


@pytest.mark.parametrize(
    ("link", "is_public"), [("https://www.wenlow.gov.uk/plan", True), ("https://wenlow.sharepoint.com/plan", False)]
)
def test_a_link_is_public_where_everyone_can_open_it(link: str, is_public: bool) -> None:
    assessment = grown(small(), StatementNarrative, FieldRole.LINK, link)
    assert (link in repr(open_to_all(assessment, names=True))) == is_public
