"""Where a self-assessment stands: what stops it, what is asserted without evidence, who is late."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from engine.alike import alike
from engine.assessment.measures import tips
from engine.finding_kinds import Trait, has, kind_of
from engine.findings import Finding, Severity, errors_in
from engine.model.assessment import SelfAssessment
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement
from engine.model.readiness import Concern, Readiness, StatementReadiness
from engine.model.signing import State
from engine.plain_words import long_date


def readiness(assessment: SelfAssessment, judgement: Judgement) -> Readiness:
    """Where it stands, by the findings there are."""
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    names |= {theme.id: theme.name for theme in assessment.framework.themes} | {"overview": "Section A"}
    findings = judgement.findings
    blockers = tuple(_concerns(errors_in(findings), names))
    asserted = sorted((f for f in findings if _gravity(f)), key=_gravity)
    return Readiness(
        blockers=blockers,
        statements=tuple(_statement(s, assessment, judgement) for s in assessment.framework.statements),
        asserted=tuple(_concerns(asserted, names)),
        late=tuple(_late(assessment, judgement)),
        tips=tips(assessment, judgement),
        errors=len(errors_in(findings)),
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        left_out=tuple(_concerns([found for found in findings if has(found, Trait.LEFT_OUT)], names)),
    )


def _gravity(finding: Finding) -> int:
    """How grave it is that a claim stands without this evidence, 1 the gravest; 0 where it does not say so."""
    return kind_of(finding.code).asserted


def _concerns(findings: Iterable[Finding], names: dict[str, str]) -> Iterator[Concern]:
    """One for each finding, but one for all of a kind about the same; each strength is told by itself."""

    def about(finding: Finding) -> str:
        return names.get(finding.about.partition(".")[0], finding.about or finding.place.file.rpartition("/")[2])

    def same(finding: Finding) -> Hashable:
        is_of_strength = Trait.ABOUT_STRENGTHS in kind_of(finding.code).traits
        return finding if is_of_strength else (about(finding), finding.place.file)

    for group in alike(findings, same):
        yield Concern(about(group.first), group.words, group.places, group.first.code)


def _statement(statement: QualityStatement, assessment: SelfAssessment, judgement: Judgement) -> StatementReadiness:
    narrative = assessment.statements[statement.id]
    wanted = assessment.council.thresholds.kinds_of_evidence
    strengths = [c for c in judgement.claims if c.statement == statement.id and c.is_strength]
    rows = judgement.ratings[statement.id].rows
    verifier = assessment.council.verifier_of(statement.id)
    open_ = judgement.open_on(statement.id)
    return StatementReadiness(
        id=statement.id,
        name=statement.name,
        view=narrative.view,
        direction=narrative.direction,
        strengths=len(strengths),
        borne_out=sum(claim.is_borne_out(wanted) for claim in strengths),
        unjudged=sum(not claim.is_judged(wanted) for claim in strengths),
        improvements=len(narrative.improvements),
        actions=len(narrative.actions),
        dated=sum(action.is_dated for action in narrative.actions),
        items=len(statement.items),
        people=tuple(row for row in rows if row.group.lived_experience),
        leaders=tuple(row for row in rows if row.group.leaders),
        gaps=len(judgement.ratings[statement.id].gaps),
        errors=sum(finding.severity is Severity.ERROR for finding in open_),
        warnings=sum(finding.severity is Severity.WARNING for finding in open_),
        verifier=verifier.position if verifier else "",
        state=judgement.sheets[statement.id].state,
    )


def _late(assessment: SelfAssessment, judgement: Judgement) -> Iterator[Concern]:
    yield from _groups(assessment)
    yield from _signers(assessment, judgement)
    today = assessment.council.day
    for narrative in assessment.statements.values():
        for action in narrative.actions:
            if action.due and action.is_late(today):
                yield Concern(
                    action.owner, f"Action due on {long_date(action.due)}: {action.text.text}", str(action.place)
                )
    for document in assessment.evidence.documents:
        if document.due and document.is_late(today):
            text = f"{document.ref}, {document.title}, was due on {long_date(document.due)}"
            yield Concern(document.owner, text, str(document.place))


def _groups(assessment: SelfAssessment) -> Iterator[Concern]:
    back = {checklist.group for checklist in assessment.checklists}
    for group in assessment.council.groups_in_order:
        if group.id not in back:
            yield Concern(group.name, "No checklist has come back")


def _signers(assessment: SelfAssessment, judgement: Judgement) -> Iterator[Concern]:
    for statement in assessment.framework.statements:
        verifier = assessment.council.verifier_of(statement.id)
        who = verifier.position if verifier else "Nobody is named"
        state = judgement.sheets[statement.id].state
        if state.is_out:
            yield Concern(who, f"The sheet of {statement.name} is out and has not come back signed")
        elif state is State.STALE:
            yield Concern(who, f"The text of {statement.name} has changed since it was signed or sent out")
    for endorsement, found in zip(assessment.endorsements, judgement.endorsers, strict=True):
        if endorsement.is_awaited and not found.is_current:
            yield Concern(endorsement.position or endorsement.name, f"Endorsement: {endorsement.status.lower()}")
