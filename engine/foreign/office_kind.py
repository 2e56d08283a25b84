"""Kinds of Office files, and whether the first bytes can be of one at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum

from engine.foreign import limits
from engine.foreign.archive import Source
from engine.foreign.plain_file import opened, refuse_larger
from engine.foreign.refusal import RefusedFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office 97 begin with, and files of today that are locked."""
_ZIP = b"PK"
_IN_THE_CLOUD = "It may still be in the cloud: open it once, then copy it here again."


@dataclass(frozen=True, slots=True)
class _About:
    words: str
    ending: str


class OfficeKind(Enum):
    """What a file is to be. words: with its article; ending: of its name."""

    WORD = _About("a Word document", ".docx")
    EXCEL = _About("an Excel workbook", ".xlsx")
    OPEN_DOCUMENT = _About("an OpenDocument workbook", ".ods")

    @property
    def again(self) -> str:
        """How to get a sound file of the kind."""
        return f"Open it, save it again as {self.value.words} ({self.value.ending}), and put it back."

    def none_of_it(self) -> RefusedFile:
        """The refusal of a file that is of another kind."""
        return RefusedFile(f"The file is not {self.value.words}, whatever its name says.", self.again)


def refuse_what_cannot_be_one(source: Source, kind: OfficeKind) -> None:
    """Raises RefusedFile for a file that is empty, locked, of another kind, too large, or that cannot be opened."""
    head, size = first_bytes(source)
    if head.startswith(OLE):
        raise RefusedFile(
            "The file is protected by a password or a sensitivity label, or it is in the format of Office 97.",
            f"Ask the sender for a copy without protection, saved as {kind.value.words} ({kind.value.ending}).",
        )
    if not head.startswith(_ZIP):
        raise kind.none_of_it()
    refuse_larger(size, limits.FILE)


def first_bytes(source: Source) -> tuple[bytes, int]:
    """The first eight bytes, and how many there are. Raises RefusedFile where there are none, or none can be read."""
    if isinstance(source, bytes):
        head, size = source[: len(OLE)], len(source)
    else:
        with opened(source) as file:
            head, size = file.read(len(OLE)), os.fstat(file.fileno()).st_size
    if not head:
        raise RefusedFile("The file is empty (0 bytes).", _IN_THE_CLOUD)
    return head, size
