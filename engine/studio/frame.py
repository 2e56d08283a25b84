"""What all pages have in common: the frame around them, and how HTML is made. The studio's only use of Jinja.

Its environment is its own, and none of a Word template's: every value is escaped, and a name that is not there is an
error and no empty place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from engine import __version__
from engine.phrases import nouns
from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio import words
from engine.studio.desk import Desk, folder_in_words
from engine.studio.visit import TOKEN, Visit
from engine.workspace import package

_FOLDER = package() / "studio"


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the navigation. open: how many things wait for the pen holder there.

    begins_apart: whether it is the first of those that stand apart, since they are wanted now and then.
    """

    name: str
    address: str
    open: int = 0
    begins_apart: bool = False


TABS = (
    Tab("Progress", "/"),
    Tab("Send out", "/send"),
    Tab("Arrivals", "/arrivals"),
    Tab("Findings", "/findings"),
    Tab("Settle", "/settle"),
    Tab("Build", "/build"),
    Tab("Read", "/edition"),
    Tab("Sign-off", "/signoff"),
    Tab("Hand over", "/handover"),
    Tab("Council", "/council", begins_apart=True),
    Tab("Templates", "/templates"),
    Tab("Bring in", "/bring-in"),
    Tab("Evidence", "/evidence"),
    Tab("Return", "/return"),
)
"""The pages in the order of the work; apart, what goes beside it."""


@cache
def environment() -> Environment:
    """Where pages are made."""
    folders = [_FOLDER / "pages", _FOLDER]
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"day": words.day, "moment": words.moment, "clock_time": words.clock_time}
    made.globals |= {"version": __version__, "nouns": nouns, "phrases": phrases, "sentence": sentence}
    return made


def show(asked: Visit, template: str, title: str, *, tab: str = "", status: int = 200, **view: Any) -> Response:
    """A page. title: the news, as its heading has it. tab: where it belongs. view: what the page shows."""
    desk = asked.desk
    html = (
        environment()
        .get_template(template)
        .render(
            title=title,
            tab=tab,
            tabs=_tabs(desk) if desk.workspace else (),
            council=council_of(desk),
            folder=folder_in_words(desk.workspace.root) if desk.workspace else "",
            framework=desk.looked.assessment.framework.version if desk.looked else "",
            state=desk.as_json(),
            is_beside_another=desk.is_beside_another(),
            token_name=TOKEN,
            token=asked.door.token,
            **view,
        )
    )
    return HTMLResponse(html, status)


def bare(template: str, status: int = 200, **view: Any) -> Response:
    """A page outside of the studio: before somebody is let in, and after it has ended."""
    return HTMLResponse(environment().get_template(template).render(**view), status)


def council_of(desk: Desk) -> str:
    """The council's name, as it was read last."""
    return desk.looked.assessment.council.name if desk.looked else "penholder"


def _tabs(desk: Desk) -> tuple[Tab, ...]:
    open_: dict[str, int] = {"Arrivals": len(desk.arrivals.arrivals)} if desk.arrivals else {}
    open_ |= {"Settle": sum(one.question.must for one in desk.looked.questions)} if desk.looked else {}
    return tuple(replace(tab, open=open_.get(tab.name, 0)) for tab in TABS)


def statement_names(desk: Desk) -> dict[str, str]:
    """The names of the statements by their ids, as far as anything was read."""
    return {one.id: one.name for one in desk.looked.assessment.framework.statements} if desk.looked else {}
