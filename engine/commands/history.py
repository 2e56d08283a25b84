"""What came, was ruled, changed, built, sent and signed, from the files in which the workspace keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from engine.clock import moment
from engine.commands.editions import standing_editions
from engine.commands.send import sent_out
from engine.doors import Door, PutThrough, changes
from engine.errors import UsageError
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, Entry, Event, Verdict
from engine.phrases import nouns
from engine.publishing.build_log import LoggedBuild, logged_builds
from engine.signatures.register import Register
from engine.workspace import Workspace
from engine.yaml_spans import content_of
from engine.yaml_text import NotYamlError


class HistoryKind(StrEnum):
    """What happened."""

    CAME = "came"
    RULED = "ruled"
    CHANGED = "changed"
    BUILT = "built"
    SENT = "sent"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One thing that happened. at: when, in UTC; None where only the day is known. words, more: for a reader."""

    kind: HistoryKind
    day: date
    words: str
    more: str = ""
    at: datetime | None = None


def history(workspace: Workspace, names: Mapping[str, str]) -> tuple[HistoryEvent, ...]:
    """Everything that is known to have happened, the last day first, and of a day the last thing first.

    names: what groups, statements and themes are called, by id. What a file cannot be asked is not told.
    """
    found = [
        *(_of_door(change, names) for change in changes(workspace) if change.door in _DOORS),
        *_rulings(workspace, names),
        *_builds(workspace),
        *_sent(workspace),
        *_signing(workspace, names),
    ]
    return tuple(sorted(found, key=_moment)[::-1])  # of one second, what was told last comes first


def _moment(event: HistoryEvent) -> tuple[date, datetime]:
    return event.day, event.at or datetime.combine(event.day, datetime.min.time(), UTC)


def _event(kind: HistoryKind, at: datetime, words: str, more: str = "") -> HistoryEvent:
    return HistoryEvent(kind=kind, day=at.astimezone().date(), at=at, words=words, more=more)


_DOORS: dict[Door, tuple[HistoryKind, str]] = {
    Door.ARRIVE: (HistoryKind.CAME, "{files} came"),
    Door.ADOPT: (HistoryKind.CAME, "{files}: filled from what you had already"),
    Door.KEEP_REQUEST: (HistoryKind.CAME, "A request for the information return was read: {files}"),
    Door.COUNCIL: (HistoryKind.CHANGED, "council.yaml was changed in Council"),
    Door.IMPORT_WORDING: (HistoryKind.CHANGED, "The official wording was brought in"),
    Door.USE_FRAMEWORK: (HistoryKind.CHANGED, "Another version of the wording was chosen"),
}
"""What is told of a change by its door. Rulings and what was sent have lists of their own, which say more."""


def _of_door(change: PutThrough, names: Mapping[str, str]) -> HistoryEvent:
    kind, words = _DOORS[change.door]
    told = words.format(files=", ".join(_called(one.file, names) for one in change.files))
    more = ""
    if change.undoes:
        told = f"Taken back: {told[:1].lower()}{told[1:]}"
    elif kind is HistoryKind.CAME and any(one.was for one in change.files):
        more = "It replaced what stood there, which is kept."
    return _event(kind, moment(change.at), told, more)


def _called(file: str, names: Mapping[str, str]) -> str:
    """What a file of the inputs is called: by whose it is, or what it is about."""
    path = PurePosixPath(file)
    about = names.get(path.stem, "")
    if path.parts[1:2] == ("checklists",):
        return f"The checklist of {about}" if about else path.name
    return f"The form of {about}" if about and path.parts[1:2] == ("narrative",) else path.name


_RULED: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    "ratings": lambda one, names: f"{names.get(one['group'], one['group'])}, {one['item']}: {one['rating']}",
    "rows": lambda one, _: f"{one['file']}, a row: {one['as']}",
    "files": lambda one, _: f"{one['file']}: {one['use']}",
    "sheets": lambda one, _: f"{one['file']}, sheet {one['sheet']}: {one['use']}",
}


def _rulings(workspace: Workspace, names: Mapping[str, str]) -> Iterator[HistoryEvent]:
    """Those in decisions.yaml that say who decided, when and why."""
    path = workspace.inputs / "decisions.yaml"
    content: Any = None
    with suppress(RefusedFile, UnicodeDecodeError, NotYamlError):
        content = content_of(whole(path, YAML).decode("utf-8-sig")) if is_there(path) else None
    for kind, words in _RULED.items() if isinstance(content, dict) else ():
        for one in content.get(kind) or ():
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                day, more = date.fromisoformat(one["when"]), f"{one['who']}: {one['why']}"
                yield HistoryEvent(kind=HistoryKind.RULED, day=day, words=words(one, names), more=more)


def _builds(workspace: Workspace) -> Iterator[HistoryEvent]:
    """Every build that was logged, and editions that stand and were built before there was a log."""
    logged = list(logged_builds(workspace))
    for edition in standing_editions(workspace):
        if not any(one.edition is edition.edition for one in logged):
            report = edition.document("report")
            logged.append(LoggedBuild(edition.edition, edition.built, report.pages if report else 0))
    for one in logged:
        pages = f"Its report has {nouns.PAGE.figure(one.pages)}." if one.pages else ""
        yield _event(HistoryKind.BUILT, one.at, f"{_EDITIONS[one.edition]} was built", pages)


_EDITIONS = {
    Edition.DRAFT: "A draft",
    Edition.FINAL: "A final edition",
    Edition.PUBLIC: "A public edition",
}


def _sent(workspace: Workspace) -> Iterator[HistoryEvent]:
    with suppress(UsageError):
        for one in sent_out(workspace):
            words = f"A reminder went to {one.who}" if one.is_reminder else f"Forms went to {one.who}"
            yield HistoryEvent(kind=HistoryKind.SENT, day=one.when, words=words, more=one.what)


def _signing(workspace: Workspace, names: Mapping[str, str]) -> Iterator[HistoryEvent]:
    """What the register tells: sheets issued, back, attested. Raises InputError where it cannot be read."""
    sheets: dict[str, str] = {}
    for entry in Register(workspace).entries():
        if entry.event is Event.ISSUED:
            name = entry.get("sheet")
            sheets[entry.code] = "endorsement sheet" if name == ENDORSEMENTS else f"sheet of {names.get(name, name)}"
        kind = HistoryKind.SENT if entry.event is Event.ISSUED else HistoryKind.SIGNED
        words, more = _of_register(entry, sheets.get(entry.code, f"sheet {entry.code}"))
        yield _event(kind, moment(entry.at), words, more)


def _of_register(entry: Entry, sheet: str) -> tuple[str, str]:
    match entry.event:
        case Event.ISSUED:
            people = _listed(one["name"] for one in entry.about.get("people", {}).values())
            what = "The addendum to the" if entry.is_addendum else "The"
            return f"{what} {sheet} was issued for signature", f"To {people}, code {entry.code}" if people else ""
        case Event.ATTESTED:
            return f"A signature on the {sheet} was attested", f"By {entry.get('by')}"
    signers = _listed(one["signer"] for one in entry.about.get("signatures", ()))
    return f"The {sheet} came back {_BACK.get(entry.verdict, 'as a copy, to be looked at')}", signers


_BACK = {
    Verdict.SIGNED: "signed",
    Verdict.UNSIGNED: "without a signature",
    Verdict.BESIDE: "signed beside its place",
    Verdict.ALTERED: "altered",
    None: "",
}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, names)))
