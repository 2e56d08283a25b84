"""Section C: who took part, who endorses, what they said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.signing import Sheet, State
from engine.templates.views.shared import NOT_YET, View, counted, long_date, or_not_yet

_SHOWN_AS = {
    "Agreed": "Agreed",
    "Invited": "Invited, no answer yet",
    "Declined": "Declined",
    "No reply": "Asked, no reply",
}


def groups_view(assessment: SelfAssessment) -> list[View]:
    """How each group took part, and how many of its checklists came back."""
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    statements = assessment.framework.statements
    rows = []
    for group in assessment.council.groups_in_order:
        answers = by_group[group.id].answers if group.id in by_group else {}
        rated = {answer.item.partition(".")[0] for answer in answers.values() if answer.rating}
        back = sum(statement.id in rated for statement in statements)
        rows.append(
            {
                "name": group.name,
                "how": group.how,
                "people": str(group.people),
                "checklists": f"{back} of {len(statements)}",
            }
        )
    return rows


def endorsements_view(assessment: SelfAssessment) -> list[View]:
    """Everyone who was asked, under the declaration they were asked for, with how far it has got."""
    return _by_declaration(assessment, assessment.endorsements)


def to_sign_view(assessment: SelfAssessment, fields_of: Callable[[Endorsement], View]) -> list[View]:
    """Those who are to sign, with their fields: all but the ones who declined."""
    asked = tuple(e for e in assessment.endorsements if e.status != "Declined")
    return _by_declaration(assessment, asked, lambda endorsement: {"fields": fields_of(endorsement)})


def comments_view(assessment: SelfAssessment) -> list[View]:
    """What endorsers said and allow us to print."""
    return [
        {"words": endorsement.comment, "who": f"{endorsement.position}, {endorsement.organisation}"}
        for endorsement in assessment.endorsements
        if endorsement.comment and endorsement.publish_comment
    ]


def absent_view(assessment: SelfAssessment) -> View | None:
    """The roles nobody was asked in, with the reason where the council gives one; None where there are none."""
    asked = {endorsement.role for endorsement in assessment.endorsements}
    reasons = {role: f" ({reason.rstrip('.')})" for role, reason in assessment.council.not_asked.items()}
    absent = [role for role in assessment.framework.roles if role.id not in asked]
    roles = [f"{role.name}{reasons.get(role.id, '')}" for role in absent]
    if not roles:
        return None
    return {
        "heading": f"Not asked: {counted(len(roles), 'role', 'roles')}",
        "text": f"Nobody was asked to endorse this report as: {'; '.join(roles)}.",
    }


def verification(sheet: Sheet, position: str) -> str:
    """The sentence on who verifies a statement, and how far that has got."""
    by = f"the senior manager responsible, {position}"
    on = long_date(date.fromisoformat(sheet.back)) if sheet.back else ""
    if sheet.state is State.NOT_ISSUED:
        return f"To be verified by {by}."
    if sheet.state is State.SIGNED:
        return f"Verified by {by}: sheet {sheet.code} came back signed on {on}."
    if sheet.state is State.STALE and sheet.signers:
        return f"An earlier wording was verified on sheet {sheet.code}. This one is still to be verified by {by}."
    if sheet.state is State.CODE_ONLY and sheet.signers:
        return f"Verified by {by}: a signed copy of sheet {sheet.code} was seen on {on} by {', '.join(sheet.signers)}."
    return f"Not verified yet. Sheet {sheet.code} is with {by}."


def _by_declaration(
    assessment: SelfAssessment,
    endorsements: tuple[Endorsement, ...],
    more: Callable[[Endorsement], View] = lambda _: {},
) -> list[View]:
    views = []
    for declaration in assessment.framework.declarations:
        endorsers = [e for e in endorsements if e.declaration == declaration.id]
        if endorsers:
            views.append(
                {
                    "heading": declaration.heading,
                    "text": declaration.text,
                    "endorsers": [_endorser(endorser) | more(endorser) for endorser in endorsers],
                }
            )
    return views


def _endorser(endorsement: Endorsement) -> View:
    return {
        "name": endorsement.name,
        "position": or_not_yet(endorsement.position),
        "organisation": endorsement.organisation,
        "signature": _SHOWN_AS.get(endorsement.status, NOT_YET),
        "date": long_date(endorsement.date),
    }
