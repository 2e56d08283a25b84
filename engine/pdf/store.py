"""What was made before, kept in the user's cache and found by what it was made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

DAYS = 30
"""What nobody asked for in this time is removed."""


class Store:
    """Files named by a hash over everything that decided what is in them, so that none of them can be stale.

    Each is put into place whole, behind a hash of itself: what was cut short or changed counts as missing. Where the
    folder cannot be used, nothing is kept, which costs the next build time and nothing else.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_cache_path("penholder", appauthor=False) / "pdf"

    def key(self, *made_from: str | bytes) -> str:
        """The name of what is made from these."""
        digest = hashlib.sha256()
        for part in made_from:
            data = part if isinstance(part, bytes) else part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()

    def take(self, key: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or not the whole of it."""
        place = self.folder / key
        try:
            held = place.read_bytes()
        except OSError:
            return None
        digest, data = held[:32], held[32:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(place)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a name."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(file.name).replace(self.folder / key)

    def forget(self) -> None:
        """Remove what nobody asked for, and what was left half-written by a build that was killed."""
        oldest = time.time() - DAYS * 24 * 3600
        with suppress(OSError):
            for place in self.folder.iterdir():
                if place.stat().st_mtime < oldest:
                    place.unlink()
