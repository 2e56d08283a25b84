"""No regular expression of the package works without end on a text that somebody made for it.

The time that is measured is the processor's, and the bound hundreds of times what such a text takes: a busy machine
makes no difference, and an expression that takes the square of a text's length is far beyond it.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.material.endless_texts import Pattern, asked, endless_texts, patterns_of_the_package

LENGTH, SECONDS = 60_000, 2.0
GLANCE, SUSPECT = 6_000, 0.002
"""A tenth of the letters, and the seconds that tell which texts are worth the whole length: what takes two seconds for
all of them takes a hundredth of that here, if not more. What grows with the length alone takes less by far."""
SHORT = {
    "engine.sources.cell_formats.sections": (255, "a longer format is not understood"),
    "engine.pdf.lettering _BLOCK": (5_000, "stands in PDFs that LibreOffice made here"),
    "engine.pdf.finish:": (5_000, "stands in PDFs that LibreOffice made here"),
    "engine.pdf.numbers _BLOCK": (5_000, "stands in PDFs that LibreOffice made here"),
    "engine.pdf.untagged": (5_000, "stands in PDFs that LibreOffice made here"),
}
"""Expressions that see shorter texts alone: so many letters, and why."""


class EndlessError(Exception):
    """An expression took too long."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises EndlessError where what is done takes more seconds of the processor."""

    def ended(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def is_endless(pattern: Pattern, ways: frozenset[str], length: int, seconds: float = SECONDS) -> str:
    """How the text begins that takes longer; empty where none does."""
    glances = endless_texts(pattern, min(length, GLANCE))
    for text, glance in dict(zip(endless_texts(pattern, length), glances, strict=True)).items():
        try:
            with bounded(seconds):
                began = time.process_time()
                asked(pattern, ways, glance)
                if length <= GLANCE or time.process_time() - began < SUSPECT:
                    continue
                asked(pattern, ways, text)
        except EndlessError:
            return repr(text[:40])
    return ""


@pytest.mark.slow
def test_every_expression_is_done_with_any_text_in_time_that_grows_with_its_length() -> None:
    found = {}
    for where, (pattern, ways) in patterns_of_the_package().items():
        length = next((most for begins, (most, _) in SHORT.items() if where.startswith(begins)), LENGTH)
        if text := is_endless(pattern, ways, length):
            found[where] = (pattern.pattern, text)
    assert not found, "write it so that it never tries a place twice, or say in SHORT what bounds its texts"


@pytest.mark.slow
@pytest.mark.parametrize("typed", [r"\d+x", r"(a+)+$", r"\s*\n\s*"])
def test_an_expression_that_works_without_end_is_seen(typed: str) -> None:
    assert is_endless(re.compile(typed), frozenset({"search"}), LENGTH, seconds=0.5)


def test_what_is_asked_at_its_start_alone_is_not_asked_elsewhere() -> None:
    assert not is_endless(re.compile(r"\d+x"), frozenset({"match"}), LENGTH)


@pytest.mark.slow
def test_many_expressions_are_looked_at() -> None:
    found = patterns_of_the_package()
    assert len(found) > 100
    assert any(":" in where for where in found)
