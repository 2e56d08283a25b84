"""The file of a font on this machine: the very one, else one of the same widths, else any that can be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache, lru_cache

from PIL import ImageFont

from engine.errors import ConversionError
from engine.fonts.on_windows import InstalledFonts, fonts_of_this_machine

_FACES = {
    "arial": ("arial{}.ttf", "Arial{}.ttf", "LiberationSans-{}.ttf"),
    "calibri": ("calibri{}.ttf", "Carlito-{}.ttf"),
    "verdana": ("verdana{}.ttf", "DejaVuSans{}.ttf"),
}
_FALL_BACK = ("LiberationSans-{}.ttf", "arial{}.ttf", "DejaVuSans{}.ttf")
_OF_FIELDS = ("LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf", "Carlito-Regular.ttf", "DejaVuSans.ttf")
"""Arial, or one of the same widths, before others."""
FIELD_ENCODING = "cp1252"
"""WinAnsi, as PDF calls it: the letters of Western Europe. Readers type into fields in this encoding."""
_MEASURED = 200.0
"""Letters are measured so large, in dots: hints for small ones do not show."""
_READ_BY_PILLOW = (".ttf", ".otf", ".ttc", ".otc")


@lru_cache(maxsize=32)
def to_draw_with(face: str, bold: bool, size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The face at a size in pixels, else what is drawn in its place on this machine, else what Pillow brings along."""
    registered = windows_fonts().file_of(face, bold) if sys.platform == "win32" else _drawn_with(face, bold)
    with suppress(OSError):
        if registered:
            return ImageFont.truetype(registered, size)
    for pattern in (*_FACES.get(face.casefold(), (face + "{}.ttf",)), *_FALL_BACK):
        for weight in ("Bold", "bd", "-Bold") if bold else ("Regular", "", "-Regular"):
            try:
                return ImageFont.truetype(_place(pattern.format(weight)), size)
            except OSError:
                continue
    return ImageFont.load_default(size)


@lru_cache(maxsize=64)
def _drawn_with(face: str, bold: bool) -> str:
    """The file that is drawn for a face, by whoever else asks fontconfig; empty where there is none to ask."""
    if not shutil.which("fc-match"):
        return ""
    family = "".join(f"\\{letter}" if letter in "\\-:," else letter for letter in face)
    command = ["fc-match", "--format", "%{file}", f"{family}:weight={200 if bold else 80}"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout
    return said if said.casefold().endswith(_READ_BY_PILLOW) else ""


def has_file(font: str) -> bool:
    """Whether a file of the font's plain name can be read."""
    return _path(f"{font.lower().replace(' ', '')}.ttf") is not None


def family_of(file: str) -> str:
    """The family that a font's own file names; empty where the file cannot be read."""
    try:
        return str(ImageFont.truetype(file, 10).getname()[0] or "")
    except (OSError, ValueError):
        return ""


def above_and_below(face: str, bold: bool, size: float) -> tuple[float, float]:
    """How far letters of a size reach above and below their line, as the font says; both in the size's unit."""
    font = to_draw_with(face, bold, _MEASURED)
    above, below = font.getmetrics() if isinstance(font, ImageFont.FreeTypeFont) else (_MEASURED, _MEASURED / 5)
    return above * size / _MEASURED, below * size / _MEASURED


@lru_cache(maxsize=4)
def of_fields_at(size: float) -> ImageFont.FreeTypeFont:
    """The font that people type in, at a size in dots. Raises ConversionError as of_fields does."""
    return ImageFont.truetype(of_fields(), size)


def of_fields() -> str:
    """The path of the font that people type in. Raises ConversionError where this machine has none that will do."""
    found = next(filter(None, map(_path, _OF_FIELDS)), None)
    if found is None:
        raise ConversionError(
            "No font was found for the fields of the sheets. Install one of Arial's widths (penholder doctor says how)."
        )
    return found


def _path(name: str) -> str | None:
    try:
        return str(ImageFont.truetype(_place(name), 10).path)
    except OSError:
        return None


def _place(name: str) -> str:
    """What Pillow is told for the file of a font: it finds the system's own by their names."""
    own = windows_fonts().file_named(name) if sys.platform == "win32" else None
    return own or name


@cache
def windows_fonts() -> InstalledFonts:
    """The fonts of this machine, where it is one with Windows."""
    return fonts_of_this_machine(family_of)
