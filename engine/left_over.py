"""What systems and programs leave in people's folders by themselves: nobody wrote it, and nobody reads it.

Explorer and OneDrive lay desktop.ini and Thumbs.db into folders, Finder .DS_Store; Word, Excel and LibreOffice lay
locks and half-saved files beside what somebody works on.
"""

from __future__ import annotations

import re

_LOCK = "~$"
_OF_A_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", ".ds_store", ".directory"})
_FOLDERS_OF_A_SYSTEM = frozenset({"$recycle.bin", "system volume information", "@eadir", "__macosx"})
_HALF_SAVED = re.compile(
    r"(?=.*[A-F])[0-9A-F]{8}"  # Excel saves beside the workbook: 5D1A2000
    r"|\._.*|\.~lock\..*#|#.*#|.*~"  # Finder, LibreOffice, editors
    r"|.*\.(?i:tmp|part|partial|crdownload|swp|swx)",  # Word: ~WRL0001.tmp; browsers and editors, while they write
    re.DOTALL,
)


def is_lock(name: str) -> bool:
    """Whether the name is that of the file by which Word or Excel tells that another one is open."""
    return name.startswith(_LOCK)


def is_left_over(name: str) -> bool:
    """Whether a file or folder of this name is nobody's: of a system, or saved by half. Locks are told apart."""
    small = name.casefold()
    return small in _OF_A_SYSTEM or small in _FOLDERS_OF_A_SYSTEM or _HALF_SAVED.fullmatch(name) is not None


def is_of_people(name: str) -> bool:
    """Whether somebody may have put a file of this name there: it is neither hidden, nor a lock, nor left over."""
    return not (name.startswith(".") or is_lock(name) or is_left_over(name))
