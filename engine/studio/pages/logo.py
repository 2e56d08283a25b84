"""The logo on Council's page of the brand: the one in use in its box, and one that was dropped, before it is used."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.errors import UsageError
from engine.studio.council_jobs import LookAtLogo, PutLogo
from engine.studio.in_council import address_of
from engine.studio.jobs import Failed, WithBytes
from engine.studio.pages.sending import changed_at, in_tray, set_aside
from engine.studio.pile import LOGO
from engine.studio.visit import Visit, go_to
from engine.workspace import Workspace

PAGE = address_of("brand")
_NOW, _CAME = "now", "came"
_GONE = "It does not wait here any more."


async def logos(visit: Visit) -> list[dict[str, Any]]:
    """The logo in use, and one that came, as far as there are any; of each what there is to say of it, when known."""
    desk = visit.desk
    assert desk.workspace is not None
    found = []
    for which in (_NOW, _CAME):
        if path := await asyncio.to_thread(_path, desk.workspace, which):
            look = _look(visit, path)
            about = {"which": which, "name": path.name, "changed": changed_at(path)}
            why = look.message if isinstance(look, Failed) else ""
            found.append(about | {"look": look.content if isinstance(look, WithBytes) else None, "why": why})
    return found


async def put(visit: Visit) -> Response:
    """Put what was dropped in the place of the logo, or aside."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    came = in_tray(desk.workspace, LOGO)
    if came is None or came.name != typed.get("file"):
        desk.told = [("Nothing was changed", _GONE)]
    elif "aside" in typed:
        desk.told = [(came.name, await asyncio.to_thread(set_aside, came))]
    else:
        answer = await desk.answer_of(PutLogo(desk.workspace.root, came, typed.get("seen", "")))
        why = answer.message if isinstance(answer, Failed) else ""
        desk.told = [("Nothing was changed", why) if why else ("Saved", f"{came.name} is your logo now.")]
    return go_to(PAGE)


async def picture(visit: Visit) -> Response:
    """One of them, as it was looked at. The address says when its file changed last: it shows no other one."""
    workspace, which = visit.desk.workspace, visit.part("which")
    path = await asyncio.to_thread(_path, workspace, which) if workspace and which in (_NOW, _CAME) else None
    look = _look(visit, path) if path and changed_at(path) == visit.part("changed") else None
    if not isinstance(look, WithBytes) or not look.data:
        raise HTTPException(404)
    return Response(look.data, media_type="image/png")


def _look(visit: Visit, path: Path) -> object:
    assert visit.desk.workspace is not None
    return visit.desk.errands.look(LookAtLogo(visit.desk.workspace.root, path, changed_at(path)), "")


def _path(workspace: Workspace, which: str) -> Path | None:
    if which == _CAME:
        return in_tray(workspace, LOGO)
    from engine.commands.council.logo import logo_in_use  # here: it takes longer to load than the server to answer

    try:
        return logo_in_use(workspace)
    except UsageError:  # Council tells why the file cannot be read
        return None
