"""Pictures from elsewhere, looked at before they are decoded: the one place where Pillow opens what somebody sent."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docx.image.image import Image as WordImage
from PIL import Image

from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_AGAIN = "Put it in again as a PNG or JPEG picture."
_SMALLER = "Save it with fewer dots (3,000 across are plenty for a page), and put it in again."


class RefusedPicture(RefusedFile):
    """Bytes that are no picture anybody can look at, or one that is too large to."""


def open_picture(data: bytes, most: int = limits.PICTURE) -> Image.Image:
    """The picture, decoded whole; of one that moves, its first frame. most: dots.

    Raises RefusedPicture for whatever is no such picture: damaged, cut short, of another format, or with more dots.
    """
    with _looked_at(data, most) as picture:
        picture.load()
        return picture


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in dots, told by the picture's first bytes. Raises RefusedPicture."""
    with _looked_at(data, limits.PICTURE) as picture:
        return picture.size


def refuse_unprintable(data: bytes) -> None:
    """Raises RefusedPicture for what is no whole picture, or in a format that no Word file made here may hold."""
    open_picture(data).close()
    try:
        WordImage.from_blob(data)
    except Exception as fault:  # python-docx lets through what its readers of single formats raise
        raise _unreadable() from fault


def printable_file(path: Path) -> bytes:
    """The bytes of a picture that can be printed. Raises RefusedFile where it cannot be read, or is none."""
    data = whole(path, limits.FILE)
    try:
        refuse_unprintable(data)
    except TooManyDots:
        raise
    except RefusedPicture as refused:
        raise RefusedPicture(refused.message, "Save it as a PNG picture, and put it back under this name.") from refused
    return data


def refuse_too_many_dots(data: bytes, name: str, most: int) -> None:
    """Raises RefusedFile, naming the part of a file, for a picture in it that is too large; others pass."""
    try:
        with _looked_at(data, most):
            pass
    except TooManyDots as fault:
        raise RefusedFile(f"The picture {name} in the file is too large: {fault.figures}.", fault.fix) from fault
    except RefusedPicture:
        return  # a drawing in a format of its own, which is passed on as it is


class TooManyDots(RefusedPicture):
    """A picture with more dots than there may be."""

    def __init__(self, dots: int, most: int) -> None:
        self.figures = f"it has {-(-dots // 10**6):,} million dots, and {most // 10**6} million are the most"
        super().__init__(f"The picture is too large: {self.figures}.", _SMALLER)


@contextmanager
def _looked_at(data: bytes, most: int) -> Iterator[Image.Image]:
    """The picture opened and not decoded; whatever Pillow raises meanwhile becomes RefusedPicture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow has its own limit of dots, and tells of oddities no reader knows
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            wide, high = picture.size
            if wide * high > most:
                raise TooManyDots(wide * high, most)
            yield picture
    except RefusedPicture:
        raise
    except Image.DecompressionBombError as fault:  # Pillow's own limit lies above ours
        raise TooManyDots(_figure_in(str(fault)), most) from fault
    except Exception as fault:  # readers of single formats raise SyntaxError, struct.error, ValueError, EOFError …
        raise _unreadable() from fault


def _figure_in(words: str) -> int:
    """The first figure that Pillow names: how many dots there are."""
    found = re.search(r"\d+", words)
    return int(found[0]) if found else 0


def _unreadable() -> RefusedPicture:
    return RefusedPicture("The picture is damaged, or in a format that cannot be printed.", _AGAIN)
