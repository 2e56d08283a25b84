"""What an operating system answers instead of doing what it was asked, in plain words: each is known here alone.

Windows refuses what another program holds, where Linux does not: a workbook in Excel, a report in Acrobat, a fresh file
that a virus scanner or OneDrive looks at for a moment. It says so as a lack of rights, or by a number of its own.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

_HELD = (32, 33)
"""Windows' numbers for a file that another program shares with nobody, as a whole or in part."""
_OF_THE_CLOUD = frozenset({*range(358, 399), 404, 426})
"""Windows' numbers for what goes wrong with a file of which only the name is on this machine."""
_LONGEST = 259
"""Letters of a whole path that every program on Windows takes."""
_PROGRAMS = {".xlsx": "Excel", ".xlsm": "Excel", ".xls": "Excel", ".csv": "Excel", ".docx": "Word", ".pdf": "Acrobat"}


def is_held(fault: OSError, *paths: Path, to_read: bool = False) -> bool:
    """Whether a file is refused because another program holds it, and not for a lack of rights.

    paths: what was to be moved or opened, as far as it is there. to_read: whether it was only to be read.
    """
    if getattr(fault, "winerror", None) in _HELD:
        return True
    right = os.R_OK if to_read else os.W_OK
    return isinstance(fault, PermissionError) and all(_is_allowed(path, right) for path in paths)


def _is_allowed(path: Path, right: int) -> bool:
    """Whether this user has a right to a path, as far as anything is there."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return os.access(path, right)


def is_in_the_cloud(fault: OSError) -> bool:
    """Whether a file could not be fetched: Windows then answers by a number, or that the question makes no sense."""
    return getattr(fault, "winerror", None) in _OF_THE_CLOUD or fault.errno == errno.EINVAL


def program_of(path: Path) -> str:
    """The program that most probably holds a file, as a guess in brackets: " (Excel?)"; nothing for other endings."""
    program = _PROGRAMS.get(path.suffix.casefold())
    return f" ({program}?)" if program else ""


def in_words(fault: Exception) -> str:
    """Why the system refused, as a sentence goes on with it in brackets: no number, and no word that misleads."""
    if not isinstance(fault, OSError):
        return str(fault)
    path = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else None
    if is_in_the_cloud(fault) and getattr(fault, "winerror", None) is not None:
        return "it is in the cloud and could not be fetched"
    if path is not None and getattr(fault, "winerror", None) is not None and len(str(path)) > _LONGEST:
        return f"its path is too long for Windows: {len(str(path))}, and {_LONGEST} is the most"
    if getattr(fault, "winerror", None) in _HELD:
        return f"it is open in another program{program_of(path) if path else ''}"
    return fault.strerror or str(fault)
