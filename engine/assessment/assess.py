"""Everything step 4 has to say about a self-assessment."""

from __future__ import annotations

from dataclasses import replace

from engine.assessment.actions import action_findings
from engine.assessment.claims import claim_findings, claims
from engine.assessment.comparison import compare
from engine.assessment.dates import date_findings
from engine.assessment.endorsements import endorsement_findings
from engine.assessment.evidence import evidence_findings
from engine.assessment.figures import figure_findings
from engine.assessment.heard import heard_findings
from engine.assessment.held_back import Column, without_consequences
from engine.assessment.left_in import left_in_findings
from engine.assessment.left_out import left_out_findings
from engine.assessment.lenses import lens_findings
from engine.assessment.local_sections import section_findings
from engine.assessment.look_alikes import look_alike_findings
from engine.assessment.overview import overview_findings
from engine.assessment.people import people_findings
from engine.assessment.personal import personal_findings
from engine.assessment.plain_language import language_findings
from engine.assessment.ratings import gap_findings, statement_ratings, unknown_findings
from engine.assessment.recommendations import recommendation_findings
from engine.assessment.references import reference_findings
from engine.assessment.severity import weighed
from engine.assessment.sheet_states import endorsing, sheet
from engine.assessment.signatures import signing_findings
from engine.assessment.signed_content import content_fingerprints
from engine.assessment.snapshot import snapshot
from engine.assessment.texts import cited
from engine.assessment.windows import window_findings
from engine.findings import Finding, in_order
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.signing import ENDORSEMENTS, Entry
from engine.model.snapshot import Snapshot


def assess(
    assessment: SelfAssessment,
    earlier: tuple[Finding, ...],
    register: tuple[Entry, ...] = (),
    previous: Snapshot | None = None,
    absent: frozenset[Column] = frozenset(),
) -> Judgement:
    """Compare, trace and count. earlier: what reading and validation found. register: what happened to the sheets.

    previous: the version before this one, where its record is kept. absent: columns that the workbooks do not have.
    """
    statements = assessment.framework.statements
    ratings = {statement.id: statement_ratings(assessment, statement) for statement in statements}
    found = [*earlier, *reference_findings(assessment), *evidence_findings(assessment)]
    found += [
        *action_findings(assessment),
        *recommendation_findings(assessment),
        *section_findings(assessment),
        *people_findings(assessment),
        *look_alike_findings(assessment),
        *figure_findings(assessment),
    ]
    found += [*window_findings(assessment), *date_findings(assessment), *overview_findings(assessment)]
    found += [*unknown_findings(assessment), *language_findings(assessment), *heard_findings(assessment)]
    found += left_out_findings(assessment, has_previous=previous is not None)
    found += [*left_in_findings(assessment), *personal_findings(assessment), *lens_findings(assessment)]
    made = claims(assessment)
    found += claim_findings(assessment, made)
    for statement in statements:
        found += gap_findings(ratings[statement.id], assessment)
    prints, whole = content_fingerprints(assessment, ratings)
    refs = {statement.id: cited(assessment.statements[statement.id]) for statement in statements}
    council = assessment.council
    sheets = {key: sheet(key, print_, register, council) for key, print_ in {**prints, ENDORSEMENTS: whole}.items()}
    endorsers = tuple(endorsing(endorsement, whole, register, council) for endorsement in assessment.endorsements)
    found += signing_findings(assessment, sheets, endorsers)
    found += endorsement_findings(assessment, endorsers)
    findings = in_order(weighed(without_consequences(found, absent), council))
    judgement = Judgement(
        ratings=ratings,
        cited=refs,
        fingerprints=prints,
        whole_fingerprint=whole,
        sheets=sheets,
        endorsers=endorsers,
        claims=made,
        findings=findings,
    )
    if previous is None:
        return judgement
    return replace(judgement, comparison=compare(previous, snapshot(assessment, judgement)))
