"""Step 8: an edition appears whole, or the earlier one stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from engine.errors import PenholderError


class PublishError(PenholderError):
    """The folder of the outputs cannot be written."""

    exit_code = 2


def publish(outputs: Path, edition: str, files: Mapping[str, bytes]) -> Path:
    """Write all files of an edition and put them in the place of the earlier ones in one move.

    files: content by path inside the edition. Raises PublishError, with the earlier edition whole, where it cannot.
    """
    try:
        recover(outputs, edition)
    except OSError as fault:
        raise _not_written(edition, fault) from fault
    fresh, earlier = outputs / f".{edition}.new-{os.getpid()}", outputs / f".{edition}.old"
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return _swap(fresh, outputs / edition, earlier)
    except OSError as fault:
        raise _not_written(edition, fault) from fault
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _not_written(edition: str, fault: OSError) -> PublishError:
    return PublishError(
        f"outputs/{edition} could not be replaced ({fault.strerror or fault}). Nothing was changed in it. "
        "Close its files in other programs, look whether the disk is full, and try again."
    )


def recover(outputs: Path, edition: str) -> None:
    """After a build that was killed: put the earlier edition back where it was moved away, and clear what was left."""
    refuse_what_stands_there(outputs, edition)
    outputs.mkdir(parents=True, exist_ok=True)
    earlier = outputs / f".{edition}.old"
    if earlier.is_dir() and not earlier.is_symlink() and not os.path.lexists(outputs / edition):
        earlier.rename(outputs / edition)
    elif os.path.lexists(earlier):
        _clear(earlier)
    for left in outputs.glob(f".{edition}.new-*"):
        process = left.name.rpartition("-")[2]
        if not (process.isdecimal() and len(process) < 10 and _is_running(int(process))):
            _clear(left)


def refuse_what_stands_there(outputs: Path, edition: str) -> None:
    """Raises PublishError where no folder can be made for an edition, because something else stands in its place."""
    for place, name in ((outputs, "outputs"), (outputs / edition, f"outputs/{edition}")):
        if os.path.lexists(place) and (not place.is_dir() or (place != outputs and place.is_symlink())):
            what = "a link" if place.is_symlink() else "a file"
            raise PublishError(
                f"{name} is {what}, and a folder is to stand there. Nothing was built. Move it away, and build again."
            )


def _clear(place: Path) -> None:
    """Take away what an earlier run left, whatever it is."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()
    if os.path.lexists(place):
        raise PublishError(
            f"outputs/{place.name} stands in the way of a new edition and cannot be cleared. Nothing was changed. "
            "Close its files in other programs, or delete it, and build again."
        )


def _swap(fresh: Path, place: Path, earlier: Path) -> Path:
    if place.exists():
        place.rename(earlier)
    try:
        fresh.rename(place)
    except OSError:
        if earlier.exists():
            earlier.rename(place)
        raise
    with suppress(OSError):
        shutil.rmtree(earlier)
    return place


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()
