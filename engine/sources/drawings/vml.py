"""Drawings as Word made them before 2010, and still makes them for older programs (VML)."""

from __future__ import annotations

import re

from lxml import etree

from engine.foreign.shown_picture import Showing
from engine.plain_words import one_line
from engine.sources.drawings.frame import Frame, millimetres
from engine.sources.drawings.names import OFFICE, TEXT_BOX, V
from engine.word.names import W_T

_SHAPES = tuple(
    f"{V}{name}"
    for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image", "group")
)
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "pc": 25.4 / 6, "": 25.4 / 96}
_LENGTH = re.compile(r"(-?[\d.]+)\s*([a-z]*)")
_FRACTION = 65536
"""In what VML counts shares of a side, and angles."""


def is_seen_through(holder: etree._Element) -> bool:
    """Whether what is embedded from another program shows itself, as a table of Excel does, and not as an icon."""
    embedded = holder.find(f"{OFFICE}OLEObject")
    return embedded is not None and embedded.get("DrawAspect", "Content") == "Content" and bool(shapes(holder))


def shapes(pict: etree._Element) -> list[etree._Element]:
    """The shapes that stand side by side in a w:pict; what only describes a type of shape is none."""
    return [child for child in pict if child.tag in _SHAPES]


def word_art(pict: etree._Element) -> str:
    """The words of its WordArt; empty without any."""
    paths = [one_line(path.get("string", "")) for path in pict.iter(f"{V}textpath")]
    return " ".join(filter(None, paths))


def says_nothing(shape: etree._Element) -> bool:
    """Whether a shape is a horizontal rule, or has neither fill nor edge, nor anything in it."""
    has_no_ink = all(shape.get(name) in ("f", "false") for name in ("filled", "stroked"))
    is_empty = next(shape.iter(f"{V}imagedata", W_T, *_SHAPES[:-1]), shape) is shape
    return shape.get(f"{OFFICE}hr") in ("t", "true") or (has_no_ink and is_empty and shape.tag != f"{V}group")


def is_one(shapes: list[etree._Element]) -> bool:
    """Whether no more than one thing is seen of shapes, in groups or by themselves, whatever text boxes hold."""
    single = [each for shape in shapes for each in shape.iter(*_SHAPES[:-1])]
    boxed = {each for shape in shapes for box in shape.iter(TEXT_BOX) for each in box.iter(*_SHAPES)}
    return len([each for each in single if each not in boxed and not says_nothing(each)]) <= 1


def only_picture(shapes: list[etree._Element]) -> etree._Element | None:
    """The v:imagedata of what is exactly one picture; None of anything else."""
    if len(shapes) != 1 or shapes[0].tag not in (f"{V}shape", f"{V}rect", f"{V}image"):
        return None
    images = list(shapes[0].iter(f"{V}imagedata"))
    return images[0] if len(images) == 1 else None


def frame_of(shape: etree._Element) -> Frame:
    """Its size and its words."""
    style = style_of(shape)
    width, height = (millimetres(_length(style.get(side, ""))) for side in ("width", "height"))
    return Frame(width=width, height=height, words=one_line(shape.get("alt", "")))


def showing_of(shape: etree._Element, image: etree._Element, frame: Frame) -> Showing:
    """How much of its picture is seen."""
    style = style_of(shape)
    flip = style.get("flip", "")
    return Showing(
        left=_share(image.get("cropleft", "")),
        top=_share(image.get("croptop", "")),
        right=_share(image.get("cropright", "")),
        bottom=_share(image.get("cropbottom", "")),
        mirrored="x" in flip,
        upside_down="y" in flip,
        turned=_angle(style.get("rotation", "")),
        proportion=frame.width / frame.height,
    )


def style_of(shape: etree._Element) -> dict[str, str]:
    """What its style says, by name."""
    parts = (part.partition(":") for part in shape.get("style", "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in parts if value}


def _length(text: str) -> float:
    """A length in millimetres; 0 for what is none."""
    found = _LENGTH.fullmatch(text.strip().lower())
    try:
        return float(found[1]) * _MM.get(found[2], 0.0) if found else 0.0
    except ValueError:
        return 0.0


def _share(text: str) -> float:
    """A share of a side: 6554f, 10% or 0.1."""
    number, ending = text.strip().rstrip("f%"), text.strip()[-1:]
    try:
        return max(float(number) / {"f": _FRACTION, "%": 100}.get(ending, 1), -5.0)
    except ValueError:
        return 0.0


def _angle(text: str) -> float:
    """Degrees, clockwise: 90, or 5898240fd."""
    number = text.strip().removesuffix("d").removesuffix("f")
    try:
        return float(number) / (_FRACTION if text.strip().endswith("fd") else 1) % 360
    except ValueError:
        return 0.0
