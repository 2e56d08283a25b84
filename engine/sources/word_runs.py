"""The letters of a paragraph: what is bold, what is linked, what refers to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.model.story import Run
from engine.plain_words import clean
from engine.word.names import W_VAL, qn
from engine.word.styles import Styles

REFERENCE = re.compile(r"\[\s*([DEF])\s*[-‑–]?\s*(\d{3})\s*\]")
"""A reference as people type it: [D-014], and with the dashes and spaces that Word and people put in."""


def paragraph_runs(element: etree._Element, styles: Styles, document: WordDocument) -> list[Run]:
    """The runs of a paragraph, neighbours of one kind joined, references apart."""
    runs: list[Run] = []
    for run, link in _text_runs(element, document):
        text = _letters(run)
        if text:
            style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            name = styles.names.get(str(style.get(W_VAL)), "") if style is not None else ""
            bold = _is_on(run, "w:b") or name == "strong"
            italic = _is_on(run, "w:i") or name == "emphasis"
            runs.append(Run(text, bold, italic, link))
    return _with_references(_merged(runs))


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """No space at the start and at the end of a paragraph."""
    if not runs:
        return ()
    first, last = runs[0], runs[-1]
    runs = [Run(first.text.lstrip(), first.bold, first.italic, first.link, first.reference), *runs[1:]]
    last = runs[-1]
    runs[-1] = Run(last.text.rstrip(), last.bold, last.italic, last.link, last.reference)
    return tuple(run for run in runs if run.text)


def _text_runs(element: etree._Element, document: WordDocument) -> Iterator[tuple[etree._Element, str]]:
    """Each run of a paragraph with the web address of the link around it, if any; text boxes and deletions left out."""
    skip = (qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"))
    for run in element.iter(qn("w:r")):
        around = [ancestor for ancestor in run.iterancestors() if ancestor is not element]
        if any(ancestor.tag in skip for ancestor in around):
            continue
        link = next((ancestor for ancestor in around if ancestor.tag == qn("w:hyperlink")), None)
        target = None if link is None else link.get(qn("r:id"))
        yield run, "" if target is None else str(document.part.rels[target].target_ref)


def _letters(run: etree._Element) -> str:
    parts = []
    for child in run:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            parts.append(" ")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
    return "".join(parts)


def _is_on(run: etree._Element, name: str) -> bool:
    switch = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return switch is not None and switch.get(W_VAL, "true") not in ("0", "false", "none")


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind joined: Word splits text wherever spelling or editing left a mark."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.link)
        else:
            joined.append(run)
    return [Run(_kept_edges(run.text), run.bold, run.italic, run.link) for run in joined]


def _kept_edges(text: str) -> str:
    """The cleaned text with at most one space at either end: it parts this run from its neighbours."""
    inner = clean(text).replace("\n", " ")
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _with_references(runs: list[Run]) -> list[Run]:
    """References taken out of the text into runs of their own."""
    found: list[Run] = []
    for run in runs:
        at = 0
        for match in REFERENCE.finditer(run.text):
            if before := run.text[at : match.start()]:
                found.append(Run(before, run.bold, run.italic, run.link))
            ref = f"{match[1]}-{match[2]}"
            found.append(Run(f"[{ref}]", run.bold, run.italic, "", ref))
            at = match.end()
        if rest := run.text[at:]:
            found.append(Run(rest, run.bold, run.italic, run.link))
    return found
