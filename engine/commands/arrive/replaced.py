"""What a file that came would replace, and whether that is the same, or newer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from engine.as_it_lies import as_it_lies
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need, Replaced
from engine.commands.arrive.came import Came
from engine.commands.arrive.surroundings import Surroundings
from engine.doors import digest_at
from engine.finding_kinds import Trait, has
from engine.foreign.office_kind import OfficeKind
from engine.foreign.office_package import opened_package
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.foreign.workbook_parts import when_saved
from engine.plain_words import long_date
from engine.sources.checklists.grid import Opened
from engine.sources.checklists.open_file import open_file

_PACKED = {".docx": OfficeKind.WORD, ".xlsx": OfficeKind.EXCEL}


def replaced(around: Surroundings, came: Came, arrival: Arrival) -> Arrival:
    """The arrival with what it would replace, and what there is to say of that. Raises RefusedFile."""
    if not arrival.target:
        return arrival
    files = list(_in_its_place(around, arrival))
    if len(files) > 1 and not any(digest_at(path) == arrival.digest for path in files):
        return _beside(around, arrival, files)
    saved = _saved(came.path)
    found = tuple(_compared(around, path, arrival.digest, saved) for path in files)
    same = tuple(one for one in found if one.is_same)
    if same:
        return replace(arrival, target=same[0].file, replaces=same[:1], doubts=(), need=Need.NOTHING)
    if found and PurePosixPath(found[0].file).suffix.lower() == PurePosixPath(arrival.target).suffix:
        arrival = replace(arrival, target=found[0].file)
    newer = [one for one in found if one.is_newer]
    if newer:
        doubt = f"{newer[0].file} was saved after it, on {_day(files[0])}."
        arrival = replace(arrival, doubts=(*arrival.doubts, doubt), need=arrival.need or Need.ANYWAY)
    return replace(arrival, replaces=found)


def _in_its_place(around: Surroundings, arrival: Arrival) -> Iterator[Path]:
    """What lies where it goes; of a checklist, every file of its group that counts."""
    target = as_it_lies(_path(around, arrival.target))
    if arrival.kind is ArrivalKind.CHECKLIST:
        read = around.reading.assessment.received if around.reading else ()
        own = [as_it_lies(_path(around, one.file)) for one in read if one.group == arrival.about and not one.left_out]
        yield from own
        if target in own:
            return
    if is_there(target):
        yield target


def _beside(around: Surroundings, arrival: Arrival, files: list[Path]) -> Arrival:
    """Where a group has sent several files, nobody but a person can say which of them goes."""
    target = PurePosixPath(arrival.target)
    number = 2
    while is_there(_path(around, str(target.with_name(f"{arrival.about} {number}{target.suffix}")))):
        number += 1
    names = " and ".join(path.name for path in files)
    doubt = f"{names} are there from {arrival.who} already. It would lie beside them, and all would be read as one."
    beside = str(target.with_name(f"{arrival.about} {number}{target.suffix}"))
    return replace(arrival, target=beside, doubts=(*arrival.doubts, doubt), need=arrival.need or Need.ANYWAY)


def _compared(around: Surroundings, path: Path, digest: str, saved: datetime | None) -> Replaced:
    there, was = digest_at(path), None if _is_blank(around, path) else _saved(path)
    return Replaced(
        file=around.workspace.relative(path),
        digest=there,
        is_same=there == digest,
        is_newer=was > saved if was and saved else None,
    )


def _is_blank(around: Surroundings, path: Path) -> bool:
    """Whether it is a form in which nobody has written: it is no newer than what somebody did write, whenever made."""
    if around.reading is None:
        return False
    file = around.workspace.relative(path)
    checklists = around.reading.assessment.checklists
    if any(one.place.file == file and one.is_blank for one in checklists):
        return True
    found = around.reading.judgement.findings
    return path.suffix.lower() == ".docx" and any(one.place.file == file and has(one, Trait.NOT_YET) for one in found)


def _saved(path: Path) -> datetime | None:
    """When a file was saved last, as it says itself; None where it does not, or cannot be read."""
    try:
        if kind := _PACKED.get(path.suffix.lower()):
            with opened_package(path, kind) as package:
                part = next((r.target for r in package.of_package if r.kind.endswith("/core-properties")), "")
                when = when_saved(part, package.read(part), kind.again) if part and package.has(part) else None
        else:
            opened = open_file(path)
            when = opened.saved if isinstance(opened, Opened) else None
    except RefusedFile:
        return None
    return when.replace(tzinfo=UTC) if when and when.tzinfo is None else when


def _day(path: Path) -> str:
    when = _saved(path)
    return long_date(when) if when else "another day"


def _path(around: Surroundings, file: str) -> Path:
    return around.workspace.root.joinpath(*PurePosixPath(file).parts)
