"""What the registry of Windows says; on any other system, nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

Registry = Callable[[str, str], Mapping[str, str]]
"""Asked with "HKLM" (the machine) or "HKCU" (the user) and the path of a key; gives the texts that stand there by their
names, the nameless one under "". Empty where there is no such key."""


def registry(hive: str, key: str) -> Mapping[str, str]:
    """The registry of this machine."""
    if sys.platform != "win32":
        return {}
    import winreg

    root = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}[hive]
    try:
        # as 64-bit programs see it, whatever this one is: what others wrote stands under WOW6432Node
        opened = winreg.OpenKey(root, key, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except OSError:
        return {}
    with opened:
        values = (winreg.EnumValue(opened, number) for number in range(winreg.QueryInfoKey(opened)[1]))
        return {name: str(value) for name, value, kind in values if kind in (winreg.REG_SZ, winreg.REG_EXPAND_SZ)}
