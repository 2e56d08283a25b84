"""The time, asked once in a run."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from engine.errors import UsageError

_SECONDS = re.compile("[0-9]{1,12}")
_FIRST, _LAST = 315_532_800, 4_354_819_199
"""The seconds from 1980 to 2107: the years that a zip file, and so a Word file, knows."""

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def now() -> datetime:
    """The present moment, or the one SOURCE_DATE_EPOCH names, so that a build can be repeated to the byte.

    Raises UsageError where that names none.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    if not _SECONDS.fullmatch(epoch) or not _FIRST <= int(epoch) <= _LAST:
        raise UsageError(
            f'SOURCE_DATE_EPOCH is "{epoch[:40]}". Set it to a moment in seconds since 1970, such as 1773480413, from '
            "1980 to 2107 as files in Word and PDF can carry it, or do not set it."
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def in_utc(when: datetime) -> str:
    """A moment in UTC as files write it, to the second: 2026-03-14T09:26:53Z."""
    return when.strftime(_STAMP)


def moment(stamp: str) -> datetime:
    """The moment that a file names so. Raises ValueError for what in_utc() cannot have written, in whatever year."""
    when = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    if not _FIRST <= when.timestamp() <= _LAST:
        raise ValueError(stamp)
    return when
