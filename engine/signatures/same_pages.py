"""The pages of a file that only adds to an issued one, beside the issued pages: drawn by the same program, dot by dot.

This proof knows nothing of revisions and objects: it looks at what is drawn. The other one, by objects, is in revisions
and replaced; a file counts where both hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from engine.foreign.pdfium import opened

_DOTS = 100
"""Dots per inch: the same program draws the same page the same, so that a hair's breadth shows at any number."""

_AROUND = 1.0
"""Points: a border of a field is drawn on its edge, half of it outside."""


def is_drawn_alike(issued: bytes, returned: bytes, aside: Mapping[int, Sequence[tuple[float, ...]]]) -> bool:
    """Whether every page is drawn as the issued one, fields aside. aside: rectangles to leave out, by page from 0.

    Without anything that lies on a page, no dot may differ at all.
    """
    with opened(issued) as ours, opened(returned) as theirs:
        return len(ours) == len(theirs) and all(
            _is_same(ours, theirs, number, aside.get(number, ())) for number in range(len(ours))
        )


def _is_same(
    ours: pypdfium2.PdfDocument, theirs: pypdfium2.PdfDocument, number: int, aside: Sequence[tuple[float, ...]]
) -> bool:
    one, other = ours[number], theirs[number]
    if one.get_size() != other.get_size():
        return False
    height = one.get_height()
    if ImageChops.difference(_drawn(one), _drawn(other)).getbbox():
        return False
    differs = ImageChops.difference(_with_all(ours, number), _with_all(theirs, number))
    if not differs.getbbox():
        return True
    pen, scale = ImageDraw.Draw(differs), _DOTS / 72
    for left, bottom, right, top in aside:
        corners = (left - _AROUND, height - top - _AROUND, right + _AROUND, height - bottom + _AROUND)
        pen.rectangle(tuple(edge * scale for edge in corners), fill=0)
    return not differs.getbbox()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in colours, without what lies on it."""
    picture: Image.Image = page.render(scale=_DOTS / 72, may_draw_forms=False, draw_annots=False).to_pil()
    return picture.convert("RGB")


def _with_all(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """The page with what lies on it, such as fields, notes and stamps, which become part of it in memory."""
    page = pdf[number]
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return _drawn(pdf[number])
