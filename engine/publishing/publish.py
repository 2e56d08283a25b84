"""Step 8: an edition appears whole, or the earlier one stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from engine import patient_moves
from engine.errors import PenholderError
from engine.foreign.plain_file import is_link
from engine.publishing.file_by_file import held_in, replaced_one_by_one
from engine.system_words import in_words, is_held, program_of

_TURN = 60
"""Seconds that another build may take to publish: it writes files that are ready."""


class PublishError(PenholderError):
    """The folder of the outputs cannot be written."""

    exit_code = 2


def publish(outputs: Path, edition: str, files: Mapping[str, bytes], tell: Callable[[str], None] | None = None) -> Path:
    """Write all files of an edition and put them in the place of the earlier ones in one move.

    files: content by path inside the edition. tell: called with the name of each file that stays as it was, because
    another program holds it; without it such an edition is refused. Raises PublishError where it cannot, with the
    earlier edition whole unless it says otherwise.
    """
    refuse_what_stands_there(outputs, edition)
    try:
        with _alone(outputs, edition):
            _clear_up(outputs, edition)
            return _published(outputs, edition, files, tell)
    except OSError as fault:
        raise _not_written(edition, fault) from fault


def recover(outputs: Path, edition: str) -> None:
    """After a build that was killed: put the earlier edition back where it was moved away, and clear what was left."""
    refuse_what_stands_there(outputs, edition)
    with _alone(outputs, edition):
        _clear_up(outputs, edition)


def refuse_what_stands_there(outputs: Path, edition: str) -> None:
    """Raises PublishError where no folder can be made for an edition, because something else stands in its place."""
    for place, name in ((outputs, "outputs"), (outputs / edition, f"outputs/{edition}")):
        if os.path.lexists(place) and (not place.is_dir() or (place != outputs and is_link(place))):
            what = "a link" if is_link(place) else "a file"
            raise PublishError(
                f"{name} is {what}, and a folder is to stand there. Nothing was built. Move it away, and build again."
            )


def refuse_what_is_open(outputs: Path, edition: str) -> None:
    """Raises PublishError where another program holds files of an edition, so that it could not take their place."""
    if held := held_in(outputs / edition):
        raise PublishError(_are_open(edition, held, f"Nothing was changed in outputs/{edition}."))


@contextmanager
def _alone(outputs: Path, edition: str) -> Iterator[None]:
    """While this lasts no other build publishes the edition, so whatever an earlier one left is nobody's.

    A lock ends with its process, however that ends: no number of a process is asked for, which may be another's by now.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    path = outputs / f".{edition}.lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=_TURN)
    except Timeout as late:
        raise PublishError(
            f"Another build is writing outputs/{edition} and does not come to an end. Nothing was changed. "
            "Wait for it, or end it, and build again."
        ) from late
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes it with the lock; a build that waits for it asks for a new one
            path.unlink()
        lock.release()


def _published(outputs: Path, edition: str, files: Mapping[str, bytes], tell: Callable[[str], None] | None) -> Path:
    fresh, place, earlier = outputs / f".{edition}.new", outputs / edition, outputs / f".{edition}.old"
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if not place.exists() or _moved_aside(place, earlier):
            return _moved_in(fresh, place, earlier)
        _take_places(fresh, place, files, tell)
        return place
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _moved_aside(place: Path, earlier: Path) -> bool:
    """Whether the earlier edition could be moved; not where another program holds a file of it."""
    try:
        patient_moves.move(place, earlier)
    except OSError as fault:
        if not is_held(fault, place, place.parent):
            raise
        return False
    return True


def _moved_in(fresh: Path, place: Path, earlier: Path) -> Path:
    try:
        patient_moves.move(fresh, place)
    except OSError as fault:
        if earlier.exists():
            _put_back(earlier, place, fault)
        raise
    with suppress(OSError):
        shutil.rmtree(earlier)
    return place


def _put_back(earlier: Path, place: Path, why: OSError) -> None:
    try:
        patient_moves.move(earlier, place)
    except OSError as fault:
        raise PublishError(
            f"outputs/{place.name} could not be replaced ({in_words(why)}), and the earlier edition could not be put "
            f"back: it is whole in outputs/{earlier.name}, and the next build puts it back. Close its files in other "
            "programs, and build again."
        ) from fault


def _take_places(fresh: Path, place: Path, files: Mapping[str, bytes], tell: Callable[[str], None] | None) -> None:
    """The folder stays, and what is in it is replaced, for a program holds something of it."""
    edition = place.name
    held = held_in(place)
    if held and tell is None:
        raise PublishError(_are_open(edition, held, f"Nothing was changed in outputs/{edition}."))
    stayed = replaced_one_by_one(fresh, place, files, held)
    for name in stayed:
        if tell is None:
            but = f"All else in outputs/{edition} is new, so do not pass it on."
            raise PublishError(_are_open(edition, stayed, but))
        tell(name)


def _are_open(edition: str, names: list[str], but: str) -> str:
    told = ", ".join(f"outputs/{edition}/{name}{program_of(Path(name))}" for name in names)
    return f"Open in another program: {told}. {but} Close what is open, and build again."


def _not_written(edition: str, fault: OSError) -> PublishError:
    return PublishError(
        f"outputs/{edition} could not be replaced ({in_words(fault)}). Nothing was changed in it. "
        "Close its files in other programs, look whether the disk is full, and try again."
    )


def _clear_up(outputs: Path, edition: str) -> None:
    earlier = outputs / f".{edition}.old"
    if earlier.is_dir() and not is_link(earlier) and not os.path.lexists(outputs / edition):
        patient_moves.move(earlier, outputs / edition)
    elif os.path.lexists(earlier):
        _clear(earlier)
    for left in outputs.glob(f".{edition}.new*"):
        _clear(left)


def _clear(place: Path) -> None:
    """Take away what an earlier run left, whatever it is."""
    if place.is_dir() and not is_link(place):
        with suppress(OSError):
            patient_moves.patiently(lambda: shutil.rmtree(place), place)
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()
    if os.path.lexists(place):
        raise PublishError(
            f"outputs/{place.name} stands in the way of a new edition and cannot be cleared. Nothing was changed. "
            "Close its files in other programs, or delete it, and build again."
        )
