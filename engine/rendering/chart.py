"""A chart as it is delivered: one description, drawn with dots and with lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of so many millimetres. dots: a PNG, for every program. lines: an SVG, sharp at any size."""

    dots: bytes
    lines: bytes
    width: float
    height: float
