"""Pictures that belong to the design, such as the cover's: drawn in the theme's colours, and redrawn in new ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from posixpath import join, normpath

from PIL import Image

from engine.foreign.limits import DESIGN_PICTURE
from engine.foreign.picture import RefusedPicture, open_picture
from engine.templates.palette import Colour
from engine.word.names import qn
from engine.word.package import Package

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_ALIKE, _MOST = 8.0, 0.97
"""A picture is in the theme's colours when this share of it is not farther than so from a mix of two of them."""

Recolour = Callable[[Colour], Colour]


def decorations(package: Package) -> Iterator[tuple[str, str]]:
    """(name in Word's list of objects, part of the picture) of every picture that is marked as mere decoration."""
    for part in list(package.texts()):
        root = package.xml(part)
        for drawing in root.iter(qn("wp:anchor"), qn("wp:inline")):
            mark = next(drawing.iter(_DECORATIVE), None)
            blip = next(drawing.iter(qn("a:blip")), None)
            if mark is not None and mark.get("val") in ("1", "true") and blip is not None:
                target = _target(package, part, str(blip.get(qn("r:embed"))))
                if target in package.parts:
                    about = next(drawing.iter(qn("wp:docPr")), None)
                    yield "" if about is None else str(about.get("name", "")), target


def redrawn(picture: bytes, before: Mapping[str, Colour], after: Mapping[str, Colour]) -> bytes | None:
    """The picture in the new colours; None where it is not drawn in the old ones, such as a photograph."""
    image = _in_few_colours(picture)
    if image is None:
        return None
    table = image.getpalette() or []
    counts = {index: count for count, index in image.getcolors(256) or [] if isinstance(index, int)}
    total, alike = sum(counts.values()), 0
    for index, count in counts.items():
        red, green, blue = table[3 * index : 3 * index + 3]
        distance, moved = _moved((red, green, blue), before, after)
        alike += count if distance <= _ALIKE else 0
        table[3 * index : 3 * index + 3] = moved
    if alike < _MOST * total:
        return None
    image.putpalette(table)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _in_few_colours(picture: bytes) -> Image.Image | None:
    """The picture with a table of its colours; None where it has more than 256."""
    try:
        image = open_picture(picture, DESIGN_PICTURE)
    except RefusedPicture:
        return None
    if image.mode == "P":
        return image
    plain = image.convert("RGB")
    if image.mode not in ("RGB", "L") or plain.getcolors(256) is None:
        return None
    few = plain.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return few if few.convert("RGB").tobytes() == plain.tobytes() else None


def _moved(colour: Colour, before: Mapping[str, Colour], after: Mapping[str, Colour]) -> tuple[float, Colour]:
    """How far a colour is from the nearest mix of two theme colours, and the colour moved as those two move."""
    distance, share, one, other = min((*_mix(colour, before[a], before[b]), a, b) for a, b in combinations(before, 2))
    moves = zip(colour, before[one], after[one], before[other], after[other], strict=True)
    red, green, blue = (
        min(255, max(0, round(part + (1 - share) * (to - was) + share * (to2 - was2))))
        for part, was, to, was2, to2 in moves
    )
    return distance, (red, green, blue)


def _mix(colour: Colour, one: Colour, other: Colour) -> tuple[float, float]:
    """(distance, share of the other) of the mix of two colours that is nearest to a third."""
    along = [b - a for a, b in zip(one, other, strict=True)]
    length = sum(part * part for part in along)
    share = sum((c - a) * d for c, a, d in zip(colour, one, along, strict=True)) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    apart = (c - a - share * d for c, a, d in zip(colour, one, along, strict=True))
    return sum(part * part for part in apart) ** 0.5, share


def _target(package: Package, part: str, relation: str) -> str:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.parts:
        return ""
    for found in package.xml(relations):
        if found.get("Id") == relation:
            return normpath(join(folder, str(found.get("Target")))).lstrip("/")
    return ""
