"""Progress: how things stand, the one thing to do next, and who owes what."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.responses import Response

from engine.commands.editions import standing_editions
from engine.commands.send import SentOut, sent_out, with_sent
from engine.errors import UsageError
from engine.findings import errors_in
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.model.returns import AskedFor, ReturnKind, Returns, ReturnState
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.in_council import address_of
from engine.studio.jobs import Looked
from engine.studio.pages.answers import unusable
from engine.studio.visit import Visit, go_to
from engine.studio.words import without_id

_NAMED = 2
"""So many things that are missing are named below a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do: in a sentence, where, what its button says, and for whom or by when."""

    words: str
    address: str
    button: str
    more: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """How many of all have come, or are done, and what is missing."""

    what: str
    number: int
    of: int
    note: str


@dataclass(frozen=True, slots=True)
class Square:
    """One statement of one group's checklist. state: done, part or open."""

    name: str
    state: str
    begins_theme: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who is asked for one kind of thing. row: what one of them is called. folded: those with nothing to do."""

    heading: str
    row: str
    open: list[AskedFor]
    folded: list[tuple[str, list[AskedFor]]]


_LISTS = (
    ("Writers", "Writer", ReturnKind.FORM),
    ("Endorsers", "Endorser", ReturnKind.ENDORSEMENT),
    ("Signatories", "Signatory", ReturnKind.SHEET),
)
_FOLDED = (ReturnState.NOT_ASKED, ReturnState.COMPLETE)
_ARE = {ReturnState.NOT_ASKED: phrases.NOT_ASKED_YET, ReturnState.COMPLETE: phrases.ARE_COMPLETE}


async def show(asked: Visit) -> Response:
    """How things stand."""
    if early := await not_ready(asked, "Progress"):
        return early
    looked, workspace = asked.desk.looked, asked.desk.workspace
    assert looked is not None
    assert workspace is not None
    sent: tuple[SentOut, ...] = ()
    with suppress(UsageError):  # Send out tells of it
        sent = await asyncio.to_thread(sent_out, workspace)
    looked = replace(looked, returns=with_sent(looked.returns, sent))
    editions = await asyncio.to_thread(standing_editions, workspace)
    has_final = any(one.edition is Edition.FINAL and not one.changed for one in editions)
    steps = next_steps(looked, frozenset(one.who for one in sent), has_final=has_final)
    missing_only = bool(asked.wanted("missing"))
    return frame(
        asked,
        "progress.html",
        steps[0].words,
        tab="Progress",
        first=steps[0],
        then=steps[1:],
        tiles=_tiles(looked),
        groups=_groups(looked),
        tables=_tables(looked.returns, missing_only),
        statements=[statement.name for statement in looked.assessment.framework.statements],
        missing_only=missing_only,
        due=_due(looked),
        shapes=SHAPES,
    )


async def not_ready(asked: Visit, tab: str) -> Response | None:
    """The page that is shown instead where nothing has been read yet, or nothing can be; None where all is there."""
    desk = asked.desk
    if desk.workspace is None:
        return go_to("/start")
    await desk.notice()
    if desk.not_read and not desk.is_reading():  # else what was wrong may have been put right
        return await asyncio.to_thread(unusable, asked, "The files cannot be read yet", tab, desk.not_read)
    is_unknown = desk.looked is None or desk.not_read
    return frame(asked, "reading.html", "Reading the files", tab=tab) if is_unknown else None


async def look_again(asked: Visit) -> Response:
    """Read everything, though no file has changed."""
    asked.desk.look_again()
    return go_to("/")


SHAPES = {
    ReturnState.TO_SETTLE: ("question", "act"),
    ReturnState.LATE: ("late", "act"),
    ReturnState.BACK: ("part", ""),
    ReturnState.ASKED: ("asked", ""),
    ReturnState.NOT_ASKED: ("open", ""),
    ReturnState.COMPLETE: ("done", "done"),
}
"""For each state the shape beside its word, and whether somebody has to act."""


def next_steps(looked: Looked, sent: frozenset[str] = frozenset(), *, has_final: bool = False) -> list[NextStep]:
    """What to do, first things first; there is always one.

    sent: to whom something went. has_final: whether a final edition stands that is made of what lies there now.
    """
    first = (_settle(looked), _name(looked), _send(looked), _stops(looked))
    last = _sign_off(looked) if has_final else _build(looked)
    return [step for step in (*first, _late(looked, sent), _to_come(looked), last) if step]


def _settle(looked: Looked) -> NextStep | None:
    must = [one for one in looked.questions if one.question.must]
    if not must:
        return None
    more = f"{without_id(must[0].question.asks, must[0].question.item)} It counts as nothing until you decide."
    words = phrases.SETTLE(len(must))
    return NextStep(words=words, address=f"/settle/{must[0].question.key}", button=words, more=more, who="You")


def _name(looked: Looked) -> NextStep | None:
    """To name who verifies each statement: their form goes to them."""
    assessment = looked.assessment
    nobody = sum(assessment.council.verifier_of(one.id) is None for one in assessment.framework.statements)
    if not nobody:
        return None
    more = "Their form goes to them, and their name and post stand on the sheet that they sign."
    address = f"{address_of('people')}#verifiers"
    words = sentence(phrases.WITHOUT_A_VERIFIER(nobody))
    return NextStep(words=words, address=address, button="Name them in Council", more=more, who="You")


def _stops(looked: Looked) -> NextStep | None:
    errors = errors_in(looked.findings)
    if not errors:
        return None
    more = "A draft is built all the same, and says what is missing."
    button = phrases.SEE_STOPS(len(errors))
    words, address = sentence(phrases.STOP(len(errors))), "/findings?severity=error"
    return NextStep(words=words, address=address, button=button, more=more, who="You")


_FORMS = (ReturnKind.CHECKLIST, ReturnKind.FORM)
"""What is sent out blank."""


def _send(looked: Looked) -> NextStep | None:
    """To send out the forms, while nothing has come back of any."""
    forms = [one for one in looked.returns.asked if one.kind in _FORMS]
    if not forms or any(one.state not in (ReturnState.NOT_ASKED, ReturnState.ASKED) for one in forms):
        return None
    more = "Each person's forms as a zip, with a letter to copy."
    return NextStep(words="Nothing has come back yet", address="/send", button="Send out the forms", more=more)


def _late(looked: Looked, sent: frozenset[str]) -> NextStep | None:
    late = looked.returns.late
    if not late:
        return None
    what = late[0].missing[0].in_words
    words, more = sentence(phrases.LATE(len(late))), f"{late[0].who}: {what}."
    forms = [one for one in late if any(missing.is_late and missing.kind in _FORMS for missing in one.missing)]
    if forms and not sent.intersection(one.who for one in forms):
        more = "Their day is past, and nothing has gone to them from here."
        return NextStep(words=words, address="/send", button="Send out the forms", more=more)
    if forms:
        return NextStep(words=words, address="/send", button="Remind those who are late", more=more)
    if all(missing.kind is ReturnKind.SHEET for one in late for missing in one.missing if missing.is_late):
        return NextStep(words=words, address="/signoff", button="Go to Sign-off", more=more)
    return NextStep(words=words, address="#who", button="See who is late", more=more)


def _to_come(looked: Looked) -> NextStep | None:
    to_come = looked.returns.to_come
    if not to_come:
        return None
    return NextStep(words=sentence(phrases.OWE(len(to_come))), address="#who", button="See who owes what")


def _sign_off(looked: Looked) -> NextStep:
    """What comes after a final edition: its sheets, and once they are signed whoever it is for."""
    if all(one.state is ReturnState.COMPLETE for one in of_kind(looked.returns, ReturnKind.SHEET)):
        more = "Its files with what proves them, and the public edition."
        return NextStep(words="Every sheet is signed", address="/handover", button="Go to Hand over", more=more)
    more = "Issue its sheets, take them back signed, and hand it over."
    return NextStep(words="The final edition stands", address="/signoff", button="Go to Sign-off", more=more)


def _build(looked: Looked) -> NextStep:
    more = "Its pages are then shown here, with the findings beside them."
    words = "A draft can be built at any time" if errors_in(looked.findings) else "Nothing stops a final edition"
    return NextStep(words=words, address="/build", button="Go to Build", more=more)


def _due(looked: Looked) -> tuple[str, object] | None:
    """The next date of the council's that is still to come, with its name."""
    dates = looked.assessment.council.dates.set_dates()
    return next(((name, day) for name, day in dates if day >= looked.returns.day), None)


def _tiles(looked: Looked) -> list[Tile]:
    kinds = (
        ("Checklists back", ReturnKind.CHECKLIST),
        ("Forms finished", ReturnKind.FORM),
        ("Endorsements complete", ReturnKind.ENDORSEMENT),
        ("Sheets signed", ReturnKind.SHEET),
    )
    return [_tile(what, kind, looked.returns) for what, kind in kinds]


def _tile(what: str, kind: ReturnKind, returns: Returns) -> Tile:
    every = of_kind(returns, kind)
    open_ = [one for one in every if not _counts(one)]
    return Tile(what, len(every) - len(open_), len(every), _states(open_))


def _counts(one: AskedFor) -> bool:
    """Whether it counts as come: a checklist that is back counts, though somebody may have to settle something."""
    if one.kind is ReturnKind.CHECKLIST:
        return one.missing is None
    return one.state is ReturnState.COMPLETE


def _states(open_: list[AskedFor]) -> str:
    """What is missing: by name where it is little, else by state."""
    if 0 < len(open_) <= _NAMED:
        return ", ".join(f"{one.who.partition(',')[0]} {one.state.lower()}" for one in open_)
    counts = {state: sum(one.state is state for one in open_) for state in ReturnState}
    return ", ".join(f"{count} {state.lower()}" for state, count in counts.items() if count)


def of_kind(returns: Returns, kind: ReturnKind) -> list[AskedFor]:
    """Everything of a kind that is asked for."""
    return [one for one in returns.asked if one.kind is kind]


def _groups(looked: Looked) -> list[tuple[AskedFor, list[Square], str]]:
    """Each group's checklist, statement by statement, and the same in words."""
    back = {checklist.group: checklist.answers for checklist in looked.assessment.checklists}
    found = []
    for one in of_kind(looked.returns, ReturnKind.CHECKLIST):
        rated = {item for item, answer in back.get(one.about, {}).items() if answer.rating}
        squares = [
            Square(statement.name, _square(statement, rated), place == 0)
            for theme in looked.assessment.framework.themes
            for place, statement in enumerate(theme.statements)
        ]
        found.append((one, squares, _in_words(squares)))
    return found


def _square(statement: QualityStatement, rated: set[str]) -> str:
    here = sum(item.id in rated for item in statement.items)
    return "done" if here == len(statement.items) else "part" if here else "open"


def _in_words(squares: list[Square]) -> str:
    part = [square.name for square in squares if square.state == "part"]
    open_ = [square.name for square in squares if square.state == "open"]
    if len(open_) == len(squares):
        return "None has been rated"
    told = [f"Not wholly rated: {', '.join(part)}" if part else "", f"Not rated: {', '.join(open_)}" if open_ else ""]
    return ". ".join(filter(None, told)) or "Each of them wholly rated"


def _tables(returns: Returns, missing_only: bool) -> list[People]:
    """Writers, endorsers and signatories: those of whom something is to come, and the others in a line."""
    made = []
    for heading, row, kind in _LISTS:
        every = of_kind(returns, kind)
        open_ = sorted((one for one in every if one.state not in _FOLDED), key=_urgency)
        rest = ((state, [one for one in every if one.state is state]) for state in _FOLDED)
        folded = [(_ARE[state](len(each)), each) for state, each in rest if each]
        folded = [] if missing_only else folded
        if open_ or folded:
            made.append(People(heading, row, open_, folded))
    return made


def _urgency(one: AskedFor) -> int:
    return list(ReturnState).index(one.state)
