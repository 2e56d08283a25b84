"""A workspace watched while people work in it: what is saved is built at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from threading import Event
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from watchfiles import Change, watch

from engine import own_faults
from engine.commands.build import BuildReport, bring_up_to_date
from engine.commands.saves import heard_saves
from engine.errors import PenholderError, StoppedError
from engine.framework.catalogue import framework_file, load_framework
from engine.left_over import is_left_over, is_of_people
from engine.model.edition import Order
from engine.model.volumes import Volume
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.publishing.manifest import read_manifest
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace

if TYPE_CHECKING:
    from engine.assembly.one_order import OneOrder

QUIET, LONGEST = 75, 1200
"""Milliseconds without a further change after which a save counts as done, and the longest anybody waits for that."""

_FOLDERS = ("inputs", "word_templates", "data_schemas")
_REGISTER = ("signoff", "register.jsonl")
_OFFICE = (".docx", ".xlsx")
_SOON = 150
"""So many pages a report may have for a sheet to wait for it: of a longer one the chapters alone take seconds."""
_WHOLE_WITHIN = 1.5
"""Seconds in which a file that is being written becomes whole; after that its reader says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to: an edition, or why there is none. changed: files; seconds: since the change was seen."""

    changed: tuple[str, ...]
    outcome: BuildReport | PenholderError
    seconds: float


def watch_and_build(workspace: Workspace, order: Order, tell: Callable[[Done], None]) -> None:
    """Bring an edition up to date, and again whenever somebody has saved, until Ctrl-C.

    First comes what somebody works on: the sheet, and the report of a draft, of which only those chapters are laid out
    that have changed. Then the whole takes its place, which is stopped when somebody saves again. LibreOffice waits for
    the next change, so that nobody waits for LibreOffice.
    """
    with heard_saves(lambda ends: _changes(workspace, ends)) as saves, Standby(order) as standby:
        start = time.perf_counter()
        first = _built(workspace, order, standby, _at_hand(order, standby))
        tell(Done((), first, time.perf_counter() - start))
        if isinstance(first, BuildReport) and first.is_unchanged:
            _get_ready(workspace, order, standby)
        for changed in saves:
            _let_become_whole(workspace, changed)
            for done in follow(workspace, order, changed, standby, saves.are_waiting):
                tell(done)


def follow(
    workspace: Workspace, order: Order, changed: tuple[str, ...], standby: Standby, more: Callable[[], bool]
) -> Iterator[Done]:
    """What comes of a save, part for part. more: whether somebody has saved since: the whole is then left to that save.

    Why a part alone could not be built matters only if the whole cannot either.
    """
    start = time.perf_counter()
    at_hand = _at_hand(order, standby)

    def built(part: Order) -> BuildReport | PenholderError:
        return _built(workspace, part, standby, at_hand, more if part == order else lambda: False)

    for part in _in_turn(workspace, order, changed, at_hand):
        for outcome in _of_part(part, built):
            if isinstance(outcome, BuildReport) or (part == order and not isinstance(outcome, StoppedError)):
                yield Done(changed, outcome, time.perf_counter() - start)


def is_of_interest(root: Path, path: Path) -> bool:
    """Whether a file takes part in a build: not Word's lock files, temporary files, backups, or what is made here."""
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
    is_of_work = not is_of_people(path.name) or path.name.startswith("~") or path.name.lower().endswith(".bak")
    is_hidden = any(part.startswith(".") or is_left_over(part) for part in parts)
    is_source = (len(parts) > 1 and parts[0] in _FOLDERS) or parts == _REGISTER
    return is_source and bool(path.suffix) and not is_of_work and not is_hidden


def is_on_a_share(root: PurePath) -> bool:
    """Whether a folder lies on a server, of which Windows tells changes late or not at all: they are looked for."""
    if not isinstance(root, PureWindowsPath):
        return False
    drive = root.drive.replace("/", "\\").casefold()
    is_plain = drive.startswith("\\\\") and not drive.startswith(("\\\\.\\", "\\\\?\\"))
    return is_plain or drive.startswith("\\\\?\\unc\\")


def _changes(workspace: Workspace, ends: Event) -> Iterator[tuple[str, ...]]:
    """The files that changed, each time people have saved; nothing, now and then, while nobody has."""

    def wanted(_: Change, path: str) -> bool:
        return is_of_interest(workspace.root, Path(path))

    found = watch(
        workspace.root,
        watch_filter=wanted,
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=1000,
        yield_on_timeout=True,
        stop_event=ends,
        force_polling=is_on_a_share(workspace.root) or None,
    )
    return (tuple(sorted({workspace.relative(Path(path)) for _, path in changes})) for changes in found)


def _let_become_whole(workspace: Workspace, changed: tuple[str, ...]) -> None:
    """Wait for Office files that are still being written: their last bytes make them zip files."""
    paths = [workspace.root / name for name in changed if name.endswith(_OFFICE)]
    until = time.monotonic() + _WHOLE_WITHIN
    while time.monotonic() < until and any(path.is_file() and not is_zipfile(path) for path in paths):
        time.sleep(0.05)


def _in_turn(workspace: Workspace, order: Order, changed: tuple[str, ...], at_hand: OneOrder) -> Iterator[Order]:
    """The sheet at hand where one form changed, or a sheet of the template that did, with the report at once; then all.

    In one order both are there soonest: LibreOffice has the sheet while the report is drawn, and the report after it.
    A sheet would wait for a long report.
    """
    try:
        statements = [statement.id for statement in load_framework(framework_file(workspace)).statements]
    except PenholderError:  # the build of the whole says why
        statements = []
    forms = [path.stem.casefold() for name in changed if (path := PurePosixPath(name)).parent.name == "narrative"]
    sheets = [form for form in forms if form in statements]
    if any(name.endswith(f"/{TemplateKind.SHEET}") for name in changed):
        sheets = sheets or statements[:1]
    folder = workspace.outputs / order.edition
    if not order.only and folder.is_dir():
        both = replace(order, only=tuple(dict.fromkeys(sheets)), report_at_once=at_hand.chapterwise is not None)
        parts = _apart(both) if _pages_of_report(folder) > _SOON else (both,)
        yield from (part for part in parts if part.is_part)
    yield order


def _pages_of_report(folder: Path) -> int:
    """How many there were when the edition in a folder was built; 0 without a PDF."""
    manifest = read_manifest(folder)
    entry = manifest.outputs.get(f"{Volume.CORE}.pdf") if manifest else None
    return (entry.pages or 0) if entry else 0


def _apart(part: Order) -> tuple[Order, Order]:
    """The sheets of an order, and the report."""
    return replace(part, report_at_once=False), replace(part, only=())


def _of_part(
    part: Order, built: Callable[[Order], BuildReport | PenholderError]
) -> Iterator[BuildReport | PenholderError]:
    """What comes of a part; where a sheet and the report cannot come together, what comes of each by itself."""
    outcome = built(part)
    if isinstance(outcome, BuildReport) or not (part.only and part.report_at_once):
        yield outcome
    else:
        yield from map(built, _apart(part))


def _at_hand(order: Order, standby: Standby) -> OneOrder:
    """What the parts of an order share; a draft's report is wanted at once."""
    from engine.assembly.one_order import OneOrder  # takes longer to load than watching takes to begin

    try:
        return OneOrder(standby.chapterwise() if order.edition.is_draft else None)
    except PenholderError:  # the build says why there is no engine
        return OneOrder()


def _get_ready(workspace: Workspace, order: Order, standby: Standby) -> None:
    """What a build would have made ready for the next save, where there was nothing to build."""
    converter, at_hand = standby.ready(), _at_hand(order, standby)
    if converter is None or at_hand.chapterwise is None:
        return
    from engine.assembly.documents import chapters_of_what_stands

    with suppress(PenholderError):  # the build after the next save tells
        reading = at_hand.reading(order.edition, workspace, Progress())
        chapters_of_what_stands(converter, workspace, reading, order, at_hand.chapterwise)


def _built(
    workspace: Workspace,
    order: Order,
    standby: Standby,
    at_hand: OneOrder,
    stops: Callable[[], bool] = lambda: False,
) -> BuildReport | PenholderError:
    try:
        return bring_up_to_date(workspace, order, Progress(stops=stops), standby, at_hand)
    except PenholderError as fault:
        return fault
    except Exception as fault:  # a fault of our own is told, and the next save is another attempt
        return own_faults.as_error(fault)
