"""Information return: the request is read, what answers it is shown, and it is built into a folder that is proven."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.commands.editions import state_of, state_of_outputs
from engine.commands.return_pack import StandingReturn, standing_return
from engine.commands.zipped import packed
from engine.findings import Severity
from engine.phrases import studio as phrases
from engine.phrases.forms import in_words, sentence
from engine.studio.evidence_jobs import BuildReturn, KeepRequest, LookAtReturn, ProveReturn
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, ToldAsJson, Unnamed
from engine.studio.pages.answers import Waits
from engine.studio.pages.files import saved, saved_zip
from engine.studio.pages.progress import not_ready
from engine.studio.pages.sending import changed_at, in_tray, set_aside
from engine.studio.pile import REQUEST
from engine.studio.visit import Visit, go_to

_PAGE, _TAB = "/return", "Return"
COLUMNS = {"text": "What is asked for", "number": "Its number", "statement": "Statement", "window": "Period looked at"}
"""What a column may hold, by the names that `penholder return --column` has for it."""
_WAITS = Waits(_TAB, "Files are copied as they are, and nothing is sent. This page goes on by itself.")


async def show(visit: Visit) -> Response:
    """What is asked for, what answers it, and what stands."""
    desk = visit.desk
    if desk.looked is None and (early := await not_ready(visit, _TAB)):
        return early
    assert desk.workspace is not None
    if busy := _WAITS.while_busy(visit, _PAGE):
        return busy
    state = await asyncio.to_thread(state_of, desk.workspace)
    answer = desk.errands.look(LookAtReturn(desk.workspace.root), state)
    found = _WAITS.told(visit, answer, "Looking for what answers each item", "What is asked for cannot be read")
    if isinstance(found, Response):
        return found
    standing = await asyncio.to_thread(standing_return, desk.workspace)
    told, desk.told = desk.told, []
    came = in_tray(desk.workspace, REQUEST)
    view = _view(found) | _outcome(visit, came, (state, await asyncio.to_thread(state_of_outputs, desk.workspace)))
    title = _news(found["return"])
    return frame(visit, "return.html", title, tab=_TAB, standing=standing, told=told, **view)


async def request(visit: Visit) -> Response:
    """Read the request that waits, with the headings that were chosen; or put it aside."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    came = in_tray(desk.workspace, REQUEST)
    if came is None or came.name != typed.get("file"):
        desk.told = [("Nothing was read", "It does not wait here any more.")]
    elif "aside" in typed:
        desk.errands.forget(_PAGE)
        desk.told = [(came.name, await asyncio.to_thread(set_aside, came))]
    else:
        columns = tuple((name, typed[name].strip()) for name in COLUMNS if typed.get(name, "").strip())
        desk.errands.do(
            _PAGE, KeepRequest(root=desk.workspace.root, file=came, changed=changed_at(came), columns=columns)
        )
    return go_to(_PAGE)


async def build(visit: Visit) -> Response:
    """Build the return."""
    if visit.desk.workspace:
        visit.desk.errands.do(_PAGE, BuildReturn(visit.desk.workspace.root))
    return go_to(_PAGE)


async def prove(visit: Visit) -> Response:
    """Prove the return that stands."""
    if visit.desk.workspace:
        visit.desk.errands.do(_PAGE, ProveReturn(visit.desk.workspace.root))
    return go_to(_PAGE)


async def whole_folder(visit: Visit) -> Response:
    """The folder as one zip; refused where its files are not those that were built."""
    standing = await _standing(visit)
    pieces = await asyncio.to_thread(packed, standing.folder, "information-return", "information return")
    return saved_zip(pieces, "information-return.zip")


async def attachment(visit: Visit) -> Response:
    """A file of the return, to be saved."""
    path = (await _standing(visit)).file(visit.part("path"))
    if path is None:
        raise HTTPException(404)
    return saved(path)


async def _standing(visit: Visit) -> StandingReturn:
    workspace = visit.desk.workspace
    found = await asyncio.to_thread(standing_return, workspace) if workspace else None
    if found is None:
        raise HTTPException(404)
    return found


def _outcome(visit: Visit, came: Path | None, state: object) -> dict[str, Any]:
    """What came of the last thing that was asked for here, as long as nothing has changed since; and what
    waits, with its headings where it was read.
    """
    errand, asked = visit.desk.errands.done(_PAGE, state), visit.desk.errands.ended(_PAGE)
    kind, answer = (errand.job.kind, errand.answer) if errand else ("", None)
    content = answer.content if isinstance(answer, ToldAsJson) else {}
    is_of_it = came and asked and isinstance(asked.job, KeepRequest) and _is_the_one(asked.job, came)
    return {
        "columns": COLUMNS,
        "waits": came.name if came else "",
        "failed": answer if isinstance(answer, Failed) else None,
        "unnamed": asked.answer if is_of_it and asked and isinstance(asked.answer, Unnamed) else None,
        "read": content.get("request") if kind == "request" else None,
        "built": content.get("return") if kind == "return" else None,
        "proof": content if kind == "prove" and content else None,
    }


def _is_the_one(job: KeepRequest, came: Path) -> bool:
    return (job.file, job.changed) == (came, changed_at(came))


def _view(content: dict[str, Any]) -> dict[str, Any]:
    items = [one | {"state": _state(one["documents"])} for one in content["return"]["answers"]]
    found = [one for one in content["findings"] if one["severity"] != Severity.INFO]
    return {"request": content["return"]["request"], "items": items, "findings": found}


def _state(documents: list[dict[str, Any]]) -> str:
    """Whether an item is answered by files alone, by links besides, by something that is not there, or by nothing."""
    if not documents:
        return "none"
    if all(one["file"] for one in documents):
        return "files"
    return "links" if all(one["file"] or one["link"] for one in documents) else "missing"


def _news(told: dict[str, Any]) -> str:
    if not told["items"]:
        return "Nothing is asked for yet"
    return sentence(phrases.ITEMS_OPEN(told["open_items"], of=in_words(told["items"])))
