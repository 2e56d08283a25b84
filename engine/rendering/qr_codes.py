"""The QR code of a sheet."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from engine.templates.palette import Palette


@lru_cache(maxsize=64)
def qr_code(code: str, palette: Palette) -> bytes:
    """A PNG that a phone or a scanner reads back as SHEET:code. segno: pure Python, the same bytes each time."""
    buffer = io.BytesIO()
    ink = "#" + "".join(f"{part:02x}" for part in palette.ink)
    segno.make(f"SHEET:{code}", error="m", micro=False).save(buffer, kind="png", scale=12, border=0, dark=ink)
    return buffer.getvalue()
