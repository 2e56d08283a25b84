"""Whether a picture can be printed, told before a document is made with it."""

from __future__ import annotations

import io

from docx.image.image import Image as WordImage
from PIL import Image


def is_printable(data: bytes) -> bool:
    """Whether the bytes are a whole picture, in a format that the Word files made here may hold: PNG, JPEG, GIF …"""
    try:
        WordImage.from_blob(data)
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except Exception:  # both libraries let through what their readers of single formats raise
        return False
    return True
