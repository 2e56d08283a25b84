"""How a PDF is written: the same objects give the same bytes, and nothing is said of when or by what."""

from __future__ import annotations

import io

from pikepdf import ObjectStreamMode, Pdf


def saved(pdf: Pdf) -> bytes:
    """The file. Its id is made from what is in it."""
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False, object_stream_mode=ObjectStreamMode.generate)
    return buffer.getvalue()
