"""What a paragraph says, word by word, and how wide its longest word is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from math import inf
from typing import NamedTuple

from engine.fonts.widths import width_of
from engine.word.names import TWIPS_PER_MM

NO_BREAK_HYPHEN = "\0"
"""Stands for Word's own sign for it in what runs say."""
_SPACES = re.compile("[ \n\t\r]")
_MAY_BREAK = re.compile("(?<=[^\\W_]-)(?=[^\\W\\d_])|(?<=[\u2013\u2014\u00ad\u200b])")
"""Where a line may end inside what has no space in it: after a hyphen before a letter, after a dash."""
_WIDE = frozenset("WF")
_LETTERS = "".join(map(chr, range(0x20, 0x7F)))
_ROUNDING = 1.02
"""What a font may add between two letters."""


class LetterForm(NamedTuple):
    """The letters of a run. size: in half-points. scale: in hundredths of their usual width."""

    face: str
    bold: bool
    size: int
    scale: int = 100


class Stretch(NamedTuple):
    """Letters of one look."""

    text: str
    look: LetterForm

    def width(self, most: int) -> float:
        """In millimetres, in letters no larger than most half-points."""
        face, bold, size, scale = self.look
        return width_of(self.text, face, bold, min(size, most) / 2) * scale / 100


Word = tuple[Stretch, ...]
"""Stretches that stand in one line or are broken between two of them."""


class Saying:
    """What a paragraph says. Two paragraphs that say the same in one look are one of these."""

    def __init__(self, runs: Sequence[Stretch], is_figure: bool) -> None:
        """runs: as they follow each other. is_figure: whether it is a key figure, read as one with its unit."""
        self.runs = tuple(_joined(runs))
        self.is_figure = is_figure
        self._longest: dict[int, tuple[int, Word]] = {}

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Each word of it."""
        return tuple(_words(self.runs))

    @cached_property
    def largest(self) -> int:
        """Its largest letters, in half-points; 0 without any."""
        return max((run.look.size for run in self.runs if not run.text.isspace()), default=0)

    @cached_property
    def at_most(self) -> float:
        """No word of it is wider than so many twips, whatever its letters are; inf where only measuring tells."""
        text = "".join(run.text for run in self.runs)
        if not text.isascii():
            return inf
        letters = max(map(len, _SPACES.split(text)))
        looks = (run.look for run in self.runs)
        broadest = max(
            (_broadest(look.face, look.bold) * look.size / 2 * look.scale / 100 for look in looks), default=0
        )
        return letters * broadest * TWIPS_PER_MM + 1

    def longest(self, most: int) -> tuple[int, Word]:
        """Its widest word, with its width in twips, in letters no larger than most half-points; 0 without words."""
        most = min(most, self.largest)
        if most not in self._longest:
            words = [self._widest] if len(self.runs) == 1 else self.words
            wide = ((_wide(word, most), word) for word in words)
            self._longest[most] = max(wide, key=lambda one: one[0], default=(0, ()))
        return self._longest[most]

    def in_one(self, most: int) -> int:
        """The width of a key figure with its unit, in twips; 0 for anything else."""
        return _wide(_together(self.words), most) if self.is_figure and len(self.words) > 1 else 0

    @cached_property
    def _widest(self) -> Word:
        """The widest word where all letters look the same: the same one in any size, and most need no measuring."""
        ((text, look),) = self.runs
        most, found = 0.0, ""
        broadest = _broadest(look.face, look.bold)
        for part in sorted(set(_parts(text)), key=len, reverse=True):
            if part.isascii() and len(part) * broadest < most:
                break
            wide = width_of(part, look.face, look.bold, 1.0)
            if wide > most:
                most, found = wide, part
        return (Stretch(found, look),) if found else ()


@lru_cache(maxsize=64)
def _broadest(face: str, bold: bool) -> float:
    """The width of a font's broadest letter in a point's size, in millimetres."""
    return max(width_of(letter, face, bold, 1.0) for letter in _LETTERS) * _ROUNDING


def _joined(runs: Sequence[Stretch]) -> Iterator[Stretch]:
    """Runs that look the same as one."""
    held: Stretch | None = None
    for run in runs:
        if held is not None and held.look == run.look:
            held = Stretch(held.text + run.text, held.look)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _words(runs: Sequence[Stretch]) -> Iterator[Word]:
    word: list[Stretch] = []
    for run in runs:
        for at, part in enumerate(_parts(run.text)):
            if at and word:
                yield tuple(word)
                word = []
            if part:
                word.append(Stretch(part, run.look))
    if word:
        yield tuple(word)


def _parts(text: str) -> Iterator[str]:
    """A text cut wherever a line may end; of scripts that are written without spaces after each letter."""
    for piece in _SPACES.split(text):
        for part in _MAY_BREAK.split(piece):
            said = part.replace(NO_BREAK_HYPHEN, "-")
            if said.isascii() or not any(unicodedata.east_asian_width(letter) in _WIDE for letter in said):
                yield said
            else:
                yield from (*said, "")


def _wide(word: Word, most: int) -> int:
    return round(sum(letters.width(most) for letters in word) * TWIPS_PER_MM)


def _together(words: Sequence[Word]) -> Word:
    """Words as one, with spaces between them."""
    return tuple(letters for word in words for letters in (word[0]._replace(text=" "), *word))[1:]
