"""Who owes what, gathered from everything that is to come: checklists, forms, sheets, endorsements, actions, documents.

Nobody is late before the day, and where no day is set nobody is late. A person, post or group stands once, however many
things are to come from there, and whether a list names them by name or by post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from engine.assessment.asked_for import NOBODY, asked_for, missing
from engine.assessment.directory import Directory
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.returns import AskedFor, Missing, Owing, ReturnKind, Returns

Owed = tuple[str, Missing]
"""Who owes something, as the list that says so names them, and what it is."""


def returns(assessment: SelfAssessment, judgement: Judgement) -> Returns:
    """Who owes what on the day on which it is asked; where nobody knows the day, on that of the information return."""
    day = judgement.today or assessment.council.day
    directory = Directory(assessment)
    asked = tuple(replace(one, who=directory.entry_of(one.who)) for one in asked_for(assessment, judgement, day))
    owed: dict[str, list[Missing]] = {}
    for who, one in _everything(asked, assessment, day):
        owed.setdefault(directory.entry_of(who), []).append(one)
    everyone = [Owing(who, tuple(sorted(things, key=_urgency))) for who, things in owed.items()]
    return Returns(day, tuple(sorted(everyone, key=lambda owing: _urgency(owing.missing[0]))), asked)


def _urgency(one: Missing) -> tuple[bool, int]:
    """What is late comes first, then the order of the kinds."""
    return not one.is_late, list(ReturnKind).index(one.kind)


def _everything(asked: tuple[AskedFor, ...], assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    yield from ((one.who, one.missing) for one in asked if one.missing)
    yield from _actions(assessment, day)
    yield from _documents(assessment, day)


def _actions(assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    """Actions that were to be done by now, of those that the report is judged by."""
    judged = min(day, assessment.council.day)
    for narrative in assessment.statements.values():
        for action in narrative.actions:
            if action.is_late(judged):
                what = f"Action: {action.text.text}"
                who = action.owner or NOBODY
                yield who, missing(ReturnKind.ACTION, what, action.due, judged, action.place)


def _documents(assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    """Documents of the library that are still to be written or finished, and have a day or somebody who does it."""
    for document in assessment.evidence.documents:
        if document.is_to_come and (document.due or document.owner):
            what = f"{document.ref}, {document.title} ({document.status.lower()})"
            yield document.owner or NOBODY, missing(ReturnKind.DOCUMENT, what, document.due, day, document.place)
