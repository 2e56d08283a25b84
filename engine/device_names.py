"""Names that no file can bear: those that Windows keeps for devices, with whatever ending, and long ones."""

from __future__ import annotations

import re

DEVICES = r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$"
"""As a pattern, in small letters."""
_ID = re.compile("[a-z][a-z0-9-]{0,59}")
_DEVICE = re.compile(rf"({DEVICES})[ ]*(\..*)?", re.IGNORECASE | re.DOTALL)


def is_device(name: str) -> bool:
    """Whether a file of this name could not be made on Windows, so that it may name none on any system."""
    return _DEVICE.fullmatch(name) is not None


def can_name_a_file(name: str) -> bool:
    """Whether the id of a group or section can name a file on every system."""
    return _ID.fullmatch(name) is not None and not is_device(name)
