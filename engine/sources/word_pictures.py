"""Pictures in a Word form, and drawings that are none."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error
from engine.foreign.picture import RefusedPicture, TooManyDots, refuse_unprintable
from engine.model.story import Picture
from engine.plain_words import one_line
from engine.word.names import EMU_PER_MM, qn


def pictures(element: etree._Element, document: WordDocument, place: Place) -> Iterator[Picture | Finding]:
    """The pictures in a paragraph; a finding, I-12, for each that cannot be carried."""
    for drawing in element.iter(qn("w:drawing")):
        blip = next(drawing.iter(qn("a:blip")), None)
        extent = next(drawing.iter(qn("wp:extent")), None)
        about = next(drawing.iter(qn("wp:docPr")), None)
        if blip is None and next(drawing.iter(qn("w:txbxContent")), None) is not None:
            continue  # told as a text box
        if blip is None or extent is None:
            message = "Here stands a drawing that is no picture, so it would be lost."
            yield error("I-12", place, message, "Save it as a picture and put the picture in.")
            continue
        target = blip.get(qn("r:embed"))
        if target is None:
            message = "Here stands a picture that is only linked, not put in."
            yield error("I-12", place, message, "In Word, insert the picture itself.")
            continue
        part = document.part.related_parts.get(target)
        try:
            refuse_unprintable(part.blob if part is not None else b"")
        except TooManyDots as refused:
            yield error("I-12", place, f"Here stands a picture that is too large: {refused.figures}.", refused.fix)
            continue
        except RefusedPicture as refused:
            message = "Here stands a picture in a format that cannot be printed, or a damaged one."
            yield error("I-12", place, message, refused.fix)
            continue
        words = one_line(about.get("descr", "")) if about is not None else ""
        yield Picture(
            data=part.blob,
            alt=words,
            width=_millimetres(extent, "cx"),
            height=_millimetres(extent, "cy"),
            place=place,
        )


def _millimetres(extent: etree._Element, side: str) -> float:
    """A side of a picture; at least one millimetre and no more than a metre, whatever a damaged file claims."""
    try:
        size = int(extent.get(side, "0")) / EMU_PER_MM
    except ValueError:
        size = 0.0
    return min(max(size, 1.0), 1000.0)
