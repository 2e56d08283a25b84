"""A file that came, laid under a name of ours: no name from outside is ever a path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """path: where a copy lies for as long as it is looked at, with the ending its bytes have. digest: SHA-256 of it.

    name, called: what it was called, and with which ending, in small letters. is_renamed: whether the name had to be
    changed or cut, so that another file may come to have the same. said: the id of the group or form that a
    person says it is of; empty where nobody did.
    """

    path: Path
    data: bytes
    digest: str
    name: str
    called: str
    is_renamed: bool
    said: str
