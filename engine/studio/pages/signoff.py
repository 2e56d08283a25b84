"""Sign-off: how far each sheet has got, what goes out, what came back, and what somebody has to look at."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.clock import now
from engine.commands.at_hand import file_at_hand, files_at_hand
from engine.commands.editions import StandingEdition, standing_editions, state_of
from engine.commands.zipped import zipped
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, State, Verdict
from engine.phrases import studio as phrases
from engine.phrases.forms import in_words, sentence
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed, ToldAsJson
from engine.studio.pages.answers import Waits
from engine.studio.pages.files import saved, saved_zip
from engine.studio.pages.progress import not_ready
from engine.studio.pages.settle import day_of
from engine.studio.pile import waiting
from engine.studio.signing_jobs import AttestCopy, IssueSheets, LookAtSheets
from engine.studio.visit import Visit, go_to
from engine.workspace import Workspace

_PAGE, _TAB = "/signoff", "Sign-off"
_WAITS = Waits(_TAB, "The register of sheets tells what went out and what came back. This page goes on by itself.")
_GROUPS = {"you": "Need you", "out": "Out for signature", "done": "Signed"}
SHAPES = {
    State.NOT_ISSUED: ("open", "Not issued", ""),
    State.ISSUED: ("asked", "Out", ""),
    State.SIGNED: ("done", "Signed", "done"),
    State.STALE: ("turned", "Text has changed", "act"),
    State.ALTERED: ("altered", "Altered", "act"),
    State.CODE_ONLY: ("eye", "A copy: look at it", "act"),
}
"""For each state its shape, its words, and whether somebody has to act."""
_LETTERS = {"cover_letter.txt": "To send it with", "chase_letter.txt": "To remind with"}
_FILES = {
    "cover-letters.txt": "Letters to send the sheets with",
    "chase-letters.txt": "Letters to remind with",
    "mail-merge.csv": "List for letters made in Word",
    "routing.json": "Who signs where, for a signing service",
}
"""Files of the outbox by what they are; any other is an addendum."""


async def show(visit: Visit) -> Response:
    """The board."""
    found = await _looked_at(visit)
    if isinstance(found, Response):
        return found
    workspace = visit.desk.workspace
    assert workspace is not None
    editions = await asyncio.to_thread(standing_editions, workspace)
    final = next((one for one in editions if one.edition is Edition.FINAL), None)
    state = await asyncio.to_thread(state_of, workspace)
    told, visit.desk.told = visit.desk.told, []
    sheets = [_shown(sheet) for sheet in found["sheets"]]
    in_turn = sorted(sheets, key=lambda sheet: sheet["goes_out"])  # those beside the button by which they go out
    groups = [(name, [one for one in in_turn if one["group"] == key]) for key, name in _GROUPS.items()]
    view = {
        "final": final,
        "may_issue": bool(final and not final.changed),
        "groups": [(name, each) for name, each in groups if each],
        "sheets": sheets,
        "to_issue": [one for one in sheets if one["goes_out"]],
        "endorsers": found["endorsers"],
        "outbox": _outbox(workspace),
        "told": told,
        "letters_why": found["findings"],
        "waits": [path.name for path in waiting(workspace)],
        "some_signed": any(_signed_files(one) for one in sheets),
    }
    return frame(visit, "signoff.html", _news(sheets, final), tab=_TAB, **view, **_outcome(visit, sheets, state))


async def one(visit: Visit) -> Response:
    """One sheet: what has changed, what came back, whom to write to."""
    return await _sheet_page(visit, {}, {})


async def issue(visit: Visit) -> Response:
    """Issue what is not out, with an addendum where one was chosen."""
    desk = visit.desk
    if desk.workspace:
        chosen = {name.removeprefix("how:"): how for name, how in visit.typed.items() if name.startswith("how:")}
        addenda = tuple(sheet for sheet, how in chosen.items() if how == "addendum")
        desk.errands.do(_PAGE, IssueSheets(desk.workspace.root, addenda))
    return go_to(_PAGE)


async def attest(visit: Visit) -> Response:
    """Record whose signature somebody saw on a copy; what cannot be recorded is told, and stays as typed."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    path = await asyncio.to_thread(file_at_hand, desk.workspace, "received", typed.get("file", ""))
    day, said_day = day_of(typed.get("when", "")), typed.get("when", "").strip()
    chosen = tuple(name.removeprefix("saw:") for name in typed if name.startswith("saw:"))
    wrong = {
        "by": "" if typed.get("by", "").strip() else "Say who has looked: name and post.",
        "saw": "" if chosen else "Tick whose signature it shows.",
        "when": "Write the day with figures, such as 12/03/2026, or leave it empty." if said_day and not day else "",
        "": "" if path else "The file does not lie in signoff/received any more.",
    }
    if path is None or any(wrong.values()):
        return await _sheet_page(visit, typed, wrong)
    job = AttestCopy(
        root=desk.workspace.root,
        file=path,
        came=False,
        code=typed.get("code", ""),
        by=typed["by"].strip(),
        signed_by=chosen,
        on=day,
    )
    answer = await desk.answer_of(job)
    problem = answer.message if isinstance(answer, Failed) else _problem(answer)
    if problem:
        return await _sheet_page(visit, typed, {**wrong, "": problem})
    desk.told = [("Recorded", f"{', '.join(chosen)} signed, as {job.by} saw it.")]
    return go_to(f"{_PAGE}/{quote(visit.part('sheet'))}")


async def take_by_code(visit: Visit) -> Response:
    """Take a waiting copy back under the code that somebody read in its footer."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    path = next((one for one in waiting(desk.workspace) if one.name == typed.get("file")), None)
    if path is None:
        desk.told = [("Nothing was recorded", "The file does not wait here any more.")]
        return go_to(_PAGE)
    job = AttestCopy(root=desk.workspace.root, file=path, came=True, code=typed.get("code", "").strip())
    answer = await desk.answer_of(job)
    problem = answer.message if isinstance(answer, Failed) else _problem(answer)
    desk.told = [(path.name, problem or "It is on the register now. Look at it below.")]
    return go_to(_PAGE)


async def attachment(visit: Visit) -> Response:
    """A file of signoff/, to be saved."""
    workspace = visit.desk.workspace
    found = file_at_hand(workspace, visit.part("folder"), visit.part("name")) if workspace else None
    if found is None:
        raise HTTPException(404)
    return await asyncio.to_thread(saved, found)


async def signed_sheets(visit: Visit) -> Response:
    """All that came back signed, as one zip."""
    found = await _looked_at(visit)
    if isinstance(found, Response):
        return found
    workspace = visit.desk.workspace
    assert workspace is not None
    here = {path.name: path for path in await asyncio.to_thread(files_at_hand, workspace, "received")}
    signed = (each for sheet in found["sheets"] for each in _signed_files(sheet))
    wanted = [(f"signed-sheets/{name}", here[file]) for name, file in signed if file in here]
    if not wanted:
        raise HTTPException(404)
    return saved_zip(zipped(now().astimezone(UTC), wanted), "signed-sheets.zip")


async def _looked_at(visit: Visit) -> dict[str, Any] | Response:
    """What the bench says of the sheets; the page to show instead where it has not said it yet, or cannot."""
    desk = visit.desk
    if (early := await not_ready(visit, _TAB)) and desk.looked is None:
        return early
    assert desk.workspace is not None
    if busy := _WAITS.while_busy(visit, _PAGE):
        return busy
    state = await asyncio.to_thread(state_of, desk.workspace)
    answer = desk.errands.look(LookAtSheets(desk.workspace.root), state)
    return _WAITS.told(visit, answer, "Looking how far each sheet has got", "The sheets cannot be told of")


async def _sheet_page(visit: Visit, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    found = await _looked_at(visit)
    if isinstance(found, Response):
        return found
    sheet = next((_shown(one) for one in found["sheets"] if one["statement"] == visit.part("sheet")), None)
    if sheet is None:
        raise HTTPException(404)
    told, visit.desk.told = visit.desk.told, []
    return frame(
        visit,
        "signoff_sheet.html",
        sheet["name"],
        tab=_TAB,
        status=422 if any(wrong.values()) else 200,
        sheet=sheet,
        endorsers=found["endorsers"] if sheet["statement"] == ENDORSEMENTS else [],
        letter_names=_LETTERS,
        told=told,
        at=next((n for n, came in enumerate(sheet["came"], 1) if came["file"] == typed.get("file")), 0),
        typed={"by": "", "when": "", "file": "", **typed},
        wrong={"": "", "by": "", "saw": "", "when": "", **wrong},
    )


def _shown(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet with what the page shows of it beside what is so."""
    state = State(sheet["state"])
    shape, said, kind = SHAPES[State.SIGNED if sheet["group"] == "done" else state]
    if sheet["group"] == "out":
        shape, kind = ("late", "act") if sheet["is_late"] else ("asked", "")
        said = f"Out since {words.day(_day(sheet['issued']))}"
    writes = [one | {"mail": _mail(one, sheet), "address": _address(one["document"])} for one in sheet["to_write_to"]]
    came = [one | {"on": _day(one["on"])} for one in sheet["came"]]
    waits = any(one["waits"] for one in sheet["came"])
    return sheet | {
        "shown": (shape, said, kind),
        "note": _note(sheet),
        "due": _day(sheet["due"]) if sheet["due"] else None,
        "came": came,
        "goes_out": sheet["group"] == "you" and state in (State.NOT_ISSUED, State.STALE),
        "looks": waits and sheet["group"] == "you",
        "why": next((c["said"] for c in sheet["came"] if Verdict(c["verdict"]).is_refused), ""),
        "to_write_to": writes,
    }


def _note(sheet: dict[str, Any]) -> str:
    """What stands below the state: its own words, and the day that counts."""
    if sheet["state"] == State.NOT_ISSUED:
        return ""  # the state says it
    if sheet["group"] == "done":
        return f"{sheet['in_words']}, back on {words.day(_day(sheet['back']))}"
    wanted = f"; wanted by {words.day(_day(sheet['due']))}" if sheet["is_late"] else ""
    return f"{sheet['in_words']}{wanted}"


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _mail(one: dict[str, Any], sheet: dict[str, Any]) -> str:
    """A letter in somebody's own mail program, to be read and sent by the pen holder: the first, or a reminder."""
    letter = one["letters"]["chase_letter.txt" if sheet["days_out"] else "cover_letter.txt"]
    head, gap, body = letter.partition("\n\n")
    heads = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    subject = heads.get("Subject", sheet["name"])
    text = body if gap and "Subject" in heads else letter
    return f"mailto:{quote(one['email'])}?subject={quote(subject)}&body={quote(text)}"


def _address(document: str) -> str:
    """Where a file that is to be sent can be saved, by its path in the workspace."""
    first, _, rest = document.partition("/")
    return f"/files/{quote(rest)}" if first == "outputs" else f"/signoff/file/{quote(rest)}"


def _signed_files(sheet: dict[str, Any]) -> list[tuple[str, str]]:
    """The files by which a sheet stands as signed: the name each is given, and its own in signoff/received."""
    codes = {signed["code"] for signed in sheet["signatures"] if signed["counts"]}
    wanted = [
        one
        for one in sheet["came"]
        if sheet["state"] != State.STALE
        and one["code"] in codes
        and (one["verdict"] == Verdict.SIGNED or (Verdict(one["verdict"]).needs_a_person and not one["waits"]))
    ]
    return [
        (f"{sheet['statement']}-{one['code']}-{number}{Path(one['file']).suffix}", one["file"])
        for number, one in enumerate(wanted, 1)
    ]


def _outbox(workspace: Workspace) -> list[tuple[str, str]]:
    """What lies there to be sent, by what it is; letters that name nobody are not told of."""
    found = (path for path in files_at_hand(workspace, "outbox") if path.stat().st_size)
    return [(_FILES.get(path.name, "Addendum"), path.name) for path in found]


def _problem(answer: object) -> str:
    return str(answer.content["problem"]) if isinstance(answer, ToldAsJson) else ""


def _outcome(visit: Visit, sheets: list[dict[str, Any]], state: str) -> dict[str, Any]:
    """What came of issuing, as long as nothing has changed since."""
    errand = visit.desk.errands.done(_PAGE, state)
    answer = errand.answer if errand else None
    names = {one["statement"]: one["name"] for one in sheets}
    issued = answer.content if isinstance(answer, ToldAsJson) else None
    return {
        "failed": answer if isinstance(answer, Failed) else None,
        "issued": issued,
        "issued_sheets": sum(one in names for one in issued["issued"]) if issued else 0,  # the pack holds the same ones
        "issued_names": [names.get(one, "All sheets in one file") for one in issued["issued"]] if issued else [],
    }


def _news(sheets: list[dict[str, Any]], final: StandingEdition | None) -> str:
    if final is None and not any(one["code"] for one in sheets):
        return "There is no final edition to sign yet"
    counts = {key: sum(one["group"] == key for one in sheets) for key in _GROUPS}
    signed = sentence(phrases.SHEETS_SIGNED(counts["done"], of=in_words(len(sheets))))
    return f"{signed}. {sentence(phrases.NEED_YOU(counts['you']))}" if counts["you"] else signed
