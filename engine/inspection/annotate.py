"""A copy of a template with a Word comment at each fault."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as WordDocument
from docx.oxml.ns import qn as docx_name
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml import etree

from engine.clock import in_utc
from engine.foreign.limits import TEMPLATE
from engine.foreign.word_file import word_document
from engine.inspection.remarks import Remark
from engine.inspection.template_walk import TEXT_BOX
from engine.word.names import W_P, W_R
from engine.word.package import DOCUMENT, Package

_AUTHOR, _INITIALS = "penholder", "ph"


def annotated(data: bytes, remarks: Sequence[Remark], when: datetime) -> bytes:
    """The template with its comments, dated when. Raises what python-docx raises where it cannot be opened.

    Word has comments in the body only: what is about a header, a footer, a note or the file as a whole stands at the
    first paragraph and names its place.
    """
    document = word_document(data, TEMPLATE)
    root: etree._Element = document.element
    spots = [_in_copy(remark, root) for remark in remarks]
    first = [run for run in [_first_run(root)] if run is not None]
    for remark, runs in zip(remarks, spots, strict=True):
        finding = remark.finding
        where = "" if runs else f"{finding.place.where or 'the whole file'}: "
        words = f"{finding.code}  {where}{finding.message} {finding.fix}".strip()
        chosen = [Run(run, document) for run in runs or first]
        if not chosen:  # a document without a paragraph has no place for one
            continue
        comment = document.add_comment(chosen, words, _AUTHOR, _INITIALS)
        comment._comment_elm.set(docx_name("w:date"), in_utc(when))
    _without_missing_style(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return Package.read(buffer.getvalue()).write()


def _without_missing_style(document: WordDocument) -> None:
    """python-docx names a style for the mark of a comment, which few templates define and none needs."""
    known = {style.style_id for style in document.styles}
    for named in document.element.xpath('//w:rStyle[@w:val="CommentReference"]'):
        if "CommentReference" not in known:
            named.getparent().remove(named)


def _in_copy(remark: Remark, root: etree._Element) -> list[CT_R]:
    """The runs of the copy a remark is about; none where it is not about the body."""
    if remark.part != DOCUMENT or not remark.spots:
        return []
    paths = [spot.getroottree().getelementpath(spot) for spot in (remark.spots[0], remark.spots[-1])]
    found = [spot for path in paths if (spot := root.find(path)) is not None]
    return [run for run in map(_run_of, found) if run is not None]


def _run_of(element: etree._Element) -> CT_R | None:
    """The run an element stands in; of a text box, which cannot have comments, the run that holds the box."""
    boxes = list(element.iterancestors(TEXT_BOX))
    if boxes:
        return _run_of(boxes[-1])
    around = [element, *element.iterancestors()]
    run = next((each for each in around if each.tag == W_R), None)
    if run is None:
        paragraph = next((each for each in around if each.tag == W_P), None)
        run = _first_run(element if paragraph is None else paragraph)
    return run if isinstance(run, CT_R) else None


def _first_run(element: etree._Element) -> CT_R | None:
    """The first run under an element; an empty one in its first paragraph where it has none."""
    run = next((each for each in element.iter(W_R) if next(each.iterancestors(TEXT_BOX), None) is None), None)
    if run is None:
        paragraph = next(element.iter(W_P), None)
        if paragraph is None:  # a cell without any: its row has one
            around = element.getparent()
            return None if around is None else _first_run(around)
        run = etree.SubElement(paragraph, W_R)
    return run  # type: ignore[return-value]  # python-docx parses every run as a CT_R
