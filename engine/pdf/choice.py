"""Which engine a build gets."""

from __future__ import annotations

from engine.cache import store_of
from engine.errors import ConversionError
from engine.model.edition import Edition
from engine.pdf.converter import Converter
from engine.pdf.embedded import Embedded
from engine.pdf.kept import Kept
from engine.pdf.office import Office, find_office


def choose(edition: Edition) -> Converter:
    """LibreOffice for everything that is delivered; the embedded engine for drafts where LibreOffice is missing.

    Raises ConversionError for a final edition without LibreOffice: its PDFs must be tagged.
    """
    program = find_office()
    if program is not None:
        return Kept(Office(program), store_of("pdf"))
    if edition.is_draft:
        return Kept(Embedded(), store_of("pdf"))
    raise ConversionError(
        "A final edition needs LibreOffice, and none was found on this machine. "
        "Install it (penholder doctor says how), or build a draft."
    )
