"""A photograph with no more dots than print shows: sixty of a camera's would make a report that nobody can send."""

from __future__ import annotations

import io

from PIL import Image

from engine.foreign import limits
from engine.foreign.picture import opened_only, saved_as_photograph

_DOTS_PER_MM = 300 / 25.4
"""Three hundred to an inch: more than paper shows of a photograph."""
_WORTH = 1.25
"""So many times the dots, sideways, are worth making it anew."""
_ORIENTATION = 0x0112
"""The mark by which a camera says which side is up. Programs follow it or do not, so such a picture stays as it is."""


def in_print(data: bytes, width: float) -> bytes:
    """The photograph as it is printed so many millimetres wide; the very same bytes where it has few dots.

    Anything but a JPEG stays as it is: the lines and letters of drawings would suffer. Raises RefusedPicture.
    """
    with opened_only(data, limits.PICTURE) as picture:
        wide = max(1, round(width * _DOTS_PER_MM))
        is_turned = picture.getexif().get(_ORIENTATION, 1) != 1
        if picture.format not in ("JPEG", "MPO") or picture.width <= wide * _WORTH or is_turned:
            return data
        size = (wide, max(1, round(picture.height * wide / picture.width)))
        picture.draft(picture.mode, size)
        buffer = io.BytesIO()
        smaller = picture.resize(size, Image.Resampling.LANCZOS)
        saved_as_photograph(smaller, buffer)
        return buffer.getvalue()
