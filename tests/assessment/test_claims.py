"""What bears out a claim: the kinds of evidence behind it, and what is told where there are too few."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.claims import claim_findings, claims
from engine.findings import Finding, Place, Severity
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Assurance, Document
from engine.model.judgement import Claim
from engine.model.story import Paragraph
from tests.material.small_word import cited, line

FIGURE, DATA_SOURCE = "F-001", "E-018"
SURVEY, MINUTES, STRATEGY = "D-901", "D-902", "D-903"
"""A survey of people that shows outcomes; minutes of leaders and a strategy, which show that processes are in place."""


@pytest.fixture
def council(reading: Reading) -> SelfAssessment:
    """The sample with three documents of which a test knows all that it needs, and a statement that says nothing."""
    assessment = reading.assessment
    kinds = (
        (SURVEY, "people", Assurance.OUTCOME),
        (MINUTES, "staff-leaders", Assurance.PROCESS),
        (STRATEGY, "partners", Assurance.PROCESS),
    )
    documents = tuple(of_kind(assessment, *told) for told in kinds)
    evidence = replace(assessment.evidence, documents=documents)
    return saying(replace(assessment, evidence=evidence))


def of_kind(assessment: SelfAssessment, ref: str, kind: str, assurance: Assurance) -> Document:
    return replace(assessment.evidence.documents[0], ref=ref, kinds=(kind,), assurance=assurance)


def saying(assessment: SelfAssessment, **parts: Any) -> SelfAssessment:
    """The sample with one statement, of these parts alone."""
    empty: dict[str, Any] = dict.fromkeys(
        ("ambition", "strengths", "improvements", "evidence", "plans", "actions", "quotations", "documents"), ()
    )
    narrative = replace(assessment.statements["equity"], **(empty | parts))
    return replace(assessment, statements={"equity": narrative})


def with_document(assessment: SelfAssessment, ref: str, **changes: Any) -> SelfAssessment:
    documents = tuple(replace(d, **changes) if d.ref == ref else d for d in assessment.evidence.documents)
    return replace(assessment, evidence=replace(assessment.evidence, documents=documents))


def sentence(*refs: str, words: str = "It works ") -> Paragraph:
    return line(words, *map(cited, refs))


def claim(assessment: SelfAssessment, *refs: str) -> Claim:
    """A strength that rests on some references."""
    (made,) = claims(saying(assessment, strengths=(sentence(*refs),)))
    return made


def told(assessment: SelfAssessment, code: str) -> list[Finding]:
    return [finding for finding in claim_findings(assessment, claims(assessment)) if finding.code == code]


# which claims there are, and which kinds of evidence they rest on


def test_strengths_come_first_and_then_what_needs_to_improve(council: SelfAssessment) -> None:
    changed = saying(
        council, strengths=(line("One works"), line("Two works")), improvements=(line("One does not work"),)
    )
    found = [(made.text, made.is_strength) for made in claims(changed)]
    assert found == [("One works", True), ("Two works", True), ("One does not work", False)]


def test_a_claim_knows_its_statement_and_its_place(council: SelfAssessment) -> None:
    made = claim(council, FIGURE)
    assert (made.statement, made.place) == ("equity", Place("inputs/narrative/equity.docx", "paragraph 1"))


def test_each_kind_of_evidence_counts_once_in_the_order_of_the_references(council: SelfAssessment) -> None:
    assert claim(council, MINUTES, SURVEY, MINUTES).kinds == ("staff-leaders", "people")


def test_a_figure_and_a_data_source_that_tell_one_kind_are_one(council: SelfAssessment) -> None:
    assert claim(council, FIGURE, DATA_SOURCE).kinds == ("performance-data",)


def test_a_reference_that_leads_nowhere_is_no_kind_of_evidence(council: SelfAssessment) -> None:
    assert claim(council, "D-999").kinds == ()


def test_a_document_whose_kind_is_not_told_is_no_kind_of_evidence(council: SelfAssessment) -> None:
    assert claim(with_document(council, SURVEY, kinds=()), SURVEY).kinds == ()


# T-01: a strength with too few kinds of evidence


def test_a_strength_on_one_kind_is_a_warning_where_it_stands(council: SelfAssessment) -> None:
    (finding,) = told(saying(council, strengths=(sentence(SURVEY),)), "T-01")
    assert (finding.severity, finding.about) == (Severity.WARNING, "equity")
    assert finding.place == Place("inputs/narrative/equity.docx", "paragraph 1")


def test_a_strength_on_as_many_kinds_as_the_council_asks_for_is_well(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(sentence(SURVEY, MINUTES),)), "T-01") == []


def test_a_council_that_asks_for_three_kinds_is_told_of_two(council: SelfAssessment) -> None:
    thresholds = replace(council.council.thresholds, kinds_of_evidence=3)
    strict = replace(council, council=replace(council.council, thresholds=thresholds))
    assert len(told(saying(strict, strengths=(sentence(SURVEY, MINUTES),)), "T-01")) == 1


def test_what_needs_to_improve_may_rest_on_one_kind(council: SelfAssessment) -> None:
    assert told(saying(council, improvements=(sentence(SURVEY),)), "T-01") == []


def test_a_strength_without_a_reference_is_not_told_a_second_time(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(line("It works"),)), "T-01") == []


def test_a_strength_is_told_by_the_name_of_the_kind_it_rests_on(council: SelfAssessment) -> None:
    (finding,) = told(saying(council, strengths=(sentence(SURVEY),)), "T-01")
    assert "rests on one kind of evidence (People’s experience); 2 kinds are asked for." in finding.message


def test_a_strength_on_two_kinds_where_three_are_asked_for_is_told_by_both(council: SelfAssessment) -> None:
    thresholds = replace(council.council.thresholds, kinds_of_evidence=3)
    strict = replace(council, council=replace(council.council, thresholds=thresholds))
    (finding,) = told(saying(strict, strengths=(sentence(SURVEY, FIGURE),)), "T-01")
    assert "rests on two kinds of evidence (People’s experience, Performance data); 3 kinds" in finding.message


def test_a_document_without_a_kind_is_named_beside_the_kind_there_is(council: SelfAssessment) -> None:
    changed = with_document(council, MINUTES, kinds=())
    (finding,) = told(saying(changed, strengths=(sentence(SURVEY, MINUTES),)), "T-01")
    assert f"(People’s experience) and on {MINUTES}, whose kind is not told; 2 kinds" in finding.message


def test_a_strength_on_evidence_of_no_kind_is_told_so(council: SelfAssessment) -> None:
    changed = with_document(council, SURVEY, kinds=())
    (finding,) = told(saying(changed, strengths=(sentence(SURVEY),)), "T-01")
    assert "rests on evidence whose kind is not told" in finding.message


@pytest.mark.parametrize(
    ("words", "quoted"), [("a" * 70, "a" * 70), ("a" * 71, "a" * 69 + "…"), ("a" * 68 + "  " + "b" * 9, "a" * 68 + "…")]
)
def test_a_strength_of_over_seventy_letters_is_quoted_in_part(council: SelfAssessment, words: str, quoted: str) -> None:
    long = replace(claim(council, SURVEY), text=words)
    (finding,) = [f for f in claim_findings(council, (long,)) if f.code == "T-01"]
    assert f"“{quoted}”" in finding.message


# T-02: nothing that people said


def test_a_statement_on_figures_and_minutes_alone_lacks_what_people_say(council: SelfAssessment) -> None:
    changed = saying(council, strengths=(sentence(FIGURE, MINUTES),))
    (finding,) = told(changed, "T-02")
    assert (finding.severity, finding.about) == (Severity.WARNING, "equity")
    assert finding.place == changed.statements["equity"].place


def test_one_document_of_what_people_say_is_enough_for_a_statement(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(sentence(FIGURE, SURVEY, MINUTES),)), "T-02") == []


def test_what_people_say_counts_wherever_in_the_statement_it_is_named(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(sentence(FIGURE),), plans=(sentence(SURVEY),)), "T-02") == []


def test_a_statement_that_names_no_evidence_is_not_told_that_people_are_missing(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(line("It works"),)), "T-02") == []


# T-05: processes, and nothing that came of them


def test_a_statement_on_processes_alone_is_a_warning(council: SelfAssessment) -> None:
    changed = saying(council, strengths=(sentence(MINUTES, STRATEGY),))
    (finding,) = told(changed, "T-05")
    assert (finding.severity, finding.about) == (Severity.WARNING, "equity")
    assert finding.place == changed.statements["equity"].place


@pytest.mark.parametrize("outcome", [SURVEY, FIGURE, DATA_SOURCE])
def test_one_outcome_beside_the_processes_is_well(council: SelfAssessment, outcome: str) -> None:
    assert told(saying(council, strengths=(sentence(MINUTES, outcome),)), "T-05") == []


def test_a_document_that_does_not_say_what_it_shows_outweighs_no_process(council: SelfAssessment) -> None:
    changed = with_document(council, STRATEGY, assurance=Assurance.NOT_TOLD)
    assert len(told(saying(changed, strengths=(sentence(MINUTES, STRATEGY),)), "T-05")) == 1


def test_where_no_document_says_what_it_shows_nothing_is_judged(council: SelfAssessment) -> None:
    changed = with_document(council, STRATEGY, assurance=Assurance.NOT_TOLD)
    assert told(saying(changed, strengths=(sentence(STRATEGY),)), "T-05") == []


def test_outcomes_alone_are_well(council: SelfAssessment) -> None:
    assert told(saying(council, strengths=(sentence(SURVEY),)), "T-05") == []
