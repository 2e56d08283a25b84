"""Pictures in a Word form, and drawings that become one; what is neither, told with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error
from engine.foreign.metafile import metafile
from engine.foreign.picture import RefusedPicture, TooManyDots
from engine.foreign.picture_in_print import in_print
from engine.foreign.shown_picture import shown_picture
from engine.model.story import Picture
from engine.sources.drawings.alone import CannotStandAloneError, alone
from engine.sources.drawings.found import NotCarried, OnePicture, TextBox, WholeDrawing, drawings, linked_picture
from engine.sources.word_notes import MARKS, WordNotes
from engine.word.visible import Sight


def pictures(
    element: etree._Element, document: WordDocument, place: Place, sight: Sight
) -> Iterator[Picture | TextBox | Finding]:
    """The pictures and text boxes in a paragraph of the text; a finding, I-12, for each drawing that is not carried."""
    for found in drawings(element, sight):
        if isinstance(found, OnePicture):
            yield _picture(found, document, place)
        elif isinstance(found, WholeDrawing):
            yield _to_be_drawn(found, document, place)
        elif isinstance(found, TextBox):
            yield found
        else:
            yield not_carried(found, place)


def drawn_beside_the_text(
    element: etree._Element, place: Place, sight: Sight, notes: WordNotes | None = None
) -> Iterator[Finding]:
    """I-12 for what is drawn where only words are read: in an element, or with notes, in the notes it points to."""
    for around in [element] if notes is None else _notes_of(element, notes):
        where = "" if notes is None else " in a footnote"
        for _ in drawings(around, sight):
            told = NotCarried(f"a picture or drawing{where}", "Move it into the text, on its own.")
            yield not_carried(told, place)
            break


def _notes_of(element: etree._Element, notes: WordNotes) -> Iterator[etree._Element]:
    for mark in element.iter(*MARKS):
        if (note := notes.note(mark)) is not None:
            yield note[0]


def not_carried(found: NotCarried, place: Place) -> Finding:
    """I-12 for what reaches no report."""
    return error("I-12", place, f"Here stands {found.what}, which does not reach the report.", found.fix)


def _picture(found: OnePicture, document: WordDocument, place: Place) -> Picture | Finding:
    relation = document.part.rels.get(found.relation)
    if relation is not None and relation.is_external:
        return not_carried(linked_picture(), place)
    data = relation.target_part.blob if relation is not None else b""
    if metafile(data) is not None:
        return _to_be_drawn(WholeDrawing(found.element, "picture", found.frame), document, place)
    try:
        seen = shown_picture(data, found.showing)
    except TooManyDots as refused:
        return error("I-12", place, f"Here stands a picture that is too large: {refused.figures}.", refused.fix)
    except RefusedPicture as refused:
        message = "Here stands a picture in a format that cannot be printed, or a damaged one."
        return error("I-12", place, message, refused.fix)
    width, height = found.showing.size(found.frame.width, found.frame.height)
    printed = in_print(seen, width)
    if seen != data:
        shown = hashlib.sha256(f"{found.showing}".encode() + data).hexdigest()
    else:  # its own bytes tell what it is, also where they are scaled
        shown = "" if printed == seen else hashlib.sha256(seen).hexdigest()
    return Picture(data=printed, alt=found.frame.words, width=width, height=height, place=place, identity=shown)


def _to_be_drawn(found: WholeDrawing, document: WordDocument, place: Place) -> Picture | Finding:
    try:
        by_itself = alone(found, document)
    except CannotStandAloneError as fault:
        return not_carried(fault.told, place)
    except (etree.LxmlError, KeyError, ValueError):  # a part of it is damaged
        told = NotCarried(f"a {found.what} that is damaged", "Save it as a picture and put the picture in.")
        return not_carried(told, place)
    return Picture(
        data=b"",
        alt=found.frame.words,
        width=found.frame.width,
        height=found.frame.height,
        place=place,
        what=found.what,
        drawing=by_itself.document,
        identity=by_itself.identity,
    )
