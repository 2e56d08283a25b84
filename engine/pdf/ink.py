"""Whether the letters of a page leave ink that can be seen: drawn once as it is, and once without its letters.

Where the two pictures are alike, a letter makes no difference to a reader: something lies over it, it has the colour of
what is behind it, it is transparent, or cut off. So it does not matter how somebody hid it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from engine.model.placed_field import Corners

_DOTS = 120
"""Per inch: letters of 6 points have strokes of more than a dot."""
_LEAST_DIFFERENCE = 24
"""Of 255 shades: what a stroke must differ from the page without it."""
_MOST_DIFFERENCE = 170
"""How far a dot may be from the colour of the letter: the thinnest strokes are mixed with what is around them."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mask:
    """The dots with ink, a byte for each, row by row: cutting pieces out of a picture takes ten times as long.

    left, top: where on the page the first of them stands. Beyond them is no ink.
    """

    left: int
    top: int
    width: int
    height: int
    dots: bytes

    def has_ink(self, left: int, top: int, right: int, bottom: int) -> bool:
        """Whether there is any in a part of the page, or beyond it. right, bottom: the first dots outside of it."""
        first, last = max(left - self.left, 0), min(right - self.left, self.width)
        if first >= last:
            return False
        start, end = max(top - self.top, 0) * self.width, min(bottom - self.top, self.height) * self.width
        return any(self.dots[row + first : row + last].strip(b"\0") for row in range(start, end, self.width))


class Ink:
    """The letters of one page as a reader sees them. page: without what people fill in."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        left, bottom, right, top = page.get_cropbox()
        self._left, self._top = left, top
        self._page_box = (left, bottom, right, top)
        self._masks: dict[Colour, _Mask] = {}

    def shows(self, box: Corners, colour: Colour) -> bool:
        """Whether a letter in this place of the page, of this colour, leaves ink there."""
        mask = self._masks.get(colour)
        if mask is None:
            mask = self._masks[colour] = self._inked(colour)
        left, bottom, right, top = box
        scale = _DOTS / 72
        return mask.has_ink(
            int((left - self._left) * scale),
            int((self._top - top) * scale),
            int((right - self._left) * scale) + 1,
            int((self._top - bottom) * scale) + 1,
        )

    def _inked(self, colour: Colour) -> _Mask:
        """The dots that letters change, and that have something of a colour."""
        shades, inked, (left, top) = self._pictures
        for drawn, own in zip(shades, colour, strict=True):
            near = [255 if abs(shade - own) <= _MOST_DIFFERENCE else 0 for shade in range(256)]
            if not all(near):
                inked = ImageChops.darker(inked, drawn.point(near))
        return _Mask(left=left, top=top, width=inked.width, height=inked.height, dots=inked.tobytes())

    @cached_property
    def _pictures(self) -> tuple[tuple[Image.Image, ...], Image.Image, tuple[int, int]]:
        """The dots that the letters of the page change, with it in its three colours; and where these begin on it."""
        drawn = self._drawn()
        letters = [*self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15)]
        for letter in letters:
            raw.FPDFTextObj_SetTextRenderMode(letter.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        differs = _strongest(ImageChops.difference(drawn, self._drawn()))
        inked = differs.point([255 if shade >= _LEAST_DIFFERENCE else 0 for shade in range(256)])
        around = inked.getbbox() or (0, 0, 0, 0)
        return drawn.crop(around).split()[:3], inked.crop(around), around[:2]

    def _drawn(self) -> Image.Image:
        """As RGBX, a picture is what pdfium has drawn, and no copy of it."""
        asked = {"scale": _DOTS / 72, "may_draw_forms": False, "draw_annots": False}
        drawn: Image.Image = self._page.render(**asked, prefer_bgrx=True, rev_byteorder=True).to_pil()
        return drawn


def _strongest(picture: Image.Image) -> Image.Image:
    """The strongest of the three colours, dot by dot."""
    red, green, blue = picture.split()[:3]
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
