"""A LibreOffice profile that runs no macros, fetches nothing, and shows by a lock file what it has open."""

from __future__ import annotations

from pathlib import Path

_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "UseLocking", "true"),
    ("/org.openoffice.Office.Common/Misc", "UseDocumentOOoLockFile", "true"),
    ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "999.9"),
)
"""The last: a LibreOffice that finds itself newer than the one before tries a hundred ways of drawing, in pictures of
64 MB. Without windows 7.4 never notes that it has, and what 25.2 notes is written over here. That was two thirds of
every start.
"""


_SETTINGS_FILE = "registrymodifications.xcu"


def is_fresh(profile: Path) -> bool:
    """Whether LibreOffice has never started with it: then nothing lies in it but these settings."""
    return not any(path.name != _SETTINGS_FILE for path in (profile / "user").glob("*"))


def write_profile(profile: Path) -> None:
    """Put the settings into a profile. They are written each time, whatever LibreOffice left there."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / _SETTINGS_FILE).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
        newline="\n",
    )
