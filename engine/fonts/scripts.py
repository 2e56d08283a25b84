"""The scripts that people in England write in beside the Latin one, and the fonts that have their letters."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

CORE, FAR_EAST, SIGNS = "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-core fonts-noto-extra fonts-symbola"
"""The packages of Debian and Ubuntu that hold the Noto fonts."""


@dataclass(frozen=True, slots=True)
class Script:
    """name: as people call it. font: one that has its letters, free for all. package: of Debian. letter: one of it."""

    name: str
    font: str
    package: str
    letter: str


SCRIPTS = {
    "ARABIC": Script("Arabic, Persian and Urdu", "Noto Sans Arabic", CORE, "\u0639"),
    "HEBREW": Script("Hebrew", "Noto Sans Hebrew", CORE, "\u05d0"),
    "BENGALI": Script("Bengali", "Noto Sans Bengali", CORE, "\u0995"),
    "DEVANAGARI": Script("Hindi and Nepali", "Noto Sans Devanagari", CORE, "\u0915"),
    "GURMUKHI": Script("Punjabi", "Noto Sans Gurmukhi", CORE, "\u0a15"),
    "GUJARATI": Script("Gujarati", "Noto Sans Gujarati", CORE, "\u0a95"),
    "TAMIL": Script("Tamil", "Noto Sans Tamil", CORE, "\u0b95"),
    "TELUGU": Script("Telugu", "Noto Sans Telugu", CORE, "\u0c15"),
    "MALAYALAM": Script("Malayalam", "Noto Sans Malayalam", CORE, "\u0d15"),
    "SINHALA": Script("Sinhala", "Noto Sans Sinhala", CORE, "\u0d9a"),
    "ETHIOPIC": Script("Amharic and Tigrinya", "Noto Sans Ethiopic", CORE, "\u12a0"),
    "THAI": Script("Thai", "Noto Sans Thai", CORE, "\u0e01"),
    "GREEK": Script("Greek", "Noto Sans", CORE, "\u03b1"),
    "CYRILLIC": Script("Ukrainian, Russian and Bulgarian", "Noto Sans", CORE, "\u0434"),
    "GEORGIAN": Script("Georgian", "Noto Sans Georgian", CORE, "\u10d0"),
    "ARMENIAN": Script("Armenian", "Noto Sans Armenian", CORE, "\u0561"),
    "CJK": Script("Chinese", "Noto Sans CJK", FAR_EAST, "\u6211"),
    "HIRAGANA": Script("Japanese", "Noto Sans CJK", FAR_EAST, "\u3042"),
    "HANGUL": Script("Korean", "Noto Sans CJK", FAR_EAST, "\ud55c"),
}
"""By the first word of the names that Unicode gives their letters."""
_ALIKE = {"KATAKANA": "HIRAGANA", "KANGXI": "CJK", "IDEOGRAPHIC": "CJK", "FULLWIDTH": "CJK", "BOPOMOFO": "CJK"}
_OTHERS = Script("other signs", "Noto Sans Symbols 2", SIGNS, "")


def script_of(letter: str) -> Script:
    """The script of a letter; signs for any other."""
    first = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    return SCRIPTS.get(_ALIKE.get(first, first), _OTHERS)


def packages_of(scripts: Iterable[Script]) -> tuple[str, ...]:
    """The packages of Debian and its like that have the fonts of scripts."""
    return tuple(dict.fromkeys(package for script in scripts for package in script.package.split()))


def how_to_install(scripts: Iterable[Script]) -> str:
    """What to do so that the letters of scripts can be printed on this machine."""
    scripts = list(scripts)
    if platform.system() == "Linux":
        return f"Install {' and '.join(packages_of(scripts))} from the packages of this system, or ask IT for it."
    fonts = " and ".join(dict.fromkeys(script.font for script in scripts))
    return f"Install a font that has these letters, such as {fonts} (free), or ask IT for it."
