"""Section C: who took part, who endorses, what they said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.model.assessment import Endorsement, Reply, SelfAssessment
from engine.model.signing import Endorsing, Sheet, Signed, State
from engine.phrases import sentences
from engine.rendering.views.shared import NOT_YET, View, date_or_dash, or_not_yet

_SHOWN_AS = {Reply.INVITED: "Invited, no answer yet", Reply.NO_REPLY: "Asked, no reply", Reply.NOT_TOLD: NOT_YET}
"""What is printed of a reply that has no words of its own to print."""


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


def endorsements_view(assessment: SelfAssessment, endorsers: tuple[Endorsing, ...]) -> list[View]:
    """Everyone who was asked, under the declaration they were asked for, with how far it has got."""
    found = dict(zip(map(id, assessment.endorsements), endorsers, strict=True))
    return _by_declaration(assessment, assessment.endorsements, lambda endorsement: _signed(found[id(endorsement)]))


def to_sign_view(assessment: SelfAssessment, fields_of: Callable[[Endorsement], View]) -> list[View]:
    """Those who are to sign, with their fields."""
    return _by_declaration(assessment, assessment.asked_to_sign, lambda endorsement: {"fields": fields_of(endorsement)})


def reply(endorsement: Endorsement) -> str:
    """What an endorser has answered, as it is printed."""
    return _SHOWN_AS.get(endorsement.status, endorsement.status.value)


def comments_view(assessment: SelfAssessment) -> list[View]:
    """What endorsers said and allow us to print."""
    return [
        {"words": endorsement.printed_comment, "who": f"{endorsement.position}, {endorsement.organisation}"}
        for endorsement in assessment.endorsements
        if endorsement.printed_comment
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
        "heading": sentences.NOT_ASKED(len(roles)),
        "text": f"Nobody was asked to endorse this report as: {'; '.join(roles)}.",
    }


def verification(sheet: Sheet, position: str) -> str:
    """The sentence on who verifies a statement, and how far that has got. position: of who has the post now."""
    by = f"the senior manager responsible, {position}"
    signed = next(iter(sheet.counting), None)
    if sheet.state is State.NOT_ISSUED:
        return f"To be verified by {by}."
    if sheet.state is State.STALE and signed:
        return f"An earlier wording was verified on sheet {signed.code}. This one is still to be verified by {by}."
    if sheet.state in (State.SIGNED, State.CODE_ONLY) and signed:
        return f"{_verified_by(signed, position)}: {_came_back(signed, sheet)}."
    return f"Not verified yet. Sheet {sheet.code} is with {by}."


def _verified_by(signed: Signed, position: str) -> str:
    if signed.is_by_another:
        return "Signed in a name other than the one the sheet was made for"
    if signed.is_by_previous:
        return f"Verified by the senior manager responsible at the time, {signed.person.position}"
    return f"Verified by the senior manager responsible, {position}"


def _came_back(signed: Signed, sheet: Sheet) -> str:
    on = date_or_dash(date.fromisoformat(signed.back))
    if signed.attested_by:
        return f"a signed copy of sheet {signed.code} was seen on {on} by {signed.attested_by}"
    if signed.code == sheet.addendum:
        return f"sheet {sheet.code} was signed, and addendum {signed.code} over its changes came back signed on {on}"
    return f"sheet {signed.code} came back signed on {on}"


def _signed(found: Endorsing) -> View:
    """What the register tells of an endorser, in place of what the spreadsheet says; nothing without a signature."""
    signed = found.counting
    if signed is None:
        return {}
    words = "Signed" if found.is_current else f"Signed an earlier wording, on sheet {signed.code}"
    if signed.attested_by:
        words = f"{words}; copy seen by {signed.attested_by}"
    if signed.is_by_another:
        words = f"{words}, in another name"
    return {"signature": words, "date": date_or_dash(signed.day)}


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
        "signature": reply(endorsement),
        "date": date_or_dash(endorsement.date),
    }
