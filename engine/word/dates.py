"""Dates that no line breaks: day, month and year stand together."""

from __future__ import annotations

import re

from lxml import etree

from engine.word.names import W_TBL, qn

_TEXT = qn("w:t")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS})(?: (\d{{4}}))?\b")
_NO_BREAK = "\u00a0"


def hold_dates(root: etree._Element) -> None:
    """Put spaces that no line breaks into the dates of running text. A narrow column may have to break them."""
    for text in root.iter(_TEXT):
        if text.text and _DATE.search(text.text) and next(text.iterancestors(W_TBL), None) is None:
            text.text = _DATE.sub(_held, text.text)


def _held(date: re.Match[str]) -> str:
    return _NO_BREAK.join(part for part in date.groups() if part)
