"""Which letters no font of this machine has: they would be printed as empty boxes."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from engine.fonts.on_this_machine import font_files

_EVERY_FONT_HAS = 0x24F
"""The letters of Europe's Latin alphabets end here."""
_PUNCTUATION = range(0x2010, 0x2045)
_FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")
_NEVER_DRAWN = frozenset(("Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"))
_VARIATIONS = range(0xFE00, 0xFE10)


def without_font(text: Iterable[str]) -> tuple[str, ...]:
    """The letters that no font of this machine has, each once, in their order: any font stands in for a template's."""
    wanted = dict.fromkeys(letter for letter in text if ord(letter) > _EVERY_FONT_HAS and _is_drawn(letter))
    if not wanted:
        return ()
    starts, ends = _covered(font_files())
    return tuple(letter for letter in wanted if not _is_in(ord(letter), starts, ends))


def _is_drawn(letter: str) -> bool:
    code = ord(letter)
    if code in _PUNCTUATION or code in _VARIATIONS:
        return False
    return unicodedata.category(letter) not in _NEVER_DRAWN


def _is_in(code: int, starts: tuple[int, ...], ends: tuple[int, ...]) -> bool:
    at = bisect_right(starts, code) - 1
    return at >= 0 and code <= ends[at]


@cache
def _covered(fonts: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and the last letter of each stretch that some font has. fonts: the files of this machine's."""
    stretches = sorted(_by_fontconfig() if shutil.which("fc-list") else _by_files(fonts))
    starts: list[int] = []
    ends: list[int] = []
    for first, last in stretches:
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return tuple(starts), tuple(ends)


def _by_fontconfig() -> set[tuple[int, int]]:
    command = ["fc-list", "--format", "%{charset}\n", ":scalable=True"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout
    found = set()
    for stretch in set(said.split()):
        first, _, last = stretch.partition("-")
        found.add((int(first, 16), int(last or first, 16)))
    return found


def _by_files(fonts: tuple[str, ...]) -> set[tuple[int, int]]:
    """The letters of font files, where nobody else knows them."""
    files = (Path(name) for name in fonts if name.lower().endswith(_FONT_FILES))
    return {(code, code) for file in files for code in _letters_of(file)}


def _letters_of(file: Path) -> Iterator[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(file, fontNumber=0, lazy=True) as font:
            yield from font.getBestCmap() or {}
    except (TTLibError, OSError, KeyError, AssertionError):
        return
