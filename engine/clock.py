"""The time, asked once in a run."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, or the one SOURCE_DATE_EPOCH names, so that a build can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0)


def in_utc(when: datetime) -> str:
    """A moment in UTC as files write it, to the second: 2026-03-14T09:26:53Z."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
