"""Arrivals: what came back, what each file is and from whom, and where it goes; nothing is kept before it was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.responses import Response

from engine.model.evidence_files import EVIDENCE_FILES
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, TakeIn, TakenIn, Wanted
from engine.studio.pile import forget, from_whom, put_aside, say_from_whom, waiting
from engine.studio.visit import Visit, go_to
from engine.system_words import in_words
from engine.workspace import Workspace

_KEEP = "keep:"
_GONE = "It does not wait here any more: it was kept or put aside meanwhile. Nothing was done."
_GROUPS = ("ready", "asks", "doubt", "same", "none", "waits")
"""What can be kept; what asks from whom it is; what is in doubt; what is there already; what nobody knows; the rest."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits. arrival: as `penholder arrive --format json` tells of it; None while it is looked at."""

    name: str
    arrival: dict[str, Any] | None

    @property
    def group(self) -> str:
        """Where it stands on the page: ready, asks, doubt, same or none."""
        found = self.arrival
        if found is None:
            return "waits"
        if found["is_known"]:
            return "same"
        if found["is_sure"]:
            return "ready"
        return {"from": "asks", "anyway": "doubt"}.get(found["need"], "none")


async def show(visit: Visit) -> Response:
    """What waits, in groups: what can be kept, what asks something, and what was not taken."""
    desk = visit.desk
    if desk.workspace is None:
        return go_to("/start")
    await desk.notice()
    await desk.notice_arrivals()
    is_known = not desk.is_recognising()  # what was in doubt may be so no more without another
    found = desk.arrivals.arrivals if desk.arrivals and is_known else {}
    came = [WaitingFile(path.name, found.get(path.name)) for path in waiting(desk.workspace)]
    groups = {name: [one for one in came if one.group == name] for name in _GROUPS}
    told = desk.told
    if not groups["waits"]:  # a page that waits is soon another, before anybody has read what it says
        desk.told = []
    return frame(
        visit,
        "arrivals.html",
        _news(came, groups),
        tab="Arrivals",
        came=came,
        sources=desk.arrivals.sources if desk.arrivals else (),
        told=told,
        groups=groups,
    )


async def keep(visit: Visit) -> Response:
    """Keep the files that are ticked, put one aside, or say from whom one is."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    here = {path.name: path for path in waiting(desk.workspace)}
    if typed.get("aside") in here:
        desk.told = [(typed["aside"], await asyncio.to_thread(_aside, here[typed["aside"]]))]
    elif (about := _about(typed)) in here:
        if who := EVIDENCE_FILES if "evidence" in typed else typed.get("from", ""):
            said = await asyncio.to_thread(_say, desk.workspace, about, who)
            desk.told = [(about, said)] if said else []
    else:
        said_of = await asyncio.to_thread(from_whom, desk.workspace)
        wanted = [
            Wanted(here[name], typed[_KEEP + name], said_of.get(name, ""), f"anyway:{name}" in typed)
            for name in here
            if _KEEP + name in typed
        ]
        if not wanted and not _meant(typed):
            desk.told = [("Nothing was kept", "No file is ticked.")]
        if wanted:
            answer = await desk.answer_of(TakeIn(desk.workspace.root, tuple(wanted)))
            told = answer.told if isinstance(answer, TakenIn) else {}
            for one in (one for one in wanted if told.get(one.file.name) == ""):
                await asyncio.to_thread(forget, one.file, one.digest)
            desk.told = [(name, why or "It is in its place.") for name, why in told.items()]
            if isinstance(answer, Failed):
                desk.told = [("Nothing was kept", answer.message)]
    desk.told += [(name, _GONE) for name in _meant(typed) if name not in here]
    return go_to("/arrivals")


def _meant(typed: Mapping[str, str]) -> list[str]:
    """The files that a form is about."""
    said = [name for name in (typed.get("aside", ""), _about(typed)) if name]
    return said or [name.removeprefix(_KEEP) for name in typed if name.startswith(_KEEP)]


def _about(typed: Mapping[str, str]) -> str:
    """The file of which somebody says from what it is; empty where nobody does."""
    return typed.get("evidence") or typed.get("about", "")


def _say(workspace: Workspace, name: str, who: str) -> str:
    """Write down from whom a file is; what kept it from being written, if anything did."""
    try:
        say_from_whom(workspace, name, who)
    except OSError as fault:
        return f"From whom it is was not written down ({in_words(fault)}). Say it again."
    return ""


def _aside(path: Path) -> str:
    """Put a file aside, and say what became of it."""
    try:
        put_aside(path)
    except OSError as fault:
        return f"It was not put aside ({in_words(fault)}). Look again: it may have been kept meanwhile."
    return "It was put aside. It lies in arrivals/not-wanted."


async def take_back(visit: Visit) -> Response:
    """Take the last file back that was kept."""
    desk = visit.desk
    if desk.workspace:
        answer = await desk.answer_of(TakeIn(desk.workspace.root))
        said = answer.message if isinstance(answer, Failed) else answer.told[""] if isinstance(answer, TakenIn) else ""
        desk.told = [("Taken back", said)]
    return go_to("/arrivals")


def _news(came: list[WaitingFile], groups: dict[str, list[WaitingFile]]) -> str:
    if not came:
        return "Nothing waits here"
    ready = f". {sentence(phrases.CAN_BE_KEPT(len(groups['ready'])))}" if not groups["waits"] else ""
    return f"{sentence(phrases.FILES_CAME(len(came)))}{ready}"
