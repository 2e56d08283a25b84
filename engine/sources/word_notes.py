"""Footnotes, endnotes and comments of a Word form, which are kept in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from engine.plain_words import one_line
from engine.sources.word_settled import Settled, settle
from engine.word.names import W_ID, W_T, qn

_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
_REFERENCES = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
}

MARKS = tuple(_REFERENCES)
"""The elements that point to a footnote or an endnote."""


class WordNotes:
    """The notes of a document by the mark in the text that points to them."""

    def __init__(self, document: WordDocument, noted: Settled) -> None:
        """noted: where to note what there is to say of their paragraphs."""
        self.parts: dict[str, Part] = {}
        self.notes: dict[tuple[str, str], etree._Element] = {}
        for mark, (relation, tag) in _REFERENCES.items():
            part = _related(document, relation)
            if part is not None:
                self.parts[mark] = part
                root = etree.fromstring(part.blob, _STRICT)
                settle(root, noted)
                self.notes |= {(mark, key): note for key, note in _by_id(root, tag)}

    def note(self, mark: etree._Element) -> tuple[etree._Element, Part] | None:
        """The note that a mark points to, with its part; None where the element is no mark, or its note is gone."""
        note = self.notes.get((str(mark.tag), str(mark.get(W_ID))))
        return None if note is None else (note, self.parts[str(mark.tag)])


def is_mark(element: etree._Element) -> bool:
    """Whether an element of a run points to a footnote or an endnote."""
    return element.tag in _REFERENCES


def own_mark(mark: etree._Element) -> str:
    """What the text shows for a note in place of a number, such as an asterisk: it follows in its run."""
    if mark.get(qn("w:customMarkFollows"), "0") in ("0", "false", "off"):
        return ""
    return "".join(text.text or "" for text in mark.itersiblings(W_T)).strip()


def read_comments(document: WordDocument) -> Mapping[str, str]:
    """What comments say, by their number."""
    part = _related(document, RELATIONSHIP_TYPE.COMMENTS)
    found = () if part is None else _by_id(etree.fromstring(part.blob, _STRICT), qn("w:comment"))
    return {key: one_line(" ".join(text.text or "" for text in comment.iter(W_T))) for key, comment in found}


def _related(document: WordDocument, relation: str) -> Part | None:
    try:
        return document.part.part_related_by(relation)
    except (KeyError, ValueError):  # none, or more than one
        return None


def _by_id(root: etree._Element, tag: str) -> Iterator[tuple[str, etree._Element]]:
    for element in root.iter(tag):
        yield str(element.get(W_ID)), element
