"""A returned file from its bytes to its verdict, in a process that may take so much memory and time and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.foreign import limits
from engine.foreign.confined import confined
from engine.foreign.picture import open_picture
from engine.foreign.plain_file import is_plain, whole
from engine.foreign.refusal import RefusedFile
from engine.model.signing import Entry, Verdict
from engine.signatures.examine import Examined, examine
from engine.signatures.page_pictures import PagesCompared, Rectangle, compare
from engine.signatures.revisions import is_whole
from engine.signatures.wrapping import attached, is_pdf, refuse_unopened, refuse_wrapping

Copies = Mapping[str, Path]
"""Where the copies of what was issued are kept, by their SHA-256."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def judge(
    data: bytes, issued: Sequence[Entry], trusted: Sequence[Any], copies: Copies, code: str = ""
) -> tuple[Examined, bytes]:
    """What a returned file is, and the bytes that are it: the file's own, or those of a sheet attached to it.

    code: typed by a person, of a sheet whose code cannot be read. Raises RefusedFile for what cannot be looked at as it
    is, with what to do: unpack it, ask for it without a password, ask for it again.
    """
    found, inner = confined(_judged, data, issued, trusted, copies, code)
    return found, data if inner is None else inner


def _judged(
    data: bytes, issued: Sequence[Entry], trusted: Sequence[Any], copies: Copies, code: str
) -> tuple[Examined, bytes | None]:
    """The verdict, with the bytes of the attached sheet that it is about; None where it is about the file itself."""
    refuse_wrapping(data)
    if not is_pdf(data):
        _refuse_picture(data)
        return _with_code(examine(data, issued, trusted), issued, code), None
    refuse_unopened(data, (whole(path, limits.FILE) for path in copies.values() if is_plain(path)))
    found = examine(data, issued, trusted)
    if not found.issued:
        for name, content in attached(data):
            refuse_unopened(content, ())
            inner = examine(content, issued, trusted)
            if inner.verdict is not Verdict.UNKNOWN:
                return replace(_beside_issued(inner, content, issued, copies), within=name), content
    if found.verdict is Verdict.UNKNOWN and not is_whole(data):
        raise RefusedFile("It is cut short: its end is missing.", "Ask for it again.")
    return _beside_issued(_with_code(found, issued, code), data, issued, copies), None


def _refuse_picture(data: bytes) -> None:
    """Raises RefusedFile for a picture that nobody can look at. What is no picture at all passes."""
    try:
        open_picture(data)
    except RefusedFile as refused:
        if data.startswith(_PICTURES):
            raise RefusedFile(refused.message, "Ask for it again as a PDF, or as a JPEG of one page.") from refused


def _with_code(found: Examined, issued: Sequence[Entry], code: str) -> Examined:
    """A copy of the sheet whose code a person typed, where the file itself tells nothing."""
    if found.verdict is Verdict.UNKNOWN and code in {entry.code for entry in issued}:
        return replace(found, verdict=Verdict.COPY, code=code)
    return found


def _beside_issued(found: Examined, data: bytes, issued: Sequence[Entry], copies: Copies) -> Examined:
    """With its pages beside those of the issued copies of its code: what was sealed must look like one of them."""
    if not found.verdict.needs_a_person:
        return found
    tried: list[PagesCompared] = []
    for entry in issued:
        place = copies.get(entry.get("sha256"))
        if entry.code == found.code and place and is_plain(place):
            compared = compare(whole(place, limits.FILE), data, _rectangles(entry))
            tried += [compared] if compared else []
    if not tried:
        return found
    pages = min(tried, key=lambda compared: len(compared.differences))
    if found.verdict is Verdict.REWRITTEN and not pages.is_same:
        return replace(found, verdict=Verdict.ALTERED, why="pages of it do not look as issued", pages=pages)
    return replace(found, pages=pages)


def _rectangles(entry: Entry) -> Mapping[int, list[Rectangle]]:
    """Where people write on an issued copy, by page."""
    found: dict[int, list[Rectangle]] = defaultdict(list)
    for field in entry.about.get("fields", ()):
        left, bottom, right, top = field["rectangle"]
        found[field["page"]].append((left, bottom, right, top))
    return found
