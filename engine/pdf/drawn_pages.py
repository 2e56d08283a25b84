"""Drawings, each alone in a Word file, made into pictures: LibreOffice lays them out, and what has ink is cut out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from engine import log
from engine.cache import key_of, scratch
from engine.errors import ConversionError
from engine.foreign.pdfium import opened
from engine.model.drawn import DrawnPicture
from engine.model.kept import made_once
from engine.pdf.converter import Converter

_DOTS = 220
"""Per inch: letters of a diagram stay sharp in print."""
_MOST_DOTS = 6_000
"""Of a side of the page that is drawn; a larger one has fewer dots per inch."""
_EDGE = 2
"""White dots left around what is cut out, where it would else touch the words beside it."""


def drawn(documents: Sequence[bytes], converter: Converter) -> tuple[DrawnPicture | None, ...]:
    """A picture of each document's only page with ink on it; None where there is none, or the engine breaks over it."""
    with scratch() as folder:
        paths = [folder / f"drawing-{number}.docx" for number in range(1, len(documents) + 1)]
        for path, document in zip(paths, documents, strict=True):
            path.write_bytes(document)
        try:
            converter.convert(paths, folder)
        except ConversionError as fault:
            log.OFFICE.info("drawings are converted one by one: %s", fault)
            for path in paths:
                _by_itself(path, folder, converter)
        pdfs = [path.with_suffix(".pdf") for path in paths]
        return tuple(_kept(pdf.read_bytes()) if pdf.is_file() else None for pdf in pdfs)


def _by_itself(path: Path, folder: Path, converter: Converter) -> None:
    """One that breaks the engine takes no other along."""
    if path.with_suffix(".pdf").is_file():
        return
    try:
        converter.convert([path], folder)
    except ConversionError as fault:
        log.OFFICE.info("%s is not drawn: %s", path.name, fault)


def _kept(pdf: bytes) -> DrawnPicture | None:
    """What was cut out of the very same PDF before."""
    made: tuple[DrawnPicture, ...] = made_once(
        "drawings", tuple[DrawnPicture, ...], [key_of(pdf)], ("pypdfium2", "pillow"), lambda: _cut_out(pdf)
    )
    return made[0] if made else None


def _cut_out(pdf: bytes) -> tuple[DrawnPicture, ...]:
    """The picture; nothing where no page has ink, or more than one: then a part of it would be missing."""
    with opened(pdf) as document:
        inked = [made for page in document if (made := _ink(page)) is not None]
    return tuple(inked) if len(inked) == 1 else ()


def _ink(page: pypdfium2.PdfPage) -> DrawnPicture | None:
    per_point = min(_DOTS / 72, _MOST_DOTS / max(page.get_size()))
    picture: Image.Image = page.render(scale=per_point).to_pil().convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    cut = picture.crop((max(left - _EDGE, 0), max(top - _EDGE, 0), right + _EDGE, bottom + _EDGE))
    buffer = io.BytesIO()
    cut.save(buffer, "PNG", optimize=True)
    per_millimetre = per_point * 72 / 25.4
    words = page.get_textpage().get_text_range()
    return DrawnPicture(buffer.getvalue(), cut.width / per_millimetre, cut.height / per_millimetre, words)
