"""Files that somebody put into an edition's folder: the next build keeps them, beside the editions."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from engine.escapes import escaped_name
from engine.findings import Finding, Place, warning
from engine.publishing.publish import PublishError
from engine.publishing.source_hashes import counts, hash_of
from engine.system_words import in_words

ASIDE = "put_aside"
"""The folder in outputs/ that holds them, by edition."""


def put_aside(outputs: Path, edition: str, ours: Collection[str]) -> list[Finding]:
    """Copy what is not ours out of an edition's folder, before that is replaced. ours: paths of what was or is built.

    Returns M-12 for each. Raises PublishError where one cannot be kept: then nothing is replaced.
    """
    folder, found = outputs / edition, []
    for path in _strangers(folder, ours):
        name = path.relative_to(folder).as_posix()
        try:
            kept = _kept(path, outputs / ASIDE / edition / path.relative_to(folder))
        except OSError as fault:
            raise PublishError(
                f"outputs/{edition} holds {escaped_name(name)}, which was not built, and it cannot be put aside "
                f"({in_words(fault)}). Nothing was changed. Move it away, and build again."
            ) from fault
        where = escaped_name(kept.relative_to(outputs.parent).as_posix())
        message = f"{escaped_name(name)} is not part of the edition: somebody put it there. It is in {where} now."
        place = Place(f"outputs/{edition}/{escaped_name(name)}")
        found.append(warning("M-12", place, message, "Keep files of your own outside the folders of editions."))
    return found


def _strangers(folder: Path, ours: Collection[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if counts(path) and path.relative_to(folder).as_posix() not in ours:
            yield path


def _kept(path: Path, place: Path) -> Path:
    """A copy at a place, or beside it where something else is there already."""
    number, free = 1, place
    while free.exists() and hash_of(free) != hash_of(path):
        number += 1
        free = place.with_name(f"{place.stem} {number}{place.suffix}")
    free.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, free)
    return free
