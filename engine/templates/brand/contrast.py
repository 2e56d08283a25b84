"""Whether colours can be told apart, by WCAG 2.1, and the nearest one that can."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.templates.palette import Colour

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text (success criterion 1.4.3), and of large text and parts of charts (1.4.11)."""

_STEPS = 200
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
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
    better: Colour
    """The value for the one to change: the same in every pair, and right for all of them together."""
    is_to_come: bool = False
    """Whether they are too alike only once the other values are taken."""


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def every_pair(colours: Mapping[str, Colour]) -> Iterator[tuple[str, str, float, float]]:
    """Which colour stands on which, by name, their contrast, and the least it may be."""
    for pair in _PAIRS:
        yield pair[0], pair[1], _ratio(pair, colours), pair[2]


def weak_pairs(colours: Mapping[str, Colour], chosen: Mapping[str, Colour]) -> Iterator[Weak]:
    """Every pair whose contrast is too low. colours: all, by name; chosen: those of the council.

    Whoever takes every value that is named has no such pair left.
    """
    weak = [pair for pair in _PAIRS if _ratio(pair, colours) < pair[2] and not chosen.keys().isdisjoint(pair[:2])]
    if not weak:
        return
    mended = _mended(colours, chosen)
    changed: set[str] = set()
    for pair in weak:
        colour, ground, least = pair
        change = colour if mended[colour] != colours[colour] else ground
        changed.add(change)
        yield Weak(
            colour=colour,
            ground=ground,
            ratio=_ratio(pair, colours),
            least=least,
            change=change,
            better=mended[change],
        )
    for pair in _PAIRS:  # what is well as it is, and would not be with those values
        for change in pair[:2]:
            then = {**mended, change: colours[change]}
            if change not in changed and _ratio(pair, then) < pair[2]:
                changed.add(change)
                yield Weak(
                    colour=pair[0],
                    ground=pair[1],
                    ratio=_ratio(pair, then),
                    least=pair[2],
                    change=change,
                    better=mended[change],
                    is_to_come=True,
                )


def _ratio(pair: tuple[str, str, float], colours: Mapping[str, Colour]) -> float:
    return contrast(colours[pair[0]], colours[pair[1]])


def _mended(colours: Mapping[str, Colour], chosen: Mapping[str, Colour]) -> dict[str, Colour]:
    """All colours, those that are too weak moved in lightness until every pair can be told apart.

    Pale panels follow the page where one is dark and the other is not; then letters follow both.
    """
    found = dict(colours)
    if _is_dark(found["paper"]) != _is_dark(found["wash"]):
        follower, leader = ("paper", "wash") if "wash" in chosen and "paper" not in chosen else ("wash", "paper")
        found[follower] = _near(found[leader])
    if not all(_stands_out_on(found[ground]) for ground in ("paper", "wash")):  # grey of the middle: nothing does
        end = _BLACK if _is_dark(found["paper"]) else _WHITE
        found["paper"], found["wash"] = end, _near(end)
    for colour in (*_ON_PAPER, "second", "third"):
        grounds = {ground: least for one, ground, least in _PAIRS if one == colour}
        found[colour] = _fitting(found[colour], {found[ground]: least for ground, least in grounds.items()})
    found["hair"] = _fitting(found["hair"], {found["deep"]: TEXT})
    return found


def _fitting(colour: Colour, grounds: Mapping[Colour, float]) -> Colour:
    """The nearest lightness that stands out on all grounds; black or white where the hue has none."""
    steps = sorted(_lightnesses(colour), key=lambda one: one[0])
    fit = (each for _, each in steps if all(contrast(each, g) >= least for g, least in grounds.items()))
    ends = sorted((_BLACK, _WHITE), key=lambda end: -min(contrast(end, ground) for ground in grounds))
    return next(fit, ends[0])


def _stands_out_on(ground: Colour) -> bool:
    """Whether letters can be read on it with something to spare, in black or in white."""
    return max(contrast(_BLACK, ground), contrast(_WHITE, ground)) >= TEXT + 1


def _is_dark(colour: Colour) -> bool:
    return contrast(colour, _WHITE) > contrast(colour, _BLACK)


def _near(colour: Colour) -> Colour:
    """A ground that goes with another: as dark or as light, and a little apart from it."""
    end = _WHITE if _is_dark(colour) else _BLACK
    red, green, blue = (round(part + 0.05 * (far - part)) for part, far in zip(colour, end, strict=True))
    return red, green, blue


def _lightnesses(colour: Colour) -> Iterator[tuple[float, Colour]]:
    """Every lightness of a hue, with how far it is from the colour's own; the colour itself first."""
    yield -1.0, colour
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for step in range(_STEPS + 1):
        for there in (light - step / _STEPS, light + step / _STEPS):
            if 0 <= there <= 1:
                red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, there, full))
                yield abs(there - light), (red, green, blue)


def nearest(colour: Colour, ground: Colour, least: float) -> Colour:
    """The colour of the same hue, lighter or darker, that is nearest to one and has at least this contrast.

    Black or white, where there is none.
    """
    return _fitting(colour, {ground: least})


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
