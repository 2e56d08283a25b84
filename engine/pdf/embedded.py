"""The converter that comes with the installation: it needs no LibreOffice, and its PDFs have no tags."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import dxpdf

from engine.errors import ConversionError

PAGES_ARE_NOT_TAGGED = (
    "LibreOffice was not found, so the PDFs were made by the embedded engine. They are for looking at: they have no "
    "tags for screen readers, and their pages may break elsewhere. Install LibreOffice before you deliver."
)


class Embedded:
    """dxpdf, the one pip-installable converter whose pages agree with LibreOffice's nearly always."""

    name = "embedded"
    fills_page_numbers = False
    is_tagged = False

    @property
    def version(self) -> str:
        return f"dxpdf {version('dxpdf')}"

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        for document in documents:
            try:
                pdf = dxpdf.convert(document.read_bytes())
            except (RuntimeError, ValueError) as fault:
                raise ConversionError(f"The embedded engine could not convert {document.stem}: {fault}.") from fault
            (folder / f"{document.stem}.pdf").write_bytes(pdf)

    def destination(self, bookmark: str) -> str:
        return bookmark
