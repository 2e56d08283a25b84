"""PDFs finished before, and what was seen of them: of the very same one nothing is done again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from engine.cache import key_of, store_of
from engine.fonts.on_this_machine import fonts_here
from engine.own_code import digest_of_code
from engine.pdf import finish as finishing
from engine.pdf.finish import About
from engine.pdf.numbers import Exchange
from engine.pdf.printed_words import Presence, presences
from engine.pdf.second_look.flaws import ClaimDoubt, Flaw
from engine.pdf.second_look.look import look_at
from engine.workspace import package


def finish(pdf: bytes, about: About) -> bytes:
    """The finished PDF, as engine.pdf.finish makes it, kept for the next build."""
    store = store_of("pdf")
    key = key_of(_how_it_is_finished(), fonts_here(), pdf, repr(about))
    finished = store.take(key)
    if finished is None:
        finished = finishing.finish(pdf, about)
        store.put(key, finished)
    return finished


def finish_chapter(pdf: bytes, about: About, numbers: Exchange) -> bytes:
    """The PDF of a chapter, as engine.pdf.finish makes it, kept for the next time. Raises UncutError as it does."""
    store = store_of("pdf")
    key = key_of("chapter", _how_it_is_finished(), fonts_here(), pdf, repr(about), repr(numbers))
    finished = store.take(key)
    if finished is None:
        finished = finishing.finish_chapter(pdf, about, numbers)
        store.put(key, finished)
    return finished


def looked_at(pdf: bytes) -> tuple[ClaimDoubt, ...]:
    """What the second look finds in a PDF that is to be delivered, kept for the next build that makes the same one."""
    store = store_of("pdf")
    key = key_of("second look", _how_it_is_finished(), pdf)
    told = store.take(key)
    if told is None:
        doubts = look_at(pdf)
        store.put(key, json.dumps([[doubt.flaw.name, doubt.times, doubt.page] for doubt in doubts]).encode())
        return doubts
    return tuple(ClaimDoubt(Flaw[name], times, page) for name, times, page in json.loads(told))


def seen_in(pdf: bytes, name: str, texts: Sequence[str]) -> dict[str, Presence]:
    """What a reader of a PDF gets of each text, kept for the next build that makes the same one.

    name: of the document, for the ConversionError that is raised where the PDF cannot be read.
    """
    store = store_of("pdf")
    key = key_of("seen", _how_it_is_finished(), fonts_here(), pdf, *texts)
    told = store.take(key)
    if told is None:
        found = presences(pdf, name, texts)
        store.put(key, json.dumps([presence.name for presence in found]).encode())
    else:
        found = [Presence[known] for known in json.loads(told)]
    return dict(zip(texts, found, strict=True))


@cache
def _how_it_is_finished() -> bytes:
    """The code that does it, and its libraries: another release finishes anew."""
    rooms = (package() / "pdf", package() / "fonts")
    code = digest_of_code(path for room in rooms for path in sorted(room.rglob("*.py")))
    return code + " ".join(map(version, ("pikepdf", "fonttools", "pypdfium2", "pillow"))).encode()
