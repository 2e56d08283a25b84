"""Whether the picture of a letter is that letter, in whatever fount a program drew it.

A PDF may tell of a letter what it likes: what it shows is the outline. It is laid over those of the founts that
pdfium brings along, nine of them: a letter passes where none of the others fits clearly better.
"""

from __future__ import annotations

import ctypes
import string
from dataclasses import dataclass
from functools import cache

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

from engine.foreign.pdfium import blank

_FOUNTS = (
    b"Helvetica",
    b"Times-Roman",
    b"Courier",
    b"Helvetica-Bold",
    b"Times-Bold",
    b"Helvetica-Oblique",
    b"Times-Italic",
    b"Courier-Bold",
    b"Courier-Oblique",
)
_LETTERS = string.ascii_letters + string.digits + "&/"
_SLENDER = frozenset("ilI1|/fjtrJ")
"""Letters whose outline is little more than a stroke, which founts draw most differently."""

_WIDE, _HIGH, _EDGE = 32, 40, 4
_INK = 110
_LEAST = 0.5
_BEHIND, _SLENDER_BEHIND, _DIGIT_BEHIND, _ONE_BEHIND = 0.05, 0.3, 0.02, 0.14
"""How much better another letter may fit. Measured with 37 founts: of their 2,368 letters some twenty are turned away,
nearly all of very thin or slanted typewriter founts; of digits only a typewriter's 0 passes for another, an 8 or 9."""

_CELL = 100


@dataclass(frozen=True, slots=True)
class _Outline:
    """A letter in black and white, stretched to one size; thickened by a dot; its width by its height; its ink."""

    dots: Image.Image
    thick: Image.Image
    shape: float
    ink: int


def is_known(letter: str) -> bool:
    """Whether its picture can be told from others: pdfium's founts have the letters of western Europe alone."""
    return bool(_known(letter))


def is_letter(picture: Image.Image, letter: str) -> bool:
    """Whether a picture, dark on white, shows this letter.

    Of one that pdfium's founts lack, it is enough that something is there: see is_known.
    """
    found = _outline(picture)
    known = _known(letter)
    if found is None or not known:
        return found is not None
    own, allowed = max(_likeness(found, outline) for outline in known), _allowed(letter)
    if own >= 1 - allowed:
        return True  # no other can fit better than wholly
    others = string.digits if letter in string.digits else _LETTERS
    return own >= _LEAST and _best(found, others, letter) - own <= allowed


def _allowed(letter: str) -> float:
    if letter == "1":
        return _ONE_BEHIND
    if letter in string.digits:
        return _DIGIT_BEHIND
    return _SLENDER_BEHIND if letter in _SLENDER or not letter.isalnum() else _BEHIND


def _best(found: _Outline, others: str, letter: str) -> float:
    """How well the likest of the other letters fits, or a mere block; capital and small ones are one."""
    outlines = [outline for other in others if other.lower() != letter.lower() for outline in _known(other)]
    if letter.isalnum():
        outlines.append(_block())
    return max(_likeness(found, outline) for outline in outlines)


@cache
def _block() -> _Outline:
    """Nothing but ink, as wide as it is high."""
    block = _outline(Image.new("L", (_CELL, _CELL), 0))
    assert block
    return block


@cache
def _known(letter: str) -> tuple[_Outline, ...]:
    """The letter in every fount that has it."""
    if len(letter) != 1 or not letter.encode("cp1252", "ignore"):
        return ()
    found = (_outline(_drawn(fount, letter)) for fount in _FOUNTS)
    return tuple(outline for outline in found if outline)


def _drawn(fount: bytes, letter: str) -> Image.Image:
    with blank() as pdf:
        page = pdf.new_page(_CELL * 1.5, _CELL * 1.5)
        words = pdfium.FPDFPageObj_CreateTextObj(pdf, pdfium.FPDFText_LoadStandardFont(pdf, fount), _CELL)
        text = ctypes.create_string_buffer((letter + "\0").encode("utf-16-le"))
        pdfium.FPDFText_SetText(words, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(words, 1, 0, 0, 1, _CELL / 4, _CELL / 2)
        pdfium.FPDFPage_InsertObject(page, words)
        pdfium.FPDFPage_GenerateContent(page)
        picture: Image.Image = page.render(scale=1).to_pil().convert("L")
        return picture


def _outline(picture: Image.Image) -> _Outline | None:
    """None where there is no ink."""
    ink = ImageChops.invert(picture).point(lambda shade: 255 if shade > _INK else 0)
    box = ink.getbbox()
    if not box:
        return None
    wide, high = box[2] - box[0], box[3] - box[1]
    # a stroke is not made as wide as an M
    to = max(_EDGE, round(_HIGH * wide / high)) if high > 3 * wide else _WIDE
    letter = ink.crop(box).resize((to, _HIGH), Image.Resampling.BOX).point(lambda shade: 255 if shade > 127 else 0)
    dots = Image.new("L", (_WIDE + 2 * _EDGE, _HIGH + 2 * _EDGE), 0)
    dots.paste(letter, ((dots.width - to) // 2, _EDGE))
    return _Outline(dots, dots.filter(ImageFilter.MaxFilter(3)), wide / high, max(_ink(dots), 1))


def _likeness(one: _Outline, other: _Outline) -> float:
    """1 where each covers the other; less for ink of either that the other has nowhere near, or another shape."""
    out = _ink(ImageChops.subtract(one.dots, other.thick)) / one.ink
    missing = _ink(ImageChops.subtract(other.dots, one.thick)) / other.ink
    shape = max(one.shape, other.shape) / min(one.shape, other.shape)
    return 1 - out - missing - max(0.0, shape - 1.7) * 0.1


def _ink(dots: Image.Image) -> int:
    return dots.histogram()[255]
