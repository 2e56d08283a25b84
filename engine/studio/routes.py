"""Every address of the studio, with what it takes and who answers. Tests of the door are made of this list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from engine import own_faults
from engine.errors import PenholderError
from engine.studio.desk import Desk
from engine.studio.frame import bare
from engine.studio.guard import App, FrontDoor, Guard
from engine.studio.pages import (
    arrivals,
    bring_in,
    build,
    compare,
    council,
    edition,
    ending,
    events,
    evidence,
    files,
    findings,
    handover,
    history,
    information_return,
    logo,
    progress,
    send,
    settle,
    signoff,
    start,
    templates,
)
from engine.studio.pages.sending import by_form, by_script
from engine.studio.pile import BEFORE, CAME, EVIDENCE, LOGO, OURS, REQUEST, TEMPLATE
from engine.studio.visit import BY_SCRIPT, Handler, Takes, Visit, with_form


@dataclass(frozen=True, slots=True)
class Address:
    """One address. path: as Starlette writes it."""

    path: str
    answer: Handler
    method: str = "GET"
    takes: Takes = Takes.NOTHING


ENTRIES = (
    Address("/", progress.show),
    Address("/look", progress.look_again, "POST", Takes.FORM),
    Address("/start", start.show),
    Address("/start", start.make, "POST", Takes.FORM),
    Address("/start/shortcut", start.shortcut, "POST", Takes.FORM),
    Address("/findings", findings.show),
    Address("/arrivals", arrivals.show),
    Address("/arrivals", arrivals.keep, "POST", Takes.FORM),
    Address("/arrivals/files", by_form(CAME, "/arrivals"), "POST", Takes.FILES),
    Address("/arrivals/file", by_script(CAME), "POST", Takes.BYTES),
    Address("/arrivals/back", arrivals.take_back, "POST", Takes.FORM),
    Address("/settle", settle.listed),
    Address("/settle/back", settle.take_back, "POST", Takes.FORM),
    Address("/settle/{question}", settle.show),
    Address("/settle/{question}", settle.record, "POST", Takes.FORM),
    Address("/build", build.show),
    Address("/build", build.order, "POST", Takes.FORM),
    Address("/build/stop", build.stop, "POST", Takes.FORM),
    Address("/edition", edition.latest),
    Address("/edition/{edition}/{document:path}", edition.show),
    Address("/pages/{edition}/{stamp}/{width:int}/{page:int}/{document:path}", files.picture),
    Address("/files/{edition}/{path:path}", files.attachment),
    Address("/readiness/{edition}", files.readiness),
    Address("/bring-in", bring_in.show),
    Address("/bring-in/file", by_script(OURS), "POST", Takes.BYTES),
    Address("/bring-in/files", by_form(OURS, "/bring-in"), "POST", Takes.FILES),
    Address("/bring-in/put", bring_in.put, "POST", Takes.FORM),
    Address("/bring-in/back", bring_in.take_back, "POST", Takes.FORM),
    Address("/bring-in/use", bring_in.use, "POST", Takes.FORM),
    Address("/council", council.show),
    Address("/council", council.save, "POST", Takes.FORM),
    Address("/council/text", council.show_text),
    Address("/council/text", council.save_text, "POST", Takes.FORM),
    Address("/council/back", council.take_back, "POST", Takes.FORM),
    Address("/council/logo", logo.put, "POST", Takes.FORM),
    Address("/council/logo/file", by_script(LOGO), "POST", Takes.BYTES),
    Address("/council/logo/files", by_form(LOGO, logo.PAGE), "POST", Takes.FILES),
    Address("/council/logo/{which}/{changed:int}", logo.picture),
    Address("/council/{part}", council.show),
    Address("/council/{part}", council.save, "POST", Takes.FORM),
    Address("/send", send.show),
    Address("/send", send.record, "POST", Takes.FORM),
    Address("/send/due", send.set_due, "POST", Takes.FORM),
    Address("/send/forms", send.forms),
    Address("/history", history.show),
    Address("/evidence", evidence.show),
    Address("/evidence/file", by_script(EVIDENCE), "POST", Takes.BYTES),
    Address("/evidence/files", by_form(EVIDENCE, "/arrivals"), "POST", Takes.FILES),
    Address("/return", information_return.show),
    Address("/return/file", by_script(REQUEST), "POST", Takes.BYTES),
    Address("/return/files", by_form(REQUEST, "/return"), "POST", Takes.FILES),
    Address("/return/request", information_return.request, "POST", Takes.FORM),
    Address("/return/build", information_return.build, "POST", Takes.FORM),
    Address("/return/prove", information_return.prove, "POST", Takes.FORM),
    Address("/return/zip", information_return.whole_folder),
    Address("/return/{path:path}", information_return.attachment),
    Address("/signoff", signoff.show),
    Address("/signoff", signoff.issue, "POST", Takes.FORM),
    Address("/signoff/copy/code", signoff.take_by_code, "POST", Takes.FORM),
    Address("/signoff/file/{folder}/{name}", signoff.attachment),
    Address("/signoff/zip/signed", signoff.signed_sheets),
    Address("/signoff/{sheet}", signoff.one),
    Address("/signoff/{sheet}", signoff.attest, "POST", Takes.FORM),
    Address("/handover", handover.show),
    Address("/handover/zip/{edition}", handover.whole_edition),
    Address("/compare", compare.show),
    Address("/compare", compare.write, "POST", Takes.FORM),
    Address("/compare/file", by_script(BEFORE), "POST", Takes.BYTES),
    Address("/compare/files", by_form(BEFORE, "/compare"), "POST", Takes.FILES),
    Address("/compare/note/{name}", compare.attachment),
    Address("/templates", templates.show),
    Address("/templates/styles", templates.add_styles, "POST", Takes.FORM),
    Address("/templates/brand", templates.brand, "POST", Takes.FORM),
    Address("/templates/put", templates.put, "POST", Takes.FORM),
    Address("/templates/file", by_script(TEMPLATE), "POST", Takes.BYTES),
    Address("/templates/files", by_form(TEMPLATE, "/templates"), "POST", Takes.FILES),
    Address("/templates/fields", templates.fields),
    Address("/templates/guide", templates.guide),
    Address("/templates/copy/{name}", templates.copy),
    Address("/templates/commented/{name}", templates.commented),
    Address("/templates/picture/{name}", templates.picture),
    Address("/templates/saved/{name}", templates.saved_at),
    Address("/templates/{name}", templates.one),
    Address("/events", events.stream),
    Address("/close", ending.ask),
    Address("/close", ending.close, "POST", Takes.FORM),
    Address("/static/{name}", files.static),
)

_WHY = {
    404: ("There is no such page", "It may have been a page of an edition that has been built again since."),
    405: ("There is no such page", "It cannot be asked for in this way."),
    413: ("That is too large", "A file may have 100 MB at the most. Nothing of it was kept."),
}


def application(desk: Desk, door: FrontDoor) -> App:
    """The whole studio behind its door."""
    app = Starlette(
        routes=[Route(entry.path, _answered(entry, desk, door), methods=[entry.method]) for entry in ENTRIES],
        exception_handlers={HTTPException: _refusal, PenholderError: _told, Exception: _fault},
    )
    return Guard(app, door, lambda why: bare("refused.html", 403, why=why), bare("opened.html"))


def _answered(entry: Address, desk: Desk, door: FrontDoor) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return await entry.answer(await with_form(Visit(request=request, desk=desk, door=door), entry.takes))
        except ClientDisconnect:
            return Response(status_code=499)  # nobody is there to read it

    return answer


async def _refusal(asked: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    said = fault.detail if isinstance(fault, HTTPException) else ""
    heading, more = _WHY.get(status, ("That cannot be done", said))
    if BY_SCRIPT in asked.headers:
        return PlainTextResponse(f"{heading}. {more}", status)
    return bare("wrong.html", status, heading=heading, more=more)


async def _told(_: Request, fault: Exception) -> Response:
    return bare("wrong.html", 409, heading="That cannot be done", more=str(fault))


async def _fault(_: Request, fault: Exception) -> Response:
    return bare("wrong.html", 500, heading="Something went wrong", more=own_faults.as_error(fault).message)
