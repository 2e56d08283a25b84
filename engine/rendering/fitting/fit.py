"""Every part of a rendered document made to fit. It measures in the fonts that print it, and asks no converter."""

from __future__ import annotations

from functools import partial

from lxml import etree

from engine.findings import Finding, Place
from engine.rendering.fitting.cover import fit_cover
from engine.rendering.fitting.lettering import Lettering
from engine.rendering.fitting.tables import fit_tables
from engine.templates.palette import Palette
from engine.templates.places import part_name, place_of
from engine.word.looks import Looks
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import read_styles

_TABLE = b"<w:tbl"


def fit(package: Package, template: Place, palette: Palette) -> list[Finding]:
    """Fit tables and cover in place, and tell what cannot be. A part that is not well-formed is left for the proof."""
    styles = read_styles(package.parts[STYLES])
    lettering = Lettering(Looks(package.xml(STYLES)), palette)
    found: list[Finding] = []
    for name in list(package.texts()):
        if name != DOCUMENT and _TABLE not in package.parts[name]:
            continue
        try:
            root = package.xml(name)
        except etree.XMLSyntaxError:
            continue
        tell = partial(place_of, styles, template, part_name(name))
        changed, of_tables = fit_tables(root, lettering, tell)
        title = fit_cover(root, lettering, styles, template) if name == DOCUMENT else (False, [])
        if changed or title[0]:
            package.put(name, root)
        found += [*of_tables, *title[1]]
    return list(dict.fromkeys(found))
