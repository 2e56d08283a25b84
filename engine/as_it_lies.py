"""Names of files whatever the case of their letters, so that a workspace means the same on every system.

Asked for overview.docx, Windows and macOS find Overview.docx, and Linux does not: so it is looked for here.
"""

from __future__ import annotations

import os
from pathlib import Path


def as_it_lies(path: Path) -> Path:
    """A path under the very names that lie in the folders, where they differ from what is asked for by case alone.

    The very name goes before any other; of several others, the first by name counts. Where nothing is found, the path
    as it is asked for.
    """
    if os.path.lexists(path) or path.parent == path:
        return path
    folder = as_it_lies(path.parent)
    try:
        names = sorted(found.name for found in folder.iterdir() if found.name.casefold() == path.name.casefold())
    except (OSError, ValueError):
        return path
    return folder / names[0] if names else path


def is_same_file(path: Path, asked: Path) -> bool:
    """Whether a file that was found in a folder is the one that is found under a name that is asked for."""
    return as_it_lies(asked) == path
