"""Bring in: what a council has already goes into its forms, and the guidance's wording into use."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from starlette.responses import Response

from engine.commands.editions import state_of
from engine.findings import Severity
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio import words
from engine.studio.bring_in_jobs import ListWordings, LookAtOurs, Ours, PutOurs, TakeBack, UseWording
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, ToldAsJson
from engine.studio.pages.sending import changed_at, in_tray, set_aside
from engine.studio.pile import OURS
from engine.studio.visit import Visit, go_to

_PAGE, _TAB = "/bring-in", "Bring in"
_SHOWN = 10
"""Changes of the wording that are shown at once."""
_MEANWHILE = "This page goes on by itself."


async def show(visit: Visit) -> Response:
    """What there is to bring in; the file that waits; what would become of it; and the wording in use."""
    desk, what = visit.desk, visit.wanted("what")
    if desk.workspace is None:
        return go_to("/start")
    if errand := desk.errands.at(_PAGE):
        return frame(visit, "errand.html", words.DOING[errand.job.kind], tab=_TAB, meanwhile=_MEANWHILE)
    state, root = await asyncio.to_thread(state_of, desk.workspace), desk.workspace.root
    came = in_tray(desk.workspace, OURS)
    chosen = Ours(what) if came and what in list(Ours) else None
    looked = None
    if came and chosen:
        look = LookAtOurs(root=root, file=came, changed=changed_at(came), what=chosen)
        looked = desk.errands.look(look, state)
    wordings = desk.errands.look(ListWordings(root), state)
    if wordings is None or (chosen and looked is None):
        doing = f"Looking at {came.name}" if came and chosen else "Looking at the wording in use"
        return frame(visit, "errand.html", doing, tab=_TAB, meanwhile=_MEANWHILE)
    told, desk.told = desk.told, []
    view = {
        "waits": came.name if came else "",
        "changed": str(changed_at(came)) if came else "",
        "chosen": chosen,
        "failed": looked if isinstance(looked, Failed) else None,
        "wordings": wordings.content["frameworks"] if isinstance(wordings, ToldAsJson) else [],
        "not_listed": wordings if isinstance(wordings, Failed) else None,
        "told": told,
        "shown": _SHOWN,
    }
    view |= _looked(looked) | _outcome(visit, state)
    title = _news(came, looked) if came else _done(view)
    return frame(visit, "bring_in.html", title, tab=_TAB, **view)


async def put(visit: Visit) -> Response:
    """Put it there, as it was looked at; or put the file aside."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    came = in_tray(desk.workspace, OURS)
    if came is None or (came.name, str(changed_at(came))) != (typed.get("file"), typed.get("changed")):
        desk.told = [("Nothing was changed", "Another file waits here now, or none. Look again.")]
    elif "aside" in typed:
        desk.told = [(came.name, await asyncio.to_thread(set_aside, came))]
    elif typed.get("what") in list(Ours):
        desk.errands.do(_PAGE, PutOurs(desk.workspace.root, came, Ours(typed["what"])))
    return go_to(_PAGE)


async def take_back(visit: Visit) -> Response:
    """Take back what was adopted last."""
    if visit.desk.workspace:
        visit.desk.errands.do(_PAGE, TakeBack(visit.desk.workspace.root))
    return go_to(_PAGE)


async def use(visit: Visit) -> Response:
    """Use another version of the wording."""
    if visit.desk.workspace and visit.typed.get("version"):
        visit.desk.errands.do(_PAGE, UseWording(visit.desk.workspace.root, visit.typed["version"]))
    return go_to(_PAGE)


def _looked(answer: object) -> dict[str, Any]:
    """What would become of the file, or has become of one."""
    content = answer.content if isinstance(answer, ToldAsJson) else {}
    return {"adopted": _adopted(content), "wording": _wording(content)}


def _adopted(content: dict[str, Any]) -> dict[str, Any] | None:
    if "adopted" not in content:
        return None
    told: dict[str, Any] = content["adopted"]
    forms: dict[str, list[dict[str, Any]]] = {}
    for one in told["placed"]:
        forms.setdefault(one["form"], []).append(one)
    return told | {"forms": forms}


def _wording(content: dict[str, Any]) -> dict[str, Any] | None:
    """The changes by word; where penholder's own words are replaced every text differs, so that only new ones are."""
    if "import" not in content:
        return None
    told: dict[str, Any] = content["import"]
    changes = [one | {"pieces": pieces} for one, pieces in zip(told["changes"], content["redlines"], strict=True)]
    found = {severity: [one for one in content["findings"] if one["severity"] == severity] for severity in Severity}
    return told | {
        "is_same": told["version"] == told["former_version"],
        "kinds": Counter(one["kind"] for one in changes),
        "changes": [one for one in changes if one["kind"] != "reworded" or not told["replaced"]],
        "look": [*found[Severity.ERROR], *found[Severity.WARNING]],
        "know": found[Severity.INFO],
    }


def _outcome(visit: Visit, state: str) -> dict[str, Any]:
    """What came of the last thing that was asked for here, as long as nothing has changed since."""
    errand = visit.desk.errands.done(_PAGE, state)
    answer = errand.answer if errand else None
    content = answer.content if isinstance(answer, ToldAsJson) else {}
    use = content.get("use")
    if use:
        use = use | {"changes": [a | {"pieces": b} for a, b in zip(use["changes"], content["redlines"], strict=True)]}
    return {
        "came_to_nothing": answer if isinstance(answer, Failed) else None,
        "put_adopted": _adopted(content),
        "put_wording": _wording(content),
        "undone": content.get("undone", []),
        "used": use,
    }


def _done(view: dict[str, Any]) -> str:
    """The news where no file waits: what was done last."""
    if told := view["put_adopted"]:
        return sentence(phrases.FORMS_FILLED(len(told["written"])))
    if told := view["put_wording"] or view["used"]:
        return f"Version {told['version']} is in use"
    return "What do you have already?"


def _news(came: Path, looked: object) -> str:
    if not isinstance(looked, ToldAsJson):
        return f"What is {came.name}?"
    if "import" in looked.content:
        told = looked.content["import"]
        same = told["version"] == told["former_version"]
        return "Its wording is in use already" if same else f"Its wording would become version {told['version']}"
    return sentence(phrases.FORMS_WOULD_BE_FILLED(len(looked.content["adopted"]["written"])))
