"""Pictures from elsewhere, looked at before they are decoded."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from engine.foreign.refusal import RefusedFile

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_MOST = 64_000_000
"""Dots of a picture. A telephone takes 12 to 50 million; each takes four bytes while it is looked at."""


class RefusedPicture(RefusedFile):
    """Bytes that are no picture anybody can look at, or one that is too large to."""


def open_picture(data: bytes, most: int = _MOST) -> Image.Image:
    """The picture, decoded whole; of one that moves, its first frame. most: dots.

    Raises RefusedPicture for whatever is no such picture: damaged, cut short, of another format, or with more dots.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow has its own limit of dots, and tells of oddities no reader knows
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            wide, high = picture.size
            if wide * high > most:
                told = f"The picture is too large: it has {wide:,} × {high:,} dots."
                raise RefusedPicture(told, "Make it smaller, or scan it at 200 dots per inch.")
            picture.load()
            return picture
    except RefusedPicture:
        raise
    except Image.DecompressionBombError as fault:  # Pillow counts for itself, before anybody can ask
        raise RefusedPicture(
            "The picture is too large.", "Make it smaller, or scan it at 200 dots per inch."
        ) from fault
    except Exception as fault:  # readers of single formats raise SyntaxError, struct.error, ValueError, EOFError …
        raise RefusedPicture("The picture is damaged.", "Put it in again as a PNG or JPEG picture.") from fault
