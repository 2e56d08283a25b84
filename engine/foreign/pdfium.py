"""pdfium, which one thread at a time may use: a PDF is opened, looked at and closed before another is."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pypdfium2

_ONE_AT_A_TIME = threading.RLock()


def opened(pdf: Path | bytes) -> AbstractContextManager[pypdfium2.PdfDocument]:
    """A PDF, open; what was taken of it ends with it. Raises PdfiumError where it is none."""
    return _alone(lambda: pypdfium2.PdfDocument(pdf))


def blank() -> AbstractContextManager[pypdfium2.PdfDocument]:
    """A PDF without pages, to draw on; what was taken of it ends with it."""
    return _alone(pypdfium2.PdfDocument.new)


@contextmanager
def _alone(begin: Callable[[], pypdfium2.PdfDocument]) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        document = begin()
        try:
            yield document
        finally:
            document.close()


if hasattr(os, "register_at_fork"):
    # a process that is split off while another thread is within pdfium would have it half done, and never its turn
    os.register_at_fork(
        before=_ONE_AT_A_TIME.acquire,
        after_in_parent=_ONE_AT_A_TIME.release,
        after_in_child=_ONE_AT_A_TIME.release,
    )
