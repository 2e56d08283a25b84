"""Who is asked for forms, with a letter to each and words for those who are late."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.assessment.asked_for import NOBODY, PEN_HOLDER
from engine.commands.send.record import SentOut
from engine.model.assessment import SelfAssessment
from engine.model.council import Council
from engine.model.returns import AskedFor, ReturnKind, Returns, ReturnState
from engine.plain_words import long_date

_FORMS = (ReturnKind.CHECKLIST, ReturnKind.FORM)
"""What is sent out blank. Sheets go out for signature, and endorsers sign those."""
_ORDER = list(ReturnState)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPerson:
    """A person, post or group with the forms they are asked for. key: stands for who in addresses.

    files: as `penholder forms` lays them out. letter, reminder: with a subject in the first line; a reminder is empty
    where nothing is late, or where nothing was sent from here and nothing has come; both where nobody is named. sent:
    what went to them, in order.
    """

    key: str
    who: str
    email: str
    is_group: bool
    asked: tuple[AskedFor, ...]
    files: tuple[str, ...]
    due: tuple[date, ...]
    letter: str
    reminder: str
    sent: tuple[SentOut, ...]

    @property
    def what(self) -> str:
        """The forms in words."""
        return "; ".join(one.name for one in self.asked)

    @property
    def state(self) -> ReturnState:
        """Of what is furthest from complete."""
        return min((one.state for one in self.asked), key=_ORDER.index)

    @property
    def is_named(self) -> bool:
        """Whether anybody is."""
        return self.who != NOBODY


def people_to_ask(assessment: SelfAssessment, returns: Returns, sent: Iterable[SentOut]) -> tuple[AskedPerson, ...]:
    """Everybody who gets forms: groups first, then writers in the order of the report; nobody is asked twice."""
    sent = tuple(sent)
    of_each: dict[str, list[AskedFor]] = {}
    for one in with_sent(returns, sent).asked:
        if one.kind in _FORMS and one.who != PEN_HOLDER:
            of_each.setdefault(one.who, []).append(one)
    return tuple(_person(who, asked, assessment, sent) for who, asked in of_each.items())


def with_sent(returns: Returns, sent: Iterable[SentOut]) -> Returns:
    """The same, in which forms that went to somebody are asked for, though no day is set for them."""
    whom = {one.who for one in sent}
    return replace(
        returns,
        asked=tuple(
            replace(one, state=ReturnState.ASKED)
            if one.state is ReturnState.NOT_ASKED and one.kind in _FORMS and one.who in whom
            else one
            for one in returns.asked
        ),
    )


def _person(who: str, asked: Sequence[AskedFor], assessment: SelfAssessment, sent: tuple[SentOut, ...]) -> AskedPerson:
    council = assessment.council
    is_group = asked[0].kind is ReturnKind.CHECKLIST
    late = [one for one in asked if one.is_late]
    named = who != NOBODY
    went = tuple(one for one in sent if one.who == who)
    has_come = any(one.state is ReturnState.BACK or one.rated for one in asked)
    return AskedPerson(
        key=hashlib.sha256(who.encode("utf-8", "backslashreplace")).hexdigest()[:12],
        who=who,
        email=_email(asked, council),
        is_group=is_group,
        asked=tuple(asked),
        files=tuple(map(_file, asked)),
        due=tuple(sorted({one.due for one in asked if one.due})),
        letter=_letter(who, asked, council) if named else "",
        reminder=_reminder(who, late, council) if named and late and (went or has_come) else "",
        sent=went,
    )


def _file(one: AskedFor) -> str:
    """The blank form of what is asked for."""
    return f"checklists/{one.about}.xlsx" if one.kind is ReturnKind.CHECKLIST else f"narrative/{one.about}.docx"


def _email(asked: Sequence[AskedFor], council: Council) -> str:
    holders = (council.verifier_of(one.about) for one in asked)
    return next((holder.email for holder in holders if holder and holder.email), "")


def _letter(who: str, asked: Sequence[AskedFor], council: Council) -> str:
    lines = [f"Subject: {council.name}: your part of our self-assessment", "", _dear(who, asked), ""]
    lines += [
        f"{council.name} is preparing its report “{council.title}”. We ask you to fill in what comes with this letter:",
        "",
        *_listed(asked),
        "",
        "Write where there is room to write, as much as you have to say. Please keep the headings and the columns as "
        "they are: we find your answers by them. A part that you cannot answer may stay blank; what you do not know, "
        "say so.",
        "",
    ]
    return "\n".join([*lines, *_by_when(asked), "If anything is unclear, ask us.", "", "With thanks,", council.name])


def _reminder(who: str, late: Sequence[AskedFor], council: Council) -> str:
    lines = [f"Subject: {council.name}: still to come for our self-assessment", "", _dear(who, late), ""]
    lines += ["We have asked you for the following, and it has not come back whole yet:", ""]
    lines += [f"- {one.missing.in_words}" for one in late if one.missing]
    lines += [
        "",
        "If something keeps you from it, tell us what it is: a question we should have asked otherwise, somebody else "
        "who knows it better, or a file that does not open. The blank form comes with this letter once more.",
        "",
        "If you have sent it in the meantime, thank you, and forget this letter.",
        "",
        council.name,
    ]
    return "\n".join(lines)


def _dear(who: str, asked: Sequence[AskedFor]) -> str:
    if asked[0].kind is ReturnKind.CHECKLIST:
        return f"Dear colleagues ({who}),"
    name = who.partition(", ")[0]
    return "Dear colleague," if name.startswith("Whoever ") else f"Dear {name},"


def _listed(asked: Sequence[AskedFor]) -> Iterator[str]:
    for one in asked:
        yield f"- {one.name} ({_file(one).rpartition('/')[2]})"


def _by_when(asked: Sequence[AskedFor]) -> list[str]:
    due = min((one.due for one in asked if one.due), default=None)
    return [f"Please send it back by {long_date(due)}, by e-mail and under any name.", ""] if due else []
