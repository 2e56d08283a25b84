"""The headers and footers of a form: they are not read, so words are told that the form was not issued with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, warning
from engine.plain_words import quoted
from engine.sources.word_settled import Settled, settle
from engine.word.look import is_set
from engine.word.names import W_P, qn
from engine.word.text import paragraph_text
from engine.word.visible import Sight

_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
_KINDS = {qn("w:headerReference"): "header", qn("w:footerReference"): "footer"}
_AS_ISSUED = re.compile(r"(?P<council>[^·]+) · [^·]+ · [^·]+ · Page \d* of \d*")
"""What penholder's own forms have in their footers; the header has the name of the council, or its logo."""
_PAGES = re.compile(r"\W*(page)?\W*\d*\W*(of|/|\|)?\W*\d*\W*", re.IGNORECASE)
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"


def words_around_the_page(document: WordDocument, file: str, sight: Sight) -> Iterator[Finding]:
    """I-50 for each text of a header or footer that is shown and that the form was not issued with."""
    parts = _shown_parts(document)
    said = dict.fromkeys((kind, words) for kind, root in parts for words in _texts(root, sight) if words)
    issued = {found["council"] for kind, words in said if kind == "footer" and (found := _AS_ISSUED.fullmatch(words))}
    for kind, words in said:
        is_own = _AS_ISSUED.fullmatch(words) if kind == "footer" else words in issued
        if not is_own and not _PAGES.fullmatch(words):
            message = f"{quoted(words)} stands in the {kind} of the form, which is not read."
            fix = "If it is for the report, write it under a heading of the form. If the form came so, nothing."
            yield warning("I-50", Place(file, kind), message, fix)


def _shown_parts(document: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """The headers and footers that the form's pages show, each once."""
    apart = document.settings.element.find(qn("w:evenAndOddHeaders"))
    seen: set[str] = set()
    for section in document.element.body.iter(qn("w:sectPr")):
        first = section.find(qn("w:titlePg"))
        shown = {"default": True, "first": _is_on(first), "even": _is_on(apart)}
        for reference in section.iterchildren(*_KINDS):
            part = document.part.related_parts.get(str(reference.get(qn("r:id"))))
            if part is None or str(part.partname) in seen or not shown.get(str(reference.get(qn("w:type"), "default"))):
                continue
            seen.add(str(part.partname))
            yield _KINDS[str(reference.tag)], etree.fromstring(part.blob, _STRICT)


def _texts(root: etree._Element, sight: Sight) -> Iterator[str]:
    settle(root, Settled())
    for paragraph in root.iter(W_P):
        yield paragraph_text(paragraph, sight.sees)
    for mark in root.iter(_WATERMARK):
        yield str(mark.get("string", "")).strip()


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and is_set(switch)
