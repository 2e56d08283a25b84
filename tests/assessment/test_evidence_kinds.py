"""Of which kinds evidence is: as it is told, by the groups that rated and are quoted, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.claims import claim_findings, claims
from engine.assessment.evidence_kinds import EvidenceKinds, kind_of_group
from engine.assessment.kinds_proposed import proposed_kinds
from engine.assessment.readiness import readiness
from engine.findings import Finding, Severity
from engine.model.assessment import Quotation, SelfAssessment
from engine.model.evidence import Evidence
from tests.material.small_word import cited, line

CHECKLISTS, SURVEY = "E-017", "D-056"
STATEMENT = "equity"


@pytest.fixture
def sample(reading: Reading) -> SelfAssessment:
    return reading.assessment


def without_kinds(assessment: SelfAssessment) -> SelfAssessment:
    """As a workbook without the columns is read."""
    evidence = assessment.evidence
    sources = tuple(replace(one, kinds=()) for one in evidence.sources)
    figures = tuple(replace(one, kinds=()) for one in evidence.figures)
    return replace(assessment, evidence=Evidence(evidence.documents, sources, figures))


def rated_by(assessment: SelfAssessment, *groups: str) -> SelfAssessment:
    return replace(assessment, checklists=tuple(one for one in assessment.checklists if one.group in groups))


def with_groups(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    groups = tuple(replace(group, **changes) for group in assessment.council.groups)
    return replace(assessment, council=replace(assessment.council, groups=groups))


def of(assessment: SelfAssessment, ref: str) -> tuple[str, ...]:
    return EvidenceKinds(assessment).of(ref, STATEMENT)


def with_strength(assessment: SelfAssessment, *refs: str, quotations: tuple[Quotation, ...] = ()) -> SelfAssessment:
    """The sample with one statement that says one thing."""
    said = {"strengths": (line("It works ", *map(cited, refs)),), "quotations": quotations}
    nothing: dict[str, Any] = dict.fromkeys(
        ("ambition", "improvements", "evidence", "plans", "actions", "documents"), ()
    )
    narrative = replace(assessment.statements[STATEMENT], **{**nothing, **said})
    return replace(assessment, statements={STATEMENT: narrative})


def told(assessment: SelfAssessment, *codes: str) -> list[Finding]:
    return [one for one in claim_findings(assessment, claims(assessment)) if one.code in codes]


# checklists are the groups that rated


def test_checklists_are_of_the_kinds_of_all_groups_that_rated(sample: SelfAssessment) -> None:
    assert set(of(sample, CHECKLISTS)) == {"people", "staff-leaders", "partners"}


@pytest.mark.parametrize(
    ("groups", "kinds"),
    [
        (("lived-experience",), {"people"}),
        (("leaders", "frontline-staff"), {"staff-leaders"}),
        (("partners", "lived-experience"), {"partners", "people"}),
        ((), set()),
    ],
)
def test_a_group_that_sent_nothing_bears_nothing_out(
    sample: SelfAssessment, groups: tuple[str, ...], kinds: set[str]
) -> None:
    assert set(of(rated_by(sample, *groups), CHECKLISTS)) == kinds


def test_a_group_that_knows_nothing_of_a_statement_bears_nothing_out_there(sample: SelfAssessment) -> None:
    unknown = next(rating for rating in sample.framework.ratings if not rating.is_known)
    (people,) = rated_by(sample, "lived-experience").checklists
    answers = {
        item: replace(answer, rating=unknown if item.startswith(f"{STATEMENT}.") else answer.rating)
        for item, answer in people.answers.items()
    }
    changed = replace(sample, checklists=(replace(people, answers=answers),))
    kinds = EvidenceKinds(changed)
    assert kinds.of(CHECKLISTS, STATEMENT) == ()
    assert kinds.of(CHECKLISTS, "learning") == ("people",)


def test_a_group_is_of_the_kind_that_council_yaml_names_or_of_its_part(sample: SelfAssessment) -> None:
    kinds = {group.id: kind_of_group(group, sample.framework) for group in with_groups(sample, kind="").council.groups}
    assert kinds == {
        "lived-experience": "people",
        "frontline-staff": "",
        "leaders": "staff-leaders",
        "partners": "",
        "providers": "",
    }
    named = with_groups(sample, kind="partners").council.groups
    assert {kind_of_group(group, sample.framework) for group in named} == {"partners"}


def test_a_strength_that_only_a_group_of_no_kind_may_bear_out_is_not_judged(sample: SelfAssessment) -> None:
    of_no_kind = with_strength(rated_by(with_groups(sample, kind=""), "partners", "leaders"), CHECKLISTS)
    assert told(of_no_kind, "T-01") == []
    (finding,) = told(of_no_kind, "E-06")
    assert "groups (Health and statutory partners)" in finding.message


# quotations are of the kind of their group


def quoted(group: str, ref: str) -> Quotation:
    return Quotation(
        words="Words", who="Somebody", group=group, where="", references=(ref,), may_publish=True, place=line("").place
    )


def test_a_quotation_counts_beside_the_evidence_it_is_from(sample: SelfAssessment) -> None:
    changed = with_strength(sample, "F-021", quotations=(quoted("partners", "F-021"),))
    assert of(changed, "F-021") == ("performance-data", "partners")
    assert told(changed, "T-01") == []


def test_a_quotation_from_something_else_bears_out_no_claim(sample: SelfAssessment) -> None:
    assert len(told(with_strength(sample, "F-021", quotations=(quoted("partners", "D-058"),)), "T-01")) == 1


@pytest.mark.parametrize(("group", "findings"), [("lived-experience", 0), ("partners", 1), ("", 1)])
def test_a_statement_that_quotes_people_has_what_people_say(sample: SelfAssessment, group: str, findings: int) -> None:
    changed = with_strength(sample, "F-021", quotations=(quoted(group, "F-021"),))
    assert len(told(changed, "T-02")) == findings


# several kinds, and none


def test_a_row_may_be_of_several_kinds(sample: SelfAssessment) -> None:
    figures = tuple(replace(one, kinds=("people", "performance-data")) for one in sample.evidence.figures)
    assert (
        told(with_strength(replace(sample, evidence=replace(sample.evidence, figures=figures)), "F-021"), "T-01") == []
    )


def test_without_the_columns_nothing_is_judged_and_one_finding_proposes(sample: SelfAssessment) -> None:
    bare = without_kinds(sample)
    (finding,) = told(bare, "T-01", "E-06")
    assert (finding.severity, finding.place.file) == (Severity.WARNING, "inputs/evidence.xlsx")
    assert f"Stage 1 checklists for {CHECKLISTS}" in finding.message
    assert "Performance data for E-001 to E-016" in finding.message
    assert "data sources and figures (73)" in finding.message


def test_a_library_that_tells_no_kind_leaves_claims_open_and_says_so_once(sample: SelfAssessment) -> None:
    documents = tuple(replace(document, kinds=()) for document in sample.evidence.documents)
    bare = replace(sample, evidence=replace(sample.evidence, documents=documents))
    (finding,) = told(bare, "T-01", "E-06")
    assert f"library documents ({len(documents)})" in finding.message
    assert finding.fix == "Write the kinds into the column Kind of evidence of the sheet Library."
    assert not any(claim.is_strength and not claim.is_judged(2) and claim.is_borne_out(2) for claim in claims(bare))


def test_a_strength_that_documents_bear_out_waits_for_nothing(sample: SelfAssessment) -> None:
    bare = without_kinds(sample)
    assert told(with_strength(bare, SURVEY, "D-058", "F-021"), "T-01", "E-06") == []
    assert [one.code for one in told(with_strength(bare, SURVEY), "T-01", "E-06")] == ["E-06"]


def test_where_some_rows_tell_their_kind_only_the_others_hold_a_strength_up(sample: SelfAssessment) -> None:
    figures = tuple(replace(one, kinds=() if one.ref == "F-021" else one.kinds) for one in sample.evidence.figures)
    begun = replace(sample, evidence=replace(sample.evidence, figures=figures))
    assert [one.code for one in told(with_strength(begun, "F-021"), "T-01", "E-06")] == ["E-06"]
    assert [one.code for one in told(with_strength(begun, "F-009"), "T-01", "E-06")] == ["T-01"]
    (finding,) = told(with_strength(begun, "F-021"), "E-06")
    assert "Performance data for F-021." in finding.message


def test_a_proposal_counts_for_nothing(sample: SelfAssessment) -> None:
    bare = with_strength(without_kinds(sample), "F-012", CHECKLISTS)
    (claim,) = claims(bare)
    assert (claim.kinds, claim.open) == ((), ("F-012", CHECKLISTS))
    assert proposed_kinds(bare)["F-012"] == "people"


def test_every_proposal_is_a_kind_that_there_is(sample: SelfAssessment) -> None:
    known = {kind.id for kind in sample.framework.evidence_kinds} | {"checklists"}
    assert set(proposed_kinds(sample).values()) <= known


def test_readiness_says_how_many_strengths_are_not_judged(reading: Reading) -> None:
    bare = without_kinds(reading.assessment)
    made = claims(bare)
    standing = readiness(bare, replace(reading.judgement, claims=made))
    assert standing.unjudged == sum(one.is_strength and not one.is_borne_out(2) for one in made) > 0
    assert all(row.borne_out + row.unjudged <= row.strengths for row in standing.statements)
