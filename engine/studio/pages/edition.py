"""Edition: a document page by page, as a picture, with what is on which page and the way to the tagged PDF."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.commands.editions import BuiltDocument, StandingEdition, standing_editions
from engine.findings import Severity
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.frame import statement_names
from engine.studio.jobs import ShownFinding
from engine.studio.pages.files import edition_of
from engine.studio.pages.findings import about_of, is_to_act_on, words_of
from engine.studio.visit import Visit, go_to
from engine.whole_numbers import whole_number

_NOTES = 8
"""So many findings stand in the margin; the others are a click away."""
_DEPTH = 1
"""Headings of these two levels stand in the list beside the page."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the list beside the page. is_part: a heading of the first level."""

    title: str
    page: int
    is_part: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in the margin."""

    key: str
    words: str
    about: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Margin:
    """What is found of a section. name: of its statement; empty for others. number: of all that is found."""

    name: str
    notes: list[Note]
    number: int


async def latest(asked: Visit) -> Response:
    """The report of the edition that was built last, or that there is none."""
    desk = asked.desk
    if desk.workspace is None:
        return go_to("/start")
    wanted = asked.wanted("edition"), asked.wanted("document")
    if all(wanted):
        return go_to(f"/edition/{wanted[0]}/{wanted[1]}")
    editions = await asyncio.to_thread(standing_editions, desk.workspace)
    newest = max(editions, key=lambda edition: edition.built, default=None)
    if newest is None:
        return frame(asked, "edition_none.html", "There is nothing to read yet", tab="Read")
    return go_to(f"/edition/{newest.edition}/report")


async def show(asked: Visit) -> Response:
    """One page of a document. Without a page it begins with the first."""
    await asked.desk.notice()
    standing = await edition_of(asked, asked.part("edition"))
    document = standing.document(asked.part("document"))
    if document is None:
        raise HTTPException(404)
    names = statement_names(asked.desk)
    called = words.document_title(document.name, names)
    sizes = await asyncio.to_thread(standing.sizes, document)
    if not sizes:
        return frame(asked, "edition_none.html", f"{called}: no pages to show", tab="Read", standing=standing)
    page = _page(asked.wanted("page"), len(sizes))
    chapters = _chapters(await asyncio.to_thread(_contents, standing, document), page)
    here = next((chapter.title for chapter in reversed(chapters) if chapter.page <= page), called)
    editions = await asyncio.to_thread(standing_editions, asked.desk.workspace) if asked.desk.workspace else ()
    return frame(
        asked,
        "edition.html",
        f"{here}, page {page} of {len(sizes)}",
        tab="Read",
        standing=standing,
        editions=[(one.edition, words.EDITIONS[one.edition]) for one in editions],
        document=document,
        called=called,
        documents=[(one.name, words.document_title(one.name, names)) for one in standing.documents if one.pages],
        page=page,
        size=sizes[page - 1],
        last=len(sizes),
        chapters=chapters,
        edition_name=words.EDITIONS[standing.edition],
        margin=_margin(asked, standing, document, page),
    )


def _margin(asked: Visit, standing: StandingEdition, document: BuiltDocument, page: int) -> Margin | None:
    """The findings on the section that the page belongs to; None where nobody knows of any section."""
    begins = document.sections
    looked = asked.desk.looked
    before = [(first, section) for section, first in begins.items() if first <= page]
    if looked is None or not before:
        return None
    first, section = max(before)
    here = [
        shown
        for shown in looked.shown
        if shown.printed
        and is_to_act_on(shown)
        and (shown.printed.edition, shown.printed.document) == (standing.edition, document.pdf)
        and shown.printed.page == first
    ]
    notes = [Note(one.finding.key, words_of(one, looked), about_of(one, looked), _stops(one)) for one in here]
    return Margin(statement_names(asked.desk).get(section, ""), notes[:_NOTES], len(notes))


def _stops(shown: ShownFinding) -> bool:
    return shown.finding.severity is Severity.ERROR


def _contents(standing: StandingEdition, document: BuiltDocument) -> list[tuple[str, int, bool]]:
    found = standing.contents(document)
    return [(mark.title, mark.page, mark.depth == 0) for mark in found if mark.depth <= _DEPTH]


def _chapters(contents: list[tuple[str, int, bool]], page: int) -> list[ContentsLine]:
    """The parts, and what is in the one at hand."""
    here = max((number for number, one in enumerate(contents) if one[1] <= page), default=-1)
    part, parts = 0, []
    for number, (title, begins, is_part) in enumerate(contents):
        part += is_part
        parts.append((part, ContentsLine(title, begins, is_part, is_here=number == here)))
    open_ = parts[here][0] if here >= 0 else 0
    return [chapter for part, chapter in parts if chapter.is_part or part == open_]


def _page(asked: str, last: int) -> int:
    return min(max(whole_number(asked) or 1, 1), last)
