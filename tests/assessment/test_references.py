"""Claims and their evidence: every reference leads somewhere, every claim has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.references import reference_findings
from engine.assessment.texts import cited as cited_in
from engine.assessment.texts import texts, written
from engine.findings import Finding, Place, Severity
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.evidence import Evidence
from engine.model.roles import ReadFor
from engine.model.story import Table
from tests.material.small_council import document, saying, silent, small_council, with_evidence
from tests.material.small_word import cited, line

LINE = line("A claim ", cited("D-001"))


def _with(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The sample with parts of one statement changed."""
    narrative = replace(assessment.statements["equity"], **changes)
    return replace(assessment, statements={**assessment.statements, "equity": narrative})


def _found(assessment: SelfAssessment, code: str) -> list[Finding]:
    return [finding for finding in reference_findings(assessment) if finding.code == code]


@pytest.fixture
def sample_text(reading: Reading) -> SelfAssessment:
    """The sample's assessment, in which every reference is sound."""
    return reading.assessment


# T-07: a reference that leads nowhere


def test_the_references_of_the_sample_all_lead_somewhere(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, "T-07") == []


def test_a_reference_to_nothing_is_an_error_with_the_nearest_one(sample_text: SelfAssessment) -> None:
    changed = _with(sample_text, strengths=(line("A claim ", cited("D-0114")),))
    known = tuple(document for document in sample_text.evidence.documents if document.ref in ("D-014", "D-030"))
    evidence = replace(sample_text.evidence, documents=known)
    finding = next(f for f in _found(replace(changed, evidence=evidence), "T-07") if "D-0114" in f.message)
    assert (finding.severity, finding.about) == (Severity.ERROR, "equity")
    assert finding.message == "[D-0114] is not in evidence.xlsx."
    assert finding.fix == f"Did you mean [D-014], {evidence.titles()['D-014']}?"
    assert finding.place == Place("inputs/narrative/equity.docx", "paragraph 1")


@pytest.mark.parametrize("ref", ["D-001", "E-001", "F-001"])
def test_a_guess_is_always_of_the_kind_that_was_meant(sample_text: SelfAssessment, ref: str) -> None:
    evidence = sample_text.evidence
    others = Evidence(
        () if ref[0] == "D" else evidence.documents,
        () if ref[0] == "E" else evidence.sources,
        () if ref[0] == "F" else evidence.figures,
    )
    found = [
        f.fix for f in _found(replace(sample_text, evidence=others), "T-07") if f.message.startswith(f"[{ref[0]}-")
    ]
    assert found
    assert set(found) == {"Add it to evidence.xlsx."}


def test_a_reference_in_a_council_without_evidence_is_told_to_be_added(sample_text: SelfAssessment) -> None:
    found = _found(replace(sample_text, evidence=Evidence((), (), ())), "T-07")
    assert {finding.fix for finding in found} == {"Add it to evidence.xlsx."}


@pytest.mark.parametrize("part", ["ambition", "evidence", "plans", "strengths", "improvements", "documents"])
def test_every_part_of_a_form_is_looked_through(sample_text: SelfAssessment, part: str) -> None:
    assert len(_found(_with(sample_text, **{part: (line(cited("D-999")),)}), "T-07")) == 1


def test_tables_are_looked_through(sample_text: SelfAssessment) -> None:
    table = Table((((line("Area"),),), ((line(cited("D-999")),),)), Place(""))
    assert len(_found(_with(sample_text, evidence=(table,)), "T-07")) == 1


def test_actions_are_looked_through(sample_text: SelfAssessment) -> None:
    action = replace(sample_text.statements["equity"].actions[0], measure=line(cited("F-999")))
    assert len(_found(_with(sample_text, actions=(action,)), "T-07")) == 1


def test_the_overview_is_looked_through(sample_text: SelfAssessment) -> None:
    overview = replace(sample_text.overview, about=(line(cited("D-999")),))
    assert [f.about for f in _found(replace(sample_text, overview=overview), "T-07")] == ["overview"]


def test_the_themes_are_looked_through(sample_text: SelfAssessment) -> None:
    theme = replace(sample_text.themes["leadership"], priorities=(line(cited("D-999")),))
    changed = replace(sample_text, themes={**sample_text.themes, "leadership": theme})
    assert [f.about for f in _found(changed, "T-07")] == ["leadership"]


def test_the_references_of_quotations_are_looked_through(sample_text: SelfAssessment) -> None:
    quotation = replace(sample_text.statements["equity"].quotations[0], references=("D-999",))
    (finding,) = _found(_with(sample_text, quotations=(quotation,)), "T-07")
    assert finding.place == quotation.place


# T-06: a claim without evidence


def test_the_claims_of_the_sample_all_have_evidence(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, "T-06") == []


@pytest.mark.parametrize("part", ["strengths", "improvements"])
def test_a_claim_without_a_reference_is_an_error(sample_text: SelfAssessment, part: str) -> None:
    (finding,) = _found(_with(sample_text, **{part: (LINE, line("We just know"))}), "T-06")
    assert (finding.severity, finding.about) == (Severity.ERROR, "equity")
    assert finding.message == '"We just know" names no evidence.'


def test_a_quotation_without_a_reference_is_an_error(sample_text: SelfAssessment) -> None:
    quotation = replace(sample_text.statements["equity"].quotations[0], references=())
    (finding,) = _found(_with(sample_text, quotations=(quotation,)), "T-06")
    assert finding.place == quotation.place
    assert "does not say which document it comes from" in finding.message


def test_a_key_strength_without_a_reference_is_an_error(sample_text: SelfAssessment) -> None:
    strength = replace(sample_text.overview.strengths[0], evidence=line("Our word for it"))
    overview = replace(sample_text.overview, strengths=(strength,))
    (finding,) = _found(replace(sample_text, overview=overview), "T-06")
    assert strength.title in finding.message
    assert finding.about == "overview"


# D-04: a document that is referred to nowhere


def _lonely(assessment: SelfAssessment) -> Iterator[str]:
    return (finding.about for finding in _found(assessment, "D-04"))


def _with_new_document(assessment: SelfAssessment) -> SelfAssessment:
    new = replace(assessment.evidence.documents[0], ref="D-900", title="A new plan")
    return replace(assessment, evidence=replace(assessment.evidence, documents=(new,)))


def test_a_document_that_nobody_refers_to_is_worth_knowing(sample_text: SelfAssessment) -> None:
    (finding,) = _found(_with_new_document(sample_text), "D-04")
    assert (finding.severity, finding.about) == (Severity.INFO, "D-900")
    assert "A new plan" in finding.message


def test_a_document_referred_to_in_the_text_is_at_home(sample_text: SelfAssessment) -> None:
    changed = _with(_with_new_document(sample_text), plans=(line(cited("D-900")),))
    assert list(_lonely(changed)) == []


def test_a_document_that_only_a_quotation_comes_from_is_at_home(sample_text: SelfAssessment) -> None:
    quotation = replace(sample_text.statements["equity"].quotations[0], references=("D-900",))
    assert list(_lonely(_with(_with_new_document(sample_text), quotations=(quotation,)))) == []


# what is written, and what a statement cites


def test_everything_written_comes_with_the_id_it_belongs_to(sample_text: SelfAssessment) -> None:
    framework = sample_text.framework
    known = {"overview", *(t.id for t in framework.themes), *(s.id for s in framework.statements)}
    assert {about for about, _ in written(sample_text)} == known


def test_a_statement_cites_each_id_once_and_in_order(sample_text: SelfAssessment) -> None:
    empty: dict[str, Any] = dict.fromkeys(
        ("ambition", "improvements", "evidence", "plans", "actions", "quotations", "documents"), ()
    )
    claims = (line(cited("D-002"), cited("F-001")), line(cited("D-001"), cited("D-002")))
    narrative: StatementNarrative = replace(sample_text.statements["equity"], **empty, strengths=claims)
    assert cited_in(narrative) == ("D-002", "F-001", "D-001")


# one fact each, in a council that says nothing else


@pytest.fixture
def small() -> SelfAssessment:
    """A council that says nothing, and has D-001, E-001 and F-001."""
    return silent(small_council())


def _codes(assessment: SelfAssessment) -> list[str]:
    return [finding.code for finding in reference_findings(assessment)]


def test_a_council_that_claims_nothing_is_told_of_its_idle_document_alone(small: SelfAssessment) -> None:
    (finding,) = reference_findings(small)
    assert (finding.code, finding.severity, finding.about) == ("D-04", Severity.INFO, "D-001")


def test_a_document_that_a_text_names_is_not_idle(small: SelfAssessment) -> None:
    assert _codes(saying(small, plans=(line("So ", cited("D-001")),))) == []


def test_a_reference_that_leads_nowhere_is_told_and_one_beside_it_that_does_not(small: SelfAssessment) -> None:
    found = list(reference_findings(saying(small, plans=(line("So ", cited("D-001"), cited("D-002")),))))
    assert [(f.code, f.severity, f.message) for f in found] == [
        ("T-07", Severity.ERROR, "[D-002] is not in evidence.xlsx.")
    ]
    assert found[0].fix == "Did you mean [D-001], Title?"


def test_a_reference_in_a_council_with_no_evidence_at_all_has_no_nearest_one(small: SelfAssessment) -> None:
    bare = with_evidence(small, documents=(), sources=(), figures=())
    (finding,) = reference_findings(saying(bare, plans=(line(cited("D-002")),)))
    assert finding.fix == "Add it to evidence.xlsx."


@pytest.mark.parametrize("part", ["strengths", "improvements"])
def test_of_two_claims_the_one_without_evidence_is_told(small: SelfAssessment, part: str) -> None:
    (finding,) = reference_findings(saying(small, **{part: (LINE, line("We just know"))}))
    assert (finding.code, finding.severity, finding.message) == (
        "T-06",
        Severity.ERROR,
        '"We just know" names no evidence.',
    )


def test_of_two_quotations_the_one_without_a_document_is_told(small: SelfAssessment) -> None:
    (quotation,) = small_council().statements["statement"].quotations
    from_a_document = replace(quotation, references=("D-001",), words="Well said")
    (finding,) = reference_findings(saying(small, quotations=(quotation, from_a_document)))
    assert (finding.code, finding.severity) == ("T-06", Severity.ERROR)
    assert finding.message == 'The quotation "Words…" does not say which document it comes from.'


def test_of_two_key_strengths_the_one_without_evidence_is_told(small: SelfAssessment) -> None:
    (strength,) = small_council().overview.strengths
    borne_out = replace(strength, title="Borne out", evidence=LINE)
    overview = replace(small.overview, strengths=(strength, borne_out))
    (finding,) = reference_findings(replace(small, overview=overview))
    assert (finding.code, finding.severity, finding.about) == ("T-06", Severity.ERROR, "overview")
    assert finding.message == 'The key strength "Title" names no evidence.'


def test_each_document_that_nobody_refers_to_is_told(small: SelfAssessment) -> None:
    three = with_evidence(small, documents=tuple(document(small, f"D-00{number}") for number in (1, 2, 3)))
    assert list(_lonely(saying(three, plans=(line(cited("D-002")),)))) == ["D-001", "D-003"]


def test_words_without_a_reference_cite_nothing() -> None:
    assert cited_in(line("Words")) == ()


def test_a_text_that_is_empty_is_not_read(small: SelfAssessment) -> None:
    narrative = saying(small, view="", plans=(line("Words"),)).statements["statement"]
    assert [held.text for held in texts(narrative, ReadFor.GAPS)] == ["Words"]
