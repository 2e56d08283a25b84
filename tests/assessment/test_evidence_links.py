"""Links of evidence: told where CQC may not be able to open them, and where two ids share one document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.assessment.evidence_links import link_findings
from engine.findings import Finding, Severity
from engine.model.assessment import SelfAssessment
from tests.material.small_council import document, small_council, with_evidence

INSIDE = "https://wenlow.sharepoint.com/sites/ASC/Plan.docx"
LOOKALIKE = "https://xn--wenlw-mye.gov.uk/plan"
PUBLIC = "https://www.wenlow.gov.uk/plan"


@pytest.fixture
def council() -> SelfAssessment:
    return small_council()


def linked(council: SelfAssessment, *links: str, **changes: Any) -> list[Finding]:
    """What is found about documents D-001 and on with these links."""
    documents = tuple(
        document(council, f"D-{number:03}", link=link, title=f"Plan {number}", **changes)
        for number, link in enumerate(links, 1)
    )
    return list(link_findings(with_evidence(council, documents=documents)))


def test_a_public_address_is_well(council: SelfAssessment) -> None:
    assert linked(council, PUBLIC) == []


def test_a_link_into_sharepoint_is_a_warning_about_its_document(council: SelfAssessment) -> None:
    (finding,) = linked(council, INSIDE)
    assert (finding.code, finding.severity, finding.about) == ("D-03", Severity.WARNING, "D-001")
    assert "The link of D-001, Plan 1, is a direct link into SharePoint: it breaks when" in finding.message


def test_an_address_of_letters_that_only_look_alike_is_an_error(council: SelfAssessment) -> None:
    (finding,) = linked(council, LOOKALIKE)
    assert (finding.code, finding.severity, finding.about) == ("D-03", Severity.ERROR, "D-001")


def test_the_link_of_a_data_source_is_looked_at_too(council: SelfAssessment) -> None:
    source = replace(council.evidence.sources[0], link=INSIDE)
    (finding,) = link_findings(with_evidence(council, documents=(), sources=(source,)))
    assert (finding.code, finding.about) == ("D-03", "E-001")


def test_the_second_of_two_ids_with_one_link_is_told(council: SelfAssessment) -> None:
    (finding,) = linked(council, PUBLIC, PUBLIC)
    assert (finding.code, finding.severity, finding.about) == ("I-49", Severity.WARNING, "D-002")
    assert finding.message == "D-002, Plan 2, has the same link as D-001, Plan 1."


def test_every_further_id_with_the_link_is_told_beside_the_first(council: SelfAssessment) -> None:
    found = linked(council, PUBLIC, PUBLIC, PUBLIC)
    assert [(f.about, "as D-001" in f.message) for f in found] == [("D-002", True), ("D-003", True)]


def test_two_documents_without_a_link_are_two_documents(council: SelfAssessment) -> None:
    assert linked(council, "", "") == []


def test_two_pages_of_one_site_are_two_documents(council: SelfAssessment) -> None:
    assert linked(council, PUBLIC, PUBLIC + "-of-2026") == []
