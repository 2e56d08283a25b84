"""Section C: who took part, who endorses, what they said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.sheet_words import WITHHELD, endorser_in_words, reply_in_words, state_in_words
from engine.model.signing import Endorsing, Sheet, Signed, State
from engine.phrases import sentences
from engine.rendering.views.shared import View, date_or_dash, or_not_yet, short_date_or_dash
from engine.templates import worth

_DECLINED = "Asked, and did not endorse"
_NOT_OF_THEM = "Asked to endorse this self-assessment, and declined."


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
                "people": worth.number(group.people),
                "checklists": worth.number(back, f"{back} of {len(statements)}"),
            }
        )
    return rows


def endorsements_view(
    assessment: SelfAssessment, endorsers: tuple[Endorsing, ...], is_public: bool = False
) -> list[View]:
    """Everyone who was asked, under the declaration they were asked for, with how far it has got.

    Who has declined stands under no declaration but apart, last. is_public: reasons that may not be published are gone
    from the values, so that nobody can tell whether there was one.
    """
    found = dict(zip(map(id, assessment.endorsements), endorsers, strict=True))
    version = assessment.council.version

    def told(endorsement: Endorsement) -> View:
        return _told(endorsement, found[id(endorsement)], version)

    views = _by_declaration(assessment, assessment.asked_to_sign, told)
    declined = [endorsement for endorsement in assessment.endorsements if endorsement.has_declined]
    if declined:
        rows = [_endorser(endorsement) | told(endorsement) for endorsement in declined]
        for row, endorsement in zip(rows, declined, strict=True):
            if is_public and not endorsement.publish_comment:
                row["signature"] = f"{endorsement.status}. {WITHHELD}"
        views.append({"heading": _DECLINED, "text": _NOT_OF_THEM, "endorsers": rows})
    return views


def to_sign_view(assessment: SelfAssessment, fields_of: Callable[[Endorsement], View]) -> list[View]:
    """Those who are to sign, with their fields."""
    return _by_declaration(assessment, assessment.asked_to_sign, lambda endorsement: {"fields": fields_of(endorsement)})


def comments_view(assessment: SelfAssessment, with_declined: bool = False) -> list[View]:
    """What endorsers said and allow us to print. with_declined: also why somebody declined, and that he or she did."""
    return [
        {"words": endorsement.printed_comment, "who": f"{endorsement.position}, {endorsement.organisation}{declined}"}
        for endorsement in assessment.endorsements
        if endorsement.printed_comment and (with_declined or not endorsement.has_declined)
        for declined in (" (declined)" if endorsement.has_declined else "",)
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
    by, words = f"the senior manager responsible, {position}", state_in_words(sheet, inside=True)
    signed = next(iter(sheet.counting), None)
    if sheet.state is State.NOT_ISSUED:
        return f"To be verified by {by}."
    if sheet.is_verified and signed:
        return f"{_verified_by(signed, position)}: {words}; {_came_back(signed, sheet)}."
    if sheet.state is State.STALE and signed:
        still = f"This one is still to be verified by {by}: {words}."
        return f"An earlier wording was verified on sheet {signed.code}. {still}"
    return f"Not verified yet. Sheet {sheet.code}, for {by}: {words}."


def _verified_by(signed: Signed, position: str) -> str:
    if signed.is_by_another:
        return "Signed in a name other than the one the sheet was made for"
    if signed.is_by_previous:
        return f"Verified by the senior manager responsible at the time, {signed.person.position}"
    return f"Verified by the senior manager responsible, {position}"


def _came_back(signed: Signed, sheet: Sheet) -> str:
    on = date_or_dash(date.fromisoformat(signed.back))
    if signed.attested_by:
        return f"a copy of sheet {signed.code} was seen on {on}"
    if signed.code == sheet.addendum:
        return f"sheet {sheet.code} was signed, and addendum {signed.code} over its changes came back signed on {on}"
    return f"sheet {signed.code} came back on {on}"


def _told(endorsement: Endorsement, found: Endorsing, version: str) -> View:
    """How far an endorser has got, with the day of the signature where there is one."""
    view: View = {"signature": endorser_in_words(endorsement, found, version)}
    if found.counting and not endorsement.has_declined:
        view["date"] = short_date_or_dash(found.counting.day)
    return view


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
    posts = [or_not_yet(endorsement.position), endorsement.organisation]
    who = [endorsement.name, *posts] if endorsement.name else [posts[0], posts[1] or "–", ""]
    return {
        "name": who[0],
        "position": who[1],
        "organisation": who[2],
        "signature": reply_in_words(endorsement),
        "date": short_date_or_dash(endorsement.date),
    }
