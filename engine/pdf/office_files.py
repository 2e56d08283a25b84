"""Which LibreOffice it is, told by its files: to be asked for its version, it has to be started."""

from __future__ import annotations

import os
from pathlib import Path

from engine.pdf.office import Office

_PROGRAM = "soffice.bin"
"""What lies beside the launcher, on Linux and Windows."""
_VERSIONS = ("versionrc", "version.ini")
"""Where its build stands beside it: some systems give all their files one time."""


def which(office: Office) -> str:
    """What tells a LibreOffice from any other: of each file of its program the name, the size and when it was written.

    What it says of itself where it does not lie there, so that something else may be started. Raises ConversionError
    where it does not answer.
    """
    folder = Path(os.path.realpath(office.program)).parent
    try:
        with os.scandir(folder) as found:
            about = {entry.name: entry.stat() for entry in found if entry.is_file()}
        builds = [(folder / name).read_text(encoding="utf-8", errors="replace") for name in _VERSIONS if name in about]
    except OSError:
        return office.version
    if _PROGRAM not in about:
        return office.version
    return "\n".join([*(f"{name} {at.st_size} {at.st_mtime_ns}" for name, at in sorted(about.items())), *builds])
