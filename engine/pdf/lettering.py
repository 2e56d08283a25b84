"""What the codes that a PDF prints in a font say: how many bytes each takes, and which letters it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Stream

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_OF_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_LONGEST_RANGE = 0x10000
"""Of codes that are two bytes at most: what claims more is damaged."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A font as it is printed with. width: bytes of each code. says: the letters of each code that stands for some."""

    width: int
    says: Mapping[int, str]

    def codes(self, shown: bytes) -> Iterator[int]:
        """The codes of a text that is shown."""
        if self.width == 1:
            return iter(shown)
        return (int.from_bytes(shown[at : at + self.width], "big") for at in range(0, len(shown), self.width))

    def read(self, shown: bytes) -> str:
        """The letters of a text that is shown; none for a code that stands for none."""
        return "".join(self.says.get(code, "") for code in self.codes(shown))


def lettering_of(font: Object) -> Lettering:
    """What a font dictionary says of its codes."""
    width = 2 if font.get("/Subtype") == Name.Type0 else 1
    table = font.get("/ToUnicode")
    if isinstance(table, Stream):
        return Lettering(width, dict(_pairs(table.read_bytes())))
    named = font.get("/Encoding")
    codec = _OF_ENCODINGS.get(str(named)) if isinstance(named, Name) else None
    if codec is None or width > 1:
        return Lettering(width, {})
    letters = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    return Lettering(width, {code: letter for code, letter in letters.items() if letter != "\N{REPLACEMENT CHARACTER}"})


def fonts_in(resources: Object | None) -> dict[str, Object]:
    """The fonts of resources by the names under which they are used there."""
    fonts = Dictionary() if resources is None else resources.get("/Font", Dictionary())
    return {str(name): font for name, font in fonts.items()}


def _pairs(table: bytes) -> Iterator[tuple[int, str]]:
    """The codes of a table to Unicode (ISO 32000-1, 9.10.3), each with its letters."""
    for block in _BLOCK.finditer(table):
        tokens = [match[2] or bytes.fromhex(_whole(match[1])) for match in _TOKEN.finditer(block[2])]
        if block[1] == b"bfchar":
            for code, letters in zip(tokens[::2], tokens[1::2], strict=False):
                yield int.from_bytes(code, "big"), _letters(letters)
        else:
            yield from _ranges(iter(tokens))


def _ranges(tokens: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    for low in tokens:
        first, last, letters = int.from_bytes(low, "big"), int.from_bytes(next(tokens, b""), "big"), next(tokens, b"")
        codes = range(first, min(last, first + _LONGEST_RANGE) + 1)
        if letters != b"[":
            start = int.from_bytes(letters, "big")
            yield from (
                (code, _letters((start + code - first).to_bytes(max(len(letters), 2), "big"))) for code in codes
            )
            continue
        for code in codes:
            each = next(tokens, b"]")
            if each == b"]":
                break
            yield code, _letters(each)
        else:
            next(tokens, None)  # the closing bracket


def _letters(utf16: bytes) -> str:
    return utf16.decode("utf-16-be", "replace").replace("\N{REPLACEMENT CHARACTER}", "").strip("\0")


def _whole(digits: bytes) -> str:
    """Digits of a hexadecimal string; a missing last one counts as 0."""
    bare = b"".join(digits.split()).decode("ascii")
    return bare + "0" * (len(bare) % 2)
