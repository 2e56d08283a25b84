"""The revisions of a returned file: whether those in force stand on the issued ones, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType

_BLANK = b"\0\t\n\f\r "
_LAST_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_COMMENT = re.compile(rb"%[^\r\n]*")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
_PLAIN = (XRefSectionType.STANDARD, XRefSectionType.STREAM)


def without_zeros(data: bytes) -> bytes:
    """The file without the zero bytes that some programs fill a block of the disk with behind its end."""
    return data.rstrip(b"\0")


def is_blank(data: bytes) -> bool:
    """Whether there is nothing but zero bytes, blanks and ends of lines."""
    return not data.strip(_BLANK)


def ends_with_more(data: bytes) -> bool:
    """Whether something other than blanks stands behind the last end of the file."""
    end = data.rfind(b"%%EOF")
    return end >= 0 and not is_blank(data[end + len(b"%%EOF") :])


def is_whole(data: bytes) -> bool:
    """Whether the file has the end that every PDF has. One that was cut short on its way has none."""
    return b"%%EOF" in data[-2048:].rstrip(_BLANK)[-1024:]


def chain_fault(data: bytes, reader: PdfFileReader, issued: PdfFileReader, size: int) -> str:
    """Why the revisions in force do not stand on the issued ones; empty where they do.

    That a file begins with the issued bytes proves nothing: a reader begins at the end, and goes from there to wherever
    it is sent. size: of the issued file, in bytes.
    """
    ours, theirs = list(_sections(issued)), list(_sections(reader))
    places = [(about.xref_section_type, about.declared_startxref) for about in theirs]
    if places[: len(ours)] != [(about.xref_section_type, about.declared_startxref) for about in ours]:
        return "what is shown does not come from the issued file, which only stands in front of it"
    added = theirs[len(ours) :]
    if any(
        about.xref_section_type not in _PLAIN or reader.xrefs.get_xref_data(number).hybrid
        for number, about in enumerate(added, len(ours))
    ):
        return "a revision was added that programs read in different ways"
    starts = [size, *(about.declared_startxref for about in added)]
    is_in_order = all(before <= after for before, after in pairwise(starts))
    numbers = range(len(ours), len(theirs))
    if not is_in_order or any(place < size for number in numbers for place in _places(reader, number)):
        return "a revision was added that takes parts of the issued file for something else"
    if any(_holds_more(data, sorted(_places(reader, number)), theirs[number]) for number in numbers):
        return "something stands between its revisions that is part of none"
    if not all(_TABLE.match(data, about.declared_startxref) for about in added):
        return "programs find different tables in it"
    return "" if _last_start(data) == theirs[-1].declared_startxref else "programs find different ends in it"


def _sections(reader: PdfFileReader) -> Iterator[Any]:
    """What is known of the table of each revision, the oldest first."""
    return (reader.xrefs.get_xref_container_info(number) for number in range(reader.xrefs.total_revisions))


def _places(reader: PdfFileReader, number: int) -> Iterator[int]:
    """Where the objects stand, in bytes, that a revision tells of."""
    for ref in reader.xrefs.explicit_refs_in_revision(number):
        place = reader.xrefs.get_historical_ref(ref, number)
        if isinstance(place, int):
            yield place


def _holds_more(data: bytes, places: Sequence[int], table: Any) -> bool:
    """Whether a revision has anything in it but its objects, one behind the other, and its table behind them."""
    start = table.declared_startxref
    before = data.rfind(b"%%EOF", 0, min([start, *places])) + len(b"%%EOF")
    pieces = [data[before : min([start, *places])]]
    for place, following in pairwise([*(place for place in places if place < start), start]):
        whole, end, rest = data[place:following].partition(b"endobj")
        pieces += [rest] if end else [whole]
    behind = data[start : data.find(b"startxref", start)]
    streams = behind.count(b"endstream")
    is_table_alone = streams == (1 if table.xref_section_type is XRefSectionType.STREAM else 0)
    return not is_table_alone or any(_COMMENT.sub(b"", piece).strip(_BLANK) for piece in pieces)


def _last_start(data: bytes) -> int:
    """Where the last end of the file sends a reader; -1 where it sends it nowhere."""
    found = [int(match[1]) for match in _LAST_START.finditer(data[-4096:])]
    return found[-1] if found else -1
