"""Names of folders and files of the information return: made here, so that they sort and none leads elsewhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

RETURN, INDEX = "return", "index.xlsx"
"""The folder of the return in outputs/, and its index in it."""
_OTHER = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_LONGEST = 40


def folder_name(place: int, places: int, text: str) -> str:
    """The number of an item, so that all sort, and the beginning of its words."""
    return "-".join(filter(None, (str(place).zfill(max(2, len(str(places)))), plain(text))))


def file_name(folder: str, number: int, ref: str, title: str, source: Path) -> str:
    """A file's name within its folder: the item's number, its own, its reference, its title, and its ending."""
    ending = source.suffix.lower().removeprefix(".")
    words = "-".join(filter(None, (folder.partition("-")[0], f"{number:02}", plain(ref), plain(title or source.stem))))
    return f"{words}.{ending}" if _ENDING.fullmatch(ending) else words


def plain(text: str) -> str:
    """The beginning of a text in small letters of ASCII, digits and hyphens: a name on every system."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _OTHER.sub("-", letters).strip("-")
    return words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST] if len(words) > _LONGEST else words
