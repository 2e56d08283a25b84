"""Findings: what there is to act on, by who acts; and one of them with what was written and where it is printed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from starlette.responses import Response

from engine.alike import SEVERAL
from engine.commands.editions import BuiltDocument, StandingEdition, standing_editions
from engine.finding_kinds import Trait, kind_of
from engine.findings import Severity
from engine.model.acting import ActorKind
from engine.model.excerpt import Excerpt
from engine.phrases import nouns
from engine.phrases import studio as phrases
from engine.studio.frame import show as frame
from engine.studio.jobs import Looked, ShownFinding
from engine.studio.offers import Offer, offer_for
from engine.studio.pages.progress import not_ready
from engine.studio.visit import Visit
from engine.studio.words import without_id

_FILTERS = ("who", "severity", "statement", "q", "know")
_YOU = "You"
_FEW = 12
"""So many findings are shown at once; of more, those that nobody else can deal with, and those that stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding in the list. about: what it is about, or where it stands, small below it."""

    key: str
    words: str
    about: str
    stops: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class OfOneKind:
    """Findings of one kind. title: what the kind says, where it is folded because there are several."""

    title: str
    lines: tuple[Line, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Actors:
    """What one person, post or group has to act on. is_open: whether it is shown without a click."""

    who: str
    number: int
    kinds: tuple[OfOneKind, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One finding, whole. item: what it is about, in words, with the words themselves."""

    shown: ShownFinding
    words: str
    item: tuple[str, str] | None
    excerpt: Excerpt | None
    offer: Offer
    number: int
    of: int
    before: str
    after: str


async def show(asked: Visit) -> Response:
    """The list, and the finding that is chosen."""
    desk = asked.desk
    if early := await not_ready(asked, "Findings"):
        return early
    looked = desk.looked
    assert looked is not None
    filters = {name: asked.wanted(name) for name in _FILTERS}
    found = _in_order(_filtered(looked, filters))
    wanted = asked.wanted("f")
    here = next((shown for shown in found if shown.finding.key == wanted), None)
    chosen = await asyncio.to_thread(_chosen, asked, looked, found, here, filters) if here else None
    return frame(
        asked,
        "findings.html",
        chosen.words if chosen else "Findings",
        tab="Findings",
        actors=_by_actor(looked, found, wanted),
        found=len(found),
        every=sum(is_to_act_on(shown) for shown in looked.shown),
        stops=sum(shown.finding.severity is Severity.ERROR for shown in found),
        to_know=sum(not is_to_act_on(shown) for shown in looked.shown),
        chosen=chosen,
        is_gone=bool(wanted) and here is None,
        first=_address(filters, found[0].finding.key) if found else "",
        address=lambda key: _address(filters, key),
        everything=_address(filters, ""),
        filters=filters,
        is_filtered=any(filters.values()),
        people=_people(looked),
        statements=[(one.id, one.name) for one in looked.assessment.framework.statements],
        page=await _page(asked, here),
    )


def is_to_act_on(shown: ShownFinding) -> bool:
    """Whether somebody has to do something about it."""
    return shown.actor.kind is not ActorKind.NOBODY


def to_act_on(looked: Looked) -> int:
    """How many there are that somebody has to do something about."""
    return sum(map(is_to_act_on, looked.shown))


def words_of(shown: ShownFinding, looked: Looked) -> str:
    """What a finding says, without the id before it: the item's own words stand beside it."""
    about = shown.finding.about
    return without_id(shown.finding.message, about if about in looked.assessment.framework.items else "")


def about_of(shown: ShownFinding, looked: Looked) -> str:
    """What it is about in words, or the file and the place where it stands."""
    item = _item(shown, looked)
    file = shown.finding.place.file.rpartition("/")[2]
    where = shown.finding.place.where.rpartition(" › ")[2]
    return item[0] if item else f"{file}, {where}" if where else file


def _filtered(looked: Looked, filters: dict[str, str]) -> list[ShownFinding]:
    found = [shown for shown in looked.shown if is_to_act_on(shown) != bool(filters.get("know"))]
    if who := filters.get("who"):
        found = [shown for shown in found if shown.actor.who == who]
    if severity := filters.get("severity"):
        found = [shown for shown in found if shown.finding.severity == severity]
    if statement := filters.get("statement"):
        found = [shown for shown in found if shown.finding.about.partition(".")[0] == statement]
    for word in filters.get("q", "").casefold().split():
        found = [shown for shown in found if word in _all_words(shown, looked).casefold()]
    return found


def _all_words(shown: ShownFinding, looked: Looked) -> str:
    item = _item(shown, looked)
    finding = shown.finding
    return " ".join((finding.code, finding.message, finding.fix, str(finding.place), shown.actor.who, *(item or ())))


def _in_order(found: list[ShownFinding]) -> list[ShownFinding]:
    """By who acts, the pen holder first; whoever stops a final edition before the others; the kinds together."""
    severities = list(Severity)
    gravest: dict[str, int] = {}
    for shown in found:
        grave = severities.index(shown.finding.severity)
        gravest[shown.actor.who] = min(gravest.get(shown.actor.who, grave), grave)
    order = {who: number for number, who in enumerate(dict.fromkeys(shown.actor.who for shown in found))}
    kinds = {code: number for number, code in enumerate(dict.fromkeys(shown.finding.code for shown in found))}

    def rank(shown: ShownFinding) -> tuple[bool, int, int, int, int]:
        who = shown.actor.who
        is_other = shown.actor.kind is not ActorKind.PEN_HOLDER
        severity = severities.index(shown.finding.severity)
        return is_other, gravest[who], order[who], severity, kinds[shown.finding.code]

    return sorted(found, key=rank)


def _by_actor(looked: Looked, found: list[ShownFinding], here: str) -> tuple[Actors, ...]:
    of_each: dict[str, list[ShownFinding]] = {}
    for shown in found:
        of_each.setdefault(_called(shown), []).append(shown)
    are_few = len(found) <= _FEW
    return tuple(
        Actors(who, len(each), tuple(_kinds(looked, each, here)), are_few or _is_first(who, each, here))
        for who, each in of_each.items()
    )


def _is_first(who: str, found: list[ShownFinding], here: str) -> bool:
    return who == _YOU or any(one.finding.severity is Severity.ERROR or one.finding.key == here for one in found)


def _called(shown: ShownFinding) -> str:
    if shown.actor.kind is ActorKind.PEN_HOLDER:
        return _YOU
    return shown.actor.who or "Only to know"


def _kinds(looked: Looked, found: list[ShownFinding], here: str) -> Iterable[OfOneKind]:
    of_each: dict[tuple[str, Severity], list[ShownFinding]] = {}
    for shown in found:
        of_each.setdefault((shown.finding.code, shown.finding.severity), []).append(shown)
    for (code, severity), each in of_each.items():
        lines = tuple(_line(shown, looked, here) for shown in each)
        is_folded = len(each) >= SEVERAL and severity is not Severity.ERROR
        yield OfOneKind(_title(code, lines) if is_folded else "", lines, any(one.is_here for one in lines))


def _title(code: str, lines: tuple[Line, ...]) -> str:
    """What is said of several findings of a kind together: the catalogue's line, else the first and how many more."""
    kind = kind_of(code)
    if not kind.in_one_line:
        return f"{lines[0].words.rstrip('.')}, {phrases.AND_LIKE_IT(len(lines) - 1)}"
    nouns_of = {Trait.ABOUT_ITEMS: nouns.ITEM, Trait.ABOUT_STRENGTHS: nouns.STRENGTH}
    noun = next((noun for trait, noun in nouns_of.items() if trait in kind.traits), None)
    return kind.in_one_line.format(count=noun.figure(len(lines)) if noun else f"{len(lines):,}")


def _line(shown: ShownFinding, looked: Looked, here: str) -> Line:
    finding = shown.finding
    stops = finding.severity is Severity.ERROR
    return Line(
        key=finding.key,
        words=words_of(shown, looked),
        about=about_of(shown, looked),
        stops=stops,
        is_here=finding.key == here,
    )


def _chosen(
    asked: Visit, looked: Looked, found: list[ShownFinding], here: ShownFinding, filters: dict[str, str]
) -> Chosen:
    number, workspace = found.index(here), asked.desk.workspace
    assert workspace is not None
    return Chosen(
        shown=here,
        words=words_of(here, looked),
        item=_item(here, looked),
        excerpt=_excerpt(asked, here, looked),
        offer=offer_for(here, looked, workspace),
        number=number + 1,
        of=len(found),
        before=_address(filters, found[number - 1].finding.key) if number else "",
        after=_address(filters, found[number + 1].finding.key) if number + 1 < len(found) else "",
    )


def _excerpt(asked: Visit, here: ShownFinding, looked: Looked) -> Excerpt | None:
    """What stands at its place, without what stands above it on the page already: the item's id and words."""
    found = asked.desk.excerpts.get(here.finding.key)
    item = looked.assessment.framework.items.get(here.finding.about)
    if found is None or item is None:
        return found
    return replace(
        found, lines=tuple(one for one in found.lines if one.is_meant or one.text not in (item.id, item.text))
    )


def _item(shown: ShownFinding, looked: Looked) -> tuple[str, str] | None:
    """The checklist item or the statement that it is about: which, and its words."""
    framework, about = looked.assessment.framework, shown.finding.about
    statement = next((one for one in framework.statements if one.id == about.partition(".")[0]), None)
    if statement is None:
        return None
    item = framework.items.get(about)
    return (f"{statement.name}, item {item.number}", item.text) if item else (statement.name, "")


def _people(looked: Looked) -> list[tuple[str, str]]:
    found = {shown.actor.who: _called(shown) for shown in looked.shown if is_to_act_on(shown)}
    return list(found.items())


def _address(filters: dict[str, str], key: str) -> str:
    asked = {name: value for name, value in {**filters, "f": key}.items() if value}
    return f"/findings?{urlencode(asked, quote_via=quote)}" if asked else "/findings"


async def _page(asked: Visit, here: ShownFinding | None) -> tuple[StandingEdition, BuiltDocument, int, object] | None:
    """The edition, the document and the page on which what the finding is about begins; its size."""
    if here is None or here.printed is None or asked.desk.workspace is None:
        return None
    editions = await asyncio.to_thread(standing_editions, asked.desk.workspace)
    standing = next((one for one in editions if one.edition == here.printed.edition), None)
    name = here.printed.document.rpartition(".")[0]
    document = standing.document(name) if standing else None
    if standing is None or document is None:
        return None
    sizes = await asyncio.to_thread(standing.sizes, document)
    page = here.printed.page
    return (standing, document, page, sizes[page - 1]) if 0 < page <= len(sizes) else None
