"""Files as they lie: plain ones are opened, whatever their names lead to, and nothing else ever is.

A name may lead to a folder, a device that never ends, a pipe that waits for ever, or to itself. Whoever reads or hashes
what lies in a workspace opens it here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from engine.as_it_lies import as_it_lies
from engine.foreign import limits
from engine.foreign.refusal import RefusedFile, megabytes
from engine.patient_moves import patiently
from engine.system_words import in_words, is_held, is_in_the_cloud, program_of

_PATIENCE = 1.0
"""Seconds that a file which another program holds is waited for: it may be saving."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without waiting: a pipe that takes the place of a file in between is refused, and nobody waits for its other end."""
_PIECE = 2**20
_JUNCTION = 0xA0000003
"""How Windows marks a folder that stands for another one."""
_CLOSE_IT = "Close it in other programs and try again."
_ASK = "Close it in other programs, or ask whoever looks after the folder for the right to read it."
_SAVE = "Save and close it, and run again. If nobody has it open, ask for the right to read it."
_IN_THE_CLOUD = (
    "The file is in the cloud and could not be fetched, so nothing of it was read.",
    'Look whether OneDrive is running, choose "Always keep on this device" for the folder, and run again.',
)
_ITSELF = ("The file cannot be opened: its name leads to itself.", "Put the file itself in its place.")
_NO_RIGHT = (errno.EACCES, errno.EPERM)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, to be read. Raises RefusedFile for what is none, and where it cannot be opened or read."""
    path = as_it_lies(path)
    try:
        refuse_unless_plain(path.stat())
        handle = patiently(lambda: os.open(path, _FLAGS), path, seconds=_PATIENCE, to_read=True)
    except (OSError, ValueError) as reason:
        raise reason if isinstance(reason, RefusedFile) else cannot_be_opened(reason, path) from reason
    with os.fdopen(handle, "rb") as file:
        try:
            refuse_unless_plain(os.fstat(handle))
            yield file
        except OSError as reason:
            raise cannot_be_opened(reason, path) from reason


def whole(path: Path, most: int) -> bytes:
    """All bytes of a plain file that may have so many at the most. Raises RefusedFile."""
    with opened(path) as file:
        refuse_larger(os.fstat(file.fileno()).st_size, most)
        data = file.read(most + 1)
        refuse_larger(len(data), most)
        return data


def size_and_hash(path: Path) -> tuple[int, str]:
    """The bytes of a plain file, and their SHA-256 in hexadecimal, never held all at once. Raises RefusedFile."""
    with opened(path) as file:
        refuse_larger(os.fstat(file.fileno()).st_size, limits.HASHED)
        digest, size = hashlib.sha256(), 0
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            refuse_larger(size, limits.HASHED)
        return size, digest.hexdigest()


def is_there(path: Path) -> bool:
    """Whether there is anything under a name, also a link that leads nowhere, or where nobody may look."""
    try:
        as_it_lies(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def is_plain(path: Path) -> bool:
    """Whether a plain file stands under a name, as far as one may look."""
    try:
        return stat.S_ISREG(as_it_lies(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def is_link(path: Path) -> bool:
    """Whether a name leads elsewhere: a link, or on Windows a junction, which is a folder that lies elsewhere."""
    try:
        about = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(about.st_mode) or getattr(about, "st_reparse_tag", 0) == _JUNCTION


def refuse_unless_plain(about: os.stat_result) -> None:
    """Raises RefusedFile for a folder, a device, a pipe or a socket."""
    if stat.S_ISDIR(about.st_mode):
        raise RefusedFile("This is a folder, and a file is to stand here.", "Put the file itself in its place.")
    if not stat.S_ISREG(about.st_mode):
        message = "This is a device or a pipe of the machine and no file, so it was not opened."
        raise RefusedFile(message, "Put the file itself in its place.")


def refuse_larger(size: int, most: int) -> None:
    """Raises RefusedFile where a file has more bytes than it may."""
    if size > most:
        message = f"The file is too large: it has {megabytes(size)}, and {megabytes(most)} is the most."
        raise RefusedFile(message, "Ask the sender for a smaller one: with smaller pictures, or only what is needed.")


def cannot_be_opened(reason: OSError | ValueError, path: Path) -> RefusedFile:
    """The refusal of a file that the system does not let anybody read."""
    if isinstance(reason, OSError) and is_in_the_cloud(reason):
        return RefusedFile(*_IN_THE_CLOUD)
    if isinstance(reason, OSError) and is_held(reason, path, to_read=True):
        return RefusedFile(f"The file is open in another program{program_of(path)}, so nothing of it was read.", _SAVE)
    number = reason.errno if isinstance(reason, OSError) else None
    if number == errno.ELOOP:
        return RefusedFile(*_ITSELF)
    why = in_words(reason) if isinstance(reason, OSError) else str(reason)
    return RefusedFile(f"The file cannot be opened: {why}.", _ASK if number in _NO_RIGHT else _CLOSE_IT)
