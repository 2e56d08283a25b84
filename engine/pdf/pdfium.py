"""pdfium, which one thread at a time may use: a PDF is opened, looked at and closed before another is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def opened(pdf: Path | bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, open; what was taken of it ends with it. Raises PdfiumError where it is none."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
