"""Claims and the kinds of evidence behind them: what one kind alone says is not triangulated."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.evidence_kinds import EvidenceKinds, people_say
from engine.assessment.kinds_proposed import unjudged_findings
from engine.assessment.texts import cited
from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Assurance
from engine.model.judgement import Claim
from engine.model.story import Paragraph
from engine.phrases import nouns, sentences


def claims(assessment: SelfAssessment) -> tuple[Claim, ...]:
    """Every strength and improvement of the statements, with the kinds of evidence behind it."""
    kinds = EvidenceKinds(assessment)
    waits = kinds.none_is_told()

    def claim(statement: str, line: Paragraph, is_strength: bool) -> Claim:
        return Claim(
            statement=statement,
            text=line.text,
            references=line.references,
            kinds=kinds.of_all(line.references, statement),
            is_strength=is_strength,
            place=line.place,
            open=tuple(dict.fromkeys(ref for ref in line.references if kinds.is_open(ref, statement))),
            waits=waits,
        )

    return tuple(
        claim(narrative.statement, line, is_strength)
        for narrative in assessment.statements.values()
        for lines, is_strength in ((narrative.strengths, True), (narrative.improvements, False))
        for line in lines
    )


def claim_findings(assessment: SelfAssessment, made: tuple[Claim, ...]) -> Iterator[Finding]:
    """T-01 for strengths with too few kinds of evidence, T-02 and T-05 for statements that lack one, E-06 once."""
    wanted = assessment.council.thresholds.kinds_of_evidence
    for claim in made:
        if claim.is_strength and claim.references and claim.is_judged(wanted) and not claim.is_borne_out(wanted):
            message = (
                f"“{_short(claim.text)}” rests on {_kinds(claim, assessment)}; {sentences.KINDS_ASKED_FOR(wanted)}."
            )
            fix = "Add evidence of another kind, such as what people say, an audit, or a figure."
            yield warning("T-01", claim.place, message, fix, claim.statement)
    yield from unjudged_findings(assessment, made)
    yield from _of_statements(assessment)


def _of_statements(assessment: SelfAssessment) -> Iterator[Finding]:
    kinds = EvidenceKinds(assessment)
    assurance = {document.ref: document.assurance for document in assessment.evidence.documents}
    for narrative in assessment.statements.values():
        refs = cited(narrative)
        if refs and not people_say(kinds.of_statement(refs, narrative.statement), assessment.framework):
            message = "No evidence for this statement is known to be what people with lived experience said."
            fix = "Add what they told you, tell the kind of what is theirs, or say that nobody has asked them yet."
            yield warning("T-02", narrative.place, message, fix, narrative.statement)
        shown = {assurance.get(ref, Assurance.OUTCOME) for ref in refs} - {Assurance.NOT_TOLD}
        if shown == {Assurance.PROCESS}:
            message = "All evidence for this statement shows that processes are in place, none what came of them."
            fix = "Add evidence of outcomes: figures, results of audits, what changed for people."
            yield warning("T-05", narrative.place, message, fix, narrative.statement)


def _kinds(claim: Claim, assessment: SelfAssessment) -> str:
    """How many kinds of evidence a claim rests on, and which; and what has no kind."""
    if not claim.kinds:
        return "evidence whose kind is not told"
    without = [d.ref for d in assessment.evidence.documents if d.ref in claim.references and not d.kinds]
    besides = f" and on {', '.join(without)}, whose kind is not told" if without else ""
    return (
        f"{nouns.KIND_OF_EVIDENCE.word(len(claim.kinds))} ({assessment.framework.kinds_in_words(claim.kinds)}){besides}"
    )


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"
