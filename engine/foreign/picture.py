"""Pictures from elsewhere, looked at before they are decoded: the one place where Pillow opens what somebody sent."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docx.image.image import Image as WordImage
from PIL import Image, ImageCms

from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_OF_PNG = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
_SPACES = {"RGB": b"RGB ", "P": b"RGB ", "L": b"GRAY", "1": b"GRAY", "I;16": b"GRAY"}
"""How a colour profile calls the colours that it is about, by how Pillow calls them."""
_QUALITY = 92
"""Of a JPEG that is saved anew, of a hundred: what is lost no reader sees."""
_AGAIN = "Put it in again as a PNG or JPEG picture."
_SMALLER = "Save it with fewer dots (3,000 across are plenty for a page), and put it in again."


class RefusedPicture(RefusedFile):
    """Bytes that are no picture anybody can look at, or one that is too large to."""


def open_picture(data: bytes, most: int = limits.PICTURE) -> Image.Image:
    """The picture, decoded whole; of one that moves, its first frame. most: dots.

    Raises RefusedPicture for whatever is no such picture: damaged, cut short, of another format, or with more dots.
    """
    with opened_only(data, most) as picture:
        picture.load()
        return picture


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in dots, told by the picture's first bytes. Raises RefusedPicture."""
    with opened_only(data, limits.PICTURE) as picture:
        return picture.size


def printable(data: bytes) -> bytes:
    """The picture as a Word file may hold it and any program prints it: the very same bytes, else saved anew.

    Saved anew is what printers mix from four inks (CMYK), a JPEG that begins otherwise than Word's do, and what Word
    has no name for. Raises RefusedPicture for what is no whole picture.
    """
    with open_picture(data) as picture:
        if picture.mode != "CMYK" and _is_known_to_word(data):
            return data
        return saved(picture)


def saved(picture: Image.Image) -> bytes:
    """A picture in a format that every program prints: a photograph as JPEG, anything else as PNG."""
    buffer = io.BytesIO()
    if picture.format in ("JPEG", "MPO"):
        saved_as_photograph(in_three_colours(picture), buffer)
        return buffer.getvalue()
    plain = picture if picture.mode in _OF_PNG else in_plain_colours(picture)
    plain.save(buffer, "PNG", icc_profile=_meant_by(plain))
    return buffer.getvalue()


def on_a_screen(data: bytes, most: int) -> bytes:
    """The picture as PNG, with no more dots across or down than that. Raises RefusedPicture."""
    with open_picture(data) as picture:
        shown = in_plain_colours(picture)
        shown.thumbnail((most, most))
        buffer = io.BytesIO()
        shown.save(buffer, "PNG", icc_profile=_meant_by(shown))
        return buffer.getvalue()


def saved_as_photograph(picture: Image.Image, buffer: io.BytesIO) -> None:
    """A picture in three colours or grey, as a JPEG, with what its colours mean where it says so."""
    picture.save(buffer, "JPEG", quality=_QUALITY, icc_profile=_meant_by(picture))


def in_plain_colours(picture: Image.Image) -> Image.Image:
    """The picture in three colours of eight bits, with what is seen through where it has any."""
    if picture.mode.startswith("I"):
        picture = _of_eight_bits(picture)
    return picture.convert("RGBA") if _is_seen_through(picture) else in_three_colours(picture).convert("RGB")


def in_three_colours(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue; of one in four inks, as its own profile says where it has one."""
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK" and profile:
        with suppress(ImageCms.PyCMSError, OSError):
            made = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if made is not None:
                return made
    return picture if picture.mode == "L" else picture.convert("RGB")


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of sixteen bits in eight: Pillow itself would make white of all but the darkest."""
    clear = picture.info.pop("transparency", None)
    grey = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if isinstance(clear, int):
        grey.info["transparency"] = clear // 257
    return grey


def _meant_by(picture: Image.Image) -> bytes | None:
    """What its colours mean, as far as that is said of such colours as it has: not of those it was made of."""
    profile = picture.info.get("icc_profile")
    return profile if profile and profile[16:20] == _SPACES.get(picture.mode.rstrip("A")) else None


def _is_seen_through(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _is_known_to_word(data: bytes) -> bool:
    try:
        WordImage.from_blob(data)
    except Exception:  # python-docx lets through what its readers of single formats raise
        return False
    return True


def printable_file(path: Path) -> bytes:
    """The bytes of a picture that can be printed. Raises RefusedFile where it cannot be read, or is none."""
    data = whole(path, limits.FILE)
    try:
        return printable(data)
    except TooManyDots:
        raise
    except RefusedPicture as refused:
        raise RefusedPicture(refused.message, "Save it as a PNG picture, and put it back under this name.") from refused


def refuse_too_many_dots(data: bytes, name: str, most: int) -> None:
    """Raises RefusedFile, naming the part of a file, for a picture in it that is too large; others pass."""
    try:
        with opened_only(data, most):
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
def opened_only(data: bytes, most: int) -> Iterator[Image.Image]:
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
