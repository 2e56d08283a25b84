"""What people are asked for, with how far each thing has got: checklists, forms, sheets and endorsements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.assessment.directory import called
from engine.finding_kinds import Trait, has
from engine.findings import Finding, errors_in
from engine.model.assessment import Checklist, Endorsement, Reply, SelfAssessment
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement
from engine.model.returns import AskedFor, Missing, ReturnKind, ReturnState
from engine.model.sheet_words import endorser_in_words, state_in_words
from engine.model.signing import Endorsing, Sheet, State
from engine.phrases import nouns
from engine.phrases.forms import sentence

PEN_HOLDER = "The pen holder"
NOBODY = "Nobody is named"
_NOTHING = "No checklist has come back"


def asked_for(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[AskedFor]:
    """Everything that has come or is to come, by a day; each with who is asked, as the list that says so names them."""
    yield from _checklists(assessment, day)
    yield from _forms(assessment, judgement, day)
    yield from _sheets(assessment, judgement, day)
    yield from _endorsements(assessment, judgement, day)


def missing(kind: ReturnKind, what: str, due: date | None, day: date, place: object = "") -> Missing:
    """Something that is to come; late from the day after it was due."""
    return Missing(kind=kind, what=what, due=due, is_late=due is not None and due < day, place=str(place))


def holder(assessment: SelfAssessment, statement: QualityStatement) -> str:
    """Who writes and verifies a statement."""
    verifier = assessment.council.verifier_of(statement.id)
    return called(verifier) if verifier else NOBODY


def writers(assessment: SelfAssessment) -> Iterator[tuple[str, str, str, str]]:
    """Of each Word form its id, what it is about in words, who writes it, and its file."""
    for statement in assessment.framework.statements:
        file = assessment.statements[statement.id].place.file
        yield statement.id, statement.name, holder(assessment, statement), file
    for theme in assessment.framework.themes:
        yield theme.id, theme.name, f"Whoever leads on {theme.name}", assessment.themes[theme.id].place.file
    yield "overview", "the overview", PEN_HOLDER, assessment.overview.place.file
    for section in assessment.sections:
        yield section.id, section.heading, PEN_HOLDER, section.place.file


def _still_out(found: Missing, *, is_asked: bool) -> ReturnState:
    """The state of something of which nothing has come."""
    if found.is_late:
        return ReturnState.LATE
    return ReturnState.ASKED if is_asked or found.due else ReturnState.NOT_ASKED


def _checklists(assessment: SelfAssessment, day: date) -> Iterator[AskedFor]:
    council = assessment.council
    there = {checklist.group: checklist for checklist in assessment.checklists}
    for group in council.groups_in_order:
        due, lies_there = group.due or council.returns.checklists, there.get(group.id)
        checklist = lies_there if lies_there and not lies_there.is_blank else None
        found = missing(ReturnKind.CHECKLIST, _NOTHING, due, day)
        rated = _rated(checklist) if checklist else 0
        conflicts = checklist.conflicts if checklist else 0
        items = len(assessment.framework.items)
        yield AskedFor(
            kind=ReturnKind.CHECKLIST,
            about=group.id,
            name="Checklist",
            who=group.name,
            state=_state_of(rated, conflicts, items) if checklist else _still_out(found, is_asked=False),
            said=_counted(rated, conflicts, items) if checklist else _NOTHING,
            due=due,
            file=lies_there.place.file if lies_there else "",
            rated=rated,
            blank=items - rated - conflicts if checklist else 0,
            open=conflicts,
            missing=None if checklist else found,
        )


def _rated(checklist: Checklist) -> int:
    return sum(answer.rating is not None for answer in checklist.answers.values())


def _state_of(rated: int, conflicts: int, items: int) -> ReturnState:
    if conflicts:
        return ReturnState.TO_SETTLE
    return ReturnState.COMPLETE if rated == items else ReturnState.BACK


def _counted(rated: int, conflicts: int, items: int) -> str:
    blank = items - rated - conflicts
    open_ = [f"{blank} blank"] if blank else []
    open_ += [nouns.CONFLICT.figure(conflicts)] if conflicts else []
    return ", ".join([f"{nouns.ITEM.part(rated, items)} rated", *open_])


def _forms(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[AskedFor]:
    """Forms that are not there, and forms in which something is missing or wrong, as the findings have it."""
    due = assessment.council.returns.narrative
    for id_, about, who, file in writers(assessment):
        faults = [found for found in errors_in(judgement.findings) if found.place.file == file]
        said = _of_form(faults)
        what = f"The form of {about} {said}" if faults else ""
        found = missing(ReturnKind.FORM, what, due, day, file) if faults else None
        yield AskedFor(
            kind=ReturnKind.FORM,
            about=id_,
            name=f"Form of {about}",
            who=who,
            state=_form_state(faults, found),
            said=sentence(said.removeprefix("is ")),
            due=due,
            file=file,
            open=len(faults),
            missing=found,
        )


def _is_unread(faults: list[Finding]) -> bool:
    return any(has(fault, Trait.NOT_READ) for fault in faults)


def _is_not_begun(faults: list[Finding]) -> bool:
    return any(has(fault, Trait.NOT_YET) for fault in faults)


def _of_form(faults: list[Finding]) -> str:
    if not faults:
        return "is finished"
    if _is_unread(faults):
        return "has not come back, or cannot be read"
    if _is_not_begun(faults):
        return "has not come back yet"
    return f"is not finished: {nouns.PLACE.figure(len(faults))} to fill in or put right"


def _form_state(faults: list[Finding], found: Missing | None) -> ReturnState:
    if found is None:
        return ReturnState.COMPLETE
    is_begun = not (_is_unread(faults) or _is_not_begun(faults))
    return ReturnState.BACK if is_begun and not found.is_late else _still_out(found, is_asked=False)


def _sheets(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[AskedFor]:
    """Sheets, of which those are owed that are out, came back as nothing that counts, or are over another text."""
    due = assessment.council.returns.sheets
    for statement in assessment.framework.statements:
        sheet = judgement.sheets[statement.id]
        what = f"The sheet of {statement.name}: {state_in_words(sheet, inside=True)}"
        is_owed = sheet.state is not State.NOT_ISSUED and not sheet.is_verified
        found = missing(ReturnKind.SHEET, what, due, day) if is_owed else None
        yield AskedFor(
            kind=ReturnKind.SHEET,
            about=statement.id,
            name=f"Sheet of {statement.name}",
            who=PEN_HOLDER if sheet.waits_for_a_look else holder(assessment, statement),
            state=_sheet_state(sheet, found),
            said=state_in_words(sheet),
            due=due,
            missing=found,
        )


def _sheet_state(sheet: Sheet, found: Missing | None) -> ReturnState:
    if found is None:
        return ReturnState.COMPLETE if sheet.is_verified else ReturnState.NOT_ASKED
    if sheet.waits_for_a_look or (sheet.state is State.STALE and not sheet.addendum):
        return ReturnState.TO_SETTLE
    return _still_out(found, is_asked=True)


def _endorsements(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[AskedFor]:
    council = assessment.council
    due = council.returns.endorsements
    for endorsement, signed in zip(assessment.endorsements, judgement.endorsers, strict=True):
        is_owed = endorsement.is_awaited and not signed.is_current
        what = f"Endorsement: {endorsement.status.lower()}"
        found = missing(ReturnKind.ENDORSEMENT, what, due, day, endorsement.place) if is_owed else None
        yield AskedFor(
            kind=ReturnKind.ENDORSEMENT,
            about=endorsement.role,
            name="Endorsement",
            who=called(endorsement),
            state=_endorsement_state(endorsement, signed, found, council.version),
            said=endorser_in_words(endorsement, signed, council.version),
            due=due,
            file=endorsement.place.file,
            missing=found,
        )


def _endorsement_state(endorsement: Endorsement, signed: Endorsing, found: Missing | None, version: str) -> ReturnState:
    if endorsement.status is Reply.NOT_TOLD and not signed.signed:
        return ReturnState.NOT_ASKED
    is_of_another = endorsement.has_agreed and endorsement.is_of_another(version)
    if not (endorsement.has_declined or signed.is_current) and (is_of_another or signed.signed):
        return ReturnState.TO_SETTLE
    return _still_out(found, is_asked=True) if found else ReturnState.COMPLETE
