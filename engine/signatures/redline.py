"""What changed between the text that was verified and the text as it is now, for people to read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from engine.model.signing import Change, Piece, PieceKind

_WORDS = re.compile(r"\s+|[^\s]+")
_PICTURE = re.compile(r"\b[0-9a-f]{64}\b")
"""How a content has a picture, or a text that is compared elsewhere: by its SHA-256, which no reader has a use for."""
_PICTURES = {PieceKind.SAME: "picture", PieceKind.OUT: "picture as it was", PieceKind.IN: "picture as it is now"}
_REWORDED = 0.6
"""From this likeness of their words on, where as many spaces count, two lines of a part are one that was reworded."""
_AHEAD = 30
"""In so many lines a line is looked for, so that the work grows no faster than the text."""
_MARKED = {PieceKind.SAME: "{}", PieceKind.OUT: "[-{}-]", PieceKind.IN: "{{+{}+}}"}


def marked(found: Sequence[Change]) -> tuple[str, ...]:
    """Changed lines with [-what was taken out-] and {+what was put in+}, as `git diff --word-diff` writes them."""
    return tuple("".join(_MARKED[piece.kind].format(piece.words) for piece in change.pieces) for change in found)


def changes(verified: Sequence[str], present: Sequence[str]) -> tuple[Change, ...]:
    """The lines that differ, in the order of the text, a picture as the word for it."""
    return tuple(Change(tuple(map(_in_words, change.pieces))) for change in _changes(verified, present))


def _in_words(piece: Piece) -> Piece:
    return Piece(piece.kind, _PICTURE.sub(_PICTURES[piece.kind], piece.words))


def _changes(verified: Sequence[str], present: Sequence[str]) -> Iterator[Change]:
    lines = difflib.SequenceMatcher(None, verified, present, autojunk=False)
    for what, low, high, from_, to in lines.get_opcodes():
        old, new = verified[low:high], present[from_:to]
        if what == "replace" and len(old) == len(new):
            yield from (Change(tuple(_within(before, after))) for before, after in zip(old, new, strict=True))
        elif what != "equal":
            yield from _unlike(old, new)


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """More lines, or fewer, in the place of others: a line that is another one reworded stands beside that."""
    taken = 0
    for line in old:
        number = _reworded(line, old, new, taken)
        if number is None:
            yield Change((Piece(PieceKind.OUT, line),))
            continue
        yield from (Change((Piece(PieceKind.IN, come),)) for come in new[taken:number])
        yield Change(tuple(_within(line, new[number])))
        taken = number + 1
    yield from (Change((Piece(PieceKind.IN, come),)) for come in new[taken:])


def _reworded(line: str, old: Sequence[str], new: Sequence[str], first: int) -> int | None:
    """Which of the new lines from the first on is a line reworded: the most alike, or the only one of its part."""
    part, words = _part(line), _WORDS.findall(line)
    alike = {
        number: difflib.SequenceMatcher(None, words, _WORDS.findall(new[number]), autojunk=False).ratio()
        for number in range(first, min(first + _AHEAD, len(new)))
        if _part(new[number]) == part
    }
    if not alike:
        return None
    best = max(alike, key=lambda number: alike[number])
    is_only = [_part(each) for each in (*old, *new)].count(part) == 2
    return best if is_only or alike[best] >= _REWORDED else None


def _part(line: str) -> str:
    return line.partition(": ")[0]


def _within(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for what, low, high, from_, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[low:high]), "".join(new[from_:to])
        if what == "equal":
            yield Piece(PieceKind.SAME, gone)
            continue
        if gone:
            yield Piece(PieceKind.OUT, gone)
        if come:
            yield Piece(PieceKind.IN, come)
