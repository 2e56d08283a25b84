"""Who owes what, gathered from everything that is to come: checklists, forms, sheets, endorsements, actions, documents.

Nobody is late before the day, and where no day is set nobody is late. A person, post or group stands once, however many
things are to come from there, and whether a list names them by name or by post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.assessment.asked_for import NOBODY, asked_for, called, missing
from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.council import Verifier
from engine.model.judgement import Judgement
from engine.model.returns import AskedFor, Missing, Owing, ReturnKind, Returns
from engine.plain_words import folded, is_same_name

Owed = tuple[str, Missing]
"""Who owes something, as the list that says so names them, and what it is."""


def returns(assessment: SelfAssessment, judgement: Judgement) -> Returns:
    """Who owes what on the day on which it is asked; where nobody knows the day, on that of the information return."""
    day = judgement.today or assessment.council.day
    directory = _Directory(assessment)
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


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody the council knows: what the list calls them, and every post they have."""

    entry: str
    name: str
    posts: set[str]


class _Directory:
    """Whom the council knows: lists name people by name, by post or by both, and each way leads to one entry.

    A post that two people have leads to neither of them.
    """

    def __init__(self, assessment: SelfAssessment) -> None:
        council, statements = assessment.council, assessment.framework.statements
        verifiers = (council.verifier_of(statement.id) for statement in statements)
        named: list[Verifier | Endorsement] = [verifier for verifier in verifiers if verifier]
        self.people: list[_Known] = []
        for one in (*named, *assessment.endorsements):
            known = next((known for known in self.people if is_same_name(known.name, one.name)), None)
            if known is None:
                known = _Known(called(one), one.name, set())
                self.people.append(known)
            known.posts.add(folded(one.position))
        self._found: dict[str, str] = {}

    def entry_of(self, who: str) -> str:
        """What the list calls them; as they were named, where the council knows nobody of that name or post."""
        key = folded(who)
        if key not in self._found:
            named = [known for known in self.people if _is_named(known, who)]
            with_post = [known for known in self.people if key in known.posts]
            self._found[key] = next((each[0].entry for each in (named, with_post) if len(each) == 1), who)
        return self._found[key]


def _is_named(known: _Known, who: str) -> bool:
    """Whether the words are the name, alone or with one of the posts."""
    return is_same_name(known.name, who) or any(is_same_name(f"{known.name} {post}", who) for post in known.posts)
