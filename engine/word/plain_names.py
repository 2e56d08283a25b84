"""Names of bookmarks as every reader of a PDF takes them."""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"\w{1,40}", re.ASCII)


def plain_name(bookmark: str) -> str:
    """The name that a bookmark has in the copy that LibreOffice converts; the same name each time.

    LibreOffice writes every other sign in hexadecimal, some of them several times over, and PDF/A takes no name of more
    than 127 letters, pdfium none of more than 255.
    """
    return bookmark if _PLAIN.fullmatch(bookmark) else f"_{hashlib.sha256(bookmark.encode()).hexdigest()[:32]}"
