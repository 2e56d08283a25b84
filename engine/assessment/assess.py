"""Everything step 4 has to say about a self-assessment."""

from __future__ import annotations

from engine.assessment.evidence import action_findings, evidence_findings, people_findings
from engine.assessment.fingerprint import fingerprint, statement_content, whole_content
from engine.assessment.ratings import gap_findings, statement_ratings
from engine.assessment.references import cited, reference_findings
from engine.assessment.sheets import endorsing, sheet
from engine.assessment.signatures import signing_findings
from engine.findings import Finding, in_order
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.signing import ENDORSEMENTS, Entry


def assess(assessment: SelfAssessment, earlier: tuple[Finding, ...], register: tuple[Entry, ...] = ()) -> Judgement:
    """Compare, trace and count. earlier: what reading and validation found. register: what happened to the sheets."""
    statements = assessment.framework.statements
    ratings = {statement.id: statement_ratings(assessment, statement) for statement in statements}
    found = [*earlier, *reference_findings(assessment), *evidence_findings(assessment)]
    found += [*action_findings(assessment), *people_findings(assessment)]
    for statement in statements:
        found += gap_findings(ratings[statement.id], assessment)
    contents = {s.id: statement_content(assessment, s, ratings[s.id]) for s in statements}
    prints = {key: fingerprint(content) for key, content in contents.items()}
    refs = {statement.id: cited(assessment.statements[statement.id]) for statement in statements}
    whole = fingerprint(whole_content(assessment, prints))
    council = assessment.council
    sheets = {key: sheet(key, print_, register, council) for key, print_ in {**prints, ENDORSEMENTS: whole}.items()}
    endorsers = tuple(endorsing(endorsement, whole, register, council) for endorsement in assessment.endorsements)
    found += signing_findings(assessment, sheets, endorsers)
    return Judgement(ratings, refs, prints, whole, sheets, endorsers, in_order(found))
