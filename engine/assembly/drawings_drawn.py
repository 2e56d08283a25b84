"""Who draws the drawings of forms: LibreOffice, where it is installed."""

from __future__ import annotations

from collections.abc import Sequence

from engine.cache import store_of
from engine.model.drawn import DrawnPicture


def draw_with_office(documents: Sequence[bytes]) -> tuple[DrawnPicture | None, ...] | None:
    """A picture of each Word file; nothing at all without LibreOffice. What was drawn once is not drawn again."""
    from engine.pdf.drawn_pages import drawn  # takes a while to load, and few forms have drawings
    from engine.pdf.kept import Kept
    from engine.pdf.office import Office, find_office

    program = find_office()
    return drawn(documents, Kept(Office(program), store_of("pdf"))) if program else None
