"""The seal of a form's help: a hidden bookmark around each paragraph, with a digest of what it said when issued.

A bookmark is what both Word and LibreOffice keep when they save; LibreOffice takes locked boxes away.
"""

from __future__ import annotations

import hashlib

from lxml import etree

from engine.plain_words import folded
from engine.word.names import qn
from engine.word.text import paragraph_text

_NAME = "_Help"
"""How the bookmarks' names begin: Word shows no bookmark that begins with a line."""
_ID, _NAMED = qn("w:id"), qn("w:name")


def seal(paragraph: etree._Element, number: int) -> None:
    """Mark a paragraph of help as issued. number: one that no other bookmark of the document has."""
    start = etree.Element(qn("w:bookmarkStart"), {_ID: str(number), _NAMED: f"{_NAME}{number}_{_digest(paragraph)}"})
    end = etree.Element(qn("w:bookmarkEnd"), {_ID: str(number)})
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.append(end)


def is_as_issued(paragraph: etree._Element) -> bool:
    """Whether a paragraph in the style of help says nothing, or just what it said when the form was issued."""
    if not paragraph_text(paragraph):
        return True
    names = (mark.get(_NAMED, "") for mark in paragraph.iter(qn("w:bookmarkStart")))
    ending = f"_{_digest(paragraph)}"
    return any(name.startswith(_NAME) and name.endswith(ending) for name in names)


def _digest(paragraph: etree._Element) -> str:
    return hashlib.sha256(folded(paragraph_text(paragraph)).encode()).hexdigest()[:16]
