"""Which engine a build gets."""

from __future__ import annotations

from engine.errors import ConversionError
from engine.model.edition import Edition
from engine.pdf.converter import Converter
from engine.pdf.embedded import Embedded
from engine.pdf.office import Office, find_office


def choose(edition: Edition) -> Converter:
    """LibreOffice for everything that is delivered; the embedded engine for drafts where LibreOffice is missing.

    Raises ConversionError for a final edition without LibreOffice: its PDFs must be tagged.
    """
    program = find_office()
    if program is not None:
        return Office(program)
    if edition.is_draft:
        return Embedded()
    raise ConversionError(
        "A final edition needs LibreOffice, and none was found on this machine. "
        "Install it (penholder doctor says how), or build a draft."
    )
