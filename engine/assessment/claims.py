"""Claims and the kinds of evidence behind them: what one kind alone says is not triangulated."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.texts import cited
from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Assurance
from engine.model.judgement import Claim
from engine.model.story import Paragraph
from engine.phrases import sentences


def claims(assessment: SelfAssessment) -> tuple[Claim, ...]:
    """Every strength and improvement of the statements, with the kinds of evidence behind it."""
    kinds = kinds_by_reference(assessment)

    def claim(statement: str, line: Paragraph, is_strength: bool) -> Claim:
        found = dict.fromkeys(kinds[ref] for ref in line.references if kinds.get(ref))
        return Claim(
            statement=statement,
            text=line.text,
            references=line.references,
            kinds=tuple(found),
            is_strength=is_strength,
            place=line.place,
        )

    return tuple(
        claim(narrative.statement, line, is_strength)
        for narrative in assessment.statements.values()
        for lines, is_strength in ((narrative.strengths, True), (narrative.improvements, False))
        for line in lines
    )


def kinds_by_reference(assessment: SelfAssessment) -> dict[str, str]:
    """The kind of evidence of everything that has an id; empty for a document whose kind is not told."""
    evidence = assessment.evidence
    of_figures = next((kind.id for kind in assessment.framework.evidence_kinds if kind.of_figures), "")
    kinds = {document.ref: document.kind for document in evidence.documents}
    kinds |= {source.ref: of_figures for source in evidence.sources}
    return kinds | {figure.ref: of_figures for figure in evidence.figures}


def claim_findings(assessment: SelfAssessment, made: tuple[Claim, ...]) -> Iterator[Finding]:
    """T-01 for strengths with too few kinds of evidence, T-02 and T-05 for statements that lack one."""
    wanted = assessment.council.thresholds.kinds_of_evidence
    for claim in made:
        if claim.is_strength and claim.references and not claim.is_borne_out(wanted):
            message = (
                f"“{_short(claim.text)}” rests on {_kinds(claim, assessment)}; {sentences.KINDS_ASKED_FOR(wanted)}."
            )
            fix = "Add evidence of another kind, such as what people say, an audit, or a figure."
            yield warning("T-01", claim.place, message, fix, claim.statement)
    yield from _of_statements(assessment)


def _of_statements(assessment: SelfAssessment) -> Iterator[Finding]:
    kinds = kinds_by_reference(assessment)
    of_people = {kind.id for kind in assessment.framework.evidence_kinds if kind.of_people}
    assurance = {document.ref: document.assurance for document in assessment.evidence.documents}
    for narrative in assessment.statements.values():
        refs = cited(narrative)
        if refs and not any(kinds.get(ref) in of_people for ref in refs):
            message = "Nothing that people with lived experience said is among the evidence for this statement."
            fix = "Add what they told you, or say in the text that nobody has asked them yet."
            yield warning("T-02", narrative.place, message, fix, narrative.statement)
        shown = {assurance.get(ref, Assurance.OUTCOME) for ref in refs} - {Assurance.NOT_TOLD}
        if shown == {Assurance.PROCESS}:
            message = "All evidence for this statement shows that processes are in place, none what came of them."
            fix = "Add evidence of outcomes: figures, results of audits, what changed for people."
            yield warning("T-05", narrative.place, message, fix, narrative.statement)


def _kinds(claim: Claim, assessment: SelfAssessment) -> str:
    names = {kind.id: kind.name for kind in assessment.framework.evidence_kinds}
    told = ", ".join(names[kind] for kind in claim.kinds)
    return f"one kind of evidence ({told})" if told else "evidence whose kind is not told"


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"
