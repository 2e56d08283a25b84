"""Words that stand in a file where neither Word nor penholder looks for any: damage, and no page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error
from engine.word.names import W_BODY, W_P, W_R, W_T, W_TBL, W_TC, W_TR

_HOMES = {W_T: (W_R,), W_TC: (W_TR,), W_TR: (W_TBL,), W_R: (W_P,), W_TBL: (W_TC, W_BODY, W_R), W_P: (W_TC, W_BODY, W_R)}
"""Where a thing stands: directly for text, else with wrappers between; what stands in a run, in a text box."""


def stray_words(document: WordDocument, file: str) -> Iterator[Finding]:
    """I-48 for each text that stands outside a run, a paragraph, or the rows and cells of a table."""
    for text in document.element.body.iter(W_T):
        words = (text.text or "").strip()
        if words and not _is_at_home(text):
            message = f'"{words[:60]}" stands in the file where no page shows it: the file is damaged there.'
            fix = "Open the form in Word and look for these words; type them in again, and save."
            yield error("I-48", Place(file), message, fix)


def _is_at_home(text: etree._Element) -> bool:
    inner = W_T
    for around in text.iterancestors():
        if inner == W_T and around.tag != W_R:
            return False
        if around.tag in _HOMES or around.tag == W_BODY:
            if around.tag not in _HOMES[inner]:
                return False
            inner = str(around.tag)
        if inner == W_BODY:
            return True
    return False
