"""The letters of a paragraph: what is bold, what is linked, what refers to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as WordDocument
from lxml import etree

from engine.model.story import Run
from engine.plain_words import one_line
from engine.word.names import W_VAL, qn
from engine.word.styles import Styles

_ID = r"[DEFdef]\s*[-‑–−]?\s*\d{1,4}"
REFERENCE = re.compile(rf"\[\s*({_ID}(?:\s*[,;&]\s*{_ID})*)\s*\]")
"""References as people type them: [D-014], several as [D-014, E-003], with the dashes and spaces that Word puts in."""


def paragraph_runs(element: etree._Element, styles: Styles, document: WordDocument) -> list[Run]:
    """The runs of a paragraph, neighbours of one kind joined, references apart."""
    runs: list[Run] = []
    for run, link in _text_runs(element, document):
        text = _letters(run)
        if text:
            style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            name = styles.names.get(str(style.get(W_VAL)), "") if style is not None else ""
            bold = is_on(run, "w:b") or name == "strong"
            italic = is_on(run, "w:i") or name == "emphasis"
            runs.append(Run(text, bold, italic, link))
    return _with_references(_merged(runs))


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """No space at the start and at the end of a paragraph."""
    if not runs:
        return ()
    runs = [run for index, run in enumerate(runs) if run.text.strip() or index not in (0, len(runs) - 1)]
    if not runs:
        return ()
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def _text_runs(element: etree._Element, document: WordDocument) -> Iterator[tuple[etree._Element, str]]:
    """Each run of a paragraph with the web address of the link around it, if any.

    Left out: text boxes, hidden text, what was deleted or moved away, and the words with which a content control
    asks for text.
    """
    skip = (qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"))
    asking = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
    for run in element.iter(qn("w:r")):
        around = [ancestor for ancestor in run.iterancestors() if ancestor is not element]
        if any(ancestor.tag in skip or ancestor.find(asking) is not None for ancestor in around):
            continue
        if is_on(run, "w:vanish"):
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


def is_on(run: etree._Element, name: str) -> bool:
    """Whether a run has a switch such as w:b set on itself."""
    switch = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return switch is not None and switch.get(W_VAL, "true") not in ("0", "false", "off", "none")


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
    inner = one_line(text)
    if not inner:
        return " " if any(letter.isspace() for letter in text) else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _with_references(runs: list[Run]) -> list[Run]:
    """References taken out of the text into runs of their own."""
    found: list[Run] = []
    for run in runs:
        at = 0
        for match in REFERENCE.finditer(run.text):
            if before := run.text[at : match.start()]:
                found.append(Run(before, run.bold, run.italic, run.link))
            for number, typed in enumerate(re.findall(_ID, match[1])):
                if number:
                    found.append(Run(" ", run.bold, run.italic))
                digits = re.sub(r"\D", "", typed)
                ref = f"{typed[0].upper()}-{digits.zfill(3)}"
                found.append(Run(f"[{ref}]", run.bold, run.italic, "", ref))
            at = match.end()
        if rest := run.text[at:]:
            found.append(Run(rest, run.bold, run.italic, run.link))
    return found
