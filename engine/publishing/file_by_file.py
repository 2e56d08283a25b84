"""An edition whose folder cannot be moved: what is free in it is replaced, and what is not is known by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from engine import patient_moves
from engine.foreign.plain_file import is_plain
from engine.left_over import is_of_people
from engine.publishing.manifest import NAME
from engine.system_words import is_held


def held_in(folder: Path) -> list[str]:
    """The files of a folder that another program holds so that nobody may change them, by their paths inside it.

    Each is opened to be written, and nothing is. Where the right to change it is missing, it is held by nobody.
    """
    return [path.relative_to(folder).as_posix() for path in _files_in(folder) if _is_held(path)]


def replaced_one_by_one(fresh: Path, place: Path, names: Iterable[str], held: Collection[str]) -> list[str]:
    """Put new files in the place of earlier ones, the manifest last, and take away those that are no more.

    held: files that are not tried. Gives the names of all that stay as they were.
    """
    wanted = [*(name for name in names if name != NAME), NAME]
    gone = (path.relative_to(place).as_posix() for path in _files_in(place))
    stayed = [name for name in gone if name not in wanted and not _removed(place / name)]
    stayed += [name for name in wanted if name in held or not _replaced(fresh / name, place / name)]
    return stayed


def _files_in(folder: Path) -> list[Path]:
    """The files of an edition's folder, without the locks of programs and what systems left."""
    return sorted(path for path in folder.rglob("*") if is_plain(path) and is_of_people(path.name))


def _is_held(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except OSError as fault:
        return is_held(fault, path)
    return False


def _replaced(fresh: Path, path: Path) -> bool:
    if not fresh.exists():
        return True
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        patient_moves.replace(fresh, path)
    except OSError:
        return False
    return True


def _removed(path: Path) -> bool:
    with suppress(OSError):
        patient_moves.patiently(path.unlink, path)
        with suppress(OSError):  # the folder it lay in, where it was the last
            path.parent.rmdir()
        return True
    return False
