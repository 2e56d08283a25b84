"""The frame of a drawing of Word: its size and words, and how much of a picture is seen in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from lxml import etree

from engine.foreign.shown_picture import Showing
from engine.plain_words import one_line
from engine.sources.drawings.names import PIC, WP, A
from engine.word.names import EMU_PER_MM

_SHARE, _DEGREE = 100_000, 60_000
"""In what DrawingML counts shares of a side, and angles."""
_MOST_ROOM = -5.0
"""How much white room beside a picture is believed, in its own sides."""
_LOOKS = (f"{A}extLst", f"{A}ext")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """width, height: in millimetres. words: those that stand for what is drawn; empty where nobody has given any."""

    width: float
    height: float
    words: str

    def described(self, words: str) -> Self:
        """The same frame with other words."""
        return replace(self, words=words)


def millimetres(size: float) -> float:
    """A side of a picture; at least one millimetre and no more than a metre, whatever a damaged file claims."""
    return min(max(size, 1.0), 1000.0)


def frame_of(drawing: etree._Element) -> Frame | None:
    """The frame of a w:drawing; None where it has no size."""
    extent, about = next(drawing.iter(f"{WP}extent"), None), next(drawing.iter(f"{WP}docPr"), None)
    if extent is None:
        return None
    words = one_line(about.get("descr", "") or about.get("title", "")) if about is not None else ""
    width, height = (millimetres(number(extent, side) / EMU_PER_MM) for side in ("cx", "cy"))
    return Frame(width=width, height=height, words=words)


def showing_of(pic: etree._Element, frame: Frame) -> Showing | None:
    """How much of its picture a pic:pic shows; None where more is done to it than cutting, turning and mirroring."""
    fill, look = pic.find(f"{PIC}blipFill"), pic.find(f"{PIC}spPr")
    if fill is None:
        return Showing()
    shape = look.find(f"{A}prstGeom") if look is not None else None
    is_other_shape = look is not None and look.find(f"{A}custGeom") is not None
    if (
        is_other_shape
        or (shape is not None and shape.get("prst", "rect") != "rect")
        or fill.find(f"{A}tile") is not None
    ):
        return None
    blip = fill.find(f"{A}blip")
    if blip is not None and any(isinstance(each.tag, str) and each.tag not in _LOOKS for each in blip):
        return None  # its colours are changed
    left, top, right, bottom = _sides(fill.find(f"{A}srcRect"))
    inner = _sides(fill.find(f"{A}stretch/{A}fillRect"))
    left, right = _within(left, right, inner[0], inner[2])
    top, bottom = _within(top, bottom, inner[1], inner[3])
    moved = look.find(f"{A}xfrm") if look is not None else None
    return Showing(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        mirrored=_is_on(moved, "flipH"),
        upside_down=_is_on(moved, "flipV"),
        turned=number(moved, "rot") / _DEGREE % 360 if moved is not None else 0.0,
        proportion=frame.width / frame.height,
    )


def number(element: etree._Element, name: str) -> float:
    """An attribute that is a number; 0 for whatever is none."""
    text = element.get(name, "0").strip()
    try:
        return float(text[:-1]) * 1000 if text.endswith("%") else float(int(text))
    except ValueError:
        return 0.0


def _sides(rectangle: etree._Element | None) -> tuple[float, float, float, float]:
    """What a rectangle takes from the left, the top, the right and the bottom, in shares of the whole."""
    if rectangle is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (max(number(rectangle, side) / _SHARE, _MOST_ROOM) for side in "ltrb")
    return left, top, right, bottom


def _within(first: float, last: float, before: float, behind: float) -> tuple[float, float]:
    """The cut from two opposite sides, where the rest is drawn into a part of the frame or beyond it."""
    room = 1 - before - behind
    if room <= 0 or not (before or behind):
        return first, last
    scale = (1 - first - last) / room
    return max(first - before * scale, _MOST_ROOM), max(last - behind * scale, _MOST_ROOM)


def _is_on(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name, "0") in ("1", "true", "on")
