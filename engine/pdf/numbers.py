"""Page numbers exchanged in a PDF after layout: those a chapter was laid out with for those it has in the whole.

It leans on how LibreOffice writes a text: each portion by itself, between q and Q, its colour first. The colour tells
what a number is (engine/word/marked_numbers.py). Whatever is not as expected is refused, and never shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Dictionary, Object, Page, Pdf

from engine.word.marked_numbers import LETTERS, PAGE, Mark
from engine.word.uncut import UncutError

_COLOUR = re.compile(rb"q ([\d.]+) ([\d.]+) ([\d.]+) rg\nBT\n")
_PORTION = re.compile(rb"((?:(?!ET\n).){,2000})ET\nQ\s", re.DOTALL)
_ONE_TEXT = re.compile(rb"(\S+ \S+ Td /)(F\d+)( \S+ Tf)(?:\[<([0-9A-Fa-f]+)>\]TJ|<([0-9A-Fa-f]+)>Tj)\n")
_BLOCK, _PAIR = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL), re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_DECIMALS = 10
"""Of a part of a colour, as LibreOffice writes it: cut off, not rounded."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of the first page of a chapter, and how many pages there are in all."""

    start: int
    pages: int

    def on(self, page: int, what: str) -> str:
        """What is printed on a page, from 0, of the chapter."""
        return str(self.start + page if what == PAGE else self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What is printed and what is meant in a chapter. is_first: else an empty page stands before it.

    first, others: how often its first page and every other print each number.
    """

    is_first: bool
    printed: Numbers
    meant: Numbers
    marks: Mapping[str, Mark]
    first: Mapping[str, int]
    others: Mapping[str, int]


def exchange_numbers(pdf: Pdf, asked: Exchange) -> None:
    """Write the numbers that are meant into each page, in the letters' own colour. Raises UncutError."""
    digits: dict[tuple[int, int], dict[str, str]] = {}
    marks: dict[tuple[bytes, ...], Mark | None] = {}
    for number, page in enumerate(pdf.pages):
        data, written, at = page.Contents.read_bytes(), list[bytes](), 0
        found: Counter[str] = Counter()
        for mark, begins, portion in _marked(data, asked.marks, marks):
            written.append(data[at:begins])
            at = portion.end()
            if mark.what != LETTERS:
                found[mark.what] += 1
                was, new = asked.printed.on(number, mark.what), asked.meant.on(number, mark.what)
                written.append(_exchanged(portion[1], page, digits, (was, new), mark.colour))
        if found != Counter(asked.others if number else asked.first):
            raise UncutError(f"page {number + 1} of a chapter does not print its numbers as expected")
        page.Contents = pdf.make_stream(b"".join([*written, data[at:]]))


def _marked(
    data: bytes, marks: Mapping[str, Mark], known: dict[tuple[bytes, ...], Mark | None]
) -> Iterator[tuple[Mark, int, re.Match[bytes]]]:
    """The portions of a page in the colour of a mark, each with where it begins. known: colours as they are written."""
    for colour in _COLOUR.finditer(data):
        parts = colour.groups()
        if parts not in known:
            known[parts] = marks.get("".join(f"{round(float(part) * 255):02X}" for part in parts))
        mark = known[parts]
        portion = _PORTION.match(data, colour.end()) if mark else None
        if mark and portion:
            yield mark, colour.start(), portion


def _exchanged(
    text: bytes, page: Page, digits: dict[tuple[int, int], dict[str, str]], numbers: tuple[str, str], colour: str
) -> bytes:
    written = _ONE_TEXT.fullmatch(text)
    if written is None:
        raise UncutError("a page number is written in several pieces")
    font = page.Resources.Font[f"/{written[2].decode()}"]
    if font.objgen not in digits:
        digits[font.objgen] = _digits_of(font)
    codes, (was, new) = digits[font.objgen], numbers
    if "".join(codes[each] for each in was) != (written[4] or written[5]).decode().upper() or len(was) != len(new):
        raise UncutError(f"a page number is not {was}, as the chapter was laid out")
    shown = "".join(codes[each] for each in new).encode()
    return b"q %s rg\nBT\n%s%s%s<%s>Tj\nET\nQ\n" % (_as_written(colour), *written.groups()[:3], shown)


def _digits_of(font: Object) -> dict[str, str]:
    """The code of each digit in a font. Raises UncutError where one is missing or wider than another."""
    codes: dict[str, str] = {}
    told = font.get("/ToUnicode")
    for block in _BLOCK.findall(told.read_bytes().decode("latin-1") if told is not None else ""):
        codes |= {chr(int(letter, 16)): code.upper() for code, letter in _PAIR.findall(block) if len(letter) == 4}
    digits = {each: codes[each] for each in "0123456789" if each in codes}
    if len(digits) < 10 or not isinstance(font, Dictionary) or "/Widths" not in font:
        raise UncutError("the font of a page number does not have every digit")
    first, widths = int(font.FirstChar), [int(width) for width in font.Widths]
    if len({widths[int(code, 16) - first] for code in digits.values()}) > 1:
        raise UncutError("the digits of a page number are not equally wide")
    return digits


def _as_written(colour: str) -> bytes:
    """A colour as LibreOffice writes it."""
    scale = 10**_DECIMALS
    parts = (int(colour[at : at + 2], 16) * scale // 255 for at in (0, 2, 4))
    return " ".join(f"{part / scale:.{_DECIMALS}f}".rstrip("0").rstrip(".") for part in parts).encode()
