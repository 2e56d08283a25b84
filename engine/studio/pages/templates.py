"""Templates: what is wrong with each, a picture of its page after each save in Word, its fields, styles and brand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from engine.commands.editions import state_of
from engine.commands.template_titles import TITLES
from engine.findings import Severity
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.jobs import Answer, Failed, Task, ToldAsJson, WithBytes
from engine.studio.pages.answers import Waits, unusable
from engine.studio.pages.files import saved, to_be_saved
from engine.studio.pages.sending import changed_at, in_tray, set_aside
from engine.studio.pile import TEMPLATE
from engine.studio.template_jobs import (
    AddStyles,
    Annotate,
    ApplyBrand,
    CheckTemplates,
    ListFields,
    LookAtTemplate,
    PutTemplate,
    ShowTemplate,
    ShowWholeTemplate,
    WriteGuide,
)
from engine.studio.visit import Visit, go_to

_PAGE, _TAB = "/templates", "Templates"
_WAITS = Waits(
    _TAB, "Templates are looked at by themselves, whatever data they are filled with. This page goes on by itself."
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LOOKING = "Looking at the templates"
_LONGEST, _SHOWN = 100, 60
"""Letters of a search, and fields that are shown of it."""


async def show(visit: Visit) -> Response:
    """All templates, and what was dropped to take the place of one."""
    desk = visit.desk
    if desk.workspace is None:
        return go_to("/start")
    await desk.notice()
    if busy := _WAITS.while_busy(visit, _PAGE):
        return busy
    root = desk.workspace.root
    state = await asyncio.to_thread(state_of, desk.workspace)
    checked = desk.errands.look(CheckTemplates(root), state)
    came = in_tray(desk.workspace, TEMPLATE)
    look = desk.errands.look(LookAtTemplate(root, came, changed_at(came)), state) if came else None
    every = _WAITS.told(visit, checked, _LOOKING, "The templates cannot be looked at")
    if isinstance(every, Response):
        return every
    if came and look is None:
        return _WAITS.page(visit, _LOOKING)
    told, desk.told = desk.told, []
    listed = _listed(every)
    faulty = sum(bool(one["faults"]) for one in listed)
    names = {one["name"] for one in listed}
    elsewhere = [one for one in every["findings"] if one["file"].rpartition("/")[2] not in names]
    return frame(
        visit,
        "templates.html",
        sentence(phrases.TEMPLATES_FAULTY(faulty)),
        tab=_TAB,
        listed=listed,
        elsewhere=elsewhere,
        told=told,
        came=came.name if came else "",
        look=look.content if isinstance(look, ToldAsJson) else None,
        no_template=look.message if isinstance(look, Failed) else "",
        titles=TITLES,
        **_outcome(visit, state),
    )


async def one(visit: Visit) -> Response:
    """One template: what is wrong with it, beside the page on which it has changed."""
    desk, name = visit.desk, visit.part("name")
    if desk.workspace is None:
        return go_to("/start")
    if name not in TITLES:
        raise HTTPException(404)
    root, path = desk.workspace.root, desk.workspace.template_or_house(name)
    saved_now = changed_at(path)
    state = await asyncio.to_thread(state_of, desk.workspace)
    seen = desk.errands.look(ShowTemplate(root, name), state)
    checked = desk.errands.look(CheckTemplates(root), state)
    if isinstance(checked, Failed):
        return unusable(visit, "The templates cannot be looked at", _TAB, checked)
    whole: Answer | None = seen
    if isinstance(seen, WithBytes):
        desk.pictures[name] = seen
        if checked is not None and not seen.content["whole"]:
            again = ShowWholeTemplate(root, name)
            whole = desk.errands.look(again, state)
            if isinstance(whole, Failed) and whole.is_stopped:  # a look that was newer then, and has been answered
                whole = desk.errands.look(again, state)
            seen = desk.pictures[name] = whole if isinstance(whole, WithBytes) else seen
    held = desk.pictures.get(name)
    content = checked.content if isinstance(checked, ToldAsJson) else None
    found = _of(content, name) if content else []
    failed = seen if isinstance(seen, Failed) else None
    return frame(
        visit,
        "template.html",
        TITLES[name],
        tab=_TAB,
        name=name,
        is_own=content["in_use"][name] if content else True,
        listed=_listed(content) if content else [],
        is_checked=content is not None,
        found=found,
        fault=failed.message if failed else "",
        told_by_picture=[one.as_json() for one in failed.findings] if failed and not found else [],
        seen=held.content if held else None,
        is_drawn=seen is not None,
        is_old=not isinstance(seen, WithBytes),
        waits=seen is None or checked is None or whole is None,
        saved_now=saved_now,
    )


async def fields(visit: Visit) -> Response:
    """Every field that templates may use, or those in which words are found."""
    desk = visit.desk
    if desk.workspace is None:
        return go_to("/start")
    typed = visit.wanted("q")[:_LONGEST].strip()
    answer = desk.errands.look(ListFields(desk.workspace.root), await asyncio.to_thread(state_of, desk.workspace))
    found = _WAITS.told(visit, answer, "Listing the fields", "The fields cannot be listed")
    if isinstance(found, Response):
        return found
    wanted = typed.casefold().split()
    sections = [
        (section["title"], [one for one in section["fields"] if _has(one, section["title"], wanted)])
        for section in found["sections"]
    ]
    number = sum(len(each) for _, each in sections)
    title = sentence(phrases.FIELDS_FOUND(number)) if typed else "Fields that templates may use"
    sections = [(name, each) for name, each in sections if each]
    return frame(
        visit, "template_fields.html", title, tab=_TAB, typed=typed, sections=sections, is_open=number <= _SHOWN
    )


async def add_styles(visit: Visit) -> Response:
    """Put missing styles into the templates."""
    return _done(visit, lambda root: AddStyles(root))


async def brand(visit: Visit) -> Response:
    """Put the council's brand into the templates."""
    return _done(visit, lambda root: ApplyBrand(root))


async def put(visit: Visit) -> Response:
    """Put what was dropped in the place of a template, or aside."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    came = in_tray(desk.workspace, TEMPLATE)
    if came is None or came.name != typed.get("file"):
        desk.told = [("Nothing was changed", "It does not wait here any more.")]
    elif "aside" in typed:
        desk.told = [(came.name, await asyncio.to_thread(set_aside, came))]
    else:
        desk.errands.do(
            _PAGE,
            PutTemplate(root=desk.workspace.root, file=came, name=typed.get("name", ""), seen=typed.get("seen", "")),
        )
    return go_to(_PAGE)


async def copy(visit: Visit) -> Response:
    """A template, to be saved: the workspace's own, else the house copy."""
    return await asyncio.to_thread(saved, _path(visit))


async def commented(visit: Visit) -> Response:
    """A copy of a template with a comment at each fault, to be saved."""
    workspace = visit.desk.workspace
    if workspace is None or visit.part("name") not in TITLES:
        raise HTTPException(404)
    answer = await visit.desk.answer_of(Annotate(workspace.root, visit.part("name")))
    if not isinstance(answer, WithBytes):
        raise HTTPException(404)
    return Response(answer.data, media_type=_WORD, headers=to_be_saved(answer.content["name"]))


async def guide(visit: Visit) -> Response:
    """The guide for template editors, with every field, as a Word document."""
    if visit.desk.workspace is None:
        raise HTTPException(404)
    answer = await visit.desk.answer_of(WriteGuide(visit.desk.workspace.root))
    if not isinstance(answer, WithBytes):
        raise HTTPException(409, answer.message if isinstance(answer, Failed) else "")
    return Response(answer.data, media_type=_WORD, headers=to_be_saved("Fields of the templates.docx"))


async def picture(visit: Visit) -> Response:
    """The page as it was drawn last."""
    held = visit.desk.pictures.get(visit.part("name"))
    if held is None:
        raise HTTPException(404)
    return Response(held.data, media_type="image/png")


async def saved_at(visit: Visit) -> Response:
    """When a template was saved last: another word after each save."""
    return PlainTextResponse(str(changed_at(_path(visit))))


def _path(visit: Visit) -> Path:
    """Where a template lies. Raises HTTPException 404 for a name that is none."""
    if visit.desk.workspace is None or visit.part("name") not in TITLES:
        raise HTTPException(404)
    return visit.desk.workspace.template_or_house(visit.part("name"))


def _done(visit: Visit, job: Any) -> Response:
    if visit.desk.workspace:
        task: Task = job(visit.desk.workspace.root)
        visit.desk.errands.do(_PAGE, task)
    return go_to(_PAGE)


def _listed(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every template with what is to be mended in it, and whether that stops every build."""
    return [
        {
            "name": name,
            "title": TITLES[name],
            "is_own": is_own,
            "faults": len(found := _of(content, name)),
            "stops": any(one["severity"] == Severity.ERROR for one in found),
        }
        for name, is_own in content["in_use"].items()
    ]


def _of(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """What is to be mended in one template, what stops a build first; what is only to know is left out."""
    found = [one for one in content["findings"] if one["file"] == f"word_templates/{name}"]
    return sorted(
        (one for one in found if one["severity"] != Severity.INFO), key=lambda one: one["severity"] != Severity.ERROR
    )


def _has(one: Mapping[str, Any], section: str, wanted: list[str]) -> bool:
    text = " ".join((one["write"], one["means"], one["example"], one["from"], section)).casefold()
    return all(word in text for word in wanted)


def _outcome(visit: Visit, state: str) -> dict[str, Any]:
    """What came of the last thing that was asked for here, as long as nothing has changed since."""
    errand = visit.desk.errands.done(_PAGE, state)
    answer = errand.answer if errand else None
    content = answer.content if isinstance(answer, ToldAsJson) else {}
    return {
        "failed": answer if isinstance(answer, Failed) else None,
        "added": content if "added" in content else None,
        "branded": content if "changed" in content else None,
        "put": content if "put" in content else None,
    }
