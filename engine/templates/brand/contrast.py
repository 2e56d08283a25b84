"""Whether colours can be told apart, by WCAG 2.1, and the nearest one that can."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.templates.palette import Colour

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text (success criterion 1.4.3), and of large text and parts of charts (1.4.11)."""

_STEPS = 200
_ON_PAPER = ("ink", "deep", "lead", "alert", "slate", "link", "visited")
_PAIRS = (
    *((colour, ground, TEXT) for colour in _ON_PAPER for ground in ("paper", "wash")),
    ("paper", "deep", TEXT),
    ("hair", "deep", TEXT),
    ("second", "paper", GRAPHICS),
    ("third", "paper", GRAPHICS),
)
"""Which colour stands on which in the house templates: (colour, ground, least contrast)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """Two colours, by name, that are too alike: their contrast, the least it may be, and the one to change."""

    colour: str
    ground: str
    ratio: float
    least: float
    change: str
    better: Colour | None
    """The nearest value for the one to change; None where there is none, whatever its lightness."""


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weak_pairs(colours: Mapping[str, Colour], chosen: Mapping[str, Colour]) -> Iterator[Weak]:
    """Every pair whose contrast is too low. colours: all, by name; chosen: those of the council, which may change."""
    for colour, ground, least in _PAIRS:
        ratio = contrast(colours[colour], colours[ground])
        if ratio < least and (colour in chosen or ground in chosen):
            change, other = (colour, ground) if colour in chosen else (ground, colour)
            yield Weak(
                colour=colour,
                ground=ground,
                ratio=ratio,
                least=least,
                change=change,
                better=nearest(colours[change], colours[other], least),
            )


def nearest(colour: Colour, ground: Colour, least: float) -> Colour | None:
    """The colour of the same hue, lighter or darker, that is nearest to one and has at least this contrast."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for step in range(_STEPS + 1):
        for there in (light - step / _STEPS, light + step / _STEPS):
            if 0 <= there <= 1:
                red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, there, full))
                if contrast((red, green, blue), ground) >= least:
                    return red, green, blue
    return None


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
