"""A picture measured in millimetres, drawn twice: with dots by Pillow, and as an SVG."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFont

from engine.fonts.files import above_and_below, to_draw_with
from engine.rendering.chart import Chart
from engine.rendering.vector import Vector
from engine.templates.palette import Colour

DPI = 220
_PIXELS = DPI / 25.4
_MM_PER_POINT = 25.4 / 72
_COMPRESSION = 3
"""Of zlib's nine: more takes half as long again to save a tenth, and the PDF is compressed by LibreOffice anyway."""

_SHARES = {"l": 0.0, "m": 0.5, "r": 1.0}
"""How much of a text stands to the left of its point."""
_Shape = Callable[[ImageDraw.ImageDraw, int], None]


class Canvas:
    """Lengths in millimetres from the top left corner, letters in points."""

    def __init__(self, width: float, height: float, paper: Colour, font: str) -> None:
        self.width, self.height = width, height
        self.size = (_px(width), _px(height))
        self.image = Image.new("RGB", self.size, paper)
        self.draw = ImageDraw.Draw(self.image)
        self.paper = paper
        self.font = font
        self.vector = Vector(width, height, paper, font)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour | None, edge: Colour) -> None:
        """A rectangle with a hairline edge."""
        self.vector.box(x, y, width, height, fill, edge)
        corners = (_px(x), _px(y), _px(x + width) - 1, _px(y + height) - 1)
        self.draw.rectangle(corners, fill=fill, outline=edge, width=_px(0.25))

    def hatch(
        self, x: float, y: float, width: float, height: float, fill: Colour, stripe: Colour, rising: bool
    ) -> None:
        """A rectangle filled with slanting stripes, rising or falling to the right."""
        self.vector.hatch(x, y, width, height, fill, stripe, rising)
        wide, high = _px(x + width) - _px(x), _px(y + height) - _px(y)
        tile = Image.new("RGB", (wide * 2, high * 2), fill)
        pen = ImageDraw.Draw(tile)
        for start in range(-2 * high, 2 * wide, _px(1.7) * 2):
            ends = ((start, 2 * high), (start + 2 * high, 0)) if rising else ((start, 0), (start + 2 * high, 2 * high))
            pen.line(ends, fill=stripe, width=_px(0.35) * 2)
        self.image.paste(tile.reduce(2), (_px(x), _px(y)))

    def dashed(self, x: float, y: float, width: float, height: float, edge: Colour) -> None:
        """An empty rectangle with a dashed edge."""
        self.vector.dashed(x, y, width, height, edge)
        left, top, right, bottom = _px(x), _px(y), _px(x + width) - 1, _px(y + height) - 1
        dash = _px(0.8)
        for start in range(left, right, 2 * dash):
            for level in (top, bottom):
                self.draw.line((start, level, min(start + dash, right), level), fill=edge, width=_px(0.2))
        for start in range(top, bottom, 2 * dash):
            for side in (left, right):
                self.draw.line((side, start, side, min(start + dash, bottom)), fill=edge, width=_px(0.2))

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: Colour) -> None:
        """A thin line."""
        self.vector.line(x, y, to_x, to_y, colour)
        self.draw.line((_px(x), _px(y), _px(to_x), _px(to_y)), fill=colour, width=_px(0.25))

    def disc(self, x: float, y: float, radius: float, fill: Colour, edge: Colour) -> None:
        """A circle around a point, its edge smooth."""
        self.vector.disc(x, y, radius, fill, edge)
        self._stamp(x, y, radius, fill, edge, lambda pen, size: pen.ellipse((0, 0, size, size), fill=255))

    def diamond(self, x: float, y: float, radius: float, fill: Colour, edge: Colour) -> None:
        """A square on its corner, around a point."""
        self.vector.diamond(x, y, radius, fill, edge)

        def corners(pen: ImageDraw.ImageDraw, size: int) -> None:
            half = size // 2
            pen.polygon([(half, 0), (size, half), (half, size), (0, half)], fill=255)

        self._stamp(x, y, radius, fill, edge, corners)

    def _stamp(self, x: float, y: float, radius: float, fill: Colour, edge: Colour, shape: _Shape) -> None:
        """A filled shape with an edge, drawn larger and reduced so that it is smooth."""
        for reach, colour in ((radius, edge), (radius - 0.4, fill)):
            size = 2 * _px(reach)
            mask = Image.new("L", (size * 4, size * 4), 0)
            shape(ImageDraw.Draw(mask), size * 4 - 1)
            self.image.paste(colour, (_px(x) - size // 2, _px(y) - size // 2), mask.reduce(4))

    def words(
        self, x: float, y: float, text: str, size: float, colour: Colour, anchor: str, bold: bool = False
    ) -> None:
        """Text. anchor as Pillow has it: l, m or r, then m for the middle or s for the baseline."""
        self.draw.text((_px(x), _px(y)), text, fill=colour, font=_font(self.font, bold, size), anchor=anchor)
        above, below = above_and_below(self.font, bold, size * _MM_PER_POINT)
        baseline = y + (above - below) / 2 if anchor[1] == "m" else y
        start = x - _SHARES[anchor[0]] * self.width_of(text, size, bold)
        self.vector.words(start, baseline, text, size, colour, bold)

    def width_of(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is, in millimetres."""
        return float(_font(self.font, bold, size).getlength(text)) / _PIXELS

    def wrapped(self, text: str, size: float, wide: float, bold: bool = False) -> list[str]:
        """A text in lines of so many millimetres; a word that is wider is broken between letters."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width_of(longer, size, bold) <= wide:
                lines[-1] = longer
                continue
            lines.append("")
            for letter in word:
                if lines[-1] and self.width_of(lines[-1] + letter, size, bold) > wide:
                    lines.append("")
                lines[-1] += letter
        return [line for line in lines if line]

    def fitted(self, text: str, size: float, wide: float, bold: bool = False) -> str:
        """As much of a text as so many millimetres hold, with an ellipsis where it was cut."""
        if self.width_of(text, size, bold) <= wide:
            return text
        while text and self.width_of(f"{text}…", size, bold) > wide:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def chart(self) -> Chart:
        """The picture. Its dots have no alpha channel: that would only add a mask to a PDF."""
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG", dpi=(DPI, DPI), compress_level=_COMPRESSION)
        return Chart(dots=buffer.getvalue(), lines=self.vector.svg(), width=self.width, height=self.height)


def _font(face: str, bold: bool, points: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return to_draw_with(face, bold, points * _MM_PER_POINT * _PIXELS)


def _px(length: float) -> int:
    return max(1, round(length * _PIXELS)) if length else 0
