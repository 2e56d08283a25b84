"""Council: council.yaml as forms, part by part, and as text. What is saved changes those values and no other letter."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.errors import PenholderError
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.in_council import TEXT, address_of
from engine.studio.pages import logo
from engine.studio.visit import Visit, go_to
from engine.workspace import Workspace

if TYPE_CHECKING:  # what checks council.yaml takes longer to load than the server takes to answer
    from engine.commands.council import CouncilForm, CouncilPart, CouncilSaved

TAB = "Council"
_SEEN = "seen"
_COLOURS = "brand.colours."
_CHANGED = "The file has changed since this page was made"


async def show(visit: Visit) -> Response:
    """A part as a form, as the file says it now."""
    desk = visit.desk
    if desk.workspace is None:
        return go_to("/start")
    name = visit.request.path_params.get("part", "")
    form = await asyncio.to_thread(_form, desk.workspace, name, {})
    return await _page(visit, form) if form else await _text(visit, {})


async def save(visit: Visit) -> Response:
    """Save what was typed; or only look what the colours do; or show the form again, with why it was not saved."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    name = visit.request.path_params.get("part", "")
    from engine.commands import council

    part = _part(name)
    try:
        if "look" in typed:
            form = await asyncio.to_thread(_form, desk.workspace, name, typed)
            return await _page(visit, form) if form else await _text(visit, {})
        done = await asyncio.to_thread(council.save, desk.workspace, part, typed, typed.get(_SEEN, ""))
    except PenholderError as fault:
        form = await asyncio.to_thread(_form, desk.workspace, name, typed)
        return await _page(visit, form, fault.message, 409) if form else await _text(visit, {}, fault.message)
    if isinstance(done, council.NotSaved):
        return await _page(visit, done.form, done.why, 409 if done.form.has_changed else 422)
    desk.told = [_saved(done)]
    return go_to(address_of(name))


async def show_text(visit: Visit) -> Response:
    """The whole file as text."""
    return await _text(visit, {}) if visit.desk.workspace else go_to("/start")


async def save_text(visit: Visit) -> Response:
    """Save the whole text. What cannot be read, or meets another file than was shown, comes back as it was typed."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    from engine.commands import council

    try:
        done = await asyncio.to_thread(council.save_text, desk.workspace, typed.get(TEXT, ""), typed.get(_SEEN, ""))
    except PenholderError as fault:
        return await _text(visit, typed, fault.message)
    desk.told = [_saved(done)]
    return go_to(address_of(TEXT))


async def take_back(visit: Visit) -> Response:
    """Take the last change back that was saved here."""
    desk = visit.desk
    if desk.workspace:
        from engine.commands import council

        try:
            await asyncio.to_thread(council.undo_council, desk.workspace)
            desk.told = [("Taken back", "The file is as it was before it was saved here.")]
        except PenholderError as fault:
            desk.told = [("Nothing was taken back", fault.message)]
    return go_to(address_of(""))


def _part(name: str) -> CouncilPart:
    from engine.commands import council

    if part := council.part_named(name):
        return part
    raise HTTPException(404)


def _form(workspace: Workspace, name: str, typed: Mapping[str, str]) -> CouncilForm | None:
    """A part as a form; None where the file is no YAML, so that it is edited as text."""
    from engine.commands import council

    return council.form_now(workspace, _part(name), typed, typed.get(_SEEN, ""))


def _saved(done: CouncilSaved) -> tuple[str, str]:
    left = sentence(phrases.STILL_TO_MEND(len(done.faults))) + "." if done.faults else ""
    if done.change is None:
        return "Nothing was changed", f"What you typed is what the file says. {left}".strip()
    return "Saved", f"The file as it was before is kept. {left}".strip()


async def _page(visit: Visit, form: CouncilForm, why: str = "", status: int = 200) -> Response:
    told, visit.desk.told = visit.desk.told, []
    wrong = form.wrong
    if form.has_changed:
        heading = _CHANGED
    else:
        heading = sentence(phrases.TO_MEND_BEFORE_SAVING(len(wrong))) if wrong else "It was not saved"
    return frame(
        visit,
        "council.html",
        form.part.title,
        tab=TAB,
        status=status,
        form=form,
        address=address_of(form.part.name),
        parts=await asyncio.to_thread(_parts, visit, form.part.name),
        heading=heading,
        why=why,
        wrong=wrong,
        is_wrong=bool(why or wrong or form.has_changed),
        told=told,
        contrasts=await asyncio.to_thread(_contrasts, visit, form),
        logos=await logo.logos(visit) if address_of(form.part.name) == logo.PAGE else None,
    )


def _contrasts(visit: Visit, form: CouncilForm) -> dict[str, object] | None:
    """How the colours in a form stand out on one another; nothing for a form without colours."""
    from engine.commands import council

    colours = {field.name.removeprefix(_COLOURS): field for _, field in form.fields if field.name.startswith(_COLOURS)}
    if not colours or visit.desk.workspace is None:
        return None
    found = council.contrasts(visit.desk.workspace, {name: field.value.strip() for name, field in colours.items()})
    in_use = {one.colour: one.of_colour for one in found} | {one.ground: one.of_ground for one in found}
    return {"pairs": found, "in_use": in_use, "labels": {name: field.label for name, field in colours.items()}}


async def _text(visit: Visit, typed: Mapping[str, str], why: str = "") -> Response:
    """The text view: as typed where it was not saved, with what the file says now where that is something else."""
    assert visit.desk.workspace is not None
    from engine.commands import council

    told, visit.desk.told = visit.desk.told, []
    file, faults = await asyncio.to_thread(council.text_now, visit.desk.workspace)
    has_changed = bool(typed) and typed.get(_SEEN) != file.seen
    return frame(
        visit,
        "council_text.html",
        "As text",
        tab=TAB,
        status=(409 if has_changed else 422) if typed else 200,
        parts=await asyncio.to_thread(_parts, visit, TEXT),
        text=typed.get(TEXT, file.text).replace("\r\n", "\n"),
        theirs=file.text if has_changed else None,
        seen=file.seen,
        why=why or ("" if typed else file.why),
        faults=faults,
        heading=_CHANGED if has_changed else "It was not saved" if typed else "The file cannot be read as forms",
        told=told,
    )


def _parts(visit: Visit, current: str) -> list[tuple[str, str, bool, int]]:
    """Address and title of every part, whether it is the one that is shown, and how much in it is to be mended."""
    from engine.commands import council

    assert visit.desk.workspace is not None
    wrong = council.to_mend(visit.desk.workspace)
    every = [(part.name, part.title, wrong[part]) for part in council.PARTS] + [(TEXT, "As text", wrong[None])]
    return [(address_of(name), title, name == current, number) for name, title, number in every]
