"""Kinds of Office files, and whether the first bytes can be of one at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from engine.foreign import limits
from engine.foreign.archive import Source
from engine.foreign.refusal import RefusedFile, megabytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office 97 begin with, and files of today that are locked."""
_ZIP = b"PK"
_CLOSE_IT = "Close it in other programs and try again."
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
        try:
            with source.open("rb") as file:
                head, size = file.read(len(OLE)), source.stat().st_size
        except OSError as reason:
            raise cannot_be_opened(reason) from reason
    if not head:
        raise RefusedFile("The file is empty (0 bytes).", _IN_THE_CLOUD)
    return head, size


def whole(path: Path, most: int) -> bytes:
    """All bytes of a file that may have so many at the most. Raises RefusedFile."""
    try:
        with path.open("rb") as file:
            refuse_larger(path.stat().st_size, most)
            return file.read(most)
    except OSError as reason:
        raise cannot_be_opened(reason) from reason


def refuse_larger(size: int, most: int) -> None:
    """Raises RefusedFile where a file has more bytes than it may."""
    if size > most:
        message = f"The file is too large: it has {megabytes(size)}, and {megabytes(most)} is the most."
        raise RefusedFile(message, "Ask the sender for a smaller one: with smaller pictures, or only what is needed.")


def cannot_be_opened(reason: OSError) -> RefusedFile:
    """The refusal of a file that the system does not let anybody read."""
    return RefusedFile(f"The file cannot be opened: {reason.strerror or reason}.", _CLOSE_IT)
