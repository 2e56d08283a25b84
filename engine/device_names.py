"""Names that Windows keeps for devices: no file can bear one there, with whatever ending."""

from __future__ import annotations

import re

DEVICES = r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$"
"""As a pattern, in small letters."""
_DEVICE = re.compile(rf"({DEVICES})[ ]*(\..*)?", re.IGNORECASE | re.DOTALL)


def is_device(name: str) -> bool:
    """Whether a file of this name could not be made on Windows, so that it may name none on any system."""
    return _DEVICE.fullmatch(name) is not None
