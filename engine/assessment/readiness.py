"""Where a self-assessment stands: what stops it, what is asserted without evidence, who is late."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from engine.alike import alike
from engine.assessment.measures import tips
from engine.assessment.returns import returns
from engine.finding_kinds import Trait, has, kind_of
from engine.findings import Finding, Severity, errors_in
from engine.model.assessment import SelfAssessment
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement
from engine.model.readiness import Concern, Readiness, StatementReadiness
from engine.model.returns import Owing


def readiness(assessment: SelfAssessment, judgement: Judgement) -> Readiness:
    """Where it stands, by the findings there are."""
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    names |= {theme.id: theme.name for theme in assessment.framework.themes} | {"overview": "Section A"}
    findings = judgement.findings
    blockers = tuple(_concerns(errors_in(findings), names))
    owed = returns(assessment, judgement)
    asserted = sorted((f for f in findings if _gravity(f)), key=_gravity)
    return Readiness(
        blockers=blockers,
        statements=tuple(_statement(s, assessment, judgement) for s in assessment.framework.statements),
        asserted=tuple(_concerns(asserted, names)),
        day=owed.day,
        late=_owed(owed.late),
        to_come=_owed(owed.to_come),
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
        sheet=judgement.sheets[statement.id],
    )


def _owed(owing: Iterable[Owing]) -> tuple[Concern, ...]:
    """Each of them with all that is to come, and with where the first of it is told of."""
    return tuple(
        Concern(
            about=one.who,
            text="; ".join(missing.in_words for missing in one.missing),
            place=next((missing.place for missing in one.missing if missing.place), ""),
        )
        for one in owing
    )
