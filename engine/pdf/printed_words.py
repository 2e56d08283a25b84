"""The words of a PDF as a reader gets them, so that a text can be looked for in it.

Programs break lines and words, put hyphens and ligatures in, draw a number beside a note, and begin a new page with its
header; so letters, figures and signs that mean something are compared, and no others. Where letters are drawn in
another order than they are read, as in Arabic or Bengali, it counts which letters are there and how often. A letter of
which its font does not tell what it is may be any.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import byref, c_double, c_uint
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from engine.errors import ConversionError
from engine.foreign.pdfium import opened
from engine.model.placed_field import Corners
from engine.pdf.ink import Colour, Ink
from engine.pdf.overprint import Overprint

_KEPT = ("L", "N", "M")
_SIGNS = frozenset("%&@#+=<>")
_CURRENCY = "Sc"
_PASSED_OVER = frozenset({0x034F, 0x3164, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
"""Letters by their category that draw nothing."""
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_REORDERED = (range(0x0900, 0x0E00), range(0x0E00, 0x1100), range(0x1780, 0x1800), range(0xA8E0, 0xA900))
"""Scripts of South and South-East Asia, whose letters join and change places."""
_UNKNOWN = "\ufffd"
_RAISED = 0.75
"""A figure this much smaller than the letter before it may be the number of a note."""
_LEAST_HEIGHT, _LEAST_WIDTH = 4.0, 0.12
"""Of letters, in points, and in parts of their height on the average: smaller or narrower ones nobody reads."""
_MOST_PLACES = 50
"""How many of the places in which a text stands are looked at."""


class Presence(Enum):
    """What a reader gets of a text."""

    SEEN = auto()
    UNSEEN = auto()
    MISSING = auto()


class Letter(NamedTuple):
    """A letter that is drawn. sign: what it is compared as. box: in points. height: of its font as it is drawn.

    number: which of the page's letters it is.
    """

    number: int
    sign: str
    box: Corners
    width: float
    height: float
    colour: Colour
    is_raised: bool


def presences(data: bytes, name: str, texts: Iterable[str]) -> list[Presence]:
    """What a reader of a PDF gets of each text. Raises ConversionError, with its name, where it cannot be read."""
    try:
        with opened(data) as pdf:
            words = _PrintedWords(pdf)
            return [words.shows(text) for text in texts]
    except pypdfium2.PdfiumError as fault:
        raise ConversionError(f"The PDF of {name} cannot be read ({fault}).") from fault


class _PrintedWords:
    """The words of a PDF, as long as it is open."""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pages = list(pdf)
        self._letters = [[*_letters(page)] for page in self._pages]
        self._inks: dict[int, Ink] = {}

    def shows(self, text: str) -> Presence:
        """Whether a text stands in the PDF, and whether a reader sees it."""
        wanted = compared(text)
        if not wanted:
            return Presence.SEEN
        found = Presence.MISSING
        for place in self._places(wanted):
            if self._is_seen(place):
                return Presence.SEEN
            found = Presence.UNSEEN
        if found is Presence.MISSING and ((_is_reordered(text) and self._has_all(wanted)) or self._has_almost(wanted)):
            return Presence.SEEN
        return found

    def _places(self, wanted: str) -> Iterator[list[tuple[int, Letter]]]:
        """The letters of each place where a text stands, with their pages: of one page, or going on over the next."""
        for pages in self._readings:
            for number, (signs, letters) in enumerate(pages):
                at, looked = signs.find(wanted), 0
                while at >= 0 and looked < _MOST_PLACES:
                    yield [(number, letter) for letter in letters[at : at + len(wanted)]]
                    at, looked = signs.find(wanted, at + 1), looked + 1
                if over := _over_pages(wanted, pages, number):
                    yield over

    @cached_property
    def _readings(self) -> list[list[tuple[str, list[Letter]]]]:
        """The signs of each page with their letters: all of them, and those without the numbers of notes."""
        ways = [self._letters, [[one for one in letters if not one.is_raised] for letters in self._letters]]
        return [[("".join(one.sign for one in letters), letters) for letters in way] for way in ways]

    def _is_seen(self, place: list[tuple[int, Letter]]) -> bool:
        letters = [letter for _, letter in place]
        if sum(one.width for one in letters) < _LEAST_WIDTH * sum(one.height for one in letters):
            return False
        return all(
            letter.height >= _LEAST_HEIGHT
            and self._ink(page).shows(letter.box, letter.colour)
            and not self._overprints[page].covers(letter.number)
            for page, letter in place
            if letter.sign.isalnum()
        )

    @cached_property
    def _overprints(self) -> list[Overprint]:
        """What is printed over letters and figures, page by page; accents stand over theirs."""
        return [
            Overprint([one.box for one in letters], [one.sign if one.sign.isalnum() else "" for one in letters])
            for letters in self._letters
        ]

    def _ink(self, page: int) -> Ink:
        if page not in self._inks:
            self._inks[page] = Ink(self._pages[page])
        return self._inks[page]

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(letter.sign for letters in self._letters for letter in letters)

    def _has_almost(self, wanted: str) -> bool:
        """Whether a text stands on a page with letters in it that nobody can tell."""
        if _UNKNOWN not in self._counted:
            return False
        pattern = re.compile("".join(f"(?:{re.escape(sign)}|{_UNKNOWN})" for sign in wanted))
        return any(pattern.search(signs) for pages in self._readings for signs, _ in pages)

    def _has_all(self, wanted: str) -> bool:
        """Whether there are as many of each letter as a text has; a letter nobody can tell may be any."""
        lacking = Counter(sign for sign in wanted if not unicodedata.category(sign).startswith("M")) - self._counted
        return sum(lacking.values()) <= self._counted[_UNKNOWN]


def compared(text: str) -> str:
    """The letters, figures and signs of a text by which it is looked for, in small letters."""
    return "".join(map(_signs, unicodedata.normalize("NFKD", text.casefold())))


@lru_cache(maxsize=4096)
def _signs(letter: str) -> str:
    """What a letter is compared as; nothing where it is passed over."""
    return "".join(filter(_is_kept, unicodedata.normalize("NFKD", letter.casefold())))


def _is_kept(sign: str) -> bool:
    category = unicodedata.category(sign)
    is_kept = category.startswith(_KEPT) or category == _CURRENCY or sign in _SIGNS or sign == _UNKNOWN
    return is_kept and ord(sign) not in _PASSED_OVER


def _is_reordered(text: str) -> bool:
    return any(
        unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT or any(ord(sign) in block for block in _REORDERED)
        for sign in text
    )


def _over_pages(wanted: str, pages: list[tuple[str, list[Letter]]], first: int) -> list[tuple[int, Letter]]:
    """The letters of a text that begins on a page and goes on over the next ones; nothing where it does not."""
    place: list[tuple[int, Letter]] = []
    rest = wanted
    for number in range(first, len(pages)):
        signs, letters = pages[number]
        length = _longest(rest, signs)
        if not length:
            break
        at = signs.rfind(rest[:length])
        place += [(number, letter) for letter in letters[at : at + length]]
        rest = rest[length:]
        if not rest:
            return place
    return []


def _longest(text: str, signs: str) -> int:
    """How many of the first letters of a text stand together in others."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in signs else (low, middle - 1)
    return low


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    words = page.get_textpage()
    at, before, count = _Place(words), 0.0, itertools.count()
    for number in range(words.count_chars()):
        if raw.FPDFText_IsGenerated(words, number) == 1:
            continue
        code = raw.FPDFText_GetUnicode(words, number)
        is_unknown = code == 0 or raw.FPDFText_HasUnicodeMapError(words, number) == 1
        signs = _signs(_UNKNOWN if is_unknown else chr(code))
        if not signs:
            continue
        at.look_at(number)
        around, height = at.around, abs(at.around.top - at.around.bottom)
        is_raised = signs[0].isdigit() and height < _RAISED * before
        before = before if is_raised else height
        for sign in signs:
            yield Letter(
                number=next(count),
                sign=sign,
                box=at.box,
                width=abs(around.right - around.left) / len(signs),
                height=height,
                colour=at.colour,
                is_raised=is_raised,
            )


class _Place:
    """Where a letter of a page stands, and in which colour: one place that is filled in for each of thousands."""

    def __init__(self, words: pypdfium2.PdfTextPage) -> None:
        self._words = words
        self._edges = left, bottom, right, top = c_double(), c_double(), c_double(), c_double()
        self._box = byref(left), byref(right), byref(bottom), byref(top)
        self._shades = tuple(c_uint() for _ in range(4))
        self._colour = tuple(map(byref, self._shades))
        self.around = raw.FS_RECTF()
        """With the room that its font has around each letter."""

    def look_at(self, number: int) -> None:
        """Raises PdfiumError where a letter stands nowhere."""
        if not raw.FPDFText_GetCharBox(self._words, number, *self._box) or not raw.FPDFText_GetLooseCharBox(
            self._words, number, byref(self.around)
        ):
            raise pypdfium2.PdfiumError("A letter stands nowhere.")
        raw.FPDFText_GetFillColor(self._words, number, *self._colour)

    @property
    def box(self) -> Corners:
        left, bottom, right, top = self._edges
        return left.value, bottom.value, right.value, top.value

    @property
    def colour(self) -> Colour:
        red, green, blue, _ = self._shades
        return red.value, green.value, blue.value
