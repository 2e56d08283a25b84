"""A zip file looked at before anything is unpacked, and its parts by name."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from engine.foreign import limits
from engine.foreign.plain_file import opened
from engine.foreign.refusal import RefusedFile, megabytes
from engine.phrases import nouns

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_COMMENT = 2**16 + 22 + 20 + 56
_CHUNK = 2**18
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways in which Office programs pack. Others unpack without a bound, and no Office program reads them."""

Source = Path | bytes
"""A file on the disk, or one that was read already."""


class Archive:
    """The parts of a zip file within bounds. again: the sentence that says how to get a sound one."""

    def __init__(self, packed: zipfile.ZipFile, again: str) -> None:
        self._entries = {entry.filename: entry for entry in packed.infolist() if not entry.is_dir()}
        self._packed = packed
        self._again = again

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts as they stand in the file."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """The bytes of a part, unpacked."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """A whole part. Raises RefusedFile where it is damaged, and KeyError where there is none."""
        with self._opened(name) as part:
            return part.read()

    def prove(self, name: str) -> None:
        """Unpack a part to see that it is whole, and hold no more than a piece of it. Raises RefusedFile."""
        with self._opened(name) as part:
            while part.read(_CHUNK):
                pass

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        entry = self._entries[name]
        try:
            with self._packed.open(entry) as part:
                yield part  # type: ignore[misc]
        except zipfile.BadZipFile as fault:
            raise RefusedFile(f"The file is damaged (in its part {name}).", self._again) from fault
        except Exception as fault:  # zipfile lets through what zlib and struct raise, and a RuntimeError for a password
            raise RefusedFile("The file is damaged.", self._again) from fault


@contextmanager
def opened_archive(source: Source, again: str) -> Iterator[Archive]:
    """The parts of a zip file, once its list of parts is within bounds. Raises RefusedFile."""
    with _stream(source) as stream:
        try:
            _refuse_a_long_directory(stream)
            packed = zipfile.ZipFile(stream)
        except RefusedFile:
            raise
        except Exception as fault:  # of a damaged list zipfile lets through what struct raises, beside its own errors
            raise RefusedFile("The file is damaged.", again) from fault
        with packed:
            _refuse_what_is_too_large(packed, again)
            yield Archive(packed, again)


@contextmanager
def _stream(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    else:
        with opened(source) as file:
            yield file


def _refuse_a_long_directory(stream: BinaryIO) -> None:
    """Python makes an object of every entry while it opens a file, so their bytes are looked at before."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(end - _LONGEST_COMMENT, 0))
    tail = stream.read()
    sizes = []
    if (at := tail.rfind(_END)) >= 0 and len(tail) >= at + 16:
        sizes.append(struct.unpack_from("<L", tail, at + 12)[0])
    if (at := tail.rfind(_END_64)) >= 0 and len(tail) >= at + 48:
        sizes = [size for size in sizes if size < 2**32 - 1] + [struct.unpack_from("<Q", tail, at + 40)[0]]
    if max(sizes, default=0) > limits.DIRECTORY:
        raise _too_many_parts("far more than")


def _refuse_what_is_too_large(packed: zipfile.ZipFile, again: str) -> None:
    entries = packed.infolist()
    if len(entries) > limits.PARTS:
        raise _too_many_parts(f"{nouns.PART.figure(len(entries))}, more than")
    if any(entry.compress_type not in _PACKED for entry in entries):
        raise RefusedFile("The file is packed in a way that no Office program uses.", again)
    size = sum(entry.file_size for entry in entries)
    if size > limits.UNPACKED:
        message = f"Unpacked, the file would take {megabytes(size)}; {megabytes(limits.UNPACKED)} is the most."
        raise RefusedFile(message, "Ask the sender for a file with smaller pictures.")


def _too_many_parts(how_many: str) -> RefusedFile:
    message = f"The file is made of {how_many} the {limits.PARTS:,} parts that penholder opens."
    return RefusedFile(message, "Copy what matters into a new, empty file, and put that here.")
