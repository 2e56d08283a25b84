"""Files as the bytes of a zip, piece by piece: no more than one of them is in memory at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from engine.clock import moment
from engine.errors import UsageError
from engine.foreign.limits import HASHED
from engine.foreign.plain_file import whole
from engine.model.manifest import FileHash
from engine.publishing.manifest import NAME, is_as_built, read_manifest
from engine.publishing.source_hashes import as_hashed, hash_of


def packed(place: Path, folder: str, called: str) -> Iterator[bytes]:
    """All that the manifest of a place lists, and the manifest. folder: that comes out. called: within a sentence.

    Raises UsageError, before the first piece, where its files are not those that were built, and later where one of
    them has become another since: no zip ends with what its manifest does not tell.
    """
    told, manifest = hash_of(place / NAME), read_manifest(place)
    if told is None or manifest is None or not is_as_built(place, manifest):
        raise UsageError(
            f"The {called} is not as it was built: a file of it was changed, put there or taken away. Nothing was "
            "packed. Build it again, or let it be proven to see which file it is."
        )
    contents = {name: entry.content for name, entry in sorted(manifest.outputs.items())} | {NAME: told}
    files = ((f"{folder}/{name}", _as_built(place / name, content, called)) for name, content in contents.items())
    return zipped(moment(manifest.built), files)


def _as_built(path: Path, content: FileHash, called: str) -> bytes:
    data = as_hashed(path, content)
    if data is None:
        raise UsageError(f"{path.name} was replaced while the {called} was packed. Save it again.")
    return data


def zipped(when: datetime, files: Iterable[tuple[str, Path | bytes]]) -> Iterator[bytes]:
    """The zip. when: what its files carry as their time. files: by their names, each with where it lies or
    what is in it.

    Raises RefusedFile where one of them cannot be read.
    """
    out, time = _Stream(), when.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:  # what it holds is packed already, or small
        for name, file in files:
            package.writestr(zipfile.ZipInfo(name, time), file if isinstance(file, bytes) else whole(file, HASHED))
            yield out.taken()
    yield out.taken()


class _Stream:
    """What a zip is written to, and taken away from again."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes, /) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What has been written since it was taken last."""
        taken = bytes(self._held)
        self._held.clear()
        return taken
