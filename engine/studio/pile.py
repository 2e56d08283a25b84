"""What was dropped and is not kept yet: files in the folder arrivals/ of the workspace, so that a studio loses none.

What came back lies in it; what is for one page alone, in a tray: a folder in it, for one file at a time. No name from
outside is a path: of each the last part stays, without what a system or a terminal would act on.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine import patient_moves, whole_file
from engine.device_names import is_device
from engine.errors import UsageError
from engine.foreign.plain_file import size_and_hash, whole
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import EVIDENCE_FILES
from engine.own_json import DAMAGED
from engine.plain_words import one_line, within_bytes
from engine.system_words import in_words
from engine.unseen_letters import without_direction, without_unseen
from engine.workspace import Workspace

_FOLDER, _ASIDE, _UNFINISHED = "arrivals", "not-wanted", ".part"
USED = "used"
"""Where a file lies, in its tray, once what was wanted of it has been taken."""
_FROM, _MOST_SAID = ".from-whom.json", 1_000_000
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_OTHERS = (".docx", ".pdf", ".p7m", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".json")
_OF_EVIDENCE = (".docx", ".pdf", ".pptx", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_TEXTS = (".docx", ".odt", ".doc", ".rtf", ".pdf")
_ENDINGS = frozenset((*_TABLES, *_OTHERS))
_ACTED_ON = re.compile('[<>:"|?*\x00-\x1f\x7f-\x9f]')
_LONGEST = 150
"""Bytes of a name before its ending: more than one in the inputs has, so that one that is cut there is seen to be."""


@dataclass(frozen=True, slots=True)
class Tray:
    """Where files wait, by the folder in arrivals/; empty for arrivals/ itself. kinds: those it takes, in words.

    said: from what each file is, where the page says so on which it was dropped.
    """

    folder: str
    endings: frozenset[str]
    kinds: str
    said: str = ""


CAME = Tray("", _ENDINGS, "Excel, Word, OpenDocument, CSV, PDF and pictures of signed sheets are")
"""For what came back: any number of files."""
EVIDENCE = Tray(
    "",
    frozenset((*_TABLES, *_OF_EVIDENCE)),
    "PDF, Word, Excel, OpenDocument tables, PowerPoint, text and pictures are",
    EVIDENCE_FILES,
)
"""For files of the evidence itself: they wait with what came back."""
REQUEST = Tray("request", frozenset(_TABLES), "Excel, OpenDocument and CSV are")
"""For the request for the information return."""

OURS = Tray("bring-in", frozenset((*_TABLES, *_TEXTS)), "Word, OpenDocument, PDF and Excel are")
"""For what a council has already."""

TEMPLATE = Tray("template", frozenset({".docx"}), "a Word document (.docx) is")
"""For a template that somebody changed elsewhere."""
LOGO = Tray("logo", frozenset({".png", ".jpg", ".jpeg"}), "PNG and JPEG pictures are")
"""For a logo that is to be the council's."""
BEFORE = Tray("compare", frozenset({".json"}), "a record.json is")
"""For the version that is compared with."""


def cleaned(name: str, tray: Tray = CAME) -> str:
    """A name under which a file may lie. Raises UsageError, which names the file, for one that can be none."""
    last = re.split(r"[/\\]", name)[-1]
    seen = one_line(_ACTED_ON.sub("", without_direction(without_unseen(last)))).strip(". ")
    stem, ending = within_bytes(Path(seen).stem, _LONGEST).strip(". "), Path(seen).suffix.casefold()
    if ending not in tray.endings or not stem:
        raise UsageError(f"{seen or 'A file without a name'} was not taken: {tray.kinds}. Nothing of it was kept.")
    if stem.startswith("~"):
        raise UsageError(f"{seen} was not taken: Word and Excel keep such a file while one is open. Send that one.")
    if is_device(f"{stem}{ending}"):
        raise UsageError(f"{seen} was not taken: Windows keeps that name for a device. Give it another one.")
    return f"{stem}{ending}"


def pile_of(workspace: Workspace, tray: Tray = CAME) -> Path:
    """The folder in which files wait. It need not be there."""
    return workspace.root / _FOLDER / tray.folder


def waiting(workspace: Workspace, tray: Tray = CAME) -> tuple[Path, ...]:
    """The files that nobody has kept or put aside yet, by name."""
    folder = pile_of(workspace, tray)
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path for path in found if path.is_file() and not path.name.startswith((".", "~"))))


def state_of_pile(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Another one as soon as a file comes, goes or changes."""
    about = ((path.name, path.stat()) for path in waiting(workspace))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in about)


async def take(workspace: Workspace, name: str, pieces: AsyncIterator[bytes], tray: Tray = CAME) -> Path:
    """Write down what comes, piece by piece, and give it its name when it is whole; else nothing of it stays.

    What lay in a tray is put aside for it. Raises UsageError for a name that can be none, for a file without a byte,
    and where the disk does not take it.
    """
    name, folder = cleaned(name, tray), pile_of(workspace, tray)
    fresh = folder / f".{secrets.token_hex(8)}{_UNFINISHED}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with fresh.open("xb") as file:
            async for piece in pieces:
                file.write(piece)
            size = file.tell()
        if not size:
            raise UsageError(f"{name} is empty. Nothing of it was kept.")
        for earlier in waiting(workspace, tray) if tray.folder else ():
            put_aside(earlier)
        return _named(fresh, name)
    except OSError as fault:
        raise UsageError(f"{name} could not be written ({in_words(fault)}). Nothing of it was kept.") from fault
    finally:
        with suppress(OSError):
            fresh.unlink()


def put_aside(path: Path, to: str = _ASIDE) -> None:
    """Take a file out of what waits; it stays in a folder beside it. Raises OSError, as where it is not there."""
    aside = path.parent / to
    aside.mkdir(exist_ok=True)
    patient_moves.replace(path, _free(aside, path.name))


def from_whom(workspace: Workspace) -> dict[str, str]:
    """From whom files are that wait, by name, where a person said so of the very file that has the name now."""
    said: object = None
    with suppress(RefusedFile, OSError, *DAMAGED):
        said = json.loads(whole(pile_of(workspace) / _FROM, _MOST_SAID))
    if not isinstance(said, dict):
        return {}
    told = ((name, said.get(name), [size, changed]) for name, size, changed in state_of_pile(workspace))
    return {
        name: one["who"]
        for name, one, file in told
        if isinstance(one, dict) and one.get("file") == file and isinstance(one.get("who"), str)
    }


def say_from_whom(workspace: Workspace, name: str, who: str) -> None:
    """Write down from whom a file is. Raises OSError."""
    said = from_whom(workspace) | {name: who}
    files = {each: [size, changed] for each, size, changed in state_of_pile(workspace)}
    content = {each: {"who": one, "file": files[each]} for each, one in said.items() if each in files}
    whole_file.replace(pile_of(workspace) / _FROM, json.dumps(content, ensure_ascii=False, indent=1).encode())


def forget(path: Path, digest: str) -> None:
    """Take away a file that is in its place now. digest: its SHA-256: another one that has its name since stays."""
    with suppress(RefusedFile):
        if size_and_hash(path)[1] == digest:
            path.unlink(missing_ok=True)


def clear_unfinished(workspace: Workspace) -> None:
    """Take away what came when a studio was killed, and is not whole."""
    for folder in (pile_of(workspace, tray) for tray in (CAME, REQUEST, OURS, BEFORE, TEMPLATE, LOGO)):
        for path in folder.glob(f".*{_UNFINISHED}") if folder.is_dir() else ():
            path.unlink(missing_ok=True)


def _named(fresh: Path, name: str) -> Path:
    """A finished file under a name of its own. Raises OSError. Another studio may take the same one at this moment."""
    while True:
        path = _free(fresh.parent, name)
        with suppress(FileExistsError):
            whole_file.put_where_nothing_is(fresh, path)
            return path


def _free(folder: Path, name: str) -> Path:
    """A place for a name: with a number where another file has it already."""
    path, number = folder / name, 2
    while os.path.lexists(path):  # also where a link leads nowhere: its name is taken
        path, number = folder / f"{Path(name).stem} ({number}){Path(name).suffix}", number + 1
    return path
