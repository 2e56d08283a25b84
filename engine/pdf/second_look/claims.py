"""What a PDF claims of itself in its metadata: that it is for screen readers (PDF/UA) and for archives (PDF/A)."""

from __future__ import annotations

import io
from collections.abc import Collection

from pikepdf import Pdf
from pikepdf.models import PdfMetadata

from engine.pdf.saving import saved
from engine.pdf.second_look.flaws import Standard

_WORDS = {
    Standard.SCREEN_READERS: {"pdfuaid:part": "1"},
    Standard.ARCHIVES: {"pdfaid:part": "2", "pdfaid:conformance": "B"},
}
"""By which each standard is claimed."""


def metadata_of(pdf: Pdf) -> PdfMetadata:
    """What a PDF says of itself; nothing where that cannot be read."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)


def claimed(pdf: Pdf) -> frozenset[Standard]:
    """The standards that a PDF says it follows."""
    metadata = metadata_of(pdf)
    return frozenset(
        standard
        for standard, words in _WORDS.items()
        if all(str(metadata.get(key, "")) == value for key, value in words.items())
    )


def without(data: bytes, standards: Collection[Standard]) -> bytes:
    """The PDF without these claims, and with nothing else changed. Metadata that cannot be read goes as a whole."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        with metadata_of(pdf) as metadata:
            for key in (key for standard in standards for key in _WORDS[standard] if key in metadata):
                del metadata[key]
        return saved(pdf)
