"""Whether the colours of a brand can be told apart, pair by pair, before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import BadZipFile

from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.templates.brand.contrast import every_pair, weak_pairs
from engine.templates.brand.theme import BrandTheme, colour_of, hexadecimal, read_theme
from engine.templates.kinds import TemplateKind
from engine.word.package import Package
from engine.workspace import Workspace, house

_COLOUR = re.compile("#?[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two colours that meet on a page, by name and in figures. better: another value for the one to change, that passes
    together with the others that are named; empty where they can be told apart.
    """

    colour: str
    ground: str
    of_colour: str
    of_ground: str
    ratio: float
    least: float
    change: str = ""
    better: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether everybody can read it."""
        return self.ratio >= self.least


def contrasts(workspace: Workspace, chosen: Mapping[str, str]) -> tuple[Contrast, ...]:
    """Every pair that meets in the templates. chosen: what was typed, by name; what is no colour counts as left out."""
    typed = {name: colour_of(words.removeprefix("#")) for name, words in chosen.items() if _COLOUR.fullmatch(words)}
    colours = {**_theme(workspace).colours, **typed}
    weak = {(one.colour, one.ground): one for one in weak_pairs(colours, typed) if not one.is_to_come}
    found = []
    for colour, ground, ratio, least in every_pair(colours):
        one = weak.get((colour, ground))
        found.append(
            Contrast(
                colour=colour,
                ground=ground,
                of_colour=f"#{hexadecimal(colours[colour])}",
                of_ground=f"#{hexadecimal(colours[ground])}",
                ratio=ratio,
                least=least,
                change=one.change if one else "",
                better=f"#{hexadecimal(one.better)}" if one else "",
            )
        )
    return tuple(found)


def _theme(workspace: Workspace) -> BrandTheme:
    """The theme of the report's template; where it has none, that of the house copy."""
    for root in (workspace, Workspace(house())):
        try:
            theme = read_theme(Package.of_template(whole(root.template(TemplateKind.REPORT), limits.FILE)))
        except (RefusedFile, BadZipFile, KeyError, ValueError, EOFError):
            continue
        if theme:
            return theme
    raise AssertionError("the house copy has a theme")
