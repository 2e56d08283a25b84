"""Library, data sources, figures and people: what is missing, late or out of date, and what is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.actions import action_findings
from engine.assessment.evidence import evidence_findings
from engine.assessment.people import people_findings
from engine.findings import Finding, Severity
from engine.model.assessment import ActionStatus, SelfAssessment
from engine.model.evidence import Document, Evidence, Status
from tests.material.small_council import STATEMENT, document, small_council, with_council, with_evidence, with_framework

YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)


@pytest.fixture
def sample_data(reading: Reading) -> SelfAssessment:
    """The sample's assessment."""
    return reading.assessment


def _evidence(assessment: SelfAssessment, code: str) -> list[Finding]:
    return [finding for finding in evidence_findings(assessment) if finding.code == code]


def _changed(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    return replace(assessment, evidence=replace(assessment.evidence, **changes))


def _document(assessment: SelfAssessment, **changes: Any) -> Document:
    """A document with nothing amiss but the changes."""
    sound = {"status": Status.IN_PLACE, "link": "https://www.example.org", "due": None, "review_due": None}
    return replace(assessment.evidence.documents[0], **(sound | changes))


def _of_document(assessment: SelfAssessment, **changes: Any) -> list[tuple[Severity, str]]:
    """What is found about one document."""
    document = _document(assessment, **changes)
    found = evidence_findings(_changed(assessment, documents=(document,)))
    return [(finding.severity, finding.code) for finding in found if finding.place == document.place]


# D-01: rows nobody answers, gaps


def test_every_row_of_the_library_is_answered_in_the_sample(sample_data: SelfAssessment) -> None:
    assert [f for f in _evidence(sample_data, "D-01") if f.message.startswith("No document answers")] == []


def test_a_row_of_the_information_return_that_nobody_answers_is_an_error(sample_data: SelfAssessment) -> None:
    found = _evidence(_changed(sample_data, documents=()), "D-01")
    assert sum(finding.severity is Severity.ERROR for finding in found) == 47


def test_another_row_that_nobody_answers_is_a_warning(sample_data: SelfAssessment) -> None:
    found = _evidence(_changed(sample_data, documents=()), "D-01")
    warned = [finding.message.split(":")[0] for finding in found if finding.severity is Severity.WARNING]
    assert warned == [f"No document answers LIB-{number}" for number in ("03", "04", "11", "46", "47")]


def test_one_document_may_answer_several_rows(sample_data: SelfAssessment) -> None:
    rows = tuple(row.id for row in sample_data.framework.library)
    assert _evidence(_changed(sample_data, documents=(_document(sample_data, library_rows=rows),)), "D-01") == []


@pytest.mark.parametrize("status", [Status.GAP, Status.NOT_APPLICABLE])
def test_a_gap_without_a_reason_is_an_error(sample_data: SelfAssessment, status: Status) -> None:
    assert _of_document(sample_data, status=status, reason="") == [(Severity.ERROR, "D-01")]


def test_a_gap_with_a_reason_is_a_warning(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, status=Status.GAP, reason="Not written yet") == [(Severity.WARNING, "D-01")]


def test_a_document_that_does_not_apply_for_a_reason_is_well(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, status=Status.NOT_APPLICABLE, reason="No prison here") == []


# D-02 and D-03: late, and nowhere to be found


def test_a_document_in_place_with_a_link_is_well(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data) == []


def test_a_document_past_its_review_is_a_warning(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, review_due=sample_data.council.day + YESTERDAY) == [(Severity.WARNING, "D-02")]


def test_a_review_that_is_due_today_is_not_late(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, review_due=sample_data.council.day) == []


def test_a_draft_past_its_day_is_a_warning(sample_data: SelfAssessment) -> None:
    due = sample_data.council.day + YESTERDAY
    assert _of_document(sample_data, status=Status.IN_DRAFT, due=due) == [(Severity.WARNING, "D-02")]


def test_a_draft_before_its_day_is_well(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, status=Status.IN_DRAFT, due=sample_data.council.day + TOMORROW) == []


def test_a_document_in_place_was_not_late_for_its_own_making(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, due=sample_data.council.day + YESTERDAY) == []


def test_a_document_in_place_without_a_link_is_a_warning(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, link="") == [(Severity.WARNING, "D-03")]


def test_a_draft_needs_no_link_yet(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, status=Status.IN_DRAFT, link="") == []


def test_a_finding_about_a_document_names_the_statement_it_serves(sample_data: SelfAssessment) -> None:
    row = next(row for row in sample_data.framework.library if row.statement == "equity")
    changed = _changed(sample_data, documents=(_document(sample_data, library_rows=(row.id,), link=""),))
    assert [finding.about for finding in _evidence(changed, "D-03")] == ["equity"]


# D-03 and I-49: where links lead


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://wenlow.sharepoint.com/sites/ASC/Plan.docx", "a direct link into SharePoint"),
        ("https://wenlow.sharepoint.com/sites/ASC/Plan.docx?d=w7f31", "a copied SharePoint link"),
        ("https://wenlow.sharepoint.com/:w:/s/ASC/EUq7?e=aB3", "a SharePoint sharing link"),
    ],
)
def test_a_link_that_cqc_may_not_be_able_to_open_is_a_warning_that_names_its_kind(
    sample_data: SelfAssessment, link: str, kind: str
) -> None:
    (finding,) = _evidence(_changed(sample_data, documents=(_document(sample_data, link=link),)), "D-03")
    assert finding.severity is Severity.WARNING
    assert f"is {kind}: " in finding.message


def test_a_link_with_letters_that_look_like_others_is_an_error(sample_data: SelfAssessment) -> None:
    assert _of_document(sample_data, link="https://xn--wenlw-mye.gov.uk/plan") == [(Severity.ERROR, "D-03")]


def test_two_ids_with_one_link_are_told_as_one_document(sample_data: SelfAssessment) -> None:
    first = _document(sample_data)
    second = replace(first, ref="D-099", link=first.link + "#page=4")
    (finding,) = _evidence(_changed(sample_data, documents=(first, second)), "I-49")
    assert finding.severity is Severity.WARNING
    assert f"D-099, {first.title}, has the same link as {first.ref}" in finding.message


def test_no_two_documents_of_the_sample_share_a_link(sample_data: SelfAssessment) -> None:
    assert _evidence(sample_data, "I-49") == []


# E-05: data sources


def test_all_sources_of_the_guidance_are_on_the_sheet_of_the_sample(sample_data: SelfAssessment) -> None:
    assert _evidence(sample_data, "E-05") == []


def test_a_source_of_the_guidance_that_is_not_on_the_sheet_is_worth_knowing(sample_data: SelfAssessment) -> None:
    found = _evidence(_changed(sample_data, sources=()), "E-05")
    assert len(found) == 16
    assert {finding.severity for finding in found} == {Severity.INFO}


# C-11 and V-01: people


def _people(assessment: SelfAssessment, code: str) -> list[Finding]:
    return [finding for finding in people_findings(assessment) if finding.code == code]


def test_a_role_that_nobody_stands_for_is_a_warning(sample_data: SelfAssessment) -> None:
    others = tuple(e for e in sample_data.endorsements if e.role != "dph")
    (finding,) = _people(replace(sample_data, endorsements=others), "C-11")
    assert (finding.severity, finding.about) == (Severity.WARNING, "dph")


def test_one_endorser_for_each_role_is_enough(sample_data: SelfAssessment) -> None:
    first = sample_data.endorsements[0]
    endorsements = tuple(replace(first, role=role.id) for role in sample_data.framework.roles)
    assert _people(replace(sample_data, endorsements=endorsements), "C-11") == []


def test_every_statement_of_the_sample_has_somebody_to_verify_it(sample_data: SelfAssessment) -> None:
    assert _people(sample_data, "V-01") == []


def test_a_statement_that_nobody_verifies_is_an_error(sample_data: SelfAssessment) -> None:
    others = tuple(v for v in sample_data.council.verifiers if v.statement != "equity")
    council = replace(sample_data.council, verifiers=others)
    (finding,) = _people(replace(sample_data, council=council), "V-01")
    assert (finding.severity, finding.about) == (Severity.ERROR, "equity")
    assert finding.place.file == "inputs/council.yaml"


# S-05: more to improve than to do


@pytest.mark.parametrize(("areas", "actions", "found"), [(3, 2, 1), (2, 2, 0), (1, 2, 0), (3, 0, 0)])
def test_fewer_actions_than_areas_to_improve_are_told(
    sample_data: SelfAssessment, areas: int, actions: int, found: int
) -> None:
    narrative = sample_data.statements["equity"]
    changed = replace(narrative, improvements=narrative.improvements[:areas], actions=narrative.actions[:actions])
    told = [f for f in action_findings(replace(sample_data, statements={"equity": changed})) if f.code == "S-05"]
    assert [finding.severity for finding in told] == [Severity.WARNING] * found


# S-06: late actions


def _late(assessment: SelfAssessment, due: date | None, status: ActionStatus) -> list[Finding]:
    """What is found where the equity form has one action."""
    narrative = assessment.statements["equity"]
    action = replace(narrative.actions[0], due=due, status=status)
    statements = {"equity": replace(narrative, actions=(action,))}
    found = action_findings(replace(assessment, statements=statements))
    return [finding for finding in found if finding.code == "S-06"]


def test_an_action_past_its_day_is_a_warning(sample_data: SelfAssessment) -> None:
    (finding,) = _late(sample_data, sample_data.council.day + YESTERDAY, ActionStatus.UNDER_WAY)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "S-06", "equity")
    assert finding.place == sample_data.statements["equity"].actions[0].place


def test_an_action_that_is_done_is_not_late(sample_data: SelfAssessment) -> None:
    assert _late(sample_data, sample_data.council.day + YESTERDAY, ActionStatus.DONE) == []


def test_an_action_due_today_is_not_late(sample_data: SelfAssessment) -> None:
    assert _late(sample_data, sample_data.council.day, ActionStatus.UNDER_WAY) == []


def test_an_action_without_a_day_is_not_late(sample_data: SelfAssessment) -> None:
    assert _late(sample_data, None, ActionStatus.UNDER_WAY) == []


def test_an_assessment_without_any_evidence_is_read_all_the_same(sample_data: SelfAssessment) -> None:
    found = list(evidence_findings(replace(sample_data, evidence=Evidence((), (), ()))))
    assert {finding.code for finding in found} == {"D-01", "E-05"}


# what a finding is about, and who is excused


@pytest.fixture
def small() -> SelfAssessment:
    """A council with one document, which answers the one row of the library."""
    return small_council()


def test_a_row_that_nobody_answers_is_about_its_statement(small: SelfAssessment) -> None:
    (finding,) = (f for f in evidence_findings(with_evidence(small, documents=())) if f.code == "D-01")
    assert (finding.severity, finding.about) == (Severity.ERROR, STATEMENT)


def test_a_row_that_serves_all_statements_is_told_under_its_own_id(small: SelfAssessment) -> None:
    library = (replace(small.framework.library[0], statement=""),)
    bare = with_evidence(with_framework(small, library=library), documents=())
    assert [f.about for f in evidence_findings(bare) if f.code == "D-01"] == ["LIB-01"]


def test_a_document_that_answers_no_row_is_told_under_its_own_id(small: SelfAssessment) -> None:
    changed = with_evidence(small, documents=(document(small, "D-007", library_rows=()),))
    assert [f.about for f in evidence_findings(changed) if f.code == "D-03"] == ["D-007"]


def test_a_document_is_about_the_first_statement_that_its_rows_serve(small: SelfAssessment) -> None:
    row = small.framework.library[0]
    library = (replace(row, id="LIB-00", statement=""), row)
    both = document(small, library_rows=("LIB-00", "LIB-01"))
    found = evidence_findings(with_evidence(with_framework(small, library=library), documents=(both,)))
    assert [f.about for f in found if f.code == "D-03"] == [STATEMENT]


def test_a_row_that_the_framework_does_not_have_serves_no_statement(small: SelfAssessment) -> None:
    changed = with_evidence(small, documents=(document(small, "D-007", library_rows=("LIB-99",)),))
    assert [f.about for f in evidence_findings(changed) if f.code == "D-03"] == ["D-007"]


def test_a_role_for_which_the_council_says_why_there_is_nobody_is_excused(small: SelfAssessment) -> None:
    assert [f.about for f in people_findings(small)] == ["two"]
    assert list(people_findings(with_council(small, not_asked={"two": "The post is vacant."}))) == []


def test_one_action_beside_two_areas_to_improve_is_told(small: SelfAssessment) -> None:
    narrative = small.statements[STATEMENT]
    changed = replace(narrative, improvements=narrative.improvements * 2)
    found = [f for f in action_findings(replace(small, statements={STATEMENT: changed})) if f.code == "S-05"]
    assert [f.message for f in found] == ["2 areas to improve stand beside 1 action."]
