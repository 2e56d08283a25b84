"""Pictures that a Word file holds twice, with dots and as an SVG: which of the two is printed."""

from __future__ import annotations

from lxml import etree

from engine.word.names import SVG, qn

_LINES, _BLIP, _EMBED = f"{{{SVG}}}svgBlip", qn("a:blip"), qn("r:embed")


def print_lines(root: etree._Element) -> None:
    """Let every such picture be its SVG, in a copy that is to be converted: letters stay letters, sharp at any size."""
    for lines in list(root.iter(_LINES)):
        picture = next(lines.iterancestors(_BLIP), None)
        if picture is not None:
            picture.set(_EMBED, str(lines.get(_EMBED)))
            picture[:] = []
