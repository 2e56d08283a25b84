"""Send out: who gets which form, a letter to each, words for those who are late, and what was sent when."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.commands.send import AskedPerson, people_to_ask, record_sent, sent_out
from engine.doors import digest_at
from engine.errors import PenholderError
from engine.model.returns import ReturnState
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, WithBytes
from engine.studio.pages.files import to_be_saved
from engine.studio.pages.progress import SHAPES, not_ready
from engine.studio.send_jobs import PackForms
from engine.studio.visit import Visit, go_to

_TAB, _PAGE = "Send out", "/send"
_DAYS = {"checklists": "Checklists", "narrative": "Narrative forms"}
"""The days of council.yaml, under returns, by which forms are asked for."""
_CHANGED = "council.yaml has changed since this page was made. Look whether the days still hold, and save them again."


async def show(visit: Visit) -> Response:
    """Everybody who gets forms; one of them with their letter."""
    return await not_ready(visit, _TAB) or await _page(visit)


async def set_due(visit: Visit) -> Response:
    """Set the days by which forms are asked for, in council.yaml. What cannot be saved is told with what was typed."""
    if early := await not_ready(visit, _TAB):
        return early
    from engine.commands import council

    workspace, typed, dates = visit.desk.workspace, visit.typed, council.part_named("dates")
    assert workspace is not None
    assert dates is not None
    days = {f"returns.{name}": typed.get(name, "") for name in _DAYS}
    try:
        done = await asyncio.to_thread(council.save, workspace, dates, days, typed.get("seen", ""))
    except PenholderError as fault:
        return await _page(visit, {"": fault.message})
    if isinstance(done, council.NotSaved):
        changed = {"": _CHANGED} if done.form.has_changed else {}
        wrong = {name.removeprefix("returns."): words for name, words in done.form.wrong}
        return await _page(visit, changed or wrong or {"": done.why})
    visit.desk.told = [("Saved", "Letters name the new day, and who is late follows it.")] if done.change else []
    return go_to(_PAGE)


async def _page(visit: Visit, wrong: Mapping[str, str] | None = None) -> Response:
    people = await _people(visit)
    chosen = _chosen(people, visit.wanted("who"))
    first = chosen or min(people, key=_urgency, default=None)
    told, visit.desk.told = visit.desk.told, []
    unsent = [one for one in people if not one.sent and one.state is not ReturnState.COMPLETE]
    late = [one for one in people if one.reminder]
    title = phrases.REMIND(len(late)) if late else phrases.TO_SEND(len(unsent))
    assert visit.desk.looked is not None
    assert visit.desk.workspace is not None
    due = visit.desk.looked.assessment.council.returns
    stands = {"checklists": due.checklists, "narrative": due.narrative}
    return frame(
        visit,
        "send.html",
        sentence(title),
        tab=_TAB,
        status=422 if wrong else 200,
        people=people,
        chosen=first,
        is_asked_for=chosen is not None,
        shapes=SHAPES,
        told=told,
        seen=await asyncio.to_thread(digest_at, visit.desk.workspace.inputs / "council.yaml"),
        days=[(name, words, visit.typed.get(name, stands[name] or "")) for name, words in _DAYS.items()],
        wrong={**dict.fromkeys(("", *_DAYS), ""), **(wrong or {})},
        is_wrong=bool(wrong),
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
    if isinstance(made, WithBytes):
        name = f"Forms for {person.who.partition(', ')[0]}.zip"
        return Response(made.data, media_type="application/zip", headers=to_be_saved(name))
    raise HTTPException(409, made.message if isinstance(made, Failed) else "")


async def _people(visit: Visit) -> tuple[AskedPerson, ...]:
    looked, workspace = visit.desk.looked, visit.desk.workspace
    assert looked is not None
    assert workspace is not None
    return people_to_ask(looked.assessment, looked.returns, await asyncio.to_thread(sent_out, workspace))


def _urgency(person: AskedPerson) -> tuple[bool, bool, int]:
    """Who is late comes first, then who has been sent nothing."""
    return not person.reminder, bool(person.sent), list(ReturnState).index(person.state)


def _chosen(people: tuple[AskedPerson, ...], key: str) -> AskedPerson | None:
    return next((one for one in people if one.key == key), None)
