"""The file of a font on this machine: the very one, else one of the same widths, else any that can be read."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from engine.errors import ConversionError

_FACES = {
    "arial": ("arial{}.ttf", "Arial{}.ttf", "LiberationSans-{}.ttf"),
    "calibri": ("calibri{}.ttf", "Carlito-{}.ttf"),
    "verdana": ("verdana{}.ttf", "DejaVuSans{}.ttf"),
}
_FALL_BACK = ("LiberationSans-{}.ttf", "arial{}.ttf", "DejaVuSans{}.ttf")
_OF_FIELDS = ("LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf", "Carlito-Regular.ttf", "DejaVuSans.ttf")
"""Arial, or one of the same widths, before others."""


@lru_cache(maxsize=32)
def to_draw_with(face: str, bold: bool, size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The face at a size in pixels, else one of the same widths, else what Pillow itself brings along."""
    for pattern in (*_FACES.get(face.casefold(), (face + "{}.ttf",)), *_FALL_BACK):
        for weight in ("Bold", "bd", "-Bold") if bold else ("Regular", "", "-Regular"):
            try:
                return ImageFont.truetype(pattern.format(weight), size)
            except OSError:
                continue
    return ImageFont.load_default(size)


def has_file(font: str) -> bool:
    """Whether a file of the font's plain name can be read."""
    return _path(f"{font.lower().replace(' ', '')}.ttf") is not None


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
        return str(ImageFont.truetype(name, 10).path)
    except OSError:
        return None
