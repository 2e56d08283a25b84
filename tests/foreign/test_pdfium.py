"""pdfium is one thread's at a time, and a process that is split off meanwhile has it whole."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from engine.foreign.confined import confined
from engine.foreign.pdfium import blank, opened
from tests.material.forged_pages import another_pdf


def pages_of(pdf: bytes) -> int:
    with opened(pdf) as document:
        return len(document)


def test_one_pdf_is_opened_within_another_and_one_is_drawn_within_both() -> None:
    with opened(another_pdf()) as one, opened(another_pdf()) as other, blank() as ours:
        ours.new_page(100, 100)
        assert (len(one), len(ours)) == (len(other), 1)


@pytest.mark.office  # starts a process
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems split no process off")
def test_a_process_that_is_split_off_while_another_thread_is_within_a_pdf_gets_its_turn() -> None:
    pdf, is_within, splits = another_pdf(), threading.Event(), threading.Event()
    os.register_at_fork(before=splits.set)

    def look() -> None:
        with opened(pdf) as document:
            is_within.set()
            splits.wait()
            for page in document:
                page.render(scale=8)

    looking = threading.Thread(target=look)
    looking.start()
    is_within.wait()
    assert confined(pages_of, pdf) == pages_of(pdf)
    looking.join()
