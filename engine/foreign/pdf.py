"""PDFs from elsewhere, looked at before a library opens them: how many objects they hold, and what those come to."""

from __future__ import annotations

import re
import zlib

from engine.foreign.refusal import RefusedFile, megabytes
from engine.phrases import nouns

_OBJECTS = 200_000
"""A sheet has 500, a scan of a hundred pages as many, a pack of twenty sheets 5,000."""
_UNPACKED = 250 * 2**20
"""Bytes of everything in it that is packed. A pack comes to 5 MB, a page scanned in colour and packed so to 25."""
PAGES = 300
"""A pack of all sheets has 22."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IN_STREAM = re.compile(rb"/N\s+(\d{1,9})")
_PIECE = 2**20
_AGAIN = "Ask for it anew, saved by another program, or as a scan at 200 dots per inch."


def refuse_outsized(data: bytes) -> None:
    """Raises RefusedFile for a PDF that is larger than any sheet, without keeping anything of it."""
    objects = data.count(b"endobj") + sum(int(number) for number in _IN_STREAM.findall(data))
    if objects > _OBJECTS:
        raise RefusedFile(
            f"It has {nouns.OBJECT.figure(objects)}, and {_OBJECTS:,} are more than any sheet has.", _AGAIN
        )
    unpacked = 0
    for found in _STREAM.finditer(data):
        unpacked += _unpacked(memoryview(data)[found.end() :], _UNPACKED - unpacked)
        if unpacked >= _UNPACKED:
            raise RefusedFile(f"It comes to more than {megabytes(_UNPACKED)} once it is unpacked.", _AGAIN)


def refuse_too_many_pages(pages: int) -> None:
    """Raises RefusedFile where a PDF has more pages than a sheet, a pack, or a scan of one could have."""
    if pages > PAGES:
        raise RefusedFile(
            f"It has {nouns.PAGE.figure(pages)}, and {PAGES} are more than any sheet has.",
            "Ask for the pages of the sheet by themselves.",
        )


def _unpacked(packed: memoryview, most: int) -> int:
    """What the bytes come to, as far as they are packed; no more than most is found out."""
    unpacker, size, at = zlib.decompressobj(), 0, 0
    try:
        while not unpacker.eof and size < most:
            rest = unpacker.unconsumed_tail
            if not rest:
                rest, at = bytes(packed[at : at + _PIECE]), at + _PIECE
                if not rest:
                    break
            size += len(unpacker.decompress(rest, _PIECE))
    except zlib.error:
        return size  # packed otherwise, or no stream at all
    return size
