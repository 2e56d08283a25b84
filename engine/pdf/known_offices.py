"""The versions of LibreOffice that penholder was tried with, and what is known of another one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

OLDEST = (7, 4)
"""The first with which the tests were ever run: what is older was not, and lacks what PDF/UA asks for."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A version with which all tests of PDFs pass, veraPDF's verdict among them."""

    version: str
    of: str
    on: date


TRIED = (
    Tried("7.4.7", "Debian 12", date(2026, 11, 28)),
    Tried("25.2.3", "Debian 13 and the backports of Debian 12", date(2026, 11, 28)),
)
"""In their order. Whoever runs the tests with another one writes it here."""


class Known(StrEnum):
    """What is known of a version, as it is told."""

    TRIED = "tried"
    LIKE_ONE_TRIED = "as one that was tried, but for its mending"
    BETWEEN = "between two that were tried"
    NEWER = "newer than any that was tried"
    TOO_OLD = "too old"
    UNKNOWN = "of a version that cannot be told"


def known_of(version: str) -> Known:
    """What is known of a LibreOffice. version: as the program tells it, such as "LibreOffice 7.4.7.2"."""
    numbers = _numbers(version)
    if not numbers:
        return Known.UNKNOWN
    tried = [_numbers(each.version) for each in TRIED]
    if numbers[:3] in tried:
        return Known.TRIED
    if numbers[:2] < OLDEST:
        return Known.TOO_OLD
    if numbers[:2] in [each[:2] for each in tried]:
        return Known.LIKE_ONE_TRIED
    return Known.NEWER if numbers > tried[-1] else Known.BETWEEN


def tried_versions() -> str:
    """Those that were tried, in words."""
    return " and ".join(f"{each.version} ({each.of})" for each in TRIED)


def _numbers(version: str) -> tuple[int, ...]:
    found = re.search(r"\d{1,9}(?:\.\d{1,9})+", version)
    return tuple(map(int, found[0].split("."))) if found else ()
