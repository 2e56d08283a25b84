"""Whether this machine has the fonts that templates ask for, or others of the same widths."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

_SAME_WIDTHS = {
    "arial": "Liberation Sans",
    "calibri": "Carlito",
    "cambria": "Caladea",
    "times new roman": "Liberation Serif",
}


def stand_in(font: str) -> str | None:
    """What is drawn for a font: the font itself, one of the same widths, or None where pages would break elsewhere."""
    if shutil.which("fc-match"):
        found = drawn_with(font)
        alike = {font.casefold(), _SAME_WIDTHS.get(font.casefold(), font).casefold()}
        return found if found.casefold() in alike else None
    from engine.fonts.files import has_file, windows_fonts  # with Pillow, which takes longer to load than to ask

    is_here = windows_fonts().has if sys.platform == "win32" else has_file
    return next(filter(is_here, (font, *filter(None, (_SAME_WIDTHS.get(font.casefold()),)))), None)


def drawn_with(font: str) -> str:
    """The family that is drawn for a font on this machine; empty where nobody can tell."""
    if not shutil.which("fc-match"):
        return stand_in(font) or ""
    command = ["fc-match", "--format", "%{family}", font]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout.split(",")[0]


@cache
def fonts_here() -> str:
    """The fonts of this machine, what says which is drawn for another, and what sets their letters, one to a line.

    Another text, and pages may break elsewhere. A file that was replaced under its name, as by an update, makes one.
    """
    named: Iterable[str] = ()
    if sys.platform == "win32":
        from engine.fonts.files import windows_fonts

        named = windows_fonts().lines()
    return "\n".join(sorted((*named, *map(_as_it_is, (*font_files(), *_rules())), *_sets_letters())))


@cache
def font_files() -> tuple[str, ...]:
    """The files of this machine's fonts, as whole paths."""
    if shutil.which("fc-list"):
        command = ["fc-list", "--format", "%{file}\n"]
        found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout
        return tuple(found.splitlines())
    if sys.platform == "win32":
        from engine.fonts.files import windows_fonts

        return windows_fonts().files
    folders = (Path("/Library/Fonts"), Path.home() / "Library/Fonts")
    return tuple(str(font) for folder in folders if folder.is_dir() for font in folder.iterdir())


def _rules() -> tuple[str, ...]:
    """The files by which fontconfig draws one font for another, as whole paths."""
    if not shutil.which("fc-conflist"):
        return ()
    found = subprocess.run(["fc-conflist"], capture_output=True, text=True, check=False, timeout=20).stdout
    in_use = (line[2:] for line in found.splitlines() if line.startswith("+ "))  # what others say is not heeded
    return tuple(rule.partition(": ")[0] for rule in in_use)


def _sets_letters() -> tuple[str, ...]:
    """The system's library with which Pillow sets letters by the pairs that they stand in: words are narrower so."""
    from ctypes import CDLL

    for name in ("libfribidi.so", "libfribidi.so.0", "libfribidi.dylib"):  # as Pillow tries them on Linux and macOS
        with suppress(OSError):
            CDLL(name)
            return ("fribidi",)
    return ()


def _as_it_is(file: str) -> str:
    """A file with its size and when it was written, as far as the system tells."""
    try:
        about = Path(file).stat()
    except (OSError, ValueError):
        return file
    return f"{file} {about.st_size} {about.st_mtime_ns}"
