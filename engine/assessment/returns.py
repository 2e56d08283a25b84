"""Who owes what, gathered from everything that is to come: checklists, forms, sheets, endorsements, actions, documents.

Nobody is late before the day, and where no day is set nobody is late. A person, post or group stands once, however many
things are to come from there, and whether a list names them by name or by post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.finding_kinds import Trait, has
from engine.findings import errors_in
from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.council import Verifier
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement
from engine.model.returns import Missing, Owing, ReturnKind, Returns
from engine.model.sheet_words import state_in_words
from engine.model.signing import State
from engine.phrases import nouns
from engine.plain_words import folded, is_same_name

_PEN_HOLDER = "The pen holder"
_NOBODY = "Nobody is named"

Owed = tuple[str, Missing]
"""Who owes something, as the list that says so names them, and what it is."""


def returns(assessment: SelfAssessment, judgement: Judgement) -> Returns:
    """Who owes what on the day on which it is asked; where nobody knows the day, on that of the information return."""
    day = judgement.today or assessment.council.day
    directory = _Directory(assessment)
    owed: dict[str, list[Missing]] = {}
    for who, missing in _everything(assessment, judgement, day):
        owed.setdefault(directory.entry_of(who), []).append(missing)
    everyone = [Owing(who, tuple(sorted(missing, key=_urgency))) for who, missing in owed.items()]
    return Returns(day, tuple(sorted(everyone, key=lambda owing: _urgency(owing.missing[0]))))


def _urgency(missing: Missing) -> tuple[bool, int]:
    """What is late comes first, then the order of the kinds."""
    return not missing.is_late, list(ReturnKind).index(missing.kind)


def _everything(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[Owed]:
    yield from _checklists(assessment, day)
    yield from _forms(assessment, judgement, day)
    yield from _sheets(assessment, judgement, day)
    yield from _endorsements(assessment, judgement, day)
    yield from _actions(assessment, day)
    yield from _documents(assessment, day)


def _missing(kind: ReturnKind, what: str, due: date | None, day: date, place: object = "") -> Missing:
    return Missing(kind=kind, what=what, due=due, is_late=due is not None and due < day, place=str(place))


def _checklists(assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    council = assessment.council
    back = {checklist.group for checklist in assessment.checklists}
    for group in council.groups_in_order:
        if group.id not in back:
            due = group.due or council.returns.checklists
            yield group.name, _missing(ReturnKind.CHECKLIST, "No checklist has come back", due, day)


def _forms(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[Owed]:
    """Forms that are not there, and forms in which something is missing or wrong, as the findings have it."""
    council, framework = assessment.council, assessment.framework
    forms = [(s.name, _holder(assessment, s), assessment.statements[s.id].place.file) for s in framework.statements]
    for theme in framework.themes:
        form = assessment.themes[theme.id]
        forms.append((theme.name, form.lead or f"Whoever leads on {theme.name}", form.place.file))
    forms.append(("the overview", _PEN_HOLDER, assessment.overview.place.file))
    for name, who, file in forms:
        faults = [found for found in errors_in(judgement.findings) if found.place.file == file]
        if not faults:
            continue
        if any(has(found, Trait.NOT_READ) for found in faults):
            what = f"The form of {name} has not come back, or cannot be read"
        else:
            places = nouns.PLACE.figure(len(faults))
            what = f"The form of {name} is not finished: {places} to fill in or put right"
        yield who, _missing(ReturnKind.FORM, what, council.returns.narrative, day, file)


def _holder(assessment: SelfAssessment, statement: QualityStatement) -> str:
    verifier = assessment.council.verifier_of(statement.id)
    return _called(verifier) if verifier else _NOBODY


def _sheets(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[Owed]:
    """Sheets that are out, came back as nothing that counts, or were signed over another text."""
    for statement in assessment.framework.statements:
        sheet = judgement.sheets[statement.id]
        if sheet.state is State.NOT_ISSUED or sheet.is_verified:
            continue
        who = _PEN_HOLDER if sheet.waits_for_a_look else _holder(assessment, statement)
        what = f"The sheet of {statement.name}: {state_in_words(sheet, inside=True)}"
        yield who, _missing(ReturnKind.SHEET, what, assessment.council.returns.sheets, day)


def _endorsements(assessment: SelfAssessment, judgement: Judgement, day: date) -> Iterator[Owed]:
    due = assessment.council.returns.endorsements
    for endorsement, found in zip(assessment.endorsements, judgement.endorsers, strict=True):
        if endorsement.is_awaited and not found.is_current:
            what = f"Endorsement: {endorsement.status.lower()}"
            yield _called(endorsement), _missing(ReturnKind.ENDORSEMENT, what, due, day, endorsement.place)


def _actions(assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    """Actions that were to be done by now, of those that the report is judged by."""
    judged = min(day, assessment.council.day)
    for narrative in assessment.statements.values():
        for action in narrative.actions:
            if action.is_late(judged):
                what = f"Action: {action.text.text}"
                who = action.owner or _NOBODY
                yield who, _missing(ReturnKind.ACTION, what, action.due, judged, action.place)


def _documents(assessment: SelfAssessment, day: date) -> Iterator[Owed]:
    """Documents of the library that are still to be written or finished, and have a day or somebody who does it."""
    for document in assessment.evidence.documents:
        if document.is_to_come and (document.due or document.owner):
            what = f"{document.ref}, {document.title} ({document.status.lower()})"
            yield document.owner or _NOBODY, _missing(ReturnKind.DOCUMENT, what, document.due, day, document.place)


def _called(who: Verifier | Endorsement) -> str:
    """A person with his or her post, since two councils may each have a chief executive."""
    return f"{who.name}, {who.position}" if who.position else who.name


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
                known = _Known(_called(one), one.name, set())
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
