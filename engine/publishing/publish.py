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
    recover(outputs, edition)
    fresh, earlier = outputs / f".{edition}.new-{os.getpid()}", outputs / f".{edition}.old"
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return _swap(fresh, outputs / edition, earlier)
    except OSError as fault:
        raise PublishError(
            f"outputs/{edition} could not be replaced ({fault.strerror or fault}). Nothing was changed in it. "
            "Close its files in other programs, look whether the disk is full, and try again."
        ) from fault
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(outputs: Path, edition: str) -> None:
    """After a build that was killed: put the earlier edition back where it was moved away, and clear what was left."""
    outputs.mkdir(parents=True, exist_ok=True)
    earlier = outputs / f".{edition}.old"
    if earlier.exists():
        if (outputs / edition).exists():
            shutil.rmtree(earlier, ignore_errors=True)
        else:
            earlier.rename(outputs / edition)
    for left in outputs.glob(f".{edition}.new-*"):
        if not _is_running(int(left.name.rpartition("-")[2] or 0)):
            shutil.rmtree(left, ignore_errors=True)


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
