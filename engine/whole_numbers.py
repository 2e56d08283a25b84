"""Whole numbers as files, addresses and people write them: what is no number, or larger than any, is none."""

from __future__ import annotations

import re

_WRITTEN = re.compile("[0-9]{1,12}")
"""More figures no program counts with. Python itself takes those of other scripts, and ends with an error at 4,300."""


def whole_number(written: object) -> int | None:
    """The number that a text writes in figures alone; None for any other text, and for no text."""
    return int(written) if isinstance(written, str) and _WRITTEN.fullmatch(written) else None
