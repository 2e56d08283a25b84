"""What a page paints outside all tags, on the lines that LibreOffice writes: no objects are built, as that takes long.

What stands outside, the border lines of paragraphs, is marked as decoration. Running heads and feet are decoration
already; they get the kind by which a reader can tell them from a line or a wash.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_TEXT, _WORD = rb"\((?:[^()\\]|\\.)*\)", rb"[^\s/<>\[\]()]+"
_PROPERTIES = rb"<<(?:[^()<>]|<[^<>]*>|<<[^()<>]*>>|%s)*>>" % _TEXT
_MARK = re.compile(
    rb"%s|/(?P<opens>%s\s*(?:%s|%s)?\s*(?:BDC|BMC)\b)[ ]*\n?|E(?P<closes>(?<=\bE)MC\b)[ ]*\n?"
    % (_TEXT, _WORD, _PROPERTIES, b"/" + _WORD)
)
"""Where marked content begins and ends; a text is passed over, since it may say anything.

Each way begins with a letter of its own: by those it is looked for, in half the time.
"""
_NUMBER = re.compile(rb"/MCID (\d+)")
_PLACE = re.compile(rb"BT\s+(?:[-\d.]+\s+){0,4}?[-\d.]+\s+(?P<height>[-\d.]+)\s+T[dm]\b")
"""Where a text begins, unless the page has been moved under it."""
_MOVES = re.compile(rb"\bcm\b")
_TOKEN = re.compile(_TEXT + rb"|<[^<>]*>|\[[^\]]*\]|[^\s\[(<]+|\S")
_OPERAND = re.compile(rb"[-+.\d/\[(<]")
_PAINTS = frozenset(b"S s f F f* B B* b b* sh Do Tj TJ ' \"".split())
_PATH = frozenset(b"m l c v y h re W W*".split())
_DECORATION = b"/Artifact BMC"
_OPENS, _CLOSES = _DECORATION + b"\n", b"EMC\n"
_RUNNING = b"/Artifact<</Type/Pagination/Subtype/%s>>BDC\n"


class Band(NamedTuple):
    """Heights on a page between which its text stands; what stands above and below are its head and foot."""

    lowest: float
    highest: float


def with_all_marked(content: bytes, fields: Collection[int], band: Band) -> bytes:
    """The content of a page, the same where nothing is outside its tags.

    fields: marks of what stands under a field, which is decoration as well.
    """
    return b"".join(_parts(content, fields, band))


def _parts(content: bytes, fields: Collection[int], band: Band) -> Iterator[bytes]:
    """The content in order. A stretch outside all marks is told when the next one opens."""
    depth = at = opened = 0
    for mark in _MARK.finditer(content):
        if mark.lastgroup == "opens":
            if depth == 0:
                if at < mark.start():  # seldom
                    yield _outside(content[at : mark.start()])
                at = opened = mark.start()
            if fields and (number := _NUMBER.search(mark["opens"])) and int(number[1]) in fields:
                yield content[at : mark.start()] + _OPENS
                at = mark.end()
            depth += 1
        elif mark.lastgroup == "closes":
            depth = max(depth - 1, 0)
            if depth == 0 and at == opened and content.startswith(_DECORATION, opened):
                yield _running(content[at : mark.end()], band)
                at = mark.end()
            elif depth == 0:
                yield content[at : mark.end()]
                at = mark.end()
    yield _outside(content[at:])


def _running(decoration: bytes, band: Band) -> bytes:
    """A piece of decoration; where it is text outside the band, marked as the page's head or foot."""
    place = _PLACE.search(decoration)
    if place is None or _MOVES.search(decoration, 0, place.start()):
        return decoration
    height = float(place["height"])
    if band.lowest <= height <= band.highest:
        return decoration
    kind = b"Header" if height > band.highest else b"Footer"
    return _RUNNING % kind + decoration.removeprefix(_DECORATION).lstrip()


def _outside(stretch: bytes) -> bytes:
    """A stretch outside all tags, with what it paints marked as decoration."""
    if stretch.isspace():
        return stretch
    told: list[bytes] = []
    path: list[bytes] = []
    words: list[bytes] = []
    strays = False
    for token in _TOKEN.findall(stretch):
        words.append(token)
        if _OPERAND.match(token):
            continue
        instruction, words = b" ".join(words) + b"\n", []
        if token in _PATH:
            path.append(instruction)
        elif token in _PAINTS:
            told += [_OPENS, *path, instruction, _CLOSES]
            path, strays = [], True
        else:
            told += [*path, instruction]
            path = []
    return b"".join([*told, *path, *words]) if strays else stretch
