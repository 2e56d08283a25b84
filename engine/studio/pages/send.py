"""Send out: who gets which form, a letter to each, words for those who are late, and what was sent when."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.commands.send import AskedPerson, people_to_ask, record_sent, sent_out
from engine.errors import PenholderError
from engine.model.returns import ReturnState
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, Packed
from engine.studio.pages.files import to_be_saved
from engine.studio.pages.progress import SHAPES, not_ready
from engine.studio.send_jobs import PackForms
from engine.studio.visit import Visit, go_to

_TAB, _PAGE = "Send out", "/send"


async def show(visit: Visit) -> Response:
    """Everybody who gets forms; one of them with their letter."""
    if early := await not_ready(visit, _TAB):
        return early
    people = await _people(visit)
    chosen = _chosen(people, visit.wanted("who"))
    first = chosen or min(people, key=_urgency, default=None)
    told, visit.desk.told = visit.desk.told, []
    unsent = [one for one in people if not one.sent and one.state is not ReturnState.COMPLETE]
    late = [one for one in people if one.reminder]
    title = phrases.REMIND(len(late)) if late else phrases.TO_SEND(len(unsent))
    assert visit.desk.looked is not None
    return frame(
        visit,
        "send.html",
        sentence(title),
        tab=_TAB,
        people=people,
        chosen=first,
        is_asked_for=chosen is not None,
        shapes=SHAPES,
        told=told,
        due=visit.desk.looked.assessment.council.returns,
    )


async def record(visit: Visit) -> Response:
    """Record that forms, or a reminder, were sent to somebody today: penholder itself sends nothing."""
    if early := await not_ready(visit, _TAB):
        return early
    who, workspace = visit.typed.get("who", ""), visit.desk.workspace
    person = _chosen(await _people(visit), who)
    if person and workspace:
        is_reminder = bool(visit.typed.get("reminder"))
        try:
            await asyncio.to_thread(record_sent, workspace, person.who, person.what, is_reminder=is_reminder)
            visit.desk.told = [("Recorded", f"{'A reminder' if is_reminder else 'What'} went to {person.who} today.")]
        except PenholderError as fault:
            visit.desk.told = [("It was not recorded", fault.message)]
    return go_to(f"{_PAGE}?who={person.key}" if person else _PAGE)


async def forms(visit: Visit) -> Response:
    """Somebody's blank forms in a zip, with the letter to them."""
    if early := await not_ready(visit, _TAB):
        return early
    person, workspace = _chosen(await _people(visit), visit.wanted("who")), visit.desk.workspace
    if person is None or workspace is None:
        raise HTTPException(404)
    made = await visit.desk.answer_of(PackForms(workspace.root, person))
    if isinstance(made, Packed):
        name = f"Forms for {person.who.partition(', ')[0]}.zip"
        return Response(made.data, media_type="application/zip", headers=to_be_saved(name))
    raise HTTPException(409, made.message if isinstance(made, Failed) else "")


async def _people(visit: Visit) -> tuple[AskedPerson, ...]:
    looked, workspace = visit.desk.looked, visit.desk.workspace
    assert looked is not None
    assert workspace is not None
    return people_to_ask(looked.assessment, looked.returns, await asyncio.to_thread(sent_out, workspace))


def _urgency(person: AskedPerson) -> int:
    return list(ReturnState).index(person.state)


def _chosen(people: tuple[AskedPerson, ...], key: str) -> AskedPerson | None:
    return next((one for one in people if one.key == key), None)
