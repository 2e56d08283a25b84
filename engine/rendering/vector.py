"""The same shapes as a canvas draws with dots, as an SVG: lengths in millimetres, letters as letters."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from engine.templates.palette import Colour, in_figures

_STRIPES, _STROKE, _DASH = 1.7, 0.35, 0.8
_MM_PER_POINT = 25.4 / 72


class Vector:
    """Shapes in the order in which they are drawn."""

    def __init__(self, width: float, height: float, paper: Colour, font: str) -> None:
        self._size, self._font = (width, height), font
        self._shapes = [f'<rect width="{_(width)}" height="{_(height)}" fill="{_hex(paper)}"/>']

    def box(self, x: float, y: float, width: float, height: float, fill: Colour | None, edge: Colour) -> None:
        """A rectangle whose edge lies inside it."""
        inside = f'x="{_(x + 0.125)}" y="{_(y + 0.125)}" width="{_(width - 0.25)}" height="{_(height - 0.25)}"'
        self._add(f'rect {inside} fill="{_hex(fill)}" stroke="{_hex(edge)}" stroke-width="0.25"')

    def hatch(
        self, x: float, y: float, width: float, height: float, fill: Colour, stripe: Colour, rising: bool
    ) -> None:
        """Stripes cut to their rectangle, without clipping, which some programs leave out."""
        self._add(f'rect x="{_(x)}" y="{_(y)}" width="{_(width)}" height="{_(height)}" fill="{_hex(fill)}"')
        steps, start = [], -height
        while start < width:
            left, right = max(start, 0.0), min(start + height, width)
            if left < right:
                first, last = left - start, right - start
                down = (height - first, height - last) if rising else (first, last)
                steps.append(f"M{_(x + left)} {_(y + down[0])}L{_(x + right)} {_(y + down[1])}")
            start += _STRIPES
        self._add(f'path d="{"".join(steps)}" stroke="{_hex(stripe)}" stroke-width="{_STROKE}" fill="none"')

    def dashed(self, x: float, y: float, width: float, height: float, edge: Colour) -> None:
        """An empty rectangle with a dashed edge."""
        inside = f'x="{_(x)}" y="{_(y)}" width="{_(width)}" height="{_(height)}" fill="none"'
        self._add(f'rect {inside} stroke="{_hex(edge)}" stroke-width="0.2" stroke-dasharray="{_DASH}"')

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: Colour) -> None:
        """A thin line."""
        self._add(f'path d="M{_(x)} {_(y)}L{_(to_x)} {_(to_y)}" stroke="{_hex(colour)}" stroke-width="0.25"')

    def disc(self, x: float, y: float, radius: float, fill: Colour, edge: Colour) -> None:
        """A circle around a point, its edge inside."""
        at = f'cx="{_(x)}" cy="{_(y)}" r="{_(radius - 0.2)}"'
        self._add(f'circle {at} fill="{_hex(fill)}" stroke="{_hex(edge)}" stroke-width="0.4"')

    def diamond(self, x: float, y: float, radius: float, fill: Colour, edge: Colour) -> None:
        """A square on its corner, around a point."""
        r = radius - 0.3
        corners = f"M{_(x)} {_(y - r)}L{_(x + r)} {_(y)}L{_(x)} {_(y + r)}L{_(x - r)} {_(y)}Z"
        self._add(f'path d="{corners}" fill="{_hex(fill)}" stroke="{_hex(edge)}" stroke-width="0.4"')

    def words(self, x: float, baseline: float, text: str, size: float, colour: Colour, bold: bool) -> None:
        """Text on its baseline, from its left: LibreOffice 7.4 measures bold letters as others, and would move them."""
        look = ' font-weight="bold"' if bold else ""
        self._shapes.append(
            f'<text x="{_(x)}" y="{_(baseline)}" font-size="{_(size * _MM_PER_POINT)}" fill="{_hex(colour)}"{look}>'
            f"{escape(text)}</text>"
        )

    def svg(self) -> bytes:
        """The picture."""
        width, height = (_(length) for length in self._size)
        family = quoteattr(f"{self._font}, sans-serif")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
            f'viewBox="0 0 {width} {height}" font-family={family}>{"".join(self._shapes)}</svg>'
        ).encode()

    def _add(self, shape: str) -> None:
        self._shapes.append(f"<{shape}/>")


def _(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".") or "0"


def _hex(colour: Colour | None) -> str:
    return "none" if colour is None else f"#{in_figures(colour)}"
