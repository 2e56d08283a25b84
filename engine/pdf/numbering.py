"""The objects of a converted PDF under numbers that are the same each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pikepdf import ObjectStreamMode, Pdf

_ALWAYS_ALIKE = "LibreOffice 7."
"""25.2 numbers fonts in another order each time, and a file that is saved puts objects together by their numbers."""


@contextmanager
def numbered(path: Path) -> Iterator[Pdf]:
    """A PDF, open; where its converter may have numbered its objects at random, by their order from the root."""
    with Pdf.open(path) as pdf:
        if str(pdf.docinfo.get("/Producer", "")).startswith(_ALWAYS_ALIKE):
            yield pdf
            return
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.disable, static_id=True)
    with Pdf.open(buffer) as pdf:
        yield pdf
