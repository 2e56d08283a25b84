"""A council's colours and font as style sheets of pages take them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.templates.palette import Palette, in_figures

_COLOURS = ("ink", "paper", "deep", "lead", "wash", "hair", "alert", "slate", "link")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?: [A-Za-z][A-Za-z0-9]*)*")
"""A name that style sheets take without quotation marks."""


def page_colours(palette: Palette) -> Mapping[str, str]:
    """The colours by their names, each as six figures (RRGGBB)."""
    return {name: in_figures(getattr(palette, name)) for name in _COLOURS}


def page_font(name: str) -> str:
    """A font by its name, where that can stand in a style sheet; else Arial."""
    return name if _PLAIN.fullmatch(name) else "Arial"
