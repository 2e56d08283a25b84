"""What is seen of a picture: cut, mirrored and turned as its author did, so that the rest is nowhere any more."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image

from engine.foreign import limits
from engine.foreign.picture import RefusedPicture, TooManyDots, in_plain_colours, open_picture, printable, saved

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How a picture is shown. left, top, right, bottom: what is cut from each side, as a share of the whole picture.

    A share below nought is white room beside it. turned: degrees, clockwise, once it is cut and mirrored. proportion:
    of the frame, its width by its height, into which the picture is drawn before it is turned askew.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    mirrored: bool = False
    upside_down: bool = False
    turned: float = 0.0
    proportion: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether the picture is shown as it is."""
        is_cut = any((self.left, self.top, self.right, self.bottom))
        return not (is_cut or self.mirrored or self.upside_down or self.turned % 360)

    def size(self, width: float, height: float) -> tuple[float, float]:
        """The sides of what is seen, of a frame of these sides once it is turned."""
        angle = math.radians(self.turned)
        sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
        return width * cosine + height * sine, width * sine + height * cosine


def shown_picture(data: bytes, showing: Showing) -> bytes:
    """The bytes of what is seen, which any program prints. Raises RefusedPicture, also where nothing is left of it."""
    if showing.is_whole:
        return printable(data)
    with open_picture(data) as picture:
        kind = picture.format
        seen = _turned(_mirrored(_cut(in_plain_colours(picture), showing), showing), showing)
        seen.format = kind if seen.mode != "RGBA" else "PNG"
        return saved(seen)


def _cut(picture: Image.Image, showing: Showing) -> Image.Image:
    """Without what was cut away, to the last dot that only half belongs to it; with the room beside it."""
    wide, high = picture.size
    left, right = math.ceil(wide * showing.left), wide - math.ceil(wide * showing.right)
    top, bottom = math.ceil(high * showing.top), high - math.ceil(high * showing.bottom)
    if right <= left or bottom <= top:
        raise RefusedPicture("Nothing of the picture is left: it was cut away.", "Take it out, or put it in again.")
    _refuse_too_large(right - left, bottom - top)
    if left >= 0 and top >= 0 and right <= wide and bottom <= high:
        return picture.crop((left, top, right, bottom))
    room = Image.new(picture.mode, (right - left, bottom - top), (0, 0, 0, 0) if picture.mode == "RGBA" else _WHITE)
    room.paste(picture, (-left, -top))
    return room


def _mirrored(picture: Image.Image, showing: Showing) -> Image.Image:
    if showing.mirrored:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if showing.upside_down else picture


def _turned(picture: Image.Image, showing: Showing) -> Image.Image:
    """The picture turned; askew, with what is around it seen through, once it has the proportion of its frame."""
    turned = showing.turned % 360
    if turned in (0, *_TURNS):
        return picture.transpose(_TURNS[int(turned)]) if turned else picture
    wide = max(1, picture.width)
    high = max(1, round(wide / showing.proportion))
    _refuse_too_large(*(math.ceil(side) + 1 for side in showing.size(wide, high)))
    framed = picture.convert("RGBA").resize((wide, high), Image.Resampling.LANCZOS)
    return framed.rotate(-turned, Image.Resampling.BICUBIC, expand=True)


def _refuse_too_large(wide: int, high: int) -> None:
    if wide * high > limits.PICTURE:
        raise TooManyDots(wide * high, limits.PICTURE)
